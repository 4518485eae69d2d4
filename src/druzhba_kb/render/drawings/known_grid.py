"""Known grid: what is recorded of each record in, a drawing with a cell for each attribute of each record out.

It shows how well something is known at one look: in how many articles, in whose voice, whether they agree, or that nothing is
recorded. Silence is a dot and never an empty box, which reads as a denial.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from druzhba_kb.render.drawings.basemap import text_width
from druzhba_kb.render.drawings.drawing import (
    LETTERS,
    LINE,
    PAGE,
    PHONE,
    Drawing,
    LegendEntry,
    Lettering,
    Shape,
    box,
    diamond,
    lettered,
    with_keys,
    wrapped,
)

CONTESTED, SCOPE, ARTICLE, OPINION, SPEAKER, REFERENCE, NOTHING = STATES = (
    "contested", "scope", "article", "opinion", "speaker", "reference", "nothing",
)  # fmt: skip
WORDS = {
    CONTESTED: "sources differ",
    SCOPE: "may mean something else",
    ARTICLE: "in an article’s own words",
    OPINION: "in an opinion column",
    SPEAKER: "from a speaker an article names",
    REFERENCE: "from a reference",
    NOTHING: "nothing recorded",
}


@dataclass(frozen=True, slots=True)
class KnownCell:
    """What is known of an attribute of a record: its state, in how many articles, in words, and where it stands.

    An attribute that cannot be asked of the record has no state.
    """

    record: str
    state: str
    articles: int
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class KnownRow:
    """An attribute over all records."""

    label: str
    cells: tuple[KnownCell, ...]


def known_grid(columns: Sequence[str], rows: Sequence[KnownRow], wide: bool) -> Drawing:
    """Return the drawing of some rows, on a sheet as wide as a page or as a phone."""
    width, side = (PAGE, 280) if wide else (PHONE, 136)
    step = (width - side) / max(1, len(columns))
    long = max((text_width(column, LETTERS + 1) for column in columns), default=0)
    upright = long + 4 > step
    head = round(long) + 16 if upright else 26
    words = list(_headings(columns, side, step, head, upright))
    shapes: list[Shape] = []
    y = head
    for row in rows:
        lines = wrapped(row.label, side - 12)
        high = max(30, LINE * len(lines) + 12)
        shapes.append(Shape("rule", f"M0 {y}h{width}"))
        words += lettered("quiet", 0, y + (high - LINE * len(lines)) // 2 + 13, lines)
        for number, cell in enumerate(row.cells):
            drawn = _cell(cell, round(side + step * (number + 0.5)), y + high // 2)
            shapes += drawn.shapes
            words += drawn.words
        y += high
    found = {cell.state for row in rows for cell in row.cells}
    several = any(cell.articles > 1 for row in rows for cell in row.cells)
    return with_keys(Drawing(width, y, tuple(shapes), tuple(words)), _keys(found, several))


def _headings(columns: Sequence[str], side: int, step: float, head: int, upright: bool) -> Iterator[Lettering]:
    for number, column in enumerate(columns):
        x = round(side + step * (number + 0.5))
        place = (x + 5, head - 8) if upright else (x, 16)
        yield Lettering("column", *place, column, "start" if upright else "middle", turned=upright)


def _cell(cell: KnownCell, x: int, y: int) -> Drawing:
    """Return the sign of a cell about its middle, and the number of articles where there are several."""
    shapes = tuple(Shape(shape.style, shape.path, x, y) for shape in _sign(cell.state))
    words = [Lettering("sign", x, y + 5, "≠", "middle")] if cell.state == CONTESTED else []
    if cell.articles > 1:
        words.append(Lettering("tally", x + 15, y + 5, str(cell.articles)))
    return Drawing(0, 0, shapes, tuple(words))


def _sign(state: str) -> tuple[Shape, ...]:
    square = box(-6, -6, 12, 12)
    signs = {
        CONTESTED: (Shape("wash", box(-11, -11, 22, 22)), Shape("unlike", box(-9, -9, 18, 18))),
        SCOPE: (Shape("other", diamond(0, 0, 8)),),
        ARTICLE: (Shape("full", square),),
        OPINION: (Shape("hollow", square), Shape("full", "M-6-6h12l-12 12z")),
        SPEAKER: (Shape("hollow", square),),
        REFERENCE: (Shape("dotted", "M-9 0h18"),),
        NOTHING: (Shape("point", box(-1.5, -1.5, 3, 3)),),
    }
    return signs.get(state, ())


def _keys(found: set[str], several: bool) -> Iterator[LegendEntry]:
    for state in STATES:
        if state in found:
            yield LegendEntry(_sign(state), WORDS[state], "≠" if state == CONTESTED else "")
    if several:
        yield LegendEntry((), "in so many articles", "2", "tally")
