"""The value type `integer`: a whole number that counts or orders, such as an edition."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any

from druzhba_kb.model import Attribute
from druzhba_kb.values.amounts import grouped
from druzhba_kb.values.base import INTEGER_SCHEMA, allowed, quoted, strings, unexcused
from druzhba_kb.values.numerals import numerals

PATTERN = "-?[0-9]{1,18}"
INTEGER = re.compile(PATTERN)
GROUPED_FROM = 10_000


class IntegerType:
    """A whole number."""

    name = "integer"

    def parse(self, raw: str, attribute: Attribute) -> str:
        """Return raw as a whole number without leading zeros."""
        if not INTEGER.fullmatch(raw.strip()):
            raise ValueError(f"{quoted(raw)} is no whole number; expected digits only, such as 3 or 1400")
        return str(int(raw))

    def show(self, value: str, attribute: Attribute) -> str:
        """Return the number, grouped from 10,000 on, so that a year stays a year."""
        shown = grouped(Decimal(value)) if abs(int(value)) >= GROUPED_FROM else value
        return f"{shown} {attribute.unit}" if attribute.unit else shown

    def compatible(self, one: str, other: str) -> bool:
        """Return whether the numbers are equal."""
        return one == other

    def missing(
        self, value: str, inferred: Collection[str], passages: Sequence[str], attribute: Attribute, names: Sequence[str]
    ) -> list[str]:
        """Return 'number' when it stands in no passage as a cardinal, an ordinal or a Roman numeral."""
        stands = any(
            numeral.value == int(value) and not numeral.percent and not numeral.currency
            for passage in passages
            for numeral in numerals(passage)
        )
        return unexcused([] if stands else ["number"], inferred, attribute)

    def components(self, attribute: Attribute) -> tuple[str, ...]:
        """Return what can be inferred of an integer."""
        return allowed(attribute, "number")

    def schema(self, attribute: Attribute, ids: Sequence[str]) -> dict[str, Any]:
        """Return a schema for whole numbers, bare or as strings."""
        return {"anyOf": [INTEGER_SCHEMA, strings(f"^{PATTERN}$")]}
