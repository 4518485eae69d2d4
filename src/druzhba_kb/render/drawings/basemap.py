"""Basemap: places in, the part of the world that shows them with its land, borders and names of countries out.

It is drawn here, of outlines that the package holds, so that a page needs no server of maps and tells none who reads
it. Longitude and latitude go in equal steps, so that a coordinate can be read off; nothing is drawn that no reader
would see. What is disputed between countries is drawn as disputed: the map never takes a side.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate, pairwise
from math import cos, radians

from babel import Locale

from druzhba_kb.locales import spoken

Point = tuple[float, float]
Polyline = Sequence[Point]
Side = tuple[int, float, int]

WIDTH = 880
MARGIN = 0.14  # on each side, as a share of how far the places lie apart
SMALLEST = 3.0  # degrees of latitude that a panel shows at least
SHAPE = 0.66  # height to width
POLE = 93.0  # a little beyond, so that a pin on it is whole
GRAIN = 1.3  # units: bends that are smaller are not drawn; about two units make a pixel
SPECK = 9.0  # square units: islands that are smaller are not drawn
EDGE = 6  # beyond the frame, so that the cut edges of the land are not seen
TURNS = (-360.0, 0.0, 360.0)  # the same land may be seen at both edges of a map across the date line
NAME_SIZE = 24
MOST_NAMES = 14  # of the countries of which most is seen
WIDEST_NAMED = 90  # degrees: on a map of the world one country or two were named, by chance of room
STEP = 40  # units between the places that are tried for a name
CORNERS = 90  # of a coast that are looked at to place a name: all would be slow
BROAD = "mwMWжмфшщыюЖМФШЩЫЮ"
THIN, SMALL, LARGE, FULL = 0.36, 0.6, 0.76, 1.0  # shares of the size that letters are wide


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the drawing."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Return whether two boxes overlap."""
        apart = self.right <= other.left or other.right <= self.left
        return not (apart or self.bottom <= other.top or other.bottom <= self.top)

    def within(self, other: Box) -> bool:
        """Return whether the box lies in another."""
        across = other.left <= self.left and self.right <= other.right
        return across and other.top <= self.top and self.bottom <= other.bottom


def text_width(text: str, size: float) -> float:
    """Return about how wide a text is; which font a reader has is not known."""
    return size * sum(_letter_width(char) for char in text)


def _letter_width(char: str) -> float:
    if unicodedata.east_asian_width(char) in "WF":
        return FULL
    if char in BROAD:
        return (LARGE + FULL) / 2
    return THIN if char in "fijlrtI .,:;'’|!()-" else LARGE if char.isupper() else SMALL


@dataclass(frozen=True, slots=True)
class Viewport:
    """A part of the world and the size of its drawing; `east` may be beyond 180."""

    west: float
    south: float
    east: float
    north: float
    width: int
    height: int

    def project(self, longitude: float, latitude: float) -> Point:
        """Return where a place stands on the drawing."""
        x = (longitude - self.west) / (self.east - self.west) * self.width
        y = (self.north - latitude) / (self.north - self.south) * self.height
        return x, y

    def locate(self, longitude: float, latitude: float) -> Point:
        """Return where a place within the viewport stands, whichever turn of the globe its longitude is on."""
        return self.project(self.west + (longitude - self.west) % 360, latitude)


def viewport(places: Sequence[Point], margin: float = MARGIN) -> Viewport:
    """Return the part of the world with all places, longitude before latitude, and a margin."""
    west, east = _across([longitude for longitude, _ in places])
    south, north = min(latitude for _, latitude in places), max(latitude for _, latitude in places)
    # A degree of longitude is shorter by this towards the poles; there it is still more than nothing.
    shrink = max(cos(radians((south + north) / 2)), 0.1)
    wide, high = _shape((east - west) * shrink, north - south, 360 * shrink, 1 + 2 * margin)
    middle = (west + east) / 2
    top = min(POLE, max((south + north) / 2 + high / 2, high - POLE))
    half = wide / shrink / 2
    return Viewport(middle - half, top - high, middle + half, top, WIDTH, round(WIDTH * high / wide))


