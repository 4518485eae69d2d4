"""Article page: one article in, out its publication data, its blocks with what rests on them, its place among others.

Every block of the source has a place, told or not, so that a gap in our reading shows; beside it stands what was stated
from it. A withheld text never gets into a page but in the private edition, which is asked for; otherwise our digest
stands in its place. What only this article says is listed, for silence elsewhere is no denial.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import groupby

from druzhba_kb.folding import find_whole, fold
from druzhba_kb.model import BLOCK_KINDS, Article, Entity, Evidence, Speaker, Statement
from druzhba_kb.relate.references import claims_of
from druzhba_kb.render.markdown import Markdown, escape, passage_html
from druzhba_kb.render.page_model import Link, block_label, href, is_web, link_to
from druzhba_kb.render.site_index import Contest, SiteIndex, contest_of
from druzhba_kb.render.views.attributions import Voices, voices_of
from druzhba_kb.render.views.disputes_page import Dispute, dispute_anchor, disputes_of
from druzhba_kb.render.views.evidence import (
    ShownValue,
    StatedValue,
    evidence_link,
    show_claim,
    show_date,
    stated_values,
)

BASES = {
    "stated": "given in the article",
    "dateline": "from the article's dateline",
    "inferred": "inferred",
}


@dataclass(frozen=True, slots=True)
class PublicationFact:
    """A line of the publication table."""

    field: str
    value: str
    href: str | None = None
    inferred: bool = False
    basis: str = ""


@dataclass(frozen=True, slots=True)
class SupportedStatement:
    """A statement in the margin of the block on which it rests, with who says it there."""

    entity: str
    draft: bool
    claims: tuple[ShownValue, ...]
    voices: Voices
    href: str
    contested: Contest
    against: Link | None


@dataclass(frozen=True, slots=True)
class MarginQuote:
    """Quotations in the margin, and the statements that rest on just these."""

    quotes: tuple[str, ...]
    statements: tuple[SupportedStatement, ...]


@dataclass(frozen=True, slots=True)
class BlockView:
    """A stretch of the source, told or not, with the statements that rest on it."""

    anchors: tuple[str, ...]
    label: str
    kind: str
    paragraphs: tuple[Markdown, ...]
    told: bool
    supports: tuple[MarginQuote, ...]


@dataclass(frozen=True, slots=True)
class ArticleView:
    """What the page of an article shows."""

    title: str
    label: str
    published: str
    genre: str
    full: bool
    private: bool
    facts: tuple[PublicationFact, ...]
    blocks: tuple[BlockView, ...]
    entities: tuple[Link, ...]
    previous: Link | None
    next: Link | None


@dataclass(frozen=True, slots=True)
class SoleAttribute:
    """An attribute with the values that one article alone gives; several of them contradict each other."""

    label: str
    contested: Contest
    values: tuple[StatedValue, ...]


@dataclass(frozen=True, slots=True)
class SoleValues:
    """An entity with the attributes of which the values stand in one article only."""

    entity: Link
    fields: tuple[SoleAttribute, ...]


def article_view(index: SiteIndex, article: Article, whole: bool = False) -> ArticleView:
    """Return what the page of an article shows; `whole` asks for a withheld text in the place of its digest."""
    private = whole and article.rights != "full" and article.text is not None
    here, beside = article.page, index.neighbours[article.page]
    return ArticleView(
        title=article.title,
        label=index.labels[article.id],
        published=show_date(article.published),
        genre=article.genre or "",
        full=article.rights == "full",
        private=private,
        facts=tuple(_facts(article)),
        blocks=tuple(_text_blocks(index, article) if private else _digest_blocks(index, article)),
        entities=_entities(index, article),
        previous=index.article_link(beside.previous, here) if beside.previous else None,
        next=index.article_link(beside.next, here) if beside.next else None,
    )


def contradicted(index: SiteIndex, article: Article) -> tuple[Dispute, ...]:
    """Return the disputes in which the article is on one side and another article on another."""
    return tuple(one for one in _disputes(index, article) if _is_against(one, index.labels[article.id]))


def within(index: SiteIndex, article: Article) -> tuple[Dispute, ...]:
    """Return the disputes in which the article is on two sides: it contradicts itself, or two whom it cites differ."""
    label = index.labels[article.id]
    return tuple(one for one in _disputes(index, article) if sum(label in side for side in _articles(one)) > 1)


def _disputes(index: SiteIndex, article: Article) -> Iterator[Dispute]:
    disputed = (index.kb.records.entities[id] for id in sorted(index.quoted.get(article.id, ())))
    for entity in disputed:
        if entity.id in index.disagreements:
            yield from disputes_of(index, entity, article.page)


def alone(index: SiteIndex, article: Article) -> tuple[SoleValues, ...]:
    """Return the values of single attributes that only this article gives, by entity."""
    quoting = index.quoted.get(article.id, {})
    found = ((entity, tuple(_sole_attributes(index, article, entity))) for entity in index.in_order(quoting))
    return tuple(SoleValues(link_to(entity, article.page), fields) for entity, fields in found if fields)


def _facts(article: Article) -> Iterator[PublicationFact]:
    basis = article.published_basis or ""
    reason = ": ".join(part for part in (BASES.get(basis, basis), article.published_note or "") if part)
    yield PublicationFact("Publisher", article.publisher or "")
    yield PublicationFact("Author", article.author or "")
    yield PublicationFact("Date", show_date(article.published), None, basis == "inferred", reason)
    for field, url in (("Address", article.url or ""), ("Archived copy", article.archived_url or "")):
        yield PublicationFact(field, url, url if is_web(url) else None)
    yield PublicationFact("Genre", article.genre or "")


def _digest_blocks(index: SiteIndex, article: Article) -> Iterator[BlockView]:
    """Yield the title where something rests on it, then every block of the source, told or not."""
    if (article.id, 0) in index.support:
        yield _block(index, article, range(1), (Markdown(""),), True)
    at = 1
    for passage in sorted(article.body, key=lambda passage: passage.first):
        yield from _gap(index, article, at, passage.first)
        paragraphs = tuple(passage_html(index, article, passage, article.page)) if passage.is_written else ()
        yield _block(index, article, range(passage.first, passage.last + 1), paragraphs, passage.is_written)
        at = max(at, passage.last + 1)
    yield from _gap(index, article, at, len(article.blocks) + 1)


def _gap(index: SiteIndex, article: Article, first: int, end: int) -> Iterator[BlockView]:
    for number in range(first, end):
        yield _block(index, article, range(number, number + 1), (), False)


def _text_blocks(index: SiteIndex, article: Article) -> Iterator[BlockView]:
    """Yield every block of the source with its own text, the quoted words marked."""
    for block in article.text or ():
        support = index.support.get((article.id, block.number), ())
        quotes = {statement.evidence[number - 1].quote for _, statement, number in support}
        marked = mark_quotes(block.text, quotes)
        yield _block(index, article, range(block.number, block.number + 1), (marked,), True)


def mark_quotes(text: str, quotes: Iterable[str]) -> Markdown:
    """Return a text with what is quoted of it marked, quotations that overlap as one."""
    covered = {at for quote in quotes for start, end in find_whole(quote, text) for at in range(start, end)}
    runs = groupby(enumerate(text), key=lambda pair: pair[0] in covered)
    parts = ((quoted, escape("".join(char for _, char in run))) for quoted, run in runs)
    return Markdown("".join(f"<mark>{part}</mark>" if quoted else part for quoted, part in parts))


def _block(
    index: SiteIndex, article: Article, numbers: range, paragraphs: tuple[Markdown, ...], told: bool
) -> BlockView:
    first, last = numbers[0], numbers[-1]
    return BlockView(
        anchors=tuple(f"b{number}" for number in numbers),
        label=block_label(article, first) if first == last else f"¶{first} to ¶{last}",
        kind=_kind(article, numbers),
        paragraphs=paragraphs,
        told=told,
        supports=_margin(index, article, numbers),
    )


def _kind(article: Article, numbers: range) -> str:
    """Return the kind of blocks, or that of plain text where they are of several kinds.

    A paragraph that tells a heading and what follows it was once shown as a heading.
    """
    letters = {article.blocks[number - 1 : number] if number else "" for number in numbers}
    return BLOCK_KINDS.get(letters.pop(), "title") if len(letters) == 1 else BLOCK_KINDS["p"]


def _margin(index: SiteIndex, article: Article, numbers: range) -> tuple[MarginQuote, ...]:
    """Return what is stated of blocks under the words that it rests on, each fact and each quotation once."""
    facts: dict[Hashable, list[tuple[Entity, Statement, int]]] = {}
    for support in (one for number in numbers for one in index.support.get((article.id, number), ())):
        entity, statement, _ = support
        claims = tuple((claim.attribute, claim.value, claim.words) for claim in statement.claims)
        facts.setdefault((entity.id, claims, statement.denies), []).append(support)
    found: dict[Hashable, tuple[tuple[str, ...], list[SupportedStatement]]] = {}
    for supports in facts.values():
        quotes = (statement.evidence[at - 1].quote for _, statement, at in supports)
        # Folded, for two editors may have copied the same words with other quotation marks or spaces.
        folded = {fold(quote): quote for quote in quotes}
        group = found.setdefault(frozenset(folded), (tuple(folded.values()), []))
        group[1].append(_supported(index, article, supports))
    return tuple(MarginQuote(quotes, tuple(those)) for quotes, those in found.values())


def _supported(
    index: SiteIndex, article: Article, supports: Sequence[tuple[Entity, Statement, int]]
) -> SupportedStatement:
    """Return a fact by its first evidence, with the voices of all."""
    entity, statement, at = supports[0]
    contested, against = _against(index, article, entity, statement)
    return SupportedStatement(
        entity=entity.name,
        draft=entity.draft,
        claims=tuple(show_claim(index, entity, claim, article.page, statement.denies) for claim in statement.claims),
        voices=voices_of(index, [one.evidence[number - 1] for _, one, number in supports], article.page),
        href=evidence_link(entity, statement, article.page, at),
        contested=contested,
        against=against,
    )


def _against(index: SiteIndex, article: Article, entity: Entity, statement: Statement) -> tuple[Contest, Link | None]:
    """Return how a statement is contested, with a link to that dispute, named by the articles on the other side."""
    for disagreement in index.contests(entity):
        others = [p for p in disagreement.positions if statement.id not in p.statements]
        if len(others) == len(disagreement.positions):
            continue
        against = [evidence for p in others for s in p.statements for evidence in index.statements[s][1].evidence]
        voices = {item.said_by for item in statement.evidence if item.article == article.id}
        said = (_opponent(index, article, item, voices) for item in against)
        link = Link(", ".join(dict.fromkeys(said)), href(article.page, entity.page, dispute_anchor(disagreement)))
        return contest_of({disagreement.type}), link
    return "", None


def _opponent(index: SiteIndex, article: Article, item: Evidence, voices: Set[tuple[Speaker, ...]]) -> str:
    """Return who says otherwise: another article, this one itself, or whoever else speaks in it."""
    if item.article != article.id:
        return index.labels[item.article]
    if item.said_by:
        return "a speaker here" if () in voices else "another speaker here"
    return "itself" if () in voices else "the article itself"


def _entities(index: SiteIndex, article: Article) -> tuple[Link, ...]:
    known = index.kb.records.entities
    mentioned = {mention.entity for mention in index.mentions_in.get(article.id, ()) if mention.article}
    ids = mentioned | index.quoted.get(article.id, {}).keys()
    found = sorted((known[id] for id in ids), key=lambda e: (e.kind, e.name.casefold(), e.id))
    return tuple(link_to(e, article.page, index.kind(e).label) for e in found)


def _articles(dispute: Dispute) -> list[set[str]]:
    """Return the articles on each side of a dispute."""
    return [{quote.source.article for quote in side.quotes} for side in dispute.sides]


def _is_against(dispute: Dispute, label: str) -> bool:
    """Whether some side is held by the article and some side by others and not by it."""
    sides = _articles(dispute)
    return any(label in side for side in sides) and any(side and label not in side for side in sides)


def _sole_attributes(index: SiteIndex, article: Article, entity: Entity) -> Iterator[SoleAttribute]:
    """Yield each attribute that this article alone gives, each value once that is not wholly inferred."""
    every = claims_of(index.kb.records, entity)
    # What is wholly inferred is ours, not what the article says.
    claimed = [
        (s, claim, a) for s, claim, a in every if a.single and {"value", a.name}.isdisjoint(s.inferred_everywhere)
    ]
    giving: dict[str, set[str]] = defaultdict(set)
    for statement, _, attribute in claimed:
        giving[attribute.name] |= {evidence.article for evidence in statement.evidence}
    for name in (name for name, articles in giving.items() if articles == {article.id}):
        sole = [(statement, claim) for statement, claim, attribute in claimed if attribute.name == name]
        values = tuple(stated_values(index, entity, sole, article.page))
        yield SoleAttribute(index.attribute(entity, name).label, index.contest(entity, name), values)
