"""Formats: numbers and lists in; how the readers of the language that is spoken write them, by the Unicode CLDR, out."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from babel.lists import format_list
from babel.numbers import format_decimal

from druzhba_kb.locales import spoken

DIGITS = "default"  # what Babel calls the digits that a locale is written with
COMMAS = {"،": "، ", "、": "、"}


def number(value: int | Decimal) -> str:
    """Return a number with its groups and decimals as they are written: 1,400."""
    return format_decimal(value, locale=spoken().locale, decimal_quantization=False, numbering_system=DIGITS)


def listed(items: Iterable[str]) -> str:
    """Return a list as a sentence has it: a, b and c."""
    return format_list(list(items), locale=spoken().locale)


def commas(items: Iterable[str]) -> str:
    """Return a list with but commas between its items: a, b, c."""
    patterns = str([dict(one) for one in spoken().locale.list_patterns.values()])
    return next((mark for sign, mark in COMMAS.items() if sign in patterns), ", ").join(items)
