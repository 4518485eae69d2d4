"""Record downloads: each record has its own in a small site; in a large one all are found in few, to which its page leads."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from posixpath import normpath

import pytest

from druzhba_kb.model import KnowledgeBase
from druzhba_kb.render import site_index
from druzhba_kb.render.exports.services import record_links, shared_file_tasks
from druzhba_kb.render.site_index import index_site, share_of
from druzhba_kb.render.templates import load_templates
from druzhba_kb.report import Report
from druzhba_kb.theme import theme_of
from tests.render.lighthouses import ROOT, SITE, rendered

LISTED = re.compile(r"^[0-9a-f]{64}  \S+\.packet\.(?:json|html)$", re.MULTILINE)


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the smallest base count as a large one, whose records share two files or more."""
    monkeypatch.setattr(site_index, "MOST_OWN", 1)
    monkeypatch.setattr(site_index, "PER_FILE", 3)


def of_records(pages: dict[str, str], end: str) -> dict[str, str]:
    folders = ("data/entities/", "data/digests/")
    return {name: text for name, text in pages.items() if name.startswith(folders) and name.endswith(end)}


def leads(page: str, pages: dict[str, str]) -> list[str]:
    """Return the files to which the page of a record leads under its data and digests."""
    found = re.findall(r'<li><a href="([^"]*)">(?:JSON|YAML|Digests)</a>', pages[page])
    return [normpath(f"{page.removesuffix('.md')}/{link}") for link in found]


def test_each_record_of_a_small_base_has_files_of_its_own_to_which_its_page_leads(kb: KnowledgeBase) -> None:
    pages = rendered(kb)
    assert leads("lights/north-light.md", pages) == [
        "data/entities/north-light.json", "data/entities/north-light.yml", "data/digests/north-light.txt",
    ]  # fmt: skip
    assert leads("articles/herald-1901.md", pages) == ["data/digests/herald-1901.txt"]
    assert set(leads("lights/north-light.md", pages)) < pages.keys()


@pytest.mark.usefixtures("large")
def test_the_records_of_a_large_base_share_few_files_that_have_all_that_their_own_would(kb: KnowledgeBase) -> None:
    with pytest.MonkeyPatch.context() as small:
        small.setattr(site_index, "MOST_OWN", 2000)
        own = rendered(kb)
    shared = rendered(kb)
    data = {id: one for text in of_records(shared, ".json").values() for id, one in json.loads(text).items()}
    assert data == {one["entity"]["id"]: one for one in map(json.loads, of_records(own, ".json").values())}
    lines = [line for text in of_records(shared, ".txt").values() for line in text.splitlines()]
    assert sorted(lines) == sorted(line for text in of_records(own, ".txt").values() for line in text.splitlines())
    assert all(map(LISTED.fullmatch, lines))
    assert of_records(shared, ".yml") == {}
    records = len(kb.records.entities) + len(kb.records.articles)
    assert 2 <= len(of_records(shared, ".json")) == len(of_records(shared, ".txt")) < records


@pytest.mark.usefixtures("large")
def test_the_page_of_each_record_of_a_large_base_leads_to_the_files_that_hold_it(kb: KnowledgeBase) -> None:
    pages = rendered(kb)
    for entity in kb.records.entities.values():
        data, listed = leads(f"{entity.page.rstrip('/')}.md", pages)
        assert entity.id in json.loads(pages[data])
        assert f"  {entity.id}.packet.json\n" in pages[listed]
    for article in kb.records.articles.values():
        (listed,) = leads(f"{article.page.rstrip('/')}.md", pages)
        assert f"  {article.id}.packet.json\n" in pages[listed]


@pytest.mark.usefixtures("large")
def test_a_draft_has_data_for_the_preview_and_no_digest(kb: KnowledgeBase) -> None:
    draft = replace(kb.records.entities["north-light"], status="draft")
    index = index_site(replace(kb, records=replace(kb.records, entities={**kb.records.entities, draft.id: draft})))
    assert [link.name for link in record_links(index, draft)] == ["JSON"]
    templates = load_templates(theme_of(ROOT), Report())
    made = [page for task in shared_file_tasks(index, SITE, templates) for page in task.make(index)]
    holding = [page.path for page in made if '"north-light"' in page.text]
    assert holding == [f"data/entities/{share_of(draft.id, index.shares)}.json"]
    assert not any("north-light.packet" in page.text for page in made)


@pytest.mark.parametrize(("records", "shares"), [(1999, 0), (2000, 0), (2001, 32), (9000, 128), (20_000, 256)])
def test_records_share_files_above_the_limit_and_about_a_hundred_one(records: int, shares: int) -> None:
    assert site_index._shares(records) == shares
    assert not shares or records / shares <= site_index.PER_FILE
