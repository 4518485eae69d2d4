"""The tables of kinds and articles: what rows belong to, and how they sort."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from druzhba_kb.model import KnowledgeBase
from druzhba_kb.render.site_index import index_site
from druzhba_kb.render.views.index_pages import KindIndex, article_indexes, kind_indexes, years_of
from tests.render.lighthouses import rendered


def first(pages: Iterator[KindIndex]) -> KindIndex:
    (listing,) = pages
    return listing


def test_a_row_belongs_to_its_years_its_references_and_its_articles(kb: KnowledgeBase) -> None:
    listing = first(kind_indexes(index_site(kb), kb.records.kinds["lights"], 100))
    north, south = listing.rows
    assert json.loads(north.facets) == {
        "year": ["1899", "1900"], "town": ["old-harbour"], "article": ["herald-1901", "gazette-1902"], "contested": ["yes"],
    }  # fmt: skip
    assert json.loads(south.facets) == {"contested": ["no"]}
    assert [one.voice for one in north.voices.squares] == ["article", "article", ""]
    assert listing.view.columns == ("First lit", "Town")


def test_an_undated_row_has_an_empty_key_and_a_dated_one_sorts_as_text(kb: KnowledgeBase) -> None:
    north, south = first(kind_indexes(index_site(kb), kb.records.kinds["lights"], 100)).rows
    assert south.keys == ("", "")
    assert north.keys == ("021899-03-01-1899-03-31", "Old Harbour")


def measured(kb: KnowledgeBase, type: str, north: str, south: str, *more: str) -> KnowledgeBase:
    """Return the base with lights whose height, and more, is of a type and, where it is not '', so much."""
    kind, entities = kb.records.kinds["lights"], dict(kb.records.entities)
    (stated,) = (one for one in entities["north-light"].statements if one.id == "s4")
    for id, value in {"north-light": north, "south-light": south}.items():
        claims = [replace(stated.claims[0], attribute=name, value=value, words=None) for name in ("height", *more)]
        entities[id] = replace(entities[id], statements=(replace(stated, claims=tuple(claims)),) if value else ())
    height = replace(kind.attributes["height"], type=type)
    attributes = {
        **kind.attributes,
        "height": height,
        **{name: replace(height, name=name, label=name) for name in more},
    }
    records = replace(kb.records, kinds={"lights": replace(kind, attributes=attributes)}, entities=entities)
    return replace(kb, records=records, backlinks={}, disagreements=())


def table(kb: KnowledgeBase) -> KindIndex:
    return first(kind_indexes(index_site(kb), kb.records.kinds["lights"], 100))


def test_measures_that_most_records_have_are_columns_as_far_as_there_is_room(kb: KnowledgeBase) -> None:
    shown = [table(measured(kb, "quantity", *values)).view.columns for values in (("27", ""), ("27", "31"))]
    assert shown == [("First lit",), ("First lit", "Height")]
    more = measured(kb, "quantity", "27", "31", "width", "depth", "draught")
    assert table(more).view.columns == ("First lit", "Height", "width", "depth")


def test_what_has_a_unit_comes_before_a_bare_number(kb: KnowledgeBase) -> None:
    both = measured(kb, "quantity", "27", "31", "width")
    kind = both.records.kinds["lights"]
    counted = {**kind.attributes, "height": replace(kind.attributes["height"], type="integer")}
    kinds = {"lights": replace(kind, attributes=counted)}
    assert table(replace(both, records=replace(both.records, kinds=kinds))).view.columns == (
        "First lit",
        "width",
        "Height",
    )


def test_each_cell_of_a_measure_stands_under_its_name(kb: KnowledgeBase) -> None:
    without_towns = {id: entity for id, entity in kb.records.entities.items() if entity.kind == "lights"}
    lights = replace(kb, records=replace(kb.records, entities=without_towns), mentions=())
    page = rendered(measured(lights, "integer", "27", "31"))["lights/index.md"]
    assert page.count('<th scope="col" data-key="2">Height</th>') == 1
    assert page.count('<td data-l="Height"') == 2


@pytest.mark.parametrize(
    ("type", "less", "more"),
    [
        ("quantity", "~9", "10"),
        ("quantity", "-20", "-3"),
        ("quantity", "-3", ">=0.5"),
        ("quantity", "9-12", "10-11"),
        ("quantity", "7.25", "7.3"),
        ("integer", "900000000000000001", "900000000000000002"),
        ("money", "500 EUR", "~7 GBP"),
        ("money", "9 GBP", "5e9 GBP"),
    ],
)
def test_measures_sort_as_numbers_and_sums_of_money_by_currency(
    kb: KnowledgeBase, type: str, less: str, more: str
) -> None:
    one, other = (row.keys[1] for row in table(measured(kb, type, less, more)).rows)
    assert one < other and len(one) == len(other)


def test_an_attribute_never_takes_a_name_that_the_table_has_in_the_address(kb: KnowledgeBase) -> None:
    kind = kb.records.kinds["lights"]
    attributes = {**kind.attributes, "sort": replace(kind.attributes["town"], name="sort")}
    entity = kb.records.entities["north-light"]
    claims = tuple(
        replace(s, claims=(replace(s.claims[0], attribute="sort", value="old-harbour"),)) for s in entity.statements
    )
    entities = {**kb.records.entities, "north-light": replace(entity, statements=claims)}
    kinds = {**kb.records.kinds, "lights": replace(kind, attributes=attributes)}
    changed = replace(kb, records=replace(kb.records, kinds=kinds, entities=entities))
    row = first(kind_indexes(index_site(changed), kinds["lights"], 100)).rows[0]
    assert json.loads(row.facets)["sort-"] == ["old-harbour"]


def test_an_article_without_a_date_belongs_to_no_year(kb: KnowledgeBase) -> None:
    (listing,) = article_indexes(index_site(kb), 100)
    assert [json.loads(row.facets).get("year") for row in listing.rows] == [["1901"], ["1902"], None]
    assert [row.key for row in listing.rows][2] == ""


def test_the_year_in_which_something_began_is_each_of_those_on_which_the_sources_differ(kb: KnowledgeBase) -> None:
    light = kb.records.entities["north-light"]
    assert years_of(index_site(kb), light) == ["1899", "1900"]
    assert years_of(index_site(replace(kb, disagreements=())), light) == ["1899"]
    assert '<span class="yr">1899 ≠ 1900</span>' in rendered(kb)["index.md"]
