"""Map page: the site index in, panels with pins, and the same in words, out; the home page shows the panels too.

Of several positions that can all be true the most exact is drawn; of those that cannot, all, each marked as contested.
What is denied or rejected is not on the map, and what has no position is listed as such and never placed by a guess. A pin
has the years of the leading kind's records that name its place, so that the map says what happened where, and when.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from druzhba_kb.locales import formats, gettext
from druzhba_kb.model import Attribute, Entity, Kind, Statement
from druzhba_kb.render.drawings.map_panels import Cluster, Panel, Spot, map_panels
from druzhba_kb.render.exports.table import Row, yes_or_no
from druzhba_kb.render.page_model import Link, ListPage, href, link_to, paginate
from druzhba_kb.render.site_index import SiteIndex, cited_claims, coordinates, kind_link, stated_claims
from druzhba_kb.render.views.attributions import Voices, voices_of
from druzhba_kb.render.views.disputes_page import dispute_anchor
from druzhba_kb.render.views.evidence import Quote, anchor_of, quotes_of
from druzhba_kb.render.views.index_pages import years_of
from druzhba_kb.render.views.reference_pages import CitedEntry, entries_of
from druzhba_kb.values import TYPES, is_inferred

HERE, ALONE = "map/", "alone"  # the second is named by the template


@dataclass(frozen=True, slots=True)
class _Mention:
    """What a place is to a record, or in what they differ on about it: whose that is, what, and at which address."""

    record: Entity
    what: str
    page: str
    anchor: str
    years: Sequence[str] = ()

    def link(self, here: str) -> Link:
        name = gettext("{record}: {what}").format(record=self.record.name, what=self.what)
        return Link(name, href(here, self.page, self.anchor))


@dataclass(frozen=True, slots=True)
class _About:
    """What is to be known of places beside where they are, by their ids: `roles` are those in the leading kind's records."""

    disputes: Mapping[str, Sequence[_Mention]]
    roles: Mapping[str, Sequence[_Mention]]

    def years(self, place: str) -> tuple[str, ...]:
        """Return the years in which a record of the leading kind names a place."""
        return tuple(sorted({year for role in self.roles.get(place, ()) for year in role.years}))


@dataclass(frozen=True, slots=True)
class GeoPosition:
    """One position of an entity, the statements that it rests on, and whether neither a source nor a reference gives it."""

    entity: Entity
    attribute: Attribute
    value: str
    statements: tuple[Statement, ...]
    inferred: bool

    @property
    def point(self) -> tuple[float, float]:
        """Return longitude and latitude."""
        latitude, longitude = (float(number) for number in self.value.split(","))
        return longitude, latitude


@dataclass(frozen=True, slots=True)
class PlacedEntity:
    """A position in words: whose it is, where, how sure, and what the sources differ on about the place.

    `years` are those of the records of the leading kind that name it, `roles` as what they do, with the evidence.
    """

    link: Link
    years: tuple[str, ...]
    roles: tuple[Link, ...]
    where: str
    inferred: bool
    contested: bool
    disputes: tuple[Link, ...]
    notes: tuple[str, ...]
    voices: Voices
    rests: tuple[Quote, ...]
    entries: tuple[CitedEntry, ...]


@dataclass(frozen=True, slots=True)
class KindOnMap:
    """The entities of a kind that are on the map, and those that are not."""

    kind: Link
    count: int
    total: int
    placed: tuple[PlacedEntity, ...]
    unplaced: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class MapView:
    """What a map shows: `spots` with their positions, and where the list of the places of each circle stands.

    Positions of one record that would be drawn alike are one spot. `missing` are the places without a position that a record
    of the leading kind, which is `lead`, names, with its year; `years` are all years of pins.
    """

    plates: tuple[Panel, ...]
    kinds: tuple[KindOnMap, ...]
    spots: Mapping[Spot, GeoPosition]
    lists: Mapping[str, str]
    missing: tuple[Link, ...]
    years: tuple[str, ...]
    lead: str
    stated: bool
    inferred: bool
    contested: bool
    disputed: bool

    @property
    def clusters(self) -> tuple[Cluster, ...]:
        """Return the circles that stand for several places."""
        return tuple(cluster for panel in self.plates for cluster in panel.clusters)

    @property
    def crowded(self) -> bool:
        """Whether there are more places than can be drawn one by one."""
        return bool(self.clusters)


