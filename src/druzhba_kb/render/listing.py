"""Listing: a kind or the articles in, a table that can be sorted and narrowed out, with what each row belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from druzhba_kb.model import Article, Attribute, Entity, Kind
from druzhba_kb.render.indexes import KindView, Listed, ListedArticle, kind_view, listed_article
from druzhba_kb.render.page_model import Facet, ListPage, Marks, encoded, facets, paginate
from druzhba_kb.render.site_index import SiteIndex, claims_on, coordinates
from druzhba_kb.values import TYPES
from druzhba_kb.values.dates import days, ends, sort_key

NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e\d+)?")
OWN_KEYS = {"year", "article", "contested", "words", "sort"}
CONTESTED = {True: (("yes", "contested"),), False: (("no", "not contested"),)}
MANY = 4
MOST_FACETS = 3
MOST_COLUMNS = 3
MOST_SQUARES = 12
EARLIEST = 20_000


@dataclass(frozen=True, slots=True)
class Presence:
    """An article, in order of date, and whether it speaks of the entity."""

    label: str
    present: bool


@dataclass(frozen=True, slots=True)
class Row:
    """An entity of the table: its facets for the script, its other names, and a sort key for each column."""

    it: Listed
    facets: str
    names: str
    keys: tuple[str, ...]
    presence: tuple[Presence, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """The table of a kind, or a page of it."""

    view: KindView
    facets: tuple[Facet, ...]
    rows: tuple[Row, ...]
    mapped: bool
    sheet: ListPage


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article of the table."""

    it: ListedArticle
    facets: str
    key: str


@dataclass(frozen=True, slots=True)
class ArticleListing:
    """The table of the articles, or a page of it."""

    facets: tuple[Facet, ...]
    rows: tuple[ArticleRow, ...]
    sheet: ListPage


def kind_listings(cat: SiteIndex, kind: Kind, size: int) -> Iterator[Listing]:
    """Yield the table of a kind in pages of a size: its dates, and the attributes that tell most of its entities apart."""
    telling = _telling(cat, kind)
    columns = _columns(kind, telling)
    entities = cat.members(kind.id)
    marks = [_marks(cat, entity, telling) for entity in entities]
    labels = {"year": "Year", **{_key(a): a.label for a in telling}, "article": "Article", "contested": "Sources"}
    narrowed = facets(labels, marks)
    for sheet in paginate(f"{kind.id}/", len(entities), size):
        view = kind_view(cat, kind, sheet.of(entities), sheet.here, columns)
        listed = zip(sheet.of(entities), view.entities, sheet.of(marks), strict=True)
        rows = tuple(_row(cat, entity, columns, it, encoded(belongs)) for entity, it, belongs in listed)
        yield Listing(view, narrowed, rows, bool(coordinates(kind)), sheet)


def article_listings(cat: SiteIndex, size: int) -> Iterator[ArticleListing]:
    """Yield the table of the articles in pages of a size."""
    articles = cat.articles
    marks = [_article_marks(article) for article in articles]
    narrowed = facets({"year": "Year", "publisher": "Publisher", "genre": "Genre"}, marks)
    for sheet in paginate("articles/", len(articles), size):
        listed = zip(sheet.of(articles), sheet.of(marks), strict=True)
        rows = (_article_row(cat, article, belongs, sheet.here) for article, belongs in listed)
        yield ArticleListing(narrowed, tuple(rows), sheet)


def _article_row(cat: SiteIndex, article: Article, belongs: Marks, here: str) -> ArticleRow:
    return ArticleRow(listed_article(cat, article, here), encoded(belongs), _date_key(article.published))


def _telling(cat: SiteIndex, kind: Kind) -> list[Attribute]:
    """Return the choices of a kind, then the references that many of its entities have, the commonest first."""
    counts = {a.name: _having(cat, kind, a) for a in kind.attributes.values() if a.type in {"choice", "ref"}}
    many = [name for name in counts if _is_telling(cat, kind, name, counts[name])]
    ranked = sorted(many, key=lambda name: (kind.attributes[name].type != "choice", -counts[name]))
    return [kind.attributes[name] for name in ranked[:MOST_FACETS]]


