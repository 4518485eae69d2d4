"""The task cache: which pages are made again, and which stand."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from druzhba_kb.publishing.task_cache import TaskCache
from druzhba_kb.render.page_model import Page
from druzhba_kb.render.site_index import SiteIndex, Task, index_site
from tests.render.lighthouses import made

Made = list[str]


def tasks(log: Made) -> list[Task]:
    """Return three tasks that log their making: of an entity, of another with two pages, and of all articles."""

    def town(index: SiteIndex) -> list[Page]:
        log.append("town")
        return [Page("town.md", index.kb.records.entities["old-harbour"].name, "t.j2", "town.yml")]

    def light(index: SiteIndex) -> list[Page]:
        log.append("light")
        name = index.kb.records.entities["north-light"].name
        return [Page("light.md", name), Page("light.json", json.dumps(name))]

    def articles(index: SiteIndex) -> list[Page]:
        log.append("articles")
        return [Page("articles.md", ", ".join(article.title for article in index.articles))]

    return [Task("town", town), Task("light", light), Task("articles", articles)]


def renamed(name: str) -> SiteIndex:
    kb = made()
    light = replace(kb.records.entities["north-light"], name=name)
    return index_site(replace(kb, records=replace(kb.records, entities={**kb.records.entities, "north-light": light})))


def run(root: Path, index: SiteIndex, common: str = "same", used: bool = True) -> tuple[Made, list[Page]]:
    """Make the tree; return what was made anew, and the pages."""
    log: Made = []
    memory = TaskCache(root / "made", root / "tree", common, used)
    pages = memory.make(tasks(log), index)
    memory.keep()
    return log, pages


ALL = ["town", "light", "articles"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    assert run(tmp_path, index_site(made()))[0] == ALL
    return tmp_path


def test_what_nothing_changed_stands(root: Path) -> None:
    log, pages = run(root, index_site(made()))
    assert log == []
    assert [page.path for page in pages] == ["town.md", "light.md", "light.json", "articles.md"]
    assert pages[0] == Page("town.md", "", "t.j2", "town.yml", pages[0].known_digest, outline=pages[0].outline)
    assert pages == run(root, index_site(made()), used=False)[1]


def test_what_rests_on_a_changed_record_is_made_anew_each_time_it_changes(root: Path) -> None:
    for name in ("Northern Light", "Light of the North", "Light of the North"):
        log, _ = run(root, renamed(name))
        assert (root / "tree/light.md").read_text() == name
        assert (root / "tree/town.md").read_text() == "Old Harbour"
    assert log == []
    assert run(root, renamed("Other"))[0] == ["light"]


@pytest.mark.parametrize("common", ["other", ""])
def test_what_reaches_every_page_makes_them_all_anew(root: Path, common: str) -> None:
    assert run(root, index_site(made()), common)[0] == ALL


def test_no_memory_is_used_where_none_is_wanted(root: Path) -> None:
    assert run(root, index_site(made()), used=False)[0] == ALL


def test_a_page_that_was_touched_or_deleted_is_made_anew(root: Path) -> None:
    (root / "tree/town.md").write_text("Mine")
    (root / "tree/light.json").unlink()
    assert run(root, index_site(made()))[0] == ["town", "light"]
    assert (root / "tree/town.md").read_text() == "Old Harbour"


@pytest.mark.parametrize("at", [0, 64, 65, 100, -1])
def test_a_file_in_which_a_byte_has_changed_is_no_memory(root: Path, at: int) -> None:
    whole = bytearray((root / "made").read_bytes())
    whole[at] ^= 1
    (root / "made").write_bytes(whole)
    assert run(root, index_site(made()))[0] == ALL


def test_a_page_that_lost_a_bit_and_kept_its_time_is_made_anew(root: Path) -> None:
    page = root / "tree/town.md"
    written = page.stat().st_mtime_ns
    page.write_text("Old Harbous")
    os.utime(page, ns=(written, written))
    assert run(root, index_site(made()))[0] == ["town"]
    assert page.read_text() == "Old Harbour"


def test_a_record_that_is_gone_makes_what_looked_for_it_anew(root: Path) -> None:
    log: Made = []
    kb = made()
    less = replace(kb, records=replace(kb.records, articles={}))
    TaskCache(root / "made", root / "tree", "same").make(tasks(log), index_site(less))
    assert log == ["articles"]


def test_what_is_no_task_any_more_is_forgotten(root: Path) -> None:
    memory = TaskCache(root / "made", root / "tree", "same")
    memory.make(tasks([])[:1], index_site(made()))
    memory.keep()
    assert json.loads((root / "made").read_text().partition("\n")[2])["tasks"].keys() == {"town"}
