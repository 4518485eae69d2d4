"""Changing: texts before and after and files to move in, their diff out; tried in a copy, then made all or none."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from tempfile import TemporaryDirectory

from druzhba_kb.load import load
from druzhba_kb.parse import parse
from druzhba_kb.relate import relate
from druzhba_kb.report import Place, Report
from druzhba_kb.verify.records import verify_links
from druzhba_kb.write import replace

CONTENT = ("articles", "entities")


@dataclass(frozen=True, slots=True)
class Change:
    """The texts of files before and after, by their old path, the files to be moved, and lines for the editor to look at."""

    before: Mapping[str, str]
    after: Mapping[str, str]
    moves: Mapping[str, str]
    left: tuple[str, ...] = ()

    def new_path(self, file: str) -> str:
        """Return where a file stands afterwards."""
        return self.moves.get(file, file)


def diff_of(change: Change) -> str:
    """Return the change as a unified diff, moved files first."""
    moved = [f"move {old} → {new}" for old, new in change.moves.items()]
    left = [f"the old id still stands in words: {place}" for place in change.left]
    return "\n".join([*moved, *(_diff(change, file) for file in sorted(change.after)), *left])


def data_of(change: Change, done: bool) -> str:
    """Return the change as one JSON object: each rewritten file by its old path, and whether the change is made."""
    data = {
        "done": done,
        "moves": [{"from": old, "to": new} for old, new in change.moves.items()],
        "files": [{"file": file, "diff": _diff(change, file)} for file in sorted(change.after)],
        "left": list(change.left),
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def _diff(change: Change, file: str) -> str:
    before, after = (texts[file].splitlines() for texts in (change.before, change.after))
    return "\n".join(unified_diff(before, after, f"a/{file}", f"b/{change.new_path(file)}", lineterm="", n=1))


def tried(root: Path, change: Change, report: Report) -> None:
    """Make the change in a copy and report the errors that the project would have then and has not now."""
    with TemporaryDirectory(prefix="druzhba-kb-") as folder:
        copy = Path(folder)
        for name in CONTENT:
            shutil.copytree(root / name, copy / name, symlinks=True)
        now = {(one.code, one.message) for one in _errors(copy).findings}
        contents = {old: new for old, new in change.moves.items() if old.startswith(CONTENT)}
        make(copy, Change(change.before, change.after, contents), report)
        report.findings += (one for one in _errors(copy).findings if (one.code, one.message) not in now)


def _errors(root: Path) -> Report:
    report = Report()
    records = parse(load(root, report), report)
    if not report.failed:
        relate(records, report)
        verify_links(records, report)
    report.findings = [finding for finding in report.findings if finding.level == "error"]
    return report


def make(root: Path, change: Change, report: Report) -> bool:
    """Make the change, or leave everything as it was: where a file changed meanwhile, stands in the way or cannot be written."""
    for file, text in change.before.items():
        if (root / file).read_bytes() != text.encode():
            report.error(Place(file), "cannot-write", "changed while the command ran; run it again")
    for new in change.moves.values():
        if (root / new).exists():
            report.error(Place(new), "cannot-write", f"'{new}' is there already, and no file is overwritten")
    if report.failed:
        return False
    moved: list[tuple[Path, Path]] = []
    try:
        _make(root, change, moved)
    except OSError as error:
        _undo(root, change, moved)
        place = Path(str(error.filename or root)).name
        report.error(Place(place), "cannot-write", f"cannot be written: {error.strerror}; nothing is changed")
        return False
    except BaseException:
        _undo(root, change, moved)
        raise
    return True


def _make(root: Path, change: Change, moved: list[tuple[Path, Path]]) -> None:
    for file, text in change.after.items():
        replace(root / file, text)
    for old, new in change.moves.items():
        moved.append((root / old, root / new))
        (root / old).rename(root / new)


def _undo(root: Path, change: Change, moved: list[tuple[Path, Path]]) -> None:
    for old, new in reversed(moved):
        with suppress(FileNotFoundError):
            new.rename(old)
    for file, text in change.before.items():
        if (root / file).read_bytes() != text.encode():
            replace(root / file, text)
