"""Subjects of sentences: a value in a sentence in, the other record of which the words tell it out.

The clause decides first: "Kestrel had 40 rowers, Gull 60 rowers". Then the sentence; then the one before, where "it" or "there"
points back. Doubt accepts: a name behind a preposition, or beside "than", is hardly what a sentence is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from druzhba_kb.folding import words
from druzhba_kb.reading.clauses import Span, clause_around, is_idle
from druzhba_kb.reading.language import Language
from druzhba_kb.reading.other_years import NamedYear, named_years
from druzhba_kb.reading.readings import read
from druzhba_kb.reading.sentences import sentence_around
from druzhba_kb.reading.tokens import Token, tokenize
from druzhba_kb.verify.other_records import YEAR, OtherRecords

DESCRIBED = 3  # words between a preposition and the name that it governs
NEAR = 100  # characters, in which these stand
OPENING = 2  # words, in which "it" or "there" stands
SERIES = 10  # years; the edition before may be as far away


class RecordName(NamedTuple):
    """A name or a year in a text: of another record, or of the statement's own, where `other` is empty."""

    start: int
    end: int
    other: str
    is_edition: bool = True


@dataclass(frozen=True)
class SentenceSubjects:
    """The sentences of a block that a statement quotes; `is_timed` says whether a year in them tells of which edition they are."""

    others: OtherRecords
    known: Language
    block: str
    is_timed: bool

    def other(self, span: Span, values: Sequence[Span], first: int) -> str:
        """Return the name of another record of which the words at a place tell their values; '' where they do not.

        `values` are the places of numbers and dates; `first` is where the first value of any type begins.
        """
        if any(int(year[0]) in self.others.years for year in YEAR.finditer(self.block, *span)):
            return ""
        if other := self._beater(span):
            return other
        found = [self._of_pair(value) or self._of_another(value) or self._of_value(value) for value in values]
        if found and all(found):
            return found[0]
        return self._of_sentence(sentence_around(self.block, *span, self.known.code), first, span[1])

    def _beater(self, span: Span) -> str:
        """Return the words by which quoted words tell of who beat or replaced the record, wherever they name it."""
        quoted, found = self.block[slice(*span)], []
        for start, _ in self.others.own(quoted) if self.is_timed else ():
            text = tokenize(quoted[:start])
            end = len(text.lows) - (text.low(len(text.lows) - 1) in self.known.articles)
            cue = self.known.phrases("context", "overcome").before(text.lows, end)
            found.append(quoted[slice(*text.span(end - cue[0], end))] if cue else "")
        return found[0] if found and all(found) else ""

    def _of_value(self, value: Span) -> str:
        """Return the other record of which the clause of a value tells it, or the sentence before one that points back."""
        begin, stop = sentence_around(self.block, *value, self.known.code)
        sentence, start, end = self.block[begin:stop], value[0] - begin, value[1] - begin
        if other := self._of_relative(sentence, start):
            return other
        named = [one for one in self._named(begin, stop) if one.end <= start or one.start >= end]
        if not named:
            return self._of_sentence_before(begin, sentence)
        clause, last = clause_around(sentence, start, self.known, [one[:2] for one in named])
        before = [one for one in named if one.end <= start]
        if before and self.known.may_say(sentence, "respectively"):
            return self._in_order(sentence, before, start)
        if before and self._is_beside_value(sentence, before[-1], clause, (start, end)):
            return before[-1].other
        here = [one for one in named if clause <= one.start < last and not self._is_compared(sentence, one)]
        if not all(one.other for one in here):
            return ""
        is_contrast = not all(one.other for one in named)
        head, behind = next(iter(here), None), next((one for one in here if one.start >= end), None)
        if head and head.end <= start and is_idle(sentence[clause : head.start], self.known):
            is_sure = head.is_edition or is_contrast or not self._is_governed(sentence, head)
            if is_sure and self._is_clear(sentence[head.end : start]):
                return head.other
        if behind and (behind.is_edition or is_contrast) and self._is_clear(sentence[clause:start]):
            return behind.other if self._is_place(sentence[end : behind.start]) else ""
        return ""

    def _of_relative(self, sentence: str, start: int) -> str:
        """Return the name of somebody else right before the relative clause of a value: Quay, which holds 31 per cent."""
        known, (clause, _) = self.known, clause_around(sentence, start, self.known)
        opening, ahead = tokenize(sentence[clause:start]).lows[:1], tokenize(sentence[:clause]).tokens
        last = next((one for one in reversed(ahead) if one.kind == "word"), None)
        is_relative = not known.word_set("context", "relatives").isdisjoint(opening)
        is_name = last and last.start and last.text[:1].isupper() and known.data["words"].get("nouns") != "capitals"
        return last.text if last and is_relative and is_name and last.low not in self.others.spoken_words else ""

    def _of_pair(self, value: Span) -> str:
        """Return "the latter" or "the former" in the clause of a value, where the words before mean another one by it."""
        begin, stop = sentence_around(self.block, *value, self.known.code)
        clause = begin + clause_around(self.block[begin:stop], value[0] - begin, self.known)[0]
        text = tokenize(self.block[clause : value[0]])
        said = {
            key: next(self.known.found(text, "context", key, 0, OPENING), None) for key in ("latter", "first_of_two")
        }
        if not any(said.values()):
            return ""
        start = sentence_around(self.block, begin - 1, begin, self.known.code)[0] if begin else 0
        before = self.block[start:clause]
        own = self.others.own(before)
        is_last = not own or not self._joins(before[own[-1][1] :])
        is_first = not own or not self._is_joined(before[: own[0][0]])
        is_other = bool(own) and not (is_last if said["latter"] else is_first)
        at = said["latter"] or said["first_of_two"]
        return self.block[clause:][slice(*text.span(*at))] if at and is_other else ""

    def _joins(self, behind: str) -> bool:
        """Return whether another name stands in words behind one, with "and" or in capitals."""
        text = tokenize(behind)
        is_and = text.low(0) in self.known.word_set("dates", "and")
        nouns = 2 if self.known.data["words"].get("nouns") == "capitals" else 1
        capitals = [token.text[:1].isupper() for token in text.tokens]
        return is_and or any(all(capitals[at : at + nouns]) for at in range(len(capitals) - nouns + 1))

    def _is_joined(self, before: str) -> bool:
        """Return whether words before a name end with "and" and perhaps an article."""
        lows = [low for low in tokenize(before).lows if low not in self.known.articles and low != "the"]
        return bool(lows) and lows[-1] in self.known.word_set("dates", "and")

    def _of_another(self, value: Span) -> str:
        """Return whose the clause or the sentence of a value is, if it opens with such words as "a second" or "his brother"."""
        begin, stop = sentence_around(self.block, *value, self.known.code)
        sentence, start = self.block[begin:stop], value[0] - begin
        own = self.others.own(sentence)
        heads = [clause_around(sentence, start, self.known, own)[0]]
        heads += [0] * all(end <= NEAR and "'s" in sentence[end - 2 : end + 2].replace("’", "'") for _, end in own)
        told = ((head, self._another(sentence[head:start])) for head in heads)
        return next((name for head, name in told if name and self._is_clear(sentence[head:start].split(name)[-1])), "")

    def _another(self, words: str) -> str:
        """Return the words for another one with which a clause opens: a second hall, his brother Denzil."""
        text, known = tokenize(words), self.known
        owners = known.words("context", "possessives")
        found = [stop for _, stop in known.found(text, "context", "another", 0, OPENING)]
        found += [
            stop
            for start, stop in known.found(text, "context", "kin", 0, 2 * OPENING)
            if not owners or any(low in owners or low.endswith("'s") for low in text.lows[:start])
        ]
        # "another 12 boats" and "a second day" are of this one
        end = next((end for end in found if end < len(text.lows) and not known.table("units").at(text.lows, end)), None)
        return words[slice(*text.span(0, end + 1))] if end is not None else ""

    def _in_order(self, sentence: str, before: Sequence[RecordName], start: int) -> str:
        """Return the record whose number in a list a value is: Kestrel and Gull had 40 and 60 rowers respectively."""
        numbers = [one.start for one in read(sentence, self.known.code) if one.start >= before[-1].end]
        pairs = zip(numbers, before, strict=True) if len(numbers) == len(before) else ()
        return next((name.other for number, name in pairs if number == start), "")

    def _is_beside_value(self, sentence: str, name: RecordName, clause: int, value: Span) -> bool:
        """Return whether a value is what a name before it has, stands in apposition to it, or behind "which"."""
        gap = sentence[name.end : value[0]].strip()
        if gap in {"(", "'s", "’s"} or (gap == "," and sentence[value[1] :].startswith(",")):
            return True
        opening = tokenize(sentence[clause : value[0]]).lows[:1]
        is_relative = not self.known.word_set("context", "relatives").isdisjoint(opening)
        return is_relative and name.end <= clause and is_idle(sentence[name.end : clause], self.known)

    def _of_sentence(self, at: Span, first: int, end: int) -> str:
        """Return the other record that a sentence is about, if it does not name the statement's own."""
        sentence, start, end = self.block[slice(*at)], first - at[0], end - at[0]
        named = list(self._names(*at))
        if not all(one.other for one in named):
            return ""
        others = [one for one in named if not self._is_compared(sentence, one)]
        if edition := next((one.other for one in others if one.is_edition and one.start < end), ""):
            return edition
        subjects = (one for one in others if one.end <= start and not self._is_governed(sentence, one))
        return next((one.other for one in subjects if self._is_clear(sentence[one.end : start])), "")

    def _of_sentence_before(self, begin: int, sentence: str) -> str:
        """Return the other record that the sentence before names, where this one goes on with "it" or "there"."""
        text, known = tokenize(sentence), self.known
        back = [text.lows[at] for at, _ in known.found(text, "context", "anaphors", 0, OPENING)]
        if not begin or not back:
            return ""
        at = sentence_around(self.block, begin - 1, begin, self.known.code)
        before = self.block[slice(*at)]
        if other := self._another(before):
            return other
        named = [one for one in self._names(*at) if not self._is_compared(before, one)]
        if not named or not all(one.other for one in named):
            return ""
        if not known.word_set("context", "anaphors_of_place").isdisjoint(back):
            return named[-1].other
        # in "the yard mended Gull" it may be the yard
        heads = known.word_set("numbers", "definite") | known.word_set("context", "anaphors")
        is_head = is_idle(before[: named[0].start], known) or heads.isdisjoint(tokenize(before).lows[:1])
        return named[-1].other if is_head and not self._is_governed(before, named[-1]) else ""

    def _named(self, begin: int, stop: int) -> list[RecordName]:
        """Return the names and the years of a part of the block in their order."""
        names = list(self._names(begin, stop))
        times = self._times(begin, stop) if self.is_timed and self.others.years else ()
        loose = [one for one in times if not any(name.start < one.end and one.start < name.end for name in names)]
        return sorted((*names, *loose))

    def _names(self, begin: int, stop: int) -> Iterator[RecordName]:
        part = self.block[begin:stop]
        siblings = list(self.others.siblings(part))
        # a short name within another's longer one is no name of the record
        own = [one for one in self.others.own(part) if not any(_holds(span, one) for _, span in siblings)]
        yield from (RecordName(*span, "") for span in own)
        yield from (RecordName(*span, name) for name, span in self.others.editions(part))
        yield from (
            RecordName(*span, name, is_edition=False)
            for name, span in self.others.strangers(part)
            if not any(start < span[1] and span[0] < end for start, end in own)
        )
        for name, span in siblings:
            if not any(start <= span[0] and span[1] <= end for start, end in own):
                yield RecordName(*span, name, self.others.is_edition(name))

    def _times(self, begin: int, stop: int) -> Iterator[RecordName]:
        entity = self.others.entity
        label = self.others.base.records.kinds[entity.kind].label
        nouns = [word for name in (*entity.names, label) for word in words(name)]
        own = self.others.years | self.others.years_told
        for one in named_years(self.block[begin:stop], self.known.code, nouns):
            if meant := self._meant(one, begin + one.start):
                told = self.block[begin + one.start : begin + one.end]
                yield RecordName(one.start, one.end, "" if own & meant else told)

    def _meant(self, one: NamedYear, at: int) -> frozenset[int]:
        """Return the years that a year at a place of the block can be; none where it is not said from which it counts."""
        if not one.since:
            return frozenset((one.year,))
        written = int((self.others.base.records.articles[self.others.item.article].published or "0")[:4])
        since = written if one.since == "written" else self._told_before(at)
        # where no year is told before, it may yet count from that of writing
        if not since and (written in self.others.years or (one.is_any and one.year < 0)):
            since = written
        step = 1 if one.year > 0 else -1
        last = since + one.year + step * (SERIES if one.is_any else 1)
        return frozenset(range(since + one.year, last, step) if since else ())

    def _told_before(self, at: int) -> int:
        """Return the last year of which the block tells before a place; 0 where it tells of none."""
        text = self.block[:at]
        told = [(year.start(), int(year[0])) for year in YEAR.finditer(text)]
        own = [(start, max(self.others.years)) for start, _ in self.others.own(text)]
        return max((*told, *own), default=(0, 0))[1]

    def _is_compared(self, sentence: str, name: RecordName) -> bool:
        """Return whether a name is but compared with: larger than Kestrel-III, as in Kestrel-III."""
        before = (token.low for token in _before(sentence, name))
        return not self.known.word_set("context", "other_than").isdisjoint(before)

    def _is_governed(self, sentence: str, name: RecordName) -> bool:
        """Return whether a name is the object of a preposition."""
        articles = self.known.articles | self.known.word_set("dates", "articles")
        governs = self.known.word_set("words", "stop") - articles - self.known.word_set("context", "auxiliaries")
        for token in reversed(_before(sentence, name)):
            if token.low in governs:
                return True
            if token.kind != "word" or token.low in articles or token.text[:1].isupper():
                break
        return False

    def _is_clear(self, between: str) -> bool:
        """Return whether no word between a name and a value means somebody else, or begins another clause."""
        lows = tokenize(between).lows
        keys = ("pronouns", "anaphors", "barriers")
        return not any(low in ";:" or any(low in self.known.word_set("context", key) for key in keys) for low in lows)

    def _is_place(self, between: str) -> bool:
        """Return whether words between a number and a name are what it counts, and "in the" or nothing: 60 boats in 2015."""
        noun, *rest = tokenize(between).lows or ("",)
        lists = (("context", "located"), ("numbers", "definite"), ("dates", "of"))
        return noun.isalpha() and all(any(low in self.known.word_set(*one) for one in lists) for low in rest)


def _holds(outer: Span, inner: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1] and outer != inner


def _before(sentence: str, name: RecordName) -> Sequence[Token]:
    """Return the few words before a name; a long list of names is not to be read anew for each of them."""
    return tokenize(sentence[max(0, name.start - NEAR) : name.start]).tokens[-DESCRIBED:]
