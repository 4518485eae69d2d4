"""Ages: a number in words in, how old somebody is by it out: "Ada Finch, 52,", "the 52-year-old" and "in her 53rd year".

The words are data of the languages. A number of years alone may be how long something lasted, and is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from enum import IntEnum
from typing import NamedTuple

from druzhba_kb.reading.language import Language, language, language_codes
from druzhba_kb.reading.readings import Reading, Words
from druzhba_kb.reading.tokens import Text, tokenize

OPENED, CLOSED = frozenset(",("), frozenset(("", *",.;)"))


class Certainty(IntEnum):
    """How surely a number is an age: it may be, where one is asked for; it is, or how long something lasted; it is."""

    POSSIBLE = 0
    LIKELY = 1
    SURE = 2


class Age(NamedTuple):
    """An age that a number tells, in years."""

    years: Decimal
    certainty: Certainty


def names_age(labels: Iterable[str]) -> bool:
    """Return whether one of the names of an attribute says that it is an age, in any language that is read."""
    known = [one for code in language_codes() if (one := language(code))]
    named = {low for label in labels for low in tokenize(label).lows}
    return any(not named.isdisjoint(one.words("numbers", "age")) for one in known)


def age_told(number: Reading, words: Words) -> Age | None:
    """Return the age that a number of a passage tells: by the words beside it, or in apposition to a name."""
    known = language(words.lang)
    if known is None or number.unit not in {"", "year"}:
        return None
    text = known.bare(tokenize(words.text))
    first, end = text.token_from(number.begins), text.token_from(number.end)
    if number.type == "ordinal":
        return _of_ordinal(number, text, known, first, end)
    certainty = _certainty(number, text, known, first, end) if number.type in {"number", "duration"} else None
    return None if certainty is None else Age(number.low, certainty)


def _of_ordinal(number: Reading, text: Text, known: Language, first: int, end: int) -> Age | None:
    """Return the age at a birthday, or in a year of somebody's life, which is one less."""
    if known.phrases("numbers", "birthday").at(text.lows, end):
        return Age(number.low, Certainty.SURE)
    is_year = text.low(end) in known.words("units", "year")
    if (is_year and known.phrases("numbers", "in_own").before(text.lows, first)) or known.phrases(
        "numbers", "life_year"
    ).at(text.lows, end):
        return Age(number.low - 1, Certainty.SURE)
    return None


def _certainty(number: Reading, text: Text, known: Language, first: int, end: int) -> Certainty | None:
    old = known.phrases("numbers", "old").at(text.lows, end)
    # "nach 30-jähriger Dienstzeit" tells no age, "den 30-Jährigen" does
    is_person = text.at(end).text[:1].isupper()
    if known.phrases("numbers", "aged").before(text.lows, first) or (old and (old[0] > 1 or is_person)):
        return Certainty.SURE
    behind = end + (text.low(end) in known.words("units", "year"))
    is_apposed = text.low(first - 1) in OPENED and text.at(first - 2).text[:1].isupper()
    is_told = not number.unit and known.phrases("numbers", "who").before(text.lows, first)
    if old or is_told or (is_apposed and text.low(behind) in CLOSED):
        return Certainty.LIKELY
    # "turned 34", "une femme de 34 ans"; "34, a driver" begins a quotation
    before = known.phrases("numbers", "aged_years" if number.unit else "turned").before(text.lows, first)
    is_first = first == 0 and text.low(behind) in CLOSED - {""}
    return Certainty.POSSIBLE if before or is_first else None
