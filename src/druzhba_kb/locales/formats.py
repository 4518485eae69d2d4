"""Formats: numbers, sums, dates and lists in; how readers of the spoken language write them, by the Unicode CLDR, out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from babel.dates import DateTimeFormat, get_era_names, parse_pattern
from babel.lists import format_list
from babel.numbers import NumberPattern, format_decimal, get_currency_name, get_currency_unit_pattern
from babel.units import UnknownUnitError, format_unit

from druzhba_kb.locales import Interface, spoken

Day = tuple[int, int | None, int | None]
"""A year, which may be that before the era (0) or a thousand years away, with its month and its day where they are known."""

COMMAS = {"،": "، ", "、": "、"}
# by the name that the CLDR has for the digits which a locale is written with: their nought
DIGITS = {
    "adlm": "𞥐", "arab": "٠", "arabext": "۰", "beng": "০", "cakm": "𑄶", "deva": "०", "hmnp": "𞅀", "mtei": "꯰", "mymr": "၀",
    "nkoo": "߀", "olck": "᱐", "tibt": "༠",
}  # fmt: skip
NOUNS = {"de", "gsw", "ksh", "lb", "nds"}
SYSTEM = "default"  # what Babel calls the signs of numbers that a locale is written with
AMBIGUOUS = ("degree", "times")  # of an angle or of heat; and no measure
ENGLISH_DASH = re.compile(r"\s*–\s*")
ABBREVIATED = re.compile(r"(?<![ML])([ML])\1\1(?![ML])")


def number(value: int | Decimal, *, groups: bool = True) -> str:
    """Return a number as it is written, with a mark between its thousands unless it has no `groups`: 1,400."""
    return _number(str(value), groups, spoken().code)


@lru_cache(maxsize=4096)  # each page counts a hundred things, most of them one or two
def _number(value: str, groups: bool, code: str) -> str:
    locale = Interface(code).locale
    written = format_decimal(
        value, locale=locale, decimal_quantization=False, group_separator=groups, numbering_system=SYSTEM
    )
    return in_digits(written)


def compact(value: Decimal) -> str:
    """Return a great number with the word for its power: 5 billion."""
    locale = spoken().locale
    forms = locale.compact_decimal_formats.get("long") or locale.compact_decimal_formats["short"]
    power = max((len(key) for key in forms["other"] if int(key) <= abs(value)), default=0)
    key = "1" + "0" * (power - 1)
    zeros = forms["other"][key].pattern.count("0") if power else 0
    if zeros in {0, power}:
        return number(value)
    mantissa = Decimal(
        format(value.scaleb(zeros - power).normalize(), "f")
    )  # with no noughts, which are said in the plural
    form = forms.get(locale.plural_form(abs(mantissa)), forms["other"]).get(key, forms["other"][key])
    return _around(form, number(mantissa))


def percent(amount: str) -> str:
    """Return a number that is written already as a share of a hundred."""
    return _around(spoken().locale.percent_formats[None], amount)


def measured(amount: str, count: Decimal, measure: str, is_short: bool) -> str | None:
    """Return a number that is written already with a measure, `square_metre`, in the form for a count.

    None for a measure that the CLDR does not have, and in English texts, which have the unit as editors write it.
    """
    locale = spoken().locale
    name = measure.removesuffix("_length").replace("metre", "meter").replace("litre", "liter").replace("_", "-")
    if locale.language == "en" or measure in AMBIGUOUS:
        return None
    lengths: tuple[Literal["short", "long"], ...] = ("short",) if is_short else ("long", "short")
    for length in lengths:
        with suppress(UnknownUnitError):
            text = format_unit(count, f"-{name}", length, locale=locale)
            figure = format_decimal(count, locale=locale)
            # Babel puts the name that it was asked for where the CLDR has none of this length; "two years" may be one word
            if name not in text and (figure in text or amount == number(count)):
                return text.replace(figure, amount)
    return None


def money(amount: str, code: str, count: Decimal) -> str:
    """Return a sum whose number is written already, with its currency by name; English texts have the code."""
    locale = spoken().locale
    if locale.language == "en":
        return f"{amount} {code}"
    return get_currency_unit_pattern(code, count, locale).format(amount, get_currency_name(code, count, locale))


def between(low: str, high: str) -> str:
    """Return a range whose ends are written already."""
    return _dashed(spoken().locale.interval_formats[None].format(low, high))


def day(one: Day) -> str:
    """Return a date: 22 October 2018, or October 2018, or 2018."""
    locale = spoken().locale
    if one[0] > 0 and one[2]:
        return _written(str(locale.date_formats["long"]), one)
    skeleton = ("G" if one[0] <= 0 else "") + "y" + ("MMM" if one[1] else "") + ("d" if one[2] else "")
    return _written(str(locale.datetime_skeletons[skeleton]), one)


def stretch(first: Day, last: Day) -> str:
    """Return the time between two dates, with what is the same in both but once: 24 September to 10 October 2016."""
    parts, others = ([part for part in one if part is not None] for one in (first, last))
    differing = (
        "y" if first[0] != last[0] or len(parts) == 1 else "M" if first[1] != last[1] or len(parts) == 2 else "d"
    )
    skeleton = {1: "y", 2: "yMMMM", 3: "yMMMd"}[len(parts)]
    forms = spoken().locale.interval_formats.get(skeleton, {}).get(differing, ())
    if len(parts) != len(others) or first[0] <= 0 or len(forms) != 2:
        return between(day(first), day(last))
    return _dashed("".join(_written(form, one) for form, one in zip(forms, (first, last), strict=True)))


def within(label: str) -> str:
    """Return a label as it stands within a sentence: small, but in the languages that write nouns with capitals."""
    return label if spoken().locale.language in NOUNS else label.lower()


def in_digits(text: str) -> str:
    """Return a text with the digits of the language."""
    nought = DIGITS.get(spoken().locale.default_numbering_system)
    return text.translate({ord(str(at)): ord(nought) + at for at in range(10)}) if nought else text


def listed(items: Iterable[str]) -> str:
    """Return a list as a sentence has it: a, b and c."""
    return format_list(list(items), locale=spoken().locale)


def commas(items: Iterable[str]) -> str:
    """Return a list with but commas between its items: a, b, c."""
    return _comma(spoken().code).join(items)


@lru_cache(maxsize=8)  # every page has hundreds of lists
def _comma(code: str) -> str:
    patterns = str([dict(one) for one in Interface(code).locale.list_patterns.values()])
    return next((mark for sign, mark in COMMAS.items() if sign in patterns), ", ")


def _around(form: NumberPattern, amount: str) -> str:
    return (form.prefix[0] + amount + form.suffix[0]).replace("'", "")


def _dashed(interval: str) -> str:
    """Return an interval; an English sentence has no dash in it."""
    return ENGLISH_DASH.sub(" to ", interval) if spoken().locale.language == "en" else interval


def _written(pattern: str, one: Day) -> str:
    """Return a date by a pattern of the CLDR, with the names of months in full."""
    return in_digits(str(parse_pattern(ABBREVIATED.sub(r"\1\1\1\1", pattern)) % _AnyDay(one)))


class _AnyDay(DateTimeFormat):
    """The fields of a date that may lie outside the calendar of programs."""

    def __init__(self, one: Day) -> None:
        super().__init__(date(2000, one[1] or 1, one[2] or 1), spoken().locale)  # a leap year
        self.year = one[0]

    def format_year(self, char: str, num: int) -> str:
        return str(self.year if self.year > 0 else 1 - self.year)

    def format_era(self, char: str, num: int) -> str:
        return str(get_era_names("abbreviated", self.locale)[int(self.year > 0)])
