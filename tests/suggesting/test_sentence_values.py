"""Dates and numbers in running text, the shortest quotation around them, and who speaks."""

from __future__ import annotations

import pytest

from druzhba_kb.suggesting.sentence_values import dates_in, distance, numbers_in, shortest, sums_in
from druzhba_kb.suggesting.suggest_model import touch

PUBLISHED = "2018-10-23"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It opened on 3 May 1912.", ["1912-05-03"]),
        ("It opened on May 3rd, 1912.", ["1912-05-03"]),
        ("on 2018-10-22", ["2018-10-22"]),
        ("in October 2017", ["2017-10"]),
        ("once in 1987, again in 1991", ["1987", "1991"]),
        ("on the 24th of September 2016", ["2016-09-24"]),
        ("(Oct 21 – Nov 4)", ["2018-10-21", "2018-11-04"]),
        ("from 3 to 14 May 2019", ["2019-05-03", "2019-05-14"]),
        ("September 24 to October 10, 2016", ["2016-09-24", "2016-10-10"]),
        ("between 3 May and 5 June", ["2018-05-03", "2018-06-05"]),
        ("on 5 October and 7 October", ["2018-10-05", "2018-10-07"]),
        ("May 3 boats sail on?", ["2018-05-03"]),
        ("on 31 June 2018", []),
        ("in 2016 boats", ["2016"]),
        ("1,400 boats, 22 of them new", []),
    ],
)
def test_dates_are_read_as_they_are_written(text: str, values: list[str]) -> None:
    found = dates_in(text, PUBLISHED)
    assert [value for one in found for value in one.forms] == values


@pytest.mark.parametrize(
    ("text", "value", "inferred"),
    [
        ("on 20 December", "2018-12-20", ("year",)),
        ("on 20 January", "2019-01-20", ("year",)),
        ("on the 8th of this month", "2018-10-08", ("month", "year")),
        ("It began on Monday.", "2018-10-22", ("day", "month", "year")),
        ("It began on Tuesday.", "2018-10-23", ("day", "month", "year")),
    ],
)
def test_what_a_date_lacks_is_inferred_with_a_note(text: str, value: str, inferred: tuple[str, ...]) -> None:
    (found,) = dates_in(text, PUBLISHED)
    assert (found.forms, found.inferred) == ((value,), inferred)
    assert PUBLISHED in (found.note or "")


@pytest.mark.parametrize("text", ["on 20 December", "on the 8th of this month", "It began on Monday."])
def test_nothing_is_inferred_from_an_article_without_its_day(text: str) -> None:
    assert dates_in(text, None) == dates_in(text, "2018") == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It will begin on Monday.", ["2018-10-29"]),
        ("It began on Monday and will last.", ["2018-10-22"]),
        ("It was signed on Monday of last week.", ["2018-10-15"]),
        ("It began last night.", ["2018-10-22"]),
        ("It was held in May last year.", ["2017-05"]),
        ("It was held from 11 to 16 March.", ["2018-03-11", "2018-03-16"]),
        ("It ends on the 28th.", ["2018-10-28"]),
    ],
)
def test_days_are_told_from_the_articles_own(text: str, values: list[str]) -> None:
    assert [form for one in dates_in(text, PUBLISHED) for form in one.forms] == values


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("about 200 men and at least 50 women", ["~200", ">=50"]),
        ("more than 1,400 metres", [">1400"]),
        ("no more than 30", ["<=30"]),
        ("fewer than forty", ["<40"]),
        ("50 to 70 boats", ["50-70"]),
        ("between 3 and 5 hens", ["3-5"]),
        ("3 and 5 hens", ["3", "5"]),
        ("a two-week race", ["2"]),
        ("the two clubs, one of them old", []),
        ("a multi-billion project", []),
    ],
)
def test_numbers_carry_their_sign(text: str, amounts: list[str]) -> None:
    assert [one.forms[0] for one in numbers_in(text)] == amounts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ada Finch, who was 34, won", [("34", True)]),
        ("in her 34th year Ada Finch won", [("33", True)]),
        ("it lasted 34 years", [("34", False)]),
    ],
)
def test_an_age_is_known_as_one(text: str, found: list[tuple[str, bool]]) -> None:
    assert [(one.forms[0], one.is_age) for one in numbers_in(text)] == found


def test_a_number_stands_with_the_words_that_qualify_it() -> None:
    text = "They hired about 200 masons."
    (found,) = numbers_in(text)
    assert text[slice(*found.span)] == "about 200"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("a $62 billion plan", ["62000000000 USD"]),
        ("1,200 pounds for the gold leaf", ["1200 GBP"]),
        ("1,200 pounds of gold leaf", []),
        ("some €3m", ["~3000000 EUR"]),
        ("Rs 500", []),
        ("500 hens", []),
    ],
)
def test_sums_need_a_certain_currency(text: str, values: list[str]) -> None:
    assert [one.forms[0] for one in sums_in(text)] == values


def test_the_quotation_is_the_shortest_that_bears_and_leans_towards_its_cue() -> None:
    text = "Old sails and 40 boats came."
    whole = (0, len(text))
    at = (text.index("40"), text.index("40") + 2)
    assert shortest(text, at, whole, (text.index("boats"), len(text)), lambda quote: "40" in quote) == "40 boats came"
    assert shortest(text, at, whole, (0, 3), lambda quote: "40" in quote) == "sails and 40"
    assert shortest(text, at, whole, at, lambda quote: "Old" in quote) == "Old sails and 40"


def test_a_quotation_does_not_go_on_into_the_next_phrase() -> None:
    text = "Here, 40 boats and tar."
    at = (text.index("40"), text.index("40") + 2)
    assert shortest(text, at, (0, len(text)), at, lambda quote: "40" in quote) == "40 boats"
    assert shortest(text, at, (0, len(text)), at, lambda quote: False) is None
    assert shortest(text, at, at, at, lambda quote: True) is None


def test_distance_is_counted_in_words() -> None:
    assert distance("one two three four", (0, 3), (14, 18)) == distance("one two three four", (14, 18), (0, 3)) == 2


def test_spans_touch_where_they_have_a_character_in_common() -> None:
    assert touch((0, 3), (2, 4)) and touch((2, 4), (0, 3)) and touch((0, 4), (1, 2))
    assert not touch((0, 2), (2, 4)) and not touch((2, 4), (0, 2))
