"""Fact index: the values by which the search answers, each with who says it and with what contradicts it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from druzhba_kb.model import KnowledgeBase
from druzhba_kb.pipeline.checking import relate_project
from druzhba_kb.render.exports import search_index
from druzhba_kb.render.exports.search_index import fact_index_tasks, facts_of
from druzhba_kb.render.page_model import Page
from druzhba_kb.render.site_index import index_site
from druzhba_kb.report import Report
from tests.sites_on_disk import SITES

LIGHT = "lights/north-light/"
SIDES = [
    ["", "March 1899", "#e-s1-1", False, True, [["", "Coast Herald 1901"]]],
    ["fact", "1900", "#e-s2-1", False, False, [["the keeper", "Gazette 1902"]]],
]
DENIED = [
    ["", "Old Harbour", "#e-s3-1", False, False, [["", "Coast Herald 1901"]]],
    ["fact", "Old Harbour", "#e-s5-1", True, False, [["", "Gazette 1902"]]],
]
WORDS = [["", "“of modest height”", "#e-s4-1", False, False, [["", "Gazette 1902"]]]]


def made(kb: KnowledgeBase, **site: str) -> list[Page]:
    index = index_site(kb)
    return [page for task in fact_index_tasks(index, site) for page in task.make(index)]


def facts(kb: KnowledgeBase) -> dict[str, Any]:
    (page,) = made(kb)
    assert page.path == "search/facts.json"
    found: dict[str, Any] = json.loads(page.text)["facts"]
    return found


def test_where_sources_differ_a_fact_has_all_sides_with_who_says_each(kb: KnowledgeBase) -> None:
    name, kind, those = facts(kb)[LIGHT]
    assert (name, kind) == ("North Light", "Light")
    assert those == [["First lit", "date", SIDES], ["Town", "ref", DENIED], ["Height", "quantity", WORDS]]
    assert facts(kb).keys() == {LIGHT}


def test_what_stands_in_a_column_from_elsewhere_is_a_fact_of_its_home_alone() -> None:
    kb = relate_project(SITES / "other-topic", Report())
    assert kb
    index = index_site(kb)
    for entity in kb.records.entities.values():
        columns = {a.label for a in index.kind(entity).attributes.values() if a.column}
        assert columns.isdisjoint(label for label, *_ in facts_of(index, entity))


def test_every_link_leads_to_evidence_at_its_home_and_every_value_has_a_voice() -> None:
    kb = relate_project(SITES / "other-topic", Report())
    assert kb
    values = [value for _, _, those in facts(kb).values() for _, _, values in those for value in values]
    assert len(values) > 15
    assert all("#" in link and said for _, _, link, _, _, said in values)
    assert any(speakers for *_, said in values for speakers, _ in said)
    assert any(where.endswith(", opinion column") for *_, said in values for _, where in said)


def test_what_a_reference_gives_names_the_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    kb = relate_project(SITES / "other-topic", Report())
    assert kb
    assert "greenhouses/fern-house/" not in facts(kb)
    monkeypatch.setattr(search_index, "UNASKED", frozenset())
    ((label, type, ((_, text, link, *_, said),)),) = facts(kb)["greenhouses/fern-house/"][2]
    assert (label, type, text) == ("Site", "coordinates", "57.26° N, 12.12° E")
    assert link.startswith("#e-")
    assert [where.partition(",")[2] for _, where in said] == [" a reference"]


def test_a_place_is_a_value_of_its_own_type_so_that_where_can_be_answered() -> None:
    kb = relate_project(SITES / "other-topic", Report())
    assert kb
    types = {label: type for label, type, _ in facts(kb)["plants/blue-lantern-vine/"][2]}
    assert (types["House"], types["Seeds planted"], types["Origin"]) == ("place", "integer", "choice")


def test_a_long_list_has_parts_that_begin_at_the_pages_that_the_head_names(monkeypatch: pytest.MonkeyPatch) -> None:
    kb = relate_project(SITES / "other-topic", Report())
    assert kb
    whole = facts(kb)
    monkeypatch.setattr(search_index, "MOST_FACTS", 2)
    monkeypatch.setattr(search_index, "PART", 2)
    head, *parts = made(kb)
    files = {part.path: json.loads(part.text) for part in parts}
    assert json.loads(head.text) == {
        "parts": [
            ["gardeners/ilse-norrby/", "search/facts/gardeners-0.json"],
            ["gifts/seed-chest/", "search/facts/gifts-0.json"],
            ["greenhouses/fern-house/", "search/facts/greenhouses-0.json"],
            ["greenhouses/palm-house/", "search/facts/greenhouses-1.json"],
            ["plants/blue-lantern-vine/", "search/facts/plants-0.json"],
        ]
    }
    assert {page: those for content in files.values() for page, those in content.items()} == whole
    assert files["search/facts/greenhouses-1.json"].keys() == {"greenhouses/palm-house/"}
    (page,) = made(kb, whole_lists="yes")
    assert json.loads(page.text) == {"facts": whole}
