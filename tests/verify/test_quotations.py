"""Quotations: a changed word is found out, with the text and without it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from druzhba_kb.pipeline.checking import check
from druzhba_kb.report import Report
from tests.sites_on_disk import SITES, lay_out
from tests.verify.stating import lay, said, state

ENTITY = Path("entities/lighthouses/gull-point.yml")
QUOTES = re.findall(r"quote: (.+)", (SITES / "good" / ENTITY).read_text())


def codes(root: Path) -> set[str]:
    report = Report()
    check(root, report)
    return {finding.code for finding in report.findings}


def changed(root: Path, quote: str) -> Path:
    path = root / ENTITY
    first, _, rest = quote.partition(" ")
    path.write_text(path.read_text().replace(f"quote: {quote}", f"quote: {first}x {rest}"))
    return root


def without_texts(root: Path) -> Path:
    for path in (root / "sources").iterdir():
        path.unlink()
    return root


@pytest.mark.parametrize("quote", QUOTES)
def test_a_changed_word_fails_the_check_where_the_text_is(quote: str, tmp_path: Path) -> None:
    assert "quote-not-found" in codes(changed(lay_out(None, tmp_path / "site"), quote))


@pytest.mark.parametrize("quote", QUOTES)
def test_a_changed_word_fails_the_check_where_only_seals_are(quote: str, tmp_path: Path) -> None:
    assert "unsealed-quote" in codes(changed(without_texts(lay_out(None, tmp_path / "site")), quote))


@pytest.mark.parametrize(
    ("quote", "hint"),
    [
        ("held back by winds", "the nearest words are in block 2: held back by [-winds-] {+storms+}"),
        ("the old lenses was sold", "the nearest words are in block 2: the old [-lenses-] {+lens+} was sold"),
    ],
)
def test_the_nearest_passage_is_the_one_that_shares_the_most_words(quote: str, hint: str, tmp_path: Path) -> None:
    root, report = lay_out(None, tmp_path / "site"), Report()
    path = root / "entities/lighthouses/skerry-light.yml"
    path.write_text(path.read_text() + f"  - {{lens: sold, source: tidings-1931, quote: {quote}}}\n")
    check(root, report)
    (finding,) = [one for one in report.findings if one.code == "quote-not-found"]
    assert hint in finding.message


def test_the_true_words_pass_without_the_text(tmp_path: Path) -> None:
    assert codes(without_texts(lay_out(None, tmp_path / "site"))) == set()


def test_the_counts_say_what_a_quotation_was_checked_against(tmp_path: Path) -> None:
    root = lay_out(None, tmp_path / "site")
    with_texts, with_seals = Report(), Report()
    check(root, with_texts)
    check(without_texts(root), with_seals)
    assert with_texts.checked["against the text"] == with_seals.checked["against seals"] == len(QUOTES) + 3
    assert with_texts.checked["against seals"] == with_seals.checked["against the text"] == 0


@pytest.mark.parametrize("folded", ["was lit again\u00a0on 4 May 1931", "was  lit again on 4 May 1931"])
def test_white_space_is_folded(folded: str, tmp_path: Path) -> None:
    root = lay_out(None, tmp_path / "site")
    path = root / ENTITY
    path.write_text(path.read_text().replace("quote: was lit again on 4 May 1931", f"quote: '{folded}'"))
    assert codes(root) == set()


def test_case_is_not_folded(tmp_path: Path) -> None:
    root = lay_out(None, tmp_path / "site")
    path = root / ENTITY
    path.write_text(path.read_text().replace("quote: was lit again on 4 May", "quote: was lit again on 4 may"))
    assert codes(root) == {"quote-not-found"}


def test_words_are_whole(tmp_path: Path) -> None:
    root = lay_out(None, tmp_path / "site")
    path = root / ENTITY
    path.write_text(path.read_text().replace("quote: 27 metres high", "quote: 27 metres hig"))
    assert codes(root) == {"quote-not-found"}


def test_the_nearest_words_may_end_a_block(tmp_path: Path) -> None:
    site = lay(tmp_path, "The old lamp was lit in 1930")
    state(site, "lit: 1931", "quote: was lit in 1931", "source: log")
    assert said(site)[0].endswith("the nearest words are in block 1: was lit in [-1931-] {+1930+}")
