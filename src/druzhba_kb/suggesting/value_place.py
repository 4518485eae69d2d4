"""Value place: a value, a subject and their sentence in, what stands beside, between and around the two out.

Which claim a place bears is not decided here.
"""

from __future__ import annotations

from functools import cached_property

import regex

from druzhba_kb.model import Attribute, Kind
from druzhba_kb.suggesting.article_subject import LEAD
from druzhba_kb.suggesting.cue_words import find_cues
from druzhba_kb.suggesting.described_entities import kind_words
from druzhba_kb.suggesting.lexicon import phrases
from druzhba_kb.suggesting.sentence_values import distance, in_block
from druzhba_kb.suggesting.suggest_model import PossibleSubject, Span, Subject, SubjectSentence, ValueCandidate

STOP = regex.compile(r"[.,;:()]")
RELATIVE = regex.compile(r"\b(?:which|who|that|whose|whom|when|where|while|after|before|because|although) ")
BREAK = regex.compile(r"[.,;:()]|\b(?:and|but|while|which|who|that)\b")
JOINT = regex.compile(r",? (?:and |or |with )?(?:the |its |their )?|/|-|–")
NESTED = regex.compile(r"(?: [\p{Ll}-]+){0,4}[,]? (?:in|at|near|on|of) (?:the )?(?:[\p{Ll}-]+ ){0,5}(?:of )?")


# "Norwegian-held Lund" is held by somebody, and nothing is held there
HELD = regex.compile(r"[-‑–](?:held|administered|controlled|occupied)$")


class ValuePlace:
    """A value of a sentence and a subject that it may be of: what stands where."""

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

    def _is_of_clause(self, cue: Span) -> bool:
        """Return whether a verb is the subject's own, and not that of 'the meeting, which took place in Lund'."""
        inner = self.sentence.sentence
        clause = max((one.start() for one in RELATIVE.finditer(self.text, inner.start, cue[0])), default=None)
        if clause is None or not self.possible.is_main or BREAK.search(self.text, clause + 5, cue[0]):
            return True
        stops = [one.end() for one in STOP.finditer(self.text, inner.start, clause)]
        if any(
            clause <= word[0] and word[1] <= cue[0]
            for word in (*self._cues(kind_words(self.kind)), *filter(None, [self.subject]))
        ):
            return True
        if stops and not self.text[stops[-1] : clause].strip():
            stops.pop()  # the comma before "which"
        phrase = stops[-1] if stops else inner.start
        if self.subject and self.subject[1] > phrase and self.subject[1] <= clause:
            return True
        return any(phrase <= word[0] and word[1] <= clause for word in self._cues(kind_words(self.kind)))

    def _rivals(self, attribute: Attribute) -> list[Attribute]:
        return [one for one in self.kind.attributes.values() if one.type == attribute.type and one != attribute]

    def _can_lead(self, attribute: Attribute) -> bool:
        return self.value.target is None or self.value.target.kind in attribute.to

    @cached_property
    def _chain(self) -> Span:
        """Return where the names begin and end that are joined with the value: 'Norway, Sweden and Finland'."""
        start, end = self.value.span
        spans = sorted(
            one.span for one in (*self.sentence.mentions, *self.sentence.meant) if self._is_alike(one.subject)
        )
        for span in reversed(spans):
            if span[1] <= start and JOINT.fullmatch(self.text, span[1], start):
                start = span[0]
        for span in spans:
            if end <= span[0] and JOINT.fullmatch(self.text, end, span[0]):
                end = span[1]
        return start, end

    @cached_property
    def _outermost(self) -> Span:
        """Return the first of the places that lie in one another: 'at the harbour in Lund'."""
        start, end = self.value.span
        for one in reversed([one for one in self.sentence.mentions if one.span[1] <= start]):
            within = self.text[one.span[1] : start]
            if one.subject.kind == (self.value.target and self.value.target.kind) and NESTED.fullmatch(within):
                start = one.span[0]
        return start, end

    def _is_alike(self, other: Subject) -> bool:
        return self.value.target is not None and other.kind == self.value.target.kind and other != self.possible.subject
