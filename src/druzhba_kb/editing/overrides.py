"""Overrides: a project's own files of the theme in; which there are, copies of more, and how they differ from the theme's, out.

The first line of a copy says which version it came from, so that after an upgrade an adopter sees what the theme has
changed since. What the theme's file was then is kept beside it, so that both changes can be merged. A copy never takes the
place of a file that is there.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from difflib import unified_diff
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from druzhba_kb import __version__
from druzhba_kb.editing.asking import UsageError
from druzhba_kb.folding import nearest
from druzhba_kb.journal import write_all
from druzhba_kb.theme import MARK, OWN, SHIPPED, files_below, is_source

# Jinja takes the line end behind a comment away in our templates, and with a dash in those of MkDocs too
COMMENTS = {".j2": ("{#", "#}"), ".html": ("{#-", "-#}"), ".css": ("/*", "*/"), ".js": ("/*", "*/")}
ORIGINALS = f"{OWN}/.theme"  # hidden, so no file of a look
SAME, BEHIND = "equals the theme's and can be deleted", "the theme's has changed since"


class Override(NamedTuple):
    """A project's own file: the version it came from, its state in words, its bytes but for the mark, and the theme's, if any.

    `digest` is that of the theme's file as it was when it was copied.
    """

    name: str
    version: str
    state: str
    text: bytes
    theirs: bytes | None
    digest: str


def overrides(root: Path) -> list[Override]:
    """Return the project's own files; the source tree of the theme has none."""
    theirs = files_below(SHIPPED)
    own = {} if is_source(root) else files_below(root / OWN)
    return [_read(name, file.read_bytes(), theirs.get(name)) for name, file in own.items()]


def _read(name: str, data: bytes, shipped: Path | None) -> Override:
    mark, theirs = MARK.match(data), shipped.read_bytes() if shipped else None
    text = data[mark.end() :] if mark else data
    version, digest = (mark[1].decode(), mark[2].decode()) if mark else ("unknown", "")
    return Override(name, version, _state(text, theirs, mark), text, theirs, digest)


def _state(text: bytes, theirs: bytes | None, mark: re.Match[bytes] | None) -> str:
    if theirs is None:
        return "is not in the theme"
    if text == theirs:
        return SAME
    if mark is None:
        return "differs from the theme's"
    return "the theme's has not changed since" if mark[2].decode() == digest_of(theirs) else BEHIND


def listed(root: Path) -> str:
    """Return a table of all files of the theme and of the project: name, whose, from which version, and what is to be known."""
    theirs = {name: (name, "theme", __version__, "") for name in files_below(SHIPPED)}
    own = {one.name: (one.name, "own", one.version, one.state) for one in overrides(root)}
    rows = [("NAME", "WHOSE", "FROM", "STATE"), *sorted({**theirs, **own}.values())]
    wide = max(len(name) for name, *_ in rows)
    return "\n".join(f"{name:{wide}}  {whose:5}  {of:7}  {state}".rstrip() for name, whose, of, state in rows)


def eject(root: Path, names: Sequence[str]) -> list[str]:
    """Copy files of the theme, each named or below a folder that is; return what became of each."""
    if is_source(root):
        raise UsageError(f"'{OWN}' is the theme itself here; edit it")
    theirs = files_below(SHIPPED)
    chosen = _chosen(names, theirs, "the theme")
    skipped = {name for name in chosen if (root / OWN / name).exists()}
    data = {name: theirs[name].read_bytes() for name in chosen if name not in skipped}
    write_all(
        root, {path: text for name, theirs in data.items() for path, text in copied(name, theirs, theirs).items()}
    )
    return [f"kept {OWN}/{one}, which is there already" if one in skipped else f"wrote {OWN}/{one}" for one in chosen]


def copied(name: str, text: bytes, theirs: bytes) -> dict[str, bytes]:
    """Return the files of a copy with this text: itself, and, where it can have a mark, the theme's as it is now."""
    mark = mark_of(name, theirs)
    return {f"{OWN}/{name}": mark + text} | ({f"{ORIGINALS}/{name}": theirs} if mark else {})


