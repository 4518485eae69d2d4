"""Timeline: everything that a kind's timeline attributes date, in order of time, and what has no date."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from druzhba_kb.model import Entity, Statement
from druzhba_kb.render.evidence import Source, anchor, source_of
from druzhba_kb.render.page_model import Facet, Link, ListPage, Marks, encoded, facets, link_to, paginate
from druzhba_kb.render.shown import show_date
from druzhba_kb.render.site_index import SiteIndex
from druzhba_kb.values import is_inferred
from druzhba_kb.values.dates import sort_key

HERE = "timeline/"
YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Rest:
    """A quotation on which an entry rests."""

    quote: str
    source: Source


@dataclass(frozen=True, slots=True)
class Entry:
    """A dated value: what happened then, how sure the date is, and on which words it rests."""

    date: str
    iso: str
    label: str
    entity: Link
    inferred: bool
    contested: bool
    denies: bool
    rests: tuple[Rest, ...]
    marks: Marks

    @property
    def facets(self) -> str:
        """Return what the entry belongs to as the script reads it."""
        return encoded(self.marks)


@dataclass(frozen=True, slots=True)
class Year:
    """The entries of one year."""

    year: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Chronology:
    """A page of all dates by year; of the entities of dated kinds, `undated` have none, and are listed on the last page."""

    years: tuple[Year, ...]
    facets: tuple[Facet, ...]
    every: int
    undated: tuple[Link, ...]
    sheet: ListPage


@dataclass(frozen=True, slots=True)
class _Dated:
    """A date of an entity, and what claims it."""

    entity: Entity
    value: str
    label: str
    claimed: tuple[tuple[str, Statement], ...]
    marks: Marks


def chronologies(cat: SiteIndex, size: int) -> Iterator[Chronology]:
    """Yield the dated entries in pages of a size, how they can be narrowed, and what no article dates."""
    dated = sorted(_all(cat), key=lambda one: (sort_key(one.value), one.entity.name, one.label))
    bare = undated(cat)
    every = sum(len(cat.ordered[kind.id]) for kind in cat.kinds if kind.timeline)
    narrowed = facets({"kind": "Kind", "certainty": "Certainty"}, [one.marks for one in dated])
    for sheet in paginate(HERE, len(dated), size):
        links = tuple(link_to(entity, sheet.here, cat.kind(entity).label) for entity in bare)
        entries = [_entry(cat, one, sheet.here) for one in sheet.of(dated)]
        yield Chronology(_years(entries), narrowed, every, links, sheet)


def _years(entries: list[Entry]) -> tuple[Year, ...]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        year = YEAR.search(entry.iso)
        found[year[0] if year else "Other dates"].append(entry)
    return tuple(Year(year, tuple(entries)) for year, entries in found.items())


def undated(cat: SiteIndex) -> tuple[Entity, ...]:
    """Return the entities of dated kinds that no article dates."""
    entities = (e for kind in cat.kinds if kind.timeline for e in cat.members(kind.id))
    return tuple(entity for entity in entities if not any(_dated(cat, entity)))


def _all(cat: SiteIndex) -> Iterator[_Dated]:
    """Yield each date of an entity once, though it may be both the start and the end."""
    for entity in cat.kb.records.entities.values():
        grouped: dict[tuple[str, bool], list[tuple[str, Statement]]] = defaultdict(list)
        for attribute, value, statement in _dated(cat, entity):
            grouped[value, statement.denies].append((attribute, statement))
        for (value, _), claimed in grouped.items():
            label = ", ".join(dict.fromkeys(cat.attribute(entity, attribute).label for attribute, _ in claimed))
            yield _Dated(entity, value, label, tuple(claimed), _marks(cat, entity, claimed))


def _dated(cat: SiteIndex, entity: Entity) -> Iterator[tuple[str, str, Statement]]:
    attributes = set(cat.kind(entity).timeline.values())
    for statement in entity.statements:
        for claim in statement.claims:
            if claim.attribute in attributes and claim.value:
                yield claim.attribute, claim.value, statement


def _entry(cat: SiteIndex, dated: _Dated, here: str) -> Entry:
    statements = {statement.id: statement for _, statement in dated.claimed}.values()
    first = dated.claimed[0][1]
    states = {state for state, _ in dated.marks["certainty"]}
    return Entry(
        date=show_date(dated.value),
        iso=dated.value,
        label=dated.label,
        entity=link_to(dated.entity, here, anchor=anchor(first, 1)),
        inferred="inferred" in states,
        contested="contested" in states,
        denies=first.denies,
        rests=tuple(Rest(e.quote, source_of(cat, e, here)) for s in statements for e in s.evidence),
        marks=dated.marks,
    )


def _marks(cat: SiteIndex, entity: Entity, claimed: list[tuple[str, Statement]]) -> Marks:
    kind = cat.kind(entity)
    contested = any(_is_contested(cat, entity, attribute, statement) for attribute, statement in claimed)
    inferred = all(is_inferred(s.inferred, cat.attribute(entity, attribute)) for attribute, s in claimed)
    states = [("contested", "contested")] if contested else []
    states += [("inferred", "inferred")] if inferred else []
    return {"kind": ((kind.id, kind.plural),), "certainty": tuple(states or [("stated", "stated")])}


def _is_contested(cat: SiteIndex, entity: Entity, attribute: str, statement: Statement) -> bool:
    disputed = cat.contested(entity).get(attribute, ())
    return any(statement.id in position.statements for disagreement in disputed for position in disagreement.positions)
