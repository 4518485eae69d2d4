"""Collection pages: the site index in, the pages on the whole collection out: method, coverage, names, offices.

They say how much there is, how much of the articles is stated, and under which names and offices things and people are
found. Each figure is counted from the records at each build, so that no page can promise more than the collection has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from unicodedata import category

from druzhba_kb.locales import formats, gettext
from druzhba_kb.locales.alphabet import alphabet
from druzhba_kb.model import Alias, Article, Entity
from druzhba_kb.relate.coverage import CoveredAttribute, CoveredBlock, Volume, coverage, volume_of_all, volumes
from druzhba_kb.relate.references import claims_of
from druzhba_kb.render.page_model import Link, ListPage, href, link_to, paginate
from druzhba_kb.render.site_index import Contest, SiteIndex, contest_of
from druzhba_kb.render.views.attributions import Voices, voices_of
from druzhba_kb.render.views.evidence import ShownValue, Source, alias_source, is_paraphrase, show_claim, show_period
from druzhba_kb.render.views.reference_pages import CitedEntry, alias_entry
from druzhba_kb.values import is_inferred
from druzhba_kb.values.edtf import span

COVERAGE, NAMES, OFFICES = "coverage/", "names/", "offices/"
LONGEST_OFFICE = 90  # letters: what is longer is a sentence without its full stop


@dataclass(frozen=True, slots=True)
class CollectionFigures:
    """How much there is, how much of it is inferred, told in our own words or taken from references, and how often it changed."""

    articles: int
    entities: int
    statements: int
    quotations: int
    inferred: int
    paraphrases: int
    references: int
    cited: int
    quoted_share: int
    retold_share: int
    changes: int


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
    """An article with its blocks, how many are quoted, excused and open, and the shares of its words, if these are known."""

    title: str
    href: str
    blocks: tuple[ShownBlock, ...]
    quoted: int
    excused: int
    open: int
    words: int
    quoted_share: int
    retold_share: int


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


@dataclass(frozen=True, slots=True)
class NameEntry:
    """A name: what it names, its language and use, the note on it and where it stands: in an article or in a reference."""

    name: str
    entity: Link
    kind: str
    is_main: bool
    lang: str
    use: str
    note: str
    quote: str
    source: Source | None
    entry: CitedEntry | None


@dataclass(frozen=True, slots=True)
class NamesView:
    """A page of the names under their first letters, and where each letter begins if there are several pages."""

    letters: tuple[tuple[str, tuple[NameEntry, ...]], ...]
    begins: tuple[Link, ...]
    sheet: ListPage


@dataclass(frozen=True, slots=True)
class HeldOffice:
    """What somebody was: the attribute, the values of one statement, when, and who says so."""

    label: str
    values: tuple[ShownValue, ...]
    when: str
    contested: Contest
    voices: Voices


@dataclass(frozen=True, slots=True)
class OfficeHolder:
    """A person with what they were, in order of time."""

    person: Link
    held: tuple[HeldOffice, ...]


def collection_figures(index: SiteIndex) -> CollectionFigures:
    """Return the figures that the page on the method names."""
    records = index.kb.records
    every = [statement for entity in records.entities.values() for statement in entity.statements]
    statements = [statement for statement in every if not statement.by_reference]
    claims = (one for entity in records.entities.values() for one in claims_of(records, entity))
    whole = volume_of_all(records)
    return CollectionFigures(
        articles=len(records.articles),
        entities=len(records.entities),
        statements=len(statements),
        quotations=sum(len(statement.evidence) for statement in statements),
        inferred=sum(
            is_inferred(one.inferred_everywhere, index.attribute(entity, claim.attribute))
            for entity in records.entities.values()
            for one in entity.from_articles
            for claim in one.claims
        ),
        paraphrases=sum(is_paraphrase(attribute, claim) for _, claim, attribute in claims),
        references=len(records.references),
        cited=sum(len(statement.claims) for statement in every if statement.by_reference),
        quoted_share=round(whole.quoted_share),
        retold_share=round(whole.retold_share),
        changes=len(index.changes),
    )


def coverage_views(index: SiteIndex, size: int) -> Iterator[CoverageView]:
    """Yield the coverage of the knowledge base in pages of so many articles, the kinds on the first."""
    found, every, known = coverage(index.kb), index.articles, volumes(index.kb.records)
    for sheet in paginate(COVERAGE, len(every), size):
        articles = tuple(
            _covered_article(index, one, found.articles[one.id], known.get(one.id), sheet.here)
            for one in sheet.of(every)
        )
        kinds = (
            ShownKind(one.plural, href(COVERAGE, f"{one.id}/"), len(index.ordered[one.id]), tuple(found.kinds[one.id]))
            for one in index.kinds
            if sheet.number == 1
        )
        yield CoverageView(articles, tuple(kinds), sheet)


def _covered_article(
    index: SiteIndex, article: Article, blocks: Sequence[CoveredBlock], volume: Volume | None, here: str
) -> ShownArticle:
    return ShownArticle(
        title=article.title,
        href=href(here, article.page),
        blocks=tuple(_covered_block(index, article, block, here) for block in blocks),
        quoted=sum(bool(block.statements) for block in blocks),
        excused=sum(not block.statements and not block.is_open for block in blocks),
        open=sum(block.is_open for block in blocks),
        words=volume.words if volume else 0,
        quoted_share=round(volume.quoted_share) if volume else 0,
        retold_share=round(volume.retold_share) if volume else 0,
    )


def _covered_block(index: SiteIndex, article: Article, block: CoveredBlock, here: str) -> ShownBlock:
    links = tuple(link_to(index.heads[id], here, formats.number(count)) for id, count in block.statements.items())
    return ShownBlock(
        block.number, gettext(block.kind), href(here, article.page, f"b{block.number}"), links, block.reason
    )


def names_views(index: SiteIndex, size: int) -> Iterator[NamesView]:
    """Yield every name and spelling in pages of a size, in alphabetical order, those of other scripts last."""
    order = alphabet()
    every = ((e, a, a.name if a else e.name) for e in index.heads.values() for a in (None, *e.aliases))
    named = sorted(every, key=lambda one: (*order.key(_plain(one[2])), one[0].name))
    pages = paginate(NAMES, len(named), size)
    # From the end, so that of the pages with a letter the first remains.
    starts = {order.letter(name): page for page in reversed(pages) for *_, name in reversed(page.of(named))}
    headings = {letter: letter or gettext("Other scripts") for letter in reversed(starts)}
    for page in pages:
        shown = (name_entry(index, entity, alias, page.here) for entity, alias, _ in page.of(named))
        letters = groupby(shown, key=lambda one: order.letter(one.name))
        # The anchor that a renderer makes of a heading may be that of another letter, or none.
        places = ((name, starts[letter].here, f"letter-{name}".replace(" ", "-")) for letter, name in headings.items())
        links = tuple(Link(name, href(page.here, *place)) for name, *place in places)
        yield NamesView(tuple((headings[letter], tuple(those)) for letter, those in letters), links, page)


def name_entry(index: SiteIndex, entity: Entity, alias: Alias | None, here: str) -> NameEntry:
    """Return a name of an entity, or without `alias` its own, as it is shown on the page here."""
    link, kind = link_to(entity, here), index.kind(entity).label
    if alias is None:
        return NameEntry(entity.name, link, kind, True, "", "", "", "", None, None)
    return NameEntry(
        name=alias.name,
        entity=link,
        kind=kind,
        is_main=False,
        lang=alias.lang or "",
        use=alias.use or "",
        note=alias.note or "",
        quote=alias.quote or "",
        source=alias_source(index, alias, here),
        entry=alias_entry(index, alias, here),
    )


def _plain(name: str) -> str:
    """Return a name in the form in which it is sorted: without quotation marks and other signs."""
    return "".join(char for char in name if category(char)[0] in "LMNZ").strip()


def office_holders(index: SiteIndex) -> tuple[OfficeHolder, ...]:
    """Return the people of whom a source says what they were at a time; people are of a kind with names of persons."""
    kinds = [kind for kind in index.kinds if kind.suggest and kind.suggest.recognizer == "person"]
    people = (entity for kind in kinds for entity in index.members(kind.id))
    found = [OfficeHolder(link_to(one, OFFICES), tuple(_offices(index, one))) for one in people]
    return tuple(holder for holder in found if holder.held)


def _offices(index: SiteIndex, entity: Entity) -> Iterator[HeldOffice]:
    dated = [
        (statement.since or as_of or statement.until, statement, as_of, items)
        for statement in entity.from_articles
        if statement.standing != "rejected"
        for as_of, items in statement.by_time.items()
    ]
    for _, statement, as_of, items in sorted((one for one in dated if one[0]), key=lambda one: span(one[0] or "")[0]):
        claims = [one for one in statement.claims if not index.attribute(entity, one.attribute).claim]
        if not claims:
            continue  # an accusation in a table looks like a fact
        attribute = index.attribute(entity, claims[0].attribute)
        values = tuple(show_claim(index, entity, claim, OFFICES, statement) for claim in claims)
        if not any(value.text.endswith(".") or len(value.text) > LONGEST_OFFICE for value in values):
            yield HeldOffice(
                label=attribute.label,
                values=values,
                when=show_period(statement, as_of, "{date}"),
                contested=contest_of({index.contest(entity, one.attribute, statement.id) for one in claims}),
                voices=voices_of(index, items, OFFICES),
            )
