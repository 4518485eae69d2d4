"""The value type `integer`: a whole number that counts or orders, such as an edition.

An ordinal bears out an edition and no count; a count bears out no edition.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any

from druzhba_kb.model import Attribute, Names
from druzhba_kb.reading import Reading, Words, readings_of
from druzhba_kb.reading.units import counts, is_rank, singular
from druzhba_kb.values.amounts import digits, grouped
from druzhba_kb.values.base import INTEGER_SCHEMA, ValueType, quoted, spans_of, strings, unexcused

PATTERN = "-?[0-9]{1,18}"
INTEGER = re.compile(PATTERN)
GROUPED_FROM = 10_000


class IntegerType(ValueType):
    """A whole number."""

    name = "integer"
    parts = ("number",)
    cells = (("number", "integer", "the number alone"),)

    def parse(self, raw: str, attribute: Attribute) -> str:
        """Return raw as a whole number without leading zeros."""
        if not INTEGER.fullmatch(raw.strip()):
            raise ValueError(
                f"{quoted(raw)} is no whole number; expected {digits(raw).lstrip('~<>=') or 'digits only, such as 3 or 1400'}"
            )
        return str(int(raw))

    def show(self, value: str, attribute: Attribute) -> str:
        """Return the number, grouped from 10,000 on, so that a year stays a year."""
        shown = grouped(Decimal(value)) if abs(int(value)) >= GROUPED_FROM else value
        unit = attribute.unit and (singular(attribute.unit) if int(value) == 1 else attribute.unit)
        return f"{shown} {unit}" if unit else shown

    def split(self, value: str) -> tuple[str, ...]:
        """Return the number."""
        return (value,)

    def missing(
        self, value: str, inferred: Collection[str], passages: Sequence[Words], attribute: Attribute, names: Names
    ) -> list[str]:
        """Return 'number' where no reading orders or counts so: an ordinal or edition mark, or a count of the unit.

        A unit or name such as edition or round is a rank, which no count bears out.

        Without a unit a number counts only where the attribute's own name says what: `goals: 3` on 'three goals'.
        """
        given = any(
            reading.low == reading.high == int(value) and not reading.hedge and _orders_or_counts(reading, attribute)
            for reading in readings_of(passages)
        )
        return unexcused([] if given else ["number"], inferred, attribute)

    def spans(self, value: str, words: Words, attribute: Attribute, names: Names) -> list[tuple[int, int]]:
        """Return where the number stands."""
        return spans_of(readings_of([words]), lambda reading: reading.low == reading.high == int(value))

    def schema(self, attribute: Attribute, ids: Sequence[str]) -> dict[str, Any]:
        """Return a schema for whole numbers, bare or as strings."""
        return {"anyOf": [INTEGER_SCHEMA, strings(f"^{PATTERN}$")]}


def _orders_or_counts(reading: Reading, attribute: Attribute) -> bool:
    # `goals: 3` is borne out by "three goals" though the kind names no unit
    own = (attribute.name.replace("_", " "), attribute.label, *attribute.cues)
    unit, *more = (attribute.unit, *attribute.unit_words) if attribute.unit else own
    ranks = is_rank(unit, reading)
    if reading.type in {"ordinal", "edition"}:
        # "the third regatta" are no three regattas
        return ranks or attribute.unit is None
    if ranks or reading.type not in {"quantity", "number", "duration"}:
        return False
    return counts(reading, unit, more) or (not attribute.unit and reading.before in {w.casefold() for w in own})
