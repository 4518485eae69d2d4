"""The raw articles, where they are at hand: facts about them as counts, names and short strings only."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from druzhba_kb.importing import ImportedArticle, ImportOptions, import_articles
from druzhba_kb.importing.lines import split_lines
from druzhba_kb.report import Report

pytestmark = pytest.mark.sources

FACTS = {
    "000": ("2018-10-23", "dateline", None, None, None, "p" * 13 + "hppppph" + "pppppp", 3),
    "001": ("2019-07", "inferred", "Global Village Space", "News Desk", None, None, 12),
    "002": (None, None, None, None, None, "pphppphppppphpppphpppppp", 2),
    "003": ("2020-11", "inferred", None, "GVS News Desk", None, "ppepppphppphpp", 4),
    "004": (None, None, "The Duran", None, "opinion", "p" * 23, 8),
}
HEADINGS = {"000": 2, "001": 5, "002": 4, "003": 2, "004": 0}


def imported(prefix: str, project: Path) -> ImportedArticle:
    [path] = sorted(Path(os.environ["DRUZHBA_SOURCES"]).glob(f"{prefix}_*.txt"))
    return import_articles([str(path)], project, ImportOptions(id=f"article-{prefix}"), Report())[0]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return tmp_path


@pytest.mark.parametrize("prefix", FACTS)
def test_fields(prefix, project):
    one = imported(prefix, project)
    published, basis, publisher, author, genre, blocks, dropped = FACTS[prefix]
    fields = one.fields
    assert (fields.published, fields.published_basis) == (published, basis)
    assert (fields.publisher, fields.author, fields.genre) == (publisher, author, genre)
    assert blocks is None or fields.blocks == blocks
    assert len(one.dropped) == dropped


@pytest.mark.parametrize("prefix", FACTS)
def test_every_line_is_kept_or_listed(prefix, project):
    one = imported(prefix, project)
    raw = (project / f"sources/raw/article-{prefix}.txt").read_text(encoding="utf-8")
    kept = [line for block in one.blocks for line in block.text.split("\n") if line]
    assert Counter(kept) + Counter(dropped.text for dropped in one.dropped) == Counter(
        line.text for line in split_lines(raw)
    )


@pytest.mark.parametrize("prefix", FACTS)
def test_titles_and_headings(prefix, project):
    one = imported(prefix, project)
    assert (one.fields.title is None) == (prefix == "003")
    assert one.fields.blocks.count("h") == HEADINGS[prefix]


def test_the_headings_of_2018(project):
    headings = [block.text for block in imported("000", project).blocks if block.kind == "h"]
    assert headings == ["Pakistan, Russia anti-ISIS drills", "Balancing act"]


def test_what_is_dropped_in_2019(project):
    counts = Counter(dropped.rule for dropped in imported("001", project).dropped)
    assert counts == {"site-header": 1, "scrape-date": 1, "byline": 1, "read-more": 5, "pull-quote": 4}
    assert imported("001", project).fields.blocks[0] == "d"


def test_the_embedded_post_of_2020(project):
    [post] = [block.text for block in imported("003", project).blocks if block.kind == "e"]
    assert post.startswith("#") and post.endswith("(@OfficialDGISPR) November 5, 2020")


def test_the_foot_of_the_opinion(project):
    rules = [dropped.rule for dropped in imported("004", project).dropped]
    assert rules[:3] == ["empty-template", "donation", "disclaimer"]
    assert rules[-2:] == ["related-headline", "related-headline"]
