"""The neighbourhood as a drawing: nothing overlaps, the words stand on their edges, and what is too long is cut."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from druzhba_kb.render.drawings.graph import FAR, NEAR, Branch, GraphDrawing, Ray, draw_graph, wrapped
from druzhba_kb.render.page_model import Link

NAME = "A name that takes more than one line of its box"


def drawn(near: int, rays: int, far: int) -> GraphDrawing:
    """Draw a hub with so many neighbours, each with so many rays, which lead to so many nodes in turn."""
    ends = [f"f{at}" for at in range(far)]
    links = {key: Link(f"{key} {NAME}", f"../{key}/") for key in ends}
    branches = [
        Branch(
            Link(f"n{at} {NAME}", f"../n{at}/"),
            f"relation {at}",
            at == 1,
            tuple(Ray(f"ray {at} {row}", {ends[(at + row) % far]: False}) for row in range(rays)),
        )
        for at in range(near)
    ]
    reached = {key for one in branches for ray in one.rays for key in ray.ends}
    return draw_graph(Link("Hub", ""), branches, {key: links[key] for key in ends if key in reached})


@pytest.mark.parametrize(("near", "rays", "far"), [(1, 0, 1), (1, 9, 9), (10, 1, 14), (10, 5, 14), (3, 1, 1)])
def test_boxes_lie_inside_the_drawing_and_do_not_overlap(near: int, rays: int, far: int) -> None:
    sketch = drawn(near, rays, far)
    boxes = sorted((node.left, node.top, node.top + node.height) for node in sketch.nodes)
    assert all(one[0] != two[0] or one[2] <= two[1] for one, two in pairwise(boxes))
    assert min(top for _, top, _ in boxes) >= 0
    assert max(bottom for _, _, bottom in boxes) <= sketch.height
    assert all(node.left + node.width <= sketch.width for node in sketch.nodes)


@pytest.mark.parametrize(("near", "rays", "far"), [(1, 9, 9), (10, 5, 14)])
def test_words_stand_apart_each_on_an_edge_that_begins_at_its_box(near: int, rays: int, far: int) -> None:
    sketch = drawn(near, rays, far)
    words = sorted((edge.left, edge.base) for edge in sketch.edges if edge.label)
    assert len(words) == near + near * rays
    assert all(one[0] != two[0] or two[1] - one[1] >= 15 for one, two in pairwise(words))
    boxes = {node.top: node for node in sketch.nodes if node.left == NEAR}
    for edge in (edge for edge in sketch.edges if edge.label.startswith("ray")):
        level = int(re.findall(r"M\d+ (\d+)H", edge.path)[0])
        assert any(box.top <= level <= box.top + box.height for box in boxes.values())


def test_the_last_column_stands_level_with_what_leads_to_it() -> None:
    ends = {"z": Link("Z", "../z/"), "a": Link("A", "../a/")}
    first = Branch(Link("One", "../1/"), "has", False, (Ray("has", {"z": False}),))
    second = Branch(Link("Two", "../2/"), "has", False, (Ray("has", {"a": True}),))
    sketch = draw_graph(Link("Hub", ""), [first, second], ends)
    assert [(node.link.name, node.contested) for node in sketch.nodes if node.left == FAR] == [
        ("Z", False),
        ("A", True),
    ]
    assert [edge.contested for edge in sketch.edges] == [False] * 4 + [True] * 2


def test_a_name_is_wrapped_and_what_is_too_long_is_cut() -> None:
    assert wrapped("North Light", 20) == ("North Light",)
    assert wrapped("The old North Light", 12) == ("The old", "North Light")
    assert len(wrapped("x" * 500, 20)) == 3
    assert wrapped("x" * 500, 20)[-1].endswith("…")
    assert wrapped("灯台灯台灯台灯台", 8) == ("灯台灯台", "灯台灯台")
    assert len(wrapped("a relation with many words", 10, 1)) == 1
    assert wrapped("Старый маяк у гавани", 13) == ("Старый маяк", "у гавани")


def test_a_drawing_without_a_last_column_is_as_wide_as_one_with_it_so_that_its_letters_are_as_large() -> None:
    assert drawn(2, 0, 1).width == drawn(2, 1, 1).width
