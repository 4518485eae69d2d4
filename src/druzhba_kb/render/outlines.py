"""Outlines: the shapes of countries and the lines between them, from public-domain data that the package holds."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate

Point = tuple[float, float]
Line = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Country:
    """A country as the data has it: its name and its rings, longitude before latitude."""

    name: str
    rings: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Outlines:
    """The countries, and the lines on land between two of them."""

    countries: tuple[Country, ...]
    borders: tuple[Line, ...]
    disputed: tuple[Line, ...]


@cache
def outlines() -> Outlines:
    """Return the outlines of the world; tools/outlines.py makes their file."""
    data = json.loads(files(__package__).joinpath("outlines.json").read_text(encoding="utf-8"))
    arcs = [_decoded(steps, data["scale"]) for steps in data["arcs"]]
    countries = (Country(name, tuple(_ring(ring, arcs) for ring in rings)) for name, rings in data["countries"])
    borders, disputed = (tuple(arcs[index] for index in data[key]) for key in ("borders", "disputed"))
    return Outlines(tuple(countries), borders, disputed)


def _decoded(steps: list[int], scale: int) -> Line:
    xs, ys = accumulate(steps[::2]), accumulate(steps[1::2])
    return tuple((x / scale, y / scale) for x, y in zip(xs, ys, strict=True))


def _ring(indices: list[int], arcs: list[Line]) -> Line:
    """Return the arcs of a ring end to end; a negative index is an arc read backwards."""
    points: list[Point] = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        turn = 360 * round((points[-1][0] - arc[0][0]) / 360) if points else 0
        points += [(x + turn, y) for x, y in arc[bool(points) :]]
    return tuple([*points, *_round_the_pole(points[0], points[-1])])


def _round_the_pole(first: Point, last: Point) -> list[Point]:
    """Return what closes a ring that goes once round the globe."""
    if abs(first[0] - last[0]) < 180:
        return []
    pole = 90.0 if first[1] > 0 else -90.0
    return [(last[0], pole), (first[0], pole)]
