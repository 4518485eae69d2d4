"""Gantt: what sources say of the start and the end of things in, bars on one calendar out, each in its own year.

Editions of one thing are compared by their days, so all lie on the same months. A bar is solid only where an exact day
begins and ends it and no source says otherwise; what is contested, or known to the month only, is drawn as such. An
approximate date never becomes a day.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from math import ceil, floor

from babel import Locale

from druzhba_kb.locales import N_, gettext, spoken
from druzhba_kb.render.drawings.basemap import text_width
from druzhba_kb.render.drawings.drawing import (
    PAGE,
    PHONE,
    Drawing,
    LegendEntry,
    Lettering,
    Shape,
    below_each_other,
    box,
    diamond,
    lettered,
    with_keys,
    wrapped,
)
from druzhba_kb.values.edtf import ends, is_approximate, precision, span

DAY = timedelta(days=1)
SOLID, CONTESTED, VAGUE = "solid", "contested", "vague"
LONGEST = 18  # months that can be drawn
FEW = 6  # months that have room for their whole names
SHORT = 93  # days: a range that is longer, such as a year, says nothing about the months to show


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the calendar: its name, in short where there are many, and where it begins."""

    number: int
    name: str
    x: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """The months from the first to before the last, counted from January of an entity's own year."""

    first: int
    last: int

    @classmethod
    def of(cls, first: int, last: int) -> Calendar:
        """Return a calendar of these months, or of a whole year where they are too many to draw."""
        return cls(first, last) if last - first <= LONGEST else cls(0, 12)

    @staticmethod
    def place(day: date, year: int, after: int = 0) -> float:
        """Return where a day begins, in months since January of year; with `after` 1, where it ends."""
        return 12 * (day.year - year) + day.month - 1 + (day.day - 1 + after) / monthrange(day.year, day.month)[1]

    def percent(self, place: float) -> float:
        """Return a place in per cent of the calendar's width."""
        return 100 * (place - self.first) / (self.last - self.first)

    @property
    def months(self) -> tuple[Month, ...]:
        """Return the months with their places."""
        long = "abbreviated" if self.last - self.first > FEW else "wide"
        months = ((number % 12 + 1, self.percent(number)) for number in range(self.first, self.last))
        return tuple(Month(number, _month(number, long), f"{x:.2f}%") for number, x in months)


def _month(number: int, long: str) -> str:
    """Return a month as it stands alone: wide, abbreviated or narrow, as the Unicode CLDR calls it."""
    locale = spoken().locale
    # British English alone has one of four letters, "Sept".
    known = Locale("en") if locale.language == "en" else locale
    return str(known.months["stand-alone"][long][number])


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from the first to the last, and how they are known."""

    style: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch as it is drawn, in per cent of the calendar's width."""

    style: str
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class KnownDays:
    """What is known of the days of one entity: stretches from its start to its end, and other dates."""

    stretches: tuple[Stretch, ...]
    marks: tuple[date, ...]

    @property
    def year(self) -> int | None:
        """Return the year of the entity itself, in which it starts; None where nothing is known."""
        days = [stretch.first for stretch in self.stretches] or self.marks
        return min(days).year if days else None

    @property
    def outlasts(self) -> bool:
        """Whether what is known to the day or the month lasts for more months than can be drawn."""
        return any((one.last - one.first).days > 31 * LONGEST for one in self.stretches if one.style != VAGUE)

    def places(self) -> list[float]:
        """Return what must lie on the calendar: all that is known to the day or the month, in months of its year."""
        year = self.year or 0
        short = (s for s in self.stretches if s.style != VAGUE or (s.last - s.first).days < SHORT)
        days = [day for s in short for day in (s.first, s.last)] + [day for day in self.marks if day.year == year]
        return [Calendar.place(day, year) for day in days]

    def bars(self, calendar: Calendar) -> tuple[Bar, ...]:
        """Return the stretches as far as the calendar shows them."""
        sides = ((one.style, self._on(calendar, one.first), self._on(calendar, one.last, 1)) for one in self.stretches)
        seen = ((style, max(0.0, x), min(100.0, end)) for style, x, end in sides)
        return tuple(Bar(style, f"{x:.2f}%", f"{end - x:.2f}%") for style, x, end in seen if end > x)

    def marked(self, calendar: Calendar) -> tuple[str, ...]:
        """Return where the other dates are on the calendar, as far as it shows them."""
        places = (self._on(calendar, day) for day in self.marks)
        return tuple(f"{place:.2f}%" for place in places if 0 <= place <= 100)

    def _on(self, calendar: Calendar, day: date, after: int = 0) -> float:
        return calendar.percent(calendar.place(day, self.year or 0, after))


