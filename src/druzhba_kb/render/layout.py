"""Layout: groups of nodes and the edges between them in, columns in which few edges are long or cross out."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

MOST_COLUMNS = 5
SWEEPS = 6
LINES = 3

Group = tuple[str, tuple[str, ...]]
Column = tuple[Group, ...]
Edges = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Heights:
    """How much room each node takes in its column, and how much the heading of a group."""

    nodes: Mapping[str, int]
    heading: int

    def of(self, group: Group) -> int:
        """Return the height of a group under its heading."""
        return self.heading + sum(self.nodes[node] for node in group[1])

    def middles(self, columns: Sequence[Column]) -> dict[str, float]:
        """Return how far down the middle of each node is."""
        found: dict[str, float] = {}
        for column in columns:
            y = 0.0
            for _, nodes in column:
                y += self.heading
                for node in nodes:
                    found[node] = y + self.nodes[node] / 2
                    y += self.nodes[node]
        return found


def wrapped(text: str, width: int) -> tuple[str, ...]:
    """Return a name in lines of about width letters; a full-width letter counts twice, and what is too long is cut."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    fitting = max(4, width * len(text) // max(1, len(text) + wide))
    lines = textwrap.wrap(text, fitting, max_lines=LINES, placeholder=" …", break_long_words=True)
    return tuple(lines) or (text,)


def arrange(groups: Sequence[Group], edges: Edges, heights: Heights) -> tuple[Column, ...]:
    """Return the groups in columns, the first group first, and the nodes of each near what they are connected with."""
    order = _ordered(groups, edges, heights)
    best = columns = _packed(order, heights)
    near = _near(edges)
    for _ in range(SWEEPS):
        for at in (*range(len(columns)), *reversed(range(len(columns)))):
            middles = heights.middles(columns)
            settled = tuple((name, _settled(nodes, near, middles)) for name, nodes in columns[at])
            columns = (*columns[:at], settled, *columns[at + 1 :])
        best = min(best, columns, key=lambda those: _strain(edges, heights.middles(those)))
    return best


def _settled(nodes: tuple[str, ...], near: Mapping[str, list[str]], middles: Mapping[str, float]) -> tuple[str, ...]:
    """Return nodes by the mean height of what they are connected with (the barycentre)."""

    def pull(node: str) -> float:
        ends = near.get(node, [])
        return sum(middles[end] for end in ends) / len(ends) if ends else middles[node]

    return tuple(sorted(nodes, key=lambda node: (pull(node), middles[node])))


def _near(edges: Edges) -> dict[str, list[str]]:
    near: dict[str, list[str]] = {}
    for one, other in edges:
        near.setdefault(one, []).append(other)
        near.setdefault(other, []).append(one)
    return near


def _strain(edges: Edges, middles: Mapping[str, float]) -> float:
    return sum(abs(middles[one] - middles[other]) for one, other in edges)


def _ordered(groups: Sequence[Group], edges: Edges, heights: Heights) -> tuple[Group, ...]:
    """Return the groups in an order that exchanging two does not make better; the first keeps its place."""
    order, better = tuple(groups), True
    ties = _ties(groups, edges)
    cost = _cost(order, ties, heights)
    while better:
        better = False
        for one, other in combinations(range(1, len(order)), 2):
            tried = _exchanged(order, one, other)
            found = _cost(tried, ties, heights)
            if found < cost:
                order, cost, better = tried, found, True
    return order


def _exchanged(order: tuple[Group, ...], one: int, other: int) -> tuple[Group, ...]:
    return (*order[:one], order[other], *order[one + 1 : other], order[one], *order[other + 1 :])


def _ties(groups: Sequence[Group], edges: Edges) -> dict[tuple[str, str], int]:
    """Count the edges between every two groups."""
    home = {node: name for name, nodes in groups for node in nodes}
    ties: dict[tuple[str, str], int] = {}
    for one, other in edges:
        pair = (home[one], home[other])
        ties[pair] = ties.get(pair, 0) + 1
    return ties


def _cost(order: tuple[Group, ...], ties: Mapping[tuple[str, str], int], heights: Heights) -> float:
    """Return how many columns the edges run across, two for those within one, plus what uneven columns cost."""
    columns = _packed(order, heights)
    at = {name: number for number, column in enumerate(columns) for name, _ in column}
    runs = sum(count * (abs(at[a] - at[b]) or 2) for (a, b), count in ties.items() if a != b)
    tall = [sum(map(heights.of, column)) for column in columns]
    uneven = max(tall) * len(tall) / sum(tall) - 1
    return runs + uneven * sum(ties.values())


def _packed(order: Sequence[Group], heights: Heights) -> tuple[Column, ...]:
    """Return the groups in no more than the columns there are, as even as their order allows."""
    tall = [heights.of(group) for group in order]
    limit = max(*tall, sum(tall) // MOST_COLUMNS) if len(tall) > 1 else sum(tall)
    while len(columns := _filled(order, heights, limit)) > MOST_COLUMNS:
        limit += max(1, limit // 20)
    return columns


def _filled(order: Sequence[Group], heights: Heights, limit: int) -> tuple[Column, ...]:
    columns: list[list[Group]] = []
    room = 0
    for group in order:
        room -= heights.of(group)
        if room < 0 or not columns:
            columns.append([])
            room = limit - heights.of(group)
        columns[-1].append(group)
    return tuple(map(tuple, columns))
