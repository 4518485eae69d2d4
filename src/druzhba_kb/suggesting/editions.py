"""Editions: a name in, its base with the number and the year that it gives out: 'Kestrel-III 2017' gives III and 2017."""

from __future__ import annotations

from dataclasses import dataclass

import regex

ROMAN = {
    "I": 1,
    "II": 2,
    "III": 3,
    "IV": 4,
    "V": 5,
    "VI": 6,
    "VII": 7,
    "VIII": 8,
    "IX": 9,
    "X": 10,
    "XI": 11,
    "XII": 12,
}
NUMERAL = regex.compile(r"(?:19|20)\d\d|\d{1,3}|" + "|".join(sorted(ROMAN, key=len, reverse=True)))
PART = regex.compile(r"[\p{L}\p{M}][\p{L}\p{M}\p{N}'’]*|\d+")


@dataclass(frozen=True, slots=True)
class Edition:
    """What a name tells of itself; number and year are digits or ''."""

    base: str
    number: str = ""
    year: str = ""

    @property
    def given(self) -> bool:
        """Return whether the name gives a number or a year."""
        return bool(self.number or self.year)

    def agrees(self, other: Edition) -> bool:
        """Return whether both are one edition: nothing conflicts, and something besides the base is the same."""
        if self.base != other.base:
            return False
        pairs = [(mine, its) for mine, its in ((self.number, other.number), (self.year, other.year)) if mine and its]
        return all(mine == its for mine, its in pairs) and (bool(pairs) or self == other)


def is_numeral(word: str) -> bool:
    """Return whether a word is a number or year as names of editions carry them."""
    return bool(NUMERAL.fullmatch(word))


def edition_of(name: str) -> Edition:
    """Return the base of a name, folded, and its number and year; a short number after a hyphen may be a year."""
    parts = PART.findall(regex.sub(r"(?<=\p{Ll})(?=\d)|(?<=\p{Ll})(?=\p{Lu})", " ", name))
    number = year = ""
    while len(parts) > 1 and NUMERAL.fullmatch(parts[-1]):
        last = parts.pop()
        if len(last) == 4 and last.isdigit():
            year = last
        else:
            number = str(ROMAN.get(last, last))
    return Edition(" ".join(parts).casefold(), number, year)
