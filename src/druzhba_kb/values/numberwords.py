"""The words and signs of numbers: English numeral words, ordinals, scales, and Roman numerals of capitals."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Role = Literal["digits", "unit", "ten", "hundred", "scale", "and"]

UNITS = tuple(
    [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ]
)
UNIT_ORDINALS = tuple(
    [
        "zeroth",
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
    ]
)
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SCALES = {
    "dozen": 12,
    "thousand": 10**3,
    "lakh": 10**5,
    "million": 10**6,
    "mln": 10**6,
    "crore": 10**7,
    "billion": 10**9,
    "bn": 10**9,
    "bln": 10**9,
    "trillion": 10**12,
    "trn": 10**12,
}
SUFFIXES = {
    "k": 10**3,
    "mn": 10**6,
    "mln": 10**6,
    "bn": 10**9,
    "bln": 10**9,
    "tn": 10**12,
    "trn": 10**12,
}
MONEY_SUFFIXES = {"m": 10**6, "b": 10**9, "t": 10**12}
ORDINAL_SUFFIXES = frozenset({"st", "nd", "rd", "th"})
UNIT_SUFFIXES = frozenset({"m", "km", "cm", "mm", "kg", "g", "t", "ft", "h", "kph", "mph"})

ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


@dataclass(frozen=True, slots=True)
class Word:
    """What a word or a run of digits does in a number."""

    role: Role
    value: Decimal
    ordinal: bool = False


def _lexicon() -> Mapping[str, Word]:
    known = {"and": Word("and", Decimal(0)), "hundred": Word("hundred", Decimal(100))}
    known["hundredth"] = Word("hundred", Decimal(100), ordinal=True)
    for number, (cardinal, ordinal) in enumerate(zip(UNITS, UNIT_ORDINALS, strict=True)):
        known[cardinal] = Word("unit", Decimal(number))
        known[ordinal] = Word("unit", Decimal(number), ordinal=True)
    for number, ten in enumerate(TENS, start=2):
        known[ten] = Word("ten", Decimal(number * 10))
        known[ten[:-1] + "ieth"] = Word("ten", Decimal(number * 10), ordinal=True)
    for scale, factor in SCALES.items():
        known[scale] = Word("scale", Decimal(factor))
    for scale in ("thousand", "million", "billion"):
        known[scale + "th"] = Word("scale", Decimal(SCALES[scale]), ordinal=True)
    return known


LEXICON = _lexicon()


def roman(word: str) -> int | None:
    """Return the number that word writes in Roman capitals, or None."""
    if not word or not ROMAN.fullmatch(word):
        return None
    digits = [ROMAN_DIGITS[char] for char in word]
    following = [*digits[1:], 0]
    return sum(-digit if digit < after else digit for digit, after in zip(digits, following, strict=True))
