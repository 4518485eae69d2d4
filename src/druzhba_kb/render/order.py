"""Order: kinds and their entities in, the same in the order in which the site shows them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from druzhba_kb.model import Claim, Entity, Kind, KnowledgeBase
from druzhba_kb.values.dates import sort_key

NUMBER = re.compile(r"\d+(?:\.\d+)?")


def leading(kb: KnowledgeBase) -> Kind | None:
    """Return the dated kind of whose entities the sources say most, one by one."""
    entities = kb.records.entities.values()
    members, said = Counter(e.kind for e in entities), Counter(e.kind for e in entities for _ in e.statements)
    dated = [kind for kind in kb.records.kinds.values() if kind.timeline and members[kind.id]]
    return max(dated, key=lambda kind: said[kind.id] / members[kind.id], default=None)


def kinds_in_order(kb: KnowledgeBase) -> tuple[Kind, ...]:
    """Return the kinds: the leading one, then the others from A to Z."""
    lead = leading(kb)
    return tuple(sorted(kb.records.kinds.values(), key=lambda kind: (kind is not lead, kind.plural.casefold())))


def in_order(kind: Kind, entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Return the kind's entities by the value of `order_by`, those without a value last, then by name."""
    members = (entity for entity in entities if entity.kind == kind.id)
    return tuple(sorted(members, key=lambda entity: (*_key(kind, entity), entity.name.casefold(), entity.id)))


def claims_on(entity: Entity, attribute: str) -> list[Claim]:
    """Return what is asserted of an attribute, preferred statements first and without rejected ones."""
    standing = sorted(
        (s for s in entity.statements if s.standing != "rejected" and not s.denies),
        key=lambda s: s.standing != "preferred",
    )
    return [claim for s in standing for claim in s.claims if claim.attribute == attribute]


def _key(kind: Kind, entity: Entity) -> tuple[bool, tuple[int, ...], float, str]:
    values = [claim.value for claim in claims_on(entity, kind.order_by or "") if claim.value]
    if not values:
        return (True, (), 0.0, "")
    if kind.attributes[kind.order_by or ""].type == "date":
        return (False, sort_key(values[0]), 0.0, "")
    number = NUMBER.search(values[0])
    return (False, (), float(number[0]) if number else 0.0, values[0].casefold())
