"""Speakers: a quotation in its block in, who says it out, as the reader of context finds it: a name of the cast, or words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from druzhba_kb.reading.context import contexts, fewest, speakers_in
from druzhba_kb.reading.language import language
from druzhba_kb.relate.passages import BlockText, Sentence
from druzhba_kb.suggesting.mention_index import Cast
from druzhba_kb.text import find_whole

MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Said:
    """A speaker: the id of a known or suggested entity, or words."""

    id: str | None
    words: str


def speaker_of(quote: str, text: BlockText, sentences: Sequence[Sentence], cast: Cast, lang: str | None) -> Said | None:
    """Return who says the words of a quotation, None where the article does; 'he said' is who spoke last."""
    found = fewest(contexts(text.text, quote, lang))
    known = language(lang)
    if found is None or known is None:
        return None
    for who in found.speakers:
        if who.casefold() in known.word_set("context", "pronouns"):
            return next(_before(quote, text, sentences, cast, lang), None)
        if len(who.split()) <= MOST_WORDS:
            return _said(who, text.article, text.block, text.text, cast)
    return None


def _before(quote: str, text: BlockText, sentences: Sequence[Sentence], cast: Cast, lang: str | None) -> Iterator[Said]:
    """Yield who spoke in the sentences before a quotation, the last first."""
    start = find_whole(quote, text.text)[0][0]
    for sentence in reversed(sentences):
        if (sentence.block, sentence.end) <= (text.block, start):
            for who in speakers_in(sentence.text, lang):
                said = _said(who, sentence.article, sentence.block, sentence.text, cast, sentence.start)
                if said.id is not None:
                    yield said


def _said(who: str, article: str, block: int, text: str, cast: Cast, offset: int = 0) -> Said:
    """Return the speaker whom words name: the person among the names in them, else the first name, else the words."""
    places = find_whole(who, text)
    seen = [one for start, end in places for one in cast.seen(article, block, (start + offset, end + offset))]
    if not seen:
        parts = [part.strip() for part in who.split(",") if part.strip()]
        return Said(None, next((part for part in parts if part.split()[-1][:1].isupper()), parts[0]))
    one = min(seen, key=lambda one: not one.subject.speaks)
    return Said(one.subject.id, text[one.start - offset : one.end - offset])
