"""The value type `money`: an amount and the ISO 4217 code of its currency, such as 5e9 USD.

A sign that several currencies share bears out each of them; the currency's adjective or the article's own word decides.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any

from druzhba_kb.model import Attribute, Names
from druzhba_kb.reading import Words, readings_of
from druzhba_kb.values import amounts
from druzhba_kb.values.amounts import Amount
from druzhba_kb.values.base import OTHERWISE, ValueType, least, quoted, spans_of, strings

PATTERN = rf"(?P<amount>{amounts.PATTERN}) (?P<code>[A-Z]{{3}})"
MONEY = re.compile(PATTERN)
LONGEST = 60
POWERS = {12: "trillion", 9: "billion", 6: "million"}


class MoneyType(ValueType):
    """A sum of money."""

    name = "money"
    parts = ("number", "currency", "hedge")
    cells = (*amounts.CELLS, ("currency", "string", "the ISO 4217 code of its currency"))

    def parse(self, raw: str, attribute: Attribute) -> str:
        """Return raw as amount and code, millions and more with an exponent."""
        amount, code = _read(raw)
        return f"{amount.written(_short)} {code}"

    def show(self, value: str, attribute: Attribute) -> str:
        """Return '5 billion USD'."""
        amount, code = _read(value)
        return f"{amount.shown(_named)} {code}"

    def split(self, value: str) -> tuple[str, ...]:
        """Return the bounds and the currency."""
        amount, code = _read(value)
        return (*amount.bounds, code)

    def compatible(self, one: str, other: str) -> bool:
        """Return whether both sums can be true; sums in two currencies cannot be compared and count as compatible."""
        (amount, code), (other_amount, other_code) = _read(one), _read(other)
        # rates change daily, and no source of the base gives them
        return code != other_code or amounts.agree(amount, other_amount)

    def missing(
        self, value: str, inferred: Collection[str], passages: Sequence[Words], attribute: Attribute, names: Names
    ) -> list[str]:
        """Return which of number, currency and hedge no one sum of the passages gives."""
        amount, code = _read(value)
        # bare numbers too, so that the message can say that only the currency is missing
        sums = [reading for reading in readings_of(passages) if reading.type in {"money", "number", "quantity"}]
        found = amounts.missing(amount, sums, lambda reading: code in reading.codes)
        named = [
            [_of_currency(part, known=bool(one.codes)) for part in missing]
            for one, missing in zip(sums, found, strict=True)
        ]
        return least(named, ["number", "currency"], inferred, attribute)

    def spans(self, value: str, words: Words, attribute: Attribute, names: Names) -> list[tuple[int, int]]:
        """Return where the sum stands."""
        amount, _ = _read(value)
        return spans_of(readings_of([words]), lambda one: (one.low, one.high) == (amount.low, amount.high))

    def schema(self, attribute: Attribute, ids: Sequence[str]) -> dict[str, Any]:
        """Return a schema for amount and code."""
        return strings(f"^{amounts.PATTERN} [A-Z]{{3}}$")


def _of_currency(part: str, *, known: bool) -> str:
    """Return a missing part by its name; a currency that the words give otherwise cannot be inferred."""
    return part if part != "unit" else f"currency ({OTHERWISE})" if known else "currency"


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
