"""The value type `quantity`: a count or a measure in the attribute's unit, exact, approximate, bounded or a range.

What is counted must be what the unit says: '200 soldiers' families' are no 200 soldiers.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from druzhba_kb.model import Attribute, Names
from druzhba_kb.reading import Reading, Words, readings_of
from druzhba_kb.reading.units import counts, is_percent, names_another, singular
from druzhba_kb.values import amounts
from druzhba_kb.values.amounts import Amount
from druzhba_kb.values.base import NUMBER_SCHEMA, OTHERWISE, ValueType, least, quoted, spans_of, strings

LONGEST = 60


class QuantityType(ValueType):
    """How many or how much."""

    name = "quantity"
    parts = ("number", "unit", "hedge")
    cells = amounts.CELLS

    def parse(self, raw: str, attribute: Attribute) -> str:
        """Return raw as an amount such as 70, ~200, >=50 or 50-70."""
        return _amount(raw).written(amounts.plain)

    def show(self, value: str, attribute: Attribute) -> str:
        """Return 'about 200 soldiers'."""
        amount, unit = _amount(value), attribute.unit or ""
        unit = singular(unit) if amount.low == amount.high == 1 else unit
        return amount.shown(amounts.grouped) + ("" if unit == "%" or not unit else " ") + unit

    def split(self, value: str) -> tuple[str, ...]:
        """Return the bounds."""
        return _amount(value).bounds

    def compatible(self, one: str, other: str) -> bool:
        """Return whether one number can be what both values say; '~' allows ten per cent."""
        return amounts.agree(_amount(one), _amount(other))

    def missing(
        self, value: str, inferred: Collection[str], passages: Sequence[Words], attribute: Attribute, names: Names
    ) -> list[str]:
        """Return which of number, unit and hedge no one reading of the passages gives."""
        unit = attribute.unit
        # a share and a count never bear each other out
        types = {"percentage"} if is_percent(unit) else {"number", "quantity", "duration"}

        def fits(reading: Reading) -> bool:
            return unit is None or reading.type == "percentage" or counts(reading, unit, attribute.unit_words)

        readings = [reading for reading in readings_of(passages) if reading.type in types]
        found = [
            # "70 masons" cannot be made 70 sailors by inferring the unit
            [f"unit ({OTHERWISE})" if part == "unit" and names_another(one) else part for part in missing]
            for one, missing in zip(readings, amounts.missing(_amount(value), readings, fits), strict=True)
        ]
        return least(found, ["number"], inferred, attribute)

    def spans(self, value: str, words: Words, attribute: Attribute, names: Names) -> list[tuple[int, int]]:
        """Return where the number stands."""
        amount = _amount(value)
        return spans_of(readings_of([words]), lambda one: (one.low, one.high) == (amount.low, amount.high))

    def schema(self, attribute: Attribute, ids: Sequence[str]) -> dict[str, Any]:
        """Return a schema for numbers and for strings with a sign or a range."""
        return {"anyOf": [strings(f"^{amounts.PATTERN}$"), NUMBER_SCHEMA]}


def _amount(raw: str) -> Amount:
    amount = amounts.read(raw.strip()) if len(raw) <= LONGEST else None
    if amount is None:
        raise ValueError(
            f"{quoted(raw)} is no quantity; expected {amounts.digits(raw) or '70, ~200, >=50, <=9, >1400 or 50-70'}"
        )
    return amount
