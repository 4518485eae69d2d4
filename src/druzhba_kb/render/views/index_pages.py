"""Index pages: a kind or the articles in, a table out that can be sorted and narrowed, in pages of a size.

Each row carries what it belongs to and a sort key for each column, so that the script compares texts and need not know
dates or numbers. Where sources differ on a value, the cell has all sides: an index must not settle what a page leaves
open. A column or a facet is offered only where it tells most rows apart.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from druzhba_kb.locales import N_, gettext
from druzhba_kb.model import Article, Attribute, Claim, Entity, Kind, Statement
from druzhba_kb.relate.disagreements import side_of
from druzhba_kb.render.markdown import Markdown, summary_html
from druzhba_kb.render.page_model import (
    Facet,
    Link,
    ListPage,
    Marks,
    ShownPicture,
    encoded,
    facets,
    href,
    paginate,
    picture_of,
)
from druzhba_kb.render.site_index import (
    Contest,
    SiteIndex,
    cited_claims,
    claims_on,
    contest_of,
    coordinates,
    stated_claims,
)
from druzhba_kb.render.views.articles_on import articles_on, evidence_on
from druzhba_kb.render.views.attributions import Voices, voices_of
from druzhba_kb.render.views.disputes_page import other_sides
from druzhba_kb.render.views.evidence import Silence, StatedValue, show_date, show_value, silence_on, stated_values
from druzhba_kb.render.views.reference_pages import CitedValue, cited_cell
from druzhba_kb.values.date import show_year, year_in_words
from druzhba_kb.values.edtf import days, ends, sort_key

NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e\d+)?")
OWN_KEYS = {"category", "year", "article", "contested", "words", "sort"}  # names of the table itself in the address
CONTESTED: Mapping[Contest, tuple[str, str]] = {
    "fact": ("yes", N_("contested")),
    "scope": ("scope", N_("may mean something else")),
    "": ("no", N_("not contested")),
}
MANY = 4  # one entity in so many must have a reference that is worth a facet
MOST_FACETS = 3
MOST_COLUMNS = 3
WIDEST = 4  # columns with those of measures: each cell says who gives its values, and needs room for it
MEASURES = dict.fromkeys(("integer", "quantity", "money"), 0.51)  # which most entities must have
LOWEST = 10**18  # below zero, of what still sorts as text
EARLIEST = 20_000  # years before our era that still sort as text


@dataclass(frozen=True, slots=True)
class Field:
    """An attribute with its values by side, each with its voices, as an index shows it: one side unless sources differ.

    `aside` are those that take no side where others do, `against` the values of other attributes on which these stand in a
    disagreement, `cited` those by references.
    """

    label: str
    contested: Contest
    sides: tuple[tuple[StatedValue, ...], ...]
    aside: tuple[StatedValue, ...]
    against: tuple[tuple[str, StatedValue], ...]
    silence: Silence
    cited: tuple[CitedValue, ...]


@dataclass(frozen=True, slots=True)
class ListedEntity:
    """An entity in an index or in the strip of the home page."""

    name: str
    draft: bool
    href: str
    category: str
    year: str
    contested: Contest
    fields: tuple[Field, ...]
    image: ShownPicture | None
    summary: tuple[Markdown, ...]
    articles: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class KindView:
    """What the index of a kind shows."""

    id: str
    label: str
    plural: str
    summary: str
    has_categories: bool
    columns: tuple[str, ...]
    entities: tuple[ListedEntity, ...]


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entity of the table: its facets for the script, other names, a sort key for each column, who speaks of it."""

    it: ListedEntity
    facets: str
    names: str
    keys: tuple[str, ...]
    voices: Voices


