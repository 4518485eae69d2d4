"""Page metadata: a record in, what its page tells machines out: a description and schema.org data.

Search engines repeat without its evidence what they find there: a value on which sources differ, that neither an article
in its own voice nor a reference gives, as what is inferred, or a date that is not plain, is never given.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping

from druzhba_kb.locales import gettext
from druzhba_kb.model import Article, Entity
from druzhba_kb.relate.voices import ARTICLE, voice_of
from druzhba_kb.render.exports.data_package import described_tables
from druzhba_kb.render.exports.kind_tables import described_records
from druzhba_kb.render.exports.services import absolute, editors, last_changed, licence_of
from druzhba_kb.render.markdown import summary_html
from druzhba_kb.render.page_model import CARD_WIDTH, cut, sized
from druzhba_kb.render.site_index import SiteIndex, cited_claims, coordinates, stated_claims
from druzhba_kb.values import is_inferred

LONGEST = 200
TAG = re.compile(r"<[^>]*>")
# An entity named "</script><!--" must not end the script element in which its name stands.
ACTIVE = re.compile("[<>&'\u2028\u2029]")
# What search engines read: an approximate date, a season or an interval of EDTF is none to them.
DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?")
CONTEXT = "https://schema.org"
GENRES = {"report": "NewsArticle", "analysis": "AnalysisNewsArticle", "opinion": "OpinionNewsArticle"}
Json = dict[str, object]


def entity_fields(index: SiteIndex, entity: Entity) -> Json:
    """Return the front matter that describes an entity's page."""
    described = describe(summary_html(index, entity, entity.page))
    return {
        "kind": index.kind(entity).label,
        **described,
        "about": _data(_thing(index, entity, described.get("description"))),
        **_preview(index, entity),
    }


def _preview(index: SiteIndex, entity: Entity) -> Json:
    """Return the picture of an entity for previews of links: its file, its size and its words."""
    if entity.image is None:
        return {}
    asset = index.kb.records.assets[entity.image.file]
    width = min(asset.width, CARD_WIDTH)
    file = sized(entity.image.file, asset.digest, CARD_WIDTH)
    return {"image": [file, width, round(asset.height * width / asset.width), entity.image.alt]}


def article_fields(index: SiteIndex, article: Article) -> Json:
    """Return the front matter that describes an article's page."""
    if article.rights == "full":
        what = gettext("The text of “{title}” ({article}), block by block, with the statements it supports.")
    else:
        what = gettext("A digest of “{title}” ({article}), block by block, with the statements it supports.")
    label = what.format(title=article.title, article=index.labels[article.id])
    return {"kind": gettext("Article"), **describe([label]), "about": _data(_work(article))}


def dataset_fields(index: SiteIndex, site: Mapping[str, str], page: str) -> Json:
    """Return the front matter that describes the page on the data."""
    described = site.get("site_description") or gettext("The data of {site}.").format(site=site.get("site_name"))
    licence, changed = licence_of(site), last_changed(index.kb, "")
    files = {
        "application/json": ["kb.json"],
        "text/csv": [table.file for table in described_tables(index.kinds)],
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": [
            described_records(kind).book for kind in index.kinds
        ],
    }
    creators = [{"@type": "Person" if name.given else "Organization", "name": name.straight} for name in editors(site)]
    thing: Json = {
        "@type": "Dataset",
        "name": site.get("site_name"),
        "description": described,
        "url": absolute(site, page),
        "license": licence.href if licence else "",
        "creator": creators,
        "dateModified": changed,
        "isAccessibleForFree": True,
        "variableMeasured": [attribute.label for kind in index.kinds for attribute in kind.attributes.values()],
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": form, "contentUrl": absolute(site, page + name)}
            for form, names in files.items()
            for name in names
            if absolute(site, page)
        ],
    }
    return {**describe([described]), "about": _data({key: value for key, value in thing.items() if value})}


