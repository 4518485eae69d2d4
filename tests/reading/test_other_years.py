"""Other years: the years that a text names, and those that it counts from another."""

from __future__ import annotations

import pytest

from druzhba_kb.reading.other_years import named_years

Told = tuple[str, int, str, bool]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "In 2014 and in May 2015", [("2014", 2014, "", False)]),
        ("en", "the regattas of 2014", [("regattas of 2014", 2014, "", False)]),
        ("en", "the 2014 champion", []),
        ("en", "in the year two thousand fourteen", [("two thousand fourteen", 2014, "", False)]),
        ("en", "two years earlier", [("two years earlier", -2, "told", False)]),
        ("en", "Two years before the race", []),
        ("en", "five years ago", [("five years ago", -5, "written", False)]),
        ("en", "last year's regatta", [("last year's", -1, "written", False)]),
        ("en", "last year's champion", []),
        ("en", "the previous regatta", [("previous regatta", -1, "told", True)]),
        ("en", "the previous evening", []),
        ("de", "vor drei Jahren", [("vor drei Jahren", -3, "written", False)]),
        ("de", "ein Jahr später", [("ein Jahr später", 1, "told", False)]),
        ("ru", "через два года", [("через два года", 2, "told", False)]),
        ("ru", "через год после шторма", []),
        ("fr", "l'édition précédente", [("l'édition précédente", -1, "told", True)]),
        ("es", "un año después", [("un año después", 1, "told", False)]),
        ("zh", "2014", []),
    ],
)
def test_years_are_found_with_what_they_count_from(lang: str, text: str, expected: list[Told]) -> None:
    found = named_years(text, lang, ["Regatta"])
    assert [(text[one.start : one.end], one.year, one.since, one.is_any) for one in found] == expected
