"""Fixing: a project in, a diff of what has one right answer out, and the files mended where the editor agrees."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from difflib import unified_diff
from pathlib import Path

from druzhba_kb.editing.asking import can_ask, confirmed
from druzhba_kb.editing.fix import Mended, mended_files
from druzhba_kb.editing.lowering import lowered_files
from druzhba_kb.load import load
from druzhba_kb.parse import parse
from druzhba_kb.report import Place, Report
from druzhba_kb.reporter import BOLD, PLAIN, stream
from druzhba_kb.write import replace

SHADES = {"+": "\033[32m", "-": "\033[31m", "@": "\033[36m"}


def fix(root: Path, yes: bool, form: str, report: Report) -> bool:
    """Show what can be mended and write it where yes, or the editor at the terminal, says so; return whether all is done."""
    mended = _mendable(root)
    if not mended:
        why = (
            "nothing can be mended before the errors that follow are"
            if mended is None
            else "nothing that can be mended"
        )
        print(why, file=stream(form))
        return True
    print(diff(mended, stream(form).isatty() and not os.environ.get("NO_COLOR")), end="", file=stream(form))
    if not yes and not (can_ask(yes) and confirmed("write these changes?")):
        print("nothing is written; add --yes to write these changes", file=sys.stderr)
        return False
    for one in mended:
        _write(one, root, report)
    print(f"mended: {', '.join(one.file for one in mended)}", file=stream(form))
    return True


def _mendable(root: Path) -> list[Mended] | None:
    """Return what can be mended; None for a project that cannot be read, of which the check that follows says why."""
    unread = Report()
    sources = load(root, unread)
    records = parse(sources, unread) if not unread.failed else None
    if records is None or unread.failed:
        return None
    return [*mended_files(sources, records, root), *lowered_files(records, unread, root)]


def _write(one: Mended, root: Path, report: Report) -> None:
    path = root / one.file
    try:
        if path.read_bytes().decode() == one.before:
            replace(path, one.after)
        else:
            report.error(Place(one.file), "cannot-write", "the file has changed meanwhile; it is left as it is")
    except OSError as error:
        report.error(Place(one.file), "cannot-write", f"cannot be written: {error.strerror}")


def diff(mended: Sequence[Mended], colour: bool = False) -> str:
    """Return the changes as a unified diff."""
    lines: list[str] = []
    for one in mended:
        before, after = one.before.splitlines(keepends=True), one.after.splitlines(keepends=True)
        lines += unified_diff(before, after, f"a/{one.file}", f"b/{one.file}", n=2)
    ended = (line if line.endswith("\n") else f"{line}\n\\ no line end\n" for line in lines)
    return "".join(_shaded(line) if colour else line for line in ended)


def _shaded(line: str) -> str:
    shade = BOLD if line.startswith(("+++", "---")) else SHADES.get(line[0], "")
    return f"{shade}{line.rstrip()}{PLAIN if shade else ''}\n"
