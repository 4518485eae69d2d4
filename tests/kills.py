"""Kills and full disks: each command that writes is stopped at each of its steps on the disk (`make kills`).

Killed, and read by the next command, a project is as before or as after; where a step fails, it is as before, and that is
told in one finding. A step is what changes the disk: a file opened to be written, bytes written, a rename, a removal, a sync.
"""

from __future__ import annotations

import builtins
import io
import os
import random
import secrets
import shutil
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from itertools import count, takewhile
from pathlib import Path
from typing import Any

from druzhba_kb.cli import main
from druzhba_kb.editing.overrides import mark_of
from druzhba_kb.journal import FILE
from tests.editing.desk import GULL, change, commit, desk
from tests.suggesting.regattas import add, make_base

ADA = "entities/people/ada-finch.yml"
WRITING = os.O_WRONLY | os.O_RDWR
CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir"}
REAL_OPEN = io.open
UNDOING = {"os.remove", "os.rmdir"}  # no disk is too full for these
PAGE = "Harbour Opens\n\nThe harbour of Kotka was opened again on 4 May 1931.\n\nForty boats came in that week.\n"


@dataclass(frozen=True)
class Case:
    """A command, and how the project is laid out in which it runs."""

    arguments: tuple[str, ...]
    lay_out: Callable[[Path], Path]


def plain(folder: Path) -> Path:
    root = desk(folder)
    (root / "sources/raw").mkdir()
    (root / "sources/raw/courier-1931.txt").write_text("raw")
    (folder / "page.txt").write_text(PAGE)
    return root


def reset(folder: Path) -> Path:
    """Return a project in which an article was imported, an editor has changed it and the text has been changed too."""
    root = plain(folder)
    run(root, ("import", str(folder / "page.txt"), "--id", "kotka-1931", "--publisher", "Post"))
    (folder / "page.txt").write_text(PAGE + "\nA band played.\n")
    return root


def unsealed(folder: Path) -> Path:
    root = plain(folder)
    for name in ("courier", "tidings"):
        (root / f"articles/{name}-1931.seals").unlink()
    return root


def faulty(folder: Path) -> Path:
    root = plain(folder)
    change(root, GULL, "quote: 27 metres high", "quote: '27  metres “high”'")
    change(root, ADA, "name: Ada Finch\n", "name: Ada Finch\nformerly: [finch]\n")
    change(root, GULL, "said_by: ada-finch", "said_by: finch")
    return root


def changed(folder: Path) -> Path:
    root = plain(folder)
    commit(root)
    change(root, GULL, "  - height: 27\n    source: courier-1931\n    quote: 27 metres high\n", "")
    return root


def regattas(folder: Path) -> Path:
    root = make_base(folder / "site")
    add(root, "places", "turku", "name: Turku\nsummary: ''\n")
    return root


def mentioned(folder: Path) -> Path:
    """Return a project in which nothing but its own files needs the kind of people."""
    root = plain(folder)
    change(root, GULL, "    said_by: ada-finch\n", "")
    return root


def empty(folder: Path) -> Path:
    (folder / "site").mkdir(parents=True)
    return folder / "site"


def repository(folder: Path) -> Path:
    root = empty(folder)
    (root / ".git").mkdir()
    (root / "README.md").write_text("Ours\n")
    (root / ".gitignore").write_text("/node_modules/\n")
    return root


def outdated(folder: Path) -> Path:
    """Return a project of which a copy and the settings are of an older version."""
    root = plain(folder)
    run(root, ("templates", "eject", "about.md.j2"))
    copy, older = root / "templates/about.md.j2", "# About\n"
    copy.write_bytes(mark_of(copy.name, older.encode()) + older.encode())
    return root


