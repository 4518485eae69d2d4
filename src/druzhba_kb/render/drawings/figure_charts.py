"""Figure charts: what a kind declares to be drawn in, a drawing with a row for each record, or a cell for each attribute, out.

The numbers that sources give stand in rows that are sources and not years: columns or a line would show a trend where there are
a few announcements. How a number is put is its form, a dot as given, a ring for about, an arrow for a bound, and nothing is drawn
surer than it is said. What may count something else is never joined with what it may not be compared with.

What is recorded at all stands in a grid: in how many articles, in whose voice, whether they agree, or that nothing is. Silence is
a dot and never an empty box, which reads as a denial.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from math import floor, log10

from druzhba_kb.locales import N_, formats, gettext
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
    below_each_other,
    box,
    circle,
    diamond,
    lettered,
    with_keys,
    wrapped,
)

DOT, RING, LEAST, MOST, RANGE, OTHER, NONE = FORMS = ("dot", "ring", "least", "most", "range", "other", "none")
WASH, GRID = ("wash",), ("zero", "grid")
INK = ("rule", "stem", "dotted", "dot", "ring", "other", "arrow", "bars", "unlike")
MOST_TICKS = 5
HEAD = 26  # of a chart: its ticks
ARROW = 20
BRACKET = 22  # the box of the sign that sources differ
VALUE = 14  # size of the letters of a value


@dataclass(frozen=True, slots=True)
class Mark:
    """A number to be drawn, with its words: who gives it, how it is put, and what else is to be known of it.

    `low` and `high` are the same but for a range, and nothing where there are words only.
    """

    who: str
    spoken: bool
    text: str
    note: str
    form: str
    low: float | None
    high: float | None
    contested: bool


@dataclass(frozen=True, slots=True)
class MarkGroup:
    """The numbers of one record, under its label, and in words who differs where some contest each other."""

    label: str
    marks: tuple[Mark, ...]
    between: str

    @property
    def contested(self) -> tuple[int, ...]:
        """Return which of its numbers contest each other."""
        return tuple(number for number, mark in enumerate(self.marks) if mark.contested)


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where things stand: labels beside the rows on a wide sheet, above them on a narrow one."""

    wide: bool
    width: int
    names: int  # where those who say it begin
    zero: int
    axis: int
    low: float
    high: float
    room: int  # for the words of a value
    aside: int  # for the sign that sources differ

    def x(self, number: float) -> int:
        """Return where a number stands."""
        return self.zero + round((number - self.low) / (self.high - self.low) * self.axis)


def value_chart(groups: Sequence[MarkGroup], unit: str, wide: bool) -> Drawing:
    """Return the drawing of some groups, on a sheet as wide as a page or as a phone."""
    plan = _plan(groups, wide)
    drawn = below_each_other(plan.width, HEAD, (partial(_group, group, plan) for group in groups), first=False)
    ticks = list(_ticks(plan.low, plan.high))
    labels = [_tick(plan, tick, unit if tick == ticks[-1] else "") for tick in ticks]
    # What is washed lies below the grid, on which all else lies; on a phone words stand between the rows, and it stops there.
    washes, lines, rest = ([one for one in drawn.shapes if one.style in styles] for styles in (WASH, GRID, INK))
    grid = _grid(plan, ticks, HEAD - 6, drawn.height) if wide else lines
    signs = {mark.form for group in groups for mark in group.marks}
    spoken = any(mark.spoken for group in groups for mark in group.marks)
    whole = Drawing(plan.width, drawn.height, (*washes, *grid, *rest), (*labels, *drawn.words))
    return with_keys(whole, _keys(signs, spoken))


def _grid(plan: _Plan, ticks: Iterable[float], top: int, bottom: int) -> list[Shape]:
    """Return the lines of the ticks between two heights."""
    return [Shape("zero" if tick == 0 else "grid", f"M{plan.x(tick)} {top}V{bottom}") for tick in ticks]


