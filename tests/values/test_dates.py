"""EDTF dates: what is taken, what it spans, how it is shown, compared and borne out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from druzhba_kb.model import Attribute, Names
from druzhba_kb.reading import Words
from druzhba_kb.values import TYPES, edtf

from .examples import ATTRIBUTES, GOOD, missing, missing_of

START = ATTRIBUTES["date"]
DATE = TYPES["date"]
OTHER = "{} (another stands there)"

BAD = [
    "",
    " ",
    "2018-13",
    "2018-02-30",
    "2018-02-29",
    "2018-00",
    "2018-1",
    "18-10-22",
    "22 October 2018",
    "2018-10-22T10:00:00",
    "2018-1X",
    "X018",
    "20X8",
    "XXXX",
    "156X-12-25",
    "2018-10-2X",
    "2018-25",
    "?2018",
    "2018-?10",
    "{2018,2019}",
    "[2018,2019]",
    "Y3E5",
    "1950S2",
    "2018/2017",
    "2018-11-04/2018-10-21",
    "../..",
    "/",
    "..",
    "2018-10-XX/2018-11",
    "201x",
    "unknown",
    "2018~?",
    "٢٠١٨",
    "-0000",
    "Y2018",
    "2018" * 30,
    "(" * 20_000,
    "2018\n-10",
]


@pytest.mark.parametrize("raw", BAD)
def test_refused(raw: str) -> None:
    with pytest.raises(ValueError, match="expected"):
        DATE.parse(raw, START)


@pytest.mark.parametrize(
    ("raw", "written"),
    [
        ("24/09/2016", "2016-09-24"),
        ("2016.09.24", "2016-09-24"),
        ("4th of May 1931", "1931-05-04"),
        ("Sept 24, 2016", "2016-09-24"),
        ("May 1931", "1931-05"),
        ("about 1931", "1931~"),
        ("from 21 Oct to 4 Nov 2018", "2018-10-21/2018-11-04"),
        ("04/05/1931", "a date such as 2018-10, 2018-10-22, 2016-09-23~ or 2018-10-21/2018-11-04"),
        ("the 1930s", "a date such as 2018-10, 2018-10-22, 2016-09-23~ or 2018-10-21/2018-11-04"),
        ("4 May", "a date such as 2018-10, 2018-10-22, 2016-09-23~ or 2018-10-21/2018-11-04"),
    ],
)
def test_a_date_in_words_says_how_it_is_written(raw: str, written: str) -> None:
    with pytest.raises(ValueError) as caught:
        DATE.parse(raw, START)
    assert str(caught.value) == f"'{raw}' is no date that can be read; expected {written}"


@pytest.mark.parametrize("raw", ["1931-09-31", "31 September 1931"])
def test_a_day_that_no_calendar_has_is_never_what_was_expected(raw: str) -> None:
    with pytest.raises(ValueError, match="'1931-09-31' is no date: there is no such day; expected a date such as"):
        DATE.parse(raw, START)


def test_message() -> None:
    with pytest.raises(ValueError) as caught:
        DATE.parse("2018-13", START)
    assert str(caught.value) == (
        "'2018-13' is no date that can be read; expected a date such as 2018-10, 2018-10-22, 2016-09-23~ "
        "or 2018-10-21/2018-11-04"
    )


def test_white_space_around_a_date_goes() -> None:
    assert DATE.parse(" 2018-10 \n", START) == "2018-10"


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2018", date(2018, 1, 1), date(2018, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2016-09-23~", date(2016, 9, 23), date(2016, 9, 23)),
        ("2018-10-21/2018-11", date(2018, 10, 21), date(2018, 11, 30)),
        ("../2018", date.min, date(2018, 12, 31)),
        ("2018/..", date(2018, 1, 1), date.max),
        ("/2018", date.min, date(2018, 12, 31)),
        ("201X", date(2010, 1, 1), date(2019, 12, 31)),
        ("20XX", date(2000, 1, 1), date(2099, 12, 31)),
        ("2018-XX-XX", date(2018, 1, 1), date(2018, 12, 31)),
        ("2018-10-XX", date(2018, 10, 1), date(2018, 10, 31)),
        ("2018-22", date(2018, 6, 1), date(2018, 8, 31)),
        ("2018-24", date(2018, 12, 1), date(2019, 2, 28)),
        ("Y17000", date.max, date.max),
        ("-0043-03-15", date.min, date.min),
    ],
)
def test_span(value: str, first: date, last: date) -> None:
    assert edtf.span(value) == (first, last)


@pytest.mark.parametrize("value", GOOD["date"])
def test_every_date_has_span_precision_and_key(value: str) -> None:
    first, last = edtf.span(value)
    assert first <= last
    assert edtf.precision(value)
    assert edtf.sort_key(value) == edtf.sort_key(value)


def test_precision() -> None:
    of = edtf.precision
    assert [of(value) for value in ("2018", "2018-10", "2018-10-22~", "2018-21", "201X", "20XX", "2018/2019")] == [
        "year",
        "month",
        "day",
        "season",
        "decade",
        "century",
        "interval",
    ]


def test_order() -> None:
    ordered = ["Y-17000", "-0043", "201X", "2018-10-01", "2018-10", "2018-10-22", "2019", "Y17000"]
    assert sorted(reversed(ordered), key=edtf.sort_key) == ordered


def test_approximate() -> None:
    assert [edtf.is_approximate(value) for value in ("2018", "2018~", "2018?", "2018-10-21/2018-11-04%")] == [
        False,
        True,
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2018-10-22", "22 October 2018"),
        ("2018-10", "October 2018"),
        ("2018", "2018"),
        ("2016-09-23~", "23 September 2016 (approximate)"),
        ("2016-09-24/2016-10-10", "24 September to 10 October 2016"),
        ("2016-10-01/2016-10-04", "1 to 4 October 2016"),
        ("2016-12-24/2017-01-02", "24 December 2016 to 2 January 2017"),
        ("2016-09/2016-10", "September to October 2016"),
        ("2016-09/2016-10-10", "September 2016 to 10 October 2016"),
        ("2016-09-24/2016-10-10~", "24 September 2016 to 10 October 2016 (approximate)"),
        ("2016/2017", "2016 to 2017"),
        ("../2018", "until 2018"),
        ("/2018", "until 2018, start unknown"),
        ("2018-10/..", "from October 2018 on"),
        ("2018/", "from 2018, end unknown"),
        ("201X", "2010s"),
        ("20XX", "2000 to 2099"),
        ("2018-23", "autumn 2018"),
        ("-0043-03", "March 44 BC"),
        ("Y17000", "17000"),
    ],
)
def test_show(value: str, shown: str) -> None:
    assert DATE.show(value, START) == shown


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2018-10", "2018-10-22", True),
        ("2018", "2018-10-22", True),
        ("201X", "2018-10", True),
        ("2018-10-21", "2018-10-22", False),
        ("2018-10", "2018-11-04", False),
        ("2016-09-23~", "2016-09-24", True),
        ("2016-09-23~", "2016-09-26", False),
        ("2018-10-21/2018-11-04", "2018-10/2018-11", True),
        ("2018-10-21/2018-11-04", "2018", True),
        ("2018-10-21/2018-11-04", "2018-10-22", True),
        ("2016-09-24/2016-10-10", "2016-09-24/2016-10-07", False),
        ("2018-10/2018-11", "2018-11/2018-12", False),
        ("2018-10/..", "2018-10-21/2018-11-04", True),
        ("2018-23", "2018-10", True),
        ("Y17000", "Y18000", False),
    ],
)
def test_compatible(one: str, other: str, expected: bool) -> None:
    assert DATE.compatible(one, other) is expected
    assert DATE.compatible(other, one) is expected


@pytest.mark.parametrize(
    ("value", "passage", "expected"),
    [
        ("2018-10-22", "On 22 October 2018 it sailed", []),
        ("2018-10-22", "on October 22nd, 2018", []),
        ("2018-10-22", "on Oct. 22,2018", []),
        ("2018-10-22", "the twenty-second of October", ["year"]),
        ("2018-10-22", "it began on Monday", ["year", "month", "day"]),
        ("2018-10-22", "dated 2018-10-22", []),
        ("2018-10-22", "dated 22/10/2018", []),
        ("2018-10-22", "dated 10/22/2018", []),
        ("2018-10-22", "dated 22.10.2018.", []),
        ("2018-04-03", "dated 03/04/2018", ["month", "day"]),
        ("2018-04-03", "dated 03.04.2018", []),
        ("2018-04-03", "dated 2018-03-04", ["month (another stands there)", "day (another stands there)"]),
        ("2018-10-08", "on the 8th of this month", ["year", "month"]),
        ("2018-10-08", "8,000 of Friendship-2018 in Oct", ["month", "day"]),
        ("2018-10-08", "Friendship-8 in Oct 2018", ["day"]),
        ("2018-10-08", "8% in October, 2018", ["day"]),
        ("2018-10-21", "21-Oct-2018 or Oct-8", []),
        ("2018-10-08", "21-Oct-2018 or Oct-8", ["day (another stands there)"]),
        ("2018-10-21/2018-11-04", "two-week tour (Oct 21 – Nov 4)", ["year"]),
        ("2018-10-21/2018-11-04", "from 21 October to 4 November", ["year"]),
        ("2018-10-21/2018-11-04", "from 21 October to 4 November 2018", []),
        ("2018-10-21/2018-11-04", "Oct 21 till November", ["year", "month", "day"]),
        ("2019", "called “Friendship-2019”", []),
        ("2019", "12019 or 2,019 or 2019.5 or $2019 or 2019m", ["year"]),
        ("2016", "2016 sailors", ["year"]),
        ("2018-05", "they may sail in 2018", ["month"]),
        ("2018-05", "they sailed in May 2018", []),
        ("2018-03", "a march in 2018", ["month"]),
        ("2018-09", "Sept. 2018", []),
        ("2018-10", "10/2018", []),
        ("201X", "in the 2010s", []),
        ("201X", "in 2010", ["year (another stands there)"]),
        ("2010", "in the 2010s", ["year (another stands there)"]),
        ("18XX", "in the 19th century", []),
        ("2018-23", "in the fall of 2018", []),
        ("2018-21", "in the fall of 2018", ["month (another stands there)"]),
        ("../2018", "until 2018", []),
        ("2018/..", "since 2018", []),
        ("../2018", "since 2018", ["year"]),
        ("2018/..", "in 2018", ["year"]),
        ("-0043", "in 44 BC", []),
        ("0044", "in 44 BC", ["year (another stands there)"]),
        ("2018-10-04", "one Hundred and four in October 2018", ["day"]),
        ("2018-10", "on 22 October 2018", []),
        ("2018", "on 22 October 2018", []),
        ("2018-10-22", "in October 2018", ["day"]),
        ("2018-10-22", "", ["year", "month", "day"]),
    ],
)
def test_a_date_needs_year_month_and_day_of_one_expression(value: str, passage: str, expected: list[str]) -> None:
    assert missing("date", value, passage) == expected


def test_components_of_two_expressions_make_no_date_but_may_be_inferred() -> None:
    assert missing("date", "2020-11-08", "start on the 8th", "Nov 2020") == ["day"]
    assert missing("date", "2020-11-08", "start on the 8th", "Nov 2020", inferred=("day",)) == []
    assert missing("date", "2020-11-08", "start on the 8th", inferred=("month",)) == ["year"]
    assert missing("date", "2020-11-08", "on 9 November 2020 and on 8 May 2019") == [OTHER.format("day")]


def test_what_the_words_say_otherwise_cannot_be_inferred() -> None:
    assert missing("date", "2020-11-08", "on 8 May 2020") == [OTHER.format("month")]
    assert missing("date", "2020-11-08", "on 8 May 2020", inferred=("month",)) == [OTHER.format("month")]
    assert missing("date", "2020-11-08", "on 8 May", inferred=("year", "month")) == [OTHER.format("month")]
    assert missing("date", "2020-11-08", "on 8 May 2020", inferred=("value",)) == []


@pytest.mark.parametrize(
    ("value", "passage", "expected"),
    [
        ("2018-05-05", "about 5 May 2018", ["hedge"]),
        ("2018-05-05~", "about 5 May 2018", []),
        ("2018-05-05?", "about 5 May 2018", []),
        ("2018-05-05%", "about 5 May 2018", []),
        ("2018-05-05", "on 5 May 2018", []),
        ("2018-05-05~", "on 5 May 2018", ["hedge"]),
        ("2018-05-05?", "on 5 May 2018", []),
        ("2018-05-05%", "on 5 May 2018", ["hedge"]),
    ],
)
def test_a_rough_date_is_told_roughly_and_an_exact_one_exactly(value: str, passage: str, expected: list[str]) -> None:
    assert missing("date", value, passage) == expected


def of_role(role: str) -> Attribute:
    """Return the date that a kind's timeline gives a role."""
    return replace(START, role=role)


