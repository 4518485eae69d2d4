"""Reporter: findings in, what a terminal, a program or GitHub is to read of them out.

Stages collect findings and print nothing; here, at the edge, they become lines. A terminal gets each with a code frame: the
line of the file with carets under the part at fault, so that nobody has to count columns. Files are the content of somebody
else: a frame must never show a file outside the project, nor hand a control character to the terminal.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from pathlib import Path
from typing import TextIO

from druzhba_kb.folding import counted, printable, shorten
from druzhba_kb.layout import MAX_BYTES
from druzhba_kb.report import Finding, Place, Report

FORMATS = ("text", "json", "github")
GOOD, FINDINGS = 0, 1
BOLD, RED, YELLOW, BLUE, PLAIN = "\033[1m", "\033[31m", "\033[33m", "\033[34m", "\033[0m"
WIDTH = 120
LONGEST = 2000  # characters of a message: a screen
MOST_MARKS = 16  # quotation marks in a value that is quoted
TAB = "    "
GUTTER = 8  # '   12 | '
SHORTEST = 20  # a frame that is narrower shows nothing; rather let the terminal break it
# What a message says after one of these is advice; the value at fault is quoted before.
HINT = re.compile(r"; (?:did you mean|expected|say |the nearest|it stands in|quote the words|write |run |check )")
FENCE = re.compile(r"-{3,}[ \t]*")
KEY = re.compile(r"[\w-]+(?=:(?:\s|$))")


def conclude(report: Report, root: Path | None = None, form: str = "text") -> int:
    """Print the findings, the counts and the way to learn more; return the exit status."""
    findings = report.in_order()
    for text in formatted(findings, root, form):
        print(text, file=sys.stderr if form == "text" else sys.stdout)
    if report.checked:
        counts = ", ".join(counted(count, name) for name, count in report.checked.items() if count)
        print(f"checked: {counts}", file=stream(form))
    # a base that lost all its statements has no fault, and must not look proved
    if report.checked["articles"] and not report.checked["quotations"]:
        print("checked: no quotation at all", file=sys.stderr)
    errors = sum(finding.level == "error" for finding in findings)
    if findings:
        print(f"{counted(errors, 'errors')}, {counted(len(findings) - errors, 'warnings')}", file=sys.stderr)
        # of several, the first error: a warning before it is not what stopped the build
        first = min(findings, key=lambda finding: finding.level != "error")
        print(f"more about a code: druzhba-kb explain {first.code}", file=sys.stderr)
    return FINDINGS if errors else GOOD


def stream(form: str) -> TextIO:
    """Return where a command says what it did: not where a program reads findings."""
    return sys.stderr if form == "json" else sys.stdout


def has_colour(out: TextIO) -> bool:
    """Return whether what is printed may be in colour: a person reads it, who has not asked for none."""
    return out.isatty() and not os.environ.get("NO_COLOR")


def formatted(findings: Sequence[Finding], root: Path | None, form: str, plain: bool = False) -> list[str]:
    """Return the findings in the format asked for, one text for each; `plain` for where no colour is shown."""
    width = shutil.get_terminal_size((WIDTH, 24)).columns if sys.stderr.isatty() else WIDTH
    frames = CodeFrames(root, width) if root else None
    findings = [frames.pointed(finding) for finding in findings] if frames else findings
    findings = [_plain(finding) for finding in findings]
    if form == "text":
        colour = has_colour(sys.stderr) and not plain
        return [as_text(finding, frames, colour) for finding in findings]
    write: Callable[[Finding], str] = as_json if form == "json" else as_github
    return [write(finding) for finding in findings]


def _plain(finding: Finding) -> Finding:
    """Return a finding that clears no terminal and fills no more than a screen."""
    place = replace(finding.place, file=printable(finding.place.file))
    return replace(finding, place=place, message=shorten(finding.message, LONGEST))


def as_text(finding: Finding, frames: CodeFrames | None, colour: bool = False) -> str:
    """Return the finding in one line, with the line that it is about and a row of carets under it."""
    colours = (BOLD, RED if finding.level == "error" else YELLOW, BLUE, PLAIN)
    bold, shade, blue, plain = colours if colour else ("", "", "", "")
    head = f"{bold}{finding.place}:{plain} {shade}{finding.level}[{finding.code}]{plain}: {finding.message}"
    frame = frames.of(finding) if frames else None
    if frame is None:
        return head
    gutter = f"{finding.place.line:>5}"
    line = f"{blue}{gutter} |{plain} {frame.text}"
    carets = f"{blue}{' ' * len(gutter)} |{plain} {' ' * frame.indent}{shade}{'^' * frame.length}"
    return "\n".join([head, line.rstrip(), f"{carets}{plain}"])


def as_json(finding: Finding) -> str:
    """Return the finding as one object on one line."""
    place = finding.place
    where = {"file": place.file, "line": place.line or 1, "column": place.column or 1}
    what = {"level": finding.level, "code": finding.code, "message": finding.message}
    return json.dumps({**where, **what}, ensure_ascii=False)


def as_github(finding: Finding) -> str:
    """Return the finding as a workflow command, which GitHub shows beside the line."""
    place = finding.place
    file = _escaped(place.file).replace(":", "%3A").replace(",", "%2C")
    where = f"file={file},line={place.line or 1},col={place.column or 1},title={finding.code}"
    return f"::{finding.level} {where}::{_escaped(finding.message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


@dataclass(frozen=True, slots=True)
class CodeFrame:
    """A line as a terminal shows it, and how far in and how long the part at fault is."""

    text: str
    indent: int
    length: int


@dataclass(slots=True)
class CodeFrames:
    """Cuts code frames out of the files below root, each read once, to fit a terminal's width."""

    root: Path
    width: int
    _lines: dict[str, list[str]] = field(default_factory=dict)

    def pointed(self, finding: Finding) -> Finding:
        """Return a finding at the word that it quotes, which may stand lines below the beginning of its text."""
        place = finding.place
        text = "\n".join(_text_at(self._lines_at(place), place))
        for value in _quoted(finding.message):
            start = _find(text, value, max(0, place.column - 1))
            if start >= 0:
                line, column = text.count("\n", 0, start), start - text.rfind("\n", 0, start)
                return replace(finding, place=Place(place.file, place.line + line, column))
        return finding

    def _lines_at(self, place: Place) -> list[str]:
        if place.line > 0 and place.file not in self._lines:
            self._lines[place.file] = _lines_of(self.root, self.root / place.file)
        return self._lines[place.file] if place.line > 0 else []

    def of(self, finding: Finding) -> CodeFrame | None:
        """Return the line of a finding; None for a finding on a whole file or one that cannot be read."""
        place = finding.place
        lines = self._lines_at(place)
        if not 0 < place.line <= len(lines) or not lines[place.line - 1].strip():
            return None
        line = lines[place.line - 1]
        start, end = part_at_fault(line, max(0, place.column - 1), finding.message)
        return _cut(line, start, end, max(SHORTEST, self.width - GUTTER))


