"""Locations: a quotation in, the blocks of its article out, found in the text or else proved by a seal.

Found once when records are related, since every stage after it asks; a clone without the text asks the seals, and must get
the same answer.
"""

from __future__ import annotations

from dataclasses import replace

from druzhba_kb.folding import fold, fold_with_offsets, whole, words
from druzhba_kb.model import Alias, Article, Evidence, Records, Statement
from druzhba_kb.reading.context import contexts, places
from druzhba_kb.reading.quoted_words import Context
from druzhba_kb.sealing import Commitment, commitment


def locate(article: Article, quote: str) -> tuple[int, ...]:
    """Return the numbers of the blocks in which quote stands, in order; the title is block 0."""
    if article.text is not None:
        needle = fold(quote)
        folded = ((block.number, fold_with_offsets(block.text)[0]) for block in article.text)
        return tuple(number for number, text in folded if needle in text and any(True for _ in whole(needle, text)))
    return tuple(article.seals.contexts(quote, article.lang)) if article.seals else ()


def contexts_of(article: Article, quote: str, block: int) -> tuple[Context, ...]:
    """Return the context of each place in a block where quote stands, read in the text or else as it was sealed."""
    if article.text is not None:
        return contexts(article.text[block].text, quote, article.lang) if block < len(article.text) else ()
    return article.seals.contexts(quote, article.lang).get(block, ()) if article.seals else ()


def words_at(article: Article, quote: str, block: int) -> range:
    """Return the numbers of the words of a block over which a quotation stands first; none where it does not."""
    if article.text is None:
        starts = (context.position for context in contexts_of(article, quote, block))
    else:
        starts = (one.start for text in article.text[block : block + 1] for one in places(text.text, quote))
    start = next(starts, None)
    return range(0) if start is None else range(start, start + len(words(quote)))


def tree_of(article: Article) -> Commitment | None:
    """Return the hash tree over the text of a withheld article, where the text is here with its key."""
    if article.text is None or article.text_key is None:
        return None
    return Commitment(article.text_key, [block.text for block in article.text], article.lang)


def root_of(article: Article) -> str:
    """Return the root to which what is vouched for is bound: that of the text, where it is here."""
    if article.text is None or article.text_key is None:
        return article.commitment or ""
    return commitment(article.text_key, tuple(block.text for block in article.text), article.lang)


def all_evidence(records: Records) -> list[Evidence]:
    """Return every item of evidence of every statement, in the order of entities."""
    return [item for entity in records.entities.values() for s in entity.statements for item in s.evidence]


def locate_all(records: Records) -> Records:
    """Return the records in which each item of evidence and each alias knows the blocks where its words stand."""
    quoted = {(item.article, item.quote) for item in all_evidence(records)}
    aliases = (alias for entity in records.entities.values() for alias in entity.aliases)
    quoted |= {(alias.source, alias.quotation) for alias in aliases if alias.source}
    # article by article, so that each text is folded once
    found = {(id, quote): locate(records.articles[id], quote) for id, quote in sorted(quoted) if id in records.articles}

    def of_statement(statement: Statement) -> Statement:
        located = (replace(item, found=found.get((item.article, item.quote), ())) for item in statement.evidence)
        return replace(statement, evidence=tuple(located))

    def of_alias(alias: Alias) -> Alias:
        return replace(alias, found=found.get((alias.source, alias.quotation), ())) if alias.source else alias

    entities = {
        id: replace(
            entity,
            statements=tuple(map(of_statement, entity.statements)),
            aliases=tuple(map(of_alias, entity.aliases)),
        )
        for id, entity in records.entities.items()
    }
    return replace(records, entities=entities)
