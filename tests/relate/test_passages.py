"""Sentences of blocks with their offsets, and articles whose text is not here."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.load import load
from druzhba_kb.parse import parse
from druzhba_kb.relate.passages import BlockText, sentences_of, texts_of
from druzhba_kb.report import Report
from tests.sites_on_disk import lay_out


@pytest.mark.parametrize(
    "sentence",
    [
        "Lt. Gen. A. S. Marlow and Maj. Gen. Brine met.",
        "Brig. (retd.) Holm came from the U.S. Navy with No. 5.",
        "They race, e.g. in Hull, at 5 p.m. on Oct. 5 for sport.",
        "“Is it far?” he asked.",
    ],
)
def test_a_sentence_is_not_cut_at_an_abbreviation(sentence: str) -> None:
    (found,) = sentences_of(BlockText("herald", 1, "p", sentence))
    assert found.text == sentence


def test_sentences_keep_their_offsets() -> None:
    block = BlockText("herald", 1, "p", "It rains in the U.S. However, Ada Brine came.  “Why?”\u00a0Nobody said.")
    sentences = sentences_of(block)
    assert [one.text for one in sentences] == [
        "It rains in the U.S.",
        "However, Ada Brine came.",
        "“Why?”",
        "Nobody said.",
    ]
    assert all(block.text[one.start : one.end] == one.text for one in sentences)


def test_an_article_without_its_text_is_reported(tmp_path: Path) -> None:
    site = lay_out(None, tmp_path / "site")
    records = parse(load(site, Report()), Report())
    present = [article for article in records.articles.values() if article.text is not None]
    assert present
    for source in (site / "sources").glob("*.md"):
        source.unlink()
    report = Report()
    records = parse(load(site, Report()), Report())
    found = texts_of(records.articles.values(), report)
    withheld = [article.id for article in records.articles.values() if article.rights == "withheld"]
    assert [finding.code for finding in report.findings] == ["no-text"] * len(withheld)
    assert not {one.article for one in found} & set(withheld)
