"""Journal: new contents of files and files to be moved in; all of it on the disk then, or nothing of it.

Before the first change a file says how each is undone. A failing disk is answered at once by that, a kill or a lost current
by the next command. It must never touch a file outside the project, nor one that somebody has changed since.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from filelock import FileLock
from platformdirs import user_cache_path

from druzhba_kb.report import Place, Report

FILE = ".cache/journal.json"
PART = re.compile(r"\.(.+?)(?:\.\d+)?\.part")  # what a file is called until it is whole, here and in build/


class UnusableJournal(Exception):
    """A journal that nothing can be undone by: damaged, or not made here."""


@dataclass(frozen=True, slots=True)
class Journal:
    """How to undo a change: each file as it was (None: it was not there), the digest of what it became, moves, new folders."""

    before: Mapping[str, str | None]
    digests: Mapping[str, str]
    moves: Mapping[str, str]
    folders: tuple[str, ...]

    def names(self) -> Iterator[str]:
        """Yield every path that undoing touches."""
        for paths in (self.before, self.moves, self.moves.values(), self.folders):
            yield from paths


def write_all(root: Path, contents: Mapping[str, str | bytes | None], moves: Mapping[str, str] | None = None) -> None:
    """Write files, remove those without contents, then move some, by their path below root; an OSError changes nothing."""
    data = {name: content.encode() if isinstance(content, str) else content for name, content in contents.items()}
    moves = moves or {}
    if not data and not moves:
        return
    with _alone(root):
        _recover(root)
        journal = _planned(root, data, moves)
        try:
            _save(root / FILE, json.dumps(asdict(journal)).encode())
            _change(root, data, moves)
            (root / FILE).unlink()
        except BaseException as error:  # an interrupt must undo too
            state = _undone(root, journal)
            if isinstance(error, OSError):
                raise OSError(error.errno, f"{error.strerror}; {state}", error.filename) from error
            raise
        _forget(root)


def write_reported(
    root: Path,
    contents: Mapping[str, str | bytes | None],
    report: Report,
    code: str,
    moves: Mapping[str, str] | None = None,
) -> bool:
    """Write files and move some; where that cannot be done nothing is changed, and the report says so."""
    try:
        write_all(root, contents, moves)
    except OSError as error:
        report.error(Place(blamed(root, error)), code, f"cannot be written: {(error.strerror or 'unknown').lower()}")
        return False
    return True


def _undone(root: Path, journal: Journal) -> str:
    try:
        _undo(root, journal)
    except OSError:
        return "the next command puts back what was changed"
    return "nothing is changed"


def recover(root: Path) -> str | None:
    """Undo what a killed command left half done and return what there is to say; UnusableJournal says that nobody can."""
    if not (root / FILE).exists() and not _part(root / FILE).exists():
        return None
    with _alone(root):  # a command that is still running ends first
        return _recover(root)


def blamed(root: Path, error: OSError) -> str:
    """Return the path below root of the file that an error is about, '.' where it names none."""
    path = Path(os.fsdecode(error.filename)) if isinstance(error.filename, str | bytes) else root
    path = path.with_name(PART.sub(r"\1", path.name))
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def _planned(root: Path, data: Mapping[str, bytes | None], moves: Mapping[str, str]) -> Journal:
    before = {name: _text(root / name) for name in data}
    digests = {name: "" if content is None else _digest(content) for name, content in data.items()}
    above = {parent for name in (*data, *moves.values()) for parent in PurePosixPath(name).parents[:-1]}
    folders = sorted((str(one) for one in above if not (root / one).exists()), key=len, reverse=True)
    return Journal(before, digests, moves, tuple(folders))


def _change(root: Path, data: Mapping[str, bytes | None], moves: Mapping[str, str]) -> None:
    for name, content in data.items():  # a full disk is met here, before anything is changed
        if content is not None:
            _stage(root / name, content)
    for name, content in data.items():
        if content is None:
            (root / name).unlink()
        else:
            _part(root / name).replace(root / name)
    for old, new in moves.items():
        (root / new).parent.mkdir(parents=True, exist_ok=True)
        (root / old).rename(root / new)
    for folder in {(root / name).parent for name in (*data, *moves, *moves.values())}:
        _sync(folder)
    for folder in {(root / name).parent for name in (*moves, *(name for name in data if data[name] is None))}:
        with suppress(OSError):  # other files are in it
            folder.rmdir()


def _recover(root: Path) -> str | None:
    try:
        journal = _read(root)
    except FileNotFoundError:  # it was cut off before it changed anything
        _forget(root)
        return None
    if journal is None:
        way = "look at what 'git status' says, then remove it"
        raise UnusableJournal(f"'{FILE}' does not say how to undo a change that was cut off; {way}")
    changed = "".join(f"; '{name}' has been changed since, and stays" for name in _undo(root, journal))
    files = ", ".join(sorted({*journal.before, *journal.moves}))
    return f"a command was cut off while it wrote {files}; all is again as before it{changed}"


def _read(root: Path) -> Journal | None:
    """Return the journal of a command that was cut off, None for one that nobody here has written."""
    text = (root / FILE).read_bytes()
    if is_in_git(root, FILE):  # it would hide from a check what the clone has
        return None
    try:
        journal = Journal(**json.loads(text))
        texts = [*journal.digests.values(), *(text or "" for text in journal.before.values())]
        sound = all(isinstance(text, str) for text in texts) and journal.digests.keys() == journal.before.keys()
        return journal if sound and all(_is_inside(root, name) for name in journal.names()) else None
    except (ValueError, TypeError, AttributeError):
        return None


def is_in_git(root: Path, name: str) -> bool:
    """Whether git holds a file or what is in a folder, so that it came with a clone and nobody here made it.

    Where git will not say, it may be so.
    """
    command = ["git", "-C", str(root), "ls-files", "--error-unmatch", name]
    with suppress(OSError):
        done = subprocess.run(command, capture_output=True, check=False, env={**os.environ, "LC_ALL": "C"})
        return done.returncode == 0 or (done.returncode != 1 and b"not a git repository" not in done.stderr)
    return False


def _undo(root: Path, journal: Journal) -> list[str]:
    """Put everything back and return the files that somebody has changed since, which stay; doing it twice does no harm."""
    for old, new in reversed([*journal.moves.items()]):
        if (root / new).exists() and not (root / old).exists():
            (root / old).parent.mkdir(parents=True, exist_ok=True)
            (root / new).rename(root / old)
    changed = [name for name, text in journal.before.items() if not _put_back(root / name, text, journal.digests[name])]
    for folder in journal.folders:
        with suppress(OSError):  # it is gone, or somebody else's file is in it
            (root / folder).rmdir()
    _forget(root)
    return changed


def _put_back(path: Path, before: str | None, digest: str) -> bool:
    with suppress(OSError):  # it is gone, or is no file of ours
        _part(path).unlink()
    now = _text(path)
    if now == before:
        return True
    if now is not None and _digest(_bytes(now)) != digest:
        return False
    if before is None:
        path.unlink()
    else:
        _stage(path, _bytes(before))
        _part(path).replace(path)
    return True


def _forget(root: Path) -> None:
    for path in (root / FILE, _part(root / FILE)):
        path.unlink(missing_ok=True)
    with suppress(OSError):  # other things are kept there
        (root / FILE).parent.rmdir()


def _save(path: Path, content: bytes) -> None:
    _stage(path, content)
    _part(path).replace(path)
    _sync(path.parent)


def _stage(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with _part(path).open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _part(path: Path) -> Path:
    return path.with_name(f".{path.name}.part")


def _text(path: Path) -> str | None:
    """Return a file so that JSON can hold it, whatever its bytes are; None where it is not there."""
    try:
        return path.read_bytes().decode("utf-8", "surrogateescape")
    except FileNotFoundError:
        return None


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _is_inside(root: Path, name: str) -> bool:
    """Whether a path may be undone: a journal that came with a clone must not reach what is not content."""
    home = (root / name).parent.resolve()
    return (
        ".git" not in PurePosixPath(name).parts and home.is_relative_to(root.resolve()) and ".." not in Path(name).parts
    )


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Wait for other commands that write."""
    # in the user's folder, since a file of the project would stay behind there
    name = hashlib.sha256(str(root.resolve()).encode("utf-8", "surrogateescape")).hexdigest()
    lock = FileLock(user_cache_path("druzhba-kb") / f"{name}.lock", fallback_to_soft=False)
    with suppress(OSError, NotImplementedError):  # a disk that knows no locks
        Path(lock.lock_file).parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _sync(folder: Path) -> None:
    """Have a folder's names on the disk, where a folder can be opened for that."""
    with suppress(PermissionError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
