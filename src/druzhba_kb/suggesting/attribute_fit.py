"""Attribute fit: a value of a sentence and a subject in, the attributes of the subject that may take it out, the surest first.

A value goes to an attribute by the words near it: the base's cues, the attribute's unit, and the few words that mean the
same in texts of any topic. What the article is mainly about needs no name beside the value, so a weaker tie is enough for
it: the side that a number belongs to, a preposition of place, the subject of a verb. Where nothing claims a value there is
no statement.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from druzhba_kb.model import Attribute, Kind
from druzhba_kb.suggesting.lexicon import TITLES, words
from druzhba_kb.suggesting.sentence_ties import (
    BESIDE,
    BREAK,
    CALLED_REACH,
    REACH,
    SHORT_CUE,
    STOP,
    UNIT_REACH,
    UNNAMED,
    SentenceTies,
    cues_of,
    spellings,
)
from druzhba_kb.suggesting.suggest_model import (
    AttributeFit,
    PossibleSubject,
    Span,
    SubjectSentence,
    ValueCandidate,
)
from druzhba_kb.values.number_types import is_age_attribute

SUBJECT_REACH = 15  # words between a value and its subject
BY_CUE, OF_ANOTHER, BY_SENTENCE = range(3)  # how doubtful a fit is
TITLE = regex.compile(r"\s+(\p{Lu}[\p{L}-]+)")
PROPER = regex.compile(r"\b\p{Lu}[\p{L}-]+")
NUMBERED = regex.compile(r"\S*\d\S*")
PART = regex.compile(
    r"(?i)\b(?:(?:among (?:them|these|whom)|including|all but),? (?:[\p{Ll}-]+ )?|(?:within|after) )\P{Z}+(?: \P{Z}+)?$"
)
BASED = ("based", "born", "led", "backed", "owned", "built", "made", "registered", "flagged")
OF_SIDE = regex.compile(r"\W{0,2}(?:of them )?(?:from|of|for) (?:the )?")


def fits(
    sentence: SubjectSentence, value: ValueCandidate, possible: PossibleSubject, kind: Kind
) -> Iterator[AttributeFit]:
    """Yield each way in which attributes of a subject may take a value; the least is the best."""
    return _Fitter(sentence, value, possible, kind).fits()


class _Fitter(SentenceTies):
    """One value and one subject of a sentence."""

    def fits(self) -> Iterator[AttributeFit]:
        subject, is_main = self.possible.subject, self.possible.is_main
        gap = self._gap(self.subject, self.value.span) if self.subject else UNNAMED
        if self.value.target == subject or self._is_of_a_title() or self._is_of_another() or self._is_partial():
            return
        for attributes in self._takers():
            doubt, near = BY_CUE if is_main else OF_ANOTHER, self._claim(attributes)
            if near is None and is_main:
                doubt, near = BY_SENTENCE, self._loose_claim(attributes[0])
            if near:
                names = tuple(attribute.name for attribute in attributes)
                gap_to_name = gap + (not self.possible.is_named)
                yield AttributeFit(doubt, near[0], gap_to_name, subject.id, names, subject, attributes, near[1])

    def _is_of_another(self) -> bool:
        """Return whether the sentence has turned to something else before a value, or does so in its clause."""
        start, end = self.value.span
        return any(
            # "has since 2019 been led by Ada Finch"
            not self.text[: turn[0]].endswith("since ") and ";" not in self.text[turn[1] : start]
            if turn[1] <= start
            else not BREAK.search(self.text, end, turn[0])
            for turn in self.possible.turns
        )

    def _is_partial(self) -> bool:
        """Return whether a number counts but a part, or tells by when: 'among them 40 sailors', 'within half an hour'."""
        told = self.before + self.text[slice(*self.value.span)]
        return self.value.type == "quantity" and bool(PART.search(told))

    def _is_of_a_title(self) -> bool:
        """Return whether a reference is but the first part of somebody's title: 'Tide Office Chairman …'."""
        after = TITLE.match(self.text, self.value.span[1]) if self.value.type == "ref" else None
        return bool(after and after[1].lower() in words(*TITLES))

    def _takers(self) -> list[tuple[Attribute, ...]]:
        """Return the attributes whose type takes the value: for a range of dates the two that bound the kind's timeline."""
        known, value = self.kind.attributes, self.value
        if len(value.forms) == 2:
            ends = [known[name] for end in ("start", "end") if (name := self.kind.timeline.get(end))]
            return [tuple(ends)] if len(ends) == 2 else []
        types = {"quantity", "integer"} if value.type == "quantity" else {value.type}
        fitting = [one for one in known.values() if one.type in types and value.attribute in (None, one.name)]
        return [(one,) for one in fitting if self._can_lead(one) and (not value.is_age or is_age_attribute(one))]

    def _claim(self, attributes: tuple[Attribute, ...]) -> tuple[int, Span] | None:
        """Return how many words part a value from what claims it, and where that stands; None where nothing claims it."""
        value, subject = self.value, self.subject
        if value.type == "choice":
            # "a bridge of steel", and not "the price of steel"
            first = self.text[slice(*value.span)].split()[0].lower()
            if first in {"of", *words("before_places")} and (subject is None or subject[1] > value.span[0]):
                return None
            is_near = subject and self._gap(subject, value.span) <= (
                SUBJECT_REACH if self.possible.is_main else CALLED_REACH
            )
            return (0, subject or value.span) if is_near or self.is_about else None
        if len(attributes) == 2:  # a range needs no cue, for its two ends are what bounds a timeline
            return 0, subject or value.span
        (attribute,) = attributes
        if value.is_age:  # it says itself what it is, and is of the nearest name
            return (0, subject) if subject and self._gap(subject, value.span) <= CALLED_REACH else None
        if self._sides_of(attribute) or any(map(self._sides_of, self._unit_rivals(attribute))):
            return self._claim_of_side(attribute)
        rivals = self._rivals(attribute)
        unit = self._unit(attribute) if attribute.unit and value.type == "quantity" else None
        if cue := self._nearest_cue(attribute):
            return cue[0], unit[1] if unit else cue[1]
        # two attributes in metres: only a cue can say which
        if unit and not any(self._counts_the_same(one, unit[1]) for one in rivals):
            return unit
        is_sole = not attribute.cues and not attribute.unit and not any(map(self._can_lead, rivals))
        beside = is_sole and value.type != "quantity" and self.possible.is_named and subject
        return (UNNAMED, beside) if beside and self._gap(beside, value.span) <= BESIDE else None

    def _unit_rivals(self, attribute: Attribute) -> list[Attribute]:
        return [one for one in self._rivals(attribute) if attribute.unit and one.unit == attribute.unit]

    def _sides_of(self, attribute: Attribute) -> tuple[str, ...]:
        """Return the cues of a number that name a country or a people, where others count the same of others."""
        is_shared = attribute.type == "quantity" and bool(self._unit_rivals(attribute))
        return tuple(cue for cue in attribute.cues if is_shared and cue[0].isupper())

    def _claim_of_side(self, attribute: Attribute) -> tuple[int, Span] | None:
        """Return the claim of a number by the side whose word stands nearest; without any, that of the number of all."""
        if not (unit := self._unit(attribute, sided=True)):
            return None
        rivals = {one.name: self._sides_of(one) for one in (attribute, *self._unit_rivals(attribute))}
        side = self._side({name: cues for name, cues in rivals.items() if cues}, unit[1])
        if side is None and self._counts_a_part(unit[1], attribute):
            return None  # "18 Danish sailors" are of no side that is asked for
        own = side[0] if side else next((name for name, cues in rivals.items() if not cues), None)
        return (0, side[1] if side else unit[1]) if own == attribute.name else None

    def _side(self, rivals: dict[str, tuple[str, ...]], unit: Span) -> tuple[str, Span] | None:
        """Return the attribute whose side a number is of, and where the side's word stands."""
        value = self.value.span
        found = [(span, name) for name, cues in rivals.items() for span in self._cues(cues)]
        inside = [(span, name) for span, name in found if value[1] <= span[0] and span[1] <= unit[1]]
        behind = [(span, name) for span, name in found if OF_SIDE.fullmatch(self.text, max(unit[1], value[1]), span[0])]
        ahead = sorted((span, name) for span, name in found if span[1] <= value[0])
        of_both = len({name for _, name in found}) > 1 and regex.search(
            r"\b(?:both|two|each|all|total)\b", self.after[:60]
        )
        for near in (inside, behind, [] if of_both or not self.possible.is_main else ahead[-1:]):
            if near:
                return near[0][1], near[0][0]
        return None

    def _nearest_cue(self, attribute: Attribute) -> tuple[int, Span] | None:
        """Return the cue nearest to the value, one before it first, with its distance; one inside the subject's name is none."""
        if attribute.role and self.possible.is_main and not self.is_about:
            return None  # of much that begins and ends an article tells the days
        value = self.value.span
        near = [
            (2 * gap + (cue[0] > value[0]), cue)
            for cue in self._cues(cues_of(attribute))
            if (gap := self._gap(cue, value)) <= REACH[attribute.type]
            and not self._counts_a_part(cue, attribute)
            and self._binds(cue)
            # "began on 3 May and ended": what follows the next word begins another
            and not (attribute.type == "date" and value[1] <= cue[0] and BREAK.search(self.text, value[1], cue[0]))
        ]
        return min(near, default=None)

    def _counts_a_part(self, cue: Span, attribute: Attribute) -> bool:
        """Return whether a number counts but a part of what the cue means: '18 Norwegian sailors' are not 'sailors'."""
        between = self.text[self.value.span[1] : cue[0]] if self.value.type == "quantity" else ""
        known = {word.casefold() for one in (*cues_of(attribute), *self.possible.subject.names) for word in one.split()}
        return any(word.casefold() not in known for word in PROPER.findall(NUMBERED.sub("", between)))

    def _binds(self, cue: Span) -> bool:
        """Return whether a cue ties the value to the subject: a word such as 'in' only right between the two.

        A cue of a reference stands right before the name it leads to, or is joined to it: 'held in Lund', 'Lund-based'.
        """
        value, subject = self.value.span, self.subject
        is_ref, is_before = self.value.type == "ref", cue[1] <= value[0]
        if is_ref and not (is_before and not STOP.search(self.text, cue[1], value[0])):
            # "the Lund-based Herons": who is based there follows
            is_joined = self.text[value[1] : cue[0]] == "-" and self.text[slice(*cue)].lower() in BASED
            return (
                is_joined and subject is not None and cue[1] <= subject[0] and self._gap(cue, subject) <= CALLED_REACH
            )
        if cue[1] - cue[0] > SHORT_CUE and self.text[slice(*cue)].lower() not in words("before_places"):
            return not is_ref or subject is None or self.possible.is_main or self._gap(subject, cue) <= CALLED_REACH
        own = tuple(
            one
            for each in self.kind.attributes.values()
            for one in (*each.cues, *(c for cs in each.options.values() for c in cs))
        )
        if (
            is_ref
            and is_before
            and any(self.text[one[1] : cue[0]] == " " and one[1] - one[0] > SHORT_CUE for one in self._cues(own))
        ):
            return True  # "sold to Norway"
        if self.value.type == "date" and self.is_about and self.text[slice(*cue)].lower() == "from":
            return True
        if subject is None or not self.possible.is_named or not (is_before and subject[1] <= cue[0]):
            return False
        return self._gap(subject, cue) <= (0 if is_ref else BESIDE) and not STOP.search(self.text, subject[1], cue[0])

    def _counts_the_same(self, other: Attribute, unit: Span) -> bool:
        words = self.text[slice(*unit)].lower()
        return any(
            words in (one, f"{one}s") for each in (other.unit, *other.unit_words) if each for one in spellings(each)
        )

    def _unit(self, attribute: Attribute, *, sided: bool = False) -> tuple[int, Span] | None:
        """Return the attribute's unit where it follows a number; between the two may stand whose they are."""
        end = self.value.span[1]
        for unit in self._cues((*spellings(attribute.unit or ""), *attribute.unit_words)):
            gap = self._gap(self.value.span, unit)
            follows = end <= unit[0] and gap <= UNIT_REACH and not STOP.search(self.text, end, unit[0])
            if follows and (sided or not self._counts_a_part(unit, attribute)):
                return gap, unit
        return None
