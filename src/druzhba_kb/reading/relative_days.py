"""Relative days: words and the day on which they were written in, the days that "on Wednesday" and "today" mean out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import regex

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
# not before a date, which says the day itself, nor "Monday's"
ON_WEEKDAY = regex.compile(
    rf"\b(?:on|(?P<last>last)) (?P<weekday>{'|'.join(WEEKDAYS)})\b(?!'s|,? (?:the )?(?:[0-9]|{MONTHS}))(?P<week> of last week\b)?"
)
# of what is to come, "on Monday" is the next one
AHEAD = regex.compile(r"\b(?:will|shall|would|next|to be|to begin|to start|due|upcoming|scheduled|planned|expected)\b")
BREAK = regex.compile(r"[,;]| and ")
NEAR_DAY = regex.compile(
    r"\b(?:(?P<before>last night|yesterday)|today|tonight|this (?:morning|afternoon|evening)|(?P<after>tomorrow))\b",
    regex.I,
)


@dataclass(frozen=True, slots=True)
class RelativeDay:
    """A day that words mean: where they stand, which day, and of a weekday which one: last, second last, next."""

    start: int
    end: int
    day: date
    which: str = ""


def near_days(text: str, written: date) -> Iterator[RelativeDay]:
    """Yield 'last night' and 'tomorrow' of a text."""
    for match in NEAR_DAY.finditer(text):
        yield RelativeDay(*match.span(), written + timedelta(days=bool(match["after"]) - bool(match["before"])))


def weekdays(text: str, written: date) -> Iterator[RelativeDay]:
    """Yield the weekdays of a text: the last such day before it was written, the next one of what is to come."""
    for match in ON_WEEKDAY.finditer(text):
        ago = (written.weekday() - WEEKDAYS.index(match["weekday"])) % 7
        clause = max((found.end() for found in BREAK.finditer(text, 0, match.start())), default=0)
        which, value = "last", written - timedelta(days=ago)
        if match["week"] and ago <= written.weekday():  # "on Monday of last week" was a week before the last Monday
            which, value = "second last", value - timedelta(days=7)
        elif not match["last"] and AHEAD.search(text, clause, match.start()):
            which, value = "next", written + timedelta(days=-ago % 7)
        yield RelativeDay(*match.span("weekday"), value, which)
