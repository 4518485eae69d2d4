"""Mention index: base, suggested names and texts in, what each block names and each article is about out.

Statements need to know whom a sentence speaks of and who says its words. Suggested names count beside the entities of
the base, under the ids that they would have, so that one run drafts a person and the statements about that person. Who
speaks is read by `druzhba_kb.reading.context`; here the words are only given an id.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from anyascii import anyascii

from druzhba_kb.folding import find_whole, slug
from druzhba_kb.model import Records
from druzhba_kb.reading.context import contexts, fewest, speakers_in
from druzhba_kb.reading.language import language
from druzhba_kb.relate.mentions import NameFinder, linking
from druzhba_kb.relate.passages import BlockText, Sentence
from druzhba_kb.suggesting.suggest_model import ExtractedName, QuotedSpeaker, Span, Subject, SubjectMention

TITLE_WEIGHT = 3  # a title names what the article is about
MOST_SPEAKER_WORDS = 12  # more words name nobody


class MentionIndex:
    """Who and what the texts name."""

    def __init__(self, records: Records, names: Sequence[ExtractedName], texts: Sequence[BlockText]) -> None:
        people = {id for id, kind in records.kinds.items() if kind.suggest and kind.suggest.recognizer == "person"}
        self.entities = {
            id: Subject(id, one.kind, one.names, speaks=one.kind in people) for id, one in records.entities.items()
        }
        self.ids = _future_ids(records, names)
        self.suggested = {
            name: Subject(id, name.kind, name.forms, suggested=True, speaks=name.kind in people)
            for name, id in self.ids.items()
        }
        self._blocks = self._index(NameFinder(linking(records.entities.values())), texts)
        self._mains = self._most_named(texts) | self._declared(records)

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

    def main(self, article: str, kind: str) -> Subject | None:
        """Return the one entity of a kind that an article is about: the one it names most often, title first."""
        return self._mains.get((article, kind))

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
        for name, subject in self.suggested.items():
            for occurrence in name.occurrences:
                blocks[occurrence.block].append(SubjectMention(subject, occurrence.span))
        return {at: list(_longest(found)) for at, found in blocks.items()}

    def _most_named(self, texts: Iterable[BlockText]) -> dict[tuple[str, str], Subject | None]:
        counts: dict[tuple[str, str], Counter[Subject]] = defaultdict(Counter)
        for text in texts:
            for one in self.mentions(text.article, text.block):
                counts[text.article, one.subject.kind][one.subject] += TITLE_WEIGHT if text.kind == "t" else 1
        tops = {at: counted.most_common(2) for at, counted in counts.items()}
        # an article about two regattas is about neither alone
        return {at: top[0][0] for at, top in tops.items() if len(top) == 1 or top[0][1] > top[1][1]}

    def _declared(self, records: Records) -> dict[tuple[str, str], Subject | None]:
        """Return the subjects that articles declare; of two of a kind neither is meant alone."""
        mains: dict[tuple[str, str], Subject | None] = {}
        for article in records.articles.values():
            for one in (self.entities[id] for id in article.subjects if id in self.entities):
                mains[article.id, one.kind] = None if (article.id, one.kind) in mains else one
        return mains

    def speaker_of(
        self, quote: str, text: BlockText, sentences: Sequence[Sentence], lang: str | None
    ) -> QuotedSpeaker | None:
        """Return who says the words of a quotation, None where the article does; 'he said' is who spoke last."""
        found, known = fewest(contexts(text.text, quote, lang)), language(lang)
        if found is None or known is None:
            return None
        for who in found.speakers:
            if who.casefold() in known.word_set("context", "pronouns"):
                return next(self._speakers_before(quote, text, sentences, lang), None)
            if len(who.split()) <= MOST_SPEAKER_WORDS:
                return self._speaker(who, text, 0)
        return None

    def _speakers_before(
        self, quote: str, text: BlockText, sentences: Sequence[Sentence], lang: str | None
    ) -> Iterator[QuotedSpeaker]:
        """Yield who spoke in the sentences before a quotation, the last first."""
        start = find_whole(quote, text.text)[0][0]
        for sentence in reversed(sentences):
            if (sentence.block, sentence.end) <= (text.block, start):
                found = (self._speaker(who, sentence, sentence.start) for who in speakers_in(sentence.text, lang))
                yield from (one for one in found if one.id is not None)

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
    """Return the id that each suggested name would have; a name whose id is taken has none."""
    ids: dict[ExtractedName, str] = {}
    taken = {*records.entities, *records.articles, *(old for e in records.entities.values() for old in e.formerly)}
    for name in names:
        id = slug(anyascii(name.name))
        if not name.known and id and id not in taken:
            ids[name] = id
            taken.add(id)
    return ids


def _longest(found: list[SubjectMention]) -> Iterator[SubjectMention]:
    end = -1
    for one in sorted(found, key=lambda one: (one.span[0], -one.span[1], one.subject.suggested, one.subject.id)):
        if one.span[0] >= end:
            end = one.span[1]
            yield one