def _across(longitudes: Iterable[float]) -> tuple[float, float]:
    """Return the shortest stretch round the globe that holds all longitudes: it leaves out the widest gap.

    Between Auckland and Honolulu that is the Pacific, over the date line, and not all the rest of the world.
    """
    around = sorted({longitude % 360 for longitude in longitudes})
    gaps = [(after - before, after) for before, after in zip(around, [*around[1:], around[0] + 360], strict=True)]
    gap, start = max(gaps)
    west = (start + 180) % 360 - 180
    return west, west + 360 - gap


def _shape(wide: float, high: float, widest: float, room: float) -> tuple[float, float]:
    """Return the width and height of a panel in degrees of latitude, with its margin and in readable proportion."""
    wide, high = max(wide * room, SMALLEST), max(high * room, SMALLEST)
    wide = min(max(wide, high / SHAPE), widest)
    return wide, min(wide * SHAPE, 2 * POLE)


@dataclass(frozen=True, slots=True)
class Country:
    """A country as the data has it: its name, its code and its rings, longitude before latitude."""

    name: str
    code: str
    rings: tuple[Polyline, ...]


@dataclass(frozen=True, slots=True)
class Outlines:
    """The countries, and the lines on land between two of them."""

    countries: tuple[Country, ...]
    borders: tuple[Polyline, ...]
    disputed: tuple[Polyline, ...]


@cache
def outlines() -> Outlines:
    """Return the outlines of the world, from public-domain data; tools/outlines.py makes their file."""
    data = json.loads(files(__package__).joinpath("outlines.json").read_text(encoding="utf-8"))
    arcs = [_decoded(steps, data["scale"]) for steps in data["arcs"]]
    countries = (
        Country(name, code, tuple(_ring(ring, arcs) for ring in rings)) for name, code, rings in data["countries"]
    )
    borders, disputed = (tuple(arcs[index] for index in data[key]) for key in ("borders", "disputed"))
    return Outlines(tuple(countries), borders, disputed)


def _decoded(steps: list[int], scale: int) -> Polyline:
    xs, ys = accumulate(steps[::2]), accumulate(steps[1::2])
    return tuple((x / scale, y / scale) for x, y in zip(xs, ys, strict=True))


def _ring(indices: list[int], arcs: list[Polyline]) -> Polyline:
    """Return the arcs of a ring end to end; a negative index is an arc read backwards."""
    points: list[Point] = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        # An arc that goes on beyond the date line has its longitudes counted from the other side.
        turn = 360 * round((points[-1][0] - arc[0][0]) / 360) if points else 0
        points += [(x + turn, y) for x, y in arc[bool(points) :]]
    if abs(points[0][0] - points[-1][0]) >= 180:
        # Antarctica goes once round the globe and closes over the pole.
        pole = 90.0 if points[0][1] > 0 else -90.0
        points += [(points[-1][0], pole), (points[0][0], pole)]
    return tuple(points)


def clip_ring(ring: Polyline, frame: Box) -> list[Point]:
    """Return what of a ring stands in a frame (Sutherland and Hodgman)."""
    points = list(ring)
    for side in _sides(frame):
        if not all(_is_inside(point, side) for point in points):
            points = list(_clipped(points, side))
    return points


def clip_line(line: Polyline, frame: Box) -> Iterator[list[Point]]:
    """Yield the stretches of a line that stand in a frame."""
    current: list[Point] = []
    for start, end in pairwise(line):
        part = _segment(start, end, frame)
        if current and (part is None or part[0] != current[-1]):
            yield current
            current = []
        if part is not None:
            current = [*current, part[1]] if current else [*part]
    if current:
        yield current


