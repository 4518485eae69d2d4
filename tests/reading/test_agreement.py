"""Agreement: which numbers and dates of our own words no source says, and what follows from what a source says."""

from __future__ import annotations

import pytest

from druzhba_kb.reading import Words
from druzhba_kb.reading.agreement import opposed, unsaid


def left(ours: str, *sources: str) -> list[str]:
    """Return the numbers and dates of ours that none of the sources says."""
    return list(unsaid(Words(ours), lambda: [Words(source) for source in sources]))


@pytest.mark.parametrize(
    ("ours", "source", "expected"),
    [
        ("70 sailors came", "70 sailors came", []),
        ("seventy sailors", "70 sailors", []),
        ("70 people", "70 sailors", []),
        ("70", "70 sailors", []),
        ("70 metres", "70 km", ["70"]),
        ("75 sailors", "70 sailors", ["75"]),
        ("70 sailors", "some 70 sailors", ["70"]),
        ("about 70 sailors", "72 sailors", []),
        ("about 70 sailors", "80 sailors", ["70"]),
        ("about 70 sailors", "70 sailors", []),
        ("nearly 70 sailors", "65 sailors", []),
        ("nearly 70 sailors", "72 sailors", ["70"]),
        ("more than 60 sailors", "70 sailors", []),
        ("more than 70 sailors", "70 sailors", ["70"]),
        ("more than 70 sailors", "more than 70 sailors", []),
        ("at least 70 sailors", "70 sailors", []),
        ("fewer than 70 sailors", "70 sailors", ["70"]),
        ("fewer than 80 sailors", "70 sailors", []),
        ("up to 70 sailors", "70 sailors", []),
        ("70 sailors", "more than 70 sailors", ["70"]),
        ("70 sailors", "60 to 80 sailors", ["70"]),
        ("60 to 80 sailors", "70 sailors", []),
    ],
)
def test_a_number_of_ours_follows_from_the_same_or_from_a_narrower_one(
    ours: str, source: str, expected: list[str]
) -> None:
    assert left(ours, source) == expected


@pytest.mark.parametrize(
    ("ours", "source", "expected"),
    [
        ("car 17 ran away", "Car 17 of the Hill line ran away", []),
        ("they rode on car 17", "the car, number 17, was full", []),
        ("car 18 ran away", "Car 17 of the Hill line ran away", ["18"]),
        ("tram 17 ran away", "Car 17 of the Hill line ran away", ["17"]),
        ("17 cars ran away", "Car 17 of the Hill line ran away", ["17"]),
        ("the 17 drivers", "the car, number 17, was full", ["17"]),
    ],
)
def test_a_number_behind_a_noun_is_that_of_what_a_source_calls_so(ours: str, source: str, expected: list[str]) -> None:
    assert left(ours, source) == expected


@pytest.mark.parametrize(
    ("ours", "source", "expected"),
    [
        ("from 1916 to 1921", "She came in 1916 and stayed until 1921", []),
        ("from 1916 to 1921", "She came in 1916 and stayed until 1922", ["1916 to 1921"]),
    ],
)
def test_a_source_may_say_each_end_of_a_span_for_itself(ours: str, source: str, expected: list[str]) -> None:
    assert left(ours, source) == expected


@pytest.mark.parametrize(
    ("ours", "source", "expected"),
    [
        ("70%", "70 per cent", []),
        ("70%", "70 sailors", ["70"]),
        ("$5 billion", "5 billion dollars", []),
        ("€5 billion", "5 billion dollars", ["€5 billion"]),
        ("5 billion", "5 billion dollars", []),
        ("the third tour", "the 3rd tour", []),
        ("the third tour", "Tour III", []),
        ("the third tour", "three tours", ["third"]),
        ("three tours", "the third tour", ["three"]),
        ("Tour III", "three tours", []),
        ("Regatta 5", "nothing of it", []),
        ("the First World War", "nothing of it", []),
    ],
)
def test_types_and_currencies_and_orders_agree(ours: str, source: str, expected: list[str]) -> None:
    assert left(ours, source) == expected


@pytest.mark.parametrize(
    ("ours", "source", "expected"),
    [
        ("October 2018", "22 October 2018", []),
        ("2018", "22 October 2018", []),
        ("22 October 2018", "October 2018", ["22 October 2018"]),
        ("22 October 2018", "22 October 2018", []),
        ("22 October", "22 October 2018", []),
        ("the 2010s", "in 2018", []),
        ("the 2010s", "in 2008", ["2010s"]),
        ("2018", "in the 2010s", ["2018"]),
        ("the 19th century", "in 1850", []),
        ("from 2014 to 2016", "2014-16", []),
        ("2015", "from 2014 to 2016", ["2015"]),
        ("2014", "from 2014 to 2016", []),
        ("24 October 2018", "24 to 26 October 2018", []),
        ("25 October 2018", "24 to 26 October 2018", ["25 October 2018"]),
        ("24 to 26 October 2018", "24 October 2018", ["24 to 26 October 2018"]),
    ],
)
def test_a_date_of_ours_may_be_rounder_than_the_source_and_not_finer(
    ours: str, source: str, expected: list[str]
) -> None:
    assert left(ours, source) == expected


