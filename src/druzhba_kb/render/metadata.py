"""Metadata: a record in, what its page tells machines out: its kind, a description in plain text, and schema.org data."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator

from druzhba_kb.model import Article, Claim, Entity
from druzhba_kb.render.markdown import summary_html
from druzhba_kb.render.site_index import SiteIndex

LONGEST = 200
TAG = re.compile(r"<[^>]*>")
ACTIVE = re.compile("[<>&'\u2028\u2029]")
DAY = re.compile(r"\d{4}(-\d\d){0,2}")
CONTEXT = "https://schema.org"
GENRES = {"report": "NewsArticle", "analysis": "AnalysisNewsArticle", "opinion": "OpinionNewsArticle"}
Fields = dict[str, object]


def entity_fields(cat: SiteIndex, entity: Entity) -> Fields:
    """Return the front matter that describes an entity's page."""
    described = describe(summary_html(cat, entity, entity.page))
    return {
        "kind": cat.kind(entity).label,
        **described,
        "about": _data(_thing(cat, entity, described.get("description"))),
    }


def article_fields(cat: SiteIndex, article: Article) -> Fields:
    """Return the front matter that describes an article's page."""
    told = "The text" if article.rights == "full" else "A digest"
    label = f"{told} of “{article.title}” ({cat.labels[article.id]}), block by block, with the statements it supports."
    return {"kind": "Article", **describe([label]), "about": _data(_work(article))}


def describe(paragraphs: Iterable[str]) -> Fields:
    """Return the description that a page carries: whole words of the paragraphs' text, or nothing where they are empty."""
    text = plain(" ".join(paragraphs))
    if len(text) > LONGEST:
        text = text[:LONGEST].rpartition(" ")[0].rstrip(",;:–—") + " …"
    return {"description": text} if text else {}


def plain(markdown: str) -> str:
    """Return the text of rendered Markdown on one line."""
    return " ".join(html.unescape(TAG.sub("", markdown)).split())


def _data(thing: Fields) -> Fields:
    """Return schema.org data as JSON that can stand in a script element, whatever a name holds."""
    text = json.dumps({"@context": CONTEXT, **thing}, ensure_ascii=False)
    return {"json": ACTIVE.sub(lambda char: f"\\u{ord(char[0]):04x}", text)}


def _thing(cat: SiteIndex, entity: Entity, description: object) -> Fields:
    kind = cat.kind(entity)
    thing: Fields = {"@type": kind.schema or "Thing", "name": entity.name}
    if others := [alias.name for alias in entity.aliases if alias.use != "metonym"]:
        thing["alternateName"] = others
    if description:
        thing["description"] = description
    if kind.schema == "Event":
        thing |= dict(_dates(cat, entity))
    if kind.schema == "Place":
        thing |= dict(_position(cat, entity))
    return thing


def _dates(cat: SiteIndex, entity: Entity) -> Iterator[tuple[str, str]]:
    """Yield start and end where nobody disputes them and they are plain dates."""
    for end, name in cat.kind(entity).timeline.items():
        value = _undisputed(cat, entity, name)
        if value and DAY.fullmatch(value):
            yield f"{end}Date", value


def _position(cat: SiteIndex, entity: Entity) -> Iterator[tuple[str, Fields]]:
    named = (a.name for a in cat.kind(entity).attributes.values() if a.type == "coordinates")
    for value in filter(None, (_undisputed(cat, entity, name) for name in named)):
        latitude, _, longitude = value.partition(",")
        yield "geo", {"@type": "GeoCoordinates", "latitude": latitude.strip(), "longitude": longitude.strip()}


def _undisputed(cat: SiteIndex, entity: Entity, attribute: str) -> str | None:
    """Return the value of an attribute where all statements agree on it."""
    values = {claim.value for claim in _claims(entity, attribute)}
    return values.pop() if len(values) == 1 and attribute not in cat.contested(entity) else None


def _claims(entity: Entity, attribute: str) -> Iterator[Claim]:
    for statement in entity.statements:
        if not statement.denies and statement.standing != "rejected":
            yield from (claim for claim in statement.claims if claim.attribute == attribute)


def _work(article: Article) -> Fields:
    """Return the article itself, or the page that is about it where its text is its publisher's."""
    work: Fields = {"@type": GENRES.get(article.genre or "", "Article"), "headline": article.title}
    if article.author:
        work["author"] = {"@type": "Person", "name": article.author}
    if article.publisher:
        work["publisher"] = {"@type": "Organization", "name": article.publisher}
    if article.published and DAY.fullmatch(article.published):
        work["datePublished"] = article.published
    if article.url:
        work["url"] = article.url
    if article.rights == "full":
        return work
    return {"@type": "WebPage", "name": f"Digest of “{article.title}”", "about": work}