CASES = {
    "rename": Case(("rename", "gull-point", "gull-light", "--yes"), plain),
    "rename of an article": Case(("rename", "courier-1931", "courier-1931-05", "--yes"), plain),
    "import": Case(("import", "../page.txt", "--id", "kotka-1931", "--publisher", "Post"), plain),
    "import again": Case(("import", "../page.txt", "--id", "kotka-1931", "--force", "--drop", "7"), reset),
    "seal": Case(("seal",), unsealed),
    "check --fix": Case(("check", "--fix", "--yes"), faulty),
    "check --accept": Case(("check", "--accept"), plain),
    "check --require-texts": Case(("check", "--require-texts", "--yes"), plain),
    "changes": Case(("changes", "HEAD", "--reason", "Read again.", "--date", "1932-01-01"), changed),
    "suggest --write": Case(("suggest", "--write"), regattas),
    "suggest --apply": Case(("suggest", "--apply", "all"), plain),
    "new": Case(("new", "people", "Bela Wren"), plain),
    "kind add": Case(("kind", "add", "--label", "Mill", "--attribute", "built:date", "--yes"), plain),
    "kind add of two": Case(
        (
            "kind",
            "add",
            "--label",
            "Mill",
            "--attribute",
            "of:ref:firms",
            "--label",
            "Firm",
            "--attribute",
            "has:ref:mills",
        ),
        plain,
    ),
    "kind rename": Case(("kind", "rename", "lighthouses", "lights", "--yes"), plain),
    "kind remove": Case(("kind", "remove", "people", "--with-entities", "--yes"), mentioned),
    "kind attribute add": Case(("kind", "attribute", "add", "people", "born:date", "--yes"), plain),
    "kind attribute rename": Case(("kind", "attribute", "rename", "lighthouses", "masons", "crew", "--yes"), plain),
    "kind attribute remove": Case(
        ("kind", "attribute", "remove", "lighthouses", "relit", "--with-statements", "--yes"), plain
    ),
    "templates eject": Case(("templates", "eject", "partials", "about.md.j2"), plain),
    "packet": Case(("packet", "gull-point", "--to", "packets"), plain),
    "init": Case(("init", ".", "--yes"), empty),
    "init --github": Case(("init", ".", "--github", "--yes"), repository),
    "upgrade": Case(("upgrade", "--yes"), outdated),
}


class Steps:
    """Counts the steps on the disk below folder, in this process; at the one that is named it acts."""

    def __init__(self, folder: Path, at: int, act: Callable[[str], None], counts: Callable[[str], bool]) -> None:
        self.folder, self.at, self.act, self.counts, self.done = str(folder), at, act, counts, 0
        sys.addaudithook(self._audit)
        io.open = builtins.open = self._open  # type: ignore[assignment]
        self._real_sync, os.fsync = os.fsync, self._sync

    def step(self, name: str) -> None:
        if self.counts(name):
            self.done += 1
            if self.done == self.at:
                self.act(name)

    def _audit(self, event: str, given: tuple[Any, ...]) -> None:
        writes = event == "open" and isinstance(given[2], int) and given[2] & WRITING
        if (writes or event in CHANGES) and self._has(given[0]):
            self.step(event)

    def _has(self, file: Any) -> bool:
        return not isinstance(file, int) and os.fsdecode(file).startswith(self.folder)

    def _open(self, file: Any, mode: str = "r", *rest: Any, **more: Any) -> Any:
        stream = REAL_OPEN(file, mode, *rest, **more)
        return _Stream(stream, self) if self._has(file) and "w" in mode else stream

    def _sync(self, handle: int) -> None:
        self.step("fsync")
        self._real_sync(handle)


class _Stream:
    """A file of which half is written before a step at which the process ends."""

    def __init__(self, stream: Any, steps: Steps) -> None:
        self._stream, self._steps = stream, steps

    def write(self, data: Any) -> int:
        half = len(data) // 2
        self._stream.write(data[:half])
        self._stream.flush()
        self._steps.step("write")
        return half + int(self._stream.write(data[half:]))

    def __enter__(self) -> _Stream:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def __iter__(self) -> Iterator[Any]:
        return iter(self._stream)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def run(root: Path, arguments: tuple[str, ...], prepare: Callable[[], object] = lambda: None) -> tuple[int | None, str]:
    """Run a command in a process of its own and return its status, None for a killed one, and what it said of faults."""
    with tempfile.TemporaryFile("w+") as said:
        child = os.fork()
        if child == 0:
            os._exit(_child(root, arguments, prepare, said))
        _, status = os.waitpid(child, 0)
        said.seek(0)
        return (os.WEXITSTATUS(status) if os.WIFEXITED(status) else None), said.read()


def _child(root: Path, arguments: tuple[str, ...], prepare: Callable[[], object], said: Any) -> int:
    try:
        os.chdir(root)
        with redirect_stdout(io.StringIO()), redirect_stderr(said):
            prepare()
            return main(arguments)
    except BaseException:  # told to the parent, which has no traceback of a child
        said.write(traceback.format_exc())
        return 70
    finally:
        said.flush()


