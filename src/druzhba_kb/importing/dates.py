"""Dates in running text: a string in, the ISO dates written out in it and where they stand out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import regex

from druzhba_kb.reading import read

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_NAMES = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
MONTH = rf"(?P<month>{MONTH_NAMES})\.?"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+)"
STAMP = regex.compile(r"(?<=\d\d\d\d-\d\d-\d\d)T(?=\d\d:)")
SLASHED = regex.compile(r"(?<=\d)/(?=\p{L}{3,9}/\d{4})|(?<=\d/\p{L}{3,9})/(?=\d{4})")
FIRST_YEAR, LAST_YEAR = 1900, 2099
CLOCK = regex.compile(
    r"[\s,|@·•–-]*(?:at\s+)?\d{1,2}[:.]\d\d(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?|hrs|hours)?"
    r"(?:\s*\(?(?-i:[A-Z]{2,4})(?:[+-]\d{1,2}(?::?\d\d)?)?\)?)?$",
    regex.IGNORECASE,
)
ANY_CLOCK = regex.compile(
    r"\b\d{1,2}[:.]\d\d(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?|hrs|hours)?(?:\s*\(?(?-i:[A-Z]{2,4})\b(?:[+-]\d{1,2})?\)?)?",
    regex.IGNORECASE,
)
STAMP_LABEL = regex.compile(
    r"\b(?:last )?(?:updated?|published|posted|created|modified|on)\b|\b(?:\d+|no) (?:comments?|views|min(?:ute)?s? read)\b",
    regex.IGNORECASE,
)
RELATIVE = regex.compile(
    r"\b(?:(?:last )?updated:?\s+)?(?:an?|\d+) (?:second|minute|hour|day|week|month|year)s? ago\b", regex.IGNORECASE
)
CALENDAR = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
RUN_TOGETHER = regex.compile(
    r"(?<=\p{Ll})(?=(?:Updated|Published|Posted)\b)|"
    rf"(?<=\p{{L}}|\))(?={CALENDAR}\p{{Ll}}*\.?,?\s+\d)|(?<=\p{{L}})(?=\d{{1,2}}(?:st|nd|rd"
    rf"|th)?\s+{CALENDAR}\p{{Ll}}*\.?,?\s+\d{{4}})"
    r"|(?<=(?:19|20)\d\d)(?=\d{1,2}:\d\d)"
)
DAY_AND_MONTH = tuple(
    regex.compile(rf"\bthis month,?\s+(?:on\s+)?(?:the\s+)?{form}(?!\p{{L}})", regex.IGNORECASE)
    for form in (rf"{DAY}\s+(?:of\s+)?{MONTH}", rf"{MONTH}\s+{DAY}")
)
STAMP_WORDS = 4
DAYS_AFTER = 7
EDTF_DAY = regex.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?[~?%]?")
ADDRESS = regex.compile(r"/(?P<year>(?:19|20)\d\d)/(?P<month>\d{1,2})(?:/(?P<day>\d{1,2}))?(?=/|$)")
YEARS = regex.compile(r"(?<!\p{N})(?:19|20)\d\d(?!\p{N})")


@dataclass(frozen=True, slots=True)
class Written:
    """A date written out in a text: its ISO form and the span it takes."""

    iso: str
    start: int
    end: int


def dates_in(text: str) -> list[Written]:
    """Return the full dates (day, month and year) of text in their order."""
    return sorted(_all_dates(text), key=lambda written: written.start)


def _all_dates(text: str) -> Iterator[Written]:
    for reading in read(SLASHED.sub("-", STAMP.sub(" ", text))):
        said = reading.date
        last = said.until or said if said else None
        if said and last and last.year and last.month and last.day and FIRST_YEAR <= last.year <= LAST_YEAR:
            iso = _iso(str(last.year), str(last.month), str(last.day))
            if iso:
                yield Written(iso, reading.start, reading.end)


def _iso(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), _month_number(month), int(day)).isoformat()
    except ValueError:
        return None


def _month_number(month: str) -> int:
    return int(month) if month.isdecimal() else MONTHS.index(month[:3].lower()) + 1


def part_run_together(text: str, space: str = " ") -> str:
    """Return text with a space where a date was run together with the word before it or with its time of day."""
    return RUN_TOGETHER.sub(space, text)


def lone_date(text: str) -> str | None:
    """Return the date of a line that says nothing but a date, with or without its weekday and the time of day."""
    found = dates_in(text)
    rest = regex.sub(WEEKDAY, " ", without_dates(text) + " ", flags=regex.IGNORECASE)
    left = STAMP_LABEL.sub(" ", ANY_CLOCK.sub(" ", rest))
    stamped = left != rest and not regex.search(r"\p{Latin}", left) and len(left.split()) <= STAMP_WORDS
    return found[0].iso if found and (stamped or not regex.search(r"[\p{L}\p{N}]", left)) else None


def blank_dates(text: str) -> str:
    """Return text with nothing but its full dates blanked out."""
    for written in reversed(dates_in(text)):
        text = f"{text[: written.start]} {text[written.end :]}"
    return text


def without_dates(text: str) -> str:
    """Return text with its full dates, their weekdays and times of day blanked out, and "3 hours ago" too."""
    text = RELATIVE.sub(" ", text)
    for written in reversed(dates_in(text)):
        text = text[: written.start] + " " + CLOCK.sub("", text[written.end :])
    return regex.sub(WEEKDAY + r"$", "", text.strip() + " ", flags=regex.IGNORECASE).strip()


def month_of_this_month(text: str) -> str | None:
    """Return the month number, as "07", of a day that text places in "this month"."""
    for pattern in DAY_AND_MONTH:
        match = pattern.search(text)
        if match:
            return f"{_month_number(match['month']):02}"
    return None


def day_near(written: str, iso: str) -> str | None:
    """Return the day, written without its year as in "Sept. 23", that is at most a week before a date."""
    year = int(iso[:4])
    for each in (year, year - 1):
        for found in dates_in(f"{written}, {each}") or dates_in(f"{written} {each}"):
            if 0 <= (date.fromisoformat(iso) - date.fromisoformat(found.iso)).days <= DAYS_AFTER:
                return found.iso
    return None


def years_in(text: str) -> set[str]:
    """Return the years that text names in digits."""
    return set(YEARS.findall(text))


def date_of_address(url: str) -> str | None:
    """Return the day or month that stands in the path of an address, as in /2018/10/23/."""
    match = ADDRESS.search(url)
    if not match or not 1 <= int(match["month"]) <= 12:
        return None
    month = f"{match['year']}-{int(match['month']):02}"
    return month if match["day"] is None else _iso(match["year"], match["month"], match["day"])


def is_edtf(text: str) -> bool:
    """Whether text is a year, month or day in EDTF, qualified or not, that the calendar has."""
    match = EDTF_DAY.fullmatch(text)
    return bool(match and _iso(match["year"], match["month"] or "01", match["day"] or "01"))