@pytest.mark.parametrize(
    ("role", "passage", "value", "expected"),
    [
        ("start", "from 5 to 9 May 2018", "2018-05-05", []),
        ("start", "from 5 to 9 May 2018", "2018-05-09", ["day (another stands there)"]),
        ("end", "from 5 to 9 May 2018", "2018-05-05", ["day (another stands there)"]),
        ("end", "from 5 to 9 May 2018", "2018-05-09", []),
        ("", "from 5 to 9 May 2018", "2018-05-05", ["day (another stands there)"]),
        ("", "from 5 to 9 May 2018", "2018-05-09", ["day (another stands there)"]),
        ("start", "from 5 May 2018", "2018-05-05", []),
        ("end", "from 5 May 2018", "2018-05-05", ["role"]),
        ("", "from 5 May 2018", "2018-05-05", []),
        ("start", "until 9 May 2018", "2018-05-09", ["role"]),
        ("end", "until 9 May 2018", "2018-05-09", []),
        ("", "until 9 May 2018", "2018-05-09", []),
        ("start", "on 9 May 2018", "2018-05-09", []),
        ("end", "on 9 May 2018", "2018-05-09", []),
        ("", "on 9 May 2018", "2018-05-09", []),
        ("start", "before 9 May 2018", "2018-05-09", ["role"]),
        ("end", "before 9 May 2018", "2018-05-09", ["role"]),
        ("", "before 9 May 2018", "2018-05-09", ["role"]),
        ("start", "after 9 May 2018", "2018-05-09", ["role"]),
        ("end", "after 9 May 2018", "2018-05-09", ["role"]),
        ("", "after 9 May 2018", "2018-05-09", ["role"]),
    ],
)
def test_the_ends_of_a_range_and_the_words_before_a_date_say_its_role(
    role: str, passage: str, value: str, expected: list[str]
) -> None:
    assert missing_of(of_role(role), value, passage) == expected


