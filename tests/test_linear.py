"""Work grows with the size of a text and not with its square: calls are counted, for seconds differ from run to run."""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from benchmarks.linear import LINES, UNITS, import_markup
from druzhba_kb.importing.imported_article import read_article
from druzhba_kb.importing.lines import read_text
from druzhba_kb.importing.options import ImportOptions
from druzhba_kb.importing.raw_files import read_raw
from druzhba_kb.reading import read
from druzhba_kb.reading.sentences import LONGEST_SENTENCE, sentence_ends
from druzhba_kb.report import Report

MOST = 2.4  # times the calls for twice the text; a square gives 4
SIZE = 2_500
COUNTED = ("1,", "1", "10:11", "date", "numeric date", "range of dates", "twenty", "5 thousand", "million", "1 111")


def _calls(work: Callable[[str], object], text: str) -> int:
    """Return how many calls a function makes on a text."""
    number = count()
    sys.setprofile(lambda *_: next(number))
    try:
        work(text)
    finally:
        sys.setprofile(None)
    return next(number)


def _growth(work: Callable[[str], object], unit: str) -> float:
    texts = [unit * (size // len(unit)) for size in (SIZE, 2 * SIZE, 2)]
    work(texts[2])  # reads the lists of the language
    once, twice = (_calls(work, text) for text in texts[:2])
    return twice / once


def _import(text: str) -> None:
    read_article(read_text(f"The Lamp Goes Out\n\n{text}"), "raw.txt", ImportOptions())


@pytest.mark.parametrize("name", COUNTED)
def test_reading_numbers_and_dates_makes_twice_the_calls_for_twice_the_text(name: str) -> None:
    assert _growth(read, UNITS[name]) < MOST


@pytest.mark.parametrize("name", LINES)
def test_import_of_many_lines_makes_twice_the_calls_for_twice_the_text(name: str) -> None:
    assert _growth(_import, LINES[name]) < MOST


def test_a_sentence_ends_where_it_would_be_longer_than_any() -> None:
    ends = sentence_ends("not " * LONGEST_SENTENCE)
    assert ends == tuple(range(LONGEST_SENTENCE, 4 * LONGEST_SENTENCE, LONGEST_SENTENCE))


@pytest.mark.parametrize(
    ("markup", "excess"),
    [
        ("<p " + " ".join(f"a{number}" for number in range(1000)) + ">a", "1,000 attributes in one tag"),
        ("<div>" * 300 + "a", "200 elements inside each other"),
        ("a<br>" * 50_001, "50,000 elements"),
    ],
)
def test_a_page_that_would_take_seconds_is_refused(markup: str, excess: str, tmp_path: Path) -> None:
    (_, path, *_) = import_markup(markup, tmp_path)
    report = Report()
    assert list(read_raw(path, report)) == []
    assert [finding.message for finding in report.findings] == [
        f"the page has more than {excess}; expected the page of one article"
    ]


def test_a_text_of_more_lines_than_any_article_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "raw.txt"
    path.write_text("a\n" * 20_001, encoding="utf-8")
    report = Report()
    assert list(read_raw(str(path), report)) == []
    assert [finding.message for finding in report.findings] == [
        "20,001 lines; expected the text of one article, 20,000 at most"
    ]
