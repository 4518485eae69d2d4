"""Compare: an entity's evidence in, its values by attribute and by article out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from druzhba_kb.model import Article, Attribute, Claim, Entity
from druzhba_kb.render.evidence import Group, Item, Source, evidence_groups
from druzhba_kb.render.page_model import Link, href
from druzhba_kb.render.shown import Shown, show_claim
from druzhba_kb.render.site_index import SiteIndex
from druzhba_kb.values import is_inferred

FEW_VALUES = 2
GLANCE = 90


@dataclass(frozen=True, slots=True)
class Value:
    """A value with the evidence that bears it."""

    shown: Shown
    inferred: bool
    rejected: bool
    when: str
    items: tuple[Item, ...]

    @property
    def sources(self) -> tuple[Source, ...]:
        """Return where the evidence stands, a block that several quotations come from once for each voice."""
        return tuple({(item.source.href, item.source.voices): item.source for item in self.items}.values())


@dataclass(frozen=True, slots=True)
class Row:
    """An attribute with its values."""

    attribute: Attribute
    contested: bool
    values: tuple[Value, ...]

    @property
    def label(self) -> str:
        """Return the attribute's label."""
        return self.attribute.label


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
class Comparison:
    """What is said of an entity: the evidence, the values of each attribute, and what each article says of it.

    `rows` fit at a glance; `told` are attributes told at length, which are read one below the other, not compared.
    """

    groups: tuple[Group, ...]
    rows: tuple[Row, ...]
    told: tuple[Row, ...]
    not_stated: tuple[str, ...]
    columns: tuple[Link, ...]
    others: bool
    table: tuple[SourceRow, ...]


def compare(cat: SiteIndex, entity: Entity) -> Comparison:
    """Return what is said of an entity, side by side."""
    groups = evidence_groups(cat, entity, entity.page)
    every = _rows(cat, entity, [item for group in groups for item in group.items])
    told = tuple(row for row in every if _is_long(row))
    rows = tuple(row for row in every if row not in told)
    columns = _columns(cat, entity)
    return Comparison(
        groups=groups,
        rows=rows,
        told=told,
        not_stated=_not_stated(cat, entity),
        columns=tuple(Link(cat.labels[a.id], href(entity.page, a.page), a.title) for a in columns),
        others=not cat.few,
        table=_table(cat, entity, rows, columns),
    )


def _rows(cat: SiteIndex, entity: Entity, items: list[Item]) -> tuple[Row, ...]:
    contested = cat.contested(entity)
    attributes = cat.kind(entity).attributes.values()
    rows = (Row(a, a.name in contested, _values(cat, entity, a, items)) for a in attributes)
    return tuple(row for row in rows if row.values)


def _is_long(row: Row) -> bool:
    """Whether an attribute in our own words takes more room than a glance."""
    length = sum(len(value.shown.text) for value in row.values)
    return row.attribute.type == "text" and not row.contested and (len(row.values) > FEW_VALUES or length > GLANCE)


def _values(cat: SiteIndex, entity: Entity, attribute: Attribute, items: list[Item]) -> tuple[Value, ...]:
    """Return the values of an attribute, each once, with all the evidence that bears it."""
    borne: dict[tuple[str | None, str | None, bool, str], list[Item]] = defaultdict(list)
    for item in items:
        statement = cat.statements[item.statement][1]
        for claim in statement.claims:
            if claim.attribute == attribute.name:
                borne[claim.value, claim.words, statement.denies, item.when].append(item)
    return tuple(_value(cat, entity, attribute, key, those) for key, those in borne.items())


def _value(
    cat: SiteIndex,
    entity: Entity,
    attribute: Attribute,
    key: tuple[str | None, str | None, bool, str],
    items: list[Item],
) -> Value:
    value, words, denies, when = key
    claim = Claim(attribute.name, value, words, entity.place)
    return Value(
        shown=show_claim(cat, entity, claim, entity.page, denies),
        inferred=_all_inferred(cat, attribute, items),
        rejected=all(item.standing == "rejected" for item in items),
        when=when,
        items=tuple(items),
    )


def _all_inferred(cat: SiteIndex, attribute: Attribute, items: Iterable[Item]) -> bool:
    return all(is_inferred(cat.statements[item.statement][1].inferred, attribute) for item in items)


def _not_stated(cat: SiteIndex, entity: Entity) -> tuple[str, ...]:
    stated = {claim.attribute for statement in entity.statements for claim in statement.claims}
    return tuple(a.label for a in cat.kind(entity).attributes.values() if a.single and a.name not in stated)


def _columns(cat: SiteIndex, entity: Entity) -> tuple[Article, ...]:
    """Return the articles to compare, by date: all where they are few, else those that speak of the entity."""
    speaking = _speaking(cat, entity)
    return cat.articles if cat.few else cat.dated(speaking)


def _speaking(cat: SiteIndex, entity: Entity) -> set[str]:
    quoted = {evidence.article for statement in entity.statements for evidence in statement.evidence}
    named = {mention.article for mention in cat.mentions_of.get(entity.id, ()) if mention.article}
    return quoted | named | {alias.source for alias in entity.aliases if alias.source}


def _table(
    cat: SiteIndex, entity: Entity, rows: tuple[Row, ...], columns: tuple[Article, ...]
) -> tuple[SourceRow, ...]:
    speaking = _speaking(cat, entity)
    ordered = sorted(rows, key=lambda row: not row.contested)
    table = ((row, tuple(_cell(cat, row, article, article.id in speaking) for article in columns)) for row in ordered)
    return tuple(SourceRow(row.label, row.contested, cells) for row, cells in table)


def _cell(cat: SiteIndex, row: Row, article: Article, speaks: bool) -> Cell:
    narrowed = ((value, tuple(item for item in value.items if item.article == article.id)) for value in row.values)
    values = tuple(
        Value(v.shown, _all_inferred(cat, row.attribute, items), v.rejected, v.when, items)
        for v, items in narrowed
        if items
    )
    return Cell(cat.labels[article.id], not speaks, values)
