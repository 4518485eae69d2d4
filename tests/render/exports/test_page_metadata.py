"""Page metadata: descriptions, and schema.org data that claims no more than the sources."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from druzhba_kb.model import Citation, Claim, Entity, KnowledgeBase, Speaker
from druzhba_kb.render.exports.page_metadata import article_fields, dataset_fields, describe, entity_fields
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
    stated = replace(light(index).statements[0], inferred=())
    assert about(entity_fields(index, replace(light(index), statements=(stated,))))["startDate"] == "1899-03"


def test_a_day_that_is_inferred_in_part_is_not_given(kb: KnowledgeBase) -> None:
    index = with_schema(replace(kb, disagreements=()), "Event")
    inferred = light(index).statements[:1]
    assert inferred[0].inferred == ("year",)
    assert "startDate" not in about(entity_fields(index, replace(light(index), statements=inferred)))


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


@pytest.mark.parametrize(
    ("value", "given"),
    [
        ("1899-03", "1899-03"),
        ("1899-21", None),
        ("1899-03~", None),
        ("1899/1900", None),
        ("189X", None),
        ("1899-13", None),
    ],
)
def test_only_a_plain_calendar_date_is_given(kb: KnowledgeBase, value: str, given: str | None) -> None:
    index = with_schema(replace(kb, disagreements=()), "Event")
    stated = light(index).statements[0]
    dated = replace(stated, claims=(Claim("lit", value, None, stated.place),), inferred=())
    assert about(entity_fields(index, replace(light(index), statements=(dated,)))).get("startDate") == given


def located(kb: KnowledgeBase, *location: str) -> SiteIndex:
    lights = replace(kb.records.kinds["lights"], schema="Event", location=location)
    records = replace(kb.records, kinds={**kb.records.kinds, "lights": lights})
    return index_site(replace(kb, records=records, disagreements=()))


def test_an_event_has_the_first_place_on_which_all_agree(kb: KnowledgeBase) -> None:
    index = located(kb, "height", "town")
    at_harbour = [statement for statement in light(index).statements if statement.id == "s3"]
    told = about(entity_fields(index, replace(light(index), statements=tuple(at_harbour))))
    assert told["location"] == {"@type": "Place", "name": "Old Harbour"}


def test_a_contested_place_and_one_that_no_attribute_gives_are_none(kb: KnowledgeBase) -> None:
    contested = with_schema(kb, "Event")
    assert "location" not in about(entity_fields(contested, light(contested)))
    unnamed = located(kb)
    assert "location" not in about(entity_fields(unnamed, light(unnamed)))


def test_the_page_on_the_data_is_a_dataset_with_its_files() -> None:
    site = {
        "site_name": "Lights", "site_description": "What reports say.", "site_url": "https://kb.example/",
        "license": "CC-BY-4.0", "site_author": "Finch, Ada; Coast Society",
    }  # fmt: skip
    told = about(dataset_fields(index_site(made()), site, "data/"))
    files = told.pop("distribution")
    assert isinstance(files, list)
    assert told == {
        "@context": "https://schema.org", "@type": "Dataset", "name": "Lights", "description": "What reports say.",
        "url": "https://kb.example/data/", "license": "https://spdx.org/licenses/CC-BY-4.0.html",
        "creator": [{"@type": "Person", "name": "Ada Finch"}, {"@type": "Organization", "name": "Coast Society"}],
        "isAccessibleForFree": True, "variableMeasured": ["First lit", "Town", "Height", "Keepers"],
    }  # fmt: skip
    assert [one["contentUrl"] for one in files][:2] == [
        "https://kb.example/data/kb.json", "https://kb.example/data/tables/lights.csv",
    ]  # fmt: skip
