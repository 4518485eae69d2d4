"""Plates: spots on the earth in, one drawing of all of them out, and a closer cut where many stand close together.

Where there are more than a drawing can show one by one, those that stand close together are one circle with their number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from statistics import fmean

from druzhba_kb.render.drawing import Named, drawing
from druzhba_kb.render.labels import Box, Label, dot, length, place
from druzhba_kb.render.page_model import Link
from druzhba_kb.render.projection import Viewport, viewport

CLOSE = 26  # units between pins that touch
SURROUNDINGS = 0.5  # margin of the closer cut: what lies about the places tells where they are
EDGE = 8
CUT = "Closer cut"
MOST_PINS = 80  # that can be told apart on one drawing
MESH = 88  # units of the squares whose spots are one circle where there are more


@dataclass(frozen=True, slots=True)
class Spot:
    """A position to be drawn: where, whose, and what is to be known of it."""

    longitude: float
    latitude: float
    link: Link
    inferred: bool
    contested: bool


@dataclass(frozen=True, slots=True)
class Pin:
    """A spot on a plate, with its name where there is room for it."""

    x: int
    y: int
    spot: Spot
    text: str
    label: Label | None


@dataclass(frozen=True, slots=True)
class Cluster:
    """Spots that stand too close together to be drawn one by one: where, by number, and whether any is contested."""

    number: int
    x: int
    y: int
    spots: tuple[Spot, ...]

    @property
    def contested(self) -> bool:
        """Whether the sources differ about any of the places."""
        return any(spot.contested for spot in self.spots)

    @property
    def anchor(self) -> str:
        """Return the anchor of the list of its places."""
        return f"close-{self.number}"


@dataclass(frozen=True, slots=True)
class Cut:
    """Where the closer cut lies on the first plate, and what it holds."""

    x: int
    y: int
    width: int
    height: int
    count: int
    title: Box


@dataclass(frozen=True, slots=True)
class Plate:
    """One drawing with its pins."""

    number: int
    title: str
    width: int
    height: int
    land: str
    borders: str
    disputed: str
    names: tuple[Named, ...]
    pins: tuple[Pin, ...]
    cut: Cut | None
    clusters: tuple[Cluster, ...] = ()


def plates(spots: Sequence[Spot]) -> tuple[Plate, ...]:
    """Return a plate of all spots, and one of the most crowded of them where they stand too close to be told apart."""
    whole = viewport([(spot.longitude, spot.latitude) for spot in spots])
    if len(spots) > MOST_PINS:
        return (_clustered(whole, spots),)
    crowd = _crowd(spots, whole)
    if len(crowd) < 2:
        return (_plate(1, "All places", whole, spots, None),)
    closer = viewport([(spot.longitude, spot.latitude) for spot in crowd], SURROUNDINGS)
    if (closer.east - closer.west) * 2 > whole.east - whole.west:
        return (_plate(1, "All places", whole, spots, None),)
    inner = [spot for spot in spots if _within(spot, closer)]
    outer = [spot for spot in spots if spot not in inner]
    if not outer:
        return (_plate(1, "All places", closer, inner, None),)
    cut = _cut(whole, closer, len(inner), outer)
    return _plate(1, "All places", whole, outer, cut), _plate(2, CUT, closer, inner, None)


def _clustered(view: Viewport, spots: Sequence[Spot]) -> Plate:
    """Return a plate on which the spots of each square of a mesh are one circle, a single one its own pin."""
    squares: dict[tuple[int, int], list[Spot]] = {}
    for spot in spots:
        x, y = view.locate(spot.longitude, spot.latitude)
        squares.setdefault((int(y // MESH), int(x // MESH)), []).append(spot)
    crowds = [those for _, those in sorted(squares.items(), key=itemgetter(0)) if len(those) > 1]
    clusters = tuple(_cluster(number, those, view) for number, those in enumerate(crowds, 1))
    plate = _plate(1, "All places", view, [those[0] for those in squares.values() if len(those) == 1], None)
    return replace(plate, names=(), clusters=clusters)


def _cluster(number: int, spots: Sequence[Spot], view: Viewport) -> Cluster:
    points = [view.locate(spot.longitude, spot.latitude) for spot in spots]
    x, y = (round(fmean(along)) for along in zip(*points, strict=True))
    return Cluster(number, x, y, tuple(spots))


def _crowd(spots: Sequence[Spot], view: Viewport) -> list[Spot]:
    """Return the largest group of spots that stand close to each other, from one to the next."""
    left, largest = list(spots), list[Spot]()
    while left:
        group = [left.pop()]
        for member in group:
            near = [spot for spot in left if _near(member, spot, view)]
            group += near
            left = [spot for spot in left if spot not in near]
        largest = max(largest, group, key=len)
    return largest


def _near(one: Spot, other: Spot, view: Viewport) -> bool:
    (ax, ay), (bx, by) = (view.locate(spot.longitude, spot.latitude) for spot in (one, other))
    return (ax - bx) ** 2 + (ay - by) ** 2 < CLOSE**2


def _within(spot: Spot, view: Viewport) -> bool:
    x, y = view.locate(spot.longitude, spot.latitude)
    return 0 <= x <= view.width and 0 <= y <= view.height


def _cut(whole: Viewport, closer: Viewport, count: int, outer: Sequence[Spot]) -> Cut:
    left, top = whole.locate(closer.west, closer.north)
    wide = (closer.east - closer.west) / (whole.east - whole.west) * whole.width
    high = (closer.north - closer.south) / (whole.north - whole.south) * whole.height
    frame = Box(left, top, left + wide, top + high)
    dots = [_dot(spot, whole) for spot in outer]
    sheet = Box(0, 0, whole.width, whole.height)
    title = min(_titles(frame), key=lambda it: (not it.within(sheet), sum(it.meets(box) for box in dots)))
    return Cut(round(left), round(top), round(wide), round(high), count, title)


def _titles(frame: Box) -> Iterator[Box]:
    """Yield where the title of the cut may stand: above or below its frame, from either side, or beside it."""
    long, middle = length(CUT), (frame.top + frame.bottom) / 2 - 15
    above = [(left, top) for top in (frame.top - 34, frame.bottom + 3) for left in (frame.left, frame.right - long)]
    for left, top in [*above, (frame.left - long - 6, middle), (frame.right + 8, middle)]:
        yield Box(round(left), round(top), left + long, top + 31)


def _dot(spot: Spot, view: Viewport) -> Box:
    x, y = view.locate(spot.longitude, spot.latitude)
    return dot((x, y, ""))


def _plate(number: int, title: str, view: Viewport, spots: Sequence[Spot], cut: Cut | None) -> Plate:
    drawn, frame = drawing(view), Box(EDGE, EDGE, view.width - EDGE, view.height - EDGE)
    taken = _boxes(cut) if cut else []
    pins = _pins(view, spots, frame, taken)
    for pin in pins:
        taken += [_dot(pin.spot, view), *([pin.label.box] if pin.label else [])]
    names = tuple(_free(drawn.names, taken))
    return Plate(number, title, view.width, view.height, drawn.land, drawn.borders, drawn.disputed, names, pins, cut)


def _pins(view: Viewport, spots: Sequence[Spot], frame: Box, taken: list[Box]) -> tuple[Pin, ...]:
    points = [view.locate(spot.longitude, spot.latitude) for spot in spots]
    texts = [f"{spot.link.name} ≠" if spot.contested else spot.link.name for spot in spots]
    labels = place([(x, y, text) for (x, y), text in zip(points, texts, strict=True)], taken, frame)
    both = enumerate(zip(points, spots, texts, strict=True))
    return tuple(Pin(round(x), round(y), spot, text, labels.get(index)) for index, ((x, y), spot, text) in both)


def _boxes(cut: Cut) -> list[Box]:
    """Return the room that the frame of a cut and its title take."""
    return [Box(cut.x, cut.y, cut.x + cut.width, cut.y + cut.height), cut.title]


def _free(names: Sequence[Sequence[Named]], taken: list[Box]) -> Iterator[Named]:
    """Yield each country's name at its best place that nothing else takes."""
    taken = list(taken)
    for choices in names:
        free = next((it for it in choices if not any(it.box.meets(box) for box in taken)), None)
        if free:
            taken.append(free.box)
            yield free