@dataclass(frozen=True, slots=True)
class KindIndex:
    """The table of a kind, or a page of it."""

    view: KindView
    facets: tuple[Facet, ...]
    rows: tuple[EntityRow, ...]
    mapped: bool
    sheet: ListPage


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """An article in the index of articles."""

    title: str
    draft: bool
    href: str
    publisher: str
    published: str
    inferred: bool
    genre: str
    statements: int


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article of the table."""

    it: ListedArticle
    facets: str
    key: str


@dataclass(frozen=True, slots=True)
class ArticleIndex:
    """The table of the articles, or a page of it."""

    facets: tuple[Facet, ...]
    rows: tuple[ArticleRow, ...]
    sheet: ListPage


def kind_indexes(index: SiteIndex, kind: Kind, size: int) -> Iterator[KindIndex]:
    """Yield the table of a kind in pages of a size: its dates, and the attributes that divide its entities best."""
    dividing = _dividing(index, kind)
    columns = kind_columns(index, kind)
    entities = index.members(kind.id)
    marks = [_marks(index, entity, dividing) for entity in entities]
    labels = {
        "category": gettext("Category"),
        "year": gettext("Year"),
        **{_key(a): a.label for a in dividing},
        "article": gettext("Article"),
        "contested": gettext("Sources"),
    }
    narrowed = facets(labels, marks)
    for sheet in paginate(f"{kind.id}/", len(entities), size):
        view = kind_view(index, kind, sheet.of(entities), sheet.here, columns)
        listed = zip(sheet.of(entities), view.entities, sheet.of(marks), strict=True)
        rows = tuple(_row(index, entity, columns, it, encoded(belongs)) for entity, it, belongs in listed)
        yield KindIndex(view, narrowed, rows, bool(coordinates(kind)), sheet)


def kind_columns(index: SiteIndex, kind: Kind) -> list[Attribute]:
    """Return what the table of a kind has of each entity: its dates, what divides them best, and its commonest measures."""
    dates = [kind.attributes[name] for name in kind.timeline.values() if not kind.attributes[name].claim]
    taken = len(dates) + bool(kind.categories)
    dividing = _dividing(index, kind)[: max(0, MOST_COLUMNS - taken)]
    # what has a unit says more beside others than the number of an edition
    measures = sorted(_commonest(index, kind, MEASURES), key=lambda attribute: attribute.type == "integer")
    return [*dates, *dividing, *measures[: max(0, WIDEST - taken - len(dividing))]]


def kind_view(
    index: SiteIndex, kind: Kind, entities: Iterable[Entity], here: str, columns: list[Attribute]
) -> KindView:
    """Return some entities of a kind with the given attributes."""
    return KindView(
        id=kind.id,
        label=kind.label,
        plural=kind.plural,
        summary=kind.summary,
        has_categories=any(entity.category for entity in index.members(kind.id)),
        columns=tuple(attribute.label for attribute in columns),
        entities=tuple(_listed(index, entity, here, columns) for entity in entities),
    )


def field_of(index: SiteIndex, entity: Entity, attribute: Attribute, here: str) -> Field:
    """Return an attribute of an entity with its values, by side where the sources differ on it."""
    contested = index.contest(entity, attribute.name)
    claims = stated_claims(entity, attribute.name)
    if attribute.single:
        claims = _without_vaguer(claims)
    sides: dict[Hashable, list[StatedValue]] = {}
    aside: list[StatedValue] = []
    for value, statements in stated_values(index, entity, claims, here).items():
        if contested and not any(index.contest(entity, attribute.name, one.id) for one in statements):
            aside.append(value)
            continue
        side = side_of(value, attribute, value.shown.denies, statements) if contested else attribute.name
        sides.setdefault(side, []).append(value)
    return Field(
        label=attribute.label,
        contested=contested,
        sides=tuple(map(tuple, sides.values())),
        aside=tuple(aside),
        against=other_sides(index, entity, attribute.name, here),
        silence=silence_on(index, entity, attribute, here),
        cited=cited_cell(index, entity, attribute, here),
    )


def article_indexes(index: SiteIndex, size: int) -> Iterator[ArticleIndex]:
    """Yield the table of the articles in pages of a size."""
    articles = index.articles
    marks = [_article_marks(article) for article in articles]
    labels = {"year": gettext("Year"), "publisher": gettext("Publisher"), "genre": gettext("Genre")}
    narrowed = facets(labels, marks)
    for sheet in paginate("articles/", len(articles), size):
        listed = zip(sheet.of(articles), sheet.of(marks), strict=True)
        rows = (_article_row(index, article, belongs, sheet.here) for article, belongs in listed)
        yield ArticleIndex(narrowed, tuple(rows), sheet)


def years_of(index: SiteIndex, entity: Entity) -> list[str]:
    """Return the year in which an entity begins, or ends where only that is said: several where the sources differ on it."""
    for name in index.kind(entity).timeline.values():
        stated = (show_year(claim.value) for s, claim in stated_claims(entity, name) if claim.value and not s.denies)
        if years := list(dict.fromkeys(filter(None, stated))):
            return years if index.contest(entity, name) == "fact" else years[:1]
    return []


def _listed(index: SiteIndex, entity: Entity, here: str, columns: list[Attribute]) -> ListedEntity:
    return ListedEntity(
        name=entity.name,
        draft=entity.draft,
        href=href(here, entity.page),
        year=" ≠ ".join(years_of(index, entity)),
        category=entity.category or "",
        contested=contest_of({one.type for one in index.contests(entity)}),
        fields=tuple(field_of(index, entity, attribute, here) for attribute in columns),
        image=picture_of(entity, index.kb.records.assets, here),
        summary=tuple(summary_html(index, entity, here)[:1]),
        articles=tuple(index.article_link(article.id, here) for article in articles_on(index, entity)),
    )


def _without_vaguer(claims: list[tuple[Statement, Claim]]) -> list[tuple[Statement, Claim]]:
    """Leave out what a more exact value says too: the year, where a source gives the day in it."""
    values = [claim.value for s, claim in claims if claim.value and not s.denies]
    vaguer = {one for one in values if any(other.startswith(f"{one}-") for other in values)}
    return [(s, claim) for s, claim in claims if claim.value not in vaguer]


def _dividing(index: SiteIndex, kind: Kind) -> list[Attribute]:
    """Return the choices of a kind, then the references that many of its entities have, the commonest first."""
    common = _commonest(index, kind, {"choice": 0, "ref": 1 / MANY})
    return sorted(common, key=lambda attribute: attribute.type != "choice")[:MOST_FACETS]


def _commonest(index: SiteIndex, kind: Kind, shares: Mapping[str, float]) -> list[Attribute]:
    """Return the attributes of some types that a share of the entities have, at least one of them, the commonest first."""
    members = index.members(kind.id)
    offered = [a for a in kind.attributes.values() if a.type in shares and not a.claim]
    counts = {a.name: sum(bool(_valued(entity, a)) for entity in members) for a in offered}
    common = (a for a in offered if counts[a.name] >= max(1, shares[a.type] * len(members)))
    return sorted(common, key=lambda a: -counts[a.name])


def _key(attribute: Attribute) -> str:
    """Return the name of an attribute in the address, apart from the table's own names there."""
    return f"{attribute.name}-" if attribute.name in OWN_KEYS else attribute.name