@pytest.mark.parametrize(
    ("ours", "source", "expected"),
    [
        ("50 years", "five decades", []),
        ("two weeks", "14 days", []),
        ("a fortnight", "two weeks", []),
        ("two weeks", "15 days", ["two"]),
        ("3 years", "36 months", ["3"]),
    ],
)
def test_times_are_compared_across_their_measures(ours: str, source: str, expected: list[str]) -> None:
    assert left(ours, source) == expected


@pytest.mark.parametrize(
    ("ours", "source", "expected"),
    [
        ("one of them", "nothing of it", []),
        ("the two", "nothing of it", []),
        ("two sailors", "nothing of it", ["two"]),
        ("1 sailor", "nothing of it", ["1"]),
        ("The crew first spoke of it", "nothing of it", []),
        ("First, they spoke", "nothing of it", []),
        ("the first tour", "nothing of it", ["first"]),
        ("They came first", "nothing of it", ["first"]),
        ("First tours began", "nothing of it", ["First"]),
        ("In 2018 they are bound", "A contract of 2018 binds the pilots", []),
        ("A contract of 2018 binds them", "It was signed in 2018", []),
        ("In 2018 they came", "2018 pilots came", ["2018"]),
        ("In 2018 they came", "a fleet of 2,018 boats came", ["2018"]),
        ("In May 2018 they came", "A contract of 2018 binds the pilots", ["May 2018"]),
    ],
)
def test_what_hardly_counts_needs_no_source(ours: str, source: str, expected: list[str]) -> None:
    assert left(ours, source) == expected


@pytest.mark.parametrize(
    ("ours", "source", "expected"),
    [
        ("several hundred sailors", "several hundred sailors", []),
        ("several hundred sailors", "300 sailors", ["several hundred"]),
        ("two thirds", "two thirds", []),
        ("two thirds", "Two thirds of them", []),
        ("two thirds", "three fifths", ["two thirds"]),
    ],
)
def test_what_cannot_be_read_stands_to_the_letter(ours: str, source: str, expected: list[str]) -> None:
    assert left(ours, source) == expected


@pytest.mark.parametrize(
    ("ours", "source", "expected"),
    [
        ("at 10:30", "at 10:30", []),
        ("at 10:30", "at 11:30", ["10:30"]),
        ("at 10:30", "nothing of it", ["10:30"]),
    ],
)
def test_a_time_of_day_is_that_of_the_source(ours: str, source: str, expected: list[str]) -> None:
    assert left(ours, source) == expected


def test_one_source_at_least_says_each_number() -> None:
    assert left("70 sailors and 12 ships in 2018", "70 sailors", "a dozen ships") == ["2018"]
    assert left("70 sailors and 12 ships in 2018", "70 sailors", "a dozen ships", "on 5 May 2018") == []
    assert left("70 sailors") == ["70"]


def test_a_source_may_be_in_another_language() -> None:
    russian = [Words("около 70 моряков в мае 2018 года", "ru")]
    assert list(unsaid(Words("About 70 sailors in May 2018"), lambda: russian)) == []
    assert list(unsaid(Words("About 90 sailors in June 2018"), lambda: russian)) == ["90", "June 2018"]


@pytest.mark.parametrize(
    ("ours", "source", "expected"),
    [
        ("Prices fell.", "prices rose", ("fell", "rose")),
        ("Prices came down.", "prices increased", ("came down", "increased")),
        ("Prices rose.", "prices increased", None),
        ("Prices rose and fell.", "prices rose", None),
        ("Prices fell.", "prices that rose and fell", None),
        ("Prices fell.", "prices were known", None),
    ],
)
def test_words_are_opposed_where_one_side_says_the_opposite_alone(
    ours: str, source: str, expected: tuple[str, str] | None
) -> None:
    assert opposed(Words(ours, "en"), [Words(source, None)]) == expected


def test_nothing_is_opposed_across_languages_or_in_one_that_is_not_read() -> None:
    assert opposed(Words("Prices fell.", "en"), [Words("prices rose", "de")]) is None
    assert opposed(Words("Prices fell.", "xx"), [Words("prices rose", "xx")]) is None
