"""Sketch: nodes in columns and the edges between them in, boxes with lines of text and paths with coordinates out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from druzhba_kb.render.layout import Column, Heights, wrapped
from druzhba_kb.render.page_model import Link

LETTER = 6.1  # the mean width of one, in units of the drawing
LINE = 14
PADDING = 10
BETWEEN = 4
HEADING = 30

Edge = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """An edge: the numbers of its two nodes and the data of its path."""

    ends: tuple[int, int]
    path: str
    contested: bool


@dataclass(frozen=True, slots=True)
class Node:
    """A box with its name in lines; `paths` are edges of its own that show only while it is pointed at."""

    number: int
    group: str
    link: Link
    lines: tuple[tuple[int, str], ...]
    left: int
    top: int
    width: int
    height: int
    contested: bool = False
    paths: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a group over its nodes."""

    group: str
    text: str
    left: int
    base: int


@dataclass(frozen=True, slots=True)
class Sketch:
    """A drawing of nodes and edges."""

    width: int
    height: int
    headings: tuple[Heading, ...]
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be drawn: nodes in columns, their links, the names of groups, and the left and width of each column."""

    columns: tuple[Column, ...]
    links: Mapping[str, Link]
    titles: Mapping[str, str]
    across: tuple[tuple[int, int], ...]
    centred: bool = False

    @property
    def heights(self) -> Heights:
        """Return the room that each node takes in the column where it stands."""
        placed = zip(self.across, self.columns, strict=True)
        nodes = {node: width for (_, width), column in placed for _, those in column for node in those}
        return heights(self.links, nodes)


def heights(links: Mapping[str, Link], widths: Mapping[str, int]) -> Heights:
    """Return the room that each node takes in a box of its width."""
    tall = {node: LINE * len(_wrapped(links[node], width)) + PADDING + BETWEEN for node, width in widths.items()}
    return Heights(tall, HEADING)


def sketch(plan: Plan, edges: Mapping[Edge, bool], quiet: Sequence[Edge] = ()) -> Sketch:
    """Return the drawing; `edges` says of each whether it is contested, `quiet` ones show with their first node only."""
    known = plan.heights
    tall = [sum(map(known.of, column)) for column in plan.columns]
    headings: list[Heading] = []
    nodes: dict[str, Node] = {}
    for (left, width), column, own in zip(plan.across, plan.columns, tall, strict=True):
        y = (max(tall) - own) // 2 if plan.centred else 0
        for group, members in column:
            headings.append(Heading(group, plan.titles[group], left, y + HEADING - 8))
            y += HEADING
            for id in members:
                nodes[id] = _node(len(nodes), group, plan.links[id], (left, y, width))
                y += known.nodes[id]
    right = max(left + width for left, width in plan.across)
    drawn = _connected(nodes, edges, quiet, right)
    return Sketch(right + 1, max(tall), tuple(headings), drawn, tuple(_edges(nodes, edges, right)))


def _node(number: int, group: str, link: Link, box: tuple[int, int, int]) -> Node:
    left, top, width = box
    parts = _wrapped(link, width)
    lines = tuple((top + 17 + LINE * row, part) for row, part in enumerate(parts))
    return Node(number, group, link, lines, left, top, width, LINE * len(parts) + PADDING)


def _wrapped(link: Link, width: int) -> tuple[str, ...]:
    name = f"{link.name} (draft)" if link.draft else link.name
    return wrapped(name, int((width - 12) / LETTER))


def _connected(
    nodes: Mapping[str, Node], edges: Mapping[Edge, bool], quiet: Sequence[Edge], right: int
) -> tuple[Node, ...]:
    """Return the nodes with what their edges tell of them."""
    contested = {end for pair, differs in edges.items() if differs for end in pair}
    paths: dict[str, list[Line]] = {}
    for one, other in quiet:
        paths.setdefault(one, []).append(_line(nodes[one], nodes[other], right))
    return tuple(replace(node, contested=id in contested, paths=tuple(paths.get(id, ()))) for id, node in nodes.items())


def _edges(nodes: Mapping[str, Node], edges: Mapping[Edge, bool], right: int) -> Iterator[Line]:
    """Yield the lines, contested ones last and so on top."""
    for (one, other), contested in sorted(edges.items(), key=lambda item: item[1]):
        yield _line(nodes[one], nodes[other], right, contested)


def _line(one: Node, other: Node, right: int, contested: bool = False) -> Line:
    return Line((one.number, other.number), _path(one, other, right), contested)


def _path(one: Node, other: Node, right: int) -> str:
    """Return a curve between two boxes: from side to side, or within a column around its side."""
    first, last = sorted((one, other), key=lambda node: (node.left, node.number))
    y, z = first.top + first.height // 2, last.top + last.height // 2
    if first.left != last.left:
        x, end = first.left + first.width, last.left
        bend = (end - x) // 2
        return f"M{x} {y}C{x + bend} {y} {end - bend} {z} {end} {z}"
    outermost = first.left + first.width >= right
    x, out = (first.left, -1) if outermost else (first.left + first.width, 1)
    bend = x + out * min(64, 16 + abs(z - y) // 8)
    return f"M{x} {y}C{bend} {y} {bend} {z} {x} {z}"
