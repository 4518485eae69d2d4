"""Coverage: a knowledge base in; what of the articles and attributes is stated, and how much is quoted and retold, out.

What nothing is recorded of is counted as well, for a reader takes what a page does not say for what no article says. Short
quotations and a short digest are what may be published of somebody else's text; both are counted in its words, and a clone
without the text counts by the seals and must get the same numbers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from druzhba_kb.folding import words
from druzhba_kb.locales import N_
from druzhba_kb.model import (
    BLOCK_KINDS,
    Article,
    Attribute,
    Claim,
    Entity,
    Kind,
    KnowledgeBase,
    Passage,
    Records,
    Statement,
)
from druzhba_kb.relate.locations import all_evidence, words_at
from druzhba_kb.values import is_inferred


@dataclass(frozen=True, slots=True)
class CoveredBlock:
    """A block of an article: the statements that quote it, by entity, or the reason why there are none."""

    number: int
    kind: str
    statements: Mapping[str, int]
    reason: str | None

    @property
    def is_open(self) -> bool:
        """Whether neither a statement quotes the block nor a reason says why."""
        return not self.statements and self.reason is None


@dataclass(frozen=True, slots=True)
class CoveredAttribute:
    """How many entities of a kind have an attribute stated, and of these disputed, inferred, or in words only.

    `by_reference` are those that have it from references alone.
    Of the others it is unrecorded, as far as it can be asked of them.
    """

    attribute: Attribute
    stated: int
    disputed: int
    inferred: int
    in_words: int
    by_reference: int
    unrecorded: int

    @property
    def label(self) -> str:
        """Return the attribute's label."""
        return self.attribute.label


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is covered: the blocks of each article and the attributes of each kind, by id."""

    articles: Mapping[str, tuple[CoveredBlock, ...]]
    kinds: Mapping[str, tuple[CoveredAttribute, ...]]


def coverage(kb: KnowledgeBase) -> Coverage:
    """Return the coverage of a knowledge base."""
    return Coverage(covered_blocks(kb), {kind.id: tuple(_attributes(kb, kind)) for kind in kb.records.kinds.values()})


def covered_blocks(kb: KnowledgeBase) -> Mapping[str, tuple[CoveredBlock, ...]]:
    """Return the coverage of the blocks of each article, by its id."""
    quoting = _quoting(kb)
    return {article.id: tuple(_blocks(article, quoting)) for article in kb.records.articles.values()}


def _quoting(kb: KnowledgeBase) -> Mapping[tuple[str, int], Mapping[str, int]]:
    """Return how many statements of each entity quote a block, by article and block."""
    found: dict[tuple[str, int], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for entity in kb.records.entities.values():
        for statement in entity.statements:
            for article, block in {(item.article, item.quoted_block) for item in statement.evidence}:
                if block is not None:
                    found[(article, block)][entity.id] += 1
    return found


def _blocks(article: Article, quoting: Mapping[tuple[str, int], Mapping[str, int]]) -> list[CoveredBlock]:
    kinds = [N_("title"), *(BLOCK_KINDS[letter] for letter in article.blocks)]
    reasons = {number: reason.text for number, reason in article.uncited.items()}
    return [
        CoveredBlock(number, kind, dict(quoting.get((article.id, number), {})), reasons.get(number))
        for number, kind in enumerate(kinds)
    ]


def _attributes(kb: KnowledgeBase, kind: Kind) -> list[CoveredAttribute]:
    entities = [entity for entity in kb.records.entities.values() if entity.kind == kind.id]
    disputed = {(id, name) for one in kb.contested for id in one.statements for name in one.about}
    every = ((attribute, kb.records.stated_as(attribute)) for attribute in kind.attributes.values())
    return [_attribute(*one, entities, disputed) for one in every]


def _attribute(
    attribute: Attribute, there: Attribute, entities: list[Entity], disputed: set[tuple[str, str]]
) -> CoveredAttribute:
    """Return what entities have of an attribute, `there` that of the records in which it is stated."""
    stating = {entity.id: _claims(entity, attribute) for entity in entities}
    stated = {
        id: told for id, claims in stating.items() if (told := [one for one in claims if not one[0].by_reference])
    }
    return CoveredAttribute(
        attribute,
        stated=len(stated),
        disputed=sum(any((s.id, there.name) in disputed for s, _ in claims) for claims in stated.values()),
        inferred=sum(any(is_inferred(s.inferred_everywhere, there) for s, _ in claims) for claims in stated.values()),
        in_words=sum(all(claim.value is None for _, claim in claims) for claims in stated.values()),
        by_reference=sum(bool(claims) and id not in stated for id, claims in stating.items()),
        unrecorded=sum(not stating[one.id] and attribute.is_asked_of(one.category) for one in entities),
    )


def _claims(entity: Entity, attribute: Attribute) -> list[tuple[Statement, Claim]]:
    """Return what an entity states of an attribute, or what fills it from elsewhere."""
    own = ((statement, claim) for statement in entity.statements for claim in statement.claims)
    return [(statement, claim) for statement, claim in (*own, *entity.filled) if claim.attribute == attribute.name]


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
    for id, quote, block in sorted(set(_placed_quotations(records))):  # so that each text is folded once
        quoted.setdefault(id, set()).update((block, at) for at in words_at(records.articles[id], quote, block))
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
    return article.seals.lengths if article.seals else {}


def passage_length(passage: Passage) -> int:
    """Return the number of words of a paragraph of a digest, addresses of links left out."""
    return len(words(ADDRESS.sub("]", passage.markdown)))


def _placed_quotations(records: Records) -> Iterator[tuple[str, str, int]]:
    """Yield the article, the words and the block of each quotation that stands in its article."""
    for item in all_evidence(records):
        block = item.block if item.block in item.found else next(iter(item.found), None)
        if block is not None:
            yield item.article, item.quote, block
    for entity in records.entities.values():
        for alias in entity.aliases:
            if alias.source and alias.found:
                yield alias.source, alias.quotation, alias.found[0]
