"""What every value type can do, and the wording and excuses that all of them share.

`missing` is the heart: the components of a value that no passage gives. An empty list is the only proof there is.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from druzhba_kb.locales import N_
from druzhba_kb.model import Attribute, Names
from druzhba_kb.reading import Reading, Words

ANYTHING = N_("value")
# An attribute called like a part of a value infers but that part.
PARTS = frozenset((
    N_("number"), N_("unit"), N_("hedge"), N_("currency"), N_("year"), N_("month"), N_("day"), N_("role"), N_("reference"),
    N_("cue"),
))  # fmt: skip
SHOWN = 60  # a message is one line of a terminal
# What the words give otherwise has another name than what they do not give, so that it cannot be inferred.
OTHERWISE = "another stands there"
INTEGER_SCHEMA = {"type": "integer"}
NUMBER_SCHEMA = {"type": "number"}


class ValueType(ABC):
    """One type of value, canonical strings all: parser, rendering, comparison, support rule and JSON Schema."""

    name: str
    parts: tuple[str, ...] = ()  # what of a value may be inferred, besides the whole of it
    # what a table gives of a value in columns of their own: the end of the column's name, its type, what it means
    cells: tuple[tuple[str, str, str], ...] = ()

    @abstractmethod
    def parse(self, raw: str, attribute: Attribute) -> str:
        """Return the canonical form of raw, or raise ValueError saying what was expected."""

    def show(self, value: str, attribute: Attribute) -> str:
        """Return value as plain text for people."""
        return value

    def split(self, value: str) -> tuple[str, ...]:
        """Return what a table gives of a value in the columns of `cells`."""
        return ()

    def compatible(self, one: str, other: str) -> bool:
        """Return whether both values can be true of one thing."""
        return one == other

    @abstractmethod
    def missing(
        self,
        value: str,
        inferred: Collection[str],
        passages: Sequence[Words],
        attribute: Attribute,
        names: Names,
    ) -> list[str]:
        """Return the components of value that neither stand in the passages nor are inferred."""

    def spans(self, value: str, words: Words, attribute: Attribute, names: Names) -> list[tuple[int, int]]:
        """Return where in words a value stands, as offsets; nowhere where no word can negate it, or it is a paraphrase."""
        return []

    def components(self, attribute: Attribute) -> tuple[str, ...]:
        """Return the names that a statement may list as inferred: the parts, or 'value' or the attribute for all of them."""
        return tuple(dict.fromkeys((*self.parts, ANYTHING, attribute.name)))

    @abstractmethod
    def schema(self, attribute: Attribute, ids: Sequence[str]) -> dict[str, Any]:
        """Return the JSON Schema of the value as an editor writes it."""


def quoted(raw: str) -> str:
    """Return raw in quotes for a message: short, on one line, with nothing invisible."""
    short = raw if len(raw) <= SHOWN else raw[:SHOWN] + "…"
    return "'" + "".join(char if char.isprintable() else ascii(char)[1:-1] for char in short) + "'"


def unexcused(missing: Iterable[str], inferred: Collection[str], attribute: Attribute) -> list[str]:
    """Return what is missing and not inferred."""
    if ANYTHING in inferred or (attribute.name in inferred and attribute.name not in PARTS):
        return []
    return [component for component in missing if component not in inferred]


def spans_of(readings: Iterable[Reading], fits: Callable[[Reading], bool]) -> list[tuple[int, int]]:
    """Return where the readings stand that fit."""
    return [(reading.start, reading.end) for reading in readings if fits(reading)]


def least(
    found: Iterable[Sequence[str]], otherwise: Sequence[str], inferred: Collection[str], attribute: Attribute
) -> list[str]:
    """Return what the reading that gives most of a value does not give and nobody infers; otherwise, where none reads so."""
    faults = [unexcused(missing, inferred, attribute) for missing in found]
    # an editor meant the reading that comes nearest, so the message names what that one lacks
    return (
        min(faults, key=lambda one: ("number" in one, len(one)))
        if faults
        else unexcused(otherwise, inferred, attribute)
    )


def strings(pattern: str) -> dict[str, Any]:
    """Return the schema of strings that match pattern, which must be anchored."""
    return {"type": "string", "pattern": pattern}
