"""Timeline page: the site index in, everything that a kind's timeline attributes date, in order of time, out.

Above it the entities of the leading kind are bars on a common calendar. All dates are shown, denied and contested ones
too, each with the words that it rests on: a timeline must not look surer than its sources. What no article dates is
listed at the end, and never placed by a guess, but for the date of the article that first speaks of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

from druzhba_kb.locales import N_, gettext
from druzhba_kb.locales.formats import commas
from druzhba_kb.model import Attribute, Entity, Statement
from druzhba_kb.relate.references import claims_of
from druzhba_kb.render.drawings import gantt
from druzhba_kb.render.drawings.drawing import Drawing
from druzhba_kb.render.exports.table import Row, yes_or_no
from druzhba_kb.render.page_model import Facet, Link, ListPage, Marks, encoded, facets, link_to, paginate
from druzhba_kb.render.site_index import Contest, SiteIndex, claims_on, contest_of
from druzhba_kb.render.views.articles_on import articles_on
from druzhba_kb.render.views.attributions import chain_in_words
from druzhba_kb.render.views.evidence import Quote, anchor_of, quotes_of, show_date
from druzhba_kb.render.views.index_pages import Field, field_of, years_in
from druzhba_kb.values import is_inferred
from druzhba_kb.values.date import show_year
from druzhba_kb.values.edtf import sort_key

HERE = "timeline/"
SCOPE = N_("may mean something else")
STATED, INFERRED, DISPUTED = N_("stated"), N_("inferred"), N_("contested")
MOST_LANES = 40  # that can still be compared


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """A dated value: what happened then, how sure the date is, and on which words it rests."""

    date: str
    iso: str
    label: str
    entity: Link
    inferred: bool
    contested: Contest
    denies: bool
    rests: tuple[Quote, ...]
    marks: Marks

    @property
    def facets(self) -> str:
        """Return what the entry belongs to as the script reads it."""
        return encoded(self.marks)


@dataclass(frozen=True, slots=True)
class TimelineYear:
    """The entries of one year."""

    year: str
    entries: tuple[TimelineEntry, ...]


@dataclass(frozen=True, slots=True)
class Chronology:
    """A page of all dates by year; the entities of dated kinds that have none are listed on the last page."""

    years: tuple[TimelineYear, ...]
    facets: tuple[Facet, ...]
    every: int
    undated: tuple[Link, ...]
    sheet: ListPage


@dataclass(frozen=True, slots=True)
class Lane:
    """An entity of the leading kind: its bars, its other dates, and all of them in words."""

    year: str
    entity: Link
    bars: tuple[gantt.Bar, ...]
    marks: tuple[str, ...]
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Lanes:
    """The lanes of the leading kind under the months of the calendar; `others` are the dates drawn as marks."""

    plural: str
    months: tuple[gantt.Month, ...]
    lanes: tuple[Lane, ...]
    styles: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Dated:
    """A date of an entity, and what claims it."""

    entity: Entity
    value: str
    label: str
    claimed: tuple[tuple[Attribute, Statement], ...]
    marks: Marks


def chronologies(index: SiteIndex, size: int) -> Iterator[Chronology]:
    """Yield the dated entries in pages of a size, how they can be narrowed, and what no article dates."""
    dated = _in_order(index)
    members = [entity for kind in index.kinds if kind.timeline for entity in index.members(kind.id)]
    bare = [entity for entity in members if all(one.denies for *_, one in _dates(index, entity))]
    narrowed = facets(
        {"year": gettext("Year"), "kind": gettext("Kind"), "certainty": gettext("Certainty")},
        [one.marks for one in dated],
    )
    for sheet in paginate(HERE, len(dated), size):
        links = tuple(link_to(entity, sheet.here, _bound(index, entity)) for entity in bare)
        shown = [_entry(index, one, sheet.here) for one in sheet.of(dated)]
        yield Chronology(_years(shown), narrowed, len(members), links, sheet)


def date_rows(index: SiteIndex) -> Iterator[Row]:
    """Yield a row for each date on the timeline, as often as it is quoted."""
    for entry in (_entry(index, one, "") for one in _in_order(index)):
        for rest in entry.rests:
            yield {
                "date": entry.iso,
                "in_words": entry.date,
                "record": entry.entity.name,
                "about": entry.label,
                "denied": yes_or_no(entry.denies),
                "inferred": yes_or_no(entry.inferred),
                "contested": yes_or_no(entry.contested == "fact"),
                "rejected": yes_or_no(rest.rejected),
                "words": rest.quote,
                "article": rest.source.article,
                "block": rest.source.block,
                "speakers": chain_in_words(rest.source.voices) if rest.source.voices else "",
                "evidence": rest.evidence,
            }


def _in_order(index: SiteIndex) -> list[_Dated]:
    return sorted(_all(index), key=lambda one: (sort_key(one.value), one.entity.name, one.label))


def _bound(index: SiteIndex, entity: Entity) -> str:
    """Return the kind of an entity that has no date, with that of the first article which says anything of it."""
    kind = index.kind(entity).label
    dated = [article for article in articles_on(index, entity) if article.published]
    if not dated:
        return kind
    return gettext("{kind}, in an article of {date}").format(kind=kind, date=show_date(dated[0].published))


def lanes(index: SiteIndex) -> Lanes | None:
    """Return the lanes of the leading kind; None where nothing of it is dated, it has too many entities or they last for years.

    On a calendar of one year, a tram line that ran from 1904 to 1951 would seem to end in December.
    """
    kind = index.lead
    if kind is None or len(index.ordered[kind.id]) > MOST_LANES:
        return None
    bounds = [kind.attributes[name] for name in kind.timeline.values()]
    others = [a for a in kind.attributes.values() if a.type == "date" and a not in bounds]
    known = [(entity, _known_days(entity, bounds, others)) for entity in index.members(kind.id)]
    if not any(days.year for _, days in known) or any(days.outlasts for _, days in known):
        return None
    calendar = gantt.common_calendar(days for _, days in known)
    drawn = [
        Lane(
            year=str(days.year or ""),
            entity=link_to(entity, HERE),
            bars=days.bars(calendar),
            marks=days.marked(calendar),
            fields=tuple(f for a in (*bounds, *others) if (f := field_of(index, entity, a, HERE)).sides or f.cited),
        )
        for entity, days in known
    ]
    styles = {bar.style for lane in drawn for bar in lane.bars}
    marked = any(lane.marks for lane in drawn)
    return Lanes(
        plural=kind.plural,
        months=calendar.months,
        lanes=tuple(drawn),
        styles=tuple(style for style in (gantt.SOLID, gantt.CONTESTED, gantt.VAGUE) if style in styles),
        others=tuple(a.label for a in others if marked and any(claims_on(e, a.name) for e, days in known if days.year)),
    )


def lane_drawing(lanes: Lanes, wide: bool) -> Drawing:
    """Return the lanes as a drawing that can leave the site."""
    others = gettext("another date: {labels}").format(labels=commas(lanes.others)) if lanes.others else ""
    rows = [
        gantt.LaneOfDates(one.year, one.entity.name, one.bars, one.marks, tuple(map(_in_words, one.fields)))
        for one in lanes.lanes
    ]
    return gantt.lane_chart(lanes.months, rows, others, wide)


def _in_words(field: Field) -> str:
    unlike = gettext("{one} or, counting something else, {other}") if field.contested == "scope" else "{one} ≠ {other}"
    sides = [commas(value.shown.text for value in side) for side in field.sides]
    if not sides:
        sides = [f"{one.shown.text} ({commas(entry.title for entry in one.entries)})" for one in field.cited]
    return f"{field.label}: {reduce(lambda one, other: unlike.format(one=one, other=other), sides)}"


def _known_days(entity: Entity, bounds: Sequence[Attribute], others: Sequence[Attribute]) -> gantt.KnownDays:
    starts, *stops = ([c.value for c in claims_on(entity, a.name) if c.value] for a in bounds)
    marks = [c.value for a in others for c in claims_on(entity, a.name) if c.value]
    return gantt.known_days(starts, stops[-1] if stops else [], marks)


def _years(entries: list[TimelineEntry]) -> tuple[TimelineYear, ...]:
    found: dict[str, list[TimelineEntry]] = defaultdict(list)
    for entry in entries:
        found[show_year(entry.iso) or gettext("Other dates")].append(entry)
    return tuple(TimelineYear(year, tuple(entries)) for year, entries in found.items())


def _all(index: SiteIndex) -> Iterator[_Dated]:
    """Yield each date of an entity once, though it may be both the start and the end."""
    for entity in index.kb.records.entities.values():
        grouped: dict[tuple[str, bool], list[tuple[Attribute, Statement]]] = defaultdict(list)
        for attribute, value, statement in _dates(index, entity):
            grouped[value, statement.denies].append((attribute, statement))
        for (value, _), claimed in grouped.items():
            label = commas(dict.fromkeys(attribute.label for attribute, _ in claimed))
            yield _Dated(entity, value, label, tuple(claimed), _marks(index, entity, value, claimed))


def _dates(index: SiteIndex, entity: Entity) -> Iterator[tuple[Attribute, str, Statement]]:
    names = set(index.kind(entity).timeline.values())
    for statement, claim, attribute in claims_of(index.kb.records, entity):
        if attribute.name in names and claim.value and not statement.by_reference:
            yield attribute, claim.value, statement


def _entry(index: SiteIndex, dated: _Dated, here: str) -> TimelineEntry:
    claimed = {statement.id: (attribute, statement) for attribute, statement in dated.claimed}
    first = dated.claimed[0][1]
    states = {state for state, _ in dated.marks["certainty"]}
    return TimelineEntry(
        date=show_date(dated.value),
        iso=dated.value,
        label=dated.label,
        entity=link_to(dated.entity, here, anchor=anchor_of(first.id, 1)),
        inferred=INFERRED in states,
        contested="fact" if DISPUTED in states else "scope" if SCOPE in states else "",
        denies=first.denies,
        rests=tuple(one for a, s in claimed.values() for one in quotes_of(index, s, a, here)),
        marks=dated.marks,
    )


def _marks(index: SiteIndex, entity: Entity, value: str, claimed: Sequence[tuple[Attribute, Statement]]) -> Marks:
    kind = index.kind(entity)
    contested = contest_of({index.contest(entity, attribute.name, statement.id) for attribute, statement in claimed})
    held = [one for one in claimed if one[1].standing != "rejected"] or claimed
    inferred = all(is_inferred(s.inferred_everywhere, attribute) for attribute, s in held)
    states = [
        name
        for name, holds in ((DISPUTED, contested == "fact"), (SCOPE, contested == "scope"), (INFERRED, inferred))
        if holds
    ] or [STATED]
    return {
        "year": years_in([value]),
        "kind": ((kind.id, kind.plural),),
        "certainty": tuple((state, gettext(state)) for state in states),
    }
