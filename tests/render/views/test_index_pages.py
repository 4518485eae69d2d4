"""The tables of kinds and articles: what rows belong to, and how they sort."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

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
