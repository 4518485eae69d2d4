"""Volume: the records in, how much of each withheld article is quoted and how much our own words retell out.

Short quotations and a short digest are what may be published of somebody else's text; both are counted in its words. A clone
without the text counts by the seals and must get the same numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from druzhba_kb.folding import words
from druzhba_kb.model import Article, Passage, Records
from druzhba_kb.relate.locations import all_evidence, contexts_of
from druzhba_kb.sealing import length_seal

ADDRESS = re.compile(r"\]\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Volume:
    """How many words an article has, how many of them are quoted, by distinct position, and how many retell it."""

    words: int
    quoted: int
    retold: int

    @property
    def quoted_share(self) -> float:
        """Return the share of its words that is quoted, in per cent."""
        return 100 * self.quoted / max(1, self.words)

    @property
    def retold_share(self) -> float:
        """Return the length of the digest as a share of its own, in per cent."""
        return 100 * self.retold / max(1, self.words)


def volumes(records: Records) -> Mapping[str, Volume]:
    """Return the volume of each withheld article whose length is known here, by its id."""
    quoted: dict[str, set[tuple[int, int]]] = {}
    for id, quote, block in set(_quotations(records)):
        quoted.setdefault(id, set()).update(_places(records.articles[id], quote, block))
    found = {}
    for article in records.articles.values():
        total = sum(block_lengths(article).values())
        if article.rights == "withheld" and total:
            retold = sum(passage_length(passage) for passage in article.body if passage.is_written)
            found[article.id] = Volume(total, len(quoted.get(article.id, ())), retold)
    return found


def volume_of_all(records: Records) -> Volume:
    """Return the volume of all withheld articles together."""
    every = volumes(records).values()
    return Volume(*(sum(getattr(one, part) for one in every) for part in ("words", "quoted", "retold")))


def block_lengths(article: Article) -> Mapping[int, int]:
    """Return the number of words of each block, read in the text or else as it was sealed; nothing where neither tells."""
    if article.text is not None:
        return {block.number: len(words(block.text)) for block in article.text}
    if article.seals is None or article.source_sha256 is None:
        return {}
    seals, text = article.seals, article.source_sha256
    return {block: count for block, count in seals.lengths.items() if length_seal(text, block, count) in seals.lines}


def passage_length(passage: Passage) -> int:
    """Return the number of words of a paragraph of a digest, addresses of links left out."""
    return len(words(ADDRESS.sub("]", passage.markdown)))


def _quotations(records: Records) -> Iterator[tuple[str, str, int]]:
    """Yield the article, the words and the block of each quotation that stands in its article."""
    for item in all_evidence(records):
        block = item.block if item.block in item.found else next(iter(item.found), None)
        if block is not None:
            yield item.article, item.quote, block
    for entity in records.entities.values():
        for alias in entity.aliases:
            if alias.source and alias.found:
                yield alias.source, alias.quotation, alias.found[0]


def _places(article: Article, quote: str, block: int) -> Iterator[tuple[int, int]]:
    """Yield the block and the number of each word over which a quotation stands first."""
    for context in contexts_of(article, quote, block)[:1]:
        yield from ((block, context.position + at) for at in range(len(words(quote))))
