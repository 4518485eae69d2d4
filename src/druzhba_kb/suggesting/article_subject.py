"""Article subject: what the texts name in, the one thing that each article is mainly about and the sentences that mean it out.

An article names its subject once or twice and goes on with "the fair", "it", or a passive sentence. Which sentences these are
is decided here, by the kind's own words; a sentence that turns to another of the kind, or to another year, is left to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import regex

from druzhba_kb.model import Kind, Records
from druzhba_kb.reading import read
from druzhba_kb.relate.passages import BlockText, Sentence
from druzhba_kb.suggesting.described_entities import DescriptionFinder, is_of_things, kind_words
from druzhba_kb.suggesting.suggest_model import Span, Subject, SubjectMention

LEAD = 3  # blocks in which an article says what it is about
TITLE, OPENING = 4, 2  # a title names what the article is about
# 'the first fair' and 'the fair of 1930' may be another than the article's
OTHERS_OF = r"(?:\p{L}*(?:first|second|third|[^n]th)|last|previous|other|next|former|past|earlier|another|every|each|both)"
OTHERS = rf"(?:{OTHERS_OF}|of|in|and|to|for)\b"
OTHER_TIME = regex.compile(
    r"(?i)\b(?:(?:last|next|previous|following|that|every|each) (?:year|time|spring|summer|autumn|winter)|the year before|(?:years?|months) (?:ago|later|earlier)|a year (?:ago|later|earlier))\b"
)
PRONOUN = regex.compile(r"[“\"‘'\W]*(?:It|They)\b(?! (?:is|was) (?:not )?(?:clear|known|[\p{L}]+ that)\b)")
NAMED, CALLED, MEANT = "named", "called", "meant"


def main_subjects(
    records: Records,
    subjects: Mapping[str, Subject],
    blocks: Mapping[tuple[str, int], Sequence[SubjectMention]],
    texts: Iterable[BlockText],
    descriptions: DescriptionFinder,
) -> dict[str, Subject]:
    """Return the thing that each article is mainly about: as it declares, else by title, opening and count of mentions."""
    parts = kinds_of_parts(records)
    by_article: dict[str, list[BlockText]] = {}
    for text in texts:
        by_article.setdefault(text.article, []).append(text)
    found: dict[str, Subject] = {}
    for id, own in by_article.items():
        declared = [subjects[one] for one in records.articles[id].subjects if one in subjects]
        things = [one for one in declared if one.kind in descriptions.kinds]
        if declared:
            counted = Counter({one: 1 for one in things or declared})
            alike = [one for one in things or declared if one.kind == (things or declared)[0].kind]
            counted = counted if len(alike) == 1 else Counter()
            found |= {id: alike[0]} if len(alike) == 1 else {}
            continue
        counted = _weighed(own, subjects, blocks, descriptions)
        whole = Counter({one: count for one, count in counted.items() if one.kind not in parts})
        tops = (whole or counted).most_common(2)
        # an article about two regattas is about neither alone
        if tops and (len(tops) == 1 or tops[0][1] > tops[1][1]):
            found[id] = tops[0][0]
    return found


def kinds_of_parts(records: Records) -> set[str]:
    """Return the kinds of what other things consist of or belong to, which an article with both is not about: boats, series."""
    things = [kind for kind in records.kinds.values() if is_of_things(kind)]
    led = {target for kind in things for one in kind.stated for target in one.to if target != kind.id}
    return led & {kind.id for kind in things}


def _weighed(
    texts: Sequence[BlockText],
    subjects: Mapping[str, Subject],
    blocks: Mapping[tuple[str, int], Sequence[SubjectMention]],
    descriptions: DescriptionFinder,
) -> Counter[Subject]:
    counted: Counter[Subject] = Counter()
    for text in texts:
        weight = TITLE if text.kind == "t" else OPENING if text.block <= LEAD else 1
        for one in blocks.get((text.article, text.block), ()):
            if one.subject.kind in descriptions.kinds:
                counted[one.subject] += weight
    lead = "\n".join(text.text for text in texts if text.block <= LEAD)
    counted.update({subjects[id]: TITLE for id, _ in descriptions.find(lead, len(lead)) if id in subjects})
    opening = {one.subject for text in texts if text.block <= LEAD for one in blocks.get((text.article, text.block), ())}
    described = {subjects[id] for id, _ in descriptions.find(lead, len(lead)) if id in subjects}
    return Counter({one: count for one, count in counted.items() if one in opening | described})


class SubjectScope:
    """Which sentences of an article are about its subject, and how they tell."""

    def __init__(self, main: Subject, kind: Kind, year: str | None) -> None:
        self.main = main
        labels = "|".join(regex.escape(word.casefold()) for word in kind_words(kind))
        self._called = regex.compile(rf"(?i)\b(?:the|this|these|its|their)(?: (?!{OTHERS})[\p{{L}}-]+){{0,3}} (?:{labels})\b")
        self._label = regex.compile(rf"(?i)\b(?:{labels})\b")
        self._other = regex.compile(
            rf"(?i)\b(?:the {OTHERS_OF}|an?(?! (?:joint|new) )|(?:last|next) year['’]s)(?: [\p{{L}}-]+){{0,2}} (?:{labels})\b"
            rf"|\bthe {OTHERS_OF}(?: of the|,| one)\b"
        )
        own = regex.findall(r"(?:19|20)\d\d", " ".join((main.id, *main.names)))
        # what happens on two days happens once: without a year of its own it is of the article's
        self._years = {*own, *([year] if year and not own and len(kind.timeline) > 1 else [])}
        self._block: tuple[str, int] | None = None
        self._is_left = self._is_begun = False

    def place(self, text: BlockText, sentence: Sentence, mentions: Sequence[SubjectMention]) -> tuple[str, Span | None] | None:
        """Return how a sentence means the subject, and where; None where it does not. Sentences come in their order."""
        if (text.article, text.block) != self._block:
            self._block, self._is_left = (text.article, text.block), False
        own = next((one.span for one in mentions if one.subject == self.main), None)
        found = (NAMED, own) if own else self._unnamed(text, sentence, mentions)
        self._is_left = found is None
        self._is_begun = self._is_begun or found is not None
        return found

    def _unnamed(self, text: BlockText, sentence: Sentence, mentions: Sequence[SubjectMention]) -> tuple[str, Span | None] | None:
        others = [one for one in mentions if one.subject.kind == self.main.kind]
        in_title = text.kind == "t"
        if others or (not in_title and self._other.search(sentence.text)) or self._is_of_another_time(sentence):
            return None
        if match := (self._label if in_title else self._called).search(sentence.text):
            return CALLED, (sentence.start + match.start(), sentence.start + match.end())
        if self._is_left:
            return None
        if match := PRONOUN.match(sentence.text) if self._is_begun else None:
            return CALLED, (sentence.start + match.start(), sentence.start + match.end())
        return MEANT, None

    def _is_of_another_time(self, sentence: Sentence) -> bool:
        if OTHER_TIME.search(sentence.text):
            return True
        years = {str(said.date.year) for said in read(sentence.text) if said.date and said.date.year}
        return bool(years and self._years and not years & self._years)
