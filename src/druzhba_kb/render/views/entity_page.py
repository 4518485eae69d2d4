"""Entity page: one entity in, everything that its page shows out.

The same evidence is shown three times: at a glance by attribute, in a table by article, and as numbered footnotes to
which both lead. Each value stands once, with all that it rests on. Where nothing is recorded, no article
is said to be silent. What is told at length is a list to read, since sentences side by side cannot be compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from druzhba_kb.model import Alias, Article, Entity, Mention
from druzhba_kb.render.markdown import Markdown, summary_html
from druzhba_kb.render.page_model import Link, block_label, href, link_to
from druzhba_kb.render.site_index import Contest, SiteIndex, kind_link, quoted_articles
from druzhba_kb.render.views.attribute_rows import AttributeRow, AttributeValue, attribute_rows, narrowed
from druzhba_kb.render.views.derived_facts import DerivedSection, derived_sections
from druzhba_kb.render.views.disputes_page import Dispute, disputes_of, spellings_of
from druzhba_kb.render.views.evidence import FootnoteGroup, Source, alias_source, evidence_groups
from druzhba_kb.render.views.graph_page import Neighbourhood, neighbourhood, relation_link, relations
from druzhba_kb.render.views.moved_facts import MovedFact, moved_facts
from druzhba_kb.render.views.reference_pages import CitedEntry, CitedRow, alias_entry, cited_rows
from druzhba_kb.render.views.silence import silence_on

CONTESTS = ("fact", "scope", "")  # in the order in which they are shown
FEW_VALUES = 2  # texts that can be compared at a glance
GLANCE = 90  # letters of our own words that can be taken in at a glance


@dataclass(frozen=True, slots=True)
class OtherName:
    """Another name, with its language, its note and where it stands: in an article or in a reference."""

    name: str
    lang: str
    use: str
    note: str
    quote: str
    source: Source | None
    entry: CitedEntry | None


@dataclass(frozen=True, slots=True)
class MentionView:
    """A sentence in which the entity is mentioned, and the links to its place."""

    label: str
    block: str
    href: str
    sentence: str


@dataclass(frozen=True, slots=True)
class KindPosition:
    """Where an entity stands among those of its kind."""

    kind: Link
    label: str
    number: int
    count: int
    previous: Link | None
    next: Link | None


@dataclass(frozen=True, slots=True)
class ArticleCell:
    """What one article says of one attribute: values, nothing that is recorded, or nothing that it gives."""

    article: str
    absent: bool
    values: tuple[AttributeValue, ...]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """What each article says of one attribute."""

    label: str
    contested: Contest
    cells: tuple[ArticleCell, ...]


@dataclass(frozen=True, slots=True)
class UnrecordedAttribute:
    """An attribute of which nothing is recorded, and the articles that were read for it and do not give it."""

    label: str
    absent: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is said of an entity: the evidence, the values of each attribute, and what each article says of it.

    `rows` fit at a glance; `told` are attributes told at length and claims, which are read one below the other, not
    compared: an accusation in a box looks like a fact.
    """

    groups: tuple[FootnoteGroup, ...]
    rows: tuple[AttributeRow, ...]
    told: tuple[AttributeRow, ...]
    unrecorded: tuple[UnrecordedAttribute, ...]
    columns: tuple[Link, ...]
    table: tuple[SourceRow, ...]


@dataclass(frozen=True, slots=True)
class EntityView:
    """What the page of an entity shows."""

    name: str
    draft: bool
    category: str
    file: str
    position: KindPosition
    summary: tuple[Markdown, ...]
    contests: tuple[Dispute, ...]
    spellings: tuple[Dispute, ...]
    said: Comparison
    cited: tuple[CitedRow, ...]
    derived: tuple[DerivedSection, ...]
    related: tuple[tuple[str, tuple[Link, ...]], ...]
    near: Neighbourhood | None
    mentions: tuple[MentionView, ...]
    names: tuple[OtherName, ...]
    moved: tuple[MovedFact, ...]


def entity_view(index: SiteIndex, entity: Entity) -> EntityView:
    """Return what the page of an entity shows."""
    here = entity.page
    related = relations(index, entity, own=True).items()
    return EntityView(
        name=entity.name,
        draft=entity.draft,
        category=entity.category or "",
        file=entity.place.file,
        position=_position(index, entity),
        summary=tuple(summary_html(index, entity, here)),
        contests=disputes_of(index, entity, here),
        spellings=spellings_of(index, entity, here),
        said=_comparison(index, entity),
        derived=derived_sections(index, entity),
        cited=cited_rows(index, entity),
        related=tuple((label, tuple(relation_link(index, one, here) for one in those)) for label, those in related),
        near=neighbourhood(index, entity),
        mentions=_mentions(index, entity),
        names=tuple(_name(index, alias, here) for alias in entity.aliases),
        moved=moved_facts(index, entity.id, here),
    )


