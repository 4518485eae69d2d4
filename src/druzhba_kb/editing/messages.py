"""Messages: findings in, what a terminal, a program or GitHub is to read of them out."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from druzhba_kb.editing.excerpts import Excerpts
from druzhba_kb.report import Finding, Report

FORMATS = ("text", "json", "github")
GOOD, FINDINGS = 0, 1
BOLD, RED, YELLOW, BLUE, PLAIN = "\033[1m", "\033[31m", "\033[33m", "\033[34m", "\033[0m"
WIDTH = 120
PLURAL = re.compile(r"(?:ie)?s\b")


def conclude(report: Report, root: Path | None = None, form: str = "text") -> int:
    """Print the findings, the counts and the way to learn more; return the exit status."""
    findings = report.in_order()
    for line in worded(findings, root, form):
        print(line, file=sys.stderr if form == "text" else sys.stdout)
    if report.checked:
        counts = ", ".join(counted(count, name) for name, count in report.checked.items() if count)
        print(f"checked: {counts}", file=talk(form))
    if report.checked["articles"] and not report.checked["quotations"]:
        print("checked: no quotation at all", file=sys.stderr)
    errors = sum(finding.level == "error" for finding in findings)
    if findings:
        print(f"{counted(errors, 'errors')}, {counted(len(findings) - errors, 'warnings')}", file=sys.stderr)
        first = min(findings, key=lambda finding: finding.level != "error")
        print(f"more about a code: druzhba-kb explain {first.code}", file=sys.stderr)
    return FINDINGS if errors else GOOD


def counted(count: int, name: str) -> str:
    """Return a count with what is counted: '2 entities', '1 entity', '1 link to files', '1 in words'."""
    if count == 1 and not name.startswith(("in ", "against ")):
        name = PLURAL.sub(lambda ending: "y" if ending[0] == "ies" else "", name, count=1)
    return f"{count:,} {name}"


def talk(form: str) -> TextIO:
    """Return where a command says what it did: not where a program reads findings."""
    return sys.stderr if form == "json" else sys.stdout


def worded(findings: list[Finding], root: Path | None, form: str, plain: bool = False) -> list[str]:
    """Return the findings in the format asked for, one text for each; `plain` for where no colour is shown."""
    if form == "text":
        excerpts = Excerpts(root, _width()) if root else None
        return [as_text(finding, excerpts, _coloured() and not plain) for finding in findings]
    write: Callable[[Finding], str] = as_json if form == "json" else as_github
    return [write(finding) for finding in findings]


def as_text(finding: Finding, excerpts: Excerpts | None, colour: bool = False) -> str:
    """Return the finding in one line, with the line that it is about and a row of carets under it."""
    excerpt = excerpts.of(finding) if excerpts else None
    shade = (RED if finding.level == "error" else YELLOW) if colour else ""
    plain = PLAIN if colour else ""
    head = str(finding)
    if colour:
        head = f"{BOLD}{finding.place}:{PLAIN} {shade}{finding.level}[{finding.code}]{PLAIN}: {finding.message}"
    if excerpt is None:
        return head
    gutter = f"{finding.place.line:>5}"
    line = f"{BLUE if colour else ''}{gutter} |{plain} {excerpt.text}"
    carets = f"{BLUE if colour else ''}{' ' * len(gutter)} |{plain} {' ' * excerpt.indent}{shade}{'^' * excerpt.length}"
    return "\n".join([head, line.rstrip(), f"{carets}{plain}"])


def as_json(finding: Finding) -> str:
    """Return the finding as one object on one line."""
    place = finding.place
    found = {
        "file": place.file,
        "line": place.line or 1,
        "column": place.column or 1,
        "level": finding.level,
        "code": finding.code,
        "message": finding.message,
    }
    return json.dumps(found, ensure_ascii=False)


def as_github(finding: Finding) -> str:
    """Return the finding as a workflow command, which GitHub shows beside the line."""
    place = finding.place
    where = f"file={_property(place.file)},line={place.line or 1},col={place.column or 1},title={finding.code}"
    return f"::{finding.level} {where}::{_data(finding.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _coloured() -> bool:
    return sys.stderr.isatty() and not os.environ.get("NO_COLOR")


def _width() -> int:
    return shutil.get_terminal_size((WIDTH, 24)).columns if sys.stderr.isatty() else WIDTH
