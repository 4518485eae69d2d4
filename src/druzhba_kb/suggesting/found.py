"""Finds: what the recognizers hand to the gathering, one for each place where they see a name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from druzhba_kb.suggesting.suggest_model import Detail, Sighting

WEAK, FAIR, STRONG, SURE = range(4)


@dataclass(frozen=True, slots=True)
class Found:
    """A name seen once: how sure that is, the key that other spellings share, and other forms seen with it.

    `aside` says that the find hides nothing but weak finds inside it, and is never hidden.
    """

    kind: str
    at: Sighting
    strength: int
    key: str = ""
    forms: tuple[str, ...] = ()
    details: tuple[Detail, ...] = ()
    aside: bool = False

    @property
    def length(self) -> int:
        """Return how many characters it covers."""
        return self.at.end - self.at.start


def settle(finds: Iterable[Found]) -> list[Found]:
    """Return the finds that stand when each text belongs to one name only: sure ones and longer ones first."""
    chosen: list[Found] = []
    taken: dict[tuple[str, int], list[Found]] = {}
    for find in sorted(finds, key=_rank):
        block = taken.setdefault((find.at.sentence.article, find.at.sentence.block), [])
        if find.aside or not any(_hides(other, find) for other in block):
            chosen.append(find)
            block.append(find)
    return sorted(chosen, key=lambda find: (find.at.sentence.article, find.at.sentence.block, find.at.start))


def _rank(find: Found) -> tuple[bool, int, int, str, int]:
    return find.strength == WEAK, -find.length, -find.strength, find.kind, find.at.start


def _hides(other: Found, find: Found) -> bool:
    overlap = find.at.start < other.at.end and other.at.start < find.at.end
    return overlap and (not other.aside or (find.strength == WEAK and other.strength >= STRONG))
