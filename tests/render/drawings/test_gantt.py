"""Bars on a calendar: what is sure, contested or vague of the days of an entity, and where it is drawn."""

from __future__ import annotations

from datetime import date

import pytest

from druzhba_kb.locales import Interface, speaking
from druzhba_kb.render.drawings.gantt import CONTESTED, SOLID, VAGUE, Calendar, known_days


@pytest.mark.parametrize(
    ("starts", "stops", "expected"),
    [
        (["2016-09-24"], ["2016-10-07"], [(SOLID, "09-24", "10-07")]),
        (["2016-09-24"], ["2016-10-07", "2016-10-10"], [(SOLID, "09-24", "10-07"), (CONTESTED, "10-08", "10-10")]),
        (["2016-10-22", "2016-10-21"], ["2016-11-04"], [(SOLID, "10-22", "11-04"), (CONTESTED, "10-21", "10-21")]),
        (["2016-09", "2016-09-24"], [], [(SOLID, "09-24", "09-24")]),
        (["2016-10"], [], [(VAGUE, "10-01", "10-31")]),
        (["2016"], ["2016"], [(VAGUE, "01-01", "12-31")]),
        (["2016-09-24~"], [], [(VAGUE, "09-24", "09-24")]),
        (["2016-09-24/2016-10-07"], [], [(SOLID, "09-24", "10-07")]),
        (["2016-10-01", "2016-10-20"], ["2016-10-10"], [(CONTESTED, "10-01", "10-10")]),
        ([], [], []),
    ],
)
def test_days_are_sure_contested_or_vague(
    starts: list[str], stops: list[str], expected: list[tuple[str, str, str]]
) -> None:
    found = [(s.style, f"{s.first:%m-%d}", f"{s.last:%m-%d}") for s in known_days(starts, stops, []).stretches]
    assert found == expected


def test_a_day_has_its_place_whatever_the_year() -> None:
    calendar = Calendar.of(8, 11)
    assert calendar.percent(Calendar.place(date(2016, 9, 1), 2016)) == 0
    assert calendar.percent(Calendar.place(date(2020, 11, 30), 2020, 1)) == 100
    assert Calendar.place(date(2017, 1, 1), 2016) == 12
    assert [month.name for month in calendar.months] == ["September", "October", "November"]


def test_too_many_months_are_a_whole_year() -> None:
    assert [month.name for month in Calendar.of(-5, 40).months][::11] == ["Jan", "Dec"]


def test_months_have_the_names_of_the_language_in_short_where_there_are_many() -> None:
    with speaking(Interface("ru")):
        names = [[month.name for month in Calendar.of(*ends).months] for ends in ((7, 9), (0, 12))]
    assert names[0] == ["август", "сентябрь"]
    assert names[1][7:9] == ["авг.", "сент."]
    assert [month.name for month in Calendar.of(0, 12).months][7:9] == ["Aug", "Sep"]
