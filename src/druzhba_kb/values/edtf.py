"""EDTF dates, level 1: a value in, its canonical form, its first and last day, precision and order out.

Written after the specification of the Library of Congress (ISO 8601-2:2019, annex A); dates compare by their spans, so that
2018-10 and 2018-10-22 agree.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from druzhba_kb.values.base import quoted

Precision = Literal["day", "month", "season", "year", "decade", "century", "interval"]
Days = tuple[tuple[int, int, int], tuple[int, int, int]]

LONGEST = 60
EXPECTED = "expected a date such as 2018-10, 2018-10-22, 2016-09-23~ or 2018-10-21/2018-11-04"
YEAR = "(?!-0000)-?[0-9]{4}"  # there is no year minus nought
LONG_YEAR = "Y-?[1-9][0-9]{4,11}"  # twelve digits reach back past the age of the universe
MONTH = r"(?:0[1-9]|1[0-2])"
DAY = r"(?:0[1-9]|[12][0-9]|3[01])"
PLAIN = rf"{YEAR}(?:-{MONTH}(?:-{DAY})?)?[?~%]?"
KNOWN = rf"(?:{YEAR}-2[1-4]|{PLAIN})"
UNKNOWN_DIGITS = rf"-?[0-9]{{2}}(?:[0-9]X|XX)|{YEAR}-(?:XX(?:-XX)?|{MONTH}-XX)"
EDGE = r"(?:\.\.)?"
PATTERN = rf"^(?:{KNOWN}|{LONG_YEAR}|{UNKNOWN_DIGITS}|{KNOWN}/(?:{KNOWN}|{EDGE})|{EDGE}/{KNOWN})$"
LEVEL_1 = re.compile(PATTERN)
ONE = re.compile(
    r"(?P<year>Y?-?[0-9]{5,}|Y-?[0-9]+|-?[0-9X]{4})(?:-(?P<month>[0-9X]{2})(?:-(?P<day>[0-9X]{2}))?)?(?P<mark>[?~%]?)"
)
FOREVER = 10**13  # beyond any year that the pattern takes


@dataclass(frozen=True, slots=True)
class Parts:
    """One date taken apart: what is unknown is None, `season` is 21 to 24, `mark` one of ?, ~, % or nothing."""

    year: int | None
    month: int | None
    season: int | None
    day: int | None
    mark: str
    written: str


@lru_cache(maxsize=4096)
def canonical(raw: str) -> str:
    """Return raw as an EDTF date of level 1, or raise ValueError saying what was expected."""
    value = raw.strip()
    # $ matches before a last line end, too
    if len(value) > LONGEST or not LEVEL_1.match(value) or value.endswith("\n"):
        raise ValueError(f"{quoted(raw)} is no date that can be read; {EXPECTED}")
    for end in ends(value):
        _check_calendar(end, raw)
    first, last = days(value)
    if first > last:
        raise ValueError(f"{quoted(raw)} ends before it starts; expected the earlier date first")
    return value


def _check_calendar(end: str, raw: str) -> None:
    known = parts(end)
    if known.year is not None and known.month and known.day and known.day > monthrange(known.year, known.month)[1]:
        raise ValueError(f"{quoted(raw)} is no date: there is no such day; {EXPECTED}")


def ends(value: str) -> tuple[str, ...]:
    """Return the dates that value writes: one, or the known ends of an interval."""
    return tuple(end for end in value.split("/") if end not in {"", ".."})


@lru_cache(maxsize=4096)
def parts(one: str) -> Parts:
    """Return a single date taken apart."""
    match = ONE.fullmatch(one)
    if match is None:
        raise ValueError(f"{quoted(one)} is no date that can be read; {EXPECTED}")
    month = _number(match["month"])
    season = month if month and month > 20 else None
    return Parts(
        _number(match["year"].lstrip("Y")), None if season else month, season, _number(match["day"]), match["mark"],
        match["year"],
    )  # fmt: skip


def _number(digits: str | None) -> int | None:
    return None if digits is None or "X" in digits else int(digits)


@lru_cache(maxsize=4096)
def days(value: str) -> Days:
    """Return the first and the last day of value as year, month and day, in any year."""
    if "/" in value:
        start, end = value.split("/")
        first = days(start)[0] if start not in {"", ".."} else (-FOREVER, 1, 1)
        return first, days(end)[1] if end not in {"", ".."} else (FOREVER, 12, 31)
    one = parts(value)
    if one.year is None:
        # sorted, since before the era the nines come first
        low, high = sorted(int(one.written.replace("X", digit)) for digit in "09")
        return (low, 1, 1), (high, 12, 31)
    if one.season:
        return _season(one.year, one.season)
    first_month, last_month = (one.month, one.month) if one.month else (1, 12)
    last_day = one.day or monthrange(one.year, last_month)[1]
    return (one.year, first_month, one.day or 1), (one.year, last_month, last_day)


def _season(year: int, season: int) -> Days:
    """Return the months of a northern season; winter runs into the next year."""
    first = 3 * (season - 20)
    after, last = (year + 1, 2) if season == 24 else (year, first + 2)
    return (year, first, 1), (after, last, monthrange(after, last)[1])


def span(value: str) -> tuple[date, date]:
    """Return the earliest and the latest day of value, inclusive; what lies outside Python's calendar is cut to it."""
    first, last = days(value)
    return _clipped(first), _clipped(last)


def _clipped(day: tuple[int, int, int]) -> date:
    if day[0] < date.min.year:
        return date.min
    return date.max if day[0] > date.max.year else date(*day)


def precision(value: str) -> Precision:
    """Return how exactly value tells the time."""
    if "/" in value:
        return "interval"
    one = parts(value)
    if one.year is None:
        return "century" if one.written.endswith("XX") else "decade"
    if one.season:
        return "season"
    if one.day:
        return "day"
    return "month" if one.month else "year"


def sort_key(value: str) -> tuple[int, ...]:
    """Return a key that orders dates by first day, then by last day: the more exact one first."""
    first, last = days(value)
    return (*first, *last)


def is_approximate(value: str) -> bool:
    """Return whether any part of value is marked as approximate, uncertain or both."""
    return any(parts(end).mark for end in ends(value))


def compatible(one: str, other: str) -> bool:
    """Return whether both dates can be true: one is coarser than the other, or approximate and next to it."""
    if one == other:
        return True
    if "/" in one and "/" in other:
        # two stretches agree where their ends do; one inside the other is another stretch
        pairs = zip(one.split("/"), other.split("/"), strict=True)
        return all({a, b} & {"", ".."} or compatible(a, b) for a, b in pairs)
    return _holds(one, other) or _holds(other, one)


def _holds(outer: str, inner: str) -> bool:
    first, last = _widened(outer)
    start, end = days(inner)
    return first <= start and end <= last


def _widened(value: str) -> Days:
    first, last = days(value)
    if "/" in value or not is_approximate(value):
        return first, last
    # as far as the next day, month, season or year of the same precision
    slack = {"day": 1, "month": 31, "season": 92}.get(precision(value), 366)
    return _moved(first, -slack), _moved(last, slack)


def _moved(day: tuple[int, int, int], by: int) -> tuple[int, int, int]:
    try:
        moved = date(*day) + timedelta(days=by)
    except (ValueError, OverflowError):  # outside Python's calendar nothing is that exact
        return day
    return moved.year, moved.month, moved.day
