"""Attribute fit: a value of a sentence and a subject in, the attributes of the subject that may take it out, the surest first.

A value goes to an attribute by the words near it: the base's cues, the attribute's unit, and the few words that mean the
same in texts of any topic. What the article is mainly about needs no name beside the value, so a weaker tie is enough for
it: the side that a number belongs to, a preposition of place, the subject of a verb. Where nothing claims a value there is
no statement.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache

import regex

from druzhba_kb.folding import fold, fold_with_offsets
from druzhba_kb.model import Attribute, Kind
from druzhba_kb.suggesting.article_subject import LEAD
from druzhba_kb.suggesting.described_entities import kind_words
from druzhba_kb.suggesting.lexicon import TITLES, look_up, phrases, words
from druzhba_kb.suggesting.sentence_values import distance, in_block
from druzhba_kb.suggesting.suggest_model import (
    AttributeFit,
    PossibleSubject,
    Span,
    Subject,
    SubjectSentence,
    ValueCandidate,
    touch,
)

REACH = {"date": 8, "quantity": 3, "integer": 2, "money": 10, "ref": 1}  # words between a value and its cue
UNIT_REACH = 2  # "40 small boats" are boats, what stands further off is another thing
SUBJECT_REACH = 15  # words between a value and its subject
CALLED_REACH = 6  # words between a subject and an option or a cue of a reference
BESIDE = 1  # "Lund, 3 May": nothing but a word between
UNNAMED = 40  # a subject that the sentence does not name comes after all that it names
SHORT_CUE = 3  # letters: "in", "on" and "off" bind only right between subject and value
BY_CUE, OF_ANOTHER, BY_SENTENCE = range(3)  # how doubtful a fit is
STOP = regex.compile(r"[.,;:()]")
RELATIVE = regex.compile(r"\b(?:which|who|that|whose|whom|when|where|while|after|before|because|although) ")
BREAK = regex.compile(r"[.,;:()]|\b(?:and|but|while|which|who|that)\b")
APPOSED = regex.compile(r"[,:]? (?:the )?")
TITLE = regex.compile(r"\s+(\p{Lu}[\p{L}-]+)")
PROPER = regex.compile(r"\b\p{Lu}[\p{L}-]+")
NUMBERED = regex.compile(r"\S*\d\S*")
BASED = ("based", "born", "led", "backed", "owned", "built", "made", "registered", "flagged")
JOINT = regex.compile(r",? (?:and |or |with )?(?:the |its |their )?|/|-|–")
# "in Lund", "at a harbour near Lund", "in the north of Lund"
AT_PLACE = regex.compile(r"(?i)\b(?:at|in|on|near|off|outside|inside|within) (?:(?:the|a|an|its|their) )?[“‘\"']?(?:(?!that|which|who|and|but|said|says)[\p{Ll}-]+ ){0,5}(?:the )?[“‘\"']?$")
NESTED = regex.compile(r"(?: [\p{Ll}-]+){0,4}[,]? (?:in|at|near|on|of) (?:the )?(?:[\p{Ll}-]+ ){0,5}(?:of )?")
OF_SIDE = regex.compile(r"\W{0,2}(?:of them )?(?:from|of|for) (?:the )?")
OF_UNIT = regex.compile(r"(\p{L}+),? (?:of|from) (?:the |its |their )?$")
VERB_AFTER = regex.compile(r" ?(?:(?:has|have|had|will|would|is|are|was|were|to|also|both|jointly|already|sides?|then) ?){0,3}")
THIS_ORDER = regex.compile(r"(?i)\b(?:it|this|that|exercise|which|edition|event|is|was|are|were|be|mark(?:s|ed)?)(?: (?:will be|is|was|marks?|marked|to be))? (?:only |already |now |again )?(?:the|its|their|our|a) $")
FOR_TIME = regex.compile(r" (?:edition|time|of (?:its|this|the) kind|round|instal?lment|in (?:a|the) series)|.{0,30} of (?:its|this) kind", regex.IGNORECASE)
SHORTEST_WITH_ENDINGS = 4  # letters: "in" and "off" have no endings
ENDINGS = "(?:s|es|d|ed|ing)?"


def fits(sentence: SubjectSentence, value: ValueCandidate, possible: PossibleSubject, kind: Kind) -> Iterator[AttributeFit]:
    """Yield each way in which attributes of a subject may take a value; the least is the best."""
    return _Fitter(sentence, value, possible, kind).fits()


class _Fitter:
    """One value and one subject of a sentence."""

    def __init__(self, sentence: SubjectSentence, value: ValueCandidate, possible: PossibleSubject, kind: Kind) -> None:
        self.text = sentence.text.text
        self.sentence = sentence
        self.value = value
        self.possible = possible
        self.subject = possible.span
        self.kind = kind
        self.before = self.text[sentence.sentence.start : value.span[0]]
        self.after = self.text[value.span[1] : sentence.sentence.end]
        # in its opening, or where it is spoken of, a sentence needs no more to be about the article's subject
        is_opening = sentence.text.kind == "t" or sentence.text.block <= LEAD
        self.is_about = possible.is_main and (possible.span is not None or is_opening)

    def _is_of_clause(self, cue: Span) -> bool:
        """Return whether a verb is the subject's own, and not that of 'the meeting, which took place in Lund'."""
        inner = self.sentence.sentence
        clause = max((one.start() for one in RELATIVE.finditer(self.text, inner.start, cue[0])), default=None)
        if clause is None or not self.possible.is_main or BREAK.search(self.text, clause + 5, cue[0]):
            return True
        stops = [one.end() for one in STOP.finditer(self.text, inner.start, clause)]
        if any(clause <= word[0] and word[1] <= cue[0] for word in (*self._cues(kind_words(self.kind)), *filter(None, [self.subject]))):
            return True
        if stops and not self.text[stops[-1] : clause].strip():
            stops.pop()  # the comma before "which"
        phrase = stops[-1] if stops else inner.start
        if self.subject and self.subject[1] > phrase and self.subject[1] <= clause:
            return True
        return any(phrase <= word[0] and word[1] <= clause for word in self._cues(kind_words(self.kind)))

    def fits(self) -> Iterator[AttributeFit]:
        subject, is_main = self.possible.subject, self.possible.is_main
        gap = self._gap(self.subject, self.value.span) if self.subject else UNNAMED
        if self.value.target == subject or self._is_of_a_title() or self._is_adjective() or (gap > SUBJECT_REACH and not is_main):
            return
        for attributes in self._takers():
            doubt, near = BY_CUE if is_main else OF_ANOTHER, self._claim(attributes)
            if near is None and len(attributes) == 1 and (self.possible.is_named or is_main):
                doubt, near = (BY_SENTENCE if is_main else OF_ANOTHER), self._loose_claim(attributes[0])
            if near:
                names = tuple(attribute.name for attribute in attributes)
                gap_to_name = gap + (not self.possible.is_named)
                yield AttributeFit(doubt, near[0], gap_to_name, subject.id, names, subject, attributes, near[1])

    def _gap(self, one: Span, other: Span) -> int:
        return distance(self.text, one, other)

    def _is_of_a_title(self) -> bool:
        """Return whether a reference is but the first part of somebody's title: 'Tide Office Chairman …'."""
        after = TITLE.match(self.text, self.value.span[1]) if self.value.type == "ref" else None
        return bool(after and after[1].lower() in words(*TITLES))

    def _is_adjective(self) -> bool:
        """Return whether a value is but an adjective: 'the Norwegian side' is no place, 'Norwegian soil' is one."""
        target = self.value.target
        is_adjective = bool(target and self.text[slice(*self.value.span)] in target.supporting.adjectives)
        own = tuple(cue for one in self.kind.attributes.values() if one.type == "ref" for cue in one.cues if len(cue) > SHORT_CUE)
        return is_adjective and not any(self.text[self.value.span[1] : cue[0]] == " " for cue in self._cues(own))

    def _takers(self) -> list[tuple[Attribute, ...]]:
        """Return the attributes whose type takes the value: for a range of dates the two that bound the kind's timeline."""
        known, value = self.kind.attributes, self.value
        if len(value.forms) == 2:
            ends = [known[name] for end in ("start", "end") if (name := self.kind.timeline.get(end))]
            return [tuple(ends)] if len(ends) == 2 else []
        types = {"quantity", "integer"} if value.type == "quantity" else {value.type}
        fitting = [one for one in known.values() if one.type in types and value.attribute in (None, one.name)]
        return [(one,) for one in fitting if self._can_lead(one)]

    def _can_lead(self, attribute: Attribute) -> bool:
        return self.value.target is None or self.value.target.kind in attribute.to

    def _rivals(self, attribute: Attribute) -> list[Attribute]:
        return [one for one in self.kind.attributes.values() if one.type == attribute.type and one != attribute]

    def _claim(self, attributes: tuple[Attribute, ...]) -> tuple[int, Span] | None:
        """Return how many words part a value from what claims it, and where that stands; None where nothing claims it."""
        value, subject = self.value, self.subject
        if value.type == "choice":
            is_near = subject and self._gap(subject, value.span) <= (SUBJECT_REACH if self.possible.is_main else CALLED_REACH)
            # the editor's own words say what they say wherever they stand, those for all texts only of the subject
            is_told = self.text[slice(*value.span)].lower() not in phrases("held_words") and not value.inferred
            is_own = (is_near or self.is_about) and (is_told or self._is_of_clause(value.span))
            return (0, subject or value.span) if is_own else None
        if len(attributes) == 2:  # a range needs no cue, for its two ends are what bounds a timeline
            return 0, subject or value.span
        (attribute,) = attributes
        if self._sides_of(attribute) or any(map(self._sides_of, self._unit_rivals(attribute))):
            return self._claim_of_side(attribute)
        rivals = self._rivals(attribute)
        unit = self._unit(attribute) if attribute.unit and value.type == "quantity" else None
        if cue := self._nearest_cue(attribute):
            return cue[0], unit[1] if unit else cue[1]
        # two attributes in metres: only a cue can say which
        if unit and all(one.unit != attribute.unit for one in rivals):
            return unit
        is_sole = not attribute.cues and not attribute.unit and not any(map(self._can_lead, rivals))
        beside = is_sole and value.type != "quantity" and self.possible.is_named and subject
        return (UNNAMED, beside) if beside and self._gap(beside, value.span) <= BESIDE else None

    # numbers of one side of several

    def _unit_rivals(self, attribute: Attribute) -> list[Attribute]:
        return [one for one in self._rivals(attribute) if attribute.unit and one.unit == attribute.unit]

    def _sides_of(self, attribute: Attribute) -> tuple[str, ...]:
        """Return the cues of a number that name a country or a people, where others count the same of others."""
        is_shared = attribute.type == "quantity" and bool(self._unit_rivals(attribute))
        return tuple(cue for cue in attribute.cues if is_shared and _is_side(cue))

    def _claim_of_side(self, attribute: Attribute) -> tuple[int, Span] | None:
        """Return the claim of a number by the side whose word stands nearest; without any, that of the number of all."""
        if not (unit := self._unit(attribute, sided=True)):
            return None
        rivals = {one.name: self._sides_of(one) for one in (attribute, *self._unit_rivals(attribute))}
        side = self._side({name: cues for name, cues in rivals.items() if cues}, unit[1])
        if side is None and self._counts_a_part(unit[1], attribute):
            return None  # "18 Indian soldiers" are of no side that is asked for
        own = side[0] if side else next((name for name, cues in rivals.items() if not cues), None)
        return (0, side[1] if side else unit[1]) if own == attribute.name else None

    def _side(self, rivals: dict[str, tuple[str, ...]], unit: Span) -> tuple[str, Span] | None:
        """Return the attribute whose side a number is of, and where the side's word stands."""
        value = self.value.span
        found = [(span, name) for name, cues in rivals.items() for span in self._cues(cues)]
        inside = [(span, name) for span, name in found if value[1] <= span[0] and span[1] <= unit[1]]
        behind = [(span, name) for span, name in found if OF_SIDE.fullmatch(self.text, max(unit[1], value[1]), span[0])]
        ahead = sorted((span, name) for span, name in found if span[1] <= value[0])
        of_both = len({name for _, name in found}) > 1 and regex.search(r"\b(?:both|two|each|all|total)\b", self.after[:60])
        for near in (inside, behind, [] if of_both or not self.possible.is_main else ahead[-1:]):
            if near:
                return near[0][1], near[0][0]
        return None

    # cues and units

    def _cues(self, cues: tuple[str, ...]) -> list[Span]:
        inner = self.sentence.sentence
        return [in_block(inner, cue) for cue in find_cues(inner.text, cues)]

    def _verbs(self, *lists: str) -> list[Span]:
        """Return where words of lists stand that tell what happened; not 'since', nor the 'held' of 'Norwegian-held'."""
        found = self._cues(tuple(one for name in lists for one in phrases(name) if len(one) > len("since") - 1 and one != "since"))
        return [one for one in found if self.text[max(0, one[0] - 1) : one[0]] not in ("-", "‑", "–")]

    def _nearest_cue(self, attribute: Attribute) -> tuple[int, Span] | None:
        """Return the cue nearest to the value, one before it first, with its distance; one inside the subject's name is none."""
        if attribute.role and self.possible.is_main and not self.is_about:
            return None  # of much that begins and ends an article tells the days
        value = self.value.span
        near = [
            (2 * gap + (cue[0] > value[0]), cue)
            for cue in self._cues(_cues_of(attribute))
            if (gap := self._gap(cue, value)) <= REACH[attribute.type]
            and not self._counts_a_part(cue, attribute)
            and not self._is_in_name(cue)
            and self._binds(cue)
            and (not attribute.role or self._is_of_clause(cue))
            and not self._is_a_rivals(cue, attribute)
            # "began on 3 May and ended": what follows the next word begins another
            and not (attribute.type == "date" and value[1] <= cue[0] and BREAK.search(self.text, value[1], cue[0]))
        ]
        return min(near, default=None)

    def _is_a_rivals(self, cue: Span, attribute: Attribute) -> bool:
        """Return whether a small word between cue and name leads it to another attribute: 'sold to Norway'."""
        if self.value.type != "ref":
            return False
        between = set(self.text[cue[1] : self.value.span[0]].lower().split())
        if "by" in between and not any("by" in one.split() for one in attribute.cues):
            return True  # "disputed by Norway"
        return any(between & set(one.cues) for one in self._rivals(attribute) if self._can_lead(one))

    def _is_in_name(self, cue: Span) -> bool:
        """Return whether a cue is but a part of the subject's name, and the value is none."""
        subject, value = self.possible.subject, self.value.span
        own = [one.span for one in self.sentence.mentions if one.subject == subject and touch(one.span, cue)]
        return any(not (start <= value[0] and value[1] <= end) for start, end in own)

    def _counts_a_part(self, cue: Span, attribute: Attribute) -> bool:
        """Return whether a number counts but a part of what the cue means: '18 Norwegian sailors' are not 'sailors'."""
        between = self.text[self.value.span[1] : cue[0]] if self.value.type == "quantity" else ""
        known = {word.casefold() for one in _cues_of(attribute) for word in one.split()}
        return any(word.casefold() not in known for word in PROPER.findall(NUMBERED.sub("", between)))

    def _binds(self, cue: Span) -> bool:
        """Return whether a cue ties the value to the subject: a word such as 'in' only right between the two.

        A cue of a reference stands right before the name it leads to, or is joined to it: 'held in Lund', 'Lund-based'.
        """
        value, subject = self.value.span, self.subject
        is_ref, is_before = self.value.type == "ref", cue[1] <= value[0]
        if is_ref and not (is_before and not STOP.search(self.text, cue[1], value[0])):
            if self.value.target and self.text[slice(*value)] in self.value.target.supporting.adjectives:
                return self.text[value[1] : cue[0]] == " " and (self.possible.is_main or subject is not None)
            return self.text[value[1] : cue[0]] == "-" and self.text[slice(*cue)].lower() in BASED
        if cue[1] - cue[0] > SHORT_CUE and self.text[slice(*cue)].lower() not in words("before_places"):
            return not is_ref or subject is None or self.possible.is_main or self._gap(subject, cue) <= CALLED_REACH
        own = tuple(one for each in self.kind.attributes.values() for one in (*each.cues, *(c for cs in each.options.values() for c in cs)))
        if is_ref and is_before and any(self.text[one[1] : cue[0]] == " " and one[1] - one[0] > SHORT_CUE for one in self._cues(own)):
            return True  # "sold to Norway"
        if self.value.type == "date" and self.is_about and self.text[slice(*cue)].lower() == "from":
            return True
        if subject is None or not self.possible.is_named or not (is_before and subject[1] <= cue[0]):
            return False
        return self._gap(subject, cue) <= (0 if is_ref else BESIDE) and not STOP.search(self.text, subject[1], cue[0])

    def _unit(self, attribute: Attribute, *, sided: bool = False) -> tuple[int, Span] | None:
        """Return the attribute's unit where it follows a number; between the two may stand whose they are."""
        end = self.value.span[1]
        for unit in self._cues((*_spellings(attribute.unit or ""), *attribute.unit_words)):
            gap = self._gap(self.value.span, unit)
            follows = end <= unit[0] and gap <= UNIT_REACH and not STOP.search(self.text, end, unit[0])
            if follows and (sided or not self._counts_a_part(unit, attribute)):
                return gap, unit
        return None

    # ties that only the subject of a sentence has

    def _loose_claim(self, attribute: Attribute) -> tuple[int, Span] | None:
        """Return the claim of an attribute by how the sentence is built."""
        found = None
        if self.value.type == "ref":
            found = self._claim_of_verb(attribute)
        if found is None and self.possible.is_main:
            claims = {"ref": self._claim_of_ref, "date": self._claim_of_day, "money": self._claim_of_sum, "integer": self._claim_of_order}
            found = claims[attribute.type](attribute) if attribute.type in claims else None
        return found

    def _claim_of_day(self, attribute: Attribute) -> tuple[int, Span] | None:
        """Return the claim of the day on which a thing takes place."""
        if self.kind.timeline.get("start") != attribute.name or not self.is_about:
            return None
        if len(self.kind.timeline) == 1:
            is_near = self.subject and self._gap(self.subject, self.value.span) <= REACH["date"] and self._is_of_clause(self.value.span)
            is_bare = self.text[slice(*self.value.span)].lower().startswith(("last ", "yesterday", "this "))
            is_told = is_near and (is_bare or regex.search(r"\b(?:on|in|from|since) (?:\p{L}+day,? )?$", self.before))
            return (UNNAMED, self.value.span) if is_told else None
        ahead = [cue for cue in self._verbs("takes_place") if cue[1] <= self.value.span[0]]
        near = [(self._gap(cue, self.value.span), cue) for cue in ahead if self._is_of_clause(cue)]
        return min((one for one in near if one[0] <= REACH["date"]), default=None)

    def _claim_of_sum(self, attribute: Attribute) -> tuple[int, Span] | None:
        is_sole = not self._rivals(attribute)
        return (UNNAMED, self.value.span) if is_sole and self.is_about and self.subject else None

    def _claim_of_order(self, attribute: Attribute) -> tuple[int, Span] | None:
        """Return the claim of an ordinal that says which one of several the subject is: 'this is the third fair'."""
        text = self.text[slice(*self.value.span)].lower()
        is_order = text.isalpha() or regex.fullmatch(r"\d+(?:st|nd|rd|th)", text)
        own = [word.casefold() for word in (attribute.label, attribute.name, *words("editions"))]
        if not is_order or not {"edition", "round"} & set(own[:2]) or not self.is_about:
            return None
        follows = self._cues((*kind_words(self.kind), *own))
        is_of_kind = any(self.value.span[1] <= cue[0] and self._gap(self.value.span, cue) <= 3 for cue in follows)
        is_told = bool(THIS_ORDER.search(self.before) and (is_of_kind or FOR_TIME.match(self.after)))
        is_time = FOR_TIME.match(self.after) and regex.search(r"\bfor the $", self.before)
        in_title = self.sentence.text.kind == "t" and is_of_kind
        return (0, self.value.span) if is_told or is_time or in_title else None

    def _claim_of_verb(self, attribute: Attribute) -> tuple[int, Span] | None:
        """Return the claim of a reference that is the subject of a cue: 'Norway and Finland signed'."""
        end, follows = self._chain[1], words("before_places") | words("phrase_stops")
        for cue in self._cues(_cues_of(attribute)):
            is_verb = self.text[slice(*cue)].lower() not in follows or self.text[slice(*cue)].lower().endswith("ed")
            if end <= cue[0] and is_verb and VERB_AFTER.fullmatch(self.text, end, cue[0]) and " " in self.text[end : cue[0]]:
                near = self.subject is None or self._gap(self.subject, cue) <= CALLED_REACH
                return (1, cue) if near and (self.subject or self.is_about) else None
        return None

    def _claim_of_ref(self, attribute: Attribute) -> tuple[int, Span] | None:
        """Return the claim of a reference by the cue of its clause, by its place, as a part, or as whose the counted are."""
        value, start = self.value.span, self._chain[0]
        at_place = AT_PLACE.search(self.text[self.sentence.sentence.start : start])
        cues = [cue for cue in self._cues(tuple(one for one in _cues_of(attribute) if len(one) > SHORT_CUE)) if cue[1] <= start]
        near = [(self._gap(cue, (start, value[1])), cue) for cue in cues if self.text[slice(*cue)].lower() not in words("before_places")]
        is_place = attribute.name in self.kind.location
        beside = [(gap, cue) for gap, cue in near if APPOSED.fullmatch(self.text, cue[1], start)]
        if beside:
            return min(beside)
        told = [(gap, cue) for gap, cue in near if gap <= (0 if start < value[0] else CALLED_REACH if at_place else 0) or gap <= BESIDE]
        if told and (at_place or start < value[0]) and not regex.search(r"[;:()]", self.text[min(told)[1][1] : start]):
            return min(told)
        if is_place and at_place and self._is_its_place(attribute):
            return UNNAMED, (start, value[1])
        if self.is_about and any(value[0] <= cue[0] and cue[1] <= value[1] and cue[1] - cue[0] > SHORT_CUE for cue in self._cues(_cues_of(attribute))):
            return UNNAMED, (start, value[1])  # "the Lund District Court" is a court
        takers = [one for one in self.kind.attributes.values() if one.type == "ref" and self._can_lead(one)]
        if takers != [attribute]:
            return None
        counted = OF_UNIT.search(self.text[self.sentence.sentence.start : start])
        units = {word for one in self.kind.attributes.values() if one.unit for unit in (one.unit, *one.unit_words) for word in (unit, unit.split()[-1])}
        if counted and (counted[1] in units or counted[1] + "s" in units or counted[1] in words("people_words")):
            return BESIDE, (start, value[1])
        is_part = self.value.target is not None and not self.value.target.speaks and self.possible.span is not None
        is_named_in = bool(self.possible.is_named and self.subject and self.subject[0] <= value[0] and value[1] <= self.subject[1])
        return (UNNAMED, value) if is_named_in or (is_part and self.is_about and self.value.target and self.value.target.is_part) else None

    def _is_its_place(self, attribute: Attribute) -> bool:
        """Return whether a place is where the subject is: a country for the attribute that leads to countries."""
        others = [one for one in self._rivals(attribute) if one.name in self.kind.location and self._can_lead(one)]
        is_country = any((known := look_up(name)) and known.country for name in (self.value.target.names if self.value.target else ()))
        leads = {one.name: _leads_to_countries(one) for one in (attribute, *others)}
        is_own = leads[attribute.name] == is_country or len(set(leads.values())) == 1
        own = tuple(one for one in _cues_of(attribute) if len(one) > SHORT_CUE and one.lower() not in words("before_places"))
        if not any(one.subject == self.value.target and one.span == self.value.span for one in self.sentence.mentions):
            return False  # "in Oslo" is not in all of Norway
        ahead = [*self._verbs("takes_place", "starts"), *self._cues(own)]
        is_told = any(self._gap(cue, self._outermost) <= REACH["date"] for cue in ahead if cue[1] <= self._outermost[0])
        subject = self.subject
        is_beside = bool(subject and subject[1] <= self._outermost[0] and self._gap(subject, self._outermost) <= UNIT_REACH + 1)
        return is_own and self.is_about and (is_told or is_beside)

    @cached_property
    def _outermost(self) -> Span:
        """Return the first of the places that lie in one another: 'at the harbour in Lund'."""
        start, end = self.value.span
        for one in reversed([one for one in self.sentence.mentions if one.span[1] <= start]):
            within = self.text[one.span[1] : start]
            if one.subject.kind == (self.value.target and self.value.target.kind) and NESTED.fullmatch(within):
                start = one.span[0]
        return start, end

    @cached_property
    def _chain(self) -> Span:
        """Return where the names begin and end that are joined with the value: 'Norway, Sweden and Finland'."""
        start, end = self.value.span
        spans = sorted(one.span for one in (*self.sentence.mentions, *self.sentence.meant) if self._is_alike(one.subject))
        for span in reversed(spans):
            if span[1] <= start and JOINT.fullmatch(self.text, span[1], start):
                start = span[0]
        for span in spans:
            if end <= span[0] and JOINT.fullmatch(self.text, end, span[0]):
                end = span[1]
        return start, end

    def _is_alike(self, other: Subject) -> bool:
        return self.value.target is not None and other.kind == self.value.target.kind and other != self.possible.subject


