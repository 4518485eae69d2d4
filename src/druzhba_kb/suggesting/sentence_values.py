"""Sentence values: a sentence in, the values in it and the quotation of each out.

Numbers, dates and sums are read by `druzhba_kb.reading`; here they become values as the base writes them, a date that
lacks its year with the article's own day and a note. A quotation is the shortest that gives the value.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

import regex

from druzhba_kb.folding import WORD, fold_with_offsets
from druzhba_kb.reading import Reading, Words, read
from druzhba_kb.reading.ages import Certainty, age_told
from druzhba_kb.reading.dates import Date
from druzhba_kb.reading.relative_days import AHEAD, near_days, weekdays
from druzhba_kb.relate.passages import Sentence
from druzhba_kb.suggesting.lexicon import words
from druzhba_kb.suggesting.suggest_model import Span, ValueCandidate, touch
from druzhba_kb.values.amounts import SIGNS_OF, Amount, plain
from druzhba_kb.values.edtf import canonical, precision, span
from druzhba_kb.verify.quotations import LONGEST, SHORTEST

COUNTS = ("number", "quantity", "duration", "percentage", "ordinal")
THIS_MONTH = regex.compile(r",? (?:of )?this month\b")
LAST_YEAR = regex.compile(r"(?: and \p{L}+)? (last|this|next) year\b")
SOON = 120  # days
TELLING = 3  # words of a quotation
PAUSE = regex.compile(r"[,;:.!?] ")
STEPS = {"last": -1, "this": 0, "next": 1}


def values_in(
    sentence: Sentence,
    published: str | None,
    lang: str | None,
    names: Iterable[Span],
    post: str | None = None,
) -> Iterator[ValueCandidate]:
    """Yield the dates, sums and numbers of a sentence with their places in the block; no number that is part of a name.

    `post` is the day of its post, which goes before that of the article.
    """
    named = [(start - sentence.start, end - sentence.start) for start, end in names]
    found = [*_dates_of(sentence, published, lang, post), *sums_in(sentence.text, lang)]
    # the year of a name is no day on which something happened
    found = [one for one in found if not any(start <= one.span[0] and one.span[1] <= end for start, end in named)]
    taken = [*(one.span for one in found), *named]
    found += [one for one in numbers_in(sentence.text, lang) if not any(touch(one.span, other) for other in taken)]
    yield from (replace(one, span=in_block(sentence, one.span)) for one in found)


def _dates_of(sentence: Sentence, published: str | None, lang: str | None, post: str | None) -> list[ValueCandidate]:
    found = dates_in(sentence.text, post or published, lang)
    # how a day was reckoned says from which
    return (
        [replace(one, note=one.note and one.note.replace("the article", "the post")) for one in found]
        if post
        else found
    )


def in_block(sentence: Sentence, span: Span) -> Span:
    """Return a span of a sentence as one of its block."""
    return sentence.start + span[0], sentence.start + span[1]


def numbers_in(text: str, lang: str | None = None) -> list[ValueCandidate]:
    """Return the numbers of text that count or order, in their order; not 'one', nor 'the two'."""
    found = (reading for reading in read(text, lang) if reading.type in COUNTS and not _is_article(text, reading))
    return [_counted(one, Words(text, lang)) for one in found]


def _counted(reading: Reading, words: Words) -> ValueCandidate:
    age = age_told(reading, words)
    if age is None or age.certainty is Certainty.POSSIBLE:
        return ValueCandidate("quantity", (reading.begins, reading.end), (_amount(reading),))
    years = _amount(replace(reading, low=age.years, high=age.years))
    return ValueCandidate("quantity", (reading.begins, reading.end), (years,), is_age=True)


def sums_in(text: str, lang: str | None = None) -> list[ValueCandidate]:
    """Return the sums of money in text whose currency is certain."""
    # "$5 million" of a paper that may mean another dollar is for the editor
    sums = (one for one in read(text, lang) if one.type == "money" and not one.is_rate and len(one.codes) == 1)
    return [ValueCandidate("money", (one.begins, one.end), (f"{_amount(one)} {min(one.codes)}",)) for one in sums]


def _amount(reading: Reading) -> str:
    return Amount(SIGNS_OF[reading.hedge][0], reading.low, reading.high).written(plain)


def _is_article(text: str, reading: Reading) -> bool:
    is_word = text[reading.start : reading.end].isalpha() and reading.type != "ordinal"
    # "the two" are any, "the two-week fair" lasts two weeks
    return is_word and (reading.low == 1 or reading.is_definite) and not (reading.joined and reading.unit)


def dates_in(text: str, published: str | None, lang: str | None = None) -> list[ValueCandidate]:
    """Return the dates of text in order; what they lack comes from published, and without it they are left out."""
    found = [_dated(text, reading, published) for reading in read(text, lang) if reading.type == "date"]
    return sorted(
        [
            *filter(None, found),
            *_relative_days(text, published),
        ],
        key=lambda one: one.span,
    )


def _dated(text: str, reading: Reading, published: str | None) -> ValueCandidate | None:
    """Return a date of the words as a value; the second end of a range gives the first its year."""
    said = reading.date
    if said is None or said.width > 1:  # a decade is no date that a statement would have
        return None
    if said.day and not said.month:
        return _this_month(text, reading, said.day, published)
    ends = [one for one in (said, said.until) if one is not None]
    year, note = said.year, None
    inferred: tuple[str, ...] = ()
    if year is None:
        is_ahead = bool(AHEAD.search(text))
        year, note = _inferred_year(text[reading.end :], said, published, is_ahead=is_ahead)
        inferred = ("year",)
    if year is None:
        return None
    values = tuple(f"{year if one.year is None else one.year:04}{_tail(one)}" for one in ends)
    if not all(map(_is_date, values)):
        return None
    return ValueCandidate("date", (reading.start, reading.end), values, inferred=inferred, note=note)


def _inferred_year(after: str, said: Date, published: str | None, *, is_ahead: bool) -> tuple[int | None, str | None]:
    """Return the year that the words behind a date give by the article's own, else the nearest, and how."""
    if published and (told := LAST_YEAR.match(after)):
        return int(published[:4]) + STEPS[told[1]], f"{told[1].capitalize()} year, as the article is of {published}."
    return _nearest_year(_tail(said), published, is_ahead), f"The year nearest to the article's date, {published}."


