"""Numbers in running text: a passage in, each number that stands there as a whole out, however it is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import regex

from druzhba_kb.text import fold
from druzhba_kb.values.numberwords import (
    LEXICON,
    MONEY_SUFFIXES,
    ORDINAL_SUFFIXES,
    SUFFIXES,
    UNIT_SUFFIXES,
    Role,
    Word,
    roman,
)
from druzhba_kb.values.numericdates import numeric_dates

LEXEME = regex.compile(r"(?P<run>[0-9]+(?:[.,:/][0-9]+)*)(?P<suffix>[\p{L}\p{M}\p{N}_]*)|(?P<word>[\p{L}\p{M}\p{N}_]+)")
GROUPED = regex.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}")
PLAIN = regex.compile(r"[0-9]+(?:\.[0-9]+)?")
DAY_AND_YEAR = regex.compile(r"(?P<day>[0-9]{1,2}),(?P<year>[12][0-9]{3})")
HARD_SPACE_IN_NUMBER = regex.compile(r"(?<=[0-9])[\u00a0\u2009\u202f](?=[0-9]{3}(?![0-9]))")
DESIGNATOR = regex.compile(r"(\p{L}+)-$")
CURRENCY = regex.compile(r"([A-Z]{0,3}\p{Sc}) ?$")
MINUS = regex.compile(r"(?:(?<![\p{L}\p{N})])-|(?i:\bminus) )$")
PERCENT = regex.compile(r"[ -]?(?:%|per ?cent\b)")
CAPITALISED = regex.compile(r"\p{Lu}\p{L}+ $")
HALF = regex.compile(r"(?i:\bhalf(?:[ -]an?)?[ -])$")
LOOK_BACK = 40
MOST_DIGITS = 40


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in a passage: its value, the characters that write it, and what clings to it.

    `designator` is the word that a hyphen joins before it (the Apollo of Apollo-11, the B of B-52),
    `currency` the sign before it, `unit` the letters after it.
    """

    value: Decimal
    raw: str
    ordinal: bool = False
    roman: bool = False
    designator: str = ""
    currency: str = ""
    unit: str = ""
    percent: bool = False


@dataclass(frozen=True, slots=True)
class _Lexeme:
    word: Word | None
    start: int
    end: int
    unit: str = ""
    roman: bool = False


def prepared(passage: str) -> str:
    """Return passage folded, with hard spaces inside numbers turned into commas."""
    return fold(HARD_SPACE_IN_NUMBER.sub(",", passage))


@lru_cache(maxsize=4096)
def numerals(passage: str) -> tuple[Numeral, ...]:
    """Return the numbers that stand in passage as whole tokens, without the digits of dates such as 22/10/2018."""
    text = prepared(passage)
    lexemes = _lexemes(text)
    found = []
    position = 0
    while position < len(lexemes):
        numeral, after = _read(text, lexemes, position)
        found += [numeral] if numeral else []
        position = after
    return tuple(found)


def _lexemes(text: str) -> list[_Lexeme]:
    dates = {offset for date in numeric_dates(text) for offset in range(date.start, date.end)}
    lexemes: list[_Lexeme] = []
    for match in LEXEME.finditer(text):
        if match.start() not in dates:
            lexemes += _lexeme(text, match)
    return lexemes


def _lexeme(text: str, match: regex.Match[str]) -> list[_Lexeme]:
    start, end = match.span()
    if match["word"]:
        return [_word(text, match["word"], start, end)]
    if both := DAY_AND_YEAR.fullmatch(match[0]):
        spans = (both.span("day"), both.span("year"))
        return [_Lexeme(Word("digits", Decimal(text[start + a : start + b])), start + a, start + b) for a, b in spans]
    return [_digits(text, match["run"], match["suffix"], start, end)]


def _word(text: str, word: str, start: int, end: int) -> _Lexeme:
    number = roman(word)
    if number and (len(word) > 1 or _names(text, word, start)):
        return _Lexeme(Word("unit", Decimal(number), ordinal=True), start, end, roman=True)
    return _Lexeme(LEXICON.get(word.lower()), start, end)


def _names(text: str, letter: str, start: int) -> bool:
    """Return whether a single capital counts what is named before it: Ariane-I, Apollo V."""
    before = text[max(0, start - LOOK_BACK) : start]
    return bool(DESIGNATOR.search(before)) or (letter != "I" and bool(CAPITALISED.search(before)))


