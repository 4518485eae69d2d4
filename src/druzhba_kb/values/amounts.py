"""Amounts: a number that may be approximate, a bound or a range, with its canonical form, comparison and support.

Money and quantities share it. A hedge is a part of the value: 'about 200' does not bear out 200, nor 200 'about 200'.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from druzhba_kb.locales import N_, formats, gettext
from druzhba_kb.reading import Reading

# bounded, since Python computes with every digit that an editor types
NUMBER = r"(?:[0-9]{1,18}(?:\.[0-9]{1,9})?(?:[eE]\+?[0-9]{1,2})?)"
PATTERN = rf"(?:(?:~|>=|<=|>|<)? ?-?{NUMBER}|{NUMBER} ?- ?{NUMBER})"
AMOUNT = re.compile(rf"(?P<sign>~|>=|<=|>|<|) ?(?P<low>-?{NUMBER})|(?P<from>{NUMBER}) ?- ?(?P<to>{NUMBER})")
# L10n: {amount} is a number with what it counts, such as "200 sailors" or "5 billion USD"
WORDS = {
    "": "{amount}", "~": N_("about {amount}"), ">=": N_("at least {amount}"), "<=": N_("at most {amount}"),
    ">": N_("more than {amount}"), "<": N_("less than {amount}"),
}  # fmt: skip
# The signs of a value that each hedge of the words can bear: nearly 200 is about 200, and it is fewer.
SIGNS_OF = {
    "": ("",), "~": ("~",), "~<": ("~", "<"), "~>": ("~", ">"), ">=": (">=",), "<=": ("<=",), ">": (">",), "<": ("<",),
    "?>": ("", ">"), "?<=": ("", "<="),
}  # fmt: skip
THOUSANDS = re.compile("(?:~|>=|<=|>|<)?[0-9]{1,3}(?:[, '\u00a0\u202f][0-9]{3})+")
# programs that read the exports lose digits beyond that
LARGEST = Decimal(10**18)
# "about 200" of one source and 215 of another do not contradict each other
TOLERANCE = Decimal("0.1")


CELLS = (
    ("min", "number", N_("the least number that it gives; 'about 70' gives 70")),
    ("max", "number", N_("the greatest number that it gives; empty where it gives no upper bound")),
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its sign (~, >=, <=, >, < or none), or a range where `high` differs from `low`."""

    sign: str
    low: Decimal
    high: Decimal

    def written(self, number: Callable[[Decimal], str]) -> str:
        """Return the canonical form, with numbers written by number."""
        if self.low != self.high:
            return f"{number(self.low)}-{number(self.high)}"
        return self.sign + number(self.low)

    @property
    def bounds(self) -> tuple[str, str]:
        """Return the least and the greatest number that it gives, each empty where there is none."""
        low, high = plain(self.low), plain(self.high)
        return "" if self.sign in {"<", "<="} else low, "" if self.sign in {">", ">="} else high

    def shown(self, number: Callable[[Decimal], str], counted: Callable[[str], str]) -> str:
        """Return the amount for people, with its numbers written by `number` and what it counts added by `counted`."""
        one = number(self.low)
        amount = one if self.low == self.high else formats.between(one, number(self.high))
        return gettext(WORDS[self.sign]).format(amount=counted(amount))


@lru_cache(maxsize=4096)
def read(raw: str) -> Amount | None:
    """Return the amount that raw writes, or None."""
    match = AMOUNT.fullmatch(raw)
    if not match:
        return None
    low = Decimal(match["low"] or match["from"])
    high = Decimal(match["to"] or low)
    # 50-50 is a slip, and would be shown as an exact number
    if abs(low) > LARGEST or high > LARGEST or low > high or (match["from"] and low == high):
        return None
    return Amount(match["sign"] or "", low + 0, high + 0)  # + 0: no -0


def digits(raw: str) -> str:
    """Return raw without the marks between its thousands, or nothing where it has none: 1,200 is to be written 1200."""
    return re.sub("[, ' \u00a0\u202f]", "", raw) if THOUSANDS.fullmatch(raw.strip()) else ""


def plain(number: Decimal) -> str:
    """Return number with neither exponent nor trailing zeros."""
    written = format(number, "f")
    return written.rstrip("0").rstrip(".") if "." in written else written


def agree(one: Amount, other: Amount) -> bool:
    """Return whether one number can be what both amounts say."""
    if "~" in {one.sign, other.sign}:
        return _near(one, other)
    return _overlap(one, other) and _overlap(other, one)


def _near(one: Amount, other: Amount) -> bool:
    approximate = [amount for amount in (one, other) if amount.sign == "~"]
    slack = max(abs(amount.low) for amount in approximate) * TOLERANCE
    if len(approximate) == 2:
        return abs(one.low - other.low) <= slack
    around = Amount("", approximate[0].low - slack, approximate[0].high + slack)
    exact = other if approximate[0] is one else one
    return _overlap(around, exact) and _overlap(exact, around)


def _overlap(one: Amount, other: Amount) -> bool:
    """Return whether the low end of one does not lie above the high end of other."""
    if one.sign in {"<", "<="} or other.sign in {">", ">="}:
        return True
    if one.sign == ">" or other.sign == "<":
        return one.low < other.high
    return one.low <= other.high


def missing(amount: Amount, readings: Iterable[Reading], counts: Callable[[Reading], bool]) -> list[list[str]]:
    """Return what each reading does not give of an amount: number, unit, hedge."""
    return [_missing(amount, reading, counts) for reading in readings]


def _missing(amount: Amount, reading: Reading, counts: Callable[[Reading], bool]) -> list[str]:
    same = (reading.low, reading.high) == (amount.low, amount.high)
    hedged = amount.low != amount.high or amount.sign in SIGNS_OF[reading.hedge]  # a range says itself how exact it is
    parts = {"number": same, "unit": counts(reading), "hedge": hedged}
    return [part for part, given in parts.items() if not given]
