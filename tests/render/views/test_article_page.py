"""Articles: who contradicts an article, and what it alone says."""

from __future__ import annotations

from dataclasses import replace

from druzhba_kb.model import KnowledgeBase
from druzhba_kb.render.site_index import index_site
from druzhba_kb.render.views.article_page import alone, contradicted


def test_an_article_is_contradicted_where_another_holds_another_side(kb: KnowledgeBase) -> None:
    index = index_site(kb)
    assert [one.label for one in contradicted(index, index.article("herald-1901"))] == ["First lit", "Town"]
    assert contradicted(index, index.article("almanac-1903")) == ()


def test_only_single_attributes_that_no_other_article_gives_are_told(kb: KnowledgeBase) -> None:
    index = index_site(kb)
    assert alone(index, index.article("herald-1901")) == ()
    (north,) = alone(index, index.article("gazette-1902"))
    assert [(v.shown.label, v.shown.text, v.evidence) for v in north.values] == [
        ("Height", "of modest height", "../../lights/north-light/#e-s4-1")
    ]


def test_what_is_wholly_inferred_is_not_what_the_article_says(kb: KnowledgeBase) -> None:
    entity = kb.records.entities["north-light"]
    statements = tuple(replace(s, inferred=("height",)) for s in entity.statements)
    entities = {**kb.records.entities, "north-light": replace(entity, statements=statements)}
    index = index_site(replace(kb, records=replace(kb.records, entities=entities)))
    assert alone(index, index.article("gazette-1902")) == ()
