"""Article subject: what the texts name in, the one thing that each article is mainly about and the sentences that mean it out.

An article names its subject once or twice and goes on with "the fair", "it", or a passive sentence. Which sentences these are
is decided here, by the kind's own words; a sentence that turns to another of the kind, or to another year, is left to it.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import regex

from druzhba_kb.folding import find_whole
from druzhba_kb.model import Kind, Records
from druzhba_kb.reading import read
from druzhba_kb.relate.passages import BlockText, Sentence
from druzhba_kb.suggesting.described_entities import YEAR, DescriptionFinder, is_of_things, kind_words
from druzhba_kb.suggesting.sentence_values import in_block
from druzhba_kb.suggesting.suggest_model import Span, Subject, SubjectMention

NEAR = 5  # blocks
LEAD = 4  # blocks in which an article says what it is about
TITLE, OPENING = 4, 2  # a title names what the article is about
MOST_LATER = 3  # of what is named again and again the story is not yet
# 'the first fair' and 'the fair of 1930' may be another than the article's
OTHERS_OF = (
    r"(?:\p{L}*(?:first|second|third|[^n]th)|last|previous|other|next|former|past|earlier|separate|another|every|each|both|new"
    r"|similar|rival|further)"
)
OTHERS = rf"(?:{OTHERS_OF}|of|in|and|to|for)\b"
OTHER_TIME = regex.compile(
    r"""\b(?:(?:last|next|previous|following|that|every|each)\ (?:year|time|spring|summer|autumn|winter) | the\ year\ before
    | (?:years?|months)\ (?:ago|later|earlier)(?!\ than))\b""",
    regex.VERBOSE | regex.IGNORECASE,
)
OTHER_EDITION = regex.compile(
    r"\b(?:an?|the) (?:first|second|third|\p{L}+[^n]th|last|next|previous|earlier) $|\b(?:last|next|previous) $",
    regex.IGNORECASE,
)
# "A rival event drew 60 boats", "A second fair is planned"
OTHER_HEAD = regex.compile(rf"(?i)\W*(?:an? (?!new\b){OTHERS_OF}|another) \p{{L}}+")
OPENING_WORDS = 3  # what stands among these is what a sentence is about
PRONOUN = regex.compile(r"[“\"‘'\W]*(?:It|They)\b(?! (?:is|was) (?:not )?(?:clear|known|[\p{L}]+ that)\b)")
NAMED, CALLED, REFERRED, MEANT = "named", "called", "referred", "meant"


def main_subjects(
    records: Records,
    subjects: Mapping[str, Subject],
    blocks: Mapping[tuple[str, int], Sequence[SubjectMention]],
    texts: Iterable[BlockText],
    descriptions: DescriptionFinder,
) -> dict[str, Subject]:
    """Return the thing that each article is mainly about: as it declares, else by title, opening and count of mentions."""
    by_article: dict[str, list[BlockText]] = {}
    for text in texts:
        by_article.setdefault(text.article, []).append(text)
    found: dict[str, Subject] = {}
    for id, own in by_article.items():
        declared = [subjects[one] for one in records.articles[id].subjects if one in subjects]
        if declared:
            things = [one for one in declared if one.kind in descriptions.kinds] or declared
            tops = [(one, 1) for one in things if one.kind == things[0].kind]
        else:
            counted = _weighed(records, own, subjects, blocks, descriptions)
            # what others consist of is not what an article with both is about: the boats of a regatta
            parts = {to for kind in {one.kind for one in counted} for to in _consists_of(records, kind)}
            whole = [one for one in counted if one.kind not in parts]
            # of two descriptions of one new thing the shorter is its name
            tops = [
                (one, counted[one])
                for one in sorted(whole, key=lambda one: (-counted[one], _length(one, descriptions)))
            ]
        # an article about two regattas is about neither alone; what is named first of a regatta and a race is meant
        if tops and (len(tops) == 1 or not _is_alike(tops[0], tops[1], descriptions)):
            found[id] = tops[0][0]
    return found


def _is_alike(one: tuple[Subject, int], other: tuple[Subject, int], descriptions: DescriptionFinder) -> bool:
    return one[1] == other[1] and one[0].kind == other[0].kind and not _length(one[0], descriptions)


def _length(one: Subject, descriptions: DescriptionFinder) -> int:
    return len(one.names[0].split()) if one.suggested and one.kind in descriptions.described else 0


def _led_to(kind: Kind) -> set[str]:
    return {target for one in kind.stated for target in one.to if target != kind.id}


def _consists_of(records: Records, kind: str) -> set[str]:
    """Return the kinds that one leads to, and those that these lead to: a race to regattas and to their boats."""
    found: set[str] = set()
    new = {kind}
    while new:
        new = {to for id in new for to in _led_to(records.kinds[id])} - found - {kind}
        found |= new
    return found


def kinds_of_parts(records: Records) -> set[str]:
    """Return the kinds of what other things consist of or belong to: boats, series."""
    things = [kind for kind in records.kinds.values() if is_of_things(kind)]
    return {target for kind in things for target in _led_to(kind)} & {kind.id for kind in things}


def _weighed(
    records: Records,
    texts: Sequence[BlockText],
    subjects: Mapping[str, Subject],
    blocks: Mapping[tuple[str, int], Sequence[SubjectMention]],
    descriptions: DescriptionFinder,
) -> Counter[Subject]:
    """Return how much an article speaks of each thing that its opening names or describes, or whose kind its title calls."""
    counted: Counter[Subject] = Counter()  # in the order in which they stand
    lead = [text for text in texts if text.block <= LEAD]
    described = descriptions.find("\n".join(text.text for text in lead), sys.maxsize)
    for id, _ in sorted(described, key=lambda one: one[1]):
        counted[subjects[id]] = OPENING
    rest: Counter[Subject] = Counter()
    for text in texts:
        for one in blocks.get((text.article, text.block), ()):
            if one.subject.kind in descriptions.kinds and text in lead:
                counted[one.subject] += TITLE if text.kind == "t" else OPENING
            elif one.subject.kind in descriptions.kinds:
                rest[one.subject] += 1
    title = " ".join(text.text.casefold() for text in texts if text.kind == "t")
    called = {id for id in descriptions.kinds - kinds_of_parts(records) if _calls(title, records.kinds[id])}
    for thing in dict.fromkeys([*counted, *rest]):
        if thing in counted or thing.kind in called:
            counted[thing] += min(rest[thing], MOST_LATER) + TITLE * (thing.kind in called)
    return counted


def _calls(title: str, kind: Kind) -> bool:
    return any(find_whole(word.casefold(), title) for word in kind_words(kind))


class SubjectScope:
    """Which sentences of an article are about its subject, and how they tell."""

    def __init__(self, main: Subject, kind: Kind, year: str | None, descriptions: DescriptionFinder) -> None:
        self.main = main
        self._kind, self._descriptions = kind, descriptions
        labels = "|".join(regex.escape(word.casefold()) for word in kind_words(kind))
        self._called = regex.compile(
            rf"(?i)\b(?:the|this|these|its|their)(?: (?!{OTHERS})[\p{{L}}-]+){{0,3}} (?:{labels})\b"
        )
        self._label = regex.compile(rf"(?i)\b(?:{labels})\b")
        # an opening tells of a fair that nothing has named yet
        self._new = regex.compile(rf"(?i)\ban? (?:(?!{OTHERS})[\p{{L}}-]+ ){{0,3}}(?:{labels})\b")
        self._other = regex.compile(
            rf"(?i)\b(?:the {OTHERS_OF}|(?:last|next) year['’]s)(?: [\p{{L}}-]+){{0,2}} (?:{labels})\b"
            rf"|\bthe {OTHERS_OF}(?: of the|,| one)\b|\ban? {OTHERS_OF}(?: [\p{{L}}-]+){{0,2}} (?:{labels})\b"
        )
        own = YEAR.findall(" ".join((main.id, *main.names)))
        # what happens on two days happens once: without a year of its own it is of the article's
        self._years = {*own, *([year] if year and not own and len(kind.timeline) > 1 else [])}
        self._block: tuple[str, int] | None = None
        self._is_left = self._is_begun = False
        self._told = -LEAD

    def place(
        self, text: BlockText, sentence: Sentence, mentions: Sequence[SubjectMention]
    ) -> tuple[str, Span | None] | None:
        """Return how a sentence means the subject, and where; None where it does not. Sentences come in their order."""
        if (text.article, text.block) != self._block:
            self._block, self._is_left = (text.article, text.block), False
        own = next((one.span for one in mentions if one.subject == self.main), None)
        if own and OTHER_EDITION.search(sentence.text[: own[0] - sentence.start]):
            found = None
        else:
            found = (NAMED, own) if own else self._unnamed(text, sentence, mentions)
        self._is_left = found is None
        if found and found[0] != MEANT:
            self._is_begun, self._told = True, text.block
        return found

    def _unnamed(
        self, text: BlockText, sentence: Sentence, mentions: Sequence[SubjectMention]
    ) -> tuple[str, Span | None] | None:
        in_title, in_lead = text.kind == "t", text.block <= LEAD
        is_other = not in_title and (
            self._other.search(sentence.text)
            or OTHER_HEAD.match(sentence.text)
            or (not in_lead and self._new.search(sentence.text))
        )
        ahead = (sentence.text[: start - sentence.start] for start, _ in self.turns(sentence, mentions))
        if is_other or any(len(words.split()) <= OPENING_WORDS for words in ahead):
            return None
        calls = [self._label] if in_title else [self._called, self._new] if in_lead else [self._called]
        for start, end in (match.span() for call in calls if (match := call.search(sentence.text))):
            span = sentence.start + start, sentence.start + end
            # "the Fire Brigade" is no fire
            if not any(one.span[0] < span[1] < one.span[1] for one in mentions):
                return CALLED, span
        # what is said far from where it is called is of something else
        if self._is_left or not (in_lead or text.block - self._told <= NEAR):
            return None
        if match := PRONOUN.match(sentence.text) if self._is_begun else None:
            return REFERRED, (sentence.start + match.start(), sentence.start + match.end())
        return MEANT, None

    def turns(self, sentence: Sentence, mentions: Sequence[SubjectMention]) -> tuple[Span, ...]:
        """Return where a sentence turns to another of the kind, or to another time, of which the rest of it tells."""
        others = [one.span for one in mentions if one.subject.kind == self.main.kind and one.subject != self.main]
        found = [match.span() for match in OTHER_TIME.finditer(sentence.text)]
        dates = [one for one in read(sentence.text) if one.date and one.date.year] if self._years else []
        found += [(one.start, one.end) for one in dates if one.date and str(one.date.year) not in self._years]
        return (*others, *(in_block(sentence, span) for span in found))
