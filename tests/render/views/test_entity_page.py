"""An entity's values by attribute, with where each stands."""

from __future__ import annotations

from dataclasses import replace

from druzhba_kb.model import KnowledgeBase
from tests.render.lighthouses import MARCH, YEAR, evidence, rendered, statement


def test_a_block_that_two_quotations_of_a_value_come_from_is_named_once(kb: KnowledgeBase) -> None:
    light = kb.records.entities["north-light"]
    again = evidence("herald-1901", "burning since March 1899")
    twice = statement("s1", {"lit": "1899-03"}, MARCH, again, inferred=YEAR, note="From the date.")
    entities = {**kb.records.entities, light.id: replace(light, statements=(twice, *light.statements[1:]))}
    page = rendered(replace(kb, records=replace(kb.records, entities=entities)))["lights/north-light.md"]
    side = page.split('<dd class="alt">')[1].split("</dd>")[0]
    assert "March 1899" in side
    assert side.count(">Coast Herald 1901</a>") == 1
    assert "1 of 3 articles" in side


def test_a_sentence_that_names_an_entity_twice_is_one_mention(kb: KnowledgeBase) -> None:
    first, *others = kb.mentions
    again = replace(first, start=40, end=51, linked=False)
    page = rendered(replace(kb, mentions=(first, again, *others)))["lights/north-light.md"]
    assert page.count("The North Light burns.") == 1
