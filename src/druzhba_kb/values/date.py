"""The value type `date`: EDTF of level 1, shown in words, borne out by year, month and day."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

from druzhba_kb.model import Attribute
from druzhba_kb.values import dates
from druzhba_kb.values.base import allowed, strings, unexcused
from druzhba_kb.values.dates import Parts
from druzhba_kb.values.datewords import MONTHS, SEASONS, gives_day, gives_month, gives_year

MARKS = {"~": "approximate", "?": "uncertain", "%": "uncertain and approximate"}


class DateType:
    """A point or a stretch of time."""

    name = "date"

    def parse(self, raw: str, attribute: Attribute) -> str:
        """Return raw as an EDTF date."""
        return dates.canonical(raw)

    def show(self, value: str, attribute: Attribute) -> str:
        """Return '22 October 2018', 'October 2018' or '24 September to 10 October 2016'."""
        if "/" not in value:
            return _one(value)
        start, end = value.split("/")
        if start in {"", ".."}:
            return f"until {_one(end)}" + (", start unknown" if not start else "")
        if end in {"", ".."}:
            return f"from {_one(start)}" + (", end unknown" if not end else " on")
        return _interval(start, end)

    def compatible(self, one: str, other: str) -> bool:
        """Return whether one date is the other, told more coarsely or approximately."""
        return dates.compatible(one, other)

    def missing(
        self, value: str, inferred: Collection[str], passages: Sequence[str], attribute: Attribute, names: Sequence[str]
    ) -> list[str]:
        """Return which of year, month and day (of either end) the passages do not give."""
        known = [dates.parts(end) for end in dates.ends(value)]
        return unexcused(
            (component for component, gives in GIVES.items() if not all(gives(one, passages) for one in known)),
            inferred,
            attribute,
        )

    def components(self, attribute: Attribute) -> tuple[str, ...]:
        """Return what can be inferred of a date."""
        return allowed(attribute, *GIVES)

    def schema(self, attribute: Attribute, ids: Sequence[str]) -> dict[str, Any]:
        """Return a schema for EDTF strings and for a bare year, which YAML reads as a number."""
        return {"anyOf": [strings(dates.PATTERN), {"type": "integer", "minimum": -9999, "maximum": 9999}]}


GIVES: dict[str, Callable[[Parts, Sequence[str]], bool]] = {
    "year": gives_year,
    "month": gives_month,
    "day": gives_day,
}


def _one(value: str) -> str:
    one = dates.parts(value)
    return _plain(one) + (f" ({MARKS[one.mark]})" if one.mark else "")


def _plain(one: Parts) -> str:
    if one.season:
        return f"{SEASONS[one.season][0]} {_year(one)}"
    words = [str(one.day) if one.day else "", MONTHS[one.month - 1] if one.month else "", _year(one)]
    return " ".join(word for word in words if word)


def _year(one: Parts) -> str:
    if one.year is None:
        written = one.written.replace("X", "0")
        return f"{written}s" if one.written.count("X") == 1 else f"{written} to {one.written.replace('X', '9')}"
    return str(one.year) if one.year > 0 else f"{1 - one.year} BC"


def _interval(start: str, end: str) -> str:
    one, other = dates.parts(start), dates.parts(end)
    if one.mark or other.mark or one.year != other.year or not (one.month and other.month):
        return f"{_one(start)} to {_one(end)}"
    if one.day and other.day and one.month == other.month:
        return f"{one.day} to {_plain(other)}"
    if bool(one.day) != bool(other.day):
        return f"{_plain(one)} to {_plain(other)}"
    return f"{_plain(one).removesuffix(' ' + _year(one))} to {_plain(other)}"