def _digits(text: str, run: str, suffix: str, start: int, end: int) -> _Lexeme:
    value = _value(run)
    small = suffix.lower()
    if value is None or len(run) > MOST_DIGITS:
        return _Lexeme(None, start, end)
    if not suffix or small in ORDINAL_SUFFIXES:
        return _Lexeme(Word("digits", value, ordinal=bool(suffix)), start, end)
    factor = SUFFIXES.get(small) or (MONEY_SUFFIXES.get(small) if _currency(text, start) else None)
    if factor:
        return _Lexeme(Word("digits", value * factor), start, end)
    return _Lexeme(Word("digits", value) if suffix in UNIT_SUFFIXES else None, start, end, unit=suffix)


def _value(run: str) -> Decimal | None:
    if GROUPED.fullmatch(run):
        return Decimal(run.replace(",", ""))
    return Decimal(run) if PLAIN.fullmatch(run) else None


def _read(text: str, lexemes: Sequence[_Lexeme], position: int) -> tuple[Numeral | None, int]:
    first = lexemes[position]
    if first.word is None or first.word.role == "and":
        return None, position + 1
    total = _Sum()
    after = position
    while after < len(lexemes) and _joined(text, lexemes, position, after) and total.take(lexemes, after):
        after += 1
    if after > position + 1 and _word_of(lexemes[after - 1]).role == "and":
        after -= 1
    last = lexemes[after - 1]
    return _numeral(text, first, last, total), after


def _joined(text: str, lexemes: Sequence[_Lexeme], first: int, here: int) -> bool:
    if here == first:
        return True
    return text[lexemes[here - 1].end : lexemes[here].start] in {" ", "-"} and not lexemes[here - 1].unit


def _word_of(lexeme: _Lexeme) -> Word:
    return lexeme.word or Word("and", Decimal(0))


class _Sum:
    """The number that words make one after the other: two hundred and fifty thousand."""

    def __init__(self) -> None:
        self.total = Decimal(0)
        self.current = Decimal(0)
        self.smallest = Decimal(10**15)
        self.last: Word | None = None

    @property
    def value(self) -> Decimal:
        return self.total + self.current

    def take(self, lexemes: Sequence[_Lexeme], position: int) -> bool:
        """Add the word at position, or return False where it begins another number."""
        word = lexemes[position].word
        if word is None or (self.last is not None and (self.last.ordinal or not self._fits(word, lexemes, position))):
            return False
        self._add(word)
        self.last = word
        return True

    def _fits(self, word: Word, lexemes: Sequence[_Lexeme], position: int) -> bool:
        last = self.last.role if self.last else None
        if word.role == "and":
            following = lexemes[position + 1].word if position + 1 < len(lexemes) else None
            return last in {"hundred", "scale"} and following is not None and following.role in {"unit", "ten"}
        if word.role == "hundred":
            return last in {"unit", "digits"} and 0 < self.current < 100
        if word.role == "scale":
            return last != "and" and word.value < self.smallest and self.current > 0
        return word.role != "digits" and not lexemes[position].roman and self._fits_below(word, last)

    def _fits_below(self, word: Word, last: Role | None) -> bool:
        if last == "digits" or (last == "unit" or self.last == LEXICON["dozen"]):
            return False
        if word.role == "ten" or word.value > 9:
            return last != "ten"
        return word.value > 0

    def _add(self, word: Word) -> None:
        if word.role == "hundred":
            self.current = max(self.current, Decimal(1)) * 100
        elif word.role == "scale":
            self.total += max(self.current, Decimal(1)) * word.value
            self.current, self.smallest = Decimal(0), word.value
        else:
            self.current += word.value


def _numeral(text: str, first: _Lexeme, last: _Lexeme, total: _Sum) -> Numeral:
    before = text[max(0, first.start - LOOK_BACK) : first.start]
    designator = DESIGNATOR.search(before)
    negative = MINUS.search(before)
    value = total.value / 2 if HALF.search(before) else total.value
    return Numeral(
        value=-value if negative else value,
        raw=text[first.start : last.end],
        ordinal=_word_of(last).ordinal,
        roman=first.roman,
        designator=designator[1] if designator else "",
        currency=_currency(text, first.start),
        unit=last.unit,
        percent=bool(PERCENT.match(text, last.end)),
    )


def _currency(text: str, start: int) -> str:
    sign = CURRENCY.search(text[max(0, start - 6) : start])
    return sign[1] if sign else ""
