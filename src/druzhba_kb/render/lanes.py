"""Lanes: the leading kind in, its entities as bars on a common calendar, each in its own year, out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor

from druzhba_kb.model import Attribute, Entity
from druzhba_kb.render.calendar import Calendar, Month
from druzhba_kb.render.indexes import Field, kind_view
from druzhba_kb.render.page_model import Link, link_to
from druzhba_kb.render.site_index import SiteIndex, claims_on
from druzhba_kb.values.dates import ends, is_approximate, precision, span

HERE = "timeline/"
MOST_LANES = 40
DAY = timedelta(days=1)
SOLID, CONTESTED, VAGUE = "solid", "contested", "vague"


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
class Lane:
    """An entity of the leading kind: its bars, its other dates, and all of them in words."""

    year: str
    entity: Link
    bars: tuple[Bar, ...]
    marks: tuple[str, ...]
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Lanes:
    """The lanes of the leading kind under the months of the calendar."""

    plural: str
    months: tuple[Month, ...]
    lanes: tuple[Lane, ...]
    styles: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Dated:
    entity: Entity
    stretches: tuple[Stretch, ...]
    marks: tuple[date, ...]

    @property
    def year(self) -> int:
        """Return the year of the entity itself: that in which it starts."""
        return min([stretch.first for stretch in self.stretches] or self.marks).year


def lanes(cat: SiteIndex) -> Lanes | None:
    """Return the lanes of the leading kind; None where nothing of it is dated or it has too many entities."""
    kind = cat.lead
    if kind is None or len(cat.ordered[kind.id]) > MOST_LANES:
        return None
    bounds = [kind.attributes[name] for name in kind.timeline.values()]
    others = [a for a in kind.attributes.values() if a.type == "date" and a not in bounds]
    known = {entity.id: _dated(cat, entity, bounds, others) for entity in cat.members(kind.id)}
    dated = [one for one in known.values() if one.stretches or one.marks]
    if not dated:
        return None
    calendar = _calendar(dated)
    members = cat.members(kind.id)
    listed = kind_view(cat, kind, members, HERE, [*bounds, *others]).entities
    drawn = [_lane(known[e.id], it.fields, calendar) for e, it in zip(members, listed, strict=True)]
    styles = {bar.style for lane in drawn for bar in lane.bars}
    marked = tuple(a.label for a in others if any(claims_on(one.entity, a.name) for one in dated))
    present = tuple(style for style in (SOLID, CONTESTED, VAGUE) if style in styles)
    return Lanes(kind.plural, calendar.months, tuple(drawn), present, marked if any(e.marks for e in drawn) else ())


def _dated(cat: SiteIndex, entity: Entity, bounds: Sequence[Attribute], others: Sequence[Attribute]) -> _Dated:
    claimed = [[c.value for c in claims_on(entity, a.name) if c.value] for a in bounds]
    starts, stops = claimed[0], claimed[-1] if len(claimed) > 1 else []
    single = [c.value for a in others for c in claims_on(entity, a.name) if c.value and _is_exact(c.value)]
    return _Dated(entity, tuple(_stretches(starts, stops)), tuple(span(value)[0] for value in dict.fromkeys(single)))


def _stretches(starts: Sequence[str], stops: Sequence[str]) -> list[Stretch]:
    """Return what is sure and what is contested of the days from the start to the end, or the range where none is sure."""
    first = [span(value)[0] for value in starts if _is_exact(value)]
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
        return [Stretch(CONTESTED, min(first), max(last))]
    sure = Stretch(SOLID, max(first), min(last))
    before = [Stretch(CONTESTED, min(first), max(first) - DAY)] if min(first) < max(first) else []
    after = [Stretch(CONTESTED, min(last) + DAY, max(last))] if min(last) < max(last) else []
    return [sure, *before, *after]


def _is_exact(value: str) -> bool:
    """Whether a date, or each end of an interval, is a day."""
    closed = not value.startswith(("/", "..")) and not value.endswith(("/", ".."))
    return closed and not is_approximate(value) and all(precision(end) == "day" for end in ends(value))


def _calendar(dated: Iterable[_Dated]) -> Calendar:
    """Return the months in which anything is known to the day or the month."""
    places: list[float] = []
    for one in dated:
        short = [s for s in one.stretches if s.style != VAGUE or (s.last - s.first).days < 93]
        places += [Calendar.place(day, one.year) for s in short for day in (s.first, s.last)]
        places += [Calendar.place(day, one.year) for day in one.marks if day.year == one.year]
    return Calendar.of(floor(min(places)), ceil(max(places) + 0.01)) if places else Calendar.of(0, 12)


def _lane(one: _Dated, fields: tuple[Field, ...], calendar: Calendar) -> Lane:
    known = bool(one.stretches or one.marks)
    drawn = (_bar(stretch, one.year, calendar) for stretch in one.stretches)
    places = (calendar.percent(calendar.place(day, one.year)) for day in one.marks) if known else ()
    return Lane(
        year=str(one.year) if known else "",
        entity=link_to(one.entity, HERE),
        bars=tuple(bar for bar in drawn if bar),
        marks=tuple(f"{place:.2f}%" for place in places if 0 <= place <= 100),
        fields=tuple(field for field in fields if field.sides),
    )


def _bar(stretch: Stretch, year: int, calendar: Calendar) -> Bar | None:
    """Return a stretch as far as the calendar shows it."""
    x = max(0.0, calendar.percent(calendar.place(stretch.first, year)))
    end = min(100.0, calendar.percent(calendar.place(stretch.last, year, 1)))
    return Bar(stretch.style, f"{x:.2f}%", f"{end - x:.2f}%") if end > x else None
