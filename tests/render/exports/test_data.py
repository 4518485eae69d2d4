"""Data files: each is the same data as kb.json, readable by its readers, and harmless in a spreadsheet."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
import yaml

from druzhba_kb.model import Attribute, KnowledgeBase
from druzhba_kb.render.exports.data import (
    _yaml,
    article_version,
    data_pages,
    dump_by_record,
    entity_data,
    export,
    exported_entity,
    points,
)
from druzhba_kb.render.site_index import index_site
from tests.render.lighthouses import rendered


def test_json_and_yaml_of_an_entity_are_what_the_export_says(kb: KnowledgeBase) -> None:
    made, whole = rendered(kb), export(kb)
    single = json.loads(made["data/entities/north-light.json"])
    assert single == yaml.load(made["data/entities/north-light.yml"], Loader=yaml.SafeLoader)
    entities: Any = whole["entities"]
    assert single["entity"] in entities
    assert [article["id"] for article in single["articles"]] == ["herald-1901", "gazette-1902"]
    assert len(single["disagreements"]) == 2


@pytest.mark.parametrize(
    "value",
    ["no", "1.10", "a: b # c", '"', "\\", "\u2028\x85\x7f", "- x", "", "Дружба", [], {}, None, True, 3, [[1, [2]]]],
)
def test_plain_data_survives_yaml(value: object) -> None:
    lines = "\n".join(_yaml({"a": value, "b": [value, {"c": value}]}, ""))
    assert yaml.load(lines, Loader=yaml.SafeLoader) == {"a": value, "b": [value, {"c": value}]}


def test_a_row_says_in_whose_voice_it_is_how_many_say_it_and_where_they_have_it_from(kb: KnowledgeBase) -> None:
    north = exported_entity(kb, kb.records.entities["north-light"])
    rows = {row["id"]: row for row in north["statements"]}
    assert [(row["voice"], row["origins"], row["articles"]) for row in rows.values()] == [
        ("article", ["herald-1901"], 1), ("speaker", ["the keeper"], 1), ("article", ["herald-1901"], 1),
        ("article", ["gazette-1902"], 1), ("article", ["gazette-1902"], 1),
    ]  # fmt: skip
    (item,) = rows["s2-lit"]["evidence"]
    assert {key: item[key] for key in ("voice", "origin", "inferred", "as_of", "note")} == {
        "voice": "speaker", "origin": "the keeper", "inferred": [], "as_of": None, "note": None,
    }  # fmt: skip


def test_a_value_of_a_reference_alone_has_no_voice_of_an_article(kb: KnowledgeBase) -> None:
    entity = kb.records.entities["north-light"]
    alone = replace(entity, statements=(replace(entity.statements[0], evidence=()),))
    (row,) = exported_entity(kb, alone)["statements"]
    assert (row["voice"], row["origins"], row["articles"], row["evidence"]) == (None, [], 0, [])


def test_positions_are_longitude_before_latitude(kb: KnowledgeBase) -> None:
    row = {
        "id": "s-at",
        "attribute": "at",
        "value": "33.5, -72.25",
        "denies": False,
        "standing": "normal",
        "voice": "speaker",
        "origins": ["the keeper"],
        "articles": 1,
        "inferred": [],
        "as_of": None,
        "note": None,
        "evidence": [],
        "citations": [{"reference": "gazetteer", "entry": "12"}],
    }
    entity = {
        "id": "x",
        "kind": "spots",
        "category": None,
        "name": "X",
        "page": "spots/x/",
        "statements": [row, {**row, "denies": True}],
    }
    spots = replace(kb.records.kinds["towns"], id="spots", attributes={"at": Attribute("at", "At", "coordinates")})
    (drawn,) = points(spots, [entity], "CC0-1.0")
    told = json.loads(drawn.text)
    (feature,) = told["features"]
    assert told["license"] == "CC0-1.0"
    assert (feature["properties"]["voice"], feature["properties"]["origins"]) == ("speaker", ["the keeper"])
    assert feature["geometry"] == {"type": "Point", "coordinates": [-72.25, 33.5]}
    assert feature["properties"]["references"] == ["gazetteer"]


def test_a_kind_without_coordinates_has_no_positions(kb: KnowledgeBase) -> None:
    assert list(points(kb.records.kinds["towns"], [], "")) == []


def test_the_licence_stands_in_each_file_and_is_no_part_of_the_version(kb: KnowledgeBase) -> None:
    free, bare = export(kb, "CC-BY-4.0"), export(kb)
    assert (free["license"], bare["license"], free["content"]) == ("CC-BY-4.0", None, bare["content"])


def test_the_whole_has_a_line_for_each_record() -> None:
    content = {"generator": "x", "entities": [{"id": "a"}, {"id": "b"}], "mentions": [], "note": None}
    told = dump_by_record(content)
    assert json.loads(told) == content
    assert told.split("\n") == [
        "{", '"generator": "x",', '"entities": [', '{"id": "a"},', '{"id": "b"}', "],", '"mentions": [],', '"note": null',
        "}", "",
    ]  # fmt: skip


def version(kb: KnowledgeBase, name: str = "north-light") -> object:
    index = index_site(kb)
    return entity_data(index, index.kb.records.entities[name])["content"]


def test_the_version_of_an_entity_changes_with_its_own_data_alone(kb: KnowledgeBase) -> None:
    records = kb.records
    north, harbour = records.entities["north-light"], records.entities["old-harbour"]
    other = {**records.entities, "old-harbour": replace(harbour, name="New Harbour")}
    own = {**records.entities, "north-light": replace(north, name="Northern Light")}
    assert version(replace(kb, records=replace(records, entities=other))) == version(kb)
    assert version(replace(kb, records=replace(records, entities=own))) != version(kb)
    assert version(kb, "south-light") != version(kb)


def test_the_version_of_an_article_changes_with_what_is_told_of_it_and_stated_from_it(kb: KnowledgeBase) -> None:
    def of(kb: KnowledgeBase, name: str) -> str:
        index = index_site(kb)
        return article_version(index, index.article(name))

    records = kb.records
    north, herald = records.entities["north-light"], records.articles["herald-1901"]
    unsaid = replace(kb, records=replace(records, entities={"north-light": replace(north, statements=())}))
    untold = replace(kb, records=replace(records, articles={**records.articles, herald.id: replace(herald, body=())}))
    assert of(unsaid, "herald-1901") != of(kb, "herald-1901")
    assert of(untold, "herald-1901") != of(kb, "herald-1901")
    assert of(untold, "gazette-1902") == of(kb, "gazette-1902")


def test_a_page_and_its_data_name_the_same_version(kb: KnowledgeBase) -> None:
    pages = rendered(kb)
    assert f"Content version {version(kb)}" in pages["lights/north-light.md"]
    assert json.loads(pages["data/entities/north-light.json"])["content"] == version(kb)


def test_the_file_of_the_whole_is_the_export_with_its_version(kb: KnowledgeBase) -> None:
    for base in (kb, replace(kb, mentions=(), disagreements=())):
        whole = data_pages(base, "CC-BY-4.0")[0]
        assert (whole.path, whole.content.decode()) == ("data/kb.json", dump_by_record(export(base, "CC-BY-4.0")))
