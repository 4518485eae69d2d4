"""Entity: one entity in, everything that its page shows out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from druzhba_kb.model import Alias, Article, Attribute, Claim, Entity, Mention
from druzhba_kb.render.catalogue import Catalogue
from druzhba_kb.render.contest import Contest, contests_of
from druzhba_kb.render.evidence import Group, Item, Source, alias_source, block_label, evidence_groups
from druzhba_kb.render.markdown import Markdown
from druzhba_kb.render.page import Link, href
from druzhba_kb.render.shown import Shown, show_claim
from druzhba_kb.render.told import summary

FEW_ARTICLES = 6


@dataclass(frozen=True, slots=True)
class Value:
    """A value with the evidence that bears it."""

    shown: Shown
    inferred: bool
    rejected: bool
    when: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """An attribute with its values."""

    label: str
    contested: bool
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one article says of one attribute: values, nothing, or silence about the whole entity."""

    article: str
    silent: bool
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """What each article says of one attribute."""

    label: str
    contested: bool
    cells: tuple[Cell, ...]


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
class EntityView:
    """What the page of an entity shows."""

    id: str
    name: str
    kind: Link
    kind_label: str
    number: int
    count: int
    summary: tuple[Markdown, ...]
    rows: tuple[Row, ...]
    not_stated: tuple[str, ...]
    contests: tuple[Contest, ...]
    columns: tuple[Link, ...]
    hidden_columns: int
    table: tuple[SourceRow, ...]
    groups: tuple[Group, ...]
    related: tuple[tuple[str, tuple[Link, ...]], ...]
    mentions: tuple[Spoken, ...]
    names: tuple[Name, ...]
    previous: Link | None
    next: Link | None


def entity_view(cat: Catalogue, entity: Entity) -> EntityView:
    """Return what the page of an entity shows."""
    here = entity.page
    kind = cat.kind(entity)
    groups = evidence_groups(cat, entity, here)
    items = [item for group in groups for item in group.items]
    siblings = cat.ordered[entity.kind]
    at = siblings.index(entity)
    rows = _rows(cat, entity, items)
    columns = _columns(cat, entity)
    return EntityView(
        id=entity.id,
        name=entity.name,
        kind=Link(kind.plural, href(here, f"{kind.id}/")),
        kind_label=kind.label,
        number=at + 1,
        count=len(siblings),
        summary=tuple(summary(cat, entity, here)),
        rows=rows,
        not_stated=_not_stated(cat, entity),
        contests=contests_of(cat, entity, here),
        columns=tuple(Link(cat.labels[a.id], href(here, a.page), a.title) for a in columns),
        hidden_columns=len(cat.kb.records.articles) - len(columns),
        table=_table(cat, entity, rows, columns),
        groups=groups,
        related=_related(cat, entity),
        mentions=tuple(_spoken(cat, mention, here) for mention in cat.mentions_of.get(entity.id, ())),
        names=tuple(_name(cat, alias, here) for alias in entity.aliases),
        previous=_neighbour(siblings, at - 1, here),
        next=_neighbour(siblings, at + 1, here),
    )


def _rows(cat: Catalogue, entity: Entity, items: list[Item]) -> tuple[Row, ...]:
    contested = cat.contested(entity)
    attributes = cat.kind(entity).attributes.values()
    rows = (Row(a.label, a.name in contested, _values(cat, entity, a, items)) for a in attributes)
    return tuple(row for row in rows if row.values)


def _values(cat: Catalogue, entity: Entity, attribute: Attribute, items: list[Item]) -> tuple[Value, ...]:
    """Return the values of an attribute, each once, with all the evidence that bears it."""
    borne: dict[tuple[str | None, str | None, bool, str], list[Item]] = defaultdict(list)
    for item in items:
        statement = cat.statements[item.statement][1]
        for claim in statement.claims:
            if claim.attribute == attribute.name:
                borne[claim.value, claim.words, statement.denies, item.when].append(item)
    return tuple(_value(cat, entity, attribute, key, those) for key, those in borne.items())


