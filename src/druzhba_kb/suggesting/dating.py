"""Dates written out in running text: a text and its article's day in, EDTF values with what had to be inferred out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

import regex

from druzhba_kb.suggesting.quoting import Span
from druzhba_kb.text import fold_with_offsets
from druzhba_kb.values.dates import canonical, precision, span
from druzhba_kb.values.datewords import MONTHS
from druzhba_kb.values.numericdates import numeric_dates

MONTH = r"(?P<month>\b(?:" + "|".join(f"{name}|{name[:3]}" for name in [*MONTHS, "Sept"]) + r")\b)\.?"
DAY = r"(?<![\p{L}\p{N}.,:/-])(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?(?![\p{L}\p{N}]|[.,:/][0-9])"
YEAR = r"(?:,? (?:of )?(?P<year>(?:1[5-9]|20)[0-9]{2})(?![\p{L}\p{N}]|[.,-][0-9]))"
JOIN = r" ?(?:-|to|till|until|through|and) ?(?:the )?"
UNTIL = r"(?P<last>[0-3]?[0-9])(?:st|nd|rd|th)?"
FORMS = tuple(
    regex.compile(form)
    for form in (
        rf"{DAY}{JOIN}{UNTIL} (?:of )?{MONTH}{YEAR}?",
        rf"{MONTH} {DAY}{JOIN}{UNTIL}(?![\p{{L}}\p{{N}}]|[.,:/][0-9]| (?:{'|'.join(MONTHS)})){YEAR}?",
        rf"{DAY} (?:of )?{MONTH}{YEAR}?",
        rf"{MONTH} {DAY}{YEAR}?",
        rf"{DAY} (?:of )?(?P<this>this month)\b",
        rf"(?<![0-9] |[0-9](?:st|nd|rd|th) |of ){MONTH}{YEAR}",
        r"\b(?i:in|since|during|until|till|by|from|year)(?: the year)? (?P<year>(?:1[5-9]|20)[0-9]{2})"
        r"(?![\p{L}\p{N}]|[.,:/-][0-9]|-\p{L})",
    )
)
BETWEEN = regex.compile(r" ?(?:-|to|till|until|through) ?(?:the )?")
BETWEEN_AND = regex.compile(r"(?<=\b(?i:between) .{1,24}) and (?:the )?")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ON_WEEKDAY = regex.compile(
    rf"\b(?:on|last) (?P<weekday>{'|'.join(WEEKDAYS)})\b(?!'s|,? (?:the )?(?:[0-9]|{'|'.join(name[:3] for name in MONTHS)}))"
)
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


def dates_in(text: str, published: str | None) -> list[Dated]:
    """Return the dates of text in order; what they lack comes from published, and without it they are left out."""
    folded, offsets = fold_with_offsets(text)
    taken: list[Dated] = []
    for dated in [*_numeric(folded), *_worded(folded, published), *_weekdays(folded, published)]:
        if all(dated.end <= other.start or other.end <= dated.start for other in taken):
            taken.append(dated)
    ordered = _joined(folded, sorted(taken, key=lambda one: one.start))
    return [replace(one, start=offsets[one.start], end=offsets[one.end - 1] + 1) for one in ordered]


def _numeric(folded: str) -> Iterator[Dated]:
    for found in numeric_dates(folded):
        if len(found.months) == 1 and len(found.days) <= 1:
            value = "-".join([f"{found.year:04}", *(f"{part:02}" for part in (*found.months, *found.days))])
            if _is_date(value):
                yield Dated(found.start, found.end, value)


def _worded(folded: str, published: str | None) -> Iterator[Dated]:
    for form in FORMS:
        for match in form.finditer(folded):
            found = match.groupdict()
            dated = _this_month(match, published) if found.get("this") else _read(match, found, published)
            if dated:
                yield dated


def _this_month(match: regex.Match[str], published: str | None) -> Dated | None:
    if not published or not _is_timely(published):
        return None
    value = f"{published[:7]}-{int(match['day']):02}"
    note = f"The month of the article's date, {published}."
    return Dated(*match.span("day"), value, ("month", "year"), note) if _is_date(value) else None


def _read(match: regex.Match[str], found: dict[str, str | None], published: str | None) -> Dated | None:
    month, given = _month(found.get("month")), found.get("year")
    days = [int(day) for name in ("day", "last") if (day := found.get(name))]
    tails = [f"-{month:02}-{day:02}" for day in days] or [f"-{month:02}" if month else ""]
    year = given or _nearest_year(tails[0], published)
    values = [f"{year}{tail}" for tail in tails]
    if not year or not all(map(_is_date, values)) or values != sorted(set(values)):
        return None
    inferred, note = ((), None) if given else (("year",), f"The year nearest to the article's date, {published}.")
    start = match.start() if month else match.start("year")
    return Dated(start, match.end(), values[0], inferred, note, values[1] if len(values) > 1 else None)


def _weekdays(folded: str, published: str | None) -> Iterator[Dated]:
    """Yield the weekdays that a text tells of as past, as the last such day before the article's own."""
    if not published or len(published) != len("2018-10-23") or AHEAD.search(folded):
        return
    day = span(published)[0]
    for match in ON_WEEKDAY.finditer(folded):
        value = day - timedelta(days=(day.weekday() - WEEKDAYS.index(match["weekday"])) % 7)
        note = f"The last {match['weekday']} up to the article's date, {published}."
        yield Dated(*match.span("weekday"), value.isoformat(), ("day", "month", "year"), note)


def _is_timely(published: str) -> bool:
    return precision(published) in {"day", "month"}


def _month(word: str | None) -> int | None:
    return next((number for number, name in enumerate(MONTHS, 1) if word and name[:3] == word[:3]), None)


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


def _joined(folded: str, dates: list[Dated]) -> list[Dated]:
    """Return the dates with two that are joined by a dash or 'to' made one range, and the first given the second's year."""
    joined: list[Dated] = []
    for one in dates:
        before = joined[-1] if joined else None
        if before and before.until is None and one.until is None and _makes_range(folded, before, one):
            joined[-1] = _range(before, one)
        else:
            joined.append(one)
    return joined


def _makes_range(folded: str, one: Dated, other: Dated) -> bool:
    joint = BETWEEN.fullmatch(folded, one.end, other.start) or BETWEEN_AND.fullmatch(folded, one.end, other.start)
    weekday = "day" in one.inferred + other.inferred
    return bool(joint) and not weekday and precision(one.value) == precision(other.value) == "day"


def _range(one: Dated, other: Dated) -> Dated:
    """Return the range of two dates; a year that the second gives is that of both."""
    first, last = one.value, other.value
    inferred, note = (one.inferred or other.inferred), one.note or other.note
    if one.inferred == ("year",) and not other.inferred:
        first, inferred, note = other.value[:4] + one.value[4:], (), None
    return Dated(one.start, other.end, min(first, last), inferred, note, max(first, last))
