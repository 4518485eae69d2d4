"""Locations: in which blocks a quotation stands, looked up once for each article."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from druzhba_kb.model import Article, Block
from druzhba_kb.pipeline import check
from druzhba_kb.relate.locations import locate, seal
from druzhba_kb.report import Place, Report
from tests.sites_on_disk import lay_out


@pytest.fixture
def article(tmp_path: Path) -> Article:
    kb = check(lay_out(None, tmp_path / "site"), Report())
    assert kb is not None
    text = (Block(0, "t", "A lamp"), Block(1, "p", "The lamp was lit"), Block(2, "p", "Two lamps"))
    return replace(next(iter(kb.records.articles.values())), text=text, blocks="pp")


def test_the_title_is_block_0_and_words_are_whole(article: Article) -> None:
    assert locate(article, "lamp") == (0, 1)
    assert locate(article, "the  lamp") == ()
    assert locate(article, "The  lamp") == (1,)


def test_what_was_found_once_is_not_found_in_another_text(article: Article) -> None:
    assert locate(article, "lamp") == locate(article, "lamp") == (0, 1)
    changed = replace(article, text=(Block(0, "t", "A beacon"), Block(1, "p", "One lamp")))
    assert locate(changed, "lamp") == (1,)
    assert changed != article


def test_what_was_looked_up_makes_no_article_another(article: Article) -> None:
    other = replace(article)
    locate(article, "lamp")
    assert other == article


def test_without_the_text_seals_tell(article: Article) -> None:
    seals = {seal("5a", 2, "Two lamps"): Place("a.seals", 2)}
    sealed = replace(article, text=None, source_sha256="5a", seals=seals)
    assert locate(sealed, "Two  lamps") == (2,)
    assert locate(replace(sealed, seals=None), "Two lamps") == ()