def _plan(groups: Sequence[MarkGroup], wide: bool) -> _Plan:
    marks = [mark for group in groups for mark in group.marks]
    numbers = [number for mark in marks for number in (mark.low, mark.high) if number is not None]
    low, high = min([0, *numbers]), max([0, *numbers])
    differs = any(len(group.contested) > 1 for group in groups)
    long = max((max(text_width(mark.text, VALUE), text_width(mark.note, LETTERS)) for mark in marks), default=0)
    if not wide:
        aside, room = (BRACKET + 14) * differs, min(150, round(long) + 40)
        return _Plan(False, PHONE, 0, 2, PHONE - 2 - room - aside, low, high or 1, room - 30, aside)
    label = min(200, round(max((text_width(group.label, 20) for group in groups), default=0)) + 30)
    aside, room, zero = 150 * differs, min(220, round(long) + 44), label + 250
    return _Plan(True, PAGE, label, zero, PAGE - zero - room - aside, low, high or 1, room - 34, aside)


def _ticks(low: float, high: float) -> Iterator[float]:
    """Yield numbers that people count in, from the lowest on the axis to the highest."""
    rough = (high - low) / MOST_TICKS
    base = 10.0 ** floor(log10(rough))
    step = next(base * factor for factor in (1, 2, 2.5, 5, 10) if base * factor >= rough)
    for number in range(floor(low / step), floor(high / step) + 1):
        if low <= number * step <= high:
            yield number * step


def _tick(plan: _Plan, tick: float, unit: str) -> Lettering:
    bare = formats.number(Decimal(f"{tick:.10g}"))
    text = f"{bare} {unit}".strip()
    # The last one grows to the right, where it has its unit; on a narrow sheet there is no room for that.
    fits = plan.wide or not unit or plan.x(tick) + text_width(text, LETTERS) < plan.width
    first = plan.x(tick) < 12
    return Lettering("quiet", plan.x(tick), 13, text if fits else bare, "start" if first or unit else "middle")


def _group(group: MarkGroup, plan: _Plan, y: int) -> Drawing:
    """Return the rows of a record from y on; its height is where the next begins."""
    room, drop = (plan.names - 20, 26) if plan.wide else (plan.width, 24)
    label = tuple(lettered("label", 0, y + drop, wrapped(group.label, room, 20), step=24))
    least = label[-1].y + (12 if plan.wide else 8)
    tops, rows = [y if plan.wide else least], list[Drawing]()
    if not group.marks:
        x, drop, high = (plan.zero + 12, 24, 38) if plan.wide else (0, 14, 26)
        nothing = Lettering("aside", x, tops[0] + drop, gettext("nothing recorded"))
        return Drawing(plan.width, max(least, tops[0] + high), (), (*label, nothing))
    for mark in group.marks:
        rows.append(_row(mark, plan, tops[-1]))
        tops.append(rows[-1].height)
    shapes, words = (s for row in rows for s in row.shapes), (word for row in rows for word in row.words)
    high = max(tops[-1], least) + (0 if plan.wide else 8)
    drawn = Drawing(plan.width, high, tuple(shapes), (*label, *words))
    if len(group.contested) < 2:
        return drawn
    around = _bracket(group.between, plan, tops[group.contested[0]], tops[group.contested[-1] + 1])
    return replace(drawn, shapes=(*around.shapes, *drawn.shapes), words=(*drawn.words, *around.words))


