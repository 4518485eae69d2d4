"""The tables of kinds and articles: what rows belong to, and how they sort."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from druzhba_kb.model import KnowledgeBase
from druzhba_kb.render.site_index import index_site
from druzhba_kb.render.views.index_pages import KindIndex, article_indexes, kind_indexes


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


def measured(kb: KnowledgeBase, type: str, north: str, south: str) -> KindIndex:
    """Return the table of lights whose heights are of a type and, where they are not '', so much."""
    kind, entities = kb.records.kinds["lights"], dict(kb.records.entities)
    for id, value in {"north-light": north, "south-light": south}.items():
        stated = [one for one in entities["north-light"].statements if one.id == "s4"] if value else []
        claims = tuple(replace(s, claims=(replace(s.claims[0], value=value, words=None),)) for s in stated)
        entities[id] = replace(entities[id], statements=claims)
    attributes = {**kind.attributes, "height": replace(kind.attributes["height"], type=type)}
    kinds = {**kb.records.kinds, "lights": replace(kind, attributes=attributes)}
    changed = replace(kb, records=replace(kb.records, kinds=kinds, entities=entities), disagreements=())
    return first(kind_indexes(index_site(changed), kinds["lights"], 100))


def test_a_measure_that_most_records_have_is_a_column_of_numbers(kb: KnowledgeBase) -> None:
    shown = [measured(kb, "quantity", *values).view for values in (("", ""), ("27", ""), ("27", "31"))]
    assert [(view.columns, view.measures) for view in shown] == [
        (("First lit",), ()),
        (("First lit",), ()),
        (("First lit", "Height"), ("Height",)),
    ]


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
    one, other = (row.keys[1] for row in measured(kb, type, less, more).rows)
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
