"""Dates of digits in running text (2018-10-22, 22/10/2018, 10/2018): where they stand and what they may mean."""

from __future__ import annotations

from dataclasses import dataclass

import regex

NUMERIC_DATE = regex.compile(
    r"""(?<![\p{L}\p{N}_]|[0-9][-./:,])
    (?: (?P<year>[12][0-9]{3})(?P<a>[-/.])(?P<x>[0-9]{1,2})(?P=a)(?P<y>[0-9]{1,2})
      | (?P<x>[0-9]{1,2})(?P<b>[-/.])(?P<y>[0-9]{1,2})(?P=b)(?P<year>[12][0-9]{3})
      | (?P<year>[12][0-9]{3})-(?P<x>0[1-9]|1[0-2])
      | (?P<x>0?[1-9]|1[0-2])/(?P<year>[12][0-9]{3})
    )(?![\p{L}\p{N}_]|[-./:,][0-9])""",
    regex.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class NumericDate:
    """A date of digits from start to end; 3/4/2018 is both the third of April and the fourth of March."""

    start: int
    end: int
    year: int
    months: frozenset[int]
    days: frozenset[int]


def numeric_dates(text: str) -> list[NumericDate]:
    """Return the dates of digits in folded text."""
    return [date for match in NUMERIC_DATE.finditer(text) if (date := _read(match))]


def _read(match: regex.Match[str]) -> NumericDate | None:
    parts = [int(part) for part in (match["x"], match["y"]) if part]
    months = frozenset(part for part in parts if 1 <= part <= 12)
    if not months or max(parts) > 31:
        return None
    days = frozenset(parts) if len(parts) == 2 else frozenset[int]()
    if match["a"]:
        months, days = frozenset(parts[:1]) & months, frozenset(parts[1:])
    if len(parts) == 2 and max(parts) > 12:
        days = days - months
    return NumericDate(match.start(), match.end(), int(match["year"]), months, days)
