"""Articles: who contradicts an article, what it alone says, and what stands in its margin."""

from __future__ import annotations

from dataclasses import replace

from druzhba_kb.model import KnowledgeBase, Speaker
from druzhba_kb.render.site_index import index_site
from druzhba_kb.render.views.article_page import alone, article_view, contradicted
from tests.render.lighthouses import HERE, MARCH, evidence, statement


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


def test_a_fact_stands_once_in_the_margin_with_all_its_quotations_and_voices(kb: KnowledgeBase) -> None:
    light = kb.records.entities["north-light"]
    keeper = Speaker(None, "the keeper", HERE)
    twice = statement("s1", {"lit": "1899-03"}, MARCH, evidence("herald-1901", "burning since March 1899", keeper))
    again = statement("s9", {"lit": "1899-03"}, evidence("herald-1901", "first lit in March 1899", keeper))
    statements = (twice, again, *light.statements[1:])
    records = replace(kb.records, entities={**kb.records.entities, light.id: replace(light, statements=statements)})
    index = index_site(replace(kb, records=records, disagreements=()))
    blocks = article_view(index, index.article("herald-1901")).blocks
    (margin,) = (block.supports for block in blocks if "b3" in block.anchors)
    (group,) = margin
    assert group.quotes == ("first lit in March 1899", "burning since March 1899")
    assert [tuple(voice.name for voice in chain) for one in group.statements for chain in one.voices] == [
        (),
        ("the keeper",),
    ]
