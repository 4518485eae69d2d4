"""The map's page, the plates on the home page, and the same in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape

import pytest

from druzhba_kb.model import Attribute, Claim, Column, Disagreement, KnowledgeBase, Position, Statement
from druzhba_kb.render import site_pages as making
from druzhba_kb.render.site_pages import Sizes
from tests.render.lighthouses import HERE, evidence, made, rendered, statement

WHERE = Attribute("where", "Where", "coordinates", single=True)
QUOTED = evidence("herald-1901", "well-known, at Old Harbour")


def located(*towers: Statement, harbour: tuple[Statement, ...] = (), name: str = "South Light") -> KnowledgeBase:
    """Return the knowledge base with positions: of a tower, and of the harbour."""
    kb = made()
    kinds = {key: replace(k, attributes={**k.attributes, "where": WHERE}) for key, k in kb.records.kinds.items()}
    entities = dict(kb.records.entities)
    entities["south-light"] = replace(entities["south-light"], statements=towers, name=name)
    entities["old-harbour"] = replace(entities["old-harbour"], statements=harbour)
    return replace(kb, records=replace(kb.records, kinds=kinds, entities=entities))


def at(value: str, name: str = "p1", **more: object) -> Statement:
    return statement(name, {"where": value}, QUOTED, **more)


def test_without_positions_there_is_no_map(pages: dict[str, str]) -> None:
    assert "map/index.md" not in pages
    assert "<svg" not in pages["index.md"]


def test_a_pin_leads_to_its_page_from_both_pages() -> None:
    pages = rendered(located(at("58.2, 10.4")))
    assert 'href="../lights/south-light/" aria-label="South Light"' in pages["map/index.md"]
    assert 'href="lights/south-light/" aria-label="South Light"' in pages["index.md"]
    assert 'role="group"' in pages["map/index.md"]


def test_the_list_says_what_is_placed_and_what_is_not() -> None:
    words, _, rest = unescape(rendered(located(at("58.2, 10.4")))["map/index.md"]).partition("### Not placed")
    assert "1 of 2 are placed" in words
    assert "58.2° N, 10.4° E" in words
    assert "well-known, at Old Harbour" in words
    assert "North Light" in rest.partition("## ")[0]
    assert "0 of 1 are placed" in rest


def test_an_inferred_position_is_a_ring_and_says_so() -> None:
    page = rendered(located(at("58.2, 10.4", inferred=("where",), note="From a chart.")))["map/index.md"]
    assert 'class="pin inferred"' in page
    assert "South Light, position inferred" in page
    assert '<span class="tag in">inferred</span>' in page
    assert "From a chart." in page


def test_denied_and_rejected_positions_are_not_drawn() -> None:
    pages = rendered(located(at("58.2, 10.4", denies=True), at("1, 1", "p2", standing="rejected")))
    assert "map/index.md" not in pages


def test_of_compatible_positions_the_most_exact_is_drawn() -> None:
    page = unescape(rendered(located(at("58, 10"), at("58.2, 10.4", "p2")))["map/index.md"])
    assert page.count('class="pin"') == 1
    assert "58.2° N" in page


def test_two_positions_that_disagree_are_both_drawn_and_contested() -> None:
    kb = located(at("58.2, 10.4"), at("12, 44", "p2"))
    sides = (Position("58.2, 10.4", None, False, ("p1",)), Position("12, 44", None, False, ("p2",)))
    dispute = Disagreement("south-light", ("where",), "unknown", None, sides)
    page = unescape(rendered(replace(kb, disagreements=(*kb.disagreements, dispute)))["map/index.md"])
    assert page.count('class="pin contested"') == 2
    assert "South Light ≠, contested" in page
    assert 'href="../lights/south-light/#contest-where"' in page


def test_a_place_on_one_side_of_a_disagreement_is_contested() -> None:
    page = unescape(rendered(located(harbour=(at("58.2, 10.4"),)))["map/index.md"])
    assert 'class="pin contested"' in page
    assert "North Light: Town" in page


def test_a_hostile_name_is_text() -> None:
    page = rendered(located(at("58.2, 10.4"), name='</text></svg><script>x()</script>" onclick=x() {{ 7 }}'))[
        "map/index.md"
    ]
    assert "<script" not in page
    assert '" onclick' not in page
    assert "{{" not in page


def crowded(place: Callable[[int], str]) -> dict[str, str]:
    """Return the pages of South Light and a hundred more at the places of their numbers."""
    kb = located(at("58.2, 10.4"))
    tower = kb.records.entities["south-light"]
    many = {
        f"light-{n}": replace(tower, id=f"light-{n}", name=f"Light {n}", statements=(at(place(n)),)) for n in range(100)
    }
    return rendered(replace(kb, records=replace(kb.records, entities={**kb.records.entities, **many})))


def test_many_places_are_circles_that_lead_to_their_lists_from_both_pages() -> None:
    pages = crowded(lambda n: f"{50 + n / 100}, {n}")
    listed, home = unescape(pages["map/index.md"]), unescape(pages["index.md"])
    assert 'href="#close-1" aria-label="' in listed
    assert 'href="map/#close-1" aria-label="' in home
    assert '<h3 id="close-1">' in listed
    assert '<a href="../lights/light-99/" dir="auto">Light 99</a>' in listed
    further = pages["map/all/2.md"].partition('<h3 id="alone">Alone</h3>')[2]
    assert '<a href="../../../lights/south-light/" dir="auto">South Light</a>' in further
    first = listed.partition('<h3 id="close-1">')[2].partition("<h3")[0]
    north = [float(degrees) for degrees in re.findall(r"([\d.]+)° N", first)]
    assert len(north) > 1 and north == sorted(north, reverse=True)
    assert "well-known, at Old Harbour" not in listed
    assert listed.count('class="vo" data-voice="article"') == 100
    assert "several places; the number leads to their list" in listed


def test_every_place_of_a_crowded_map_is_listed_once_where_its_circle_leads_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "Sizes", lambda: Sizes(rows=7))
    pages = crowded(lambda n: f"{50 + n % 9}, {n % 9 * 4}")
    lists = {
        path.replace("index.md", "").replace(".md", "/"): unescape(pages[path]) for path in pages if "map/" in path
    }
    named = [name for text in lists.values() for name in re.findall(r'dir="auto">((?:South )?Light[ \d]*)</a>', text)]
    assert sorted(named) == sorted(["South Light", *(f"Light {n}" for n in range(100))])
    circles = re.findall(r'class="pin cluster" href="([^"#]*)#(close-\d+)" aria-label="(\d+) places', lists["map/"])
    assert len(circles) == len(set(circles)) == 8
    for there, anchor, count in circles:
        listed = lists[f"map/{there}"]
        assert f'<h3 id="{anchor}">{count} places</h3>' in listed
    assert sum("continued</h3>" in text for text in lists.values()) > 5


def test_a_pin_has_the_years_of_the_records_of_the_leading_kind_that_name_its_place() -> None:
    pages = rendered(located(harbour=(at("58.2, 10.4"),)))
    page = unescape(pages["map/index.md"])
    assert 'data-years="1899 1900" class="pin contested"' in page
    assert "Old Harbour, 1899, 1900 ≠</text>" in page
    assert '<p class="roles"><a href="../lights/north-light/#e-s3-1" dir="auto">North Light: Town</a>.</p>' in page
    assert "<option>1899</option>\n<option>1900</option>" in page  # on which the sources differ
    assert 'href="../map/?year=1899"' in pages["timeline/index.md"]


def test_a_place_that_such_a_record_names_and_that_has_no_position_is_told_beside_the_map() -> None:
    page = unescape(rendered(located(at("58.2, 10.4")))["map/index.md"])
    assert "since no position is recorded: " in page
    assert '<a href="../towns/old-harbour/" dir="auto">Old Harbour</a> <span dir="auto">1899, 1900</span>.</p>' in page


def test_a_position_that_fills_a_column_is_inferred_by_the_name_that_it_has_where_it_is_stated() -> None:
    kb = made()
    lights, towns = kb.records.kinds["lights"], kb.records.kinds["towns"]
    column = replace(WHERE, column=Column("lights", "spot", "town", HERE, HERE))
    kinds = {
        "lights": replace(lights, attributes={**lights.attributes, "spot": replace(WHERE, name="spot")}),
        "towns": replace(towns, attributes={"where": column}),
    }
    north, harbour = kb.records.entities["north-light"], kb.records.entities["old-harbour"]
    spot = statement("p9", {"spot": "58.2, 10.4"}, QUOTED, inferred=("spot",))
    filled = ((spot, Claim("where", "58.2, 10.4", None, HERE)),)
    entities = {
        north.id: replace(north, statements=(*north.statements, spot)),
        harbour.id: replace(harbour, filled=filled),
    }
    page = rendered(replace(kb, records=replace(kb.records, kinds=kinds, entities={**kb.records.entities, **entities})))
    assert re.search(r"aria-label=\"Old Harbour, [^\"]*position inferred\"", unescape(page["map/index.md"]))
