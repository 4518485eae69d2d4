"""Article: one article in, everything that its page shows out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from druzhba_kb.model import BLOCK_KINDS, Article, Entity, Passage, Statement
from druzhba_kb.render.evidence import anchor, block_label
from druzhba_kb.render.markdown import Markdown, escape, passage_html
from druzhba_kb.render.page_model import Link, href, link_to
from druzhba_kb.render.shown import Shown, show_claim, show_date
from druzhba_kb.render.site_index import SiteIndex
from druzhba_kb.text import find_whole, fold

BASES = {
    "stated": "given in the article",
    "dateline": "from the article's dateline",
    "inferred": "inferred",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the publication table."""

    field: str
    value: str
    href: str | None
    inferred: bool
    basis: str


@dataclass(frozen=True, slots=True)
class Supported:
    """A statement in the margin of the block on which it rests."""

    entity: str
    draft: bool
    claims: tuple[Shown, ...]
    href: str
    quote: str
    contested: bool
    against: Link | None


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation in the margin, and the statements that rest on it."""

    quote: str
    statements: tuple[Supported, ...]


@dataclass(frozen=True, slots=True)
class BlockView:
    """A stretch of the source, told or not, with the statements that rest on it."""

    anchors: tuple[str, ...]
    label: str
    kind: str
    paragraphs: tuple[Markdown, ...]
    told: bool
    supports: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class ArticleView:
    """What the page of an article shows."""

    title: str
    label: str
    published: str
    full: bool
    private: bool
    facts: tuple[Fact, ...]
    blocks: tuple[BlockView, ...]
    entities: tuple[Link, ...]
    previous: Link | None
    next: Link | None


def article_view(cat: SiteIndex, article: Article, whole: bool = False) -> ArticleView:
    """Return what the page of an article shows; `whole` asks for a withheld text in the place of its digest."""
    private = whole and article.rights != "full" and article.text is not None
    here = article.page
    among = cat.neighbours[here]
    return ArticleView(
        title=article.title,
        label=cat.labels[article.id],
        published=show_date(article.published) if article.published else "",
        full=article.rights == "full",
        private=private,
        facts=tuple(_facts(article)),
        blocks=tuple(_texts(cat, article) if private else _blocks(cat, article)),
        entities=_entities(cat, article),
        previous=_neighbour(cat, among.previous, here),
        next=_neighbour(cat, among.next, here),
    )


def _neighbour(cat: SiteIndex, id: str | None, here: str) -> Link | None:
    return Link(cat.labels[id], href(here, cat.article(id).page)) if id else None


def _facts(article: Article) -> Iterator[Fact]:
    basis = article.published_basis or ""
    reason = ": ".join(part for part in (BASES.get(basis, basis), article.published_note or "") if part)
    published = show_date(article.published) if article.published else ""
    yield Fact("Publisher", article.publisher or "", None, False, "")
    yield Fact("Author", article.author or "", None, False, "")
    yield Fact("Date", published, None, basis == "inferred", reason)
    yield Fact("Address", article.url or "", _web(article.url), False, "")
    yield Fact("Archived copy", article.archived_url or "", _web(article.archived_url), False, "")
    yield Fact("Genre", article.genre or "", None, False, "")


def _web(url: str | None) -> str | None:
    return url if url and url.startswith(("http://", "https://")) else None


def _blocks(cat: SiteIndex, article: Article) -> Iterator[BlockView]:
    """Return the title where something rests on it, then every block of the source, told or not."""
    if (article.id, 0) in cat.support:
        yield _block(cat, article, 0, 0, (Markdown(""),), True)
    at = 1
    for told in sorted(article.body, key=lambda passage: passage.first):
        yield from _gap(cat, article, at, told.first)
        yield _told(cat, article, told)
        at = max(at, told.last + 1)
    yield from _gap(cat, article, at, len(article.blocks) + 1)


def _texts(cat: SiteIndex, article: Article) -> Iterator[BlockView]:
    """Return every block of the source with its own text, the quoted words marked."""
    for block in article.text or ():
        quotes = {s.evidence[index - 1].quote for _, s, index in cat.support.get((article.id, block.number), ())}
        yield _block(cat, article, block.number, block.number, (marked(block.text, quotes),), True)


def marked(text: str, quotes: Iterable[str]) -> Markdown:
    """Return a text with what is quoted of it marked, quotations that overlap as one."""
    covered = {at for quote in quotes for start, end in find_whole(quote, text) for at in range(start, end)}
    runs = groupby(enumerate(text), key=lambda pair: pair[0] in covered)
    parts = ((quoted, escape("".join(char for _, char in run))) for quoted, run in runs)
    return Markdown("".join(f"<mark>{part}</mark>" if quoted else part for quoted, part in parts))


def _gap(cat: SiteIndex, article: Article, first: int, end: int) -> Iterator[BlockView]:
    for number in range(first, end):
        yield _block(cat, article, number, number, (), False)


def _told(cat: SiteIndex, article: Article, told: Passage) -> BlockView:
    paragraphs = tuple(passage_html(cat, article, told, article.page)) if told.told else ()
    return _block(cat, article, told.first, told.last, paragraphs, told.told)


def _block(
    cat: SiteIndex, article: Article, first: int, last: int, paragraphs: tuple[Markdown, ...], told: bool
) -> BlockView:
    numbers = range(first, last + 1)
    return BlockView(
        anchors=tuple(f"b{number}" for number in numbers),
        label=block_label(article, first) if first == last else f"¶{first} to ¶{last}",
        kind=_kind(article, first, last),
        paragraphs=paragraphs,
        told=told,
        supports=_by_quote(_supported(cat, article, numbers)),
    )


def _kind(article: Article, first: int, last: int) -> str:
    """Return the kind of the blocks told, or that of plain text where they are of several kinds."""
    letters = {article.blocks[number - 1 : number] if number else "" for number in range(first, last + 1)}
    return BLOCK_KINDS.get(letters.pop(), "title") if len(letters) == 1 else BLOCK_KINDS["p"]


def _by_quote(supports: Iterable[Supported]) -> tuple[Quoted, ...]:
    """Return statements under the words that they rest on, each quotation once."""
    found: dict[str, list[Supported]] = {}
    for one in supports:
        found.setdefault(fold(one.quote), []).append(one)
    return tuple(Quoted(those[0].quote, tuple(those)) for those in found.values())


def _supported(cat: SiteIndex, article: Article, numbers: range) -> Iterator[Supported]:
    for number in numbers:
        for entity, statement, index in cat.support.get((article.id, number), ()):
            yield _support(cat, article, entity, statement, index)


def _support(cat: SiteIndex, article: Article, entity: Entity, statement: Statement, index: int) -> Supported:
    here = article.page
    against = _against(cat, article, entity, statement)
    return Supported(
        entity=entity.name,
        draft=entity.draft,
        claims=tuple(show_claim(cat, entity, claim, here, statement.denies) for claim in statement.claims),
        href=href(here, entity.page, anchor(statement, index)),
        quote=statement.evidence[index - 1].quote,
        contested=against is not None,
        against=against,
    )


def _against(cat: SiteIndex, article: Article, entity: Entity, statement: Statement) -> Link | None:
    """Return a link to the disagreement that a statement is part of, named by the articles on the other side."""
    for number, disagreement in enumerate(cat.disagreements.get(entity.id, ()), 1):
        others = [p for p in disagreement.positions if statement.id not in p.statements]
        if len(others) == len(disagreement.positions):
            continue
        names = [e.article for p in others for s in p.statements for e in cat.statements[s][1].evidence]
        said = [cat.labels[name] if name != article.id else "this article" for name in dict.fromkeys(names)]
        return Link(", ".join(said), href(article.page, entity.page, f"d-{number}"))
    return None


def _entities(cat: SiteIndex, article: Article) -> tuple[Link, ...]:
    known = cat.kb.records.entities
    named = {mention.entity for mention in cat.mentions_in.get(article.id, ()) if mention.article}
    spoken = cat.quoted.get(article.id, {}).keys()
    found = sorted((known[name] for name in named | spoken), key=lambda e: (e.kind, e.name.casefold()))
    return tuple(link_to(e, article.page, cat.kind(e).label) for e in found)
