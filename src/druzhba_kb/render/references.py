"""References: an entity in, what it refers to and what refers to it out, each marked where the sources differ on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from druzhba_kb.model import Article, Entity
from druzhba_kb.render.site_index import SiteIndex


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference seen from one of its ends: the entity at the other end and what it is to this one."""

    label: str
    other: Entity
    contested: bool


def outgoing(cat: SiteIndex, entity: Entity) -> Iterator[Reference]:
    """Yield each reference of an entity to another."""
    for statement in entity.statements:
        for claim in () if statement.denies else statement.claims:
            attribute = cat.attribute(entity, claim.attribute)
            other = cat.kb.records.entities.get(claim.value or "") if attribute.type == "ref" else None
            if other is not None and other is not entity:
                yield Reference(attribute.label, other, _contested(cat, entity, claim.attribute, statement.id))


def incoming(cat: SiteIndex, entity: Entity) -> Iterator[Reference]:
    """Yield each reference of another entity to this one."""
    for back in cat.kb.backlinks.get(entity.id, ()):
        other = cat.kb.records.entities[back.source]
        if other is not entity:
            yield Reference(back.label, other, _contested(cat, other, back.attribute, back.statement))


def grouped(cat: SiteIndex, entity: Entity) -> dict[str, tuple[Reference, ...]]:
    """Return the references in both directions by label, each entity once under each, contested where any is."""
    found: dict[str, dict[str, Reference]] = {}
    for reference in (*outgoing(cat, entity), *incoming(cat, entity)):
        group = found.setdefault(reference.label, {})
        if reference.contested or reference.other.id not in group:
            group[reference.other.id] = reference
    return {label: tuple(group.values()) for label, group in found.items()}


def articles_on(cat: SiteIndex, entity: Entity) -> tuple[Article, ...]:
    """Return the articles that mention an entity or are quoted for it, by date."""
    quoted = {item.article for statement in entity.statements for item in statement.evidence}
    named = {mention.article for mention in cat.mentions_of.get(entity.id, ()) if mention.article}
    return cat.dated(quoted | named)


def _contested(cat: SiteIndex, entity: Entity, attribute: str, statement: str) -> bool:
    if entity.id not in cat.disagreements:
        return False
    disputed = cat.contested(entity).get(attribute, ())
    return any(statement in position.statements for one in disputed for position in one.positions)
