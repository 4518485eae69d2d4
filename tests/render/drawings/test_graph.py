"""Columns of nodes: few of them, even, with what hangs together side by side, and the same every time."""

from __future__ import annotations

from itertools import chain

import pytest

from druzhba_kb.render.drawings.graph import MOST_COLUMNS, Heights, NodeGroup, arrange, wrapped


def heights(groups: list[NodeGroup]) -> Heights:
    return {node: 20 for _, nodes in groups for node in nodes}


def test_nodes_stand_level_with_what_they_are_connected_with() -> None:
    groups = [("left", ("a", "b", "c")), ("right", ("x", "y", "z"))]
    left, right = arrange(groups, [("a", "z"), ("b", "y"), ("c", "x")], heights(groups))
    crossed = dict(zip(left[0][1], right[0][1], strict=True))
    assert crossed == {"a": "z", "b": "y", "c": "x"}


def test_the_first_group_stays_first_and_tied_groups_stand_side_by_side() -> None:
    groups: list[NodeGroup] = [("first", ("f",)), ("far", ("a", "b")), ("lone", ("n", "m")), ("near", ("x", "y"))]
    columns = arrange(groups, [("a", "x"), ("b", "y"), ("b", "x"), ("f", "n")], heights(groups))
    order = [name for column in columns for name, _ in column]
    assert order[0] == "first"
    assert abs(order.index("far") - order.index("near")) == 1


@pytest.mark.parametrize("count", [1, 2, 7, 40])
def test_every_node_is_placed_once_in_few_columns(count: int) -> None:
    groups: list[NodeGroup] = [(f"k{n}", tuple(f"k{n}-{i}" for i in range(n % 9 + 1))) for n in range(count)]
    nodes = [node for _, those in groups for node in those]
    edges = [(nodes[i], nodes[(i * 7 + 3) % len(nodes)]) for i in range(len(nodes)) if (i * 7 + 3) % len(nodes) != i]
    columns = arrange(groups, edges, heights(groups))
    placed = list(chain.from_iterable(those for column in columns for _, those in column))
    assert sorted(placed) == sorted(nodes)
    assert len(columns) <= MOST_COLUMNS
    assert columns == arrange(groups, edges, heights(groups))


def test_a_name_is_wrapped_and_what_is_too_long_is_cut() -> None:
    assert wrapped("North Light", 20) == ("North Light",)
    assert wrapped("The old North Light", 12) == ("The old", "North Light")
    assert len(wrapped("x" * 500, 20)) == 3
    assert wrapped("x" * 500, 20)[-1].endswith("…")
    assert wrapped("灯台灯台灯台灯台", 8) == ("灯台灯台", "灯台灯台")