@lru_cache(maxsize=1024)
def _is_side(cue: str) -> bool:
    known = look_up(cue)
    return bool(known and known.country) or cue.lower() in words("demonyms")


def _leads_to_countries(attribute: Attribute) -> bool:
    return "country" in attribute.name or "country" in attribute.label.lower()


def _cues_of(attribute: Attribute) -> tuple[str, ...]:
    """Return the words near which a value of the attribute stands: its cues, else its own name and label."""
    own = attribute.cues or tuple(dict.fromkeys((attribute.name.replace("_", " "), attribute.label.casefold())))
    return (*own, *(phrases(f"{attribute.role}s") if attribute.role and attribute.type == "date" else ()))


@lru_cache(maxsize=64)
def _spellings(unit: str) -> tuple[str, ...]:
    """Return a unit in singular and in both spellings of metre; the plural is an ending."""
    single = unit.removesuffix("s")
    return tuple({unit, single, single.replace("metre", "meter"), single.replace("meter", "metre")})


def find_cues(text: str, cues: tuple[str, ...]) -> list[Span]:
    """Return where cues stand in text, in any case, with the endings of English words."""
    if not cues:
        return []
    folded, offsets = fold_with_offsets(text)
    return [(offsets[match.start()], offsets[match.end() - 1] + 1) for match in _pattern(cues).finditer(folded)]


@lru_cache(maxsize=1024)
def _pattern(cues: tuple[str, ...]) -> regex.Pattern[str]:
    forms = "|".join(_form(cue) for cue in sorted(cues, key=len, reverse=True))
    return regex.compile(rf"(?i)(?<![\p{{L}}\p{{N}}])(?:{forms})(?![\p{{L}}\p{{N}}])")


def _form(cue: str) -> str:
    return regex.escape(fold(cue)).replace("\\ ", "[ -]") + (ENDINGS if len(cue) >= SHORTEST_WITH_ENDINGS else "")
