"""Readings: a passage in, what its words say in numbers, sums, times and measures out, typed and never overlapping.

Each numeral of the passage belongs to one reading. What cannot be read whole is a reading of type `unread`, which bears
nothing: doubt refuses. No other room takes a number or a date out of prose.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from druzhba_kb.reading.dates import Date
from druzhba_kb.reading.digits import HALF, Number
from druzhba_kb.reading.language import DEFAULT, language
from druzhba_kb.reading.numbers import numbers
from druzhba_kb.reading.ranges import Ranges
from druzhba_kb.reading.times import Times
from druzhba_kb.reading.tokens import tokenize

Type = Literal["number", "ordinal", "edition", "quantity", "percentage", "money", "date", "clock", "duration", "unread"]
LENGTHS = ("decade_length", "century_length")
DURATIONS = frozenset(("second", "minute", "hour", "day", "night", "week", "fortnight", "month", "year", *LENGTHS))
# words; the head of a longer noun phrase does not say what a number counts
LONGEST_PHRASE = 6
LONGEST_LABEL = 10  # words before a number that can say what it counts


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a source and the language that they are in."""

    text: str
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that a passage says in a number: what type, where (offsets in the passage, end exclusive), and what.

    `low` and `high` are the ends of a range, equal where there is none. `hedge` is a key of the language's `hedges`:
    ~ about, ~< nearly, ~> just over, >= at least, <= at most, > more than, < less than. `after` holds the words behind
    the number up to the end of their phrase, `shared` those of the number before it in a list, `ahead` those before one
    behind which none stand, `unit` the measure that
    they name, `codes` the currencies that sign, name or adjective can mean. `opens` is where a hedge before it begins,
    -1 without one. `date` is set for dates; its tokens are those of the folded passage.
    """

    type: Type
    start: int
    end: int
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(0)
    hedge: str = ""
    after: tuple[str, ...] = ()
    before: str = ""
    ahead: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    unit: str = ""
    codes: frozenset[str] = frozenset()
    date: Date | None = None
    is_rate: bool = False
    joined: bool = False
    opens: int = -1
    is_definite: bool = False
    in_name: bool = False
    lang: str = DEFAULT

    @property
    def begins(self) -> int:
        """Return where it begins, with a hedge before it."""
        return self.start if self.opens < 0 else self.opens


def read(passage: str, lang: str | None = None) -> tuple[Reading, ...]:
    """Return the readings of a passage in order; none where its language is unread."""
    return _read(passage, lang or DEFAULT)


@lru_cache(maxsize=8192)
def _read(passage: str, lang: str) -> tuple[Reading, ...]:
    known = language(lang)
    # an unread language gives no number, so its values must be inferred, never taken on trust
    if known is None or not known.may_count(passage):
        return ()
    found = _Reader(known.bare(tokenize(passage)), known).readings()
    return tuple(found if known.code == DEFAULT else (replace(one, lang=known.code) for one in found))


def readings_of(passages: Iterable[Words]) -> list[Reading]:
    """Return the readings of several passages."""
    return [reading for words in passages for reading in read(words.text, words.lang)]


class _Reader(Ranges):
    """Reads one passage."""

    def readings(self) -> list[Reading]:
        starts = self.known.openings(self.text)
        if not starts:
            return []
        found = numbers(self.text, self.known, starts)
        dates = Times(self.text, self.known, found).find(starts)
        dated = {position for date in dates for position in range(date.first, date.end)}
        # the 22 of a date counts nothing
        loose = [one for one in found if not dated.issuperset(range(one.first, one.end))]
        readings = [*(self._date(date) for date in dates), *self._numbers(loose)]
        return self._sharing(_apart(sorted(readings, key=lambda one: one.start)))

    def _sharing(self, readings: list[Reading]) -> list[Reading]:
        """Give each bare number of a list what the one before it counts, or the one behind: 88 votes for and 13 against."""
        rank = self.known.word_set("numbers", "labels")
        for at, (one, other) in enumerate(pairwise(readings)):
            nouns = one.shared or one.after
            if nouns and self._is_bare(other) and self._lists(one, other):
                readings[at + 1] = replace(other, shared=nouns)
            elif other.after and not one.after and self._is_bare(one) and self._lists(one, other):
                readings[at] = replace(one, shared=other.after)
            elif other.type == "edition" and other.before not in rank and self._is_bare(one):
                # the Greens hold 12, the List 11
                readings[at + 1] = replace(other, type="number") if self._lists(one, other) else other
        return readings

    def _is_bare(self, one: Reading) -> bool:
        """Return whether nothing says what a number counts, but perhaps on which side: 13 against."""
        sides = self.known.word_set("senses", "for") | self.known.word_set("senses", "against")
        return one.type in {"number", "quantity"} and not one.unit and sides.issuperset(one.after)

    def _lists(self, one: Reading, other: Reading) -> bool:
        """Return whether two numbers stand in one list, with hardly anything but "and" or a comma between them."""
        between = self.text.lows[self.text.token_from(one.end) : self.text.token_from(other.start)]
        joins = self.known.word_set("dates", "and") | self.known.word_set("senses", "to") | {","}
        ends = self.known.word_set("context", "barriers") | set(";:().")
        return len(between) <= LONGEST_PHRASE and not joins.isdisjoint(between) and ends.isdisjoint(between)

    def _date(self, date: Date) -> Reading:
        start, end = self.text.span(date.first, date.end)
        return Reading("clock" if date.clock else "date", start, end, date=date, hedge="~" if date.vague else "")

    def _numbers(self, found: Sequence[Number]) -> Iterator[Reading]:
        position = 0
        while position < len(found):
            one, after = found[position], found[position + 1] if position + 1 < len(found) else None
            if after and self.makes_range(one, after):
                yield self._reading(one, after)
                position += 2
            elif after and self.changes(one, after):
                yield self._unread(one)  # what there was before is no longer so
                position += 1
            elif after and self.says_one_thing(one, after):
                yield from (self._unread(one), self._unread(after))
                position += 2
            else:
                yield self._reading(one, one)
                position += 1

    def _unread(self, number: Number) -> Reading:
        return Reading("unread", *self.text.span(number.first, number.end))

    # One number or range

    def _reading(self, one: Number, last: Number) -> Reading:
        if one.value is None or last.value is None:
            return self._unread(one)
        if one.ordinal:
            return Reading(
                "edition" if one.roman else "ordinal",
                *self.text.span(one.first, one.end),
                low=one.value, high=one.value, after=self._after(one.end)[0], before=self.text.low(one.first - 1),
                in_name=self._is_in_name(one),
            )  # fmt: skip
        low, high = self.ends(one, last) if last is not one else (one.value, one.value)
        number = Reading("number", *self.text.span(one.first, last.end), low=low, high=high)
        if last is one:  # a minus before a range is its dash
            before = self._currency_before(one.first)
            number = self._signed(number, before[0] if before else one.first)
        return self._percentage(number, one, last) or self._money(number, one, last) or self._counted(number, one, last)

    def _is_in_name(self, one: Number) -> bool:
        """Return whether an ordinal is a part of a name: First Motion Picture Unit, 14th Dalai Lama."""
        tokens = self.text.tokens[one.end : one.end + 2]
        return len(tokens) == 2 and all(token.text[:1].isupper() and token.joint == " " for token in tokens)

    def _percentage(self, number: Reading, one: Number, last: Number) -> Reading | None:
        percent = self.phrase_at("numbers", "percent", last.end)
        if not percent and "٪" not in {self.text.low(one.first - 1), self.text.low(last.end)}:
            return None
        end = last.end + (percent or 1)
        # "70 percentage points" are a difference, and no share
        if self.is_word("numbers", "points", end):
            return replace(number, type="unread")
        return self._hedged(replace(number, type="percentage", unit="%"), one.first, end)

    def _money(self, number: Reading, one: Number, last: Number) -> Reading | None:
        first, end, codes = one.first, last.end, frozenset[str]()
        before = self._currency_before(one.first)
        of = last.scale > 1 and self.is_word("numbers", "of_a", last.end)  # "5 million of dollars"
        after = self._currency_after(self._past_of(last.end + of))
        if before:
            first, codes = before
        if after:
            end = after[0]
            # "$5 Canadian dollars" must agree in one currency, or in none
            codes = codes & after[1] if before else after[1]
        if not (before or after):
            return None
        start, stop = self.text.span(first, end)
        rate = self._is_rate(end)
        return self._hedged(replace(number, type="money", start=start, end=stop, codes=codes, is_rate=rate), first, end)

    def _currency_before(self, position: int) -> tuple[int, frozenset[str]] | None:
        for count in (3, 2, 1):  # "US $" before "$"
            start = position - count
            found = self.known.currencies.at(self.text.lows, start) if start >= 0 else None
            if found and found[0] == count and self._is_currency(start, position, is_before=True):
                return start, found[1]
        return None

    def _currency_after(self, position: int) -> tuple[int, frozenset[str]] | None:
        """Return the currency behind a number; an adjective of a country that no currency has makes it unknown."""
        if self.text.joint(position) not in {"", " ", "-"}:
            return None
        found = self.known.currencies.at(self.text.lows, position)
        if found and self._is_currency(position, position + found[0], is_before=False):
            return None if self._is_weight(position) else (position + found[0], found[1])
        adjective, after = self.text.at(position), self.known.currencies.at(self.text.lows, position + 1)
        # "5 Norland dollars" are no US dollars
        if adjective.kind == "word" and adjective.text[:1].isupper() and after and self.text.joint(position + 1) == " ":
            end = position + 1 + after[0]
            if self._is_currency(position + 1, end, is_before=False):
                return end, frozenset()
        return None

    def _is_weight(self, position: int) -> bool:
        """Return whether the name of a currency is that of a weight here: 40 pounds of crab, it weighs 600 pounds."""
        if not self.is_word("numbers", "also_weights", position):
            return False
        near = self.text.lows[max(0, position - 6) : position]
        return self.text.low(position + 1) == "of" or not self.known.word_set("numbers", "weighs").isdisjoint(near)

    def _is_currency(self, first: int, end: int, *, is_before: bool) -> bool:
        """Return whether tokens write a currency: codes in capitals, signs of letters and a sign in one piece."""
        tokens = self.text.tokens[first:end]
        if any(token.joint for token in tokens[1:]) and tokens[-1].kind == "sign":
            return False
        if len(tokens) > 1 and tokens[-1].kind == "sign" and tokens[-1].low != ".":
            return tokens[0].text[:1].isupper()
        (token, *more) = tokens
        # "all" and "try" are words in small letters and currencies in capitals
        is_code = not more and token.kind == "word" and len(token.text) == 3 and token.low.isascii()
        if is_code and token.low.upper() in self.known.codes:
            return token.text.isupper() or (not is_before and token.low in self.known.currency_nouns)
        return not is_before or token.kind == "sign" or token.low in self.known.word_set("numbers", "currency_before")

    def _counted(self, number: Reading, one: Number, last: Number) -> Reading:
        hedge, end = self._hedge_behind(last.end)
        here = self._past_of(end)
        unit, joint = self.known.table("units").at(self.text.lows, here), self.text.joint(here)
        after, end = self._after(here)
        if unit and joint in {" ", "-", ""}:
            end = here + unit[0]
            half = self.phrase_at("numbers", "and_half", end)
            if half and last is one:
                end, number = end + half, replace(number, low=number.low + HALF, high=number.high + HALF)
            type_: Type = "duration" if unit[1] in DURATIONS else "quantity"
            number = replace(number, type=type_, unit=unit[1], is_rate=self._is_rate(end))
        elif one.label or self._is_labelled(one, after):
            number = replace(number, type="edition")
        elif after:
            number = replace(number, type="quantity", is_rate=self._is_rate(end, of_things=True))
        before = one.label or self.text.low(one.first - 1)
        ahead = self.text.lows[max(0, one.first - LONGEST_LABEL) : one.first] if not after else ()
        definite = before in self.known.word_set("numbers", "definite")
        number = replace(number, after=after, before=before, ahead=ahead, joined=joint == "-", is_definite=definite)
        return replace(number, hedge=hedge) if hedge else self._hedged(number, one.first, end)

    def _past_of(self, position: int) -> int:
        """Return where what is counted begins behind a word that parts it from its number: un millón de euros."""
        return position + self.phrase_at("numbers", "of_counted", position) * (self.text.joint(position) == " ")

    def _hedge_behind(self, position: int) -> tuple[str, int]:
        """Return the hedge right behind a number, and where what it counts begins: 200 or so people, 70+ people."""
        found = self.known.table("hedges_after").at(self.text.lows, position)
        if found:
            return found[1], position + found[0]
        if self.is_sign("+", position):
            return ">=", position + 1
        return "", position

    def _is_labelled(self, one: Number, after: tuple[str, ...]) -> bool:
        """Return whether a number is that of a name or of a label: Regatta 5, round 3, No. 7."""
        position = one.first - 1
        if self.text.low(position) == "." and position:
            position -= 1
        if position < 0 or self.text.joint(one.first) not in {"", " "}:
            return False
        token = self.text.tokens[position]
        if token.low in self.known.word_set("numbers", "labels"):
            # "the 2015 edition 47 boats": an edition with a number before it has no other one behind
            is_numbered = self.text.at(position - 1).kind == "digits" and self.text.joint(position) == " "
            return not (is_numbered and after)
        if token.kind != "word" or not token.text[:1].isupper() or token.low in self.known.weekdays:
            return False
        ordinary = self.known.word_set("words", "stop") | self.known.hedge_words
        # "Regatta 5" is an edition, "The 5 boats" and "Norway 5 boats" are not
        return token.low not in ordinary and not one.words and not self._is_noun(one.end, after)

    def _is_noun(self, position: int, after: tuple[str, ...]) -> bool:
        """Return whether the words behind a number hold what it counts, by what sign the language has for it."""
        sign = self.known.data["words"].get("nouns", "")
        if sign == "capitals":
            return any(token.text[:1].isupper() for token in self.text.tokens[position : position + len(after)])
        return bool(after) and after[0].endswith(sign)

    def _after(self, position: int) -> tuple[tuple[str, ...], int]:
        """Return the words behind a number up to the end of their phrase, and where this ends."""
        here = position + self.phrase_at("words", "of_which", position) * (self.text.joint(position) == " ")
        found: list[str] = []
        stops = self.known.word_set("words", "stop")
        has_capitals, is_named = self.known.data["words"].get("nouns") == "capitals", False
        while len(found) < LONGEST_PHRASE:
            token = self.text.at(here)
            is_glued = here == position and token.joint in {"", "-"}
            if token.kind == "digits" and found and token.joint in {"", "-"}:
                here += 1  # a designation: the 35 of eight Mi-35 helicopters
                continue
            if token.kind != "word" or (token.joint not in {" ", "-"} and not is_glued):
                break
            if found and is_named and not token.text[:1].isupper():
                break  # a noun stands in capitals, and what follows it does not go with the number
            if found and self.known.and_prefix and token.low.startswith(self.known.and_prefix):
                break
            is_counted = token.joint == "-" or token.low in self.known.word_set("words", "also_counted")
            # a joined word is counted whatever it is: "a 70-strong crew"
            if token.low in stops and not (found == [] and here == position and is_counted):
                break
            here += 1
            is_named = has_capitals and token.text[:1].isupper()
            possessive = self.is_sign("'", here) and token.low.endswith("s")
            found.append(token.low + "'" if possessive else token.low)
            here += possessive
            if is_glued and token.joint == "-" and self.known.data["words"].get("hyphen_adjectives"):
                break
        return tuple(found), here

    def _is_rate(self, end: int, *, of_things: bool = False) -> bool:
        if of_things:
            return self.phrase_at("numbers", "per_each", end) > 0
        if self.phrase_at("numbers", "rates", end):
            return True
        per = self.is_word("numbers", "per", end)
        unit = self.known.table("units").at(self.text.lows, end + 1) if per else None
        # "a" before a measure says per: 3 litres a day
        return self.text.low(end) == "/" or (per and (unit is not None or self.text.low(end) == "per"))

    def _hedged(self, number: Reading, first: int, end: int) -> Reading:
        """Add the hedge that the words before a number give it, or those behind its noun."""
        lows, hedges = self.text.lows, self.known.table("hedges")
        start = first - (self.is_word("numbers", "article", first - 1))
        # "about a $5 fee"
        found = hedges.before(lows, first) or (hedges.before(lows, start) if start != first else None)
        if found is None:
            rough = not self.known.word_set("numbers", "rough").isdisjoint(lows[first:end])
            return replace(number, hedge=self._hedge_behind(end)[0] or ("~" if rough else ""))
        sign = "" if found[1] == "none" else found[1]
        if number.low < number.high and self.phrase_before("numbers", "from", first):
            sign = ""  # от 5 до 6: the word begins the range
        limits, changes = (self.known.word_set("numbers", key) for key in ("changed_to", "changes"))
        near = lows[max(0, first - LONGEST_PHRASE) : first]
        if sign == "<=" and near[-1] in limits and not changes.isdisjoint(near):
            sign = ""  # выросла до 6: it is as much
        if sign in {">", "<="} and number.type == "duration" and found[0] == 1:
            sign = f"?{sign}"  # "over two days" may mean as long as that, or longer
        at = first if hedges.before(lows, first) else start
        return replace(number, hedge=sign, opens=self.text.span(at - found[0], at)[0])

    def _signed(self, number: Reading, first: int) -> Reading:
        """Make a number negative where a minus stands before it."""
        joint, before = self.text.joint(first), self.text.low(first - 1)
        # a hyphen behind a word joins (Mi-5), between spaces it is a dash
        is_negative = joint.endswith("-") and (joint.startswith(" ") or first == 0) and joint != " - "
        is_hedge = self.known.table("hedges").before(self.text.lows, first) is not None  # au moins 50
        is_negative |= before in self.known.word_set("numbers", "minus") and not is_hedge
        return replace(number, low=-number.high, high=-number.low) if is_negative else number


def _apart(readings: Iterable[Reading]) -> list[Reading]:
    """Return readings that do not overlap: what two of them claim is unread."""
    apart: list[Reading] = []
    for one in readings:
        if apart and one.start < apart[-1].end:
            # of two readings of one numeral neither is sure, and doubt refuses
            one = Reading("unread", apart[-1].start, max(one.end, apart.pop().end))
        apart.append(one)
    return apart