def _lines_of(root: Path, path: Path) -> list[str]:
    """Return the lines of a file inside root; none of one that is outside, missing or too large."""
    try:
        inside = path.resolve().is_relative_to(root.resolve())
        if not inside or not path.is_file() or path.stat().st_size > MAX_BYTES:
            return []
        return path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
    except (OSError, ValueError):
        return []


def _text_at(lines: Sequence[str], place: Place) -> Iterator[str]:
    """Yield the lines of a text that begins at place: a paragraph of a body, or a value with what is indented below it."""
    first, *below = lines[place.line - 1 :] or [""]
    yield first
    fences = [number for number, line in enumerate(lines[: place.line], 1) if FENCE.fullmatch(line)]
    in_body = place.file.endswith(".md") and len(fences) > 1
    indent = -1 if in_body else len(first) - len(first.lstrip(" -"))
    inside = takewhile(lambda line: line.strip() if in_body else not line.strip() or _indent(line) > indent, below)
    yield from inside


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def part_at_fault(line: str, column: int, message: str) -> tuple[int, int]:
    """Return where in line the part is that message is about: its first quoted value there, or what begins at column."""
    for value in _quoted(message):
        start = _find(line, value, column)
        if start >= 0:
            end = start + len(value)
            return start, _scalar_end(line, start) if value.endswith("…") else end
    if column >= len(line):
        return len(line), len(line) + 1
    return column, column + 1 if KEY.match(line, column) else _scalar_end(line, column)


