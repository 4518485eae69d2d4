"""Ranges: two numbers of a passage in, whether they are the ends of one range, or say one thing that is none, out.

A score, a ratio and 'from 50 to 70' of what grew are two numbers that no range may be made of.
"""

from __future__ import annotations

from decimal import Decimal

from druzhba_kb.reading.digits import Number
from druzhba_kb.reading.passage import PassageReader


class Ranges(PassageReader):
    """Looks at the numbers that stand beside each other in one text."""

    def makes_range(self, one: Number, other: Number) -> bool:
        """Return whether two numbers are the ends of a range."""
        if one.value is None or other.value is None or one.ordinal or other.ordinal or other.roman:
            return False
        first, second = self.ends(one, other)
        # 3-1 falls, so it is a score or a difference
        return self._is_joined(one, other) and first < second and not (self._is_won(one) or self._grows(one))

    def ends(self, one: Number, other: Number) -> tuple[Decimal, Decimal]:
        """Return both ends of a range; a scale behind the second holds for the first: 5 to 6 million."""
        first, second = one.value or Decimal(0), other.value or Decimal(0)
        if one.scale == 1 and other.scale > 1 and first < other.scale and first <= second / other.scale:
            first *= other.scale
        return first, second

    def _is_joined(self, one: Number, other: Number) -> bool:
        lows, here = self.text.lows, one.end
        if here < other.first and self.known.currencies.at(lows, here) and not self._is_sign_of(other, here):
            here += 1
        if "-" in self.text.joint(here) and self._gap(here, other):
            return True
        join = self.phrase_at("dates", "join", here)
        # "through" joins days, and passes through of numbers
        if join and lows[here] != "through" and self._gap(here + join, other):
            return True
        joined = lows[here : here + 1] and lows[here] in self.known.word_set("dates", "and")
        between = self._is_between(one)
        prefix = self.known.and_prefix
        if between and prefix and here == other.first and other.words and lows[here].startswith(prefix):
            return True
        return bool(joined and between and self._gap(here + 1, other))

    def _is_sign_of(self, number: Number, position: int) -> bool:
        return position + 1 == number.first and self.text.joint(number.first) == ""

    def _is_between(self, one: Number) -> bool:
        start = one.first
        if found := self.known.currencies.before(self.text.lows, start):
            start -= found[0]
        return self.is_word("dates", "between", start - 1)

    def _gap(self, here: int, other: Number) -> bool:
        """Return whether nothing but the sign of a currency stands between here and the second number."""
        found = self.known.currencies.at(self.text.lows, here) if here < other.first else None
        return here + (found[0] if found else 0) == other.first

    def _is_won(self, one: Number) -> bool:
        """Return whether two numbers are a score: won 1-3."""
        near = self.text.lows[max(0, one.first - 6) : one.first]
        return not self.known.word_set("numbers", "scores").isdisjoint(near) and self.text.joint(one.end) == "-"

    def changes(self, one: Number, other: Number) -> bool:
        """Return whether two numbers are before and after a change, and no range: it grew from 50 to 70 beds."""
        return self._is_joined(one, other) and self._grows(one)

    def _grows(self, one: Number) -> bool:
        near = self.text.lows[max(0, one.first - 6) : one.first]
        changes, froms = self.known.word_set("numbers", "changes"), self.known.word_set("numbers", "changed_from")
        return not changes.isdisjoint(near) and not froms.isdisjoint(near[-2:])

    def says_one_thing(self, one: Number, other: Number) -> bool:
        """Return whether two numbers say one thing that neither says alone: 3-1, two or three, one in five."""
        ratio = self.phrase_at("numbers", "ratio", one.end)
        if ratio and one.end + ratio == other.first and not other.plain:
            return True
        is_glued = one.end == other.first and self.text.joint(other.first) == "-"
        alternative = one.end + 1 == other.first and self.is_word("dates", "or", one.end)
        return (is_glued or alternative) and not one.label
