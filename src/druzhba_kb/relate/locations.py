"""Locations: a quotation in, the blocks of its article out, found in the text or else proved by a seal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from druzhba_kb.model import Article, Evidence, KnowledgeBase, Records
from druzhba_kb.reading.context import Context, contexts
from druzhba_kb.sealing import quotation_key
from druzhba_kb.text import fold, whole


def locate(article: Article, quote: str) -> tuple[int, ...]:
    """Return the numbers of the blocks in which quote stands, in order; the title is block 0."""
    known = article.looked_up.quotations
    if quote not in known:
        known[quote] = tuple(_standing(article, quote))
    return known[quote]


def _standing(article: Article, quote: str) -> Iterator[int]:
    if article.text is not None:
        needle = fold(quote)
        near = (number for number, text in _folded(article).items() if needle in text)
        yield from (number for number in near if any(True for _ in whole(needle, _folded(article)[number])))
    elif article.seals is not None and article.source_sha256:
        for number in range(len(article.blocks) + 1):
            if quotation_key(article.source_sha256, number, quote) in article.seals.quotations:
                yield number


def contexts_of(article: Article, quote: str, block: int) -> tuple[Context, ...]:
    """Return the context of each place in a block where quote stands, read in the text or else as it was sealed."""
    if article.text is not None:
        return contexts(article.text[block].text, quote, article.lang) if block < len(article.text) else ()
    if article.seals is None or article.source_sha256 is None:
        return ()
    return article.seals.quotations.get(quotation_key(article.source_sha256, block, quote), ())


def _folded(article: Article) -> Mapping[int, str]:
    known = article.looked_up.blocks
    if not known:
        known.update((block.number, fold(block.text)) for block in article.text or ())
    return known


def all_evidence(records: Records) -> list[Evidence]:
    """Return every item of evidence of every statement, in the order of entities."""
    return [item for entity in records.entities.values() for s in entity.statements for item in s.evidence]


def block_of(article: Article, evidence: Evidence) -> int | None:
    """Return the block of an item of evidence: the one it names, or the only one in which its words stand."""
    if evidence.block is not None:
        return evidence.block
    found = locate(article, evidence.quote)
    return found[0] if len(found) == 1 else None


def locate_all(records: Records) -> dict[tuple[str, str, str], int]:
    """Return the block of each quotation that stands in exactly one, by article and folded quotation."""
    blocks = {}
    for item in all_evidence(records):
        article = records.articles.get(item.article)
        found = block_of(article, item) if article else None
        if found is not None and item.block is None:
            blocks[(item.article, fold(item.quote), "")] = found
    return blocks


def quoted_block(kb: KnowledgeBase, evidence: Evidence) -> int | None:
    """Return the block of the article in which the quotation stands, or None where it was not found."""
    if evidence.block is not None:
        return evidence.block
    return kb.blocks.get((evidence.article, fold(evidence.quote), ""))
