"""Indexes: the catalogue in, what the home page and the indexes of kinds and articles show out."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass

from druzhba_kb.model import Article, Attribute, Claim, Entity, Kind, Statement
from druzhba_kb.render.contest import side_of
from druzhba_kb.render.markdown import Markdown, summary_html
from druzhba_kb.render.page_model import Link, href
from druzhba_kb.render.shown import Shown, show_claim, show_date
from druzhba_kb.render.site_index import SiteIndex

YEAR = re.compile(r"\d{4}")
STRIP_TYPES = {"date", "ref", "quantity", "money"}
STRIP_LINES = 5
STRIP_LENGTH = 24


@dataclass(frozen=True, slots=True)
class Field:
    """An attribute with its values by side, as an index shows it: one side unless sources differ."""

    label: str
    contested: bool
    sides: tuple[tuple[Shown, ...], ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """An entity in an index or in the strip of the home page."""

    name: str
    draft: bool
    href: str
    year: str
    contested: int
    fields: tuple[Field, ...]
    summary: tuple[Markdown, ...]
    articles: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class KindView:
    """What the index of a kind shows."""

    id: str
    label: str
    plural: str
    summary: str
    columns: tuple[str, ...]
    entities: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """An article in the index of articles."""

    title: str
    href: str
    publisher: str
    published: str
    inferred: bool
    genre: str
    statements: int


@dataclass(frozen=True, slots=True)
class HomeView:
    """What the home page shows; `more` is how many there are where the strip does not show all."""

    strip: KindView | None
    more: int
    articles: int
    kinds: tuple[tuple[Link, int], ...]
    disagreements: int
    statements: int


def home_view(cat: SiteIndex) -> HomeView:
    """Return what the home page shows, its strip being of the dated kind that the sources say most about."""
    lead = cat.lead
    return HomeView(
        strip=kind_view(cat, lead, cat.members(lead.id)[:STRIP_LENGTH], "", _strip(cat, lead)) if lead else None,
        more=len(cat.ordered[lead.id]) if lead and len(cat.ordered[lead.id]) > STRIP_LENGTH else 0,
        articles=len(cat.kb.records.articles),
        kinds=tuple((Link(kind.plural, href("", f"{kind.id}/")), len(cat.ordered[kind.id])) for kind in cat.kinds),
        disagreements=len(cat.kb.disagreements),
        statements=len(cat.statements),
    )


def kind_view(cat: SiteIndex, kind: Kind, entities: Iterable[Entity], here: str, columns: list[Attribute]) -> KindView:
    """Return some entities of a kind with the given attributes."""
    return KindView(
        id=kind.id,
        label=kind.label,
        plural=kind.plural,
        summary=kind.summary,
        columns=tuple(attribute.label for attribute in columns),
        entities=tuple(_listed(cat, entity, here, columns) for entity in entities),
    )


def _strip(cat: SiteIndex, kind: Kind) -> list[Attribute]:
    """Return the dates of a kind and the attributes that most of its entities have, in the kind's order."""
    dates = set(kind.timeline.values())
    coverage = {name: _coverage(cat, kind, name) for name, a in kind.attributes.items() if a.type in STRIP_TYPES}
    common = sorted((n for n in coverage if n not in dates and coverage[n]), key=lambda n: -coverage[n])
    chosen = dates | set(common[: STRIP_LINES - len(dates)])
    return [attribute for name, attribute in kind.attributes.items() if name in chosen]


def _coverage(cat: SiteIndex, kind: Kind, name: str) -> int:
    return sum(bool(_claims(entity, name)) for entity in cat.members(kind.id))


def _claims(entity: Entity, name: str) -> list[tuple[Claim, Statement]]:
    kept = (s for s in entity.statements if s.standing != "rejected")
    return [(claim, s) for s in kept for claim in s.claims if claim.attribute == name]


def _listed(cat: SiteIndex, entity: Entity, here: str, columns: list[Attribute]) -> Listed:
    return Listed(
        name=entity.name,
        draft=entity.draft,
        href=href(here, entity.page),
        year=_year(cat, entity),
        contested=len(cat.disagreements.get(entity.id, ())),
        fields=tuple(field_of(cat, entity, attribute, here) for attribute in columns),
        summary=tuple(summary_html(cat, entity, here)[:1]),
        articles=tuple(_quoted(cat, entity, here)),
    )


def field_of(cat: SiteIndex, entity: Entity, attribute: Attribute, here: str) -> Field:
    """Return an attribute of an entity with its values."""
    contested = attribute.name in cat.contested(entity)
    claims = _claims(entity, attribute.name)
    if attribute.single and not contested:
        claims = _closest(claims)
    told: dict[Shown, list[Statement]] = {}
    for claim, statement in claims:
        told.setdefault(show_claim(cat, entity, claim, here, statement.denies), []).append(statement)
    sides: dict[Hashable, list[Shown]] = {}
    for value, statements in told.items():
        side = side_of(value, attribute, value.denies, statements) if contested else attribute.name
        sides.setdefault(side, []).append(value)
    return Field(attribute.label, contested, tuple(map(tuple, sides.values())))


def _closest(claims: list[tuple[Claim, Statement]]) -> list[tuple[Claim, Statement]]:
    """Return the most exact of several values that can all be true: of a year and a day in it, the day."""
    valued = [pair for pair in claims if pair[0].value and not pair[1].denies]
    return [max(valued, key=lambda pair: len(pair[0].value or ""))] if valued else claims


def _year(cat: SiteIndex, entity: Entity) -> str:
    names = cat.kind(entity).timeline.values()
    values = (claim.value for name in names for claim, s in _claims(entity, name) if claim.value and not s.denies)
    found = (YEAR.search(value) for value in values)
    return next((match[0] for match in found if match), "")


def _quoted(cat: SiteIndex, entity: Entity, here: str) -> Iterator[Link]:
    quoted = {evidence.article for statement in entity.statements for evidence in statement.evidence}
    for article in cat.dated(quoted):
        yield Link(cat.labels[article.id], href(here, article.page))


def listed_article(cat: SiteIndex, article: Article, here: str) -> ListedArticle:
    """Return an article as an index shows it."""
    blocks = range(len(article.blocks) + 1)
    resting = {s.id for number in blocks for _, s, _ in cat.support.get((article.id, number), ())}
    return ListedArticle(
        title=article.title,
        href=href(here, article.page),
        publisher=article.publisher or "",
        published=show_date(article.published) if article.published else "",
        inferred=article.published_basis == "inferred",
        genre=article.genre or "",
        statements=len(resting),
    )
