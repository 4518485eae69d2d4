"""Cells of tables: a quotation of a row in, the other cells of its row and the heads of its columns out.

A table is a run of lines, in one block or in blocks one after the other, whose cells a bar parts, or a semicolon, as import
writes the rows of a page's tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

import regex

from druzhba_kb.folding import words
from druzhba_kb.model import Attribute

BAR, SEMICOLON = "|", "; "
LONGEST_CELL = 8  # words; a longer one is a clause of a sentence
STOPS = (".", "!", "?", ":")
RULE = regex.compile(r"[\s|:=+-]*")  # the line under the heads


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table: its cells, the heads of its columns ('' where there are none), and the cell in which a quotation begins.

    `mark` is what parts its cells.
    """

    cells: tuple[str, ...]
    heads: tuple[str, ...]
    first: int
    mark: str = BAR

    def cell(self, quote: str, offset: int) -> int:
        """Return the number of the cell in which an offset of the quotation stands."""
        return self.first + quote[:offset].count(self.mark) - quote[: _lead(quote)].count(self.mark)

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
    if "\n" in line:
        return None
    if BAR not in line:
        return _imported_row(texts, block, text[: span[0]].count(SEMICOLON)) if line == text else None
    lead = line[: _lead(line)].count(BAR)
    # the quotation may begin with the bar that parts it from the cell before
    opened = text[begin : span[0]] + text[span[0] : span[1]][: _lead(text[slice(*span)])]
    return TableRow(_cells(line), _heads(texts, block, begin), opened.count(BAR) - lead)


def _imported_row(texts: Sequence[str], block: int, first: int) -> TableRow | None:
    """Return the row that a block is by itself, beside others of as many cells; None where it is a sentence."""
    cells = _short_cells(texts[block])
    rows = [*takewhile(lambda row: len(row) == len(cells), map(_short_cells, reversed(texts[:block])))]
    next_row = _short_cells(texts[block + 1]) if block + 1 < len(texts) else ()
    if len(cells) < 2 or not (rows or len(next_row) == len(cells)):
        return None
    return TableRow(cells, rows[-1] if rows else (), first, SEMICOLON)


def _short_cells(text: str) -> tuple[str, ...]:
    """Return the cells that semicolons part; none where a clause is longer, or ends as a sentence does."""
    cells = tuple(cell.strip() for cell in text.split(SEMICOLON))
    is_row = (
        "\n" not in text and not text.rstrip().endswith(STOPS) and max(cell.count(" ") for cell in cells) < LONGEST_CELL
    )
    return cells if is_row and len(cells) > 1 else ()


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
