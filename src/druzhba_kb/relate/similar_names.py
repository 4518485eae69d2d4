"""Similar names: the forms of a name and the base in, the entities that it may be out, each with the reason.

A name that the base has under another spelling must not become a second entity, so whoever offers a new one asks here
first. Nothing is decided: an editor reads the reason. Numbers part names more than letters do, for Kestrel-2016 and
Kestrel-2017 are two regattas.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import regex
from anyascii import anyascii
from rapidfuzz.distance import OSA

from druzhba_kb.folding import fold
from druzhba_kb.model import Entity

SAME = "same name"
SHORTEST_NEAR = 5  # with one letter changed a shorter name is another
SURE_LENGTH = 9  # from here on two letters may differ
ROMAN = dict(zip(["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"], range(1, 13), strict=True))
NUMERAL = regex.compile(r"(?:19|20)\d\d|\d{1,3}|" + "|".join(sorted(ROMAN, key=len, reverse=True)))
PART = regex.compile(r"[\p{L}\p{M}][\p{L}\p{M}\p{N}'’]*|\d+")


@dataclass(frozen=True, slots=True)
class LikelyEntity:
    """An entity that a name may be, and why: 'same name', 'same after transliteration' or another reason."""

    entity: str
    reason: str


class EntityNames:
    """The names of the base, by their folded forms."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._owners: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self._exact: defaultdict[str, set[str]] = defaultdict(set)
        for entity in entities:
            for name in entity.names:
                self._exact[fold(name)].add(entity.id)
                self._owners[romanized(name)].setdefault(entity.id, name)

    def like(self, forms: Iterable[str]) -> tuple[LikelyEntity, ...]:
        """Return the entities that a name with these forms may be, the surest first."""
        found: dict[str, str] = {}
        for find in (self._same, self._alike, self._near):
            for form in forms:
                for entity, why in find(form):
                    found.setdefault(entity, why)
        return tuple(LikelyEntity(entity, why) for entity, why in found.items())

    def _same(self, form: str) -> Iterator[tuple[str, str]]:
        yield from ((entity, SAME) for entity in sorted(self._exact.get(fold(form), ())))

    def _alike(self, form: str) -> Iterator[tuple[str, str]]:
        for entity, name in sorted(self._owners.get(romanized(form), {}).items()):
            is_script = name.isascii() != form.isascii()
            yield entity, f"same {'after transliteration' if is_script else 'but for capitals and marks'} as '{name}'"

    def _near(self, form: str) -> Iterator[tuple[str, str]]:
        mine = romanized(form)
        for other, owners in self._owners.items():
            if why := difference(mine, other):
                named = (
                    (entity, name) for entity, name in sorted(owners.items()) if not _is_another_edition(form, name)
                )
                yield from ((entity, why.format(name)) for entity, name in named)


def _is_another_edition(form: str, name: str) -> bool:
    """Return whether two names are those of editions of one series: Kestrel-VI is no misspelt Kestrel-III."""
    return edition_of(form).conflicts(edition_of(name))


@lru_cache(maxsize=8192)
def romanized(name: str) -> str:
    """Return a name in small ASCII letters and digits, single spaces between words."""
    letters = "".join(char if char.isalnum() else " " for char in anyascii(fold(name)))
    return " ".join(letters.casefold().split())


def difference(mine: str, other: str) -> str | None:
    """Return in words how two romanized names differ where they may be one, or None; '{}' stands for the other name."""
    if not mine or not other or mine == other:
        return None
    if edition_of(mine) != edition_of(other) and _numbers(mine) != _numbers(other):
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


@dataclass(frozen=True, slots=True)
class NamedEdition:
    """What a name says of itself: 'Kestrel-III 2017' has the base kestrel, the number 3 and the year 2017, or ''."""

    base: str
    number: str = ""
    year: str = ""

    @property
    def given(self) -> bool:
        """Return whether the name gives a number or a year."""
        return bool(self.number or self.year)

    def conflicts(self, other: NamedEdition) -> bool:
        """Return whether both are editions of one series with other numbers, or in other years."""
        pairs = ((self.number, other.number), (self.year, other.year))
        return self.base == other.base and any(mine and its and mine != its for mine, its in pairs)

    def agrees(self, other: NamedEdition) -> bool:
        """Return whether both are one edition: nothing conflicts, and something besides the base is the same."""
        if self.base != other.base:
            return False
        pairs = [(mine, its) for mine, its in ((self.number, other.number), (self.year, other.year)) if mine and its]
        return all(mine == its for mine, its in pairs) and (bool(pairs) or self == other)


def is_numeral(word: str) -> bool:
    """Return whether a word is a number or year as names of editions carry them."""
    return bool(NUMERAL.fullmatch(word))


def edition_of(name: str) -> NamedEdition:
    """Return the base of a name, folded, and its number and year; a short number after a hyphen may be a year."""
    parts = PART.findall(regex.sub(r"(?<=\p{Ll})(?=\d)|(?<=\p{Ll})(?=\p{Lu})", " ", name))
    number = year = ""
    while len(parts) > 1 and NUMERAL.fullmatch(parts[-1]):
        last = parts.pop()
        if len(last) == 4 and last.isdigit():
            year = last
        else:
            number = str(ROMAN.get(last, last))
    return NamedEdition(" ".join(parts).casefold(), number, year)
