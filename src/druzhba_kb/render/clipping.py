"""Clipping: rings and lines on a drawing in, what of them stands in a frame out, as the data of SVG paths."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

Point = tuple[float, float]
Frame = tuple[float, float, float, float]
Side = tuple[int, float, int]


def clip_ring(ring: Sequence[Point], frame: Frame) -> list[Point]:
    """Return what of a ring stands in a frame (Sutherland and Hodgman)."""
    points = list(ring)
    for side in _sides(frame):
        if any(_is_out(point, side) for point in points):
            points = list(_kept(points, side))
    return points


def _is_out(point: Point, side: Side) -> bool:
    axis, limit, sign = side
    return (point[axis] - limit) * sign < 0


def clip_line(line: Sequence[Point], frame: Frame) -> Iterator[list[Point]]:
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


def path(lines: Iterable[Sequence[Point]], closed: bool) -> str:
    """Return the data of a path in whole units."""
    return "".join(_subpath(line, closed) for line in lines)


def simplified(line: Sequence[Point], tolerance: float) -> list[Point]:
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


def _thinned(line: Sequence[Point], step: float) -> list[Point]:
    """Return a line without the points that are all but the one before: coasts have many for each that is seen."""
    kept = [line[0]]
    for x, y in line[1:-1]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= step:
            kept.append((x, y))
    return [*kept, line[-1]] if len(line) > 1 else kept


def _farthest(line: Sequence[Point], start: int, end: int) -> tuple[int, float]:
    """Return the point of a stretch that is farthest from its chord, and the square of how far."""
    (ax, ay), (bx, by) = line[start], line[end]
    dx, dy = bx - ax, by - ay
    long = dx * dx + dy * dy or 1.0
    worst, far = start, 0.0
    for index in range(start + 1, end):
        x, y = line[index][0] - ax, line[index][1] - ay
        share = min(1.0, max(0.0, (x * dx + y * dy) / long))
        away = (x - share * dx) ** 2 + (y - share * dy) ** 2
        if away > far:
            worst, far = index, away
    return worst, far


def _sides(frame: Frame) -> tuple[Side, ...]:
    left, top, right, bottom = frame
    return (0, left, 1), (0, right, -1), (1, top, 1), (1, bottom, -1)


def _kept(points: Sequence[Point], side: Side) -> Iterator[Point]:
    """Yield the corners of a ring on the inner side of one edge of the frame."""
    axis, limit, sign = side
    for before, here in zip([*points[-1:], *points[:-1]], points, strict=True):
        was, is_in = (before[axis] - limit) * sign >= 0, (here[axis] - limit) * sign >= 0
        if was != is_in:
            yield _meeting(before, here, axis, limit)
        if is_in:
            yield here


def _meeting(one: Point, other: Point, axis: int, limit: float) -> Point:
    share = (limit - one[axis]) / (other[axis] - one[axis])
    return one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])


def _segment(start: Point, end: Point, frame: Frame) -> tuple[Point, Point] | None:
    for axis, limit, sign in _sides(frame):
        starts, ends = (start[axis] - limit) * sign >= 0, (end[axis] - limit) * sign >= 0
        if not starts and not ends:
            return None
        if not starts:
            start = _meeting(start, end, axis, limit)
        elif not ends:
            end = _meeting(start, end, axis, limit)
    return start, end


def _subpath(line: Sequence[Point], closed: bool) -> str:
    whole = [(round(x), round(y)) for x, y in line]
    points = [here for here, before in zip(whole, [None, *whole[:-1]], strict=True) if here != before]
    if len(points) < (3 if closed else 2):
        return ""
    steps = (f"{b[0] - a[0]},{b[1] - a[1]}" for a, b in pairwise(points))
    return f"M{points[0][0]},{points[0][1]}l{' '.join(steps)}{'z' if closed else ''}"
