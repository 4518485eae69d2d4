"""Sentence ties: a value, a subject and their sentence in, what ties the two out: cue words, or how the sentence is built.

What an article is mainly about needs no name or cue beside each value: a preposition of place, the subject of a verb, an
ordinal that says which of several it is, a part that is named with it tie the value too. These claims are the weakest.
"""

from __future__ import annotations

from functools import cached_property, lru_cache

import regex

from druzhba_kb.folding import fold, fold_with_offsets
from druzhba_kb.model import Attribute, Kind
from druzhba_kb.suggesting.article_subject import LEAD
from druzhba_kb.suggesting.described_entities import kind_words
from druzhba_kb.suggesting.lexicon import has_country, look_up, phrases, words
from druzhba_kb.suggesting.sentence_values import distance, in_block
from druzhba_kb.suggesting.suggest_model import PossibleSubject, Span, Subject, SubjectSentence, ValueCandidate

SHORTEST_WITH_ENDINGS = 4  # letters: "in" and "off" have no endings
ENDINGS = "(?:s|es|d|ed|ing)?"
STOP = regex.compile(r"[.,;:()]")
BREAK = regex.compile(r"[.,;:()]|\b(?:and|but|while|which|who|that)\b")
NESTED = regex.compile(r"(?: [\p{Ll}-]+){0,4}[,]? (?:in|at|near|on|of) (?:the )?(?:[\p{Ll}-]+ ){0,5}(?:of )?")
# "Norwegian-held Lund" is held by somebody, and nothing is held there
HELD = regex.compile(r"[-‑–](?:held|administered|controlled|occupied)$")
REACH = {"date": 8, "quantity": 3, "integer": 2, "money": 10, "ref": 1}  # words between a value and its cue
UNIT_REACH = 2  # "40 small boats" are boats, what stands further off is another thing
CALLED_REACH = 6  # words between a subject and an option or a cue of a reference
BESIDE = 1  # "Lund, 3 May": nothing but a word between
UNNAMED = 40  # a subject that the sentence does not name comes after all that it names
SHORT_CUE = 3  # letters: "in", "on" and "off" bind only right between subject and value
HARD = regex.compile(r"[;:()]")
APPOSED = regex.compile(r"[,:]? (?:the )?")
# "led by the marine biologist Ada Finch", "commanded by Captain Ada Finch"
DESCRIBED = regex.compile(
    r" (?:(?:the|its|their|an?) (?:(?!of|in|at|and|to|for)\p{Ll}[\p{L}-]* ){0,4})?(?:\p{Lu}[\p{L}-]+ ){0,3}"
)
# "in Lund", "at a harbour near Lund", "in the north of Lund"
AT_PLACE = regex.compile(
    r"""\b(?:at|in|on|near|off|outside|inside|within)\ (?:(?:the|a|an|its|their)\ )?["“‘']?
    (?:(?!that|which|who|and|but|said|says)\p{Ll}[\p{Ll}-]*\ ){0,5}(?:the\ )?["“‘']?$""",
    regex.VERBOSE | regex.IGNORECASE,
)
OF_UNIT = regex.compile(r"(\p{L}+),? (?:of|from) (?:the |its |their )?$")
# "Ada Finch, the director", "Ada Finch, who presided"
VERB_AFTER = regex.compile(
    r"""(?:,\ (?:the|its|their|an?)\ (?:\p{Ll}+\ )?)
    | (?:,\ (?:who|which))?\ ?
    (?:(?:has|have|had|will|would|is|are|was|were|to|also|both|jointly|already|sides?|then)\ ?){0,3}""",
    regex.VERBOSE,
)
THIS_ORDER = regex.compile(
    r"""\b(?:it|this|that|which|edition|event|is|was|are|were|be|mark(?:s|ed)?)(?:\ (?:will\ be|is|was|marks?|marked|to\ be))?
    \ (?:only\ |already\ |now\ |again\ )?(?:the|its|their|our|a)\ $""",
    regex.VERBOSE | regex.IGNORECASE,
)
FOR_TIME = regex.compile(
    r" (?:edition|time|of (?:its|this|the) kind|round|instal?lment|in (?:a|the) series)|.{0,30} of (?:its|this) kind",
    regex.IGNORECASE,
)


