"""The graph of the whole, the neighbourhood of an entity, from the small knowledge base and from wide ones."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from druzhba_kb.model import Backlink, KnowledgeBase
from druzhba_kb.render.site_index import index_site
from druzhba_kb.render.views.graph_page import MOST, graph_view, neighbourhood, relations
from druzhba_kb.render.views.graph_page import MOST_NEAR as NEAREST
from tests.render.lighthouses import MARCH, made, rendered, statement

DRAWING = re.compile(r"<svg viewBox.*?</svg>", re.DOTALL)


def coast(count: int) -> KnowledgeBase:
    """Return a coast on which each of many lights refers to the one harbour."""
    kb = made()
    known = dict(kb.records.entities)
    bare, backlinks = known["south-light"], []
    for number in range(count):
        id = f"light-{number:03}"
        held = statement(f"h{number}", {"town": "old-harbour"}, MARCH)
        known[id] = replace(bare, id=id, name=f"Light {number}", statements=(held,))
        backlinks.append(Backlink(id, "town", "Lights here", f"h{number}"))
    links = {"old-harbour": (*kb.backlinks["old-harbour"], *backlinks)}
    return replace(kb, records=replace(kb.records, entities=known), backlinks=links)


def test_references_are_drawn_and_contested_ones_marked(pages: dict[str, str]) -> None:
    drawing = DRAWING.search(pages["graph.md"])
    assert drawing
    assert drawing[0].count("<path d=") == 1
    assert 'class="ne"/>' in drawing[0]
    assert 'role="group" aria-labelledby="graph-says"' in drawing[0]
    assert 'href="../lights/north-light/"' in drawing[0]
    assert "2 entities and the 1 link between them" in pages["graph.md"]


def test_the_lists_say_what_the_drawing_shows(pages: dict[str, str]) -> None:
    drawing, lists = pages["graph.md"].split('<h2 id="lists">')
    drawn = set(re.findall(r'<a href="(\.\./[^"]+)"', DRAWING.findall(drawing)[0]))
    assert drawn == set(re.findall(r'class="of" href="([^"]+)"', lists))
    assert '<small>Lights here</small> <a href="../lights/north-light/"' in lists
    assert lists.count('<span class="tag ne">contested</span>') == 2


def test_what_refers_to_nothing_stands_apart(pages: dict[str, str]) -> None:
    assert "South Light" in pages["graph.md"].split("### Without a link to another")[1]


def test_no_page_without_a_reference(kb: KnowledgeBase) -> None:
    light = replace(kb.records.entities["north-light"], statements=())
    records = replace(kb.records, entities={**kb.records.entities, "north-light": light})
    bare = replace(kb, records=records, backlinks={}, disagreements=())
    assert graph_view(index_site(bare)) is None
    assert "graph.md" not in rendered(bare)


def test_of_very_many_the_most_connected_are_drawn_and_the_page_says_so() -> None:
    page = rendered(coast(400))["graph.md"]
    assert f"The drawing holds the most connected {MOST} of 402" in page
    assert page.count('data-group="lights"') + page.count('data-group="towns"') == MOST + 2  # with two headings
    assert "Old Harbour" in page


def test_lines_are_drawn_between_shown_nodes_only() -> None:
    view = graph_view(index_site(coast(400)))
    assert view
    numbers = {node.number for node in view.sketch.nodes}
    own = [path for node in view.sketch.nodes for path in node.paths]
    assert all(numbers.issuperset(line.ends) for line in (*view.sketch.lines, *own))


def test_nodes_lie_inside_the_drawing_and_do_not_overlap() -> None:
    view = graph_view(index_site(coast(140)))
    assert view
    boxes = sorted((node.left, node.top, node.top + node.height) for node in view.sketch.nodes)
    assert all(one[0] != two[0] or one[2] <= two[1] for one, two in pairwise(boxes))
    assert all(bottom <= view.sketch.height for _, _, bottom in boxes)
    assert all(node.left + node.width <= view.sketch.width for node in view.sketch.nodes)


@pytest.mark.parametrize(("count", "shown"), [(0, None), (1, None), (2, 3), (40, NEAREST)])
def test_a_neighbourhood_is_drawn_from_three_neighbours_on(count: int, shown: int | None) -> None:
    kb = coast(count)
    view = neighbourhood(index_site(kb), kb.records.entities["old-harbour"])
    assert (view.shown if view else None) == shown
    assert view is None or view.count == count + 1


def test_a_neighbourhood_marks_what_is_contested_and_says_what_it_leaves_out() -> None:
    page = rendered(coast(40))["towns/old-harbour.md"]
    assert f"{NEAREST} of the 41 nearest" in page
    assert "dashed: sources differ" in page
    assert DRAWING.findall(page)[0].count('class="node ne"') == 2


def test_what_refers_to_itself_is_listed_and_never_drawn() -> None:
    kb = coast(3)
    light = kb.records.entities["light-000"]
    own = replace(light, statements=(*light.statements, statement("own", {"town": "light-000"}, MARCH)))
    index = index_site(replace(kb, records=replace(kb.records, entities={**kb.records.entities, own.id: own})))
    assert [one.other.id for one in relations(index, own, own=True)["Town"]] == ["old-harbour", "light-000"]
    assert [one.other.id for one in relations(index, own)["Town"]] == ["old-harbour"]
    view = graph_view(index)
    assert view
    assert all(one != other for one, other in (line.ends for line in view.sketch.lines))
