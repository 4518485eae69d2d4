"""Subjects of sentences: a value in a sentence in, the other record of which the words tell it out.

The clause decides first: "Kestrel had 40 rowers, Gull 60 rowers". Then the sentence; then the one before, where "it" or "there"
points back. Doubt accepts: a name behind a preposition, or beside "than", is hardly what a sentence is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from druzhba_kb.folding import find_whole, words
from druzhba_kb.model import Entity, Evidence, Statement
from druzhba_kb.reading.clauses import clause_around, is_idle
from druzhba_kb.reading.language import Language, language
from druzhba_kb.reading.other_years import NamedYear, named_years
from druzhba_kb.reading.readings import read
from druzhba_kb.reading.sentences import sentence_around
from druzhba_kb.reading.tokens import tokenize
from druzhba_kb.verify.other_records import YEAR, NamedRecords, editions, is_edition, siblings, years_of, years_told

DESCRIBED = 3  # words between a preposition and the name that it governs
OPENING = 2  # words, in which "it" or "there" stands
SERIES = 10  # years; the edition before may be as far away
Span = tuple[int, int]


class Named(NamedTuple):
    """A name or a year in a text, of another record, or of the statement's own, where `other` is empty."""

    start: int
    end: int
    other: str
    is_edition: bool = True


