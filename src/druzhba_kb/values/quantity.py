"""The value type `quantity`: a count or a measure in the attribute's unit, exact, approximate, bounded or a range."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from druzhba_kb.model import Attribute
from druzhba_kb.values import amounts
from druzhba_kb.values.amounts import Amount
from druzhba_kb.values.base import NUMBER_SCHEMA, allowed, quoted, strings, unexcused
from druzhba_kb.values.numerals import Numeral

PERCENT = {"%", "percent", "per cent"}
LONGEST = 60


class QuantityType:
    """How many or how much."""

    name = "quantity"

    def parse(self, raw: str, attribute: Attribute) -> str:
        """Return raw as an amount such as 70, ~200, >=50 or 50-70."""
        return _amount(raw).written(amounts.plain)

    def show(self, value: str, attribute: Attribute) -> str:
        """Return 'about 200 soldiers'."""
        gap = "" if attribute.unit == "%" else " "
        return _amount(value).shown(amounts.grouped) + (gap + attribute.unit if attribute.unit else "")

    def compatible(self, one: str, other: str) -> bool:
        """Return whether one number can be what both values say; '~' allows ten per cent."""
        return amounts.agree(_amount(one), _amount(other))

    def missing(
        self, value: str, inferred: Collection[str], passages: Sequence[str], attribute: Attribute, names: Sequence[str]
    ) -> list[str]:
        """Return 'number' when a number of value does not stand in the passages."""

        def fits(numeral: Numeral) -> bool:
            counts = not (numeral.ordinal or numeral.designator or numeral.currency)
            return counts and (not numeral.percent or attribute.unit in PERCENT)

        stands = amounts.stands(_amount(value), passages, fits)
        return unexcused([] if stands else ["number"], inferred, attribute)

    def components(self, attribute: Attribute) -> tuple[str, ...]:
        """Return what can be inferred of a quantity."""
        return allowed(attribute, "number")

    def schema(self, attribute: Attribute, ids: Sequence[str]) -> dict[str, Any]:
        """Return a schema for numbers and for strings with a sign or a range."""
        return {"anyOf": [strings(f"^{amounts.PATTERN}$"), NUMBER_SCHEMA]}


def _amount(raw: str) -> Amount:
    amount = amounts.read(raw.strip()) if len(raw) <= LONGEST else None
    if amount is None:
        raise ValueError(f"{quoted(raw)} is no quantity; expected 70, ~200, >=50, <=9, >1400 or 50-70")
    return amount
