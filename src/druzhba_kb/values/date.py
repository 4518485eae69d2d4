"""The value type `date`: EDTF of level 1, shown in words, borne out by year, month and day.

Year, month and day must stand in one expression of the source: '2018' here and '22 October' there prove no day of 2018.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from druzhba_kb.locales import N_, formats, gettext
from druzhba_kb.model import Attribute, Names
from druzhba_kb.reading import Words, readings_of
from druzhba_kb.reading.dates import Date
from druzhba_kb.values import edtf
from druzhba_kb.values.base import OTHERWISE, ValueType, least, quoted, strings
from druzhba_kb.values.edtf import Parts

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DIGITS = re.compile(r"\d+")
# L10n: {date} and {year} stand as they stand alone, such as "October 2018" or "2018"; nothing may be asked of their case.
SEASONS = {21: N_("spring {year}"), 22: N_("summer {year}"), 23: N_("autumn {year}"), 24: N_("winter {year}")}
MARKS = {
    "": "{date}", "~": N_("{date} (approximate)"), "?": N_("{date} (uncertain)"),
    "%": N_("{date} (uncertain and approximate)"),
}  # fmt: skip
# What a stretch is called of which one end is open (..) or not known.
UNTIL = {"..": N_("until {date}"), "": N_("until {date}, start unknown")}
SINCE = {"..": N_("from {date} on"), "": N_("from {date}, end unknown")}


class DateType(ValueType):
    """A point or a stretch of time."""

    name = "date"
    parts = ("year", "month", "day", "hedge", "role")
    cells = (
        ("edtf", "string", N_("as an EDTF date")),
        ("first", "date", N_("the first day that it can mean")),
        ("last", "date", N_("the last day that it can mean")),
    )

    def parse(self, raw: str, attribute: Attribute) -> str:
        """Return raw as an EDTF date; of another form, the message says how it is written."""
        try:
            return edtf.canonical(raw)
        except ValueError:
            if written := _written(raw):
                edtf.canonical(written)  # 31 September has a form, and no calendar has it
                raise ValueError(f"{quoted(raw)} is no date that can be read; expected {written}") from None
            raise

    def show(self, value: str, attribute: Attribute) -> str:
        """Return '22 October 2018', 'October 2018' or '24 September to 10 October 2016'."""
        if "/" not in value:
            return _one(value)
        start, end = value.split("/")
        if start in UNTIL:
            return gettext(UNTIL[start]).format(date=_one(end))
        return gettext(SINCE[end]).format(date=_one(start)) if end in SINCE else _interval(start, end)

    def split(self, value: str) -> tuple[str, ...]:
        """Return the date itself, and its first and last day where they lie in the calendar of programs."""
        days = edtf.span(value)
        return (value, *("" if day in {date.min, date.max} else day.isoformat() for day in days))

    def compatible(self, one: str, other: str) -> bool:
        """Return whether one date is the other, told more coarsely or approximately."""
        return edtf.compatible(one, other)

    def missing(
        self, value: str, inferred: Collection[str], passages: Sequence[Words], attribute: Attribute, names: Names
    ) -> list[str]:
        """Return which of year, month, day and hedge no one date or range of the passages gives."""
        # the start of something is not given by "until 4 May"
        role = attribute.role
        found = [missing for one in readings_of(passages) if one.date for missing in _missing(value, one.date, role)]
        return least(found, _needed(value), inferred, attribute)

    def spans(self, value: str, words: Words, attribute: Attribute, names: Names) -> list[tuple[int, int]]:
        """Return where a date that gives all or most of the value stands."""
        lacking = {
            (one.start, one.end): len(missing)
            for one in readings_of([words])
            if one.date
            for missing in _missing(value, one.date, attribute.role)
        }
        # a negation counts where the value stands, even where part of it is inferred
        return [span for span, count in lacking.items() if count == min(lacking.values())]

    def schema(self, attribute: Attribute, ids: Sequence[str]) -> dict[str, Any]:
        """Return a schema for EDTF strings and for a bare year, which YAML reads as a number."""
        return {"anyOf": [strings(edtf.PATTERN), {"type": "integer", "minimum": -9999, "maximum": 9999}]}


def show_year(value: str) -> str:
    """Return the year of a date, of a stretch its first known one, as people write it; nothing where it has none."""
    one = edtf.parts(edtf.ends(value)[0])
    return "" if one.year is None else _year(one)


def year_in_words(year: int) -> str:
    """Return a year as people write it; EDTF has a year 0."""
    return formats.day((year, None, None))


def _written(raw: str) -> str | None:
    """Return the one date that words give as EDTF; None where they give none, or a day in two ways: 04/05/1931."""
    found = [one.date for one in readings_of([Words(raw)]) if one.date] if len(raw) <= edtf.LONGEST else []
    ends = [one for date in found for one in (replace(date, until=None), date.until) if one]
    if len(found) != 1 or any(one.year is None or one.season or one.width > 1 for one in ends):
        return None
    given = sum(part is not None for one in ends for part in (one.year, one.month, one.day))
    if len(DIGITS.findall(raw)) > given:
        return None
    return "/".join(map(_iso, ends))


def _iso(one: Date) -> str:
    parts = (f"{part:02}" for part in (one.month, one.day) if part is not None)
    return "-".join([f"{one.year:04}", *parts]) + ("~" if one.vague else "")


def _needed(value: str) -> list[str]:
    """Return the components that a value has."""
    known = [edtf.parts(end) for end in edtf.ends(value)]
    has_month = any(one.month or one.season for one in known)
    parts = {
        "month": has_month,
        "day": any(one.day for one in known),
        "hedge": any(one.mark in {"~", "%"} for one in known),
    }
    return ["year", *(part for part, has in parts.items() if has)]


def _missing(value: str, said: Date, role: str) -> Iterator[list[str]]:
    """Yield what a date in the words does not give of a value, by each way in which it may be meant."""
    if said.clock:
        return
    first, last = replace(said, until=None), said.until
    if "/" in value:
        yield from _missing_of_interval(value, first, last)
    elif last is None:
        # a value without a role may be what something began or ended with, never what it lay before or after
        fits = said.role in {"", role} or (not role and said.role in {"start", "end"})
        yield _unlike(value, said) if fits else [*_unlike(value, said), "role"]
    elif role:
        yield _unlike(value, first if role == "start" else replace(last, vague=said.vague))
    else:
        # a range gives no single day, unless both its ends do
        yield _unlike(value, first) + _unlike(value, last)


def _missing_of_interval(value: str, first: Date, last: Date | None) -> Iterator[list[str]]:
    start, end = value.split("/")
    if last is not None and start not in {"", ".."} and end not in {"", ".."}:
        yield list(dict.fromkeys([*_unlike(start, first), *_unlike(end, last)]))
    elif last is None and end in {"", ".."} and first.role in {"start", "after"}:
        yield _unlike(start, first)
    elif last is None and start in {"", ".."} and first.role in {"end", "before"}:
        yield _unlike(end, first)


def _unlike(value: str, said: Date) -> list[str]:
    """Return in which components a value and a date in the words differ; the words may say more than the value.

    What they say otherwise has another name than what they do not say, so that it cannot be inferred.
    """
    one = edtf.parts(value)
    decade = int(one.written.replace("X", "0")) if one.year is None else one.year
    width = {0: 1, 1: 10, 2: 100}[one.written.count("X")]
    # "?" says that the editor doubts the source, which no words have to say
    hedged = (one.mark in {"~", "%"}) == said.vague or one.mark == "?"
    wanted = {"year": (decade, said.year), "month": (one.month, said.month), "day": (one.day, said.day)}
    other = {part for part, (mine, its) in wanted.items() if mine is not None and its is not None and mine != its}
    lacking = {part for part, (mine, its) in wanted.items() if mine is not None and its is None}
    if one.season not in {None, said.season}:
        (lacking if said.season is None else other).add("month")
    # "the 1900s" may be the decade or the century, and are not the year 1900
    if said.year == decade and said.width != width:
        other.add("year")
    named = (f"{part} ({OTHERWISE})" if part in other else part for part in wanted if part in other | lacking)
    return [*named, *([] if hedged else ["hedge"])]


def _one(value: str) -> str:
    one = edtf.parts(value)
    return gettext(MARKS[one.mark]).format(date=_plain(one))


def _plain(one: Parts) -> str:
    if one.season:
        return gettext(SEASONS[one.season]).format(year=_year(one))
    return _year(one) if one.year is None else formats.day((one.year, one.month, one.day))


def _year(one: Parts) -> str:
    if one.year is None:
        first, last = (formats.in_digits(one.written.replace("X", digit)) for digit in "09")
        # L10n: a decade, such as the 2010s
        return gettext("{year}s").format(year=first) if one.written.count("X") == 1 else formats.between(first, last)
    return year_in_words(one.year)


def _interval(start: str, end: str) -> str:
    one, other = edtf.parts(start), edtf.parts(end)
    if one.mark or other.mark or one.year is None or other.year is None or one.season or other.season:
        return formats.between(_one(start), _one(end))
    return formats.stretch((one.year, one.month, one.day), (other.year, other.month, other.day))
