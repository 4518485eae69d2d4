"""Limits: what an editor asserts of the whole base, and the numbers that may fall and not rise.

They are nouns of their own because parsing, verifying, lowering and reviewing speak of them, and none of these may import
another.
"""

from __future__ import annotations

from dataclasses import dataclass

from druzhba_kb.report import Place


@dataclass(frozen=True, slots=True)
class Bound:
    """What an editor asserts of a number: how many there are at least and at most of a kind, or of statements and the like."""

    of: str
    at_least: int | None
    at_most: int | None
    place: Place


@dataclass(frozen=True, slots=True)
class Excepted:
    """An entity of which an assertion need not hold."""

    id: str
    place: Place


@dataclass(frozen=True, slots=True)
class Requirement:
    """What an editor asserts of every entity of a kind: that it has one at least of some attributes or other keys."""

    kind: str
    has: tuple[str, ...]
    exceptions: tuple[Excepted, ...]
    place: Place


Assertion = Bound | Requirement


@dataclass(frozen=True, slots=True)
class Ratchet:
    """A limit on a number that may fall and not rise: of all, or of each hundred things among which it is counted."""

    name: str
    limit: int
    place: Place
    is_rate: bool = False

    def allows(self, count: int, total: int) -> bool:
        """Return whether a number of so many things is within the limit."""
        return count * 100 <= self.limit * total if self.is_rate else count <= self.limit

    def tight(self, count: int, total: int) -> int:
        """Return the limit that is tight; a rate leaves room for a new article, whose editor must not raise it."""
        return -(-count * 100 // max(1, total)) + 1 if self.is_rate and count else count

    def __str__(self) -> str:
        return f"{self.limit:,}{' %' if self.is_rate else ''}"
