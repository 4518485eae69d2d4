"""Graph: a node, its neighbours and theirs in, a drawing of three columns out: boxes, curves and the words on them.

Columns of names with the relation written on each edge can be read where a cloud of points cannot. The last column is
put level with what it hangs on (the barycentre): no chance and no clock, so that an edit moves only what it must and two
builds are the same. It knows nothing of entities: links and labels are given to it.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from druzhba_kb.render.page_model import Link, titled

LINES = 3  # of a name; what is longer is cut, and stands whole in the list
LETTER = 6.1  # the mean width of one, in units of the drawing
SMALL = 5.5  # on an edge
CYRILLIC = 1.15  # as many times as wide
LINE = 14
PADDING = 10
ROW = 19  # of the words on an edge, which stand on its level part
HUB, BOX, WORDS, CURVE = 150, 180, 165, 50  # the widths across: hub, curve, words, box, words, curve, box
GAP = 12
NEAR = HUB + CURVE + WORDS
FAR = NEAR + BOX + WORDS + CURVE
WIDTH = FAR + BOX


@dataclass(frozen=True, slots=True)
class Ray:
    """Edges of one node that say the same: the words on them, and which nodes they lead to, each contested or not."""

    label: str
    ends: Mapping[str, bool]

    @property
    def contested(self) -> bool:
        """Return whether the sources differ on any of them."""
        return any(self.ends.values())


@dataclass(frozen=True, slots=True)
class Branch:
    """A neighbour: its link, the words on the edge to it, and the edges that lead on from it."""

    link: Link
    label: str
    contested: bool
    rays: tuple[Ray, ...] = ()


@dataclass(frozen=True, slots=True)
class DrawnEdge:
    """An edge: the data of its path, and its words with where they begin."""

    path: str
    contested: bool
    label: str = ""
    left: int = 0
    base: int = 0


@dataclass(frozen=True, slots=True)
class Node:
    """A box with its name in lines."""

    link: Link
    lines: tuple[tuple[int, str], ...]
    left: int
    top: int
    width: int
    height: int
    contested: bool

    @property
    def middle(self) -> int:
        """Return how far down its middle is."""
        return self.top + self.height // 2


@dataclass(frozen=True, slots=True)
class GraphDrawing:
    """A drawing of nodes and edges."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    edges: tuple[DrawnEdge, ...]


def draw_graph(hub: Link, near: Sequence[Branch], far: Mapping[str, Link]) -> GraphDrawing:
    """Return the drawing of a hub, its neighbours and the nodes, by key, to which their rays lead."""
    rooms = [max(_height(one.link, BOX), ROW * len(one.rays)) for one in near]
    levels = {key: _level(near, _tops(rooms), rooms, key) for key in far}
    order = sorted(far, key=lambda key: (levels[key], key))
    heights = [_height(far[key], BOX) for key in order]
    tall = max(_stacked(rooms), _stacked(heights), _height(hub, HUB))
    middle = _node(hub, 0, (tall - _height(hub, HUB)) // 2, HUB)
    placed = zip(near, _tops(rooms, tall), rooms, strict=True)
    boxes = [_node(one.link, NEAR, top, BOX, room, one.contested) for one, top, room in placed]
    contested = {key for one in near for ray in one.rays for key, differs in ray.ends.items() if differs}
    last = zip(order, _tops(heights, tall), strict=True)
    ends = {key: _node(far[key], FAR, top, BOX, contested=key in contested) for key, top in last}
    edges = [edge for one, box in zip(near, boxes, strict=True) for edge in _edges(middle, one, box, ends)]
    edges.sort(key=lambda edge: edge.contested)  # contested ones come last, and so lie on top
    # as wide without a last column: a page scales a drawing with its letters
    return GraphDrawing(WIDTH + 1, tall, (middle, *boxes, *ends.values()), tuple(edges))


def wrapped(text: str, width: int, lines: int = LINES) -> tuple[str, ...]:
    """Return a name in lines of about width Latin letters; a full-width letter counts twice, and what is too long is cut."""
    fitting = max(4, int(width * len(text) / max(1, sum(map(_latin_letters, text)))))
    found = textwrap.wrap(text, fitting, max_lines=lines, placeholder=" …", break_long_words=True)
    return tuple(found) or (text,)


def _latin_letters(letter: str) -> float:
    """Return how many Latin letters a letter is as wide as."""
    if unicodedata.east_asian_width(letter) in "WF":
        return 2
    return CYRILLIC if "\u0400" <= letter <= "\u052f" else 1


def _lines(link: Link, width: int) -> tuple[str, ...]:
    return wrapped(titled(link.name, link.draft), int((width - 12) / LETTER))


def _height(link: Link, width: int) -> int:
    return LINE * len(_lines(link, width)) + PADDING


def _tops(heights: Sequence[int], room: int = 0) -> list[int]:
    """Return how far down each of the boxes under each other begins, in the middle of a `room` if that is given."""
    first = (room - _stacked(heights)) // 2 if room else 0
    return [first + sum(heights[:at]) + GAP * at for at in range(len(heights))]


def _stacked(heights: Sequence[int]) -> int:
    """Return the height of all of them."""
    return sum(heights) + GAP * max(0, len(heights) - 1)


def _rows(top: int, room: int, count: int) -> list[int]:
    """Return how far down each of some rows in the middle of a box is."""
    return [top + room // 2 + (2 * row - count + 1) * ROW // 2 for row in range(count)]


def _level(near: Sequence[Branch], tops: Sequence[int], rooms: Sequence[int], key: str) -> float:
    """Return the mean height of the rays that lead to a node (the barycentre)."""
    rows = [
        y
        for one, top, room in zip(near, tops, rooms, strict=True)
        for ray, y in zip(one.rays, _rows(top, room, len(one.rays)), strict=True)
        if key in ray.ends
    ]
    return sum(rows) / len(rows)


def _node(link: Link, left: int, top: int, width: int, height: int = 0, contested: bool = False) -> Node:
    parts = _lines(link, width)
    height = max(height, _height(link, width))
    first = top + (height - LINE * len(parts)) // 2 + LINE - 3
    lines = tuple((first + LINE * row, part) for row, part in enumerate(parts))
    return Node(link, lines, left, top, width, height, contested)


def _edges(hub: Node, branch: Branch, box: Node, ends: Mapping[str, Node]) -> Iterator[DrawnEdge]:
    """Yield the edge to a neighbour and those that lead on from it."""
    yield _labelled(f"{_curve(HUB, hub.middle, HUB + CURVE, box.middle)}H{NEAR}", branch, HUB + CURVE, box.middle)
    start, turn = NEAR + BOX, NEAR + BOX + WORDS
    for ray, y in zip(branch.rays, _rows(box.top, box.height, len(branch.rays)), strict=True):
        yield _labelled(f"M{start} {y}H{turn}", ray, start, y)
        for key, differs in ray.ends.items():
            yield DrawnEdge(_curve(turn, y, FAR, ends[key].middle), differs)


def _labelled(path: str, said: Branch | Ray, left: int, y: int) -> DrawnEdge:
    label = wrapped(said.label, int((WORDS - 6) / SMALL), 1)[0]
    return DrawnEdge(path, said.contested, label, left + 6, y - 4)


def _curve(x: int, y: int, end: int, z: int) -> str:
    bend = (end - x) // 2
    return f"M{x} {y}C{x + bend} {y} {end - bend} {z} {end} {z}"
