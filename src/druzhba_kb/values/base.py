"""What every value type can do, and the wording and excuses that all of them share."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Protocol

from druzhba_kb.model import Attribute

ANYTHING = "value"
SHOWN = 60
INTEGER_SCHEMA = {"type": "integer"}
NUMBER_SCHEMA = {"type": "number"}


class ValueType(Protocol):
    """One type of value, canonical strings all: parser, rendering, comparison, support rule and JSON Schema."""

    name: str

    def parse(self, raw: str, attribute: Attribute) -> str:
        """Return the canonical form of raw, or raise ValueError saying what was expected."""
        ...

    def show(self, value: str, attribute: Attribute) -> str:
        """Return value as plain text for people."""
        ...

    def compatible(self, one: str, other: str) -> bool:
        """Return whether both values can be true of one thing."""
        ...

    def missing(
        self,
        value: str,
        inferred: Collection[str],
        passages: Sequence[str],
        attribute: Attribute,
        names: Sequence[str],
    ) -> list[str]:
        """Return the components of value that neither stand in the passages nor are inferred."""
        ...

    def components(self, attribute: Attribute) -> tuple[str, ...]:
        """Return the names that a statement may list as inferred."""
        ...

    def schema(self, attribute: Attribute, ids: Sequence[str]) -> dict[str, Any]:
        """Return the JSON Schema of the value as an editor writes it."""
        ...


def quoted(raw: str) -> str:
    """Return raw in quotes for a message: short, on one line, with nothing invisible."""
    short = raw if len(raw) <= SHOWN else raw[:SHOWN] + "…"
    return "'" + "".join(char if char.isprintable() else ascii(char)[1:-1] for char in short) + "'"


def has_control(raw: str) -> bool:
    """Return whether raw holds a control, formatting, surrogate or unassigned character or a line separator."""
    return not raw.isprintable() and any(
        unicodedata.category(char) in {"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"} for char in raw
    )


def allowed(attribute: Attribute, *components: str) -> tuple[str, ...]:
    """Return components with the two names that excuse all of them: 'value' and the attribute's own."""
    return tuple(dict.fromkeys((*components, ANYTHING, attribute.name)))


def unexcused(missing: Iterable[str], inferred: Collection[str], attribute: Attribute) -> list[str]:
    """Return what is missing and not inferred."""
    if ANYTHING in inferred or attribute.name in inferred:
        return []
    return [component for component in missing if component not in inferred]


def strings(pattern: str) -> dict[str, Any]:
    """Return the schema of strings that match pattern, which must be anchored."""
    return {"type": "string", "pattern": pattern}
