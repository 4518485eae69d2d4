"""Map: the catalogue in, plates with pins and the same in words out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
Disputes = Mapping[str, Sequence[tuple[Entity, str, str]]]  # by place: whose dispute, about what, and its anchor


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
    """What a map shows; `link` leads to its page."""

    link: str
    plates: tuple[Plate, ...]
    kinds: tuple[Placing, ...]
    stated: bool
    inferred: bool
    contested: bool
    disputed: bool
    crowded: bool


def map_view(cat: Catalogue, here: str = HERE) -> MapView | None:
    """Return the map as it is shown on the page here, or None where no position is known."""
    kinds = [kind for kind in cat.kinds if is_placed(kind) and cat.ordered[kind.id]]
    disputes = _disputes(cat)
    placings = tuple(_placing(cat, kind, here, disputes) for kind in kinds)
    positions = [position for kind in kinds for position in _positions(cat, kind)]
    if not positions:
        return None
    drawn = plates([_spot(position, here, disputes) for position in positions])
    return MapView(
        link=href(here, HERE).removesuffix("./"),
        plates=drawn,
        kinds=placings,
        stated=any(not position.inferred for position in positions),
        inferred=any(position.inferred for position in positions),
        contested=any(placed.contested for placing in placings for placed in placing.placed),
        disputed=any(plate.disputed for plate in drawn),
        crowded=any(plate.clusters for plate in drawn),
    )


def _positions(cat: Catalogue, kind: Kind) -> Iterator[Position]:
    for entity in cat.members(kind.id):
        yield from positions_of(kind, entity)


def _placing(cat: Catalogue, kind: Kind, here: str, disputes: Disputes) -> Placing:
    positions = list(_positions(cat, kind))
    known = {position.entity.id for position in positions}
    bare = (link_to(entity, here) for entity in cat.members(kind.id) if entity.id not in known)
    placed = tuple(_placed(cat, position, here, disputes) for position in positions)
    return Placing(kind.plural, len(known), len(cat.ordered[kind.id]), placed, tuple(bare))


def _placed(cat: Catalogue, position: Position, here: str, disputes: Disputes) -> Placed:
    about = disputes.get(position.entity.id, ())
    links = tuple(Link(f"{owner.name}: {what}", href(here, owner.page, to)) for owner, what, to in about)
    return Placed(
        link=link_to(position.entity, here),
        where=TYPES[position.attribute.type].show(position.value, position.attribute),
        inferred=position.inferred,
        contested=bool(links),
        disputes=links,
        notes=tuple(dict.fromkeys(s.note for s in position.statements if s.note)),
        rests=tuple(_rests(cat, position, here)),
    )


def _rests(cat: Catalogue, position: Position, here: str) -> Iterator[Rest]:
    for statement in position.statements:
        for index, evidence in enumerate(statement.evidence, 1):
            to = href(here, position.entity.page, anchor(statement, index))
            yield Rest(evidence.quote, source_of(cat, evidence, here), to)


def _disputes(cat: Catalogue) -> Disputes:
    """Return what the sources differ on about each place, or of which it is one side; how it is spelt is no matter here."""
    found: dict[str, list[tuple[Entity, str, str]]] = {}
    for about, those in cat.disagreements.items():
        owner = cat.kb.records.entities[about]
        for number, dispute in enumerate(those, 1):
            if dispute.reason not in SPELLING:
                labels = ", ".join(cat.attribute(owner, name).label for name in dispute.about)
                sides = (position.value for position in dispute.positions if position.value)
                for place in dict.fromkeys([about, *sides]):
                    found.setdefault(place, []).append((owner, labels, contest_anchor(number)))
    return found


def _spot(position: Position, here: str, disputes: Disputes) -> Spot:
    link = link_to(position.entity, here)
    return Spot(*position.point, link, position.inferred, position.entity.id in disputes)
