"""Page metadata: a record and the site's settings in, what its page carries beside its content out.

For machines a description and schema.org data; for readers, how to cite the page, take its data away, mend its source
and report a fault. Search engines repeat without its evidence what they find there: a value on which sources differ, that
neither an article in its own voice nor a reference gives, or a date that is not plain, is never given. A link that is made
of a setting leads to the web and nowhere else.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote as percent
from urllib.parse import urljoin

from druzhba_kb.model import Article, Entity
from druzhba_kb.relate.voices import ARTICLE, voice_of
from druzhba_kb.render.markdown import summary_html
from druzhba_kb.render.page_model import Link, href, is_web
from druzhba_kb.render.site_index import SiteIndex, cited_claims, coordinates, stated_claims

LONGEST = 200
TAG = re.compile(r"<[^>]*>")
# An entity named "</script><!--" must not end the script element in which its name stands.
ACTIVE = re.compile("[<>&'\u2028\u2029]")
# What search engines read: an approximate date or an interval of EDTF is none to them.
DAY = re.compile(r"\d{4}(-\d\d){0,2}")
CONTEXT = "https://schema.org"
GENRES = {"report": "NewsArticle", "analysis": "AnalysisNewsArticle", "opinion": "OpinionNewsArticle"}
# HEAD, since what the main branch is called is not known.
BROWSE = {"https://github.com/": "blob/HEAD", "https://gitlab.com/": "-/blob/HEAD"}
BIBTEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"} | {
    c: f"\\{c}" for c in "{}%$&#_"
}
Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class PageCitation:
    """How a page is cited; BibTeX and CSL-JSON line by line."""

    plain: str
    bibtex: tuple[str, ...]
    csl: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Services:
    """How to cite a page, take its data away, mend its source and report a fault in it."""

    version: str
    citation: PageCitation
    downloads: tuple[Link, ...]
    edit: str | None
    title: str
    address: str
    pattern: str

    def report(self, anchor: str = "", number: int = 0) -> str | None:
        """Return the link that reports an error in the page or one of its footnotes; None where none is configured."""
        if not self.pattern:
            return None
        title = f"{self.title}, evidence {number}" if number else self.title
        page = f"{self.address}#{anchor}" if anchor else self.address
        return self.pattern.replace("{title}", percent(title, safe="")).replace("{page}", percent(page, safe=""))


def services(record: Entity | Article, version: str, site: Mapping[str, str]) -> Services:
    """Return what the page of a record offers, with the version of its data."""
    root = site.get("site_url") or ""
    url = urljoin(root.rstrip("/") + "/", record.page) if root else ""
    title = record.name if isinstance(record, Entity) else record.title
    return Services(
        version=version,
        citation=cite(record.id, title, site.get("site_name") or "", version, url),
        downloads=_downloads(record) if isinstance(record, Entity) else (),
        edit=edit_link(site, record.place.file),
        title=title,
        address=url or record.page,
        pattern=site.get("report_url") or "",
    )


def _downloads(entity: Entity) -> tuple[Link, ...]:
    data = href(entity.page, "data/entities/").removesuffix("/")
    return tuple(Link(name, f"{data}/{entity.id}.{end}") for name, end in (("JSON", "json"), ("YAML", "yml")))


def cite(name: str, title: str, site: str, version: str, url: str) -> PageCitation:
    """Return the citations of a page of the site; `url` is empty where the site's own address is not configured."""
    key = f"{name}-{version}"
    plain = f"“{title}”, {site}, content version {version}{f', {url}' if url else ''}"
    # The second pair of braces keeps BibTeX from lowering the capitals of names.
    fields = {
        "title": f"{{{_tex(title)}}}",
        "howpublished": _tex(site),
        "note": f"Content version {version}",
        "url": url,
    }
    lines = [f" {field} = {{{value}}}," for field, value in fields.items() if value]
    item = {"id": key, "type": "webpage", "title": title, "container-title": site, "version": version, "URL": url}
    csl = json.dumps([{field: value for field, value in item.items() if value}], ensure_ascii=False, indent=1)
    return PageCitation(plain, (f"@misc{{{key},", *lines, "}"), tuple(csl.split("\n")))


def _tex(text: str) -> str:
    return "".join(BIBTEX.get(char, char) for char in text)


def edit_link(site: Mapping[str, str], file: str) -> str | None:
    """Return where a source file can be edited: `edit_uri` from the project's root, or the repository's own page."""
    repository, uri = (site.get("repo_url") or "").rstrip("/"), site.get("edit_uri") or ""
    if uri:
        link = urljoin(f"{repository}/", uri.rstrip("/") + "/") + percent(file)
    else:
        folder = next((folder for host, folder in BROWSE.items() if repository.startswith(host)), "")
        link = f"{repository}/{folder}/{percent(file)}" if folder else ""
    return link if is_web(link) else None


def entity_fields(index: SiteIndex, entity: Entity) -> Json:
    """Return the front matter that describes an entity's page."""
    described = describe(summary_html(index, entity, entity.page))
    return {
        "kind": index.kind(entity).label,
        **described,
        "about": _data(_thing(index, entity, described.get("description"))),
    }


def article_fields(index: SiteIndex, article: Article) -> Json:
    """Return the front matter that describes an article's page."""
    what = "The text" if article.rights == "full" else "A digest"
    label = (
        f"{what} of “{article.title}” ({index.labels[article.id]}), block by block, with the statements it supports."
    )
    return {"kind": "Article", **describe([label]), "about": _data(_work(article))}


def describe(paragraphs: Iterable[str]) -> Json:
    """Return the description that a page carries: whole words of the paragraphs' text, or nothing where there is none."""
    text = " ".join(html.unescape(TAG.sub("", " ".join(paragraphs))).split())
    if len(text) > LONGEST:
        text = text[:LONGEST].rpartition(" ")[0].rstrip(",;:–—") + " …"
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
    if kind.schema == "Place":
        thing |= dict(_position(index, entity))
    return thing


def _dates(index: SiteIndex, entity: Entity) -> Iterator[tuple[str, str]]:
    """Yield start and end where nobody disputes them and they are plain dates."""
    for end, name in index.kind(entity).timeline.items():
        value = _undisputed(index, entity, name)
        if value and DAY.fullmatch(value):
            yield f"{end}Date", value


def _position(index: SiteIndex, entity: Entity) -> Iterator[tuple[str, Json]]:
    for value in filter(None, (_undisputed(index, entity, one.name) for one in coordinates(index.kind(entity)))):
        latitude, _, longitude = value.partition(",")
        yield "geo", {"@type": "GeoCoordinates", "latitude": latitude.strip(), "longitude": longitude.strip()}


def _undisputed(index: SiteIndex, entity: Entity, attribute: str) -> str | None:
    """Return the value of an attribute where all agree on it, and an article in its own voice or a reference gives it."""
    every = (*stated_claims(entity, attribute), *cited_claims(entity, attribute))
    stated = [(s, claim.value) for s, claim in every if not s.denies]
    items = (item for statement, _ in stated for item in statement.evidence)
    voices = {voice_of(index.article(item.article), item) for item in items}
    agreed = len({value for _, value in stated}) == 1 and attribute not in index.contested(entity)
    given = ARTICLE in voices or any(statement.citations for statement, _ in stated)
    return stated[0][1] if agreed and given and not index.attribute(entity, attribute).claim else None


def _work(article: Article) -> Json:
    """Return the article itself, or the page that is about it where its text is its publisher's."""
    work: Json = {"@type": GENRES.get(article.genre or "", "Article"), "headline": article.title}
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
