"""Dates in running text: whether a year, month or day stands in a passage, as words or as digits."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from druzhba_kb.values.dates import Parts
from druzhba_kb.values.numerals import Numeral, numerals, prepared
from druzhba_kb.values.numericdates import numeric_dates

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
SEASONS = {21: ("spring",), 22: ("summer",), 23: ("autumn", "fall"), 24: ("winter",)}
ALSO_WORDS = {"March", "May", "August"}


def gives_year(one: Parts, passages: Sequence[str]) -> bool:
    """Return whether the year (or its decade or century, where that is all that is known) stands in the passages."""
    if one.year is None:
        decade = one.written.replace("X", "0")
        return _found(rf"\b{decade}'?s\b", passages)
    written = str(one.year) if one.year > 0 else str(1 - one.year)
    return any(
        numeral.value == int(written) and not numeral.percent and not numeral.currency and not numeral.unit
        and not numeral.ordinal and "," not in numeral.raw
        for passage in passages for numeral in numerals(passage)
    ) or any(date.year == one.year for passage in passages for date in numeric_dates(prepared(passage)))  # fmt: skip


def gives_month(one: Parts, passages: Sequence[str]) -> bool:
    """Return whether the month or season stands in the passages, by name or in a date of digits."""
    if one.season:
        return _found(rf"(?i)\b(?:{'|'.join(SEASONS[one.season])})\b", passages)
    if one.month is None:
        return True
    named = _found(_month_pattern(MONTHS[one.month - 1]), passages)
    return named or any(one.month in date.months for passage in passages for date in numeric_dates(prepared(passage)))


def _month_pattern(name: str) -> str:
    """Return a pattern for a month; in small letters only where the name is no other word."""
    short = "Sept?" if name == "September" else name[:3]
    forms = [name, name.upper(), short, short.upper()]
    forms += [] if name in ALSO_WORDS else [name.lower()]
    return rf"\b(?:{'|'.join(dict.fromkeys(forms))})\b"


def gives_day(one: Parts, passages: Sequence[str]) -> bool:
    """Return whether the day of the month stands in the passages as a number, an ordinal or in a date of digits."""
    if one.day is None:
        return True
    if any(
        abs(numeral.value) == one.day and _may_be_day(numeral) for passage in passages for numeral in numerals(passage)
    ):
        return True
    return any(one.day in date.days for passage in passages for date in numeric_dates(prepared(passage)))


def _may_be_day(numeral: Numeral) -> bool:
    named = numeral.designator and not any(regex.fullmatch(_month_pattern(name), numeral.designator) for name in MONTHS)
    return not (named or numeral.percent or numeral.currency or numeral.unit or numeral.roman)


def _found(pattern: str, passages: Sequence[str]) -> bool:
    return any(regex.search(pattern, prepared(passage)) for passage in passages)
