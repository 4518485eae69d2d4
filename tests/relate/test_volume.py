"""How much of an article is quoted and retold: the same numbers with the text and by the seals alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from druzhba_kb.model import KnowledgeBase
from druzhba_kb.pipeline.checking import relate_project
from druzhba_kb.relate.coverage import Volume, block_lengths, volume_of_all, volumes
from druzhba_kb.report import Report
from tests.sites_on_disk import SITES, lay_out

COURIER = Volume(words=58, quoted=30, retold=43)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return lay_out(None, tmp_path / "site")


def base(site: Path) -> KnowledgeBase:
    kb = relate_project(site, Report())
    assert kb
    return kb


def test_words_that_two_quotations_share_count_once(site: Path) -> None:
    assert volumes(base(site).records)["courier-1931"] == COURIER
    assert round(COURIER.quoted_share) == 52
    assert round(COURIER.retold_share) == 74


def test_a_clone_without_the_text_counts_the_same_by_the_seals(site: Path) -> None:
    with_text = volumes(base(site).records)
    for text in (site / "sources").iterdir():
        text.unlink()
    assert volumes(base(site).records) == with_text


def test_without_text_and_lengths_nothing_is_known(site: Path) -> None:
    records = base(site).records
    bare = replace(records.articles["courier-1931"], text=None, seals=None)
    assert block_lengths(bare) == {}
    assert "courier-1931" not in volumes(replace(records, articles={**records.articles, bare.id: bare}))


def test_an_article_that_is_published_whole_has_no_volume() -> None:
    kb = base(SITES / "other-topic")
    assert volumes(kb.records).keys() == {"post-1913"}
    assert volume_of_all(kb.records) == volumes(kb.records)["post-1913"]
