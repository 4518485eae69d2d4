"""Projection: places in, the part of the world that shows them out, in equal steps of longitude and latitude."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians

Point = tuple[float, float]
WIDTH = 880
MARGIN = 0.14  # on each side, as a share of how far the places lie apart
SMALLEST = 3.0  # degrees of latitude that a plate shows at least
SHAPE = 0.66  # height to width
POLE = 93.0  # a little beyond, so that a pin on it is whole


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
    shrink = max(cos(radians((south + north) / 2)), 0.1)
    wide, high = _shape((east - west) * shrink, north - south, 360 * shrink, 1 + 2 * margin)
    middle = (west + east) / 2
    top = min(POLE, max((south + north) / 2 + high / 2, high - POLE))
    half = wide / shrink / 2
    return Viewport(middle - half, top - high, middle + half, top, WIDTH, round(WIDTH * high / wide))


def _across(longitudes: Iterable[float]) -> tuple[float, float]:
    """Return the shortest stretch round the globe that holds all longitudes: it leaves out the widest gap."""
    around = sorted({longitude % 360 for longitude in longitudes})
    gaps = [(after - before, after) for before, after in zip(around, [*around[1:], around[0] + 360], strict=True)]
    gap, start = max(gaps)
    west = (start + 180) % 360 - 180
    return west, west + 360 - gap


def _shape(wide: float, high: float, widest: float, room: float) -> tuple[float, float]:
    """Return the width and height of a plate in degrees of latitude, with its margin and in bearable proportion."""
    wide, high = max(wide * room, SMALLEST), max(high * room, SMALLEST)
    wide = min(max(wide, high / SHAPE), widest)
    return wide, min(wide * SHAPE, 2 * POLE)