def find_cues(text: str, cues: tuple[str, ...]) -> list[Span]:
    """Return where cues stand in text, in any case, with the endings of English words."""
    if not cues:
        return []
    folded, offsets = fold_with_offsets(text)
    return [(offsets[match.start()], offsets[match.end() - 1] + 1) for match in _pattern(cues).finditer(folded)]


def cues_of(attribute: Attribute) -> tuple[str, ...]:
    """Return the words near which a value of the attribute stands: its cues, else its own name and label."""
    own = attribute.cues or tuple(dict.fromkeys((attribute.name.replace("_", " "), attribute.label.casefold())))
    return (*own, *(phrases(f"{attribute.role}s") if attribute.role and attribute.type == "date" else ()))


@lru_cache(maxsize=64)
def spellings(unit: str) -> tuple[str, ...]:
    """Return a unit in singular and in both spellings of metre; the plural is an ending."""
    single = unit.removesuffix("s")
    return tuple({unit, single, single.replace("metre", "meter"), single.replace("meter", "metre")})


@lru_cache(maxsize=1024)
def _pattern(cues: tuple[str, ...]) -> regex.Pattern[str]:
    forms = "|".join(_form(cue) for cue in sorted(cues, key=len, reverse=True))
    return regex.compile(rf"(?i)(?<![\p{{L}}\p{{N}}])(?:{forms})(?![\p{{L}}\p{{N}}])")


def _form(cue: str) -> str:
    return regex.escape(fold(cue)).replace("\\ ", "[ -]") + (ENDINGS if len(cue) >= SHORTEST_WITH_ENDINGS else "")