def describe(paragraphs: Iterable[str]) -> Json:
    """Return the description that a page carries: whole words of the paragraphs' text, or nothing where there is none."""
    text = cut(" ".join(html.unescape(TAG.sub("", " ".join(paragraphs))).split()), LONGEST)
    return {"description": text} if text else {}


def _data(thing: Json) -> Json:
    """Return schema.org data as JSON that can stand in a script element, whatever a name holds."""
    text = json.dumps({"@context": CONTEXT, **thing}, ensure_ascii=False)
    return {"json": ACTIVE.sub(lambda char: f"\\u{ord(char[0]):04x}", text)}


def _thing(index: SiteIndex, entity: Entity, description: object) -> Json:
    kind = index.kind(entity)
    thing: Json = {"@type": kind.schema or "Thing", "name": entity.name}
    # A metonym means more than this entity.
    if others := [alias.name for alias in entity.aliases if alias.use != "metonym"]:
        thing["alternateName"] = others
    if description:
        thing["description"] = description
    if kind.schema == "Event":
        thing |= dict(_dates(index, entity))
        thing |= dict(_location(index, entity))
    if kind.schema == "Place":
        thing |= dict(_position(index, entity))
    return thing


def _dates(index: SiteIndex, entity: Entity) -> Iterator[tuple[str, str]]:
    """Yield start and end where nobody disputes them and they are plain dates."""
    for end, name in index.kind(entity).timeline.items():
        value = _undisputed(index, entity, name)
        if value and DAY.fullmatch(value):
            yield f"{end}Date", value


def _location(index: SiteIndex, entity: Entity) -> Iterator[tuple[str, Json]]:
    """Yield where it is, from the first of its kind's attributes of location on which all agree."""
    ids = filter(None, (_undisputed(index, entity, name) for name in index.kind(entity).location))
    place = index.kb.records.entities.get(next(ids, ""))
    if place:
        yield "location", {"@type": "Place", "name": place.name, **dict(_position(index, place))}


def _position(index: SiteIndex, entity: Entity) -> Iterator[tuple[str, Json]]:
    for value in filter(None, (_undisputed(index, entity, one.name) for one in coordinates(index.kind(entity)))):
        latitude, _, longitude = value.partition(",")
        yield "geo", {"@type": "GeoCoordinates", "latitude": latitude.strip(), "longitude": longitude.strip()}


def _undisputed(index: SiteIndex, entity: Entity, attribute: str) -> str | None:
    """Return the value of an attribute where all agree on it, and an article in its own voice or a reference gives it."""
    every = (*stated_claims(entity, attribute), *cited_claims(entity, attribute))
    stated = [(s, claim.value) for s, claim in every if not s.denies]
    there = index.stated_as(index.attribute(entity, attribute))
    items = ((statement, item) for statement, _ in stated for item in statement.evidence)
    given = (item for s, item in items if not is_inferred(s.inferred_in(item.article), there))
    voices = {voice_of(index.article(item.article), item) for item in given}
    agreed = len({value for _, value in stated}) == 1 and attribute not in index.contested(entity)
    borne = ARTICLE in voices or any(statement.citations for statement, _ in stated)
    return stated[0][1] if agreed and borne and not index.attribute(entity, attribute).claim else None


def _work(article: Article) -> Json:
    """Return the article itself, or the page that is about it where its text is its publisher's."""
    work: Json = {"@type": GENRES.get(article.genre or "", "Article"), "headline": article.title}
    if article.author:
        work["author"] = {"name": article.author}  # which may be a desk or an agency, and no person
    if article.publisher:
        work["publisher"] = {"@type": "Organization", "name": article.publisher}
    if article.published and article.published_basis != "inferred" and DAY.fullmatch(article.published):
        work["datePublished"] = article.published
    if article.url:
        work["url"] = article.url
    if article.rights == "full":
        return work
    name = gettext("Digest of “{title}”").format(title=article.title)
    return {"@type": "WebPage", "name": name, "about": work}
