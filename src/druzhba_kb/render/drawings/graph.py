"""Graph: groups of nodes and the edges between them in, a drawing in columns out: boxes and curves with coordinates.

Columns of names can be read where a cloud of points cannot. The layout puts near each other what is connected, by
exchanges and barycentres in a fixed number of sweeps: no chance and no clock, so that an edit moves only what it must
and two builds are the same. It knows nothing of entities: ids, links and titles are given to it.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from druzhba_kb.render.page_model import Link

MOST_COLUMNS = 5
SWEEPS = 6  # there and back over all columns; a fixed number, so that it ends
LINES = 3  # of a name; what is longer is cut, and stands whole in the list
LETTER = 6.1  # the mean width of one, in units of the drawing
LINE = 14
PADDING = 10
BETWEEN = 4
HEADING = 30

Edge = tuple[str, str]
NodeGroup = tuple[str, tuple[str, ...]]
Column = tuple[NodeGroup, ...]
Heights = Mapping[str, int]  # how much room each node takes in its column


@dataclass(frozen=True, slots=True)
class GraphPlan:
    """What is to be drawn: nodes in columns, their links, the names of groups, left and width of each column."""

    columns: tuple[Column, ...]
    links: Mapping[str, Link]
    titles: Mapping[str, str]
    across: tuple[tuple[int, int], ...]
    centred: bool = False

    @property
    def heights(self) -> Heights:
        """Return the room that each node takes in the column where it stands."""
        placed = zip(self.across, self.columns, strict=True)
        widths = {node: width for (_, width), column in placed for _, those in column for node in those}
        return heights(self.links, widths)


@dataclass(frozen=True, slots=True)
class EdgePath:
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
    paths: tuple[EdgePath, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a group over its nodes."""

    group: str
    text: str
    left: int
    base: int


@dataclass(frozen=True, slots=True)
class GraphDrawing:
    """A drawing of nodes and edges."""

    width: int
    height: int
    headings: tuple[Heading, ...]
    nodes: tuple[Node, ...]
    lines: tuple[EdgePath, ...]


def heights(links: Mapping[str, Link], widths: Mapping[str, int]) -> Heights:
    """Return the room that each node takes in a box of its width."""
    return {node: LINE * len(_lines(links[node], width)) + PADDING + BETWEEN for node, width in widths.items()}


def _height(group: NodeGroup, heights: Heights) -> int:
    """Return the height of a group under its heading."""
    return HEADING + sum(heights[node] for node in group[1])


def _middles(columns: Sequence[Column], heights: Heights) -> dict[str, float]:
    """Return how far down the middle of each node is."""
    found: dict[str, float] = {}
    for column in columns:
        y = 0.0
        for _, nodes in column:
            y += HEADING
            for node in nodes:
                found[node] = y + heights[node] / 2
                y += heights[node]
    return found


def _lines(link: Link, width: int) -> tuple[str, ...]:
    name = f"{link.name} (draft)" if link.draft else link.name
    return wrapped(name, int((width - 12) / LETTER))


