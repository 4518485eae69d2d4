"""Map: the catalogue in, plates with pins and the same in words out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from druzhba_kb.model import Entity, Kind
from druzhba_kb.render.contest import SPELLING, contest_anchor
from druzhba_kb.render.drawings.map_panels import Cluster, Panel, Spot, map_panels
from druzhba_kb.render.evidence import Source, anchor, source_of
from druzhba_kb.render.page_model import Link, ListPage, href, link_to, paginate
from druzhba_kb.render.positions import Position, is_placed, positions_of
from druzhba_kb.render.site_index import SiteIndex
from druzhba_kb.values import TYPES

HERE, ALONE = "map/", "alone"
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

    kind: Link
    count: int
    total: int
    placed: tuple[Placed, ...]
    unplaced: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class MapView:
    """What a map shows: `spots` with their positions, and where the list of the places of each circle stands.

    Positions of one record that would be drawn alike are one spot.
    """

    plates: tuple[Panel, ...]
    kinds: tuple[Placing, ...]
    spots: Mapping[Spot, Position]
    lists: Mapping[str, str]
    stated: bool
    inferred: bool
    contested: bool
    disputed: bool

    @property
    def clusters(self) -> tuple[Cluster, ...]:
        """Return the circles that stand for several places."""
        return tuple(cluster for plate in self.plates for cluster in plate.clusters)

    @property
    def crowded(self) -> bool:
        """Whether there are more places than can be drawn one by one."""
        return bool(self.clusters)


@dataclass(frozen=True, slots=True)
class Group:
    """Places of a crowded map that are one circle, or that stand alone: those of them that a page of the list shows.

    `begun` says whether the page before has the first of them.
    """

    anchor: str
    count: int
    begun: bool
    placed: tuple[Placed, ...]


def map_view(cat: SiteIndex, size: int, here: str = HERE) -> MapView | None:
    """Return the map as it is shown on the page here, or None where no position is known.

    Where it is crowded, the places are listed in pages of a size.
    """
    kinds = [kind for kind in cat.kinds if is_placed(kind) and cat.ordered[kind.id]]
    disputes = _disputes(cat)
    spots = {_spot(one, here, disputes): one for kind in kinds for one in _positions(cat, kind)}
    if not spots:
        return None
    drawn = map_panels(list(spots))
    listed = not any(plate.clusters for plate in drawn)
    return MapView(
        plates=drawn,
        kinds=tuple(_placing(cat, kind, here, disputes, listed) for kind in kinds),
        spots=spots,
        lists=_lists(drawn, here, size),
        stated=any(not spot.inferred for spot in spots),
        inferred=any(spot.inferred for spot in spots),
        contested=any(spot.contested for spot in spots),
        disputed=any(plate.disputed for plate in drawn),
    )


def map_lists(cat: SiteIndex, view: MapView, size: int) -> Iterator[tuple[ListPage, tuple[Group, ...]]]:
    """Yield the places of a crowded map in pages of a size: those of each circle, then those that stand alone.

    Of another map, which lists its places by kind, there is one page without groups.
    """
    disputes = _disputes(cat)
    alone = tuple(pin.spot for plate in view.plates for pin in plate.pins)
    crowds = [(cluster.anchor, cluster.spots) for cluster in view.clusters] + ([(ALONE, alone)] if view.crowded else [])
    items = [(at, anchor, spot) for anchor, spots in crowds for at, spot in enumerate(sorted(spots, key=_southward))]
    counts = {anchor: len(spots) for anchor, spots in crowds}
    for sheet in paginate(HERE, len(items), size):
        grouped = groupby(sheet.of(items), key=itemgetter(1))
        yield sheet, tuple(_group(cat, view, list(those), counts, sheet.here, disputes) for _, those in grouped)


def _group(
    cat: SiteIndex,
    view: MapView,
    those: Sequence[tuple[int, str, Spot]],
    counts: Mapping[str, int],
    here: str,
    disputes: Disputes,
) -> Group:
    at, anchor, _ = those[0]
    placed = tuple(_placed(cat, view.spots[spot], here, disputes, False) for _, _, spot in those)
    return Group(anchor, counts[anchor], at > 0, placed)


def _southward(spot: Spot) -> float:
    return -spot.latitude


def _lists(drawn: Sequence[Panel], here: str, size: int) -> Mapping[str, str]:
    """Return the address of the list of each circle's places, by its anchor."""
    found, before = dict[str, str](), 0
    for cluster in (cluster for plate in drawn for cluster in plate.clusters):
        there = ListPage(HERE, before // size + 1, size, 0).here
        found[cluster.anchor] = href(here, there, cluster.anchor)
        before += len(cluster.spots)
    return found


def _positions(cat: SiteIndex, kind: Kind) -> Iterator[Position]:
    for entity in cat.members(kind.id):
        yield from positions_of(kind, entity)


def _placing(cat: SiteIndex, kind: Kind, here: str, disputes: Disputes, listed: bool) -> Placing:
    """Return what is placed of a kind; `listed` says whether one by one."""
    positions = list(_positions(cat, kind))
    known = {position.entity.id for position in positions}
    bare = (link_to(entity, here) for entity in cat.members(kind.id) if listed and entity.id not in known)
    placed = tuple(_placed(cat, position, here, disputes, True) for position in positions if listed)
    link = Link(kind.plural, href(here, f"{kind.id}/"))
    return Placing(link, len(known), len(cat.ordered[kind.id]), placed, tuple(bare))


def _placed(cat: SiteIndex, position: Position, here: str, disputes: Disputes, rested: bool) -> Placed:
    """Return a position in words; `rested` says whether with what it rests on."""
    about = disputes.get(position.entity.id, ())
    links = tuple(Link(f"{owner.name}: {what}", href(here, owner.page, to)) for owner, what, to in about)
    return Placed(
        link=link_to(position.entity, here),
        where=TYPES[position.attribute.type].show(position.value, position.attribute),
        inferred=position.inferred,
        contested=bool(links),
        disputes=links,
        notes=tuple(dict.fromkeys(s.note for s in position.statements if s.note and rested)),
        rests=tuple(_rests(cat, position, here)) if rested else (),
    )


def _rests(cat: SiteIndex, position: Position, here: str) -> Iterator[Rest]:
    for statement in position.statements:
        for index, evidence in enumerate(statement.evidence, 1):
            to = href(here, position.entity.page, anchor(statement, index))
            yield Rest(evidence.quote, source_of(cat, evidence, here), to)


def _disputes(cat: SiteIndex) -> Disputes:
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
