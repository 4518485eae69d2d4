"""The neighbourhood of an entity and the list to choose one from, of the small knowledge base and of wide ones."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from druzhba_kb.locales import interface, speaking
from druzhba_kb.model import Backlink, KnowledgeBase
from druzhba_kb.render.site_index import index_site
from druzhba_kb.render.views.graph_page import LISTED, MOST_FAR, MOST_NEAR, graph_view, neighbourhood, relations
from druzhba_kb.report import Place, Report
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
        backlinks.append(Backlink(id, "town", f"h{number}"))
    links = {"old-harbour": (*kb.backlinks["old-harbour"], *backlinks)}
    return replace(kb, records=replace(kb.records, entities=known), backlinks=links)


def test_the_page_has_the_neighbourhood_of_the_most_connected_and_links_to_each(pages: dict[str, str]) -> None:
    page = pages["graph.md"]
    drawing = DRAWING.search(page)
    assert drawing
    assert re.findall(r"<text class=.*?>(.*?)</text>", drawing[0]) == ["Town"]
    assert 'class="ne"/>' in drawing[0]
    assert 'role="group" aria-labelledby="near-says"' in drawing[0]
    assert 'href="../towns/old-harbour/&#35;near"' in drawing[0]
    chosen = page.split("Choose a record</h2>")[1]
    assert re.findall(r'<a href="([^"]+)"', chosen)[:2] == [
        "../lights/north-light/&#35;near",
        "../towns/old-harbour/&#35;near",
    ]
    assert "South Light" in chosen.split("<dt>Without a link to another</dt>")[1]


def test_no_page_without_a_reference(kb: KnowledgeBase) -> None:
    light = replace(kb.records.entities["north-light"], statements=())
    records = replace(kb.records, entities={**kb.records.entities, "north-light": light})
    bare = replace(kb, records=records, backlinks={}, disagreements=())
    assert graph_view(index_site(bare)) is None
    assert "graph.md" not in rendered(bare)


@pytest.mark.parametrize(("count", "shown"), [(0, 1), (1, 2), (40, MOST_NEAR)])
def test_as_many_neighbours_are_drawn_as_there_is_room_for(count: int, shown: int) -> None:
    kb = coast(count)
    view = neighbourhood(index_site(kb), kb.records.entities["old-harbour"])
    assert view
    assert (view.shown, view.count) == (shown, count + 1)
    page = rendered(kb)["towns/old-harbour.md"]
    assert (f"{shown} of {count + 1} neighbours are drawn" in page) == (shown <= count)
    assert "dashed: the sources differ" in page
    assert DRAWING.findall(page)[0].count('class="ne">') == 1


def test_of_what_leads_on_there_is_no_more_than_there_is_room_for() -> None:
    kb = coast(400)
    view = neighbourhood(index_site(kb), kb.records.entities["light-007"])
    assert view
    assert (view.shown, view.count, view.cut) == (1, 1, True)
    assert len(view.sketch.nodes) == 2 + MOST_FAR
    assert {edge.label for edge in view.sketch.edges if edge.label} == {"Town", "Lights here"}


def test_what_has_no_neighbour_has_no_drawing(kb: KnowledgeBase) -> None:
    assert neighbourhood(index_site(kb), kb.records.entities["south-light"]) is None


def test_what_refers_to_itself_is_listed_and_never_drawn() -> None:
    kb = coast(3)
    light = kb.records.entities["light-000"]
    own = replace(light, statements=(*light.statements, statement("own", {"town": "light-000"}, MARCH)))
    index = index_site(replace(kb, records=replace(kb.records, entities={**kb.records.entities, own.id: own})))
    assert [one.other.id for one in relations(index, own, own=True)["Town"]] == ["old-harbour", "light-000"]
    assert [one.other.id for one in relations(index, own)["Town"]] == ["old-harbour"]
    view = neighbourhood(index, own)
    assert view
    assert [node.link.name for node in view.sketch.nodes].count("Light 0") == 1


def test_what_refers_to_it_by_an_attribute_without_an_inverse_is_told_in_the_language_of_the_site(
    kb: KnowledgeBase, tmp_path: Path
) -> None:
    lights = kb.records.kinds["lights"]
    town = replace(lights.attributes["town"], label="Stadt", inverse=None)
    kinds = {**kb.records.kinds, "lights": replace(lights, attributes={**lights.attributes, "town": town})}
    index = index_site(replace(kb, records=replace(kb.records, kinds=kinds)))
    with speaking(interface(tmp_path, "de", Report(), Place("mkdocs.yml"))):
        assert [*relations(index, kb.records.entities["old-harbour"])] == ["Stadt von"]


def test_records_without_a_link_that_find_no_room_are_counted() -> None:
    kb = made()
    bare = kb.records.entities["south-light"]
    more = {f"light-{number:03}": replace(bare, id=f"light-{number:03}") for number in range(LISTED + 1)}
    index = index_site(replace(kb, records=replace(kb.records, entities={**kb.records.entities, **more})))
    view = graph_view(index)
    assert view
    assert (len(view.alone), view.more) == (LISTED, 2)
    assert "2 more records" in rendered(index.kb)["graph.md"]
