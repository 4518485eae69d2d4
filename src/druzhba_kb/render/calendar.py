"""Calendar: a first and a last month in, the place of a day between them, whatever its year, out."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from druzhba_kb.values.date import MONTHS

LONGEST = 18
FEW = 6


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the calendar: its name, in short where there are many, and where it begins."""

    name: str
    x: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """The months from the first to before the last, counted from January of an entity's own year."""

    first: int
    last: int

    @classmethod
    def of(cls, first: int, last: int) -> Calendar:
        """Return a calendar of these months, or of a whole year where they are too many to draw."""
        return cls(first, last) if last - first <= LONGEST else cls(0, 12)

    @staticmethod
    def place(day: date, year: int, after: int = 0) -> float:
        """Return where a day begins, in months since January of year; with `after` 1, where it ends."""
        return 12 * (day.year - year) + day.month - 1 + (day.day - 1 + after) / monthrange(day.year, day.month)[1]

    def percent(self, place: float) -> float:
        """Return a place in per cent of the calendar's width."""
        return 100 * (place - self.first) / (self.last - self.first)

    @property
    def months(self) -> tuple[Month, ...]:
        """Return the months with their places."""
        names = ((MONTHS[number % 12], self.percent(number)) for number in range(self.first, self.last))
        short = self.last - self.first > FEW
        return tuple(Month(name[:3] if short else name, f"{x:.2f}%") for name, x in names)
