"""Contest: a disagreement in, its sides with their words and sources out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from druzhba_kb.model import Attribute, Disagreement, Entity, Kind, Position
from druzhba_kb.render.catalogue import NAME, Catalogue
from druzhba_kb.render.evidence import Source, alias_source, anchor, source_of
from druzhba_kb.render.page import href
from druzhba_kb.render.shown import Shown, show_value
from druzhba_kb.values import is_inferred

SPELLING = {"transcription", "translation"}


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation on one side, with its source and its place in the evidence."""

    quote: str
    source: Source
    evidence: str
    inferred: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a disagreement."""

    value: Shown
    quotes: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class Contest:
    """What the sources differ on, side by side."""

    entity: str
    draft: bool
    href: str
    anchor: str
    label: str
    reason: str
    note: str | None
    sides: tuple[Side, ...]


def contests_of(cat: Catalogue, entity: Entity, here: str) -> tuple[Contest, ...]:
    """Return the disagreements about an entity as they are shown on the page here."""
    found = cat.disagreements.get(entity.id, ())
    return tuple(_contest(cat, entity, disagreement, number, here) for number, disagreement in enumerate(found, 1))


def all_contests(cat: Catalogue, here: str) -> tuple[Contest, ...]:
    """Return every disagreement, by kind and in each kind's order."""
    entities = (entity for kind in cat.ordered.values() for entity in kind)
    return tuple(contest for entity in entities for contest in contests_of(cat, entity, here))


def weightiest(cat: Catalogue, lead: Kind | None, here: str) -> tuple[Contest, ...]:
    """Return every disagreement, those about facts before those about names and spellings, the leading kind's first."""
    kinds = sorted(cat.ordered, key=lambda kind: lead is None or kind != lead.id)
    contests = [contest for kind in kinds for entity in cat.ordered[kind] for contest in contests_of(cat, entity, here)]
    return tuple(sorted(contests, key=lambda contest: contest.reason in SPELLING or contest.label == NAME.label))


def by_entity(contests: Iterable[Contest]) -> tuple[tuple[str, tuple[Contest, ...]], ...]:
    """Return disagreements under the names of the entities that they are about."""
    grouped = groupby(contests, key=lambda contest: (contest.entity, contest.href.partition("#")[0]))
    return tuple((name, tuple(those)) for (name, _), those in grouped)


def contest_anchor(number: int) -> str:
    """Return the anchor of an entity's disagreement, counted from 1."""
    return f"d-{number}"


def _contest(cat: Catalogue, entity: Entity, disagreement: Disagreement, number: int, here: str) -> Contest:
    return Contest(
        entity=entity.name,
        draft=entity.draft,
        href=href(here, entity.page, contest_anchor(number)),
        anchor=contest_anchor(number),
        label=", ".join(cat.attribute(entity, name).label for name in disagreement.about),
        reason=disagreement.reason,
        note=disagreement.note,
        sides=tuple(_side(cat, entity, disagreement, position, here) for position in disagreement.positions),
    )


def _side(cat: Catalogue, entity: Entity, disagreement: Disagreement, position: Position, here: str) -> Side:
    attribute = _attribute(cat, entity, disagreement, position)
    value = show_value(cat, attribute, position.value, position.words, here, position.denies)
    quotes = [quoted for name in position.statements for quoted in _quotes(cat, entity, name, attribute, here)]
    return Side(value, tuple(quotes) or tuple(_named(cat, entity, position.value, here)))


def _named(cat: Catalogue, entity: Entity, name: str | None, here: str) -> Iterator[Quoted]:
    """Return where a name stands that is one side of a disagreement about names."""
    for alias in entity.aliases:
        if alias.name == name and alias.source in cat.kb.records.articles:
            source = alias_source(cat, alias, here)
            yield Quoted(alias.quote or alias.name, source, href(here, entity.page, "names"), False)


def _attribute(cat: Catalogue, entity: Entity, disagreement: Disagreement, position: Position) -> Attribute:
    """Return the attribute whose value the position is, where the disagreement is about several."""
    for name in position.statements:
        for claim in cat.statements[name][1].claims:
            if claim.attribute in disagreement.about and claim.value == position.value:
                return cat.attribute(entity, claim.attribute)
    return cat.attribute(entity, disagreement.about[0])


def _quotes(cat: Catalogue, entity: Entity, name: str, attribute: Attribute, here: str) -> list[Quoted]:
    statement = cat.statements[name][1]
    return [
        Quoted(
            quote=evidence.quote,
            source=source_of(cat, evidence, here),
            evidence=href(here, entity.page, anchor(statement, index)),
            inferred=is_inferred(statement.inferred, attribute),
        )
        for index, evidence in enumerate(statement.evidence, 1)
    ]
