"""Transactions: the texts of files before and after and files to be moved in; shown, tried in a copy, made whole or not at all.

A rename touches dozens of files, and half a rename is a broken base. So the change is a value that can be shown before it is
made; it is made in a copy first, and then by the journal, which puts everything back where writing ends in the middle.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import unified_diff
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from druzhba_kb.journal import write_reported
from druzhba_kb.layout import CONTENT
from druzhba_kb.load import Sources, load
from druzhba_kb.model import KnowledgeBase
from druzhba_kb.parse import parse
from druzhba_kb.relate import relate
from druzhba_kb.report import Finding, Place, Report
from druzhba_kb.verify.own_pages import verify_pages
from druzhba_kb.verify.records import verify_links


@dataclass(frozen=True, slots=True)
class Transaction:
    """The texts of files before and after, by their old path, the files to be moved, and lines for the editor to look at.

    A file without a text before is new, one without a text afterwards is removed.
    """

    texts: Mapping[str, tuple[str | None, str | None]]
    moves: Mapping[str, str] = field(default_factory=dict)
    left: tuple[str, ...] = ()

    def diff(self) -> str:
        """Return the change as a unified diff, moved files first."""
        moved = [f"move {old} → {new}" for old, new in self.moves.items()]
        left = [f"the old name still stands in words: {place}" for place in self.left]
        return "\n".join([*moved, *map(self._diff, sorted(self.texts)), *left])

    def data(self, done: bool) -> dict[str, object]:
        """Return the change as plain data: each rewritten file by its old path, and whether the change is made."""
        return {
            "done": done,
            "moves": [{"from": old, "to": new} for old, new in self.moves.items()],
            "files": [{"file": file, "diff": self._diff(file)} for file in sorted(self.texts)],
            "left": list(self.left),
        }

    def _diff(self, file: str) -> str:
        before, after = self.texts[file]
        new = "/dev/null" if after is None else f"b/{self.moves.get(file, file)}"
        old_lines, new_lines = (before or "").splitlines(), (after or "").splitlines()
        return "\n".join(unified_diff(old_lines, new_lines, f"a/{file}", new, lineterm="", n=1))


def read_sound(root: Path, report: Report) -> tuple[Sources, KnowledgeBase] | None:
    """Return a project in which each reference leads to something; None after errors."""
    sources = load(root, report)
    records = parse(sources, report)
    kb = None if report.failed else relate(records, report)
    return (sources, kb) if kb and not report.failed else None


def tried(root: Path, change: Transaction, report: Report) -> Transaction | None:
    """Return a change where the project has no errors after it, in a copy, that it has not now; None after errors."""
    if report.failed:
        return None
    try:
        with TemporaryDirectory(prefix="druzhba-kb-") as folder:
            _try(root, Path(folder), change, report)
    except OSError as error:
        reason = error.args[0][0][-1] if isinstance(error, shutil.Error) else error.strerror
        message = f"no copy to try the change in can be made: {reason}; make room there, or set TMPDIR"
        report.error(Place(str(error.filename or gettempdir())), "cannot-write", message)
    return None if report.failed else change


def _try(root: Path, copy: Path, change: Transaction, report: Report) -> None:
    for name in (name for name in CONTENT if (root / name).is_dir()):
        # a link may lead out of the project, and is no business of a copy
        shutil.copytree(root / name, copy / name, symlinks=True)
    # an error of today has another line in the changed file, and is no reason against the change
    now = {(one.code, one.message) for one in _errors(copy)}
    # the private texts are not copied, for they may be large
    moves = {old: new for old, new in change.moves.items() if old.startswith(CONTENT)}
    apply_changes(copy, replace(change, moves=moves), report)
    report.findings += (one for one in _errors(copy) if (one.code, one.message) not in now)


def _errors(root: Path) -> list[Finding]:
    report = Report()
    records = parse(load(root, report), report)
    if not report.failed:
        relate(records, report)
        verify_links(records, report)
        verify_pages(records, report)
    # Ids of statements follow from the ids in them; 'moved' mends the lines that lead to them, and only afterwards can.
    return [one for one in report.findings if one.level == "error" and one.code != "moved-nowhere"]


def apply_changes(root: Path, change: Transaction, report: Report) -> bool:
    """Make the change, or leave everything as it was: where a file changed meanwhile, is in the way or cannot be written."""
    for file, (before, _) in change.texts.items():
        now = (root / file).read_bytes() if (root / file).is_file() else None
        if now != (None if before is None else before.encode()):
            report.error(Place(file), "cannot-write", "changed while the command ran; run it again")
    for new in change.moves.values():
        if (root / new).exists():
            report.error(Place(new), "cannot-write", f"'{new}' is there already, and no file is overwritten")
    if report.failed:
        return False
    after = {file: text for file, (_, text) in change.texts.items()}
    return write_reported(root, after, report, "cannot-write", change.moves)
