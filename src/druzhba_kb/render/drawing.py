"""Drawing: a viewport in, the land, the borders and the names of countries in it out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from druzhba_kb.render.clipping import Frame, Point, clip_line, clip_ring, path, simplified
from druzhba_kb.render.labels import Box, length
from druzhba_kb.render.outlines import Country, outlines
from druzhba_kb.render.projection import Viewport

GRAIN = 1.3  # units: bends that are smaller are not drawn; about two units make a pixel
SPECK = 9.0  # square units: islands that are smaller are not drawn
EDGE = 6  # beyond the frame, so that the cut edges of the land are not seen
TURNS = (-360.0, 0.0, 360.0)
NAME_SIZE = 24
MOST_NAMES = 14
WIDEST_NAMED = 90  # degrees: on a wider plate one country or two would be named by chance of room
STEP = 40
CORNERS = 90


@dataclass(frozen=True, slots=True)
class Named:
    """The name of a country, the middle of its line and the room it takes."""

    name: str
    x: int
    y: int
    box: Box


@dataclass(frozen=True, slots=True)
class Drawing:
    """What stands under the pins, as the data of SVG paths, and where names of countries would fit."""

    land: str
    borders: str
    disputed: str
    names: tuple[tuple[Named, ...], ...]


@lru_cache(maxsize=16)
def drawing(view: Viewport) -> Drawing:
    """Return the drawing of a part of the world."""
    data = outlines()
    named = view.east - view.west <= WIDEST_NAMED
    frame = (-EDGE, -EDGE, view.width + EDGE, view.height + EDGE)
    shapes = [(country, _land(country, view, frame)) for country in data.countries]
    rings = [ring for _, found in shapes for ring in found]
    borders, disputed = (_lines(lines, view, frame) for lines in (data.borders, data.disputed))
    land = path((simplified(ring, GRAIN) for ring in rings if _area(ring) > SPECK), True)
    return Drawing(land, _path(borders), _path(disputed), tuple(_names(shapes, view)) if named else ())


def _path(lines: Iterable[Sequence[Point]]) -> str:
    return path((simplified(line, GRAIN) for line in lines), False)


def _land(country: Country, view: Viewport, frame: Frame) -> list[list[Point]]:
    return [ring for ring in (clip_ring(r, frame) for r in _turned(country.rings, view)) if len(ring) > 2]


def _lines(lines: Sequence[Sequence[Point]], view: Viewport, frame: Frame) -> list[list[Point]]:
    return [part for line in _turned(lines, view) for part in clip_line(line, frame)]


def _turned(lines: Sequence[Sequence[Point]], view: Viewport) -> Iterator[list[Point]]:
    """Yield the lines on the drawing that may stand in the frame, on each turn of the globe."""
    for line in lines:
        west, east = min(x for x, _ in line), max(x for x, _ in line)
        for turn in TURNS:
            if west + turn <= view.east and east + turn >= view.west and _level(line, view):
                yield [view.project(x + turn, y) for x, y in line]


def _level(line: Sequence[Point], view: Viewport) -> bool:
    return any(y >= view.south for _, y in line) and any(y <= view.north for _, y in line)


def _names(shapes: Iterable[tuple[Country, list[list[Point]]]], view: Viewport) -> Iterator[tuple[Named, ...]]:
    """Yield the places for the names of the countries of which most is seen, largest first."""
    largest = [(max(rings, key=_area), country.name) for country, rings in shapes if rings]
    for ring, name in sorted(largest, key=lambda pair: -_area(pair[0]))[:MOST_NAMES]:
        if fitting := tuple(_fitting(ring, name, Box(6, 6, view.width - 6, view.height - 6))):
            yield fitting


def _fitting(ring: list[Point], name: str, frame: Box) -> list[Named]:
    """Return where a name stands wholly within a ring, the places farthest from its shore first."""
    ring = ring[:: max(1, len(ring) // CORNERS)]
    half = length(name, NAME_SIZE) / 2
    spots = ((x, y) for y in _steps(ring, 1) for x in _steps(ring, 0))
    boxes = ((x, y, Box(x - half, y - NAME_SIZE, x + half, y + NAME_SIZE * 0.25)) for x, y in spots)
    inside = [(x, y, box) for x, y, box in boxes if box.within(frame) and _holds(ring, box)]
    inside.sort(key=lambda it: -min((px - it[0]) ** 2 + (py - it[1]) ** 2 for px, py in ring))
    return [Named(name, x, y, box) for x, y, box in inside]


def _steps(ring: Sequence[Point], axis: int) -> range:
    values = [point[axis] for point in ring]
    return range(round(min(values)) + STEP // 2, round(max(values)), STEP)


def _holds(ring: Sequence[Point], box: Box) -> bool:
    middle = (box.left + box.right) / 2
    return all(_inside(ring, x, y) for x in (middle, box.left, box.right) for y in (box.top, box.bottom))


def _inside(ring: Sequence[Point], x: float, y: float) -> bool:
    """Return whether a point stands in a ring: a ray from it crosses the ring an odd number of times."""
    crossings = 0
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            crossings += 1
    return crossings % 2 == 1


def _area(ring: Sequence[Point]) -> float:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)) / 2
