"""Relative days: words and the day on which they were written in, the days that "on Wednesday" and "today" mean out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import regex

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
WEEK = r"(?P<week>last|this|next) week"
# not before a date, which says the day itself, nor "Monday's"
ON_WEEKDAY = regex.compile(
    rf"\b(?:{WEEK},? (?:on )?|on |(?P<last>last) )(?P<weekday>{'|'.join(WEEKDAYS)})\b(?!'s|,? (?:the )?(?:[0-9]|{MONTHS}))"
    rf"(?:,? (?:of )?{WEEK}\b)?"
)
WEEKS = {"last": -1, "this": 0, "next": 1}
# of what is to come, "on Monday" is the next one
AHEAD = regex.compile(r"\b(?:will|shall|would|next|to be|to begin|to start|due|upcoming|scheduled|planned|expected)\b")
BREAK = regex.compile(r"[,;]| and ")
NEAR_DAY = regex.compile(
    r"\b(?:(?P<before>last night|yesterday)|today|tonight|this (?:morning|afternoon|evening)|(?P<after>tomorrow))\b",
    regex.I,
)


@dataclass(frozen=True, slots=True)
class RelativeDay:
    """A day that words mean: where they stand, which day, and of a weekday which one: last, next, second last, second next."""

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
        weekday = WEEKDAYS.index(match["weekday"])
        ago = (written.weekday() - weekday) % 7
        last, following = written - timedelta(days=ago), written + timedelta(days=-ago % 7)
        if match["week"]:  # it begins on Monday
            value = written + timedelta(days=7 * WEEKS[match["week"]] + weekday - written.weekday())
            is_ahead, second = value > written, "second " * (value not in (last, following))
        else:
            clause = max((found.end() for found in BREAK.finditer(text, 0, match.start())), default=0)
            is_ahead, second = not match["last"] and bool(AHEAD.search(text, clause, match.start())), ""
            value = following if is_ahead else last
        yield RelativeDay(*match.span("weekday"), value, second + ("next" if is_ahead else "last"))
