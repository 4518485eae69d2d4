"""Other years: a text in, the years that it names out, and those that it counts from another one: two years earlier.

A year that nothing counts is one by itself, in digits or in words; one that stands in a longer date is left to `dates`.
The words are data of the languages.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from druzhba_kb.reading.language import Language, language
from druzhba_kb.reading.readings import Reading, read
from druzhba_kb.reading.tokens import Text, tokenize

YEARS = range(1500, 2100)  # what else is written as a year is another number
STEM = 4  # letters that forms of one noun share: regatta, regattas


class NamedYear(NamedTuple):
    """Where a text names a year, and which; one that is counted says by how many years, and from which year.

    `since` is "told" for the year that was told before, "written" for that of writing, "" for none. `is_any` is said of the
    edition before or after another, which may be a year or two away.
    """

    start: int
    end: int
    year: int
    since: str = ""
    is_any: bool = False


def named_years(text: str, lang: str | None, editions: Collection[str] = ()) -> Iterator[NamedYear]:
    """Yield the years of a text; `editions` are nouns that name the editions of a series."""
    known = language(lang)
    if known is None:
        return
    tokens = tokenize(text)
    for one in read(text, lang):
        if (year := _year(one, known)) in YEARS:
            yield NamedYear(one.start, one.end, year)
        elif one.unit == "year" and one.low == one.high == int(one.low):
            yield from _counted(tokens, known, one)
    stems = {noun.casefold()[:STEM] for noun in (*editions, *known.words("numbers", "labels")) if len(noun) >= STEM}
    for at in range(len(tokens.tokens)):
        if found := known.table("year_phrases").at(tokens.lows, at):
            since, years, *more = found[1].split()
            yield NamedYear(*tokens.span(at, at + found[0]), int(years), since, is_any=bool(more))
        elif (found := known.table("edition_phrases").at(tokens.lows, at)) and tokens.low(at + found[0])[
            :STEM
        ] in stems:
            yield NamedYear(*tokens.span(at, at + found[0] + 1), int(found[1]), "told", is_any=True)


def _year(one: Reading, known: Language) -> int:
    """Return the year that a reading is and no day or month of it; 0 where it is none."""
    date = one.date
    if date is not None:
        is_bare = not (date.month or date.day or date.season or date.until or date.clock or date.vague or date.role)
        return date.year if is_bare and date.width == 1 and date.year else 0
    return int(one.low) if one.low == one.high and one.before in known.words("units", "year") else 0


def _counted(text: Text, known: Language, one: Reading) -> Iterator[NamedYear]:
    """Yield the year that a number of years leads to, if words before or behind say from where."""
    first = next(at for at, token in enumerate(text.tokens) if text.offsets[token.start] >= one.start)
    last = first
    while last + 1 < len(text.tokens) and text.lows[last] not in known.words("units", "year"):
        last += 1
    behind, ahead = (
        known.table("years_behind").at(text.lows, last + 1),
        known.table("years_ahead").before(text.lows, first),
    )
    if found := behind or ahead:
        since, sign = found[1].split()
        start, end = (first, last + 1 + found[0]) if behind else (first - found[0], last + 1)
        yield NamedYear(*text.span(start, end), int(one.low) * int(f"{sign}1"), since)
