"""Sums: words of numbers one after the other in, the number that they make together out: two hundred and fifty thousand.

Words of numbers end where the next number begins, which no list of words can say. A sum that cannot be read whole must
be left unread, for its first words alone are another number.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

import regex

from druzhba_kb.reading.digits import HALF, Digits, Number, roman
from druzhba_kb.reading.language import Language, NumberWord
from druzhba_kb.reading.tokens import Text

SCALES = frozenset(("scale", "thousands"))
MOST_WORDS = 40  # a longer run of them is no number
LONGEST_COMPOUND = 120  # in letters


class Sum:
    """The number that words make one after the other: two hundred and fifty thousand."""

    def __init__(self) -> None:
        self.terms: list[tuple[Decimal, Decimal]] = []
        self.current = Decimal(0)
        self.scale = Decimal(1)
        self.smallest = Decimal(10**16)  # above every scale word
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
        if self.last is not None and (self.last.ordinal or self.words == MOST_WORDS or not self._fits(word)):
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
            is_one = word.alone and last.role in SCALES and self.smallest > 100  # Spanish "mil cien" is 1100
            return is_one or (last.role == "unit" and 0 < self.current < 100)
        if word.role == "scale":
            is_one = word.alone and last.role in SCALES and word.value < self.smallest
            return is_one or self.uncounted or self.current > 0 or (bool(self.terms) and word.value > self.smallest)
        if word.role in {"hundreds", "thousands"}:
            return last.role in SCALES and word.value < self.smallest
        if last.role == "unit":
            return word.joined and word.role == "ten" and 0 < last.value < 10  # Arabic says three and twenty
        if word.role == "ten" or word.value > 9:
            # "twenty thirty" are two numbers, and a dozen takes no second
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
    parts = _parts(word, known) if len(word) <= LONGEST_COMPOUND else []
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


QUARTER = Decimal("0.25")
SMALL_END = regex.compile(r"\p{Ll}+$")
MOST_PARTS = 6  # 2 crore 3 lakh 5 thousand 200 has four


def numbers(text: Text, known: Language, starts: Sequence[int]) -> list[Number]:
    """Return the numbers of a text in order; starts are the tokens with which one can begin."""
    found: list[Number] = []
    reader, done = _Reader(text, known), 0
    for position in starts:
        number = reader.at(position) if position >= done else None
        if number:
            found.append(number)
            done = number.end + reader.phrase_at("numbers", "percent", number.end)
    return found


class _Reader(Digits):
    """Reads the number that begins at a token."""

    parts = 0  # that stand before the one being read

    def at(self, position: int) -> Number | None:
        """Return the number that begins at position, or None."""
        token = self.text.tokens[position]
        if token.kind == "digits":
            return self._continued(self._digits(position))
        if token.kind == "sign":
            return self._point(position) if token.low == "." else self._fraction_sign(position)
        return self._words(position) or self._roman(position)

    def _roman(self, position: int) -> Number | None:
        token = self.text.tokens[position]
        written = token.text
        suffix = SMALL_END.search(written)  # "XVIe siècle"
        if suffix and suffix[0] in self.known.word_set("numbers", "roman_suffixes"):
            written = written[: suffix.start()]
            if len(written) == 1 and written not in "IVX":
                return None
        value = roman(written)
        # King George the VI is a name, no edition
        if {self.text.low(position - 2), self.text.low(position - 3)} & self.known.word_set("numbers", "regnal"):
            return None
        named = self.text.at(position - 1).text[:1].isupper() and token.joint in {" ", "-"}
        # "Tour I" may be the pronoun, "Tour-I" cannot
        named &= token.joint == "-" or written != "I"
        # a lone V, X or I is a letter more often than a number
        if value is None or not (len(written) > 1 or named or self._is_century(position)):
            return None
        return Number(position, position + 1, Decimal(value), ordinal=True, roman=True)

    def _is_century(self, position: int) -> bool:
        before = self.phrase_before("dates", "century_before", position)
        return bool(before or self.phrase_at("dates", "century", position + 1))

    def _continued(self, number: Number) -> Number:
        """Add the smaller number that goes on behind a scale: 2 lakh 50 thousand, 5 thousand 200."""
        here = number.end
        if number.value is None or number.scale < 1000 or self.text.joint(here) != " ":
            return number
        here += self.text.low(here) == self.known.and_prefix
        is_digits = self.text.at(here).kind == "digits"
        rest = self._next(self.at, here) if is_digits else self._next(self._sum, here) if self._word(here) else None
        if rest is None or rest.value is None or rest.ordinal:
            return number
        if rest.scale > number.scale > rest.value / rest.scale:  # 3 mil 500 millones
            return replace(rest, first=number.first, value=number.value * rest.scale + rest.value)
        if rest.value >= number.scale:
            return number
        # "5 thousand 200" goes on, "2 million 30 boats" are two numbers
        if rest.scale == 1 and not (number.scale == 1000 and rest.value >= 100):
            return number
        return replace(number, end=rest.end, value=number.value + rest.value, plain=False, scale=rest.scale)

    def _next(self, read: Callable[[int], Number | None], position: int) -> Number | None:
        """Return the number behind another that it may be a part of, unless too many stand before it already."""
        if self.parts == MOST_PARTS:
            return None
        self.parts += 1
        found = read(position)
        self.parts -= 1
        return found

    # Words

    def _words(self, position: int) -> Number | None:
        lows = self.text.lows
        if vague := self.phrase_at("numbers", "vague", position):
            end = self._run_of_scales(position + vague)
            return Number(position, end, None) if end > position + vague else None
        if lows[position] in self.known.word_set("numbers", "uncounted"):
            return Number(position, self._run_of_scales(position + 1), None)
        return self._part(position) or self._sum(position)

    def _part(self, position: int) -> Number | None:
        """Read half or a quarter of something counted; unread where it is half of anything else."""
        articles = self.known.word_set("numbers", "article")
        first = position + (self.text.low(position) in articles)
        for key, value in (("half", HALF), ("quarter", QUARTER)):
            found = self.phrase_at("numbers", key, first)
            if found and not self.phrase_before("numbers", "and_half", first + found):
                return self._part_of(position, first + found, value)
        return None

    def _part_of(self, position: int, end: int, value: Decimal) -> Number:
        after = end + self.phrase_at("numbers", "of_a", end)
        if scale := self._scale(after):
            return Number(position, after + scale[0], value * scale[1], words=True)
        unit = self.known.table("units").at(self.text.lows, after)
        # half a mile is 0.5 mile; half of the crew is a share of what nobody says
        return Number(position, after if unit else end, value if unit else None, words=True)

    def _sum(self, position: int) -> Number | None:
        total = Sum()
        here = position + self._article(position, total)
        while here == position or self.text.joint(here) in {" ", "-"}:
            joined = self._and(here, total)
            word = self._word(here + joined)
            if word is None or not total.take(
                replace(word[1], joined=word[1].joined or bool(joined and self.known.and_prefix))
            ):
                break
            here += joined + word[0]
        if not total.words:
            return None
        # "hundreds" and "millions" name a size and no number
        if total.last is not None and total.uncounted and not self._is_one(position):
            return Number(position, here, None, words=True)
        is_article = here == position + 1 and self.is_word("numbers", "article", position)
        # French "un" is one only where it is counted
        if is_article and not self._counts_out(here):
            return None
        scale = total.smallest if total.last is not None and total.last.role in SCALES else Decimal(1)
        number = Number(position, here, total.value, ordinal=total.ordinal, words=True, scale=scale)
        number = self._of_year(self._fractional(self._with_half(number, total.scale)))
        if number.ordinal and self._is_share(position, number.end):
            return Number(position - 1, number.end, None, words=True)
        return self._continued(number) if number.end == here else number

    def _with_half(self, number: Number, scale: Decimal) -> Number:
        """Add a half, and the scale that counts both: one and a half million."""
        halved = self._and_half(number, scale)
        return self._scaled(halved) if halved is not number else number

    def _is_share(self, position: int, end: int) -> bool:
        """Return whether an ordinal is a fraction: a third of the crew."""
        shares = self.is_word("numbers", "fractions", end - 1)
        is_article = self.is_word("numbers", "article", position - 1)
        return shares and is_article and self.is_word("numbers", "of_a", end)

    def _is_one(self, position: int) -> bool:
        """Return whether a form that is also a plural means one, since a hedge rules it: более тысячи."""
        hedged = self.known.table("hedges").before(self.text.lows, position)
        return hedged is not None and self.is_word("numbers", "alone_hedged", position)

    def _counts_out(self, position: int) -> bool:
        """Return whether what stands at position makes a number of an article: un pour cent, un ou deux."""
        if self.phrase_at("numbers", "percent", position):
            return True
        for key in ("join", "and", "or"):
            found = self.phrase_at("dates", key, position)
            if found and self._word(position + found):
                return True
        return "-" in self.text.joint(position) and self._word(position) is not None

    def _article(self, position: int, total: Sum) -> int:
        """Take 'a' before hundred, thousand or dozen as one."""
        if self.is_word("numbers", "article", position) and self._scale(position + 1):
            total.current = Decimal(1)
            return 1
        return 0

    def _and(self, position: int, total: Sum) -> int:
        """Return 1 where 'and' goes on with the number: two hundred and fifty."""
        goes_on = total.goes_on(bool(self.known.data["numbers"].get("and_tens")), bool(self.known.and_prefix))
        if not (goes_on and self.is_word("numbers", "and", position)):
            return 0
        word = self._word(position + 1)
        roles = {"unit", "ten", "hundred", "hundreds"} if self.known.and_prefix else {"unit", "ten"}
        return 1 if word and word[1].role in roles else 0

    def _word(self, position: int) -> tuple[int, NumberWord] | None:
        if self.text.at(position).kind != "word":
            return None
        found = self.known.numbers.at(self.text.lows, position)
        if found is None and self.known.compounds:
            word = compound(self.text.lows[position], self.known)
            return (1, word) if word else None
        return found

    def _fractional(self, number: Number) -> Number:
        """Leave 'two thirds' and 'a third of' unread."""
        found = self.phrase_at("numbers", "fractions", number.end)
        if found and number.value is not None and number.value <= 20 and not number.ordinal:
            return replace(number, end=number.end + found, value=None)
        return number

    def _of_year(self, number: Number) -> Number:
        """Read two numbers of two digits as the year that they say: nineteen eighty-five."""
        if number.value is None or not 11 <= number.value <= 20 or self.text.joint(number.end) not in {" ", "-"}:
            return number
        # elsewhere two numbers side by side are two numbers
        if not self.known.data["numbers"].get("years_in_pairs"):
            return number
        after = self._next(self._sum, number.end) if self._word(number.end) else None
        if after and after.value is not None and 10 <= after.value <= 99 and not after.ordinal:
            return Number(number.first, after.end, number.value * 100 + after.value, words=True, plain=True)
        return number
