"""Metadata: descriptions in plain text, and schema.org data that claims no more than the sources."""

from __future__ import annotations

import json
from dataclasses import replace

from druzhba_kb.model import Entity, KnowledgeBase
from druzhba_kb.render.metadata import article_fields, describe, entity_fields
from druzhba_kb.render.site_index import SiteIndex, index_site
from tests.render.lighthouses import made


def with_schema(kb: KnowledgeBase, schema: str) -> SiteIndex:
    kinds = {id: replace(kind, schema=schema) for id, kind in kb.records.kinds.items()}
    return index_site(replace(kb, records=replace(kb.records, kinds=kinds)))


def about(fields: dict[str, object]) -> dict[str, object]:
    found = fields["about"]
    assert isinstance(found, dict)
    told: dict[str, object] = json.loads(found["json"])
    return told


def light(cat: SiteIndex) -> Entity:
    return cat.kb.records.entities["north-light"]


def test_a_description_is_plain_text_of_whole_words() -> None:
    assert describe(["The <b>tower</b> &#38; its", "keeper"]) == {"description": "The tower & its keeper"}
    long = str(describe(["word, " * 60])["description"])
    assert len(long) <= 202 and long.endswith("word …")
    assert describe([]) == {}


def test_a_kind_gives_the_type(kb: KnowledgeBase) -> None:
    plain = index_site(kb)
    assert about(entity_fields(plain, light(plain)))["@type"] == "Thing"
    placed = with_schema(kb, "Place")
    assert about(entity_fields(placed, light(placed)))["@type"] == "Place"
    assert about(entity_fields(placed, light(placed)))["alternateName"] == ["Nordlys"]


def test_a_contested_day_is_not_given(kb: KnowledgeBase) -> None:
    cat = with_schema(kb, "Event")
    assert "startDate" not in about(entity_fields(cat, light(cat)))


def test_an_undisputed_day_is_given(kb: KnowledgeBase) -> None:
    cat = with_schema(replace(kb, disagreements=()), "Event")
    alone = replace(light(cat), statements=light(cat).statements[:1])
    assert about(entity_fields(cat, alone))["startDate"] == "1899-03"


def test_a_digest_is_a_page_about_the_article() -> None:
    cat = index_site(made())
    article = cat.kb.records.articles["gazette-1902"]
    told = about(article_fields(cat, replace(article, rights="withheld", genre="opinion")))
    assert (told["@type"], told["name"]) == ("WebPage", "Digest of “Doubts”")
    assert isinstance(told["about"], dict)
    assert told["about"]["@type"] == "OpinionNewsArticle"
    whole = about(article_fields(cat, replace(article, rights="full", genre="report")))
    assert (whole["@type"], whole["headline"]) == ("NewsArticle", "Doubts")


def test_no_name_ends_the_script(kb: KnowledgeBase) -> None:
    cat = index_site(kb)
    fields = entity_fields(cat, replace(light(cat), name="</script><!-- &"))
    assert about(fields)["name"] == "</script><!-- &"
    assert not set("<>&") & set(str(fields["about"]))