@dataclass(frozen=True, slots=True)
class PlaceGroup:
    """Places of a crowded map that are one circle, or that stand alone: those of them that a page of the list shows.

    `begun` says whether the page before has the first of them.
    """

    anchor: str
    count: int
    begun: bool
    placed: tuple[PlacedEntity, ...]


def map_view(index: SiteIndex, size: int, here: str = HERE) -> MapView | None:
    """Return the map as it is shown on the page here, or None where no position is known.

    Where it is crowded, the places are listed in pages of a size.
    """
    kinds = [kind for kind in index.kinds if coordinates(kind) and index.ordered[kind.id]]
    about = _about(index)
    positions = {kind.id: list(_positions(index, kind)) for kind in kinds}
    spots = {_spot(one, here, about): one for those in positions.values() for one in those}
    if not spots:
        return None
    panels = map_panels(list(spots))
    listed = not any(panel.clusters for panel in panels)
    placed = {position.entity.id for position in spots.values()}
    bare = [entity for kind in kinds for entity in index.members(kind.id) if entity.id not in placed]
    return MapView(
        plates=panels,
        kinds=tuple(_kind_on_map(index, kind, positions[kind.id], here, about, listed) for kind in kinds),
        spots=spots,
        lists=_lists(panels, here, size),
        # the places that a record of the leading kind names and that have no position
        missing=tuple(_unplaced(one, here, about) for one in bare if one.id in about.roles),
        lead=index.lead.plural if index.lead else "",
        years=tuple(sorted({year for spot in spots for year in spot.years})),
        stated=any(not spot.inferred for spot in spots),
        inferred=any(spot.inferred for spot in spots),
        contested=any(spot.contested for spot in spots),
        disputed=any(panel.disputed for panel in panels),
    )


def place_rows(view: MapView) -> Iterator[Row]:
    """Yield a row for each position of a map, latitude and longitude apart."""
    for spot, position in sorted(view.spots.items(), key=lambda one: (one[0].link.name, one[1].value)):
        yield {
            "place": spot.link.name,
            "id": position.entity.id,
            "latitude": spot.latitude,
            "longitude": spot.longitude,
            "inferred": yes_or_no(spot.inferred),
            "contested": yes_or_no(spot.contested),
            "years": "; ".join(spot.years),
            "page": position.entity.page,
        }


def is_mapped(index: SiteIndex) -> bool:
    """Return whether there is a map: whether any position is known."""
    return any(True for kind in index.kinds for _ in _positions(index, kind))


def map_lists(index: SiteIndex, view: MapView, size: int) -> Iterator[tuple[ListPage, tuple[PlaceGroup, ...]]]:
    """Yield the places of a crowded map in pages of a size: those of each circle, then those that stand alone.

    A crowded map once listed every place twice and every record without a position, 73 kB compressed at 5,000 pages. Of
    another map, which lists its places by kind, there is one page without groups.
    """
    about = _about(index)
    alone = tuple(pin.spot for panel in view.plates for pin in panel.pins)
    crowds = [(cluster.anchor, cluster.spots) for cluster in view.clusters] + ([(ALONE, alone)] if view.crowded else [])
    items = [
        (at, anchor, spot)
        for anchor, spots in crowds
        for at, spot in enumerate(sorted(spots, key=lambda spot: -spot.latitude))
    ]
    counts = {anchor: len(spots) for anchor, spots in crowds}
    for sheet in paginate(HERE, len(items), size):
        groups = []
        for anchor, those in groupby(sheet.of(items), key=itemgetter(1)):
            shown = list(those)
            placed = (_placed(index, view.spots[spot], sheet.here, about, False) for _, _, spot in shown)
            groups.append(PlaceGroup(anchor, counts[anchor], shown[0][0] > 0, tuple(placed)))
        yield sheet, tuple(groups)


