"""Coverage: the catalogue in, what the page on coverage shows out: the articles block by block, the kinds by attribute."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from druzhba_kb.model import Article, Kind
from druzhba_kb.relate.coverage import CoveredAttribute, CoveredBlock, coverage
from druzhba_kb.render.catalogue import Catalogue
from druzhba_kb.render.page import Link, href, link_to

HERE = "coverage/"


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A block with the entities whose statements quote it, or the reason why none does."""

    number: int
    kind: str
    href: str
    entities: tuple[Link, ...]
    reason: str | None


@dataclass(frozen=True, slots=True)
class ShownArticle:
    """An article with its blocks, and how many are quoted, excused and open."""

    title: str
    href: str
    blocks: tuple[ShownBlock, ...]
    quoted: int
    excused: int
    open: int


@dataclass(frozen=True, slots=True)
class ShownKind:
    """A kind with the counts of its attributes."""

    plural: str
    href: str
    entities: int
    attributes: tuple[CoveredAttribute, ...]


@dataclass(frozen=True, slots=True)
class CoverageView:
    """What the page on coverage shows."""

    articles: tuple[ShownArticle, ...]
    kinds: tuple[ShownKind, ...]


def coverage_view(cat: Catalogue) -> CoverageView:
    """Return the coverage of the knowledge base as its page shows it."""
    found = coverage(cat.kb)
    articles = tuple(_article(cat, article, found.articles[article.id]) for article in cat.articles)
    kinds = cat.kinds
    return CoverageView(articles, tuple(_kind(cat, kind, found.kinds[kind.id]) for kind in kinds))


def _article(cat: Catalogue, article: Article, blocks: Sequence[CoveredBlock]) -> ShownArticle:
    return ShownArticle(
        title=article.title,
        href=href(HERE, article.page),
        blocks=tuple(_block(cat, article, block) for block in blocks),
        quoted=sum(bool(block.statements) for block in blocks),
        excused=sum(not block.statements and not block.is_open for block in blocks),
        open=sum(block.is_open for block in blocks),
    )


def _block(cat: Catalogue, article: Article, block: CoveredBlock) -> ShownBlock:
    entities = cat.kb.records.entities
    links = (link_to(entities[id], HERE, str(count)) for id, count in block.statements.items())
    return ShownBlock(
        block.number, block.kind, href(HERE, article.page, f"b{block.number}"), tuple(links), block.reason
    )


def _kind(cat: Catalogue, kind: Kind, attributes: Sequence[CoveredAttribute]) -> ShownKind:
    return ShownKind(kind.plural, href(HERE, f"{kind.id}/"), len(cat.ordered[kind.id]), tuple(attributes))
