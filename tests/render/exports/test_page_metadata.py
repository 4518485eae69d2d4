"""Page metadata: descriptions, schema.org data that claims no more than the sources, citations, reports, the source file."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from druzhba_kb.model import Citation, Entity, KnowledgeBase, Speaker
from druzhba_kb.render.exports.page_metadata import article_fields, cite, describe, entity_fields, services
from druzhba_kb.render.site_index import SiteIndex, index_site
from tests.render.lighthouses import made

SITE = {"site_name": "Lights"}
VERSION = "0123456789ab"


def with_schema(kb: KnowledgeBase, schema: str) -> SiteIndex:
    kinds = {id: replace(kind, schema=schema) for id, kind in kb.records.kinds.items()}
    return index_site(replace(kb, records=replace(kb.records, kinds=kinds)))


def about(fields: dict[str, object]) -> dict[str, object]:
    found = fields["about"]
    assert isinstance(found, dict)
    told: dict[str, object] = json.loads(found["json"])
    return told


def light(index: SiteIndex) -> Entity:
    return index.kb.records.entities["north-light"]


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
    index = with_schema(kb, "Event")
    assert "startDate" not in about(entity_fields(index, light(index)))


def test_an_undisputed_day_is_given(kb: KnowledgeBase) -> None:
    index = with_schema(replace(kb, disagreements=()), "Event")
    alone = replace(light(index), statements=light(index).statements[:1])
    assert about(entity_fields(index, alone))["startDate"] == "1899-03"


def test_a_day_that_no_article_gives_in_its_own_voice_or_that_is_a_claim_is_not_given(kb: KnowledgeBase) -> None:
    index = with_schema(replace(kb, disagreements=()), "Event")
    stated = light(index).statements[0]
    keeper = Speaker(None, "the keeper", stated.place)
    spoken = replace(stated, evidence=(replace(stated.evidence[0], said_by=(keeper,)),))
    cited = replace(stated, evidence=(), citations=(Citation("atlas", "North Light", stated.place),))
    given = [about(entity_fields(index, replace(light(index), statements=(one,)))) for one in (spoken, cited)]
    assert [one.get("startDate") for one in given] == [None, "1899-03"]
    kind = index.kb.records.kinds["lights"]
    claims = {name: replace(one, claim=True) for name, one in kind.attributes.items()}
    kinds = {**index.kb.records.kinds, "lights": replace(kind, attributes=claims)}
    claimed = index_site(replace(index.kb, records=replace(index.kb.records, kinds=kinds)))
    assert "startDate" not in about(entity_fields(claimed, replace(light(index), statements=(stated,))))


def test_a_digest_is_a_page_about_the_article() -> None:
    index = index_site(made())
    article = index.kb.records.articles["gazette-1902"]
    told = about(article_fields(index, replace(article, rights="withheld", genre="opinion")))
    assert (told["@type"], told["name"]) == ("WebPage", "Digest of “Doubts”")
    assert isinstance(told["about"], dict)
    assert told["about"]["@type"] == "OpinionNewsArticle"
    whole = about(article_fields(index, replace(article, rights="full", genre="report")))
    assert (whole["@type"], whole["headline"]) == ("NewsArticle", "Doubts")


def test_no_name_ends_the_script(kb: KnowledgeBase) -> None:
    index = index_site(kb)
    fields = entity_fields(index, replace(light(index), name="</script><!-- &"))
    assert about(fields)["name"] == "</script><!-- &"
    assert not set("<>&") & set(str(fields["about"]))


def test_all_citations_name_title_site_version_and_address() -> None:
    cited = cite("x", 'A "b" & {c}', "Lights", "0123456789ab", "https://kb.example/x/")
    assert cited.plain == '“A "b" & {c}”, Lights, content version 0123456789ab, https://kb.example/x/'
    assert cited.bibtex[0] == "@misc{x-0123456789ab,"
    assert cited.bibtex[1] == r' title = {{A "b" \& \{c\}}},'
    (item,) = json.loads("\n".join(cited.csl))
    assert item == {
        "id": "x-0123456789ab", "type": "webpage", "title": 'A "b" & {c}', "container-title": "Lights",
        "version": "0123456789ab", "URL": "https://kb.example/x/",
    }  # fmt: skip


def test_a_site_without_an_address_gives_none(kb: KnowledgeBase) -> None:
    cited = services(kb.records.entities["north-light"], VERSION, SITE).citation
    assert cited.plain.endswith("content version 0123456789ab")
    assert not any("url" in line for line in cited.bibtex)


def test_a_report_names_the_fact_and_its_address(kb: KnowledgeBase) -> None:
    site = {**SITE, "site_url": "https://kb.example/a", "report_url": "mailto:x@y.example?subject={title}&body={page}"}
    offered = services(kb.records.entities["north-light"], VERSION, site)
    said = "mailto:x@y.example?subject=North%20Light%2C%20evidence%202&body="
    assert offered.report("e-s2-1", 2) == said + "https%3A%2F%2Fkb.example%2Fa%2Flights%2Fnorth-light%2F%23e-s2-1"
    assert services(kb.records.entities["north-light"], VERSION, SITE).report() is None


@pytest.mark.parametrize(
    ("repository", "uri", "expected"),
    [
        ("https://git.example/kb", "edit/main/", "https://git.example/kb/edit/main/entities/lights/north-light.yml"),
        ("https://github.com/o/kb", "", "https://github.com/o/kb/blob/HEAD/entities/lights/north-light.yml"),
        ("https://git.example/kb", "", None),
        ("javascript:alert()", "x/", None),
        ("", "", None),
    ],
)
def test_the_source_file_is_linked_where_its_place_is_known(
    kb: KnowledgeBase, repository: str, uri: str, expected: str | None
) -> None:
    site = {**SITE, "repo_url": repository, "edit_uri": uri}
    assert services(kb.records.entities["north-light"], VERSION, site).edit == expected