def _sides(frame: Box) -> tuple[Side, ...]:
    return (0, frame.left, 1), (0, frame.right, -1), (1, frame.top, 1), (1, frame.bottom, -1)


def _is_inside(point: Point, side: Side) -> bool:
    axis, limit, sign = side
    return (point[axis] - limit) * sign >= 0


def _clipped(points: Polyline, side: Side) -> Iterator[Point]:
    """Yield the corners of a ring on the inner side of one edge of the frame."""
    for before, here in zip([*points[-1:], *points[:-1]], points, strict=True):
        if _is_inside(before, side) != _is_inside(here, side):
            yield _meeting(before, here, side)
        if _is_inside(here, side):
            yield here


def _meeting(one: Point, other: Point, side: Side) -> Point:
    axis, limit, _ = side
    share = (limit - one[axis]) / (other[axis] - one[axis])
    return one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])


def _segment(start: Point, end: Point, frame: Box) -> tuple[Point, Point] | None:
    for side in _sides(frame):
        starts, ends = _is_inside(start, side), _is_inside(end, side)
        if not starts and not ends:
            return None
        if not starts:
            start = _meeting(start, end, side)
        elif not ends:
            end = _meeting(start, end, side)
    return start, end


def simplified(line: Polyline, tolerance: float) -> list[Point]:
    """Return a line without the bends that are smaller than the tolerance (Douglas and Peucker)."""
    line = _thinned(line, tolerance / 4)
    kept, spans = {0, len(line) - 1}, [(0, len(line) - 1)]
    while spans:
        start, end = spans.pop()
        worst, far = _farthest(line, start, end)
        if far > tolerance * tolerance:
            kept.add(worst)
            spans += [(start, worst), (worst, end)]
    return [line[index] for index in sorted(kept)]


def _thinned(line: Polyline, step: float) -> Polyline:
    """Return a line without the points that are all but the one before: coasts have many for each that is seen."""
    kept = [line[0]]
    for x, y in line[1:-1]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= step:
            kept.append((x, y))
    return [*kept, line[-1]] if len(line) > 1 else kept


def _farthest(line: Polyline, start: int, end: int) -> tuple[int, float]:
    """Return the point of a stretch that is farthest from its chord, and the square of how far."""
    (ax, ay), (bx, by) = line[start], line[end]
    dx, dy = bx - ax, by - ay
    long = dx * dx + dy * dy or 1.0  # the ends of a ring are one point, and its chord has no length
    worst, far = start, 0.0
    for index in range(start + 1, end):
        x, y = line[index][0] - ax, line[index][1] - ay
        share = min(1.0, max(0.0, (x * dx + y * dy) / long))
        away = (x - share * dx) ** 2 + (y - share * dy) ** 2
        if away > far:
            worst, far = index, away
    return worst, far


def path(lines: Iterable[Polyline], closed: bool) -> str:
    """Return the data of an SVG path in whole units."""
    return "".join(_subpath(line, closed) for line in lines)


def _subpath(line: Polyline, closed: bool) -> str:
    whole = [(round(x), round(y)) for x, y in line]
    points = [here for here, before in zip(whole, [None, *whole[:-1]], strict=True) if here != before]
    if len(points) < (3 if closed else 2):
        return ""
    steps = (f"{b[0] - a[0]},{b[1] - a[1]}" for a, b in pairwise(points))
    return f"M{points[0][0]},{points[0][1]}l{' '.join(steps)}{'z' if closed else ''}"


@dataclass(frozen=True, slots=True)
class CountryName:
    """The name of a country, the middle of its line and the room it takes."""

    name: str
    x: int
    y: int
    box: Box


@dataclass(frozen=True, slots=True)
class Basemap:
    """What is drawn under the pins, as the data of SVG paths, and where names of countries would fit."""

    land: str
    borders: str
    disputed: str
    names: tuple[tuple[CountryName, ...], ...]


