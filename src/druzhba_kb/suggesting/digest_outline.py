"""Digest outline: articles in, out block by block what a digest of them must not miss: numbers, dates, names, speakers.

No sentence of a digest is ever drafted: it replaces a text that may not be published, and must be somebody's own words. The
outline goes to the terminal and not into the article's file, which git publishes: its words are those of the text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from druzhba_kb.folding import printable, words
from druzhba_kb.model import BLOCK_KINDS, KnowledgeBase
from druzhba_kb.reading.context import speakers_in
from druzhba_kb.relate.passages import sentences_of, texts_of
from druzhba_kb.relate.references import chosen_articles
from druzhba_kb.report import Report
from druzhba_kb.suggesting.mention_index import MentionIndex
from druzhba_kb.suggesting.uncited_passages import find_uncited


@dataclass(frozen=True, slots=True)
class BlockOutline:
    """A block of an article, how long it is, and the words in it that a digest must not miss, by what they are."""

    article: str
    block: int
    kind: str
    words: int
    missed: Mapping[str, tuple[str, ...]]


def digest_outline(kb: KnowledgeBase, ids: Sequence[str], report: Report) -> list[BlockOutline]:
    """Return the blocks of the articles with these ids (all, without any) in their order, the titles left out."""
    texts = texts_of(chosen_articles(kb.records, ids, report), report)
    # nothing is told yet, whatever statements quote
    bare = {id: replace(one, statements=(), aliases=()) for id, one in kb.records.entities.items()}
    found: defaultdict[tuple[str, int], defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for passage in find_uncited(replace(kb.records, entities=bare), MentionIndex(kb.records, (), texts), texts):
        for detail in passage.details:
            found[passage.sentence.article, passage.sentence.block][detail.kind].append(detail.words)
    for text in texts:
        lang = kb.records.articles[text.article].lang
        said = (who for sentence in sentences_of(text) for who in speakers_in(sentence.text, lang))
        found[text.article, text.block]["speaker"].extend(said)
    return [
        BlockOutline(one.article, one.block, BLOCK_KINDS[one.kind], len(words(one.text)), _listed(missed))
        for one in texts
        if one.block
        for missed in [found[one.article, one.block]]
    ]


def _listed(missed: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    kinds = ("number", "date", "name", "speaker")
    spoken = {kind: tuple(dict.fromkeys(" ".join(one.split()) for one in missed.get(kind, ()))) for kind in kinds}
    return {kind: said for kind, said in spoken.items() if said}


def outlined(blocks: Sequence[BlockOutline]) -> str:
    """Return the outline for a terminal, or to write a digest beside."""
    lines = []
    for one in blocks:
        lines.append(f"{one.article}:{one.block}  {one.kind}, {one.words} words")
        lines += (f"    {kind}s: {printable('; '.join(said))}" for kind, said in one.missed.items())
    return "\n".join(lines)
