"""Other meanings: the places of a value in, what the words beside it say of it that its attribute does not ask out.

The words are those of `reading.senses`; here they are held against the name, the label and the cues of the attribute.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from druzhba_kb.folding import find_whole
from druzhba_kb.model import Attribute
from druzhba_kb.reading import read
from druzhba_kb.reading.clauses import Span, is_idle
from druzhba_kb.reading.language import Language, language
from druzhba_kb.reading.readings import Reading
from druzhba_kb.reading.senses import (
    EVENTS,
    HARMS,
    SIDES,
    before_change,
    clause_of,
    difference_of,
    harm_of,
    is_pluperfect,
    loses,
    of_before,
    other_event,
    part_of,
    room_of,
    senses,
    share_of,
    side_of,
    unsure,
    was_once,
)
from druzhba_kb.reading.sentences import sentence_around
from druzhba_kb.reading.tokens import tokenize
from druzhba_kb.reading.units import counts, is_percent, measure_of
from druzhba_kb.verify.other_records import YEAR, OtherRecords

COUNTED = frozenset(("quantity", "integer"))
MEASURED = COUNTED | {"money", "date"}
WAYS = ("win", "a_time", "plan", "room", "former")


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
        name = f"'{self.attribute.name}'"
        ways = (
            (self._otherwise, "otherwise", f"'{{}}' tells of something else than {name}"),
            (
                self._harmed,
                "harmed",
                f"'{{}}' makes its number that of the hurt, killed or held, whom {name} does not count",
            ),
            (self._former, "otherwise", "'{}' tells of what is not, or no longer, so"),
            (
                self._part,
                "part",
                f"'{{}}' makes its number but a part, a rate or a difference, which {name} does not say",
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
        base = language(self.others.base.records.language)
        asked = {"begin"} if self.attribute.role == "start" else {"end"} if self.attribute.role == "end" else set()
        among = (*EVENTS, *HARMS, *SIDES, *WAYS)
        own = " ; ".join(_phrases(self.attribute))
        return frozenset(asked.union(*(senses(own, way, among) for way in {known, base} if way)))

    def _otherwise(self, known: Language, place: Span) -> str:
        one, own, (sentence, at) = self.attribute, self._own(known), self._within(known, place)
        if one.type == "ref":
            return loses(sentence, at, known) if "win" in own else ""
        if one.type in COUNTED and len(own & SIDES) == 1:
            side = side_of(sentence, at, known)
            return side if side and side not in own else ""
        clause = sentence[slice(*clause_of(sentence, at, known))]
        asked = own & (EVENTS if one.type == "date" else HARMS if one.type in COUNTED else SIDES)
        # whatever was concluded "from 3 to 9 June" began on the third
        if one.role and any(
            it.date and it.date.until for it in read(self.block, known.code) if it.start <= place[0] < it.end
        ):
            return ""
        word = other_event(clause, known, asked) if asked else ""
        # "until" tells of the day behind it alone: from 3 June until 9 June
        if word and (word not in known.word_set("dates", "join") or _is_right_before(word, sentence[: at[0]], known)):
            return word
        room = room_of(sentence, at, known) if one.type in COUNTED and "room" not in own else ""
        return room or (self._other_attribute(clause, place, known) if one.type in MEASURED else "")

    def _other_attribute(self, clause: str, place: Span, known: Language) -> str:
        """Return the words of another attribute in a clause that has none of this one's, where it could have the value too."""
        kind, low = self.others.base.records.kinds[self.others.entity.kind], clause.casefold()
        # a date is that of the verb right before it, and "tickets" name what a ticket costs
        is_named = self.attribute.type == "date" or any(phrase in low for phrase in _phrases(self.attribute))
        ahead = self.block[: place[0]].casefold()
        number = next((one for one in read(self.block, known.code) if one.start <= place[0] < one.end), None)
        stops, own = (
            known.word_set("words", "stop"),
            {one.casefold() for one in (*self.attribute.unit_words, self.attribute.unit or "")},
        )
        for other in kind.attributes.values():
            is_counted = other.type in COUNTED and self.attribute.type in COUNTED and number and _counts(number, other)
            if other is self.attribute or not (is_counted or other.type == self.attribute.type in {"money", "date"}):
                continue
            for phrase in _phrases(other) - own:
                ends = [end for _, end in find_whole(phrase, low)] if not stops.issuperset(phrase.split()) else []
                # a profit of 4 million on revenue of 90 million
                if ends and (not is_named or _is_right_before(phrase, ahead, known)):
                    return phrase
        return ""

    def _harmed(self, known: Language, place: Span) -> str:
        one, base = self.attribute, language(self.others.base.records.language)
        asks = not base or base.word_set("context", "neutral").issuperset(tokenize(one.label).lows)
        if one.type not in COUNTED or asks or self._own(known) & HARMS:
            return ""
        return harm_of(*self._within(known, place), known)

    def _former(self, known: Language, place: Span) -> str:
        if any(time < self.others.written for time in self.others.times) or self.others.statement.until:
            return ""
        sentence, at = self._within(known, place)
        if self.attribute.type in COUNTED | {"money"}:
            past = senses(sentence[slice(*clause_of(sentence, at, known))], known, ["past"]).get("past", "")
            return past or before_change(sentence, at, known) or self._of_before(known, place)
        if self.attribute.type != "ref" or "former" in self._own(known):
            return ""
        named = (span for span in self.others.own(sentence) if span[1] <= at[0] or span[0] >= at[1])
        return next((word for span in named if (word := was_once(sentence, at, span, known))), "")

    def _of_before(self, known: Language, place: Span) -> str:
        """Return the words that make a number that of another time, where another one that has none counts the same."""
        sentence, at = self._within(known, place)
        clause, written = sentence[slice(*clause_of(sentence, at, known))], int(self.others.written or 0)
        # "ore in 1997" asks for what was so in that year, and so does a record that was over
        asked = YEAR.findall(" ".join(_phrases(self.attribute)))
        is_over = max(self.others.years, default=written) < written
        is_own = is_over or any(find_whole(year, clause) for year in asked) or "former" in self._own(known)
        word = "" if is_own else of_before(sentence, at, known)
        if not word or is_pluperfect(clause, known):
            return word
        begin, stop = sentence_around(self.block, *place, known.code)
        first = sentence_around(self.block, begin - 1, begin, known.code)[0] if begin else 0
        numbers = [one for one in read(self.block, known.code) if first <= one.start < stop]
        value = next((one for one in numbers if one.start <= place[0] < one.end), None)
        others = (one for one in numbers if value and one is not value and self._counts_alike(value, one))
        is_now = (not of_before(*self._within(known, (one.start, one.end)), known) for one in others)
        return word if any(is_now) else ""

    def _counts_alike(self, one: Reading, other: Reading) -> bool:
        """Return whether two numbers can count the same."""
        if "date" in {one.type, other.type} or {"money", "percentage"} & ({one.type} ^ {other.type}):
            return False
        is_open = one.after[:1] == other.after[:1] or not (one.after and other.after)
        return (one.unit == other.unit and is_open) or (_counts(one, self.attribute) and _counts(other, self.attribute))

    def _part(self, known: Language, place: Span) -> str:
        one, (sentence, at), own = self.attribute, self._within(known, place), self._own(known)
        if one.type not in COUNTED | {"money"}:
            return ""
        if (word := part_of(sentence, at, known)) and self._is_total_before(known, place):
            return word
        if own & SIDES or "a_time" in own:
            return ""
        base = language(self.others.base.records.language)
        if base and not base.word_set("numbers", "changes").isdisjoint(" ".join(_phrases(one)).split()):
            return ""
        word = difference_of(sentence, at, known)
        if word or one.type == "money" or is_percent(one.unit) or (one.unit and measure_of(one.unit)):
            return word
        number = next((it for it in read(sentence, known.code) if it.start <= at[0] < it.end), None)
        return share_of(sentence, at, len(number.after) if number else 0, known)

    def _is_total_before(self, known: Language, place: Span) -> bool:
        """Return whether a larger number before a value counts the same, in its sentence or the one before."""
        begin, _ = sentence_around(self.block, *place, known.code)
        begin = sentence_around(self.block, begin - 1, begin, known.code)[0] if begin else 0
        text = self.block[begin:]
        at = place[0] - begin
        numbers = read(text, known.code)
        value = next((one for one in numbers if one.end > at), None)
        totals = [
            one for one in numbers if value and one.end <= at and one.low > value.low and _counts(one, self.attribute)
        ]
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

    def _unsure(self, known: Language, place: Span) -> str:
        one, own = self.attribute, self._own(known)
        # what begins or is in force at a day may lie ahead
        is_ahead = one.type == "date" and not own.isdisjoint(("begin", "end", "force"))
        if one.type not in MEASURED or self.others.item.said_by or "plan" in own or is_ahead:
            return ""
        return unsure(*self._within(known, place), known)


def _phrases(attribute: Attribute) -> set[str]:
    """Return by which words an attribute is called."""
    return {one.casefold() for one in (attribute.name.replace("_", " "), attribute.label, *attribute.cues)}


def _is_right_before(phrase: str, ahead: str, known: Language) -> bool:
    """Return whether nothing but prepositions and articles parts a phrase from what follows."""
    ends = [end for _, end in find_whole(phrase, ahead)]
    return bool(ends) and "," not in ahead[ends[-1] :] and is_idle(ahead[ends[-1] :], known)


def _counts(number: Reading, attribute: Attribute) -> bool:
    if attribute.type == "money":
        return bool(number.codes)
    return bool(attribute.unit) and counts(number, attribute.unit or "", attribute.unit_words)
