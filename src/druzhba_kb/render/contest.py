"""Contest: a disagreement in, its sides with their words and sources out."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from druzhba_kb.model import Attribute, Disagreement, Entity, Kind, Position, Statement
from druzhba_kb.render.evidence import Source, alias_source, anchor, source_of
from druzhba_kb.render.page_model import href
from druzhba_kb.render.shown import Shown, show_value
from druzhba_kb.render.site_index import NAME, SiteIndex
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
    """One side of a disagreement: a value, or several that the same voice gives and that can all be true."""

    values: tuple[Shown, ...]
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


def contests_of(cat: SiteIndex, entity: Entity, here: str) -> tuple[Contest, ...]:
    """Return the disagreements about an entity as they are shown on the page here."""
    found = cat.disagreements.get(entity.id, ())
    return tuple(_contest(cat, entity, disagreement, number, here) for number, disagreement in enumerate(found, 1))


def all_contests(cat: SiteIndex, here: str) -> tuple[Contest, ...]:
    """Return every disagreement, by kind and in each kind's order."""
    every = cat.in_order(cat.kb.records.entities)
    return tuple(contest for entity in every for contest in contests_of(cat, entity, here))


def weightiest(cat: SiteIndex, lead: Kind | None, here: str) -> tuple[Contest, ...]:
    """Return every disagreement, those about facts before those about names and spellings, the leading kind's first."""
    kinds = sorted(cat.ordered, key=lambda kind: lead is None or kind != lead.id)
    contests = [contest for kind in kinds for entity in cat.members(kind) for contest in contests_of(cat, entity, here)]
    return tuple(sorted(contests, key=lambda contest: contest.reason in SPELLING or contest.label == NAME.label))


def by_entity(contests: Iterable[Contest]) -> tuple[tuple[str, tuple[Contest, ...]], ...]:
    """Return disagreements under the names of the entities that they are about."""
    grouped = groupby(contests, key=lambda contest: (contest.entity, contest.href.partition("#")[0]))
    return tuple((name, tuple(those)) for (name, _), those in grouped)


def contest_anchor(number: int) -> str:
    """Return the anchor of an entity's disagreement, counted from 1."""
    return f"d-{number}"


def _contest(cat: SiteIndex, entity: Entity, disagreement: Disagreement, number: int, here: str) -> Contest:
    return Contest(
        entity=entity.name,
        draft=entity.draft,
        href=href(here, entity.page, contest_anchor(number)),
        anchor=contest_anchor(number),
        label=", ".join(cat.attribute(entity, name).label for name in disagreement.about),
        reason=disagreement.reason,
        note=disagreement.note,
        sides=tuple(_side(cat, entity, told, here) for told in _by_side(cat, entity, disagreement)),
    )


def side_of(value: Hashable, attribute: Attribute, denied: bool, statements: Sequence[Statement]) -> Hashable:
    """Return what the values on one side of a disagreement share.

    Values that the same voices give of an attribute that can have several are one side; any other value is its own.
    """
    if attribute.single or denied or not statements:
        return value
    evidence = (item for statement in statements for item in statement.evidence)
    return attribute.name, frozenset(
        (item.article, tuple((by.id, by.words) for by in item.said_by)) for item in evidence
    )


def _by_side(cat: SiteIndex, entity: Entity, disagreement: Disagreement) -> list[list[tuple[Attribute, Position]]]:
    sides: dict[Hashable, list[tuple[Attribute, Position]]] = {}
    for position in disagreement.positions:
        attribute = _attribute(cat, entity, disagreement, position)
        statements = [cat.statements[name][1] for name in position.statements]
        side = side_of(position, attribute, position.denies, statements)
        sides.setdefault(side, []).append((attribute, position))
    return list(sides.values())


def _side(cat: SiteIndex, entity: Entity, told: list[tuple[Attribute, Position]], here: str) -> Side:
    values = tuple(show_value(cat, attribute, one.value, one.words, here, one.denies) for attribute, one in told)
    named = ((attribute, name) for attribute, one in told for name in one.statements)
    quotes = [quoted for attribute, name in named for quoted in _quotes(cat, entity, name, attribute, here)]
    return Side(values, tuple(dict.fromkeys(quotes)) or tuple(_named(cat, entity, told[0][1].value, here)))


def _named(cat: SiteIndex, entity: Entity, name: str | None, here: str) -> Iterator[Quoted]:
    """Return where a name stands that is one side of a disagreement about names."""
    for alias in entity.aliases:
        if alias.name == name and alias.source in cat.kb.records.articles:
            source = alias_source(cat, alias, here)
            yield Quoted(alias.quote or alias.name, source, href(here, entity.page, "names"), False)


def _attribute(cat: SiteIndex, entity: Entity, disagreement: Disagreement, position: Position) -> Attribute:
    """Return the attribute whose value the position is, where the disagreement is about several."""
    for name in position.statements:
        for claim in cat.statements[name][1].claims:
            if claim.attribute in disagreement.about and claim.value == position.value:
                return cat.attribute(entity, claim.attribute)
    return cat.attribute(entity, disagreement.about[0])


def _quotes(cat: SiteIndex, entity: Entity, name: str, attribute: Attribute, here: str) -> list[Quoted]:
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
