"""Map: the catalogue in, plates with pins and the same in words out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from druzhba_kb.model import Entity, Kind
from druzhba_kb.render.catalogue import Catalogue
from druzhba_kb.render.contest import SPELLING, contest_anchor
from druzhba_kb.render.evidence import Source, anchor, source_of
from druzhba_kb.render.page import Link, href, link_to
from druzhba_kb.render.plates import Plate, Spot, plates
from druzhba_kb.render.positions import Position, is_placed, positions_of
from druzhba_kb.values import TYPES

HERE = "map/"


@dataclass(frozen=True, slots=True)
class Rest:
    """A quotation on which a position rests, and its place in the evidence."""

    quote: str
    source: Source
    evidence: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A position in words: whose it is, where, how sure, and what the sources differ on about the place."""

    link: Link
    where: str
    inferred: bool
    contested: bool
    disputes: tuple[Link, ...]
    notes: tuple[str, ...]
    rests: tuple[Rest, ...]


@dataclass(frozen=True, slots=True)
class Placing:
    """The entities of a kind that are on the map, and those that are not."""

    label: str
    count: int
    total: int
    placed: tuple[Placed, ...]
    unplaced: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class MapView:
    """What a map shows."""

    plates: tuple[Plate, ...]
    kinds: tuple[Placing, ...]
    stated: bool
    inferred: bool
    contested: bool
    disputed: bool


def map_view(cat: Catalogue, here: str = HERE) -> MapView | None:
    """Return the map as it is shown on the page here, or None where no position is known."""
    kinds = [kind for kind in cat.kinds if is_placed(kind) and cat.ordered[kind.id]]
    placings = tuple(_placing(cat, kind, here) for kind in kinds)
    positions = [position for kind in kinds for position in _positions(cat, kind)]
    if not positions:
        return None
    drawn = plates([_spot(cat, position, here) for position in positions])
    return MapView(
        plates=drawn,
        kinds=placings,
        stated=any(not position.inferred for position in positions),
        inferred=any(position.inferred for position in positions),
        contested=any(placed.contested for placing in placings for placed in placing.placed),
        disputed=any(plate.disputed for plate in drawn),
    )


def _positions(cat: Catalogue, kind: Kind) -> Iterator[Position]:
    for entity in cat.members(kind.id):
        yield from positions_of(kind, entity)


def _placing(cat: Catalogue, kind: Kind, here: str) -> Placing:
    positions = list(_positions(cat, kind))
    known = {position.entity.id for position in positions}
    bare = (link_to(entity, here) for entity in cat.members(kind.id) if entity.id not in known)
    placed = tuple(_placed(cat, position, here) for position in positions)
    return Placing(kind.plural, len(known), len(cat.ordered[kind.id]), placed, tuple(bare))


def _placed(cat: Catalogue, position: Position, here: str) -> Placed:
    disputes = tuple(_disputes(cat, position.entity, here))
    return Placed(
        link=link_to(position.entity, here),
        where=TYPES[position.attribute.type].show(position.value, position.attribute),
        inferred=position.inferred,
        contested=bool(disputes),
        disputes=disputes,
        notes=tuple(dict.fromkeys(s.note for s in position.statements if s.note)),
        rests=tuple(_rests(cat, position, here)),
    )


def _rests(cat: Catalogue, position: Position, here: str) -> Iterator[Rest]:
    for statement in position.statements:
        for index, evidence in enumerate(statement.evidence, 1):
            to = href(here, position.entity.page, anchor(statement, index))
            yield Rest(evidence.quote, source_of(cat, evidence, here), to)


def _disputes(cat: Catalogue, entity: Entity, here: str) -> Iterator[Link]:
    """Yield what the sources differ on about a place, or of which it is one side; how it is spelt is no matter here."""
    for about, those in cat.disagreements.items():
        owner = cat.kb.records.entities[about]
        for number, dispute in enumerate(those, 1):
            side = any(position.value == entity.id for position in dispute.positions)
            if (owner is entity or side) and dispute.reason not in SPELLING:
                labels = ", ".join(cat.attribute(owner, name).label for name in dispute.about)
                yield Link(f"{owner.name}: {labels}", href(here, owner.page, contest_anchor(number)))


def _spot(cat: Catalogue, position: Position, here: str) -> Spot:
    contested = any(_disputes(cat, position.entity, here))
    link = link_to(position.entity, here)
    return Spot(*position.point, link, position.inferred, contested)