@pytest.mark.parametrize(
    ("value", "passage", "expected"),
    [
        ("2018-05-05/2018-05-09", "from 5 to 9 May 2018", []),
        ("2018-05-05/2018-05-09", "on 5 May 2018 and on 9 May 2018", ["year", "month", "day"]),
        ("2018-05-05/..", "from 5 May 2018", []),
        ("2018-05-05/..", "from 5 to 9 May 2018", ["year", "month", "day"]),
        ("../2018-05-09", "until 9 May 2018", []),
        ("../2018-05-09", "before 9 May 2018", []),
        ("2018-05-05/", "after 5 May 2018", []),
        ("2014/2016", "from 2014 to 2016", []),
        ("2014/2016", "2014-16", []),
        ("2014/2017", "2014-16", ["year (another stands there)"]),
        ("2018-05-05/2018-05-09", "5-9 May 2018", []),
    ],
)
def test_an_interval_needs_a_range_and_an_open_one_the_word_that_opens_it(
    value: str, passage: str, expected: list[str]
) -> None:
    assert missing("date", value, passage) == expected


@given(st.dates(), st.dates())
def test_compatible_days_are_equal_days(one: date, other: date) -> None:
    assert DATE.compatible(one.isoformat(), other.isoformat()) is (one == other)


@given(st.lists(st.sampled_from(GOOD["date"]), min_size=2, max_size=2))
def test_symmetric(pair: list[str]) -> None:
    assert DATE.compatible(*pair) == DATE.compatible(pair[1], pair[0])


DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(2199, 12, 31))


@given(DAYS)
def test_a_day_bears_itself_out(day: date) -> None:
    shown = DATE.show(day.isoformat(), START)
    assert missing("date", day.isoformat(), shown) == []


@given(DAYS, st.dates())
def test_a_day_bears_no_other_out(day: date, other: date) -> None:
    pairs = {"year": (day.year, other.year), "month": (day.month, other.month), "day": (day.day, other.day)}
    expected = [OTHER.format(part) for part, (one, its) in pairs.items() if one != its]
    assert missing("date", other.isoformat(), DATE.show(day.isoformat(), START)) == expected


@pytest.mark.parametrize("day", ["0987-05-05", "2200-01-01"])
def test_four_digits_that_are_hardly_a_year_are_none(day: str) -> None:
    assert missing("date", day, DATE.show(day, START)) == ["year"]


def test_a_date_stands_where_most_of_it_is_found() -> None:
    words = Words("in May 2018, on 5 May 2018 and on 9 May")
    assert DATE.spans("2018-05-05", words, START, Names()) == [(16, 26)]
    assert DATE.spans("2018-05-09", words, START, Names()) == [(3, 11), (16, 26), (34, 39)]
    assert DATE.spans("2018-05-05", Words("no date"), START, Names()) == []


