"""Coverage: the catalogue in, what the page on coverage shows out: the articles block by block, the kinds by attribute."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from druzhba_kb.model import Article, Kind
from druzhba_kb.relate.coverage import CoveredAttribute, CoveredBlock, coverage
from druzhba_kb.render.page_model import Link, ListPage, href, link_to, paginate
from druzhba_kb.render.site_index import SiteIndex

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
    """What a page on coverage shows."""

    articles: tuple[ShownArticle, ...]
    kinds: tuple[ShownKind, ...]
    sheet: ListPage


def coverage_views(cat: SiteIndex, size: int) -> Iterator[CoverageView]:
    """Yield the coverage of the knowledge base in pages of so many articles, the kinds on the first."""
    found, every = coverage(cat.kb), cat.articles
    for sheet in paginate(HERE, len(every), size):
        articles = tuple(_article(cat, one, found.articles[one.id], sheet.here) for one in sheet.of(every))
        kinds = tuple(_kind(cat, kind, found.kinds[kind.id]) for kind in cat.kinds if sheet.number == 1)
        yield CoverageView(articles, kinds, sheet)


def _article(cat: SiteIndex, article: Article, blocks: Sequence[CoveredBlock], here: str) -> ShownArticle:
    return ShownArticle(
        title=article.title,
        href=href(here, article.page),
        blocks=tuple(_block(cat, article, block, here) for block in blocks),
        quoted=sum(bool(block.statements) for block in blocks),
        excused=sum(not block.statements and not block.is_open for block in blocks),
        open=sum(block.is_open for block in blocks),
    )


def _block(cat: SiteIndex, article: Article, block: CoveredBlock, here: str) -> ShownBlock:
    entities = cat.kb.records.entities
    links = (link_to(entities[id], here, str(count)) for id, count in block.statements.items())
    return ShownBlock(
        block.number, block.kind, href(here, article.page, f"b{block.number}"), tuple(links), block.reason
    )


def _kind(cat: SiteIndex, kind: Kind, attributes: Sequence[CoveredAttribute]) -> ShownKind:
    return ShownKind(kind.plural, href(HERE, f"{kind.id}/"), len(cat.ordered[kind.id]), tuple(attributes))