def _is_telling(cat: SiteIndex, kind: Kind, name: str, having: int) -> bool:
    needed = 1 if kind.attributes[name].type == "choice" else len(cat.ordered[kind.id]) / MANY
    return having >= max(1, needed)


def _having(cat: SiteIndex, kind: Kind, attribute: Attribute) -> int:
    return sum(bool(claims_on(entity, attribute.name)) for entity in cat.members(kind.id))


def _columns(kind: Kind, telling: list[Attribute]) -> list[Attribute]:
    dates = [kind.attributes[name] for name in kind.timeline.values()]
    return [*dates, *telling[: max(0, MOST_COLUMNS - len(dates))]]


def _key(attribute: Attribute) -> str:
    """Return the name of an attribute in the address, apart from the table's own names there."""
    return f"{attribute.name}-" if attribute.name in OWN_KEYS else attribute.name


def _marks(cat: SiteIndex, entity: Entity, telling: list[Attribute]) -> Marks:
    quoted = {evidence.article for statement in entity.statements for evidence in statement.evidence}
    articles = tuple((id, cat.labels[id]) for id in cat.by_date if id in quoted)
    of_attributes = {_key(attribute): _values(cat, entity, attribute) for attribute in telling}
    contested = CONTESTED[entity.id in cat.disagreements]
    return {"year": _years(cat, entity), **of_attributes, "article": articles, "contested": contested}


def _values(cat: SiteIndex, entity: Entity, attribute: Attribute) -> tuple[tuple[str, str], ...]:
    values = dict.fromkeys(claim.value for claim in claims_on(entity, attribute.name) if claim.value)
    return tuple((value, _words(cat, attribute, value)) for value in values)


def _words(cat: SiteIndex, attribute: Attribute, value: str) -> str:
    target = cat.kb.records.entities.get(value) if attribute.type == "ref" else None
    return target.name if target else TYPES[attribute.type].show(value, attribute)


def _years(cat: SiteIndex, entity: Entity) -> tuple[tuple[str, str], ...]:
    """Return the years of all ends of an entity's dates."""
    names = cat.kind(entity).timeline.values()
    return _years_of(claim.value for name in names for claim in claims_on(entity, name) if claim.value)


def _years_of(dates: Iterable[str]) -> tuple[tuple[str, str], ...]:
    known = {str(days(end)[0][0]) for value in dates for end in ends(value)}
    return tuple((year, year) for year in sorted(known, key=int))


def _article_marks(article: Article) -> Marks:
    named = {"publisher": article.publisher, "genre": article.genre}
    plain: Marks = {key: ((value, value),) if value else () for key, value in named.items()}
    return {"year": _years_of([article.published or ""]), **plain}


def _row(cat: SiteIndex, entity: Entity, columns: list[Attribute], it: Listed, belongs: str) -> Row:
    named = {link.name for link in it.articles}
    squares = (Presence(cat.labels[id], cat.labels[id] in named) for id in cat.by_date)
    return Row(
        it=it,
        facets=belongs,
        names=" ".join(alias.name for alias in entity.aliases),
        keys=tuple(_sort_key(cat, entity, attribute) for attribute in columns),
        presence=tuple(squares) if len(cat.by_date) <= MOST_SQUARES else (),
    )


def _sort_key(cat: SiteIndex, entity: Entity, attribute: Attribute) -> str:
    """Return a key of the first value that sorts as text."""
    value = next((claim.value for claim in claims_on(entity, attribute.name) if claim.value), None)
    if value is None:
        return ""
    if attribute.type == "date":
        return _date_key(value)
    number = NUMBER.search(value)
    counted = attribute.type in {"integer", "quantity", "money"} and number
    return f"{float(number[0]):024.4f}" if counted and number else _words(cat, attribute, value)


def _date_key(value: str | None) -> str:
    if not value:
        return ""
    year, *rest = sort_key(value)
    return f"{max(0, year + EARLIEST):06d}" + "".join(f"-{part:02d}" for part in rest)