def _bracket(between: str, plan: _Plan, top: int, bottom: int) -> Drawing:
    """Return the wash behind rows that contest each other, and the sign beside them."""
    left = plan.names - 10 if plan.wide else 0
    x = plan.width - plan.aside + 14 + BRACKET // 2 if plan.wide else plan.width - BRACKET // 2 - 6
    middle = (top + bottom) // 2
    bars = f"M{x - 2} {top + 8}V{bottom - 8}M{x + 2} {top + 8}V{bottom - 8}"
    shapes = (
        Shape("wash", box(left, top, plan.width - left, bottom - top)),
        Shape("bars", bars),
        Shape("unlike", box(x - BRACKET / 2, middle - BRACKET / 2, BRACKET, BRACKET)),
    )
    lines = wrapped(between, plan.aside - BRACKET - 34) if plan.wide else []
    said = lettered("differ", x + BRACKET // 2 + 8, middle + 5 - LINE * (len(lines) - 1) // 2, lines)
    return Drawing(plan.width, bottom, shapes, (Lettering("sign", x, middle + 5, "≠", "middle"), *said))


def _row(mark: Mark, plan: _Plan, top: int) -> Drawing:
    """Return a number with its words from the top on; its height is where the next row begins."""
    indent = 0 if plan.wide or not mark.spoken else 13
    names = wrapped(mark.who, (plan.zero - plan.names - 24 if plan.wide else plan.width - plan.aside) - indent)
    wordy = mark.low is None
    room = plan.width - plan.aside - plan.zero - 20 if wordy else plan.room
    put, notes = wrapped(mark.text, room, VALUE), wrapped(mark.note, room)
    tall, said = LINE * (len(put) + len(notes)), LINE * len(names)
    if plan.wide:
        high = max(said, tall) + 18
        y, first = top + high // 2, top + (high - said) // 2 + 13
    else:
        high = said + tall + 14
        y, first = top + said + tall // 2 + 6, top + 14
    shapes, x = ((), plan.zero) if wordy else _sign(mark, plan, y)
    start = y - tall // 2 + 13
    words = [
        *([Lettering("quote", plan.names + indent - 14, first + 5, "“")] if mark.spoken else []),
        *lettered("quiet", plan.names + indent, first, names),
        *lettered("aside" if wordy else "value", x + 12, start, put),
        *lettered("aside", x + 12, start + LINE * len(put), notes),
    ]
    grid = [] if plan.wide or wordy else _grid(plan, _ticks(plan.low, plan.high), y - 9, y + 9)
    return Drawing(plan.width, top + high, (*grid, *shapes), tuple(words))


def _sign(mark: Mark, plan: _Plan, y: int) -> tuple[tuple[Shape, ...], int]:
    """Return the shapes of a number, and where they end."""
    low, high, zero = plan.x(mark.low or 0), plan.x(mark.high or 0), plan.x(0)
    stem = Shape("stem" if mark.form in (DOT, LEAST, MOST, RANGE) else "dotted", f"M{zero} {y}H{low}")
    if mark.form == OTHER:
        return (stem, Shape("other", diamond(low, y, 9))), low + 9
    if mark.form == RING:
        return (stem, Shape("ring", circle(low, y, 6.5))), low + 7
    dot = Shape("dot", circle(low, y, 6.5))
    if mark.form == LEAST:
        return (stem, dot, Shape("arrow", f"M{low} {y}h{ARROW + 6}m-7-6l7 6l-7 6")), low + ARROW + 6
    if mark.form == MOST:
        return (stem, dot, Shape("arrow", f"M{low} {y - 11}v22M{low - 8} {y}h-{ARROW}m7-6l-7 6l7 6")), low + 7
    if mark.form == RANGE:
        return (stem, dot, Shape("stem", f"M{low} {y}H{high}"), Shape("dot", circle(high, y, 6.5))), high + 7
    return (stem, dot), low + 7


def _keys(forms: set[str], spoken: bool) -> Iterator[LegendEntry]:
    """Yield what the signs that occur mean."""
    signs = {
        DOT: ((Shape("dot", circle(0, 0, 6)),), gettext("as given")),
        RING: ((Shape("ring", circle(0, 0, 6)),), gettext("“about”")),
        LEAST: (
            (Shape("dot", circle(-4, 0, 5)), Shape("arrow", "M-4 0h16m-6-5l6 5l-6 5")),
            gettext("“at least”, or more than"),
        ),
        MOST: (
            (Shape("dot", circle(4, 0, 5)), Shape("arrow", "M4 0h-16m6-5l-6 5l6 5")),
            gettext("“at most”, or less than"),
        ),
        RANGE: (
            (Shape("dot", circle(-6, 0, 4)), Shape("dot", circle(6, 0, 4)), Shape("stem", "M-6 0h12")),
            gettext("from, to"),
        ),
        OTHER: ((Shape("other", diamond(0, 0, 8)),), gettext("may mean something else")),
    }
    yield from (LegendEntry(shapes, words) for form, (shapes, words) in signs.items() if form in forms)
    if spoken:
        yield LegendEntry((), gettext("a speaker whom the article names"), "“", "quote")


CONTESTED, SCOPE, ARTICLE, OPINION, SPEAKER, REFERENCE, NOTHING = STATES = (
    "contested", "scope", "article", "opinion", "speaker", "reference", "nothing",
)  # fmt: skip
STATE_WORDS = {
    CONTESTED: N_("sources differ"),
    SCOPE: N_("may mean something else"),
    ARTICLE: N_("in an article’s own words"),
    OPINION: N_("in an opinion column"),
    SPEAKER: N_("from a speaker an article names"),
    REFERENCE: N_("from a reference"),
    NOTHING: N_("nothing recorded"),
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
    drawn = below_each_other(width, head, (partial(_known_row, row, width, side, step) for row in rows))
    words = (*_headings(columns, side, step, head, upright), *drawn.words)
    found = {cell.state for row in rows for cell in row.cells}
    several = any(cell.articles > 1 for row in rows for cell in row.cells)
    return with_keys(replace(drawn, words=words), _state_keys(found, several))


def _headings(columns: Sequence[str], side: int, step: float, head: int, upright: bool) -> Iterator[Lettering]:
    for number, column in enumerate(columns):
        x = round(side + step * (number + 0.5))
        place = (x + 5, head - 8) if upright else (x, 16)
        yield Lettering("column", *place, column, "start" if upright else "middle", turned=upright)


def _known_row(row: KnownRow, width: int, side: int, step: float, top: int) -> Drawing:
    """Return a row from the top on; its height is where the next begins."""
    lines = wrapped(row.label, side - 12)
    high = max(30, LINE * len(lines) + 12)
    places = (round(side + step * (number + 0.5)) for number in range(len(row.cells)))
    cells = [_known_cell(cell, x, top + high // 2) for cell, x in zip(row.cells, places, strict=True)]
    label = lettered("quiet", 0, top + (high - LINE * len(lines)) // 2 + 13, lines)
    shapes, words = (s for cell in cells for s in cell.shapes), (word for cell in cells for word in cell.words)
    return Drawing(width, top + high, tuple(shapes), (*label, *words))


def _known_cell(cell: KnownCell, x: int, y: int) -> Drawing:
    """Return the sign of a cell about its middle, and the number of articles where there are several."""
    shapes = tuple(Shape(shape.style, shape.path, x, y) for shape in _state_sign(cell.state))
    words = [Lettering("sign", x, y + 5, "≠", "middle")] if cell.state == CONTESTED else []
    if cell.articles > 1:
        words.append(Lettering("tally", x + 15, y + 5, formats.number(cell.articles)))
    return Drawing(0, 0, shapes, tuple(words))


def _state_sign(state: str) -> tuple[Shape, ...]:
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


def _state_keys(found: set[str], several: bool) -> Iterator[LegendEntry]:
    for state in STATES:
        if state in found:
            yield LegendEntry(_state_sign(state), gettext(STATE_WORDS[state]), "≠" if state == CONTESTED else "")
    if several:
        yield LegendEntry((), gettext("in so many articles"), "2", "tally")
