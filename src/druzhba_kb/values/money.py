"""The value type `money`: an amount and the ISO 4217 code of its currency, such as 5e9 USD."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from typing import Any

import regex

from druzhba_kb.model import Attribute
from druzhba_kb.text import fold
from druzhba_kb.values import amounts
from druzhba_kb.values.amounts import Amount
from druzhba_kb.values.base import allowed, quoted, strings, unexcused
from druzhba_kb.values.numerals import Numeral

PATTERN = rf"(?P<amount>{amounts.PATTERN}) (?P<code>[A-Z]{{3}})"
MONEY = re.compile(PATTERN)
LONGEST = 60
POWERS = {12: "trillion", 9: "billion", 6: "million"}
DOLLAR = r"(?<![A-Z])(?:US)?\$|\bdollars?\b"
RUPEE = r"₹|₨|\bRs\b|\brupees?\b"
CUES = {
    "USD": DOLLAR,
    "EUR": r"€|\beuros?\b",
    "GBP": r"£|\bpounds?\b|\bsterling\b",
    "RUB": r"₽|\brou?bles?\b",
    "INR": RUPEE,
    "PKR": RUPEE,
    "CNY": r"¥|\byuan\b|\brenminbi\b|\bRMB\b",
    "JPY": r"¥|\byen\b",
}


class MoneyType:
    """A sum of money."""

    name = "money"

    def parse(self, raw: str, attribute: Attribute) -> str:
        """Return raw as amount and code, millions and more with an exponent."""
        amount, code = _read(raw)
        return f"{amount.written(_short)} {code}"

    def show(self, value: str, attribute: Attribute) -> str:
        """Return '5 billion USD'."""
        amount, code = _read(value)
        return f"{amount.shown(_named)} {code}"

    def compatible(self, one: str, other: str) -> bool:
        """Return whether both sums can be true; sums in two currencies cannot be compared and count as compatible."""
        (amount, code), (other_amount, other_code) = _read(one), _read(other)
        return code != other_code or amounts.agree(amount, other_amount)

    def missing(
        self, value: str, inferred: Collection[str], passages: Sequence[str], attribute: Attribute, names: Sequence[str]
    ) -> list[str]:
        """Return which of number and currency the passages do not give."""
        amount, code = _read(value)
        return unexcused(_not_given(amount, code, passages), inferred, attribute)

    def components(self, attribute: Attribute) -> tuple[str, ...]:
        """Return what can be inferred of a sum."""
        return allowed(attribute, "number", "currency")

    def schema(self, attribute: Attribute, ids: Sequence[str]) -> dict[str, Any]:
        """Return a schema for amount and code."""
        return strings(f"^{amounts.PATTERN} [A-Z]{{3}}$")


def _read(raw: str) -> tuple[Amount, str]:
    match = MONEY.fullmatch(raw.strip()) if len(raw) <= LONGEST else None
    amount = amounts.read(match["amount"]) if match else None
    if match is None or amount is None:
        raise ValueError(f"{quoted(raw)} is no sum of money; expected an amount and a currency code, such as 5e9 USD")
    return amount, match["code"]


def _scaled(number: Decimal) -> tuple[str, int]:
    power = next((power for power in POWERS if abs(number) >= Decimal(10) ** power), 0)
    return amounts.plain(number.scaleb(-power)), power


def _short(number: Decimal) -> str:
    mantissa, power = _scaled(number)
    return f"{mantissa}e{power}" if power else mantissa


def _named(number: Decimal) -> str:
    mantissa, power = _scaled(number)
    return f"{amounts.grouped(Decimal(mantissa))} {POWERS[power]}" if power else amounts.grouped(number)


def _not_given(amount: Amount, code: str, passages: Sequence[str]) -> Iterator[str]:
    if not amounts.stands(amount, passages, _counts):
        yield "number"
    cue = rf"(?i:{CUES[code]})|" if code in CUES else ""
    if not any(regex.search(rf"{cue}\b{code}\b|\b{code}(?=[0-9])", fold(passage)) for passage in passages):
        yield "currency"


def _counts(numeral: Numeral) -> bool:
    return not (numeral.ordinal or numeral.designator or numeral.percent)
