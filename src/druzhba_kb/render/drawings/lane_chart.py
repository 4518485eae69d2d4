"""Lane chart: records with their bars on one calendar in, a drawing of them with their dates in words out.

The page has the same lanes in HTML, whose dates are links; this is what can leave it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from druzhba_kb.render.drawings.basemap import text_width
from druzhba_kb.render.drawings.drawing import (
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
from druzhba_kb.render.drawings.gantt import CONTESTED, SOLID, VAGUE, Bar, Month

HEAD = 26
BAR = 16
STYLES = {SOLID: "full", CONTESTED: "doubtful", VAGUE: "vague"}
WORDS = {SOLID: "dated", CONTESTED: "contested days", VAGUE: "month or year only"}


@dataclass(frozen=True, slots=True)
class LaneOfDates:
    """A record on the calendar: its label and name, its bars and other dates, and all of them in words."""

    label: str
    name: str
    bars: tuple[Bar, ...]
    marks: tuple[str, ...]
    words: tuple[str, ...]


def lane_chart(months: Sequence[Month], lanes: Sequence[LaneOfDates], others: str, wide: bool) -> Drawing:
    """Return the drawing of some lanes, on a sheet as wide as a page or as a phone; `others` says what the marks are."""
    width, side = (PAGE, 170) if wide else (PHONE, 0)
    across = width - side
    places = [side + _part(month.x, across) for month in months]
    shapes: list[Shape] = []
    words = list(_months(months, places, across))
    y = HEAD
    for lane in lanes:
        drawn = _lane(lane, side, across, y)
        shapes += [Shape("rule", f"M0 {y}h{width}"), *drawn.shapes]
        words += drawn.words
        y = drawn.height
    grid = [Shape("grid", f"M{x} {HEAD}V{y}") for x in places] if wide else []
    axis = Shape("zero", f"M{side} {HEAD}h{across}")
    styles = {bar.style for lane in lanes for bar in lane.bars}
    marked = others if any(lane.marks for lane in lanes) else ""
    return with_keys(Drawing(width, y, (*grid, *shapes, axis), tuple(words)), _legend(styles, marked))


def _part(percent: str, across: int) -> int:
    return round(float(percent.removesuffix("%")) / 100 * across)


def _months(months: Sequence[Month], places: Sequence[int], across: int) -> Iterator[Lettering]:
    room = across / max(1, len(months))
    for month, x in zip(months, places, strict=True):
        name = month.name if text_width(month.name, 13) + 6 < room else month.name[:3]
        yield Lettering("quiet", x + 3, 14, name)


def _lane(lane: LaneOfDates, side: int, across: int, top: int) -> Drawing:
    """Return a lane from the top on; its height is where the next begins."""
    words = [Lettering("label", 0, top + 26, lane.label or "–")]
    if side:
        words += lettered("quiet", 0, top + 45, wrapped(lane.name, side - 16))
        y = top + 10
    else:
        words.append(Lettering("quiet", 12 + round(text_width(lane.label, 20)), top + 25, lane.name))
        y = top + 38
    shapes = [
        Shape(STYLES[bar.style], box(side + _part(bar.x, across), y, _part(bar.width, across), BAR))
        for bar in lane.bars
    ]
    shapes += [Shape("mark", diamond(side + _part(mark, across), y + BAR // 2, 7)) for mark in lane.marks]
    said = list(lettered("quiet", side + 4 if side else 0, y + BAR + 17, list(_said(lane.words, across))))
    bottom = max([*(one.y for one in (*words, *said)), y + BAR])
    return Drawing(side + across, bottom + 12, tuple(shapes), (*words, *said))


def _said(words: Iterable[str], across: int) -> Iterator[str]:
    """Yield the dates in words, each from a line of its own."""
    for one in words or ("nothing recorded",):
        yield from wrapped(one, across - 8)


def _legend(styles: set[str], others: str) -> Iterator[LegendEntry]:
    for style, words in WORDS.items():
        if style in styles:
            yield LegendEntry((Shape(STYLES[style], box(-8, -6, 18, 12)),), words)
    if others:
        yield LegendEntry((Shape("mark", diamond(0, 0, 7)),), others)