def tree(root: Path) -> dict[str, bytes]:
    """Return the files of a project, hidden ones too, but for what is generated and git's own."""
    found = (path.relative_to(root) for path in sorted(root.rglob("*")) if path.is_file())
    return {str(one): (root / one).read_bytes() for one in found if one.parts[0] not in ("build", ".git")}


def _kill(_: str) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _fill(_: str) -> None:
    raise OSError(28, "No space left on device")


@dataclass
class Trial:
    """One case in a folder of its own: laid out once, and copied for each step at which it is stopped."""

    case: Case
    folder: Path

    def __post_init__(self) -> None:
        self.template = self.folder / "template"
        self.template.mkdir(parents=True)
        self.case.lay_out(self.template)
        self.before = tree(self.template / "site")
        self.warm_up()
        status, _ = self.attempt(0, _kill, lambda _: True)
        self.after = tree(self.root)
        assert status in (0, 1) and self.after != self.before, f"the case does nothing: {status} {_}"

    @property
    def root(self) -> Path:
        return self.folder / "run/site"

    def warm_up(self) -> None:
        """Run the case in this process, so that its children need not load what a run of it loads, such as lists of names."""
        spare = shutil.copytree(self.template, self.folder / "spare", symlinks=True)
        with chdir(spare / "site"), redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            main(self.case.arguments)

    def attempt(self, at: int, act: Callable[[str], None], counts: Callable[[str], bool]) -> tuple[int | None, str]:
        shutil.rmtree(self.folder / "run", ignore_errors=True)
        shutil.copytree(self.template, self.folder / "run", symlinks=True)
        (self.folder / "run/tmp").mkdir()

        def prepare() -> None:
            tempfile.tempdir = str(self.folder / "run/tmp")
            secrets.token_bytes = bytes  # the key of a short text is random, and two runs are compared
            self.steps = Steps(self.folder / "run", at, act, counts)

        return run(self.root, self.case.arguments, prepare)

    def killed(self, at: int) -> str | None:
        """Return what is wrong after a kill at this step, '' for nothing, None where there is no such step."""
        status, _ = self.attempt(at, _kill, lambda _: True)
        if status is not None:
            return None
        # 'init' is no command of a project yet, and mends itself
        again = self.case.arguments if self.case.arguments[0] == "init" else ("check",)
        _, said = run(self.root, again)
        if "Traceback" in said or (self.root / FILE).exists():
            return f"killed at {at}: {said[-300:]}"
        return self._mess(f"killed at {at}", tree(self.root), self.before, self.after)

    def filled(self, at: int) -> str | None:
        """Return what is wrong where the disk is full at this step, '' for nothing, None where there is no such step."""
        status, said = self.attempt(at, _fill, lambda name: name not in UNDOING)
        if status in (0, None) and tree(self.root) == self.after and "cannot" not in said:
            return None
        if "Traceback" in said or said.count("error[") > 1 or status not in (0, 1):
            return f"full at {at}: {status} {said[-600:]}"
        return self._mess(f"full at {at}", tree(self.root), self.before)

    def _mess(self, when: str, found: dict[str, bytes], *allowed: dict[str, bytes]) -> str:
        if found in allowed:
            return ""
        differs = [name for name in {*found, *allowed[0]} if found.get(name) != allowed[0].get(name)]
        return f"{when}: {differs}"


def try_case(name: str, folder: Path, stride: int = 1) -> tuple[int, list[str]]:
    """Return how many steps of a case were tried, one of each stride, the first by chance, and what was wrong."""
    trial, chance = Trial(CASES[name], folder), random.Random(name)
    found = list[str]()
    for attempt in (trial.killed, trial.filled):
        steps = map(attempt, count(chance.randint(1, stride), stride))
        found += takewhile(lambda fault: fault is not None, steps)
    return len(found), [fault for fault in found if fault]


if __name__ == "__main__":
    wrong = 0
    for case in sys.argv[1:] or CASES:
        with tempfile.TemporaryDirectory() as place:
            tried, found = try_case(case, Path(place).resolve())
        print(f"{case:24}{tried:5} steps{len(found):5} wrong", *found, sep="\n  ", flush=True)
        wrong += len(found)
    sys.exit(bool(wrong))