@given(st.from_regex(edtf.PATTERN, fullmatch=True))
def test_what_the_schema_takes_is_a_date_unless_the_calendar_or_the_order_is_wrong(raw: str) -> None:
    try:
        DATE.parse(raw, START)
    except ValueError as fault:
        assert "no such day" in str(fault) or "ends before" in str(fault)


@pytest.mark.parametrize(
    ("about", "first", "last", "before", "after"),
    [
        ("2018-10~", "2018-08-31", "2018-12-01", "2018-08-30", "2018-12-02"),
        ("2018~", "2016-12-31", "2020-01-01", "2016-12-30", "2020-01-02"),
    ],
)
def test_an_approximate_date_reaches_a_month_or_a_year_to_either_side(
    about: str, first: str, last: str, before: str, after: str
) -> None:
    assert [DATE.compatible(about, day) for day in (before, first, last, after)] == [False, True, True, False]
    assert [DATE.compatible(day, about) for day in (before, first, last, after)] == [False, True, True, False]


def test_the_schema_takes_years_of_four_digits() -> None:
    years = TYPES["date"].schema(Attribute("lit", "Lit", "date"), ())["anyOf"][1]
    assert (years["minimum"], years["maximum"]) == (-9999, 9999)


@pytest.mark.parametrize(
    ("about", "day", "expected"),
    [
        ("2018-22~", "2018-03-01", True),
        ("2018-22~", "2018-02-28", False),
        ("2018-22~", "2018-12-01", True),
        ("2018-22~", "2018-12-02", False),
    ],
)
def test_about_a_season_is_a_quarter_of_a_year_more(about: str, day: str, expected: bool) -> None:
    assert TYPES["date"].compatible(about, day) is expected
