"""Relative days: which day a weekday means, by the day on which it was written and the week that is named."""

from __future__ import annotations

from datetime import date

import pytest

from druzhba_kb.reading.relative_days import near_days, weekdays

WEDNESDAY = date(2019, 6, 5)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The boats sailed on Tuesday.", ("2019-06-04", "last")),
        ("The boats sailed on Friday.", ("2019-05-31", "last")),
        ("The boats will sail on Friday.", ("2019-06-07", "next")),
        ("The boats sailed last Wednesday.", ("2019-06-05", "last")),
        ("The boats sailed on Monday of last week.", ("2019-05-27", "second last")),
        ("The boats sailed last week on Friday.", ("2019-05-31", "last")),
        ("The boats sail on Tuesday next week.", ("2019-06-11", "next")),
        ("The boats sail next week Tuesday.", ("2019-06-11", "next")),
        ("The boats sail next week, on Friday.", ("2019-06-14", "second next")),
        ("The boats sail on Friday this week.", ("2019-06-07", "next")),
        ("The boats sailed this week on Monday.", ("2019-06-03", "last")),
    ],
)
def test_a_weekday_is_of_the_week_that_is_named(text: str, found: tuple[str, str]) -> None:
    assert [(one.day.isoformat(), one.which) for one in weekdays(text, WEDNESDAY)] == [found]


@pytest.mark.parametrize("text", ["on Friday, June 7", "on Monday's boat", "next week", "on Fridays"])
def test_a_date_of_its_own_and_what_is_of_a_day_are_no_weekday(text: str) -> None:
    assert list(weekdays(text, WEDNESDAY)) == []


def test_a_day_near_by_is_reckoned_from_the_day_of_writing() -> None:
    text = "They met last night, talk today and sail tomorrow."
    assert [one.day.day for one in near_days(text, WEDNESDAY)] == [4, 5, 6]
