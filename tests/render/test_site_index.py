"""The order of kinds on the site."""

from __future__ import annotations

from dataclasses import replace

from druzhba_kb.model import Kind, KnowledgeBase
from druzhba_kb.render.site_index import index_site, kinds_in_order
from tests.render.lighthouses import article


def test_the_dated_kind_that_is_said_most_of_leads_and_the_others_follow_by_name(kb: KnowledgeBase) -> None:
    records = kb.records
    kinds = {name: replace(records.kinds["towns"], id=name, plural=name.title()) for name in ("works", "acts", "Bells")}
    every: dict[str, Kind] = {**kinds, **records.kinds}
    ordered = kinds_in_order(replace(kb, records=replace(records, kinds=every)))
    assert [kind.plural for kind in ordered] == ["Lights", "Acts", "Bells", "Towns", "Works"]


def test_without_a_dated_kind_none_leads(kb: KnowledgeBase) -> None:
    kinds = {name: replace(kind, timeline={}) for name, kind in kb.records.kinds.items()}
    assert [kind.plural for kind in kinds_in_order(replace(kb, records=replace(kb.records, kinds=kinds)))] == [
        "Lights",
        "Towns",
    ]


def test_a_kind_of_one_record_does_not_lead_where_another_has_several(kb: KnowledgeBase) -> None:
    records = kb.records
    town = next(entity for entity in records.entities.values() if entity.kind == "towns")
    light = next(entity for entity in records.entities.values() if entity.kind == "lights")
    kinds = {**records.kinds, "towns": replace(records.kinds["towns"], timeline={"start": "first_lit"})}
    entities = {light.id: light, "one": replace(town, id="one"), "two": replace(town, id="two")}
    ordered = kinds_in_order(replace(kb, records=replace(records, kinds=kinds, entities=entities)))
    assert [kind.plural for kind in ordered] == ["Towns", "Lights"]


def test_an_article_is_called_by_publisher_and_year_then_by_its_day_its_title_and_last_its_id(
    kb: KnowledgeBase,
) -> None:
    told = (
        article("a", "The Light", (), published="1904-05-02"),
        article("b", "The Storm", (), published="1904-06-03"),
        article("c", "The Wreck", (), published="1905"),
        article("d", "The Keeper", (), published="1905"),
        article("e", "Notes", (), published="1906"),
        article("f", "Notes", (), published="1906"),
        article("g", "Alone", (), published="1907-01-01"),
    )
    index = index_site(replace(kb, records=replace(kb.records, articles={one.id: one for one in told}, entities={})))
    assert index.labels == {
        "a": "Coast Herald, 2 May 1904",
        "b": "Coast Herald, 3 June 1904",
        "c": "Coast Herald 1905, The Wreck",
        "d": "Coast Herald 1905, The Keeper",
        "e": "Coast Herald 1906 (e)",
        "f": "Coast Herald 1906 (f)",
        "g": "Coast Herald 1907",
    }
