"""Disputes page: the disagreements between sources in, each with its sides, their words and their sources, out.

The entity's page, the article's and the home page show the same disputes. All sides stand beside each other, in the
order of the statements and equal in size: nothing here may rank them or leave one out, even where the editors prefer
one.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from druzhba_kb.model import Attribute, Disagreement, Entity, Position, Statement
from druzhba_kb.render.page_model import href
from druzhba_kb.render.site_index import NAME, SiteIndex
from druzhba_kb.render.views.evidence import Quote, ShownValue, alias_source, quotes_of, show_value

SPELLING = {"transcription", "translation"}


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a dispute: a value, or several that the same voice gives and that can all be true."""

    values: tuple[ShownValue, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """What the sources differ on, side by side."""

    entity: str
    draft: bool
    href: str
    anchor: str
    label: str
    reason: str
    note: str | None
    sides: tuple[Side, ...]


def disputes_of(index: SiteIndex, entity: Entity, here: str) -> tuple[Dispute, ...]:
    """Return the disputes about an entity as they are shown on the page here."""
    found = index.disagreements.get(entity.id, ())
    return tuple(_dispute(index, entity, disagreement, number, here) for number, disagreement in enumerate(found, 1))


def all_disputes(index: SiteIndex, here: str) -> tuple[Dispute, ...]:
    """Return every dispute, by kind and in each kind's order."""
    every = index.in_order(index.kb.records.entities)
    return tuple(dispute for entity in every for dispute in disputes_of(index, entity, here))


def weightiest(index: SiteIndex) -> tuple[Dispute, ...]:
    """Return every dispute for the home page, those about facts before those about names, the leading kind's first."""
    kinds = sorted(index.ordered, key=lambda kind: index.lead is None or kind != index.lead.id)
    disputes = [one for kind in kinds for entity in index.members(kind) for one in disputes_of(index, entity, "")]
    return tuple(sorted(disputes, key=lambda dispute: dispute.reason in SPELLING or dispute.label == NAME.label))


def by_entity(disputes: Iterable[Dispute]) -> tuple[tuple[str, tuple[Dispute, ...]], ...]:
    """Return disputes under the names of the entities that they are about."""
    grouped = groupby(disputes, key=lambda dispute: (dispute.entity, dispute.href.partition("#")[0]))
    return tuple((name, tuple(those)) for (name, _), those in grouped)


def dispute_anchor(number: int) -> str:
    """Return the anchor of an entity's dispute, counted from 1."""
    return f"d-{number}"


def side_of(value: Hashable, attribute: Attribute, denied: bool, statements: Sequence[Statement]) -> Hashable:
    """Return what the values on one side of a dispute share.

    Values that the same voices give of an attribute that can have several are one side; any other value is its own. Two
    causes that one article names were once set against each other with a sign of unequal.
    """
    if attribute.single or denied or not statements:
        return value
    evidence = (item for statement in statements for item in statement.evidence)
    voices = ((item.article, tuple((by.id, by.words) for by in item.said_by)) for item in evidence)
    return attribute.name, frozenset(voices)


def _dispute(index: SiteIndex, entity: Entity, disagreement: Disagreement, number: int, here: str) -> Dispute:
    return Dispute(
        entity=entity.name,
        draft=entity.draft,
        href=href(here, entity.page, dispute_anchor(number)),
        anchor=dispute_anchor(number),
        label=index.subject(entity, disagreement),
        reason=disagreement.reason,
        note=disagreement.note,
        sides=tuple(_side(index, entity, held, here) for held in _by_side(index, entity, disagreement)),
    )


def _by_side(index: SiteIndex, entity: Entity, disagreement: Disagreement) -> list[list[tuple[Attribute, Position]]]:
    sides: dict[Hashable, list[tuple[Attribute, Position]]] = {}
    for position in disagreement.positions:
        attribute = _attribute(index, entity, disagreement, position)
        statements = [index.statements[name][1] for name in position.statements]
        side = side_of(position, attribute, position.denies, statements)
        sides.setdefault(side, []).append((attribute, position))
    return list(sides.values())


def _side(index: SiteIndex, entity: Entity, held: list[tuple[Attribute, Position]], here: str) -> Side:
    values = tuple(show_value(index, attribute, one.value, one.words, here, one.denies) for attribute, one in held)
    stated = ((attribute, index.statements[name][1]) for attribute, one in held for name in one.statements)
    quotes = [quote for attribute, said in stated for quote in quotes_of(index, said, attribute, here)]
    # Spellings of a name have no statements: they stand where the aliases do.
    return Side(values, tuple(dict.fromkeys(quotes)) or tuple(_name_quotes(index, entity, held[0][1].value, here)))


def _name_quotes(index: SiteIndex, entity: Entity, name: str | None, here: str) -> Iterator[Quote]:
    """Yield where a name stands that is one side of a dispute about names."""
    for alias in entity.aliases:
        if alias.name == name and (source := alias_source(index, alias, here)):
            yield Quote(alias.quote or alias.name, source, href(here, entity.page, "names"), False)


def _attribute(index: SiteIndex, entity: Entity, disagreement: Disagreement, position: Position) -> Attribute:
    """Return the attribute whose value the position is, where the disagreement is about several."""
    claims = (claim for name in position.statements for claim in index.statements[name][1].claims)
    about = (c.attribute for c in claims if c.attribute in disagreement.about and c.value == position.value)
    return index.attribute(entity, next(about, disagreement.about[0]))
