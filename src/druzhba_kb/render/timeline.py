"""Timeline: everything that a kind's timeline attributes date, in order of time, and what has no date."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from druzhba_kb.model import Entity, Kind, Statement
from druzhba_kb.render.catalogue import Catalogue
from druzhba_kb.render.evidence import Source, anchor, source_of
from druzhba_kb.render.facets import Facet, Marks, encoded, facets
from druzhba_kb.render.page import Link, link_to
from druzhba_kb.render.shown import show_date
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
    """All dates by year, and of how many entities of dated kinds; the rest of these is undated."""

    years: tuple[Year, ...]
    facets: tuple[Facet, ...]
    count: int
    every: int
    undated: tuple[Link, ...]


def chronology(cat: Catalogue) -> Chronology:
    """Return the dated entries, how they can be narrowed, and what no article dates."""
    entries = sorted(_entries(cat), key=lambda e: (sort_key(e.iso), e.entity.name, e.label))
    bare = undated(cat)
    every = sum(len(cat.ordered[kind.id]) for kind in cat.kinds if kind.timeline)
    labels = {"kind": "Kind", "certainty": "Certainty"}
    return Chronology(_years(entries), facets(labels, [e.marks for e in entries]), len(entries), every, bare)


def _years(entries: list[Entry]) -> tuple[Year, ...]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        year = YEAR.search(entry.iso)
        found[year[0] if year else "Other dates"].append(entry)
    return tuple(Year(year, tuple(entries)) for year, entries in found.items())


def undated(cat: Catalogue) -> tuple[Link, ...]:
    """Return the entities of dated kinds that no article dates."""
    entities = (e for kind in cat.kinds if kind.timeline for e in cat.members(kind.id))
    bare = (entity for entity in entities if not any(_dated(cat, entity)))
    return tuple(link_to(entity, HERE, cat.kind(entity).label) for entity in bare)


def _entries(cat: Catalogue) -> Iterator[Entry]:
    """Return one entry for each date of an entity, though it may be both the start and the end."""
    for entity in cat.kb.records.entities.values():
        grouped: dict[tuple[str, bool], list[tuple[str, Statement]]] = defaultdict(list)
        for attribute, value, statement in _dated(cat, entity):
            grouped[value, statement.denies].append((attribute, statement))
        for (value, _), claimed in grouped.items():
            yield _entry(cat, entity, value, claimed)


def _dated(cat: Catalogue, entity: Entity) -> Iterator[tuple[str, str, Statement]]:
    attributes = set(cat.kind(entity).timeline.values())
    for statement in entity.statements:
        for claim in statement.claims:
            if claim.attribute in attributes and claim.value:
                yield claim.attribute, claim.value, statement


def _entry(cat: Catalogue, entity: Entity, value: str, claimed: list[tuple[str, Statement]]) -> Entry:
    statements = {statement.id: statement for _, statement in claimed}.values()
    first = claimed[0][1]
    inferred = all(is_inferred(s.inferred, cat.attribute(entity, attribute)) for attribute, s in claimed)
    contested = any(_is_contested(cat, entity, attribute, statement) for attribute, statement in claimed)
    return Entry(
        date=show_date(value),
        iso=value,
        label=", ".join(dict.fromkeys(cat.attribute(entity, attribute).label for attribute, _ in claimed)),
        entity=link_to(entity, HERE, anchor=anchor(first, 1)),
        inferred=inferred,
        contested=contested,
        denies=first.denies,
        rests=tuple(Rest(e.quote, source_of(cat, e, HERE)) for s in statements for e in s.evidence),
        marks=_marks(cat.kind(entity), inferred, contested),
    )


def _marks(kind: Kind, inferred: bool, contested: bool) -> Marks:
    states = [("contested", "contested")] if contested else []
    states += [("inferred", "inferred")] if inferred else []
    return {"kind": ((kind.id, kind.plural),), "certainty": tuple(states or [("stated", "stated")])}


def _is_contested(cat: Catalogue, entity: Entity, attribute: str, statement: Statement) -> bool:
    disputed = cat.contested(entity).get(attribute, ())
    return any(statement.id in position.statements for disagreement in disputed for position in disagreement.positions)
