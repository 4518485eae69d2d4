"""Article page: one article in, out its byline, its stretches with what rests on them, and how it stands to the others.

Every block of the source has a place, told or not, so that a gap in our reading shows; how it stands to the whole base
stands beside it. A withheld text never gets into a page but in the private edition, which is asked for; otherwise our digest
stands in its place. What only this article says is counted by record, for silence elsewhere is no denial.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, groupby

from druzhba_kb.folding import find_whole, fold
from druzhba_kb.locales import N_, gettext
from druzhba_kb.locales.alphabet import alphabet
from druzhba_kb.locales.formats import in_digits
from druzhba_kb.model import BLOCK_KINDS, Article, Entity, Statement
from druzhba_kb.render.markdown import Markdown, escape, passage_html
from druzhba_kb.render.page_model import Link, is_web, link_to
from druzhba_kb.render.site_index import SiteIndex
from druzhba_kb.render.views.article_facts import STATES, BlockView, block_facts, saying
from druzhba_kb.render.views.articles_on import is_alone_on
from druzhba_kb.render.views.attributions import Voice, speakers_of, voices_of
from druzhba_kb.render.views.disputes_page import Dispute, disputes_of
from druzhba_kb.render.views.evidence import Quote, show_date

BASES = {"dateline": N_("Date from the article’s dateline."), "inferred": N_("Date inferred.")}
MOST_SPEAKERS = 2  # who are named in the byline


@dataclass(frozen=True, slots=True)
class Byline:
    """Who published an article, when and as what, and where it can be read; `basis` says where the date is from."""

    publisher: str
    author: str
    published: str
    inferred: bool
    basis: str
    note: str
    genre: str
    url: str
    archived: str


@dataclass(frozen=True, slots=True)
class SpokenShare:
    """How many paragraphs of all that give facts rest on the words of speakers alone, and who speaks in most of them."""

    paragraphs: int
    of: int
    speakers: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class ArticleView:
    """What the page of an article shows; `number` is its place among all by date, from 1."""

    title: str
    lang: str
    draft: bool
    file: str
    label: str
    number: int
    articles: int
    byline: Byline
    full: bool
    private: bool
    sealed: bool
    attested_by: str
    attested_on: str
    blocks: tuple[BlockView, ...]
    spoken: SpokenShare
    named: tuple[tuple[str, tuple[Link, ...]], ...]
    previous: Link | None
    next: Link | None

    @property
    def states(self) -> tuple[tuple[str, int], ...]:
        """Return the states of its stretches, the strongest first, each with how many have it."""
        counted = Counter(block.state for block in self.blocks)
        return tuple((state, counted[state]) for state in STATES if counted[state])


@dataclass(frozen=True, slots=True)
class SoleRecord:
    """A record with the number of facts that one article alone gives of it, and who says them where it does not itself.

    `whole` is whether no other article speaks of the record at all.
    """

    entity: Link
    facts: int
    whole: bool
    spoken: int
    speakers: tuple[str, ...]


def article_view(index: SiteIndex, article: Article, whole: bool = False) -> ArticleView:
    """Return what the page of an article shows; `whole` asks for a withheld text in the place of its digest."""
    private = whole and article.rights != "full" and article.text is not None
    here, beside = article.page, index.neighbours[article.page]
    blocks = tuple(_text_blocks(index, article) if private else _digest_blocks(index, article))
    return ArticleView(
        title=article.title,
        lang=index.foreign(article.lang),
        draft=article.draft,
        file=article.place.file,
        label=index.labels[article.id],
        number=beside.number,
        articles=beside.count,
        byline=_byline(article),
        full=article.rights == "full",
        private=private,
        sealed=article.sealed,
        attested_by=article.attested.by if article.attested else "",
        attested_on=show_date(article.attested.day) if article.attested else "",
        blocks=blocks,
        spoken=_spoken(index, article),
        named=tuple(_named(index, article)),
        previous=index.article_link(beside.previous, here) if beside.previous else None,
        next=index.article_link(beside.next, here) if beside.next else None,
    )


def differences(index: SiteIndex, article: Article) -> tuple[tuple[str, tuple[Dispute, ...]], ...]:
    """Return the disputes on facts by how the article stands in them: against itself, among its voices, against others."""
    found: dict[str, list[Dispute]] = {"itself": [], "voices": [], "others": []}
    for entity in _quoting(index, article):
        for dispute in disputes_of(index, entity, article.page) if entity.id in index.disagreements else ():
            for way in _ways(dispute, index.labels[article.id]) if dispute.type == "fact" else ():
                found[way].append(dispute)
    return tuple((way, tuple(those)) for way, those in found.items() if those)


def _quoting(index: SiteIndex, article: Article) -> tuple[Entity, ...]:
    """Return the heads of the entities of whose statements the article is evidence."""
    return index.in_order({entity.id for entity, _ in index.quoted.get(article.id, ())})


def _ways(dispute: Dispute, label: str) -> Iterator[str]:
    """Yield how an article stands in a dispute: itself on two sides, those who speak in it, or others on a side.

    The same words on two sides, which give a day and its year, are not against themselves.
    """
    ours = [[quote for quote in side.quotes if quote.source.article == label] for side in dispute.sides]
    apart = [pair for pair in combinations(ours, 2) if all(pair) and not _common(pair, lambda quote: fold(quote.quote))]
    if apart:
        itself = any(all(any(not quote.source.voices for quote in held) for held in pair) for pair in apart)
        yield "itself" if itself else "voices"
    if any(ours) and any(side.quotes and not held for side, held in zip(dispute.sides, ours, strict=True)):
        yield "others"


def _common(pair: tuple[list[Quote], list[Quote]], what: Callable[[Quote], Hashable]) -> bool:
    one, other = ({what(quote) for quote in quotes} for quotes in pair)
    return not one.isdisjoint(other)


def alone(index: SiteIndex, article: Article) -> tuple[SoleRecord, ...]:
    """Return the records of which only this article gives some facts, those with most of them first."""
    entities = (index.kb.records.entities[head.id] for head in _quoting(index, article))
    found = (_sole(index, article, entity) for entity in entities)
    return tuple(sorted((one for one in found if one.facts), key=lambda one: -one.facts))


def _sole(index: SiteIndex, article: Article, entity: Entity) -> SoleRecord:
    sole = [tuple(item for one in statements for item in one.evidence) for statements in _lone(article, entity)]
    spoken = [items for items in sole if all(item.said_by for item in items)]
    chains = (voices_of(index, items, article.page).speakers for items in spoken)
    return SoleRecord(
        entity=link_to(entity, article.page),
        facts=len(sole),
        whole=is_alone_on(index, article, entity),
        spoken=len(spoken),
        speakers=tuple(dict.fromkeys(chain[0].name for those in chains for chain in those)),
    )


def _lone(article: Article, entity: Entity) -> Iterator[tuple[Statement, ...]]:
    """Yield the statements of each claim on an entity that only this article makes."""
    for (attribute, *_), statements in saying(entity).items():
        # What is wholly inferred is ours, not what the article says.
        stated = any({"value", attribute}.isdisjoint(one.inferred_everywhere) for one in statements)
        if stated and {item.article for one in statements for item in one.evidence} == {article.id}:
            yield statements


def _byline(article: Article) -> Byline:
    basis = article.published_basis or ""
    url, archived = article.url or "", article.archived_url or ""
    return Byline(
        publisher=article.publisher or "",
        author=article.author or "",
        published=show_date(article.published),
        inferred=basis == "inferred",
        basis=gettext(BASES[basis]) if basis in BASES else "",
        note=article.published_note or "",
        genre=article.genre or "",
        url=url if is_web(url) else "",
        archived=archived if is_web(archived) else "",
    )


def _spoken(index: SiteIndex, article: Article) -> SpokenShare:
    every = (index.support.get((article.id, number), ()) for number in range(1, len(article.blocks) + 1))
    giving = [[statement.evidence[at - 1].said_by for _, statement, at in those] for those in every if those]
    spoken = [dict.fromkeys(chains) for chains in giving if all(chains)]
    said = Counter(
        voice for chains in spoken for voice in {speakers_of(index, one, article.page)[-1]: None for one in chains}
    )
    return SpokenShare(len(spoken), len(giving), tuple(voice for voice, _ in said.most_common(MOST_SPEAKERS)))


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
        label=in_digits(f"¶{first}" if first == last else f"¶{first}–{last}") if last else gettext("title"),
        kind=_kind(article, numbers),
        paragraphs=paragraphs,
        told=told,
        facts=block_facts(index, article, numbers),
    )


def _kind(article: Article, numbers: range) -> str:
    """Return the kind of blocks, or that of plain text where they are of several kinds.

    A paragraph that tells a heading and what follows it was once shown as a heading.
    """
    letters = {article.blocks[number - 1 : number] if number else "" for number in numbers}
    return BLOCK_KINDS.get(letters.pop(), "title") if len(letters) == 1 else BLOCK_KINDS["p"]


def _named(index: SiteIndex, article: Article) -> Iterator[tuple[str, tuple[Link, ...]]]:
    """Yield the entities that the article names or states something of, under the name of each kind."""
    mentioned = {mention.entity for mention in index.mentions_in.get(article.id, ()) if mention.article}
    ids = mentioned | {entity.id for entity in _quoting(index, article)}
    found = (index.heads[id] for id in ids)
    ordered = sorted(found, key=lambda entity: (entity.kind, alphabet().key(entity.name), entity.id))
    for _, those in groupby(ordered, key=lambda entity: entity.kind):
        members = tuple(those)
        yield index.kind(members[0]).plural, tuple(link_to(one, article.page) for one in members)
