"""Mention index: base, suggested names and texts in, what each block names and each article is about out.

Statements need to know whom a sentence speaks of and who says its words. Suggested names count beside the entities of
the base, under the ids that they would have, so that one run drafts a person and the statements about that person. Who
speaks is read by `druzhba_kb.reading.context`; here the words are only given an id.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from druzhba_kb.folding import find_whole, slug
from druzhba_kb.model import Names, Records
from druzhba_kb.reading.context import contexts, fewest, speakers_in
from druzhba_kb.reading.language import language
from druzhba_kb.reading.speech import label_of, quoted_spans
from druzhba_kb.relate.mentions import NameFinder, linking
from druzhba_kb.relate.passages import BlockText, Sentence, sentences_of
from druzhba_kb.suggesting.article_subject import kinds_of_parts, main_subjects
from druzhba_kb.suggesting.described_entities import DescriptionFinder
from druzhba_kb.suggesting.suggest_model import (
    ExtractedName,
    Occurrence,
    QuotedSpeaker,
    Span,
    Subject,
    SubjectMention,
    touch,
)

MOST_SPEAKER_WORDS = 12  # more words name nobody


class MentionIndex:
    """Who and what the texts name."""

    def __init__(self, records: Records, names: Sequence[ExtractedName], texts: Sequence[BlockText]) -> None:
        self._people = {
            id for id, kind in records.kinds.items() if kind.suggest and kind.suggest.recognizer == "person"
        }
        self._parts = kinds_of_parts(records)
        self.entities = {
            id: self._subject(id, one.kind, one.names, one.supporting_names) for id, one in records.entities.items()
        }
        self.ids = _future_ids(records, names)
        self.suggested = {
            name: self._subject(id, name.kind, name.forms, Names(name.forms), suggested=True)
            for name, id in self.ids.items()
        }
        self.descriptions = DescriptionFinder(records)
        self._blocks = self._index(NameFinder(linking(records.entities.values())), texts)
        known = {name for name, one in self.suggested.items() if not one.suggested}
        self.new = {name for name in names if not name.known and name not in known}
        future = {one.id: one for one in self.suggested.values()}
        self._subjects = future | self.entities
        self._labels = dict(self._labelled(texts))
        self._mains = main_subjects(records, self._subjects, self._blocks, texts, self.descriptions)

    def _subject(
        self, id: str, kind: str, names: tuple[str, ...], supporting: Names, *, suggested: bool = False
    ) -> Subject:
        return Subject(id, kind, names, suggested, kind in self._people, kind in self._parts, supporting)

    def subject_of(self, name: ExtractedName) -> Subject | None:
        """Return the subject that a name found in the texts is."""
        if not name.known:
            return self.suggested.get(name)
        same = (self.entities[one.entity] for one in name.likely)
        return next((one for one in same if one.kind == name.kind), None)

    def mentions(self, article: str, block: int, span: Span | None = None) -> list[SubjectMention]:
        """Return what a block, or a part of it, names, in order."""
        found = self._blocks.get((article, block), [])
        return [one for one in found if span is None or (span[0] <= one.span[0] and one.span[1] <= span[1])]

    def main(self, article: str) -> Subject | None:
        """Return the one thing that an article is mainly about."""
        return self._mains.get(article)

    def called(self, article: str) -> list[Subject]:
        """Return the subject of an article, and of each other kind of things with names the only one that it names."""
        main, named = self.main(article), defaultdict(set)
        for (id, _), found in self._blocks.items():
            for one in found if id == article else ():
                # a new name may be no name
                if not one.subject.suggested:
                    named[one.subject.kind].add(one.subject)
        kinds = self.descriptions.kinds - self.descriptions.described - {main.kind if main else ""}
        only = sorted((one for kind in kinds if len(named[kind]) == 1 for one in named[kind]), key=lambda one: one.id)
        return [*([main] if main else []), *only]

    def is_described(self, subject: Subject) -> bool:
        """Return whether a subject has a description rather than a name."""
        return subject.kind in self.descriptions.described

    def _index(self, search: NameFinder, texts: Iterable[BlockText]) -> Mapping[tuple[str, int], list[SubjectMention]]:
        hits = {(text.article, text.block): search.find(text.text) for text in texts}
        full = {(at[0], id) for at, found in hits.items() for hit in found for id in hit.owners.full}
        blocks: dict[tuple[str, int], list[SubjectMention]] = defaultdict(list)
        for at, found in hits.items():
            for hit in found:
                # a short name means somebody only in an article that gives the whole one
                owners = hit.owners.full | {id for id in hit.owners.short if (at[0], id) in full}
                if len(owners) == 1:  # of two namesakes neither is surely meant
                    blocks[at] += (SubjectMention(self.entities[id], (hit.start, hit.end)) for id in owners)
        for text in texts:
            blocks[text.article, text.block] += self._described(text)
        for name, subject in list(self.suggested.items()):
            known = {
                one.subject for at in name.occurrences for one in blocks[at.block] if self._is_same(one, subject, at)
            }
            # what the base describes in other words is not new
            if len(known) == 1:
                (self.suggested[name],) = known
            for occurrence in name.occurrences:
                blocks[occurrence.block].append(SubjectMention(self.suggested[name], occurrence.span))
        return {at: self._longest(found) for at, found in blocks.items()}

    def _described(self, text: BlockText) -> Iterator[SubjectMention]:
        for sentence in sentences_of(text):
            for id, (start, end) in self.descriptions.find(sentence.text):
                yield SubjectMention(self.entities[id], (sentence.start + start, sentence.start + end))

    def _longest(self, found: Sequence[SubjectMention]) -> list[SubjectMention]:
        """Return the mentions in order, of those that overlap the longest; a description hides nothing of what it is made of."""
        chosen: list[SubjectMention] = []
        end = -1
        for one in sorted(found, key=lambda one: (one.span[0], -one.span[1], one.subject.suggested, one.subject.id)):
            is_described = self.is_described(one.subject)
            if is_described and any(one.subject == other.subject and touch(one.span, other.span) for other in chosen):
                continue
            if is_described or one.span[0] >= end:
                end = end if is_described else one.span[1]
                chosen.append(one)
        return chosen

    def _is_same(self, one: SubjectMention, subject: Subject, at: Occurrence) -> bool:
        return not one.subject.suggested and one.subject.kind == subject.kind and touch(one.span, at.span)

    def speaker_of(
        self, quote: str, text: BlockText, sentences: Sequence[Sentence], lang: str | None
    ) -> QuotedSpeaker | None:
        """Return who says the words of a quotation, None where the article does.

        'He said' is who spoke last, speech in quotation marks that go on is too, and what a paragraph
        of an interview says is its label's.
        """
        found, known = fewest(contexts(text.text, quote, lang)), language(lang)
        if found is None or known is None:
            return None
        if not found.speakers:  # "said six people" begins with the verb of saying itself
            found = fewest(contexts(text.text, quote.partition(" ")[2], lang)) or found
        last = self._speakers_before(quote, text, sentences, lang)
        for who in found.speakers:
            if who.casefold() in known.word_set("context", "pronouns"):
                return next(last, None)
            if len(who.split()) <= MOST_SPEAKER_WORDS:
                return self._speaker(who, text, 0)
        if labelled := self._labels.get((text.article, text.block)):
            return labelled
        start = find_whole(quote, text.text)[0][0]
        is_speech = any(opened <= start < closed for opened, closed in quoted_spans(text.text))
        return next(last, None) if is_speech else None

    def _speakers_before(
        self, quote: str, text: BlockText, sentences: Sequence[Sentence], lang: str | None
    ) -> Iterator[QuotedSpeaker]:
        """Yield who spoke in the sentences before a quotation, the last first."""
        start = find_whole(quote, text.text)[0][0]
        for sentence in reversed(sentences):
            if (sentence.block, sentence.end) <= (text.block, start):
                found = (self._speaker(who, sentence, sentence.start) for who in speakers_in(sentence.text, lang))
                yield from (one for one in found if one.id is not None)

    def _labelled(self, texts: Iterable[BlockText]) -> Iterator[tuple[tuple[str, int], QuotedSpeaker | None]]:
        """Yield the person whom a paragraph, or the last one with a label, names before a colon: 'Ada Finch: …'."""
        speaker, article = None, ""
        for text in texts:
            label = label_of(text.text)
            speaker = self._speaker(label, text, 0) if label else speaker if text.article == article else None
            speaker = speaker if speaker and speaker.id and self._subjects[speaker.id].speaks else None
            yield (text.article, text.block), speaker
            article = text.article

    def _speaker(self, who: str, text: BlockText | Sentence, offset: int) -> QuotedSpeaker:
        """Return the speaker whom words name: the person among the names in them, else the first name, else the words."""
        places = ((start + offset, end + offset) for start, end in find_whole(who, text.text))
        named = [one for place in places for one in self.mentions(text.article, text.block, place)]
        if not named:
            parts = [part.strip() for part in who.split(",") if part.strip()]
            return QuotedSpeaker(None, next((part for part in parts if part.split()[-1][:1].isupper()), parts[0]))
        # "the harbour's Ada Finch": a person rather than the place
        one = min(named, key=lambda one: not one.subject.speaks)
        return QuotedSpeaker(one.subject.id, text.text[one.span[0] - offset : one.span[1] - offset])


def _future_ids(records: Records, names: Iterable[ExtractedName]) -> dict[ExtractedName, str]:
    """Return the id that each suggested name would have; a name whose id another entity has or had has none."""
    ids: dict[ExtractedName, str] = {}
    taken = {*records.entities, *(old for e in records.entities.values() for old in e.formerly)}
    declared = {id for article in records.articles.values() for id in article.subjects} - taken
    new = [name for name in names if not name.known]
    given = {name: id for id in sorted(declared) if (name := max(new, key=partial(_alike, id), default=None))}
    for name in names:
        id = given[name] if name in given and _alike(given[name], name) else slug(name.name)
        if id in records.articles:  # an article is often called after what it is about
            id = slug(f"{name.name} {records.kinds[name.kind].label}")
        if not name.known and id and id not in taken:
            ids[name] = id
            taken.add(id)
    return ids


def _alike(id: str, name: ExtractedName) -> float:
    """Return how much of an id that an editor gave to what is new, and of a name, is the other."""
    given, forms = set(id.split("-")), [set(slug(form).split("-")) for form in name.forms]
    return max(len(given & own) / len(given | own) for own in forms)