def wrapped(text: str, width: int) -> tuple[str, ...]:
    """Return a name in lines of about width letters; a full-width letter counts twice, and what is too long is cut."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    fitting = max(4, width * len(text) // max(1, len(text) + wide))
    lines = textwrap.wrap(text, fitting, max_lines=LINES, placeholder=" …", break_long_words=True)
    return tuple(lines) or (text,)


def arrange(groups: Sequence[NodeGroup], edges: Sequence[Edge], heights: Heights) -> tuple[Column, ...]:
    """Return the groups in columns, the first group first, and the nodes of each near what they are connected with."""
    best = columns = _packed(_ordered(groups, edges, heights), heights)
    near = _near(edges)
    for _ in range(SWEEPS):
        for at in (*range(len(columns)), *reversed(range(len(columns)))):
            middles = _middles(columns, heights)
            settled = tuple((name, _settled(nodes, near, middles)) for name, nodes in columns[at])
            columns = (*columns[:at], settled, *columns[at + 1 :])
        best = min(best, columns, key=lambda those: _strain(edges, _middles(those, heights)))
    return best


def _settled(nodes: tuple[str, ...], near: Mapping[str, list[str]], middles: Mapping[str, float]) -> tuple[str, ...]:
    """Return nodes by the mean height of what they are connected with (the barycentre)."""

    def pull(node: str) -> float:
        ends = near.get(node, [])
        return sum(middles[end] for end in ends) / len(ends) if ends else middles[node]

    return tuple(sorted(nodes, key=lambda node: (pull(node), middles[node])))


def _near(edges: Sequence[Edge]) -> dict[str, list[str]]:
    near: dict[str, list[str]] = {}
    for one, other in edges:
        near.setdefault(one, []).append(other)
        near.setdefault(other, []).append(one)
    return near


def _strain(edges: Sequence[Edge], middles: Mapping[str, float]) -> float:
    return sum(abs(middles[one] - middles[other]) for one, other in edges)


def _ordered(groups: Sequence[NodeGroup], edges: Sequence[Edge], heights: Heights) -> list[NodeGroup]:
    """Return the groups in an order that exchanging two does not make better; the first keeps its place."""
    order, better = list(groups), True
    ties = _ties(groups, edges)
    cost = _cost(order, ties, heights)
    while better:
        better = False
        for one, other in combinations(range(1, len(order)), 2):
            tried = [*order]
            tried[one], tried[other] = order[other], order[one]
            found = _cost(tried, ties, heights)
            if found < cost:
                order, cost, better = tried, found, True
    return order


def _ties(groups: Sequence[NodeGroup], edges: Sequence[Edge]) -> dict[tuple[str, str], int]:
    """Count the edges between every two groups."""
    home = {node: name for name, nodes in groups for node in nodes}
    ties: dict[tuple[str, str], int] = {}
    for one, other in edges:
        pair = (home[one], home[other])
        ties[pair] = ties.get(pair, 0) + 1
    return ties


def _cost(order: Sequence[NodeGroup], ties: Mapping[tuple[str, str], int], heights: Heights) -> float:
    """Return how many columns the edges run across, two for those within one, plus what uneven columns cost."""
    columns = _packed(order, heights)
    at = {name: number for number, column in enumerate(columns) for name, _ in column}
    runs = sum(count * (abs(at[a] - at[b]) or 2) for (a, b), count in ties.items() if a != b)
    tall = [sum(_height(group, heights) for group in column) for column in columns]
    uneven = max(tall) * len(tall) / sum(tall) - 1
    return runs + uneven * sum(ties.values())


def _packed(order: Sequence[NodeGroup], heights: Heights) -> tuple[Column, ...]:
    """Return the groups in no more than the columns there are, as even as their order allows."""
    tall = [_height(group, heights) for group in order]
    limit = max(*tall, sum(tall) // MOST_COLUMNS) if len(tall) > 1 else sum(tall)
    while len(columns := _filled(order, heights, limit)) > MOST_COLUMNS:
        limit += max(1, limit // 20)
    return columns


def _filled(order: Sequence[NodeGroup], heights: Heights, limit: int) -> tuple[Column, ...]:
    columns: list[list[NodeGroup]] = []
    room = 0
    for group in order:
        room -= _height(group, heights)
        if room < 0 or not columns:
            columns.append([])
            room = limit - _height(group, heights)
        columns[-1].append(group)
    return tuple(map(tuple, columns))


def draw_graph(plan: GraphPlan, edges: Mapping[Edge, bool], quiet: Sequence[Edge] = ()) -> GraphDrawing:
    """Return the drawing; `edges` says of each whether it is contested, `quiet` ones show with their first node."""
    known = plan.heights
    tall = [sum(_height(group, known) for group in column) for column in plan.columns]
    headings: list[Heading] = []
    nodes: dict[str, Node] = {}
    for (left, width), column, own in zip(plan.across, plan.columns, tall, strict=True):
        y = (max(tall) - own) // 2 if plan.centred else 0
        for group, members in column:
            headings.append(Heading(group, plan.titles[group], left, y + HEADING - 8))
            y += HEADING
            for id in members:
                nodes[id] = _node(len(nodes), group, plan.links[id], (left, y, width))
                y += known[id]
    right = max(left + width for left, width in plan.across)
    # Contested edges come last, and so lie on top.
    ranked = sorted(edges.items(), key=lambda item: item[1])
    lines = tuple(_edge(nodes[one], nodes[other], right, contested) for (one, other), contested in ranked)
    return GraphDrawing(right + 1, max(tall), tuple(headings), tuple(_connected(nodes, edges, quiet, right)), lines)


def _node(number: int, group: str, link: Link, box: tuple[int, int, int]) -> Node:
    left, top, width = box
    parts = _lines(link, width)
    lines = tuple((top + 17 + LINE * row, part) for row, part in enumerate(parts))
    return Node(number, group, link, lines, left, top, width, LINE * len(parts) + PADDING)


def _connected(
    nodes: Mapping[str, Node], edges: Mapping[Edge, bool], quiet: Sequence[Edge], right: int
) -> Iterator[Node]:
    """Yield the nodes with what their edges say of them."""
    contested = {end for pair, differs in edges.items() if differs for end in pair}
    paths: dict[str, list[EdgePath]] = {}
    for one, other in quiet:
        paths.setdefault(one, []).append(_edge(nodes[one], nodes[other], right, False))
    for id, node in nodes.items():
        yield replace(node, contested=id in contested, paths=tuple(paths.get(id, ())))


def _edge(one: Node, other: Node, right: int, contested: bool) -> EdgePath:
    return EdgePath((one.number, other.number), _path(one, other, right), contested)


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
