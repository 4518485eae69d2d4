"""Sentences of blocks with their offsets, articles whose text is not here, and the days of posts."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.load import load
from druzhba_kb.model import Block
from druzhba_kb.parse import parse
from druzhba_kb.relate.passages import BlockText, day_of_post, sentences_of, texts_of
from druzhba_kb.report import Report
from tests.sites_on_disk import lay_out
from tests.verify.stating import lay, said, state


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


def test_the_stop_of_a_day_ends_no_sentence_where_the_language_writes_such() -> None:
    text = "Die Mühle brannte am 3. Juni 1926. Niemand starb."
    assert [one.text for one in sentences_of(BlockText("herald", 1, "p", text, "de"))] == [
        "Die Mühle brannte am 3. Juni 1926.",
        "Niemand starb.",
    ]


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


class _Log:
    """As much of an article as is asked."""

    published, lang = "2021-09-28", None

    def __init__(self, *blocks: str) -> None:
        self.text = tuple(Block(number, "p", text) for number, text in enumerate(("A log", *blocks)))


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("2021-09-29 13:05", "2021-09-29"),
        ("Wednesday 29 September", "2021-09-29"),
        ("29 September 2021, 13:05 CEST", "2021-09-29"),
        ("[29.09.2021 13:05] Two men were hurt.", "2021-09-29"),
        ("13:05, 29 September: Two men were hurt", "2021-09-29"),
        ("13:05", None),
        ("On 29 September they came.", None),
        ("29 September 2021, the boats came.", None),
        ("29 September 2016", None),  # a chronicle
    ],
)
def test_a_day_above_a_post_is_that_of_the_post(stated: str, day: str | None) -> None:
    article = _Log("The harbour rests.", stated, "They came today.")
    assert [day_of_post(article, block) for block in (1, 3)] == [None, day]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("lit", "quote", "expected"),
    [
        ("1931-05-06", "lit on Wednesday", []),
        ("1931-05-13", "lit on Wednesday", []),
        ("1931-04-29", "lit on Wednesday", ["unsupported-value"]),
        ("1931-05-06", "lit this morning", []),
        ("1931-05-05", "lit this morning", ["unsupported-value"]),
    ],
)
def test_a_relative_day_of_a_post_counts_from_the_day_above_it(
    tmp_path: Path, lit: str, quote: str, expected: list[str]
) -> None:
    site = lay(tmp_path, "1931-05-06 13:05", f"The lamp was {quote}.")
    note = "The day of the post as it stands above."
    state(site, f"lit: {lit}", "source: log", f"quote: {quote}", "inferred: [day, month, year]", f"note: {note}")
    assert [one.split(":")[0] for one in said(site)] == expected