def _lists(panels: Sequence[Panel], here: str, size: int) -> Mapping[str, str]:
    """Return the address of the list of each circle's places, by its anchor."""
    found, before = dict[str, str](), 0
    for cluster in (cluster for panel in panels for cluster in panel.clusters):
        there = ListPage(HERE, before // size + 1, size, 0).here
        found[cluster.anchor] = href(here, there, cluster.anchor)
        before += len(cluster.spots)
    return found


def _positions(index: SiteIndex, kind: Kind) -> Iterator[GeoPosition]:
    """Yield the positions of a kind's entities; of several that can all be true, the most exact."""
    for entity in index.members(kind.id):
        for attribute in coordinates(kind):
            stated = [(s, claim) for s, claim in stated_claims(entity, attribute.name) if not s.denies]
            every = (*stated, *cited_claims(entity, attribute.name))
            claimed = [(s, claim.value) for s, claim in every if claim.value]
            for value in _distinct([value for _, value in claimed]):
                resting = tuple(s for s, claim in claimed if TYPES["coordinates"].compatible(claim, value))
                there = index.stated_as(attribute)
                inferred = all(not s.citations and is_inferred(s.inferred_everywhere, there) for s in resting)
                yield GeoPosition(entity, attribute, value, resting, inferred)


def _distinct(values: list[str]) -> list[str]:
    kept: list[str] = []
    for value in sorted(dict.fromkeys(values), key=len, reverse=True):
        if not any(TYPES["coordinates"].compatible(value, other) for other in kept):
            kept.append(value)
    return kept


def _kind_on_map(
    index: SiteIndex, kind: Kind, positions: Sequence[GeoPosition], here: str, about: _About, listed: bool
) -> KindOnMap:
    """Return what is placed of a kind; `listed` says whether one by one."""
    known = {position.entity.id for position in positions}
    bare = (_unplaced(entity, here, about) for entity in index.members(kind.id) if listed and entity.id not in known)
    placed = tuple(_placed(index, position, here, about, True) for position in positions if listed)
    return KindOnMap(kind_link(kind, here), len(known), len(index.ordered[kind.id]), placed, tuple(bare))


def _placed(index: SiteIndex, position: GeoPosition, here: str, about: _About, rested: bool) -> PlacedEntity:
    """Return a position in words; `rested` says whether with what it rests on."""
    entity, attribute, resting = position.entity, position.attribute, position.statements if rested else ()
    disputes = tuple(one.link(here) for one in about.disputes.get(entity.id, ()))
    notes = (note for s in resting for note in (*(one.note for one in s.evidence), s.note) if note)
    return PlacedEntity(
        link=link_to(entity, here),
        years=about.years(entity.id),
        roles=tuple(one.link(here) for one in about.roles.get(entity.id, ())),
        where=TYPES[attribute.type].show(position.value, attribute),
        inferred=position.inferred,
        contested=bool(disputes),
        disputes=disputes,
        notes=tuple(dict.fromkeys(notes)),
        voices=voices_of(index, [item for s in position.statements for item in s.evidence], here),
        rests=tuple(quote for s in resting for quote in quotes_of(index, s, attribute, here)),
        entries=tuple(entry for s in position.statements for entry in entries_of(index, s, here)),
    )


def _disputes(index: SiteIndex) -> Mapping[str, Sequence[_Mention]]:
    """Return what the sources differ on about each place, or of which it is one side, as far as it is about a fact."""
    found: dict[str, list[_Mention]] = defaultdict(list)
    for about, those in index.disagreements.items():
        owner = index.heads[about]
        for dispute in those:
            if dispute.type == "fact":
                sides = (position.value for position in dispute.positions if position.value)
                mention = _Mention(owner, index.subject(owner, dispute), owner.page, dispute_anchor(dispute))
                for place in dict.fromkeys([about, *sides]):
                    found[place].append(mention)
    return found


def _about(index: SiteIndex) -> _About:
    return _About(_disputes(index), _roles(index))


def _roles(index: SiteIndex) -> Mapping[str, Sequence[_Mention]]:
    """Return by place the records of the leading kind that name it, once for each attribute in which they do."""
    found: dict[str, dict[tuple[str, str], _Mention]] = defaultdict(dict)
    lead = index.lead
    references = [one for one in lead.attributes.values() if one.type == "ref"] if lead else []
    for entity in index.members(lead.id) if lead else ():
        for attribute in references:
            for statement, claim in stated_claims(entity, attribute.name):
                if claim.value and not statement.denies:
                    page, anchor = index.home(statement).page, anchor_of(statement.id, 1)
                    role = _Mention(entity, attribute.label, page, anchor, years_of(index, entity))
                    found[claim.value].setdefault((entity.id, attribute.name), role)
    return {place: tuple(roles.values()) for place, roles in found.items()}


def _unplaced(entity: Entity, here: str, about: _About) -> Link:
    return link_to(entity, here, formats.commas(about.years(entity.id)))


def _spot(position: GeoPosition, here: str, about: _About) -> Spot:
    entity = position.entity
    return Spot(
        *position.point, link_to(entity, here), position.inferred, entity.id in about.disputes, about.years(entity.id)
    )
