"""Dates written out in running text: a text and its article's day in, EDTF values with what had to be inferred out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import regex

from druzhba_kb.reading import Reading, read
from druzhba_kb.reading.dates import Date
from druzhba_kb.suggesting.quoting import Span
from druzhba_kb.values.date import MONTHS
from druzhba_kb.values.dates import canonical, precision, span

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ON_WEEKDAY = regex.compile(
    rf"\b(?:on|last) (?P<weekday>{'|'.join(WEEKDAYS)})\b(?!'s|,? (?:the )?(?:[0-9]|{'|'.join(name[:3] for name in MONTHS)}))"
)
THIS_MONTH = regex.compile(r",? (?:of )?this month\b")
AHEAD = regex.compile(r"\b(?:will|shall|would|next|to be|to begin|to start|due|upcoming|scheduled|planned|expected)\b")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a text: where it stands, its value, which components the article's own day gave and how, a range's end."""

    start: int
    end: int
    value: str
    inferred: tuple[str, ...] = ()
    note: str | None = None
    until: str | None = None

    @property
    def span(self) -> Span:
        """Return where the date stands."""
        return self.start, self.end


def dates_in(text: str, published: str | None, lang: str | None = None) -> list[Dated]:
    """Return the dates of text in order; what they lack comes from published, and without it they are left out."""
    found = [_dated(text, reading, published) for reading in read(text, lang) if reading.type == "date"]
    return sorted([*filter(None, found), *_weekdays(text, published)], key=lambda one: one.start)


def _dated(text: str, reading: Reading, published: str | None) -> Dated | None:
    """Return a date of the words as a value; the second end of a range gives the first its year."""
    said = reading.date
    if said is None or said.width > 1:
        return None
    if said.day and not said.month:
        return _this_month(text, reading, said.day, published)
    tails = [_tail(one) for one in (said, said.until) if one is not None]
    given = [one.year for one in (said, said.until) if one is not None]
    year = str(given[0]) if given[0] is not None else _nearest_year(tails[0], published) if said.day else None
    if year is None:
        return None
    years = [f"{int(one if one is not None else year):04}" for one in given]
    values = [f"{one}{tail}" for one, tail in zip(years, tails, strict=True)]
    if not all(map(_is_date, values)):
        return None
    inferred = () if given[0] is not None else ("year",)
    note = f"The year nearest to the article's date, {published}." if inferred else None
    return Dated(reading.start, reading.end, values[0], inferred, note, values[1] if len(values) > 1 else None)


def _tail(said: Date) -> str:
    parts = (said.season or said.month, said.day)
    return "".join(f"-{part:02}" for part in parts if part)


def _this_month(text: str, reading: Reading, day: int, published: str | None) -> Dated | None:
    if not published or not _is_timely(published) or not THIS_MONTH.match(text, reading.end):
        return None
    value = f"{published[:7]}-{day:02}"
    note = f"The month of the article's date, {published}."
    return Dated(reading.start, reading.end, value, ("month", "year"), note) if _is_date(value) else None


def _weekdays(text: str, published: str | None) -> Iterator[Dated]:
    """Yield the weekdays that a text tells of as past, as the last such day before the article's own."""
    if not published or len(published) != len("2018-10-23") or AHEAD.search(text):
        return
    day = span(published)[0]
    for match in ON_WEEKDAY.finditer(text):
        value = day - timedelta(days=(day.weekday() - WEEKDAYS.index(match["weekday"])) % 7)
        note = f"The last {match['weekday']} up to the article's date, {published}."
        yield Dated(*match.span("weekday"), value.isoformat(), ("day", "month", "year"), note)


def _is_timely(published: str) -> bool:
    return precision(published) in {"day", "month"}


def _nearest_year(tail: str, published: str | None) -> str | None:
    """Return the year in which month and day lie nearest to the day of publication."""
    if not published or not _is_timely(published):
        return None
    day = span(published)[0]
    years = [f"{year:04}" for year in (day.year, day.year - 1, day.year + 1) if _is_date(f"{year:04}{tail}")]
    return min(years, key=lambda year: abs(_first(year + tail) - day), default=None)


def _first(value: str) -> date:
    return span(value)[0]


def _is_date(value: str) -> bool:
    try:
        return bool(canonical(value))
    except ValueError:
        return False