def _position(index: SiteIndex, entity: Entity) -> KindPosition:
    kind, beside = index.kind(entity), index.neighbours[entity.page]
    return KindPosition(
        kind=kind_link(kind, entity.page),
        label=kind.label,
        number=beside.number,
        count=beside.count,
        previous=_neighbour(index, beside.previous, entity.page),
        next=_neighbour(index, beside.next, entity.page),
    )


def _neighbour(index: SiteIndex, id: str | None, here: str) -> Link | None:
    return link_to(index.kb.records.entities[id], here) if id else None


def _mentions(index: SiteIndex, entity: Entity) -> tuple[MentionView, ...]:
    """Return the sentences in which an entity is mentioned, each once however often it names it."""
    shown = (_mention(index, mention, entity.page) for mention in index.mentions_of.get(entity.id, ()))
    return tuple(dict.fromkeys(shown))


def _mention(index: SiteIndex, mention: Mention, here: str) -> MentionView:
    if mention.article is None:
        entity = index.kb.records.entities[mention.in_entity or ""]
        return MentionView(entity.name, "summary", href(here, entity.page), mention.sentence)
    if mention.block is None:
        link, block = index.article_link(mention.article, here), ""
    else:
        link = index.article_link(mention.article, here, f"b{mention.block}")
        block = block_label(index.article(mention.article), mention.block)
    return MentionView(link.name, block, link.href, mention.sentence)


def _name(index: SiteIndex, alias: Alias, here: str) -> OtherName:
    return OtherName(
        name=alias.name,
        lang=alias.lang or "",
        use=alias.use or "",
        note=alias.note or "",
        quote=alias.quote or "",
        source=alias_source(index, alias, here),
        entry=alias_entry(index, alias, here),
    )


def _comparison(index: SiteIndex, entity: Entity) -> Comparison:
    """Return what is said of an entity, by the articles that speak of it."""
    groups = evidence_groups(index, entity)
    every = attribute_rows(index, entity, (item for group in groups for item in group.items))
    rows = tuple(row for row in every if not _is_told(row))
    columns = index.dated(_speaking(index, entity))
    return Comparison(
        groups=groups,
        rows=rows,
        told=tuple(row for row in every if _is_told(row)),
        unrecorded=tuple(_unrecorded(index, entity)),
        columns=tuple(index.article_link(article.id, entity.page, note=article.title) for article in columns),
        table=tuple(
            SourceRow(row.label, row.contested, tuple(_cell(index, entity, row, one) for one in columns))
            for row in sorted(rows, key=lambda row: CONTESTS.index(row.contested))
        ),
    )


def _speaking(index: SiteIndex, entity: Entity) -> set[str]:
    """Return the ids of the articles that are quoted for an entity, mention it, have a name of it or were read for it."""
    read = {
        article
        for attribute in index.kind(entity).attributes
        for article in index.absent.get((entity.id, attribute), ())
    }
    named = {mention.article for mention in index.mentions_of.get(entity.id, ()) if mention.article}
    named |= {item.article for statement, _ in entity.filled for item in statement.evidence}
    return {*quoted_articles(entity), *read, *named, *(alias.source for alias in entity.aliases if alias.source)}


def _is_told(row: AttributeRow) -> bool:
    """Whether an attribute is a claim, or takes in our own words more room than a glance."""
    if row.attribute.claim:
        return True
    length = sum(len(value.shown.text) for value in row.values)
    return row.attribute.type == "text" and not row.contested and (len(row.values) > FEW_VALUES or length > GLANCE)


def _unrecorded(index: SiteIndex, entity: Entity) -> Iterator[UnrecordedAttribute]:
    """Yield the attributes of which nothing is recorded where a reader can expect it, or an editor looked for it."""
    stated = {claim.attribute for statement in entity.statements for claim in statement.claims}
    stated |= {claim.attribute for _, claim in entity.filled}
    for attribute in index.kind(entity).attributes.values():
        silence = silence_on(index, entity, attribute, entity.page)
        if attribute.name not in stated and silence.asked and (attribute.single or silence.absent):
            yield UnrecordedAttribute(attribute.label, silence.absent)


def _cell(index: SiteIndex, entity: Entity, row: AttributeRow, article: Article) -> ArticleCell:
    absent = article.id in index.absent.get((entity.id, row.attribute.name), ())
    return ArticleCell(index.labels[article.id], absent, narrowed(index, entity, row, article.id))