class SentenceSubjects:
    """The sentences of a block that a statement quotes; `is_timed` says whether a year in them tells of which edition they are."""

    def __init__(
        self, base: NamedRecords, entity: Entity, statement: Statement, item: Evidence, block: str, *, is_timed: bool
    ) -> None:
        self.base, self.entity, self.statement, self.item, self.block = base, entity, statement, item, block
        article = base.records.articles[item.article]
        self.lang, self.known = article.lang, language(article.lang)
        self.written = int((article.published or "")[:4] or 0)
        self.years = years_of(base, entity)
        self.is_timed = is_timed and bool(self.years)

    def other(self, span: Span, values: Sequence[Span], first: int) -> str | None:
        """Return the name of another record of which the words at a place tell their values.

        `values` are the places of numbers and dates; `first` is where the first value of any type begins.
        """
        known = self.known
        if known is None or any(int(year[0]) in self.years for year in YEAR.finditer(self.block, *span)):
            return None
        found = [self._of_value(known, value) for value in values]
        return (
            found[0]
            if found and all(found)
            else self._of_sentence(known, sentence_around(self.block, *span), first, span[1])
        )

    def _of_value(self, known: Language, value: Span) -> str | None:
        """Return the other record of which the clause of a value tells it, or the sentence before one that points back."""
        begin, stop = sentence_around(self.block, *value)
        sentence, start, end = self.block[begin:stop], value[0] - begin, value[1] - begin
        named = [one for one in self._named(begin, stop) if one.end <= start or one.start >= end]
        if not named:
            return self._of_sentence_before(known, begin, sentence)
        clause, last = clause_around(sentence, start, known, [one[:2] for one in named])
        before = [one for one in named if one.end <= start]
        if before:
            gap = sentence[before[-1].end : start].strip()
            is_relative = not known.word_set("context", "relatives").isdisjoint(
                tokenize(sentence[clause:start]).lows[:1]
            )
            is_apposed = gap == "(" or (gap == "," and sentence[end : end + 1] == ",")
            if known.may_say(sentence, "respectively"):
                return self._in_order(sentence, before, start)
            if is_apposed or (is_relative and is_idle(sentence[before[-1].end : clause], known)):
                return before[-1].other
        here = [one for one in named if clause <= one.start < last and not _is_beside(sentence, one.start, known)]
        if not all(one.other for one in here):
            return None
        is_contrast = not all(one.other for one in named)
        for one in here:
            if one.end <= start:
                is_sure = one.is_edition or is_contrast or not _is_governed(sentence, one.start, known)
                if (
                    is_sure
                    and is_idle(sentence[clause : one.start], known)
                    and _is_clear(sentence[one.end : start], known)
                ):
                    return one.other
            elif one.is_edition or is_contrast:
                behind = sentence[end : one.start]
                if "," not in behind and sum(not is_idle(low, known) for low in tokenize(behind).lows) < OPENING:
                    return one.other
        return None

    def _in_order(self, sentence: str, before: Sequence[Named], start: int) -> str | None:
        """Return the other record whose number in a list a value is: Kestrel and Gull had 40 and 60 rowers respectively."""
        numbers = [one.start for one in read(sentence, self.lang) if one.start >= before[-1].end]
        ordered = dict(zip(numbers, before, strict=True)) if len(numbers) == len(before) else {}
        return ordered[start].other or None if start in ordered else None

    def _of_sentence(self, known: Language, at: Span, first: int, end: int) -> str | None:
        """Return the other record that a sentence is about, if it does not name the statement's own."""
        sentence, start, end = self.block[slice(*at)], first - at[0], end - at[0]
        named = list(self._names(*at))
        if not all(one.other for one in named):
            return None
        others = [one for one in named if not _is_beside(sentence, one.start, known)]
        subjects = [one for one in others if one.end <= start and not _is_governed(sentence, one.start, known)]
        found = next((one for one in others if one.is_edition and one.start < end), None)
        found = found or next((one for one in subjects if _is_clear(sentence[one.end : start], known)), None)
        return found and found.other

    def _of_sentence_before(self, known: Language, begin: int, sentence: str) -> str | None:
        """Return the other record that the sentence before names, where this one goes on with "it" or "there"."""
        text = tokenize(sentence)
        is_it, is_there = (
            any(True for _ in known.found(text, "context", key, 0, OPENING))
            for key in ("anaphors", "anaphors_of_place")
        )
        if not begin or not (is_it or is_there):
            return None
        at = sentence_around(self.block, begin - 1, begin)
        before = self.block[slice(*at)]
        named = [one for one in self._names(*at) if not _is_beside(before, one.start, known)]
        if not named or not all(one.other for one in named):
            return None
        # in "the yard mended Gull" it may be the yard
        heads = known.word_set("numbers", "definite") | known.word_set("context", "anaphors")
        is_named = is_idle(before[: named[0].start], known) or heads.isdisjoint(tokenize(before).lows[:1])
        return named[-1].other if is_there or (is_named and not _is_governed(before, named[-1].start, known)) else None

    def _named(self, begin: int, stop: int) -> list[Named]:
        """Return the names and the years of a part of the block in their order."""
        names = list(self._names(begin, stop))
        times = self._times(begin, stop) if self.is_timed else ()
        loose = [one for one in times if not any(name.start < one.end and one.start < name.end for name in names)]
        return sorted((*names, *loose))

    def _names(self, begin: int, stop: int) -> Iterator[Named]:
        part = self.block[begin:stop]
        own = [span for name in self.entity.names for span in find_whole(name, part)]
        yield from (Named(*span, "") for span in own)
        yield from (Named(*span, name) for name, span in editions(self.entity, part))
        for name, span in siblings(self.base, self.entity, self.statement, self.item, part):
            if not any(start <= span[0] and span[1] <= end for start, end in own):
                yield Named(*span, name, is_edition(self.entity, name))

    def _times(self, begin: int, stop: int) -> Iterator[Named]:
        """Yield the years of a part of the block, those of the statement's own record as such."""
        nouns = [
            word
            for name in (*self.entity.names, self.base.records.kinds[self.entity.kind].label)
            for word in words(name)
        ]
        own = self.years | years_told(self.base, self.entity, self.statement, self.item)
        for one in named_years(self.block[begin:stop], self.lang, nouns):
            meant = self._meant(one, begin + one.start)
            if meant:
                yield Named(one.start, one.end, "" if own & meant else self.block[begin + one.start : begin + one.end])

    def _meant(self, one: NamedYear, at: int) -> frozenset[int]:
        """Return the years that a year at a place of the block can be; none where it is not said from which it counts."""
        if not one.since:
            return frozenset((one.year,))
        since = self.written if one.since == "written" else self._told_before(at)
        # what no year is told before may yet count from the day of writing
        if not since and (self.written in self.years or (one.is_any and one.year < 0)):
            since = self.written
        if not since:
            return frozenset()
        step = 1 if one.year > 0 else -1
        return frozenset(range(since + one.year, since + one.year + step * (SERIES if one.is_any else 1), step))

    def _told_before(self, at: int) -> int:
        """Return the last year of which the block tells before a place; 0 where it tells of none."""
        text = self.block[:at]
        told = [(year.start(), int(year[0])) for year in YEAR.finditer(text)]
        own = [(start, max(self.years)) for name in self.entity.names for start, _ in find_whole(name, text)]
        return max((*told, *own), default=(0, 0))[1]


def _is_beside(sentence: str, at: int, known: Language) -> bool:
    """Return whether a name is but compared with: larger than Kestrel-III, as in Kestrel-III."""
    before = tokenize(sentence[:at]).lows[-DESCRIBED:]
    return not known.word_set("context", "other_than").isdisjoint(before)


def _is_governed(sentence: str, at: int, known: Language) -> bool:
    """Return whether a name is the object of a preposition."""
    articles = known.word_set("numbers", "article") | known.word_set("numbers", "definite")
    governs = known.word_set("words", "stop") - articles - known.word_set("context", "auxiliaries")
    for token in reversed(tokenize(sentence[:at]).tokens[-DESCRIBED:]):
        if token.low in governs:
            return True
        if token.kind != "word" or token.low in articles or token.text[:1].isupper():
            break
    return False


def _is_clear(between: str, known: Language) -> bool:
    """Return whether no word between a name and what is told means somebody else, or begins another clause."""
    lows = tokenize(between).lows
    ends = (
        known.word_set("context", "pronouns")
        | known.word_set("context", "anaphors")
        | known.word_set("context", "barriers")
    )
    return ends.isdisjoint(lows) and not any(low in ";:" for low in lows)