def _value(
    cat: Catalogue,
    entity: Entity,
    attribute: Attribute,
    key: tuple[str | None, str | None, bool, str],
    items: list[Item],
) -> Value:
    value, words, denies, when = key
    claim = Claim(attribute.name, value, words, entity.place)
    return Value(
        shown=show_claim(cat, entity, claim, entity.page, denies),
        inferred=all(item.inferred for item in items),
        rejected=all(item.standing == "rejected" for item in items),
        when=when,
        items=tuple(items),
    )


def _not_stated(cat: Catalogue, entity: Entity) -> tuple[str, ...]:
    stated = {claim.attribute for statement in entity.statements for claim in statement.claims}
    return tuple(a.label for a in cat.kind(entity).attributes.values() if a.single and a.name not in stated)


def _columns(cat: Catalogue, entity: Entity) -> tuple[Article, ...]:
    """Return the articles to compare, by date: all where they are few, else those that speak of the entity."""
    speaking = _speaking(cat, entity)
    articles = sorted(cat.kb.records.articles.values(), key=lambda a: (a.published or "9999", a.id))
    return tuple(a for a in articles if a.id in speaking or len(articles) <= FEW_ARTICLES)


def _speaking(cat: Catalogue, entity: Entity) -> set[str]:
    quoted = {evidence.article for statement in entity.statements for evidence in statement.evidence}
    named = {mention.article for mention in cat.mentions_of.get(entity.id, ()) if mention.article}
    return quoted | named | {alias.source for alias in entity.aliases if alias.source}


def _table(
    cat: Catalogue, entity: Entity, rows: tuple[Row, ...], columns: tuple[Article, ...]
) -> tuple[SourceRow, ...]:
    speaking = _speaking(cat, entity)
    ordered = sorted(rows, key=lambda row: not row.contested)
    table = ((row, tuple(_cell(cat, row, article, article.id in speaking) for article in columns)) for row in ordered)
    return tuple(SourceRow(row.label, row.contested, cells) for row, cells in table)


def _cell(cat: Catalogue, row: Row, article: Article, speaks: bool) -> Cell:
    narrowed = ((value, tuple(item for item in value.items if item.article == article.id)) for value in row.values)
    values = tuple(
        Value(v.shown, all(i.inferred for i in items), v.rejected, v.when, items) for v, items in narrowed if items
    )
    return Cell(cat.labels[article.id], not speaks, values)


def _related(cat: Catalogue, entity: Entity) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    """Return the entities that this one refers to and those that refer to it, by what they are to it."""
    found: dict[str, dict[str, Link]] = defaultdict(dict)
    for attribute, target in _references(cat, entity):
        found[attribute.label].setdefault(target.id, Link(target.name, href(entity.page, target.page)))
    for back in cat.kb.backlinks.get(entity.id, ()):
        source = cat.kb.records.entities[back.source]
        found[back.label].setdefault(source.id, Link(source.name, href(entity.page, source.page)))
    return tuple((label, tuple(links.values())) for label, links in found.items())


def _references(cat: Catalogue, entity: Entity) -> list[tuple[Attribute, Entity]]:
    claims = (c for s in entity.statements if not s.denies for c in s.claims if c.value)
    typed = ((cat.attribute(entity, claim.attribute), claim.value or "") for claim in claims)
    known = cat.kb.records.entities
    return [(attribute, known[value]) for attribute, value in typed if attribute.type == "ref" and value in known]


def _spoken(cat: Catalogue, mention: Mention, here: str) -> Spoken:
    if mention.article is None:
        entity = cat.kb.records.entities[mention.in_entity or ""]
        return Spoken(entity.name, "summary", href(here, entity.page), mention.sentence)
    article = cat.article(mention.article)
    where = "" if mention.block is None else f"b{mention.block}"
    block = "" if mention.block is None else block_label(article, mention.block)
    return Spoken(cat.labels[article.id], block, href(here, article.page, where), mention.sentence)


def _name(cat: Catalogue, alias: Alias, here: str) -> Name:
    source = alias_source(cat, alias, here) if alias.source in cat.kb.records.articles else None
    return Name(alias.name, alias.lang or "", alias.use or "", alias.note or "", alias.quote or "", source)


def _neighbour(siblings: tuple[Entity, ...], at: int, here: str) -> Link | None:
    if not 0 <= at < len(siblings):
        return None
    return Link(siblings[at].name, href(here, siblings[at].page))