def known_days(starts: Sequence[str], stops: Sequence[str], others: Iterable[str]) -> KnownDays:
    """Return what dates say of an entity's start, of its end and of other things, these to the day only."""
    marks = (span(value)[0] for value in dict.fromkeys(others) if _is_exact(value))
    return KnownDays(tuple(_stretches(starts, stops)), tuple(marks))


def common_calendar(known: Iterable[KnownDays]) -> Calendar:
    """Return the months in which anything is known to the day or the month."""
    places = [place for one in known for place in one.places()]
    # The last day may be the first of its month, which is to be shown too.
    return Calendar.of(floor(min(places)), ceil(max(places) + 0.01)) if places else Calendar.of(0, 12)


def _stretches(starts: Sequence[str], stops: Sequence[str]) -> list[Stretch]:
    """Return what is sure and what is contested of the days from start to end, or the range where none is sure."""
    first = [span(value)[0] for value in starts if _is_exact(value)]
    # A start that is a range of days says the end as well, where the kind has one attribute for both.
    whole = [value for value in starts if _is_exact(value) and "/" in value]
    last = [span(value)[1] for value in (*whole, *stops) if _is_exact(value)]
    if first and last:
        return _between(first, last)
    if first or last:
        days = first or last
        return _between(days, days) if len(set(days)) == 1 else [Stretch(CONTESTED, min(days), max(days))]
    ranges = [span(value) for value in (*starts, *stops)]
    return [Stretch(VAGUE, min(one for one, _ in ranges), max(other for _, other in ranges))] if ranges else []


def _between(first: Sequence[date], last: Sequence[date]) -> list[Stretch]:
    if max(first) > min(last):
        # By some source it began after it had ended by another: no day is sure.
        return [Stretch(CONTESTED, min(first), max(last))]
    sure = Stretch(SOLID, max(first), min(last))
    before = [Stretch(CONTESTED, min(first), max(first) - DAY)] if min(first) < max(first) else []
    after = [Stretch(CONTESTED, min(last) + DAY, max(last))] if min(last) < max(last) else []
    return [sure, *before, *after]


def _is_exact(value: str) -> bool:
    """Whether a date, or each end of an interval, is a day."""
    closed = not value.startswith(("/", "..")) and not value.endswith(("/", ".."))
    return closed and not is_approximate(value) and all(precision(end) == "day" for end in ends(value))


HEAD = 26
BAR = 16
STYLES = {SOLID: "full", CONTESTED: "doubtful", VAGUE: "vague"}
STYLE_WORDS = {SOLID: N_("dated"), CONTESTED: N_("contested days"), VAGUE: N_("month or year only")}


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
    drawn = below_each_other(width, HEAD, (partial(_lane, lane, side, across) for lane in lanes))
    grid = [Shape("grid", f"M{x} {HEAD}V{drawn.height}") for x in places] if wide else []
    axis = Shape("zero", f"M{side} {HEAD}h{across}")
    styles = {bar.style for lane in lanes for bar in lane.bars}
    marked = others if any(lane.marks for lane in lanes) else ""
    words = (*_months(months, places, across), *drawn.words)
    return with_keys(Drawing(width, drawn.height, (*grid, *drawn.shapes, axis), words), _legend(styles, marked))


def _part(percent: str, across: int) -> int:
    return round(float(percent.removesuffix("%")) / 100 * across)


def _months(months: Sequence[Month], places: Sequence[int], across: int) -> Iterator[Lettering]:
    room = across / max(1, len(months))
    for month, x in zip(months, places, strict=True):
        short = _month(month.number, "abbreviated")
        fitting = [month.name] * (text_width(month.name, 13) + 6 < room) + [short] * (text_width(short, 13) < room)
        yield Lettering("quiet", x + 3, 14, fitting[0] if fitting else _month(month.number, "narrow"))


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
    # each date from a line of its own
    lines = [line for one in lane.words or (gettext("nothing recorded"),) for line in wrapped(one, across - 8)]
    said = list(lettered("quiet", side + 4 if side else 0, y + BAR + 17, lines))
    bottom = max([*(one.y for one in (*words, *said)), y + BAR])
    return Drawing(side + across, bottom + 12, tuple(shapes), (*words, *said))


def _legend(styles: set[str], others: str) -> Iterator[LegendEntry]:
    for style, words in STYLE_WORDS.items():
        if style in styles:
            yield LegendEntry((Shape(STYLES[style], box(-8, -6, 18, 12)),), gettext(words))
    if others:
        yield LegendEntry((Shape("mark", diamond(0, 0, 7)),), others)
