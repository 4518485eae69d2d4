"""Other years: a text in, the years that it names out, in digits or words, and those that it counts from another one.

"In 2014", "two years earlier", "last year", "the previous edition": the words are data of the languages. A year that stands in a
longer date is left to `dates`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from druzhba_kb.reading.language import Language, language
from druzhba_kb.reading.readings import Reading, read
from druzhba_kb.reading.tokens import Text, tokenize

YEARS = range(1500, 2100)  # what else is written as a year is another number
STEM, ENDING = 4, 2  # letters that forms of one noun share at least, and by which they differ


class NamedYear(NamedTuple):
    """Where a text names a year, and which; or by how many years it is another than `since`.

    `since` is "told" for the year that was told before, "written" for that of writing. `is_any` is said of the edition
    before or after another, which may be some years away.
    """

    start: int
    end: int
    year: int
    since: str = ""
    is_any: bool = False


def named_years(text: str, lang: str | None, editions: Collection[str]) -> Iterator[NamedYear]:
    """Yield the years of a text; `editions` are nouns that name the editions of a series."""
    known = language(lang)
    if known is None:
        return
    tokens = tokenize(text)
    own = {noun.casefold()[: max(STEM, len(noun) - ENDING)] for noun in editions}
    nouns = own.union(known.words("numbers", "labels"), known.words("context", "editions"))
    stems = tuple(noun for noun in nouns if len(noun) >= STEM)
    for one in read(text, lang):
        if (year := _year(one, known)) in YEARS:
            first = _edition_of(tokens, known, tokens.token_from(one.start), stems)
            if first is not None:
                yield NamedYear(tokens.span(first, first + 1)[0], one.end, year)
        elif one.unit == "year" and one.low == one.high == int(one.low):
            yield from _years_apart(tokens, known, one)
    for at in range(len(tokens.tokens)):
        length, meaning = known.table("other_years").at(tokens.lows, at) or (0, "none 0")
        since, years, *more = meaning.split()
        is_noun, end = tokens.low(at + length).startswith(stems), at + length
        is_attribute = tokens.low(end - 1).endswith("'s") and not is_noun  # last year's champion
        if since == "edition" and is_noun:
            yield NamedYear(*tokens.span(at, end + 1), int(years), "told", is_any=True)
        elif since in {"told", "written"} and not (is_attribute or _has_object(tokens, known, end)):
            yield NamedYear(*tokens.span(at, end), int(years), since, is_any="any" in more)


def _edition_of(text: Text, known: Language, at: int, stems: tuple[str, ...]) -> int | None:
    """Return where what a year is said of begins: in 2014, the race of 2014; None of the 2014 champion."""
    if text.low(at - 1) in known.articles and not text.low(at + 1).startswith(stems):
        return None
    noun = at - 1 - (text.low(at - 1) in known.word_set("words", "stop"))
    return noun if noun >= 0 and text.low(noun).startswith(stems) else at


def _year(one: Reading, known: Language) -> int:
    """Return the year that a reading is, without a day or month; 0 where it is none."""
    if date := one.date:
        is_part = date.month or date.day or date.season or date.until or date.clock or date.vague or date.role
        return 0 if is_part or date.width > 1 else date.year or 0
    return int(one.low) if one.low == one.high and one.before in known.words("units", "year") else 0


def _years_apart(text: Text, known: Language, one: Reading) -> Iterator[NamedYear]:
    """Yield the year that lies a number of years from another, where words before or behind the number say so."""
    first = text.token_from(one.start)
    years = known.words("units", "year")
    end = next((at for at in range(first, len(text.tokens)) if text.lows[at] in years), first) + 1
    table = known.table("other_years")
    behind, ahead = table.at(text.lows, end), table.before(text.lows, first)
    if behind and _has_object(text, known, end + behind[0]):
        behind = None
    if (found := behind or ahead) and found[1].startswith("years "):
        _, since, sign = found[1].split()
        start, stop = (first, end + found[0]) if behind else (first - found[0], end)
        yield NamedYear(*text.span(start, stop), int(f"{sign}{int(one.low)}"), since)


def _has_object(text: Text, known: Language, end: int) -> bool:
    """Return whether a preposition at an end has a noun: "two years before the regatta" counts from the regatta."""
    prepositions = known.word_set("dates", "before") | known.word_set("dates", "after")
    after = text.at(end)
    is_noun = after.low in known.word_set("numbers", "definite") or after.text[:1].isupper()
    return after.low in prepositions or (is_noun and after.joint == " " and text.low(end - 1) in prepositions)