def basemap(view: Viewport) -> Basemap:
    """Return the drawing of a part of the world, with names in the language that is spoken."""
    return _drawn(view, spoken().locale)


@lru_cache(maxsize=16)
def _drawn(view: Viewport, locale: Locale) -> Basemap:
    data = outlines()
    frame = Box(-EDGE, -EDGE, view.width + EDGE, view.height + EDGE)
    # in English the short names of the data, else those of the Unicode CLDR, where it has one
    names: Mapping[str, str] = {} if locale.language == "en" else locale.territories
    shapes = [(names.get(one.code, one.name), _land(one, view, frame)) for one in data.countries]
    coasts = (simplified(ring, GRAIN) for _, rings in shapes for ring in rings if _area(ring) > SPECK)
    borders, disputed = (_lines(lines, view, frame) for lines in (data.borders, data.disputed))
    named = view.east - view.west <= WIDEST_NAMED
    return Basemap(path(coasts, True), borders, disputed, tuple(_names(shapes, view)) if named else ())


def _land(country: Country, view: Viewport, frame: Box) -> list[list[Point]]:
    return [ring for ring in (clip_ring(r, frame) for r in _turned(country.rings, view)) if len(ring) > 2]


def _lines(lines: Sequence[Polyline], view: Viewport, frame: Box) -> str:
    parts = (part for line in _turned(lines, view) for part in clip_line(line, frame))
    return path((simplified(part, GRAIN) for part in parts), False)


def _turned(lines: Sequence[Polyline], view: Viewport) -> Iterator[list[Point]]:
    """Yield the lines on the drawing that may stand in the frame, on each turn of the globe."""
    for line in lines:
        west, east = min(x for x, _ in line), max(x for x, _ in line)
        turns = [turn for turn in TURNS if west + turn <= view.east and east + turn >= view.west]
        if turns and any(y >= view.south for _, y in line) and any(y <= view.north for _, y in line):
            yield from ([view.project(x + turn, y) for x, y in line] for turn in turns)


def _names(shapes: Iterable[tuple[str, list[list[Point]]]], view: Viewport) -> Iterator[tuple[CountryName, ...]]:
    """Yield the places for the names of the countries of which most is seen, largest first."""
    largest = [(max(rings, key=_area), name) for name, rings in shapes if rings]
    for ring, name in sorted(largest, key=lambda pair: -_area(pair[0]))[:MOST_NAMES]:
        if fitting := tuple(_fitting(ring, name, Box(6, 6, view.width - 6, view.height - 6))):
            yield fitting


def _fitting(ring: list[Point], name: str, frame: Box) -> list[CountryName]:
    """Return where a name stands wholly within a ring, the places farthest from its shore first."""
    ring = ring[:: max(1, len(ring) // CORNERS)]
    half = text_width(name, NAME_SIZE) / 2
    spots = ((x, y) for y in _steps(ring, 1) for x in _steps(ring, 0))
    names = (CountryName(name, x, y, Box(x - half, y - NAME_SIZE, x + half, y + NAME_SIZE * 0.25)) for x, y in spots)
    inside = [one for one in names if one.box.within(frame) and _holds(ring, one.box)]
    return sorted(inside, key=lambda it: -min((x - it.x) ** 2 + (y - it.y) ** 2 for x, y in ring))


def _steps(ring: Polyline, axis: int) -> range:
    values = [point[axis] for point in ring]
    return range(round(min(values)) + STEP // 2, round(max(values)), STEP)


def _holds(ring: Polyline, box: Box) -> bool:
    middle = (box.left + box.right) / 2
    return all(_contains(ring, x, y) for x in (middle, box.left, box.right) for y in (box.top, box.bottom))


def _contains(ring: Polyline, x: float, y: float) -> bool:
    """Return whether a point stands in a ring: a ray from it crosses the ring an odd number of times."""
    crossings = 0
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            crossings += 1
    return crossings % 2 == 1


def _area(ring: Polyline) -> float:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)) / 2
