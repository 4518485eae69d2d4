"""EDTF dates: what is taken, what it spans, how it is shown, compared and borne out."""

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from druzhba_kb.values import TYPES, dates

from .examples import ATTRIBUTES, GOOD

START = ATTRIBUTES["date"]
DATE = TYPES["date"]

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
def test_refused(raw: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match="expected"):
        DATE.parse(raw, START)
    assert capsys.readouterr().out == ""


def test_message() -> None:
    with pytest.raises(ValueError) as caught:
        DATE.parse("2018-13", START)
    assert str(caught.value) == (
        "'2018-13' is no EDTF date (level 1); expected a date such as 2018-10, 2018-10-22, 2016-09-23~ "
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
    assert dates.span(value) == (first, last)


@pytest.mark.parametrize("value", GOOD["date"])
def test_every_date_has_span_precision_and_key(value: str) -> None:
    first, last = dates.span(value)
    assert first <= last
    assert dates.precision(value)
    assert dates.sort_key(value) == dates.sort_key(value)


def test_precision() -> None:
    of = dates.precision
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
    assert sorted(reversed(ordered), key=dates.sort_key) == ordered


def test_approximate() -> None:
    assert [dates.is_approximate(value) for value in ("2018", "2018~", "2018?", "2018-10-21/2018-11-04%")] == [
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
    ("value", "passage", "missing"),
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
        ("2018-04-03", "dated 03/04/2018", []),
        ("2018-04-03", "dated 2018-03-04", ["month", "day"]),
        ("2018-10-08", "on the 8th of this month", ["year", "month"]),
        ("2018-10-08", "8,000 of Friendship-2018 in Oct", ["day"]),
        ("2018-10-08", "Friendship-8 in Oct 2018", ["day"]),
        ("2018-10-08", "8% in October, 2018", ["day"]),
        ("2018-10-08", "21-Oct-2018 or Oct-8", []),
        ("2018-10-21/2018-11-04", "two-week tour (Oct 21 – Nov 4)", ["year"]),
        ("2018-10-21/2018-11-04", "from 21 October to 4 November", ["year"]),
        ("2018-10-21/2018-11-04", "Oct 21 till November", ["year", "day"]),
        ("2019", "called “Friendship-2019”", []),
        ("2019", "12019 or 2,019 or 2019.5 or $2019 or 2019m", ["year"]),
        ("2018-05", "they may sail in 2018", ["month"]),
        ("2018-05", "they sailed in May 2018", []),
        ("2018-03", "a march in 2018", ["month"]),
        ("2018-09", "Sept. 2018", []),
        ("2018-10", "10/2018", []),
        ("201X", "in the 2010s", []),
        ("2018-23", "in the fall of 2018", []),
        ("../2018", "until 2018", []),
        ("-0043", "in 44 BC", []),
        ("2018-10-04", "one Hundred and four in October 2018", ["day"]),
    ],
)
def test_missing(value: str, passage: str, missing: list[str]) -> None:
    assert DATE.missing(value, (), (passage,), START, ()) == missing


def test_components_may_stand_in_several_passages_or_be_inferred() -> None:
    assert DATE.missing("2020-11-08", (), ("start on the 8th", "Nov 2020"), START, ()) == []
    assert DATE.missing("2020-11-08", ("month",), ("start on the 8th",), START, ()) == ["year"]


@given(st.dates(), st.dates())
def test_compatible_days_are_equal_days(one: date, other: date) -> None:
    assert DATE.compatible(one.isoformat(), other.isoformat()) is (one == other)


@given(st.lists(st.sampled_from(GOOD["date"]), min_size=2, max_size=2))
def test_symmetric(pair: list[str]) -> None:
    assert DATE.compatible(*pair) == DATE.compatible(pair[1], pair[0])


@given(st.dates())
def test_a_day_bears_itself_out(day: date) -> None:
    shown = DATE.show(day.isoformat(), START)
    assert DATE.missing(day.isoformat(), (), (shown,), START, ()) == []


@given(st.from_regex(dates.PATTERN, fullmatch=True))
def test_what_the_schema_takes_is_a_date_unless_the_calendar_or_the_order_is_wrong(raw: str) -> None:
    try:
        DATE.parse(raw, START)
    except ValueError as fault:
        assert "no such day" in str(fault) or "ends before" in str(fault)


@pytest.mark.parametrize("raw", ["../-0043", "../2018-21", "/2018-24", "2018-21/..", "../2018-10-22~"])
def test_the_library_prints_nothing(raw: str, capsys: pytest.CaptureFixture[str]) -> None:
    dates.canonical.cache_clear()
    assert DATE.parse(raw, START) == raw
    assert capsys.readouterr().out == ""


@given(st.from_regex(dates.CERTAIN, fullmatch=True))
def test_the_library_takes_every_plain_date_that_the_calendar_has(raw: str) -> None:
    try:
        dates._check_calendar(raw, raw)
    except ValueError:
        return
    dates._check_library(raw, raw)
    assert dates.canonical(raw) == raw


def test_the_library_is_not_loaded_for_plain_dates() -> None:
    code = "import sys; from druzhba_kb.values import dates; dates.canonical('2018-10-22~/2018-11')"
    loaded = subprocess.run(
        [sys.executable, "-c", f"{code}; print('edtf' in sys.modules)"], capture_output=True, text=True
    )
    assert loaded.stdout == "False\n"


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