def merged(root: Path, one: Override) -> bytes | None:
    """Return a copy with what the theme has changed since it was made; None where that and the project's own changes collide.

    Nothing else can be said where what the theme's file was then is neither kept nor in git, nor where git is not installed.
    """
    if digest_of(one.text) == one.digest:
        return one.theirs
    for original in _originals(root, one.name):
        if digest_of(original) == one.digest:
            return _merged(one.text, original, one.theirs or b"")
    return None


def _originals(root: Path, name: str) -> Iterator[bytes]:
    """Yield what a copy may have been made of: what is kept beside it, and, without the mark, each of its states in git."""
    with suppress(OSError):
        yield (root / ORIGINALS / name).read_bytes()
    with suppress(OSError):
        git, file = ("git", "-C", str(root)), f"./{OWN}/{name}"
        found = subprocess.run([*git, "log", "--format=%H", "--", file], capture_output=True, check=False)
        for commit in found.stdout.decode().split():
            shown = subprocess.run([*git, "show", f"{commit}:{file}"], capture_output=True, check=False)
            yield MARK.sub(b"", shown.stdout, count=1)


def _merged(ours: bytes, original: bytes, theirs: bytes) -> bytes | None:
    with TemporaryDirectory(prefix="druzhba-kb-") as folder, suppress(OSError):
        files = [Path(folder, str(number)) for number in range(3)]
        for file, text in zip(files, (ours, original, theirs), strict=True):
            file.write_bytes(text)
        done = subprocess.run(["git", "merge-file", "-p", *map(str, files)], capture_output=True, check=False)
        return None if done.returncode else done.stdout
    return None


def compared(root: Path, names: Sequence[str]) -> tuple[str, bool]:
    """Return how the project's files differ from the theme's, and whether one of the theme's has changed since it was copied."""
    own = {one.name: one for one in overrides(root) if one.theirs is not None}
    shown = [own[name] for name in (_chosen(names, own, f"'{OWN}'") if names else own)]
    return "\n".join(line for one in shown for line in _difference(one)), any(one.state == BEHIND for one in shown)


def _chosen(names: Sequence[str], known: Iterable[str], where: str) -> list[str]:
    """Return the files that are named, by their own names or by a folder that they are in."""
    found = list[str]()
    for name in names:
        wanted = name.removeprefix(f"{OWN}/").rstrip("/")
        those = [one for one in known if one == wanted or one.startswith(f"{wanted}/")]
        if not those:
            raise UsageError(f"{where} has no '{wanted}'{nearest(wanted, list(known))}")
        found += those
    return list(dict.fromkeys(found))


def diff_of_bytes(old: bytes, new: bytes, old_name: str, new_name: str) -> Iterator[str]:
    """Yield the lines of a unified diff of two files, whatever their encoding."""
    before, after = (data.decode("utf-8", "replace").splitlines() for data in (old, new))
    return unified_diff(before, after, old_name, new_name, lineterm="")


def _difference(one: Override) -> Iterator[str]:
    yield from diff_of_bytes(one.theirs or b"", one.text, f"theme/{one.name}", f"{OWN}/{one.name}")
    if one.state == BEHIND:
        mark = mark_of(one.name, one.theirs or b"").decode().rstrip()
        yield f"{OWN}/{one.name}: the theme's has changed since {one.version}; once it holds what you want of that,"
        yield f"let its first line be: {mark}"


def mark_of(name: str, data: bytes) -> bytes:
    """Return the first line of a copy, which names the version and the digest; nothing for a file without comments."""
    begin, end = COMMENTS.get(Path(name).suffix, ("", ""))
    return f"{begin} from druzhba-kb {__version__}, {digest_of(data)} {end}\n".encode() if begin else b""


def digest_of(data: bytes) -> str:
    """Return a short digest of a file."""
    return hashlib.sha256(data).hexdigest()[:12]
