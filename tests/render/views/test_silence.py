"""Silence: that nothing is recorded says nothing of the articles; what cannot be asked is not missed."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from druzhba_kb.model import KnowledgeBase
from druzhba_kb.pipeline.checking import check
from druzhba_kb.relate.coverage import coverage
from druzhba_kb.render.site_index import index_site
from druzhba_kb.render.views.evidence import silence_on
from druzhba_kb.report import Report
from tests.render.lighthouses import rendered
from tests.sites_on_disk import SITES

NOTHING = re.compile(r"Nothing recorded here: <span>(.*?)</span></p>")


@pytest.fixture(scope="module")
def garden(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    root = shutil.copytree(SITES / "other-topic", tmp_path_factory.mktemp("site") / "garden")
    report = Report()
    kb = check(Path(root), report)
    assert kb, [str(finding) for finding in report.findings]
    return kb


@pytest.fixture(scope="module")
def pages(garden: KnowledgeBase) -> dict[str, str]:
    return {path: unescape(text) for path, text in rendered(garden).items()}


def missing(page: str) -> list[str]:
    return re.sub("<[^>]*>", "", NOTHING.findall(page)[0]).split(", ") if NOTHING.search(page) else []


def test_what_an_article_was_read_for_and_does_not_give_is_said_of_that_article(pages: dict[str, str]) -> None:
    assert missing(pages["greenhouses/orchid-wing.md"]) == [
        "Opened (The Meadow Post 1913 does not give it)", "Guests", "Height", "Site",
        "Plan (The Meadow Post 1913 does not give it)",
    ]  # fmt: skip
    rows = {row.split("<")[0]: row for row in pages["greenhouses/palm-house.md"].split('<span class="k"><span>')[1:]}
    assert "was read for this and does not give it" in rows["Height"]
    assert "was read for this" not in rows["Plan"]


def test_what_cannot_be_asked_of_a_thing_of_its_category_is_not_missed(pages: dict[str, str]) -> None:
    assert missing(pages["gifts/seed-chest.md"]) == []


def test_the_category_stands_above_the_name_in_a_column_and_among_the_filters(pages: dict[str, str]) -> None:
    assert '<a href="../">Gift</a>, money, 1 of 1</p>' in pages["gifts/seed-chest.md"]
    assert '<th scope="col" data-key="category">Category</th>' in pages["gifts/index.md"]
    assert '"category":["money"]' in pages["gifts/index.md"]
    assert "Category" not in pages["plants/index.md"]


@pytest.mark.parametrize(
    ("entity", "attribute", "asked", "absent"),
    [
        ("seed-chest", "bags", False, []),
        ("seed-chest", "use", True, []),
        ("orchid-wing", "opened", True, ["The Meadow Post 1913"]),
        ("fern-house", "opened", True, []),
    ],
)
def test_each_silence_is_one_of_three(
    garden: KnowledgeBase, entity: str, attribute: str, asked: bool, absent: list[str]
) -> None:
    index = index_site(garden)
    record = garden.records.entities[entity]
    found = silence_on(index, record, index.attribute(record, attribute), "")
    assert (found.asked, [link.name for link in found.absent]) == (asked, absent)


def test_the_coverage_misses_only_what_can_be_asked(garden: KnowledgeBase) -> None:
    counts = {one.attribute.name: one.unrecorded for one in coverage(garden).kinds["gifts"]}
    assert counts == {"worth": 0, "use": 0, "bags": 0}


def test_what_an_article_does_not_give_of_a_draft_is_not_published(garden: KnowledgeBase) -> None:
    entities = {
        id: replace(one, status="draft" if id == "orchid-wing" else None) for id, one in garden.records.entities.items()
    }
    published = replace(garden.records, entities=entities).published
    assert {one.entity for one in published.articles["post-1913"].absent} == {"palm-house"}
    assert published.articles["circular-1912"] is garden.records.articles["circular-1912"]


def test_no_page_says_that_an_article_is_silent_or_does_not_state_something(pages: dict[str, str]) -> None:
    said = re.compile(r"not stated|does not say|does not mention|silen", re.IGNORECASE)
    assert [path for path, text in pages.items() if path.endswith(".md") and said.search(text)] == []


def test_spellings_stand_with_the_names_and_contest_nothing(pages: dict[str, str]) -> None:
    page = pages["plants/blue-lantern-vine.md"]
    assert page.index("## Names") < page.index('id="contest-name"') < page.index("The post never says which vine.")
    assert 'id="d-2"' in page.split('id="contest-name"')[1]
    assert "contest-name" not in pages["disagreements/index.md"]


def test_what_may_count_something_else_has_no_sign_of_unequal(pages: dict[str, str]) -> None:
    panel = pages["gifts/seed-chest.md"].split('id="contest-worth"')[1].split("</section>")[0]
    assert ' class="versus sc">' in panel
    assert "They may mean something else. The guild may count the carriage of the chest." in panel
    cell = pages["gifts/index.md"].split('data-l="Category"')[1]
    assert "≠" not in cell
    assert '"contested":["scope"]' in pages["gifts/index.md"]
