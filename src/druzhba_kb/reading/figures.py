"""Figures: what digits, Roman capitals and fraction signs write in, the number they mean out; nothing where it is doubtful."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

import regex

from druzhba_kb.reading.language import Language

LAKHS = regex.compile(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}")
MOST_DIGITS = 40
ROMAN = regex.compile(r"(?=.)M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def roman(word: str) -> int | None:
    """Return the number that word writes in Roman capitals, or None."""
    if not ROMAN.fullmatch(word):
        return None
    digits = [ROMAN_DIGITS[char] for char in word]
    return sum(-digit if digit < after else digit for digit, after in zip(digits, [*digits[1:], 0], strict=True))


def value_of(written: str, known: Language) -> Decimal | None:
    """Return the number that digits with their marks write in a language, or None where that is doubtful."""
    if len(written) > MOST_DIGITS:
        return None
    if written.isdigit():
        return Decimal(written)
    if "," in known.groups and LAKHS.fullmatch(written):
        return Decimal(written.replace(",", ""))
    group = "[" + regex.escape(known.groups + "' ") + "]"
    decimals = "[" + regex.escape(known.decimals) + "]"
    whole = rf"(?P<whole>[1-9][0-9]{{0,2}}(?P<group>{group})[0-9]{{3}}(?:(?P=group)[0-9]{{3}})*|[0-9]+)"
    match = regex.fullmatch(rf"{whole}(?:{decimals}(?P<rest>[0-9]+))?", written)
    if not match or (match["rest"] and len(match["rest"]) == 3 and written[-4] in known.doubtful):
        return None
    return Decimal(regex.sub(r"\D", "", match["whole"]) + (f".{match['rest']}" if match["rest"] else ""))


def vulgar(char: str) -> Decimal | None:
    """Return the fraction that one sign writes (½), or None."""
    if len(char) != 1 or unicodedata.category(char) != "No":
        return None
    value = Decimal(str(round(unicodedata.numeric(char), 6)))
    return value if 0 < value < 1 else None