class SentenceTies:
    """How a sentence ties a value to its subject where no cue stands beside the value."""

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

    def _gap(self, one: Span, other: Span) -> int:
        return distance(self.text, one, other)

    def _cues(self, cues: tuple[str, ...]) -> list[Span]:
        inner = self.sentence.sentence
        return [in_block(inner, cue) for cue in find_cues(inner.text, cues) if not HELD.search(inner.text, 0, cue[1])]

    def _verbs(self, *lists: str) -> list[Span]:
        """Return where words of lists stand that tell what happened; not 'since', nor the 'held' of 'Norwegian-held'."""
        found = self._cues(
            tuple(one for name in lists for one in phrases(name) if len(one) > len("since") - 1 and one != "since")
        )
        return [one for one in found if self.text[max(0, one[0] - 1) : one[0]] not in ("-", "‑", "–")]

    def _rivals(self, attribute: Attribute) -> list[Attribute]:
        return [one for one in self.kind.attributes.values() if one.type == attribute.type and one != attribute]

    def _can_lead(self, attribute: Attribute) -> bool:
        return self.value.target is None or self.value.target.kind in attribute.to

    @cached_property
    def _outermost(self) -> Span:
        """Return the first of the places that lie in one another: 'at the harbour in Lund'."""
        start, end = self.value.span
        for one in reversed([one for one in self.sentence.mentions if one.span[1] <= start]):
            within = self.text[one.span[1] : start]
            if one.subject.kind == (self.value.target and self.value.target.kind) and NESTED.fullmatch(within):
                start = one.span[0]
        return start, end

    def _loose_claim(self, attribute: Attribute) -> tuple[int, Span] | None:
        """Return the claim of an attribute of what the article is mainly about by how the sentence is built."""
        if self.value.type == "ref":
            return self._claim_of_verb(attribute) or self._claim_of_ref(attribute)
        return self._claim_of_order(attribute) if attribute.type == "integer" else None

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
        end, follows = self.value.span[1], words("before_places") | words("phrase_stops")
        for cue in self._cues(cues_of(attribute)):
            is_verb = self.text[slice(*cue)].lower() not in follows or self.text[slice(*cue)].lower().endswith("ed")
            if (
                end <= cue[0]
                and is_verb
                and VERB_AFTER.fullmatch(self.text, end, cue[0])
                and " " in self.text[end : cue[0]]
            ):
                near = self.subject is None or self._gap(self.subject, cue) <= CALLED_REACH
                return (1, cue) if near and (self.subject or self.is_about) else None
        return None

    def _claim_of_ref(self, attribute: Attribute) -> tuple[int, Span] | None:
        """Return the claim of a reference by the cue of its clause, by its place, as a part, or as whose the counted are."""
        if told := self._nearest_ahead(attribute):
            return told
        own = self._cues(cues_of(attribute))
        is_place = attribute.name in self.kind.location
        is_at_place = is_place and self._at_place and self._is_its_place(attribute)
        # "the Lund District Court" is a court
        is_in_name = self.is_about and any(_is_within(cue, self.value.span) and _is_long(cue) for cue in own)
        if is_at_place or is_in_name:
            return UNNAMED, self.value.span
        takers = [one for one in self.kind.attributes.values() if one.type == "ref" and self._can_lead(one)]
        if takers != [attribute] or is_place or _is_place(self.value.target):
            return None
        return (BESIDE, self.value.span) if self._is_of_counted() or self._is_part() else None

    @property
    def _at_place(self) -> bool:
        return bool(AT_PLACE.search(self.before))

    def _nearest_ahead(self, attribute: Attribute) -> tuple[int, Span] | None:
        """Return the cue of an attribute before a name: right beside it, or in its clause where it is a place."""
        start = self.value.span[0]
        long = (cue for cue in self._cues(cues_of(attribute)) if _is_long(cue) and cue[1] <= start)
        ahead = [cue for cue in long if self.text[slice(*cue)].lower() not in words("before_places")]
        beside = [(0, cue) for cue in ahead if self._leads(cue, start)]
        if beside or not self._at_place:
            return min(beside, default=None)
        near = ((self._gap(cue, self.value.span), cue) for cue in ahead if not HARD.search(self.text, cue[1], start))
        return min((one for one in near if one[0] <= CALLED_REACH), default=None)

    def _leads(self, cue: Span, start: int) -> bool:
        """Return whether a cue stands before a name at start and nothing but a description of that between them."""
        is_agent = self.text[slice(*cue)].lower().endswith(" by")
        return bool((DESCRIBED if is_agent else APPOSED).fullmatch(self.text, cue[1], start))

    def _is_of_counted(self) -> bool:
        """Return whether a name says whose those are that the kind counts: '70 sailors of the Tide School'."""
        counted = OF_UNIT.search(self.before)
        units = (unit for one in self.kind.attributes.values() if one.unit for unit in (one.unit, *one.unit_words))
        known = {unit.split()[-1].removesuffix("s") for unit in units} | words("people_words")
        return counted is not None and not known.isdisjoint((counted[1], counted[1].removesuffix("s")))

    def _is_part(self) -> bool:
        """Return whether a sentence about the subject names a part of it, or its own name does."""
        target, subject = self.value.target, self.subject
        is_in_name = bool(self.possible.is_named and subject and _is_within(self.value.span, subject))
        return is_in_name or bool(target and target.is_part and subject)

    def _is_its_place(self, attribute: Attribute) -> bool:
        """Return whether a place is where the subject is: a country for the attribute that leads to countries."""
        others = [one for one in self._rivals(attribute) if one.name in self.kind.location and self._can_lead(one)]
        is_country = has_country(self.value.target.names if self.value.target else ())
        leads = {one.name: "country" in one.name or "country" in one.label.lower() for one in (attribute, *others)}
        is_own = leads[attribute.name] == is_country or len(set(leads.values())) == 1
        own = tuple(
            one for one in cues_of(attribute) if len(one) > SHORT_CUE and one.lower() not in words("before_places")
        )
        ahead = [*self._verbs("takes_place", "starts"), *self._cues(own)]
        is_told = any(self._gap(cue, self._outermost) <= REACH["date"] for cue in ahead if cue[1] <= self._outermost[0])
        subject = self.subject
        is_beside = bool(
            subject and subject[1] <= self._outermost[0] and self._gap(subject, self._outermost) <= UNIT_REACH + 1
        )
        return is_own and self.is_about and (is_told or is_beside)


def _is_long(cue: Span) -> bool:
    return cue[1] - cue[0] > SHORT_CUE


def _is_within(one: Span, other: Span) -> bool:
    return other[0] <= one[0] and one[1] <= other[1]


def _is_place(target: Subject | None) -> bool:
    return target is not None and any(map(look_up, target.names))
