"""Positions: a knowledge base in, where its entities stand on the earth out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from druzhba_kb.model import Attribute, Claim, Entity, Kind, Statement
from druzhba_kb.values import TYPES, is_inferred


@dataclass(frozen=True, slots=True)
class Position:
    """One position of an entity, and the statements that it rests on."""

    entity: Entity
    attribute: Attribute
    value: str
    statements: tuple[Statement, ...]

    @property
    def point(self) -> tuple[float, float]:
        """Return longitude and latitude."""
        latitude, longitude = (float(number) for number in self.value.split(","))
        return longitude, latitude

    @property
    def inferred(self) -> bool:
        """Return whether no source gives the position."""
        return all(is_inferred(statement.inferred, self.attribute) for statement in self.statements)


def is_placed(kind: Kind) -> bool:
    """Return whether entities of a kind can have a position."""
    return any(attribute.type == "coordinates" for attribute in kind.attributes.values())


def positions_of(kind: Kind, entity: Entity) -> Iterator[Position]:
    """Yield the positions of an entity; of several that can all be true, the most exact."""
    for attribute in kind.attributes.values():
        if attribute.type == "coordinates":
            claimed = [(s, c) for s in entity.statements for c in s.claims if _counts(s, c, attribute)]
            for value in _distinct([claim.value or "" for _, claim in claimed], attribute):
                resting = (s for s, claim in claimed if TYPES["coordinates"].compatible(claim.value or "", value))
                yield Position(entity, attribute, value, tuple(resting))


def _counts(statement: Statement, claim: Claim, attribute: Attribute) -> bool:
    stands = claim.attribute == attribute.name and claim.value is not None
    return stands and not statement.denies and statement.standing != "rejected"


def _distinct(values: list[str], attribute: Attribute) -> list[str]:
    kept: list[str] = []
    for value in sorted(dict.fromkeys(values), key=len, reverse=True):
        if not any(TYPES[attribute.type].compatible(value, other) for other in kept):
            kept.append(value)
    return kept
