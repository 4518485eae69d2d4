"""Cells of tables: a quotation of a row in, the other cells of its row and the heads of its columns out.

A table is a run of lines, in one block or in blocks one after the other, whose cells a bar parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

import regex

from druzhba_kb.folding import words
from druzhba_kb.model import Attribute

BAR = "|"
RULE = regex.compile(r"[\s|:=+-]*")  # the line under the heads


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table: its cells, the heads of its columns ('' where there are none), and the cell in which a quotation begins."""

    cells: tuple[str, ...]
    heads: tuple[str, ...]
    first: int

    def cell(self, quote: str, offset: int) -> int:
        """Return the number of the cell in which an offset of the quotation stands."""
        return self.first + quote[:offset].count(BAR) - quote[: len(quote) - len(quote.lstrip(" |"))].count(BAR)

    def head(self, cell: int) -> str:
        """Return the head of a column; '' where there is none, or the row has other columns than the heads."""
        return self.heads[cell] if len(self.heads) == len(self.cells) and 0 <= cell < len(self.heads) else ""

    def names_another(self, cell: int, attribute: Attribute, every: Iterable[Attribute]) -> tuple[str, str] | None:
        """Return the head of a cell and the attribute that it names, where it names another one than this better."""
        head = self.head(cell)
        fits = {one.name: _fit(head, one) for one in every}
        best = max(fits, key=fits.__getitem__, default="")
        return (head, best) if best and fits[best] > fits.get(attribute.name, 0) else None


def row_around(texts: Sequence[str], block: int, span: tuple[int, int]) -> TableRow | None:
    """Return the row that holds a place of a block, or None where no bar parts cells there."""
    text = texts[block]
    begin = text.rfind("\n", 0, span[0]) + 1
    end = text.find("\n", span[1])
    line = text[begin : end if end >= 0 else len(text)]
    if BAR not in line or "\n" in line:
        return None
    lead = line[: len(line) - len(line.lstrip(" |"))].count(BAR)
    # the quotation may begin with the bar that parts it from the cell before
    opened = text[begin : span[0]] + text[span[0] : span[1]][: _lead(text[slice(*span)])]
    return TableRow(_cells(line), _heads(texts, block, begin), opened.count(BAR) - lead)


def _lead(text: str) -> int:
    return len(text) - len(text.lstrip(" |"))


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip().strip(BAR).split(BAR))


def _heads(texts: Sequence[str], block: int, begin: int) -> tuple[str, ...]:
    """Return the cells of the first line of the table that holds a line of a block; none where that is the first."""
    own = texts[block][:begin].splitlines()
    before = takewhile(lambda text: BAR in text, reversed(texts[:block])) if not own else ()
    lines = [*(line for text in reversed([*before]) for line in text.splitlines()), *own]
    table = [*takewhile(lambda line: BAR in line, reversed(lines))]
    return next((_cells(line) for line in reversed(table) if not RULE.fullmatch(line)), ())


def _fit(head: str, attribute: Attribute) -> int:
    """Return how many words of a head an attribute has in its label, its name, its unit or its cues."""
    own = (
        attribute.name.replace("_", " "),
        attribute.label,
        attribute.unit or "",
        *attribute.unit_words,
        *attribute.cues,
    )
    known = {word.casefold() for phrase in own for word in words(phrase)}
    return sum(word.casefold() in known for word in words(head))
