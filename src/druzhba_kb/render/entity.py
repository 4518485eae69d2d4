"""Entity: one entity in, everything that its page shows out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from druzhba_kb.model import Alias, Attribute, Entity, Mention
from druzhba_kb.render.compare import Comparison, compare
from druzhba_kb.render.contest import Contest, contests_of
from druzhba_kb.render.evidence import Source, alias_source, block_label
from druzhba_kb.render.markdown import Markdown, summary_html
from druzhba_kb.render.neighbourhood import Neighbourhood, neighbourhood
from druzhba_kb.render.page_model import Link, href, link_to
from druzhba_kb.render.site_index import SiteIndex


@dataclass(frozen=True, slots=True)
class Name:
    """Another name, with its language, its note and where it stands."""

    name: str
    lang: str
    use: str
    note: str
    quote: str
    source: Source | None


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence in which the entity is mentioned, and the links to its place."""

    label: str
    block: str
    href: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Position:
    """Where an entity stands among those of its kind."""

    kind: Link
    label: str
    number: int
    count: int
    previous: Link | None
    next: Link | None


@dataclass(frozen=True, slots=True)
class EntityView:
    """What the page of an entity shows."""

    name: str
    draft: bool
    file: str
    position: Position
    summary: tuple[Markdown, ...]
    contests: tuple[Contest, ...]
    said: Comparison
    related: tuple[tuple[str, tuple[Link, ...]], ...]
    near: Neighbourhood | None
    mentions: tuple[Spoken, ...]
    names: tuple[Name, ...]


def entity_view(cat: SiteIndex, entity: Entity) -> EntityView:
    """Return what the page of an entity shows."""
    here = entity.page
    return EntityView(
        name=entity.name,
        draft=entity.draft,
        file=entity.place.file,
        position=_position(cat, entity),
        summary=tuple(summary_html(cat, entity, here)),
        contests=contests_of(cat, entity, here),
        said=compare(cat, entity),
        related=_related(cat, entity),
        near=neighbourhood(cat, entity),
        mentions=tuple(_spoken(cat, mention, here) for mention in cat.mentions_of.get(entity.id, ())),
        names=tuple(_name(cat, alias, here) for alias in entity.aliases),
    )


def _position(cat: SiteIndex, entity: Entity) -> Position:
    kind = cat.kind(entity)
    among = cat.neighbours[entity.page]
    return Position(
        kind=Link(kind.plural, href(entity.page, f"{kind.id}/")),
        label=kind.label,
        number=among.number,
        count=among.count,
        previous=_neighbour(cat, among.previous, entity.page),
        next=_neighbour(cat, among.next, entity.page),
    )


def _related(cat: SiteIndex, entity: Entity) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    """Return the entities that this one refers to and those that refer to it, by what they are to it."""
    found: dict[str, dict[str, Link]] = defaultdict(dict)
    for attribute, target in _references(cat, entity):
        found[attribute.label].setdefault(target.id, link_to(target, entity.page))
    for back in cat.kb.backlinks.get(entity.id, ()):
        source = cat.kb.records.entities[back.source]
        found[back.label].setdefault(source.id, link_to(source, entity.page))
    return tuple((label, tuple(links.values())) for label, links in found.items())


def _references(cat: SiteIndex, entity: Entity) -> list[tuple[Attribute, Entity]]:
    claims = (c for s in entity.statements if not s.denies for c in s.claims if c.value)
    typed = ((cat.attribute(entity, claim.attribute), claim.value or "") for claim in claims)
    known = cat.kb.records.entities
    return [(attribute, known[value]) for attribute, value in typed if attribute.type == "ref" and value in known]


def _spoken(cat: SiteIndex, mention: Mention, here: str) -> Spoken:
    if mention.article is None:
        entity = cat.kb.records.entities[mention.in_entity or ""]
        return Spoken(entity.name, "summary", href(here, entity.page), mention.sentence)
    article = cat.article(mention.article)
    where = "" if mention.block is None else f"b{mention.block}"
    block = "" if mention.block is None else block_label(article, mention.block)
    return Spoken(cat.labels[article.id], block, href(here, article.page, where), mention.sentence)


def _name(cat: SiteIndex, alias: Alias, here: str) -> Name:
    source = alias_source(cat, alias, here) if alias.source in cat.kb.records.articles else None
    return Name(alias.name, alias.lang or "", alias.use or "", alias.note or "", alias.quote or "", source)


def _neighbour(cat: SiteIndex, id: str | None, here: str) -> Link | None:
    return link_to(cat.kb.records.entities[id], here) if id else None
