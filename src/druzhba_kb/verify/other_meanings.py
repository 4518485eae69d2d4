"""Other meanings: the places of a value in, what the words beside it say of it that its attribute does not ask out.

The words are those of `reading.senses`; here they are held against the name, the label and the cues of the attribute.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from druzhba_kb.folding import find_whole
from druzhba_kb.model import Attribute
from druzhba_kb.reading import read
from druzhba_kb.reading.clauses import Span
from druzhba_kb.reading.language import Language, language
from druzhba_kb.reading.readings import Reading
from druzhba_kb.reading.senses import (
    EVENTS,
    HARMS,
    SIDES,
    clause_of,
    loses,
    other_event,
    part_of,
    senses,
    side_of,
    time_of,
    unsure,
    was_once,
)
from druzhba_kb.reading.sentences import sentence_around
from druzhba_kb.reading.units import counts, measure_of
from druzhba_kb.verify.other_records import OtherRecords

COUNTED = frozenset(("quantity", "integer"))
MEASURED = COUNTED | {"money", "date"}


@dataclass(frozen=True)
class OtherMeanings:
    """A value's attribute, for a record and a statement, in a block of a text."""

    others: OtherRecords
    attribute: Attribute
    block: str

    def marks(self, places: Sequence[Span]) -> Iterator[tuple[str, str]]:
        """Yield what stands against a value that stands at places of the block, where it stands against each of them."""
        known = language(self._lang)
        if known is None:
            return
        what = f"'{self.attribute.name}'"
        ways = (
            (self._otherwise, "otherwise", f"'{{}}' tells of something else than {what}"),
            (
                self._former,
                "otherwise",
                "'{}' tells of what is no longer so, and the statement gives no 'until' or 'as_of'",
            ),
            (
                self._part,
                "part",
                f"'{{}}' makes its number but a part, or that of a day or a week, which {what} does not say",
            ),
            (self._unsure, "unsure", "'{}' tells what is planned, heard or under a condition, and not what is so"),
        )
        for way, mark, why in ways:
            found = [way(known, place) for place in places]
            if found and all(found):
                yield mark, why.format(found[0])

    @property
    def _lang(self) -> str | None:
        return self.others.base.records.articles[self.others.item.article].lang

    def _within(self, known: Language, place: Span) -> tuple[str, Span]:
        """Return the sentence of a place, and the place in it."""
        begin, stop = sentence_around(self.block, *place, known.code)
        return self.block[begin:stop], (place[0] - begin, place[1] - begin)

    def _own(self, known: Language) -> frozenset[str]:
        """Return the senses that the attribute's own words have, in the language of the base or of the text."""
        one = self.attribute
        words = " ; ".join((one.name.replace("_", " "), one.label, *one.cues))
        base = language(self.others.base.records.language)
        asked = {"begin"} if one.role == "start" else {"end"} if one.role == "end" else set()
        among = (*EVENTS, *HARMS, *SIDES, "win", "a_time", "plan")
        return frozenset(asked.union(*(senses(words, way, among) for way in {known, base} if way)))

    def _otherwise(self, known: Language, place: Span) -> str:
        own, (sentence, at) = self._own(known), self._within(known, place)
        if self.attribute.type == "ref":
            return loses(sentence, at, known) if "win" in own else ""
        if self.attribute.type in COUNTED and len(own & SIDES) == 1:
            side = side_of(sentence, at, known)
            return side if side and side not in own else ""
        asked = own & (EVENTS if self.attribute.type == "date" else HARMS if self.attribute.type in COUNTED else SIDES)
        return other_event(sentence[slice(*clause_of(sentence, at, known))], known, asked) if asked else ""

    def _former(self, known: Language, place: Span) -> str:
        one = self.others.statement
        if self.attribute.type != "ref" or one.until or one.as_of or one.since or self.others.item.as_of:
            return ""
        sentence, at = self._within(known, place)
        named = (span for span in self.others.own(sentence) if span[1] <= at[0] or span[0] >= at[1])
        return next((word for span in named if (word := was_once(sentence, span, known))), "")

    def _part(self, known: Language, place: Span) -> str:
        sentence, at = self._within(known, place)
        if self.attribute.type in COUNTED | {"money"} and (word := part_of(sentence, at, known)):
            return word if self._is_total_before(known, place) else ""
        unit = self.attribute.unit
        if self.attribute.type not in COUNTED or not unit or measure_of(unit) or "a_time" in self._own(known):
            return ""
        return time_of(sentence[slice(*clause_of(sentence, at, known))], known)

    def _is_total_before(self, known: Language, place: Span) -> bool:
        """Return whether a larger number before a value counts the same, in its sentence or the one before."""
        begin, _ = sentence_around(self.block, *place, known.code)
        begin = sentence_around(self.block, begin - 1, begin, known.code)[0] if begin else 0
        text = self.block[begin:]
        at = place[0] - begin
        numbers = read(text, known.code)
        value = next((one for one in numbers if one.end > at), None)
        totals = [one for one in numbers if value and one.end <= at and one.low > value.low and self._counts(one)]
        told = self._told(known, text, (at, place[1] - begin))
        return any(told <= self._told(known, text, (one.start, one.end)) for one in totals)

    def _told(self, known: Language, text: str, at: Span) -> frozenset[str]:
        """Return the attribute's own words that the clause of a number has; a total without them is that of others."""
        begin, stop = sentence_around(text, *at, known.code)
        sentence, own = text[begin:stop], self._own(known) & HARMS
        clause = sentence[slice(*clause_of(sentence, (at[0] - begin, at[1] - begin), known))]
        return frozenset(
            (*senses(clause, known, own), *(cue for cue in self.attribute.cues if not own and find_whole(cue, clause)))
        )

    def _counts(self, number: Reading) -> bool:
        if self.attribute.type == "money":
            return bool(number.codes)
        return bool(self.attribute.unit) and counts(number, self.attribute.unit or "", self.attribute.unit_words)

    def _unsure(self, known: Language, place: Span) -> str:
        one = self.attribute
        if one.type not in MEASURED | {"ref"} or self.others.item.said_by or "plan" in self._own(known):
            return ""
        return unsure(*self._within(known, place), known)
