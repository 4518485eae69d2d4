"""The tables of kinds and articles: what tells rows apart, how they sort, and what hostile values become."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from druzhba_kb.model import KnowledgeBase
from druzhba_kb.render.listing import Listing, article_listings, kind_listings
from druzhba_kb.render.page_model import encoded, facets
from druzhba_kb.render.site_index import index_site


def first(pages: Iterator[Listing]) -> Listing:
    (listing,) = pages
    return listing


def test_a_row_belongs_to_its_years_its_references_and_its_articles(kb: KnowledgeBase) -> None:
    listing = first(kind_listings(index_site(kb), kb.records.kinds["lights"], 100))
    north, south = listing.rows
    assert json.loads(north.facets) == {
        "year": ["1899", "1900"], "town": ["old-harbour"], "article": ["herald-1901", "gazette-1902"], "contested": ["yes"],
    }  # fmt: skip
    assert json.loads(south.facets) == {"contested": ["no"]}
    assert [one.present for one in north.presence] == [True, True, False]
    assert listing.view.columns == ("First lit", "Town")


def test_an_undated_row_has_an_empty_key_and_a_dated_one_sorts_as_text(kb: KnowledgeBase) -> None:
    north, south = first(kind_listings(index_site(kb), kb.records.kinds["lights"], 100)).rows
    assert south.keys == ("", "")
    assert north.keys == ("021899-03-01-1899-03-31", "Old Harbour")


def test_facets_count_rows_and_one_that_tells_nothing_apart_is_left_out() -> None:
    rows = [{"year": (("1900", "1900"),), "kind": (("a", "A"),)}, {"year": (("1901", "1901"),), "kind": (("a", "A"),)}]
    found = facets({"year": "Year", "kind": "Kind"}, rows)
    assert [(facet.key, [(o.value, o.count) for o in facet.options]) for facet in found] == [
        ("year", [("1900", 1), ("1901", 1)])
    ]


def test_what_a_row_belongs_to_survives_quotation_marks() -> None:
    assert json.loads(encoded({"genre": (('a "b" <c>\'', "x"),)})) == {"genre": ['a "b" <c>\'']}


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
    row = first(kind_listings(index_site(changed), kinds["lights"], 100)).rows[0]
    assert json.loads(row.facets)["sort-"] == ["old-harbour"]


def test_an_article_without_a_date_belongs_to_no_year(kb: KnowledgeBase) -> None:
    (listing,) = article_listings(index_site(kb), 100)
    assert [json.loads(row.facets).get("year") for row in listing.rows] == [["1901"], ["1902"], None]
    assert [row.key for row in listing.rows][2] == ""
