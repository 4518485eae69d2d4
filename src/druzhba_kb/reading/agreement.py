"""Agreement: our own words and those of sources in, the numbers and dates of ours that no source says out.

What is rounder than the source follows from it; what is more exact does not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from druzhba_kb.folding import find_whole
from druzhba_kb.reading.dates import Date
from druzhba_kb.reading.language import language
from druzhba_kb.reading.readings import Reading, Words, read, readings_of
from druzhba_kb.reading.tokens import tokenize
from druzhba_kb.reading.units import COUNTED

COUNTS = {"number", "quantity", "duration"}
ORDERS = {"ordinal", "edition"}
# Times that are told in other measures: five decades are 50 years.
LENGTHS = {
    "decade_length": ("year", 10), "century_length": ("year", 100), "week": ("day", 7), "fortnight": ("day", 14),
}  # fmt: skip
INFINITY = Decimal("Infinity")


def unsaid(words: Words, sources: Callable[[], Iterable[Words]]) -> Iterator[str]:
    """Yield each number or date of words that no source says: the same, or one that has it follow.

    What cannot be read, and a time of day, must stand there to the letter; what a name counts is a part of the name. The
    sources are asked for only where there is a number.
    """
    own = [(one, words.text[one.start : one.end]) for one in read(words.text, words.lang)]
    # a type number or a number in a name (First Motor Unit) is checked as a name
    named = (one.type == "edition" or one.in_name for one, _ in own)
    counted = [
        pair
        for pair, is_name in zip(own, named, strict=True)
        if not (is_name or _is_article(*pair) or _is_adverb(*pair))
    ]
    said = readings_of(sources()) if counted else []
    for one, written in counted:
        literal = one.type in {"unread", "clock"} and any(
            find_whole(written.casefold(), it.text.casefold()) for it in sources()
        )
        # of 1916 to 1921 a source may say each end for itself: she came in 1916 and stayed until 1921
        if not literal and not all(any(follows(part, other) for other in said) for part in _parts(one, said)):
            yield written


def numbers_said(sources: Iterable[Words]) -> list[str]:
    """Return the numbers and dates of sources as they stand there, with what hedges them."""
    readings = ((words.text, one) for words in sources for one in read(words.text, words.lang))
    return list(dict.fromkeys(text[one.begins : one.end] for text, one in readings))


def _parts(one: Reading, said: Sequence[Reading]) -> tuple[Reading, ...]:
    """Return a span of dates as its two ends, where no source says it as one; else the reading itself."""
    if one.date is None or one.date.until is None or any(follows(one, other) for other in said):
        return (one,)
    return replace(one, date=replace(one.date, until=None)), replace(one, date=one.date.until)


def opposed(words: Words, sources: Sequence[Words]) -> tuple[str, str] | None:
    """Return a word of words and one of the sources that says the opposite, where neither side says both or denies any."""
    known = language(words.lang)
    is_known = known is not None and all(language(one.lang) is known for one in sources)
    if known is None or not is_known or not known.may_oppose(words.text):
        return None
    ours = {meaning: word for word, meaning in known.opposites.within(tokenize(words.text).lows)}
    if not ours:
        return None
    theirs = {meaning: word for one in sources for word, meaning in known.opposites.within(tokenize(one.text).lows)}
    for (pair, side), word in ours.items():
        other = (pair, 1 - side)
        # where a side says both words it sets them against each other, and neither word is its claim
        if other in theirs and other not in ours and (pair, side) not in theirs:
            return word, theirs[other]
    return None


def _is_article(one: Reading, written: str) -> bool:
    """Return whether a number is hardly more than an article: one of them, the two."""
    # "one of the oldest lamps" counts nothing; a source need not say it
    is_small = one.low == one.high == 1 or (one.low == one.high == 2 and one.is_definite)
    return is_small and one.type in COUNTS and written.isalpha()


def _is_adverb(one: Reading, written: str) -> bool:
    """Return whether an ordinal orders nothing: they first spoke of three, but the first tour, and who came first."""
    known = language(one.lang)
    if one.type != "ordinal" or known is None or written.casefold() not in known.word_set("numbers", "also_adverbs"):
        return False
    is_placed = one.before in known.word_set("numbers", "before_ordinal") or one.before.endswith(("'", "'s"))
    return not is_placed and (written.islower() or not one.after)


def _may_be_year(one: Reading, date: Date) -> bool:
    """Return whether what is read as a number may be the year of a date: a contract of 2018 binds them."""
    known = language(one.lang)
    is_bare = one.type in COUNTS and one.end - one.start == 4 and not (one.hedge or one.unit or one.codes)
    is_behind = known is not None and one.before in known.word_set("dates", "either_before_year")
    return is_bare and is_behind and date.year == one.low and date.width == 1


def follows(one: Reading, other: Reading) -> bool:
    """Return whether what one says follows from what other says; a rounder date or a wider bound does."""
    # what cannot be read proves nothing; a time of day has no date, zone or rounding to reckon with
    if {one.type, other.type} & {"unread", "clock"}:
        return False
    if one.date and other.date:
        return _within(one.date, other.date)
    if one.date:
        return not one.date.month and one.date.until is None and _may_be_year(other, one.date)
    if other.date:
        return _may_be_year(one, other.date)
    if not _same_kind(one, other):
        return False
    (low, high), (other_low, other_high) = _bounds(one), _bounds(other)
    if one.hedge == ">" and other_low == low and other.hedge != ">":
        return False  # as many is not more
    if one.hedge == "<" and other_high == high and other.hedge != "<":
        return False
    return low <= other_low and other_high <= high


def _same_kind(one: Reading, other: Reading) -> bool:
    if one.type in ORDERS or other.type in ORDERS:
        return (one.type in ORDERS and other.type in ORDERS) or _is_called(one, other)
    kinds = {_kind(one), _kind(other)} - {""}
    # a bare number agrees with any kind: our "the 30" of "30 masons"
    return len(kinds) < 2 and (not one.codes or not other.codes or bool(one.codes & other.codes))


def _is_called(one: Reading, other: Reading) -> bool:
    """Return whether a number is that of what a source calls so: our car 17 of its Car 17, or of its car, number 17."""
    known = language(one.lang)
    is_noun = known is not None and one.before not in known.word_set("words", "stop") | known.hedge_words
    return is_noun and one.type in COUNTS and other.type == "edition" and one.before in (other.before, *other.ahead)


def _kind(one: Reading) -> str:
    """Return what sort of thing a number counts: per cent, money, a measure or things; '' where it does not say."""
    if one.type in {"percentage", "money"}:
        return one.type
    if one.unit and one.unit not in COUNTED:
        return LENGTHS.get(one.unit, (one.unit, 1))[0]
    return "things" if one.after else ""


def _bounds(one: Reading) -> tuple[Decimal, Decimal]:
    """Return between which numbers a number lies, in years or days where it is a time; about and nearly leave a tenth."""
    length = LENGTHS.get(one.unit, ("", 1))[1]
    low, high = one.low * length, one.high * length
    # the same tenth as between two values of a base, so that "about 200" means one thing everywhere
    slack = abs(high) / 10
    if one.hedge in {">", ">="}:
        return low, INFINITY
    if one.hedge in {"<", "<="}:
        return -INFINITY, high
    return low - slack * (one.hedge in {"~", "~<"}), high + slack * (one.hedge in {"~", "~>"})


def _within(one: Date, other: Date) -> bool:
    """Return whether a date says no more than another does: October 2018 of 22 October 2018."""
    if one.until is not None:
        return other.until is not None and _parts_of(one, other) and _within(one.until, other.until)
    ends = [other] if other.until is None else [other, other.until]
    return any(_parts_of(one, end) or _in_decade(one, end) for end in ends)


def _parts_of(one: Date, other: Date) -> bool:
    pairs = [(one.year, other.year), (one.month, other.month), (one.day, other.day), (one.season, other.season)]
    return one.width == other.width and all(mine in {None, its} for mine, its in pairs)


def _in_decade(one: Date, other: Date) -> bool:
    """Return whether a decade or century holds the year that the other gives."""
    # "the 1990s" follows from 1994, and 1994 not from "the 1990s"
    is_wide = one.width > other.width and one.year is not None and other.year is not None
    return is_wide and (one.year or 0) <= (other.year or 0) < (one.year or 0) + one.width