def _marks(index: SiteIndex, entity: Entity, dividing: list[Attribute]) -> Marks:
    dates = (claim.value for name in index.kind(entity).timeline.values() for claim in claims_on(entity, name))
    key, words = CONTESTED[contest_of({one.type for one in index.contests(entity)})]
    return {
        "category": ((entity.category, entity.category),) if entity.category else (),
        "year": years_in(value for value in dates if value),
        **{_key(attribute): _values(index, entity, attribute) for attribute in dividing},
        "article": tuple((one.id, index.labels[one.id]) for one in articles_on(index, entity)),
        "contested": ((key, gettext(words)),),
    }


def _values(index: SiteIndex, entity: Entity, attribute: Attribute) -> tuple[tuple[str, str], ...]:
    values = dict.fromkeys(_valued(entity, attribute))
    return tuple((value, show_value(index, attribute, value, None, "").text) for value in values)


def _valued(entity: Entity, attribute: Attribute) -> list[str]:
    """Return the values of an attribute, those of articles first: a row is found by what references say of it too."""
    cited = (claim for _, claim in cited_claims(entity, attribute.name))
    return [claim.value for claim in (*claims_on(entity, attribute.name), *cited) if claim.value]


def years_in(dates: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return the years of all ends of dates, with what people call them."""
    known = {days(end)[0][0] for value in dates for end in ends(value)}
    return tuple((str(year), year_in_words(year)) for year in sorted(known))


def _row(index: SiteIndex, entity: Entity, columns: list[Attribute], it: ListedEntity, belongs: str) -> EntityRow:
    return EntityRow(
        it=it,
        facets=belongs,
        names=" ".join(alias.name for alias in entity.aliases),
        keys=tuple(_sort_key(index, entity, attribute) for attribute in columns),
        voices=voices_of(index, tuple(evidence_on(index, entity)), ""),
    )


def _sort_key(index: SiteIndex, entity: Entity, attribute: Attribute) -> str:
    """Return a key of the first value that sorts as text."""
    value = next(iter(_valued(entity, attribute)), None)
    if value is None:
        return ""
    if attribute.type == "date":
        return _date_key(value)
    # an amount may have a sign of approximation before its number, and has its currency behind it
    number = NUMBER.search(value) if attribute.type in MEASURES else None
    if number is None:
        return show_value(index, attribute, value, None, "").text
    currency = value.split()[-1] if attribute.type == "money" else ""
    return f"{currency}{Decimal(number[0]) + LOWEST:030.9f}"


def _date_key(value: str | None) -> str:
    if not value:
        return ""
    year, *rest = sort_key(value)
    return f"{max(0, year + EARLIEST):06d}" + "".join(f"-{part:02d}" for part in rest)


def _article_marks(article: Article) -> Marks:
    publisher, genre = article.publisher, article.genre
    return {
        "year": years_in([article.published or ""]),
        "publisher": ((publisher, publisher),) if publisher else (),
        "genre": ((genre, gettext(genre)),) if genre else (),
    }


def _article_row(index: SiteIndex, article: Article, belongs: Marks, here: str) -> ArticleRow:
    blocks = range(len(article.blocks) + 1)
    resting = {s.id for number in blocks for _, s, _ in index.support.get((article.id, number), ())}
    listed = ListedArticle(
        title=article.title,
        draft=article.draft,
        href=href(here, article.page),
        publisher=article.publisher or "",
        published=show_date(article.published),
        inferred=article.published_basis == "inferred",
        genre=gettext(article.genre) if article.genre else "",
        statements=len(resting),
    )
    return ArticleRow(listed, encoded(belongs), _date_key(article.published))
