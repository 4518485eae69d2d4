"""Entity page: one entity in, everything that its page shows out.

Each fact stands once, as a row that says on whose word it stands and unfolds its evidence. Where nothing is recorded, no
article is said to be silent.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from druzhba_kb.model import Alias, Entity, Mention
from druzhba_kb.render.markdown import Markdown, summary_html
from druzhba_kb.render.page_model import Link, block_label, href, link_to
from druzhba_kb.render.site_index import SiteIndex, kind_link
from druzhba_kb.render.views.attribute_rows import AttributeRow, attribute_rows
from druzhba_kb.render.views.attributions import Voices, voices_of
from druzhba_kb.render.views.derived_facts import DerivedSection, derived_sections
from druzhba_kb.render.views.disputes_page import Dispute, disputes_of, spellings_of
from druzhba_kb.render.views.evidence import Source, alias_source
from druzhba_kb.render.views.graph_page import Neighbourhood, neighbourhood, relation_link, relations
from druzhba_kb.render.views.moved_facts import MovedFact, moved_facts
from druzhba_kb.render.views.reference_pages import CitedEntry, CitedRow, alias_entry, cited_rows
from druzhba_kb.render.views.silence import silence_on


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
class UnrecordedAttribute:
    """An attribute of which nothing is recorded, and the articles that were read for it and do not give it."""

    label: str
    absent: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class EntityView:
    """What the page of an entity shows."""

    name: str
    draft: bool
    category: str
    file: str
    position: KindPosition
    summary: tuple[Markdown, ...]
    seen: Voices
    contests: tuple[Dispute, ...]
    spellings: tuple[Dispute, ...]
    glance: tuple[AttributeRow, ...]
    told: tuple[AttributeRow, ...]
    unrecorded: tuple[UnrecordedAttribute, ...]
    cited: tuple[CitedRow, ...]
    derived: tuple[DerivedSection, ...]
    related: tuple[tuple[str, tuple[Link, ...]], ...]
    near: Neighbourhood | None
    mentions: tuple[MentionView, ...]
    names: tuple[OtherName, ...]
    moved: tuple[MovedFact, ...]


def entity_view(index: SiteIndex, entity: Entity) -> EntityView:
    """Return what the page of an entity shows."""
    here, rows = entity.page, attribute_rows(index, entity)
    related = relations(index, entity, own=True).items()
    return EntityView(
        name=entity.name,
        draft=entity.draft,
        category=entity.category or "",
        file=entity.place.file,
        position=_position(index, entity),
        summary=tuple(summary_html(index, entity, here)),
        seen=_seen(index, entity),
        contests=disputes_of(index, entity, here),
        spellings=spellings_of(index, entity, here),
        glance=tuple(row for row in rows if not row.told),
        told=tuple(row for row in rows if row.told),
        unrecorded=tuple(_unrecorded(index, entity)),
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


def _seen(index: SiteIndex, entity: Entity) -> Voices:
    """Return who says something of the entity, on its page or elsewhere."""
    elsewhere = (statement for _, statement in index.about.get(entity.id, ()))
    filled = (statement for statement, _ in entity.filled)
    return voices_of(
        index, [it for one in (*entity.statements, *filled, *elsewhere) for it in one.evidence], entity.page
    )


def _unrecorded(index: SiteIndex, entity: Entity) -> Iterator[UnrecordedAttribute]:
    """Yield the attributes of which nothing is recorded where a reader can expect it, or an editor looked for it."""
    stated = {claim.attribute for statement in entity.statements for claim in statement.claims}
    stated |= {claim.attribute for _, claim in entity.filled}
    for attribute in index.kind(entity).attributes.values():
        silence = silence_on(index, entity, attribute, entity.page)
        if attribute.name not in stated and silence.asked and (attribute.single or silence.absent):
            yield UnrecordedAttribute(attribute.label, silence.absent)