def _tail(said: Date) -> str:
    return "".join(f"-{part:02}" for part in (said.season or said.month, said.day) if part)


def _this_month(text: str, reading: Reading, day: int, published: str | None) -> ValueCandidate | None:
    """Return 'the 8th of this month', or 'on the 8th', which is of the article's month too."""
    is_told = THIS_MONTH.match(text, reading.end) or text[: reading.start].lower().endswith(("on the ", "until the "))
    if not published or not _is_timely(published) or not is_told:
        return None
    value, note = f"{published[:7]}-{day:02}", f"The month of the article's date, {published}."
    found = ValueCandidate("date", (reading.start, reading.end), (value,), inferred=("month", "year"), note=note)
    return found if _is_date(value) else None


def _relative_days(text: str, published: str | None) -> Iterator[ValueCandidate]:
    """Yield 'last night', 'tomorrow' and the weekdays as the article's own day gives them."""
    if not published or len(published) != len("2018-10-23"):
        return
    day, inferred = span(published)[0], ("day", "month", "year")
    for one in near_days(text, day):
        note = f"“{text[one.start : one.end]}”, as the article is of {published}."
        yield ValueCandidate("date", (one.start, one.end), (one.day.isoformat(),), inferred=inferred, note=note)
    for one in weekdays(text, day):
        until = "from" if one.which.endswith("next") else "up to"
        note = f"The {one.which} {text[one.start : one.end]} {until} the article's date, {published}."
        yield ValueCandidate("date", (one.start, one.end), (one.day.isoformat(),), inferred=inferred, note=note)


def _is_timely(published: str) -> bool:
    return precision(published) in {"day", "month"}


def _nearest_year(tail: str, published: str | None, is_ahead: bool) -> int | None:
    """Return the year in which month and day lie nearest to the day of publication; what is not to come is not far ahead."""
    if not published or not _is_timely(published):
        return None
    day = span(published)[0]
    years = [year for year in (day.year, day.year - 1, day.year + 1) if _is_date(f"{year:04}{tail}")]
    days = {year: (span(f"{year:04}{tail}")[0] - day).days for year in years}
    past = [year for year in years if is_ahead or days[year] <= SOON]
    return min(past, key=lambda year: abs(days[year]), default=None)


def _is_date(value: str) -> bool:
    try:
        return bool(canonical(value))
    except ValueError:
        return False


@lru_cache(maxsize=1024)
def _word_spans(text: str) -> tuple[Span, ...]:
    """Return where the words of text stand, as quotations count them."""
    folded, offsets = fold_with_offsets(text)
    return tuple((offsets[match.start()], offsets[match.end() - 1] + 1) for match in WORD.finditer(folded))


def distance(text: str, one: Span, other: Span) -> int:
    """Return how many words of text stand between two spans."""
    first, last = sorted((one, other))
    return _count(text, first[1], last[0])


def _count(text: str, start: int, end: int) -> int:
    """Return how many words of text stand whole between two offsets."""
    spans = _word_spans(text)
    return max(
        0, bisect_right(spans, end, key=lambda span: span[1]) - bisect_left(spans, start, key=lambda span: span[0])
    )


def shortest(text: str, span: Span, within: Span, towards: Span, gives: Callable[[str], bool]) -> str | None:
    """Return the smallest quotation of three words or more around span, inside within, that gives the value.

    One of two words stands where a third would be of another phrase; of two as long the one nearer to towards is taken.
    """

    def size(run: Span) -> tuple[int, int]:
        length = _count(text, *run)
        # two words say little to a reader, so a third of their phrase comes first
        rest = text[run[0] : span[0]] + text[span[1] : run[1]]
        is_cut = run[1] > span[1] and text[run[0] : run[1]].split()[-1].lower() in words("ordinary")
        cost = length + (TELLING + 1 - length) * (length < TELLING) + LONGEST * bool(PAUSE.search(rest)) + is_cut
        return cost, max(0, run[0] - towards[0]) + max(0, towards[1] - run[1])

    for run in sorted(_runs(text, span, within), key=size):
        quote = " ".join(text[slice(*run)].split())
        # a quotation of digits alone is found anywhere and says nothing to a reader
        if any(map(str.isalpha, quote)) and gives(quote):
            return quote
    return None


def _runs(text: str, span: Span, within: Span) -> Iterator[Span]:
    spans = [one for one in _word_spans(text) if within[0] <= one[0] and one[1] <= within[1]]
    first = bisect_right([end for _, end in spans], span[0])
    last = bisect_left([start for start, _ in spans], span[1])
    for start in range(max(0, last - LONGEST), first + 1):
        for end in range(max(last, start + SHORTEST), min(len(spans), start + LONGEST) + 1):
            yield min(spans[start][0], span[0]), max(spans[end - 1][1], span[1])