def _quoted(message: str) -> Iterator[str]:
    """Yield what may be a value in quotes, first to last and the longest first: 'the keeper's wife' has an apostrophe."""
    said = HINT.split(message[:LONGEST])[0]
    opening = [match.end() for match in re.finditer(r"(?:(?<=\s)|(?<=^)|(?<=\())'", said)]
    closing = [match.start() for match in re.finditer(r"'(?=[\s,;:.?)]|$)", said)]
    for start in opening:
        first = bisect_right(closing, start)
        yield from (said[start:end] for end in reversed(closing[first : first + MOST_MARKS]))


def _find(line: str, value: str, column: int) -> int:
    """Return the offset of value in line from column on, as a whole word, or -1; one that ends in '…' is a beginning."""
    shown = value.removesuffix("…")
    if not shown.strip() or any(word not in line for word in shown.split()):
        return -1
    # '1931' of a message is not the beginning of 19312 in the line
    before = r"(?<!\w)" if shown[0].isalnum() else ""
    behind = r"(?!\w)" if shown[-1].isalnum() and shown == value else ""
    words = r"\s+".join(map(re.escape, shown.split()))  # a folded text breaks its lines anywhere
    found = re.compile(before + words + behind).search(line, column)
    return found.start() if found else -1


def _scalar_end(line: str, start: int) -> int:
    """Return where the value that begins at start ends: at its closing mark, before a comment, or with the line."""
    mark = line[start]
    if mark in "[{" or mark.isspace():
        return start + 1
    if mark in "'\"":
        closing = line.find(mark, start + 1)
        return closing + 1 if closing >= 0 else len(line.rstrip())
    # in {quote: about 30, block: 2} a comma ends the value, in 'quote: about 30, or more' it does not
    inside = sum((char in "[{") - (char in "]}") for char in line[:start]) > 0
    stop = re.compile(r"[,\]}]|\s#" if inside else r"\s#").search(line, start)
    return max(start + 1, len(line[: stop.start() if stop else len(line)].rstrip()))


def _cut(line: str, start: int, end: int, width: int) -> CodeFrame:
    """Return line with the part from start to end in sight, cut on both sides where it is wider than width."""
    cells = [_cell(char) for char in line]
    first, last = _window([size for _, size in cells], start, end, width)
    before = "…" if first > 0 else ""
    after = "…" if last < len(cells) else ""
    text = before + "".join(shown for shown, _ in cells[first:last]) + after
    indent = len(before) + sum(size for _, size in cells[first:start])
    length = sum(size for _, size in cells[start : min(end, last)])
    return CodeFrame(text, indent, max(1, length))


def _window(sizes: list[int], start: int, end: int, width: int) -> tuple[int, int]:
    """Return the first and the last character to show: from the left where the part fits in, or around it."""
    if sum(sizes) <= width:
        return 0, len(sizes)
    room = width - 2
    first = 0 if sum(sizes[:end]) <= room else start
    # what is before the part explains it; a quarter is left for what follows
    while first > 0 and sum(sizes[first - 1 : end]) <= room * 3 // 4:
        first -= 1
    last, used = first, 0
    while last < len(sizes) and used + sizes[last] <= room:
        used += sizes[last]
        last += 1
    return first, last


def _cell(char: str) -> tuple[str, int]:
    """Return a character as a terminal may show it, and how many columns it takes."""
    if char == "\t":
        return TAB, len(TAB)
    category = unicodedata.category(char)
    if category in ("Mn", "Me"):
        return char, 0
    if category in ("Cc", "Cf", "Zl", "Zp", "Cs"):  # a name with '\x1b[31m' would colour the terminal
        return "�", 1
    return char, 2 if unicodedata.east_asian_width(char) in "WF" else 1
