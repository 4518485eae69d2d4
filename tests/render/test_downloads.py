"""Downloads: each is the same data as kb.json, readable by its readers, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import Any

import pytest
import yaml

from druzhba_kb.model import KnowledgeBase
from druzhba_kb.render.data import data_pages, export
from druzhba_kb.render.downloads import _yaml, downloads


def files(kb: KnowledgeBase) -> dict[str, str]:
    return {page.path: page.text for page in data_pages(kb, export(kb))}


def test_json_and_yaml_of_an_entity_are_what_the_export_says(kb: KnowledgeBase) -> None:
    made, whole = files(kb), export(kb)
    single = json.loads(made["data/entities/north-light.json"])
    assert single == yaml.load(made["data/entities/north-light.yml"], Loader=yaml.SafeLoader)
    entities: Any = whole["entities"]
    assert single["entity"] in entities
    assert single["content"] == whole["content"]
    assert [article["id"] for article in single["articles"]] == ["herald-1901", "gazette-1902"]
    assert len(single["disagreements"]) == 2


@pytest.mark.parametrize(
    "value",
    ["no", "1.10", "a: b # c", '"', "\\", "\u2028\x85\x7f", "- x", "", "Дружба", [], {}, None, True, 3, [[1, [2]]]],
)
def test_plain_data_survives_yaml(value: object) -> None:
    lines = "\n".join(_yaml({"a": value, "b": [value, {"c": value}]}, ""))
    assert yaml.load(lines, Loader=yaml.SafeLoader) == {"a": value, "b": [value, {"c": value}]}


def test_a_table_has_a_line_for_each_quotation(kb: KnowledgeBase) -> None:
    rows = list(csv.DictReader(io.StringIO(files(kb)["data/lights.csv"])))
    assert [(row["attribute"], row["article"]) for row in rows] == [
        ("lit", "herald-1901"), ("lit", "gazette-1902"), ("town", "herald-1901"), ("height", "gazette-1902"),
        ("town", "gazette-1902"),
    ]  # fmt: skip
    assert rows[1]["said_by"] == "the keeper"


@pytest.mark.parametrize(("note", "cell"), [("=1+1", "'=1+1"), ("@x", "'@x"), ("-12.5", "-12.5"), ("-a", "'-a")])
def test_no_cell_is_a_formula(kb: KnowledgeBase, note: str, cell: str) -> None:
    entity = kb.records.entities["north-light"]
    noted = replace(entity, statements=(replace(entity.statements[0], note=note),))
    changed = replace(kb, records=replace(kb.records, entities={"north-light": noted}), disagreements=(), mentions=())
    rows = list(csv.DictReader(io.StringIO(files(changed)["data/lights.csv"])))
    assert rows[0]["note"] == cell


def test_positions_are_longitude_before_latitude() -> None:
    row = {
        "id": "s-at",
        "attribute": "at",
        "value": "33.5, -72.25",
        "denies": False,
        "standing": "normal",
        "evidence": [],
    }
    entity = {"id": "x", "kind": "spots", "name": "X", "page": "spots/x/", "statements": [row, {**row, "denies": True}]}
    exported = {"generator": "", "content": "", "articles": [], "disagreements": [], "entities": [entity]}
    made = {page.path: page.text for page in downloads(exported, {"spots": ("at",), "bare": ()})}
    (feature,) = json.loads(made["data/spots.geojson"])["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [-72.25, 33.5]}
    assert "data/bare.geojson" not in made
    assert made["data/bare.csv"].count("\n") == 1
