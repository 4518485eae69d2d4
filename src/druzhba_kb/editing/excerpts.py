"""Excerpts: a finding in, the line of the file that it is about out, with the part at fault measured in columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from druzhba_kb.load import MAX_BYTES
from druzhba_kb.report import Finding

TAB = "    "
GUTTER = 8
SHORTEST = 20
HINT = re.compile(r"; (?:did you mean|expected|say |the nearest|it stands in|quote the words|write |run |check )")
KEY = re.compile(r"[\w-]+(?=:(?:\s|$))")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A line as a terminal shows it, and how far in and how long the part at fault is."""

    text: str
    indent: int
    length: int


@dataclass(slots=True)
class Excerpts:
    """Cuts excerpts out of the files below root, each read once, to fit a terminal's width."""

    root: Path
    width: int
    _lines: dict[str, list[str]] = field(default_factory=dict)

    def of(self, finding: Finding) -> Excerpt | None:
        """Return the line of a finding; None for a finding on a whole file or one that cannot be read."""
        place = finding.place
        lines = self._read(place.file) if place.line else []
        if not 0 < place.line <= len(lines) or not lines[place.line - 1].strip():
            return None
        line = lines[place.line - 1]
        start, end = part_at_fault(line, max(0, place.column - 1), finding.message)
        return _cut(line, start, end, max(SHORTEST, self.width - GUTTER))

    def _read(self, file: str) -> list[str]:
        if file not in self._lines:
            self._lines[file] = _lines_of(self.root, self.root / file)
        return self._lines[file]


def _lines_of(root: Path, path: Path) -> list[str]:
    """Return the lines of a file inside root; none of one that is outside, missing or too large."""
    try:
        inside = path.resolve().is_relative_to(root.resolve())
        if not inside or not path.is_file() or path.stat().st_size > MAX_BYTES:
            return []
        return path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
    except (OSError, ValueError):
        return []


def part_at_fault(line: str, column: int, message: str) -> tuple[int, int]:
    """Return where in line the part stands that message is about: its first quoted value there, or what begins at column."""
    for value in _quoted(HINT.split(message)[0]):
        start = _find(line, value, column)
        if start >= 0:
            end = start + len(value)
            return start, _scalar_end(line, start) if value.endswith("…") else end
    if column >= len(line):
        return len(line), len(line) + 1
    return column, column + 1 if KEY.match(line, column) else _scalar_end(line, column)


def _quoted(message: str) -> Iterator[str]:
    """Yield what may be a value in quotes, first to last and the longest first: a value can hold an apostrophe."""
    opening = [match.end() for match in re.finditer(r"(?:(?<=\s)|(?<=^)|(?<=\())'", message)]
    closing = [match.start() for match in re.finditer(r"'(?=[\s,;:.?)]|$)", message)]
    for start in opening:
        yield from (message[start:end] for end in reversed(closing) if end > start)


def _find(line: str, value: str, column: int) -> int:
    """Return the offset of value in line from column on, as a whole word, or -1; one that ends in '…' is a beginning."""
    shown = value.removesuffix("…")
    if not shown.strip():
        return -1
    before = r"(?<!\w)" if shown[0].isalnum() else ""
    behind = r"(?!\w)" if shown[-1].isalnum() and shown == value else ""
    found = re.compile(before + re.escape(shown) + behind).search(line, column)
    return found.start() if found else -1


def _scalar_end(line: str, start: int) -> int:
    """Return where the value that begins at start ends: at its closing mark, before a comment, or with the line."""
    mark = line[start]
    if mark in "[{" or mark.isspace():
        return start + 1
    if mark in "'\"":
        closing = line.find(mark, start + 1)
        return closing + 1 if closing >= 0 else len(line.rstrip())
    inside = sum((char in "[{") - (char in "]}") for char in line[:start]) > 0
    stop = re.compile(r"[,\]}]|\s#" if inside else r"\s#").search(line, start)
    return max(start + 1, len(line[: stop.start() if stop else len(line)].rstrip()))


def _cut(line: str, start: int, end: int, width: int) -> Excerpt:
    """Return line with the part from start to end in sight, cut on both sides where it is wider than width."""
    cells = [_cell(char) for char in line]
    first, last = _window([size for _, size in cells], start, end, width)
    before = "…" if first > 0 else ""
    after = "…" if last < len(cells) else ""
    text = before + "".join(shown for shown, _ in cells[first:last]) + after
    indent = len(before) + sum(size for _, size in cells[first:start])
    length = sum(size for _, size in cells[start : min(end, last)])
    return Excerpt(text, indent, max(1, length))


def _window(sizes: list[int], start: int, end: int, width: int) -> tuple[int, int]:
    """Return the first and the last character to show: from the left where the part fits in, or around it."""
    if sum(sizes) <= width:
        return 0, len(sizes)
    room = width - 2
    first = 0 if sum(sizes[:end]) <= room else start
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
    if category in ("Cc", "Cf", "Zl", "Zp", "Cs"):
        return "�", 1
    return char, 2 if unicodedata.east_asian_width(char) in "WF" else 1
