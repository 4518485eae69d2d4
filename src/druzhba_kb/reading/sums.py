"""Sums: words of numbers one after the other in, the number that they make together out: two hundred and fifty thousand."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from druzhba_kb.reading.language import Language, NumberWord

SCALES = frozenset(("scale", "thousands"))


class Sum:
    """The number that words make one after the other: two hundred and fifty thousand."""

    def __init__(self) -> None:
        self.terms: list[tuple[Decimal, Decimal]] = []
        self.current = Decimal(0)
        self.scale = Decimal(1)
        self.smallest = Decimal(10**16)
        self.last: NumberWord | None = None
        self.words = 0
        self.uncounted = False

    @property
    def value(self) -> Decimal:
        """The sum so far."""
        return sum((value for value, _ in self.terms), self.current)

    @property
    def ordinal(self) -> bool:
        """Whether the last word makes an ordinal of it."""
        return self.last is not None and self.last.ordinal

    def goes_on(self, after_tens: bool, after_units: bool) -> bool:
        """Return whether 'and' may follow here."""
        roles = {"ten"} if after_tens else {"hundred", "hundreds", *SCALES, *(("unit",) if after_units else ())}
        return self.last is not None and self.last.role in roles and not self.ordinal

    def take(self, word: NumberWord) -> bool:
        """Add a word, or return False where it begins another number."""
        if self.last is not None and (self.last.ordinal or not self._fits(word)):
            return False
        if self.last is None and word.role in {"hundred", "scale"} and not self.current:
            self.uncounted = not (word.ordinal or word.alone)
        self._add(word)
        self.last = word
        self.words += 1
        return True

    def _fits(self, word: NumberWord) -> bool:
        last = self.last
        assert last is not None
        if word.role == "hundred":
            is_one = word.alone and last.role in SCALES and self.smallest > 100
            return is_one or (last.role == "unit" and 0 < self.current < 100)
        if word.role == "scale":
            is_one = word.alone and last.role in SCALES and word.value < self.smallest
            return is_one or self.uncounted or self.current > 0 or (bool(self.terms) and word.value > self.smallest)
        if word.role in {"hundreds", "thousands"}:
            return last.role in SCALES and word.value < self.smallest
        if last.role == "unit":
            return word.joined and word.role == "ten" and 0 < last.value < 10
        if word.role == "ten" or word.value > 9:
            return last.role != "ten" and last.value != 12
        return word.value > 0 and last.value != 12

    def _add(self, word: NumberWord) -> None:
        if word.role == "hundred":
            self.current, self.scale = max(self.current, Decimal(1)) * 100, Decimal(100)
        elif word.role not in SCALES:
            self.current += word.value
        else:
            scale = word.value if word.role == "scale" else Decimal(10) ** word.value.adjusted()
            counted = self.current + sum(value for value, of in self.terms if of < scale)
            self.terms = [term for term in self.terms if term[1] >= scale]
            self.terms.append((max(counted, Decimal(1)) * word.value if word.role == "scale" else word.value, scale))
            self.current, self.smallest, self.scale = Decimal(0), scale, scale


def compound(word: str, known: Language) -> NumberWord | None:
    """Return the number that one word writes together: zweihundertfünfzigtausend."""
    parts = _parts(word, known)
    if not parts:
        return None
    total = Sum()
    for index, part in enumerate(parts):
        if not total.take(part) and not _swapped(parts, index, total):
            return None
    return NumberWord("unit", total.value, parts[-1].ordinal)


def _swapped(parts: Sequence[NumberWord], index: int, total: Sum) -> bool:
    """Add a ten that stands behind its unit: fünfundzwanzig."""
    if parts[index].role == "ten" and parts[index - 1].role == "unit" and parts[index - 1].value < 10:
        total.current += parts[index].value
        total.last = NumberWord("ten", parts[index].value, parts[index].ordinal)
        return True
    return False


def _parts(word: str, known: Language) -> list[NumberWord]:
    """Return the number words that make a word up whole, or nothing."""
    joint = str(known.data["numbers"]["compound"])
    best: dict[int, list[NumberWord]] = {0: []}
    for end in range(1, len(word) + 1):
        for start in range(end):
            if start not in best or end in best:
                continue
            piece = word[start:end]
            if piece in known.compounds:
                best[end] = [*best[start], known.compounds[piece]]
            elif piece == joint and best[start]:
                best[end] = best[start]
    return best.get(len(word), [])
