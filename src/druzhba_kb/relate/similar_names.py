"""Matching: the forms of a name and the entities of the base in, the entities that it may be out, each with the reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import OSA

from druzhba_kb.model import Entity
from druzhba_kb.suggesting.editions import edition_of
from druzhba_kb.suggesting.suggest_model import Existing
from druzhba_kb.text import fold

SAME = "same name"
SHORTEST_NEAR = 5
SURE_LENGTH = 9


class Base:
    """The names of the base, by their folded forms."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._owners: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self._exact: defaultdict[str, set[str]] = defaultdict(set)
        for entity in entities:
            for name in entity.names:
                self._exact[fold(name)].add(entity.id)
                self._owners[plain(name)].setdefault(entity.id, name)

    def existing(self, forms: Iterable[str], kind: str | None = None) -> tuple[Existing, ...]:
        """Return the entities that a name with these forms may be, the surest first."""
        found: dict[str, str] = {}
        for reason in (self._same, self._alike, self._near):
            for form in forms:
                for entity, why in reason(form):
                    found.setdefault(entity, why)
        return tuple(Existing(entity, why) for entity, why in found.items())

    def _same(self, form: str) -> Iterator[tuple[str, str]]:
        yield from ((entity, SAME) for entity in sorted(self._exact.get(fold(form), ())))

    def _alike(self, form: str) -> Iterator[tuple[str, str]]:
        for entity, name in sorted(self._owners.get(plain(form), {}).items()):
            way = (
                "same but for capitals and marks" if name.isascii() == form.isascii() else "same after transliteration"
            )
            yield entity, f"{way} as '{name}'"

    def _near(self, form: str) -> Iterator[tuple[str, str]]:
        mine = plain(form)
        for other, owners in self._owners.items():
            why = difference(mine, other)
            if why:
                yield from ((entity, why.format(name)) for entity, name in sorted(owners.items()))


@lru_cache(maxsize=8192)
def plain(name: str) -> str:
    """Return a name in small ASCII letters and digits, single spaces between words."""
    letters = "".join(char if char.isalnum() else " " for char in anyascii(fold(name)))
    return " ".join(letters.casefold().split())


def difference(mine: str, other: str) -> str | None:
    """Return in words how two plain names differ where they may be one, or None; '{}' stands for the other name."""
    if (
        not mine
        or not other
        or mine == other
        or (edition_of(mine) != edition_of(other) and _numbers(mine) != _numbers(other))
    ):
        return None
    if _left_out(mine.split(), other.split()):
        return "leaves out a part of '{}'"
    if _left_out(other.split(), mine.split()):
        return "has a part more than '{}'"
    allowed = 0 if min(len(mine), len(other)) < SHORTEST_NEAR else 1 if len(mine) < SURE_LENGTH else 2
    if abs(len(mine) - len(other)) > allowed:
        return None
    letters = OSA.distance(mine, other, score_cutoff=allowed)
    return f"differs by {('one letter', 'two letters')[letters - 1]} from '{{}}'" if 0 < letters <= allowed else None


def _left_out(short: list[str], long: list[str]) -> bool:
    """Whether a name of several words is another with words left out in the middle."""
    ends = len(short) > 1 and len(short) < len(long) and short[0] == long[0] and short[-1] == long[-1]
    rest = iter(long)
    return ends and all(word in rest for word in short)


def _numbers(name: str) -> list[str]:
    return [word for word in name.split() if word.isdigit()]
