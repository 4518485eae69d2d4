"""Declared metadata: a page or a front matter in, what it declares of its article out, None where it is silent.

What a file says of itself goes before what its lines look like, so only clean values pass: no host for a publisher, no
day of the last change for that of the publication, no section for a genre. Nothing is read from the visible text here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from html import escape, unescape
from typing import Any

import regex
from htmldate import find_date
from lxml.html import HtmlElement
from trafilatura.metadata import extract_metadata
from trafilatura.settings import Document

from druzhba_kb.folding import words
from druzhba_kb.importing.bylines import dates_in, is_edtf
from druzhba_kb.importing.scraped_page import AGREEMENT, agreement
from druzhba_kb.locales import nearest_language
from druzhba_kb.yaml_read import Listing, Node, Scalar, Table

ISO_DAY = regex.compile(r"(\d{4}-\d\d-\d\d)(?:[T ].*)?")
ADDRESS = regex.compile(r"https?://\S+", regex.IGNORECASE)
# as browsers and the extension SingleFile note the address of a page that they save
SAVED_FROM = regex.compile(r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s>]+)")
TITLES = (
    "//meta[@property='og:title' or @name='og:title' or @name='twitter:title' or @property='twitter:title']/@content"
    " | //title[not(ancestor::svg)]/text()"
)
FIRST_DAY = "1980-01-01"  # systems write zero, year 1 or 1970, for a day that they do not know
FEW_WORDS = 2  # with one word less a title counts half
MOST_HEADINGS = 200
SECTION = "//meta[@property='article:section']/@content"
GLUE = regex.compile(r"\s+[|·»–—-]\s+")
GENRES = {
    "opinion": regex.compile(r"\b(?:opinion|op-?ed|editorial|commentary|comment\b|column|views\b)", regex.IGNORECASE),
    "analysis": regex.compile(r"\b(?:analys[ei]s|explainer)", regex.IGNORECASE),
    "report": regex.compile(r"\breport", regex.IGNORECASE),
}
# the names that front matter, tables, Dublin Core, CSL-JSON and RIS have for them, the surest first
FRONT_KEYS = {
    "title": "title headline ti t1",
    "publisher": "container_title publication_title t2 jo jf publisher pb sitename site_name site source",
    "author": "author authors byline creator au a1",
    "published": "published date date_published datepublished published_at pubdate pub_date issued da y1 py",
    "url": "url source_url canonical canonical_url link permalink ur source",
    "archived_url": "archived_url archive_url",
    "genre": "genre category section",
    "rights": "rights",
    "lang": "lang language la",
}
# Only what says when the article was published: pages also date their last change, their posts and their neighbours, as
# `SCHEMA` of tests/importing/saved.py does with three days of later years.
PUBLISHED = (
    "//meta[@property='article:published_time' or @name='article:published_time']/@content",
    "//*[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//meta[contains(' parsely-pub-date sailthru.date dc.date.issued dcterms.issued pubdate publish-date"
    " publish_date ', concat(' ', translate(@name, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'), ' '))]"
    "/@content",
    "//time[@pubdate]/@datetime",
    "//article[.//h1]//time[not(contains(@class, 'updated')) and not(ancestor::blockquote)"
    " and not(ancestor::article[not(.//h1)])]/@datetime",
)


@dataclass(frozen=True, slots=True)
class DeclaredMetadata:
    """The publication data that a file declares of its article; `found_day` only stands somewhere in its markup."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    archived_url: str | None = None
    genre: str | None = None
    rights: str | None = None
    lang: str | None = None
    found_day: str | None = None

    def completed_by(self, other: DeclaredMetadata) -> DeclaredMetadata:
        """Return this with what it is silent about as the other has it."""
        return DeclaredMetadata(**{name: getattr(self, name) or getattr(other, name) for name in self.__slots__})


def declared_by_page(root: HtmlElement, text: str) -> DeclaredMetadata:
    """Return what the metadata of a page declares."""
    # its search in the visible text finds dates of other articles, so the lines of the page go before it
    found = extract_metadata(deepcopy(root), date_config={"extensive_search": False})
    article = next(_described(root), {})
    saved = SAVED_FROM.search(text)
    headline = _line(unescape(next(iter(_strings(article.get("headline"))), "")))
    stated = (headline, *(_line(unescape(text)) for text in root.xpath(TITLES)))
    title = _said_title(root, [text for text in stated if text]) or headline or _line(found.title)
    url = _address(found.url) or _address(saved[1] if saved else None)
    published = _page_day(root, article)
    return DeclaredMetadata(
        title=title,
        publisher=_publisher(root, title, found),
        author=_line((found.author or "").replace("; ", ", ")),
        published=published,
        found_day=None if published else _found_day(root, url),
        url=url,
        genre=_genre(article.get("@type"), article.get("articleSection"), *root.xpath(SECTION)),
    )


def _said_title(root: HtmlElement, stated: Sequence[str]) -> str | None:
    """Return what of the stated titles a heading on the page says too, without the name of the site."""
    headings = [" ".join(heading.text_content().split()) for heading in root.iter("h1", "h2")][:MOST_HEADINGS]
    best, said = None, (AGREEMENT, 0)
    for text in (part for line in stated for part in _parts(line)):
        # a section or a site has a short name
        weight = min(1.0, len(words(text)) / FEW_WORDS)
        shared = weight * max((agreement(heading, text) for heading in headings), default=0.0)
        best, said = (text, (shared, len(words(text)))) if (shared, len(words(text))) > said else (best, said)
    return best


def _parts(title: str) -> Iterator[str]:
    """Yield a title, then what is left of it where a site, first or last, is cut off."""
    cuts = list(GLUE.finditer(title))
    yield title
    yield from (title[: cut.start()] for cut in reversed(cuts))
    yield from (title[cut.end() :] for cut in cuts)


def _publisher(root: HtmlElement, title: str | None, found: Document) -> str | None:
    """Return the site's name, or what the window's title has behind that of the article; never a mere host."""
    # trafilatura gives the host where a page names no site
    if found.sitename and not found.sitename.lower().endswith(found.hostname or "\0"):
        return _line(found.sitename)
    first, *rest = GLUE.split(_line(root.findtext(".//title")) or "")
    return rest[-1] if rest and first == title else None


def stated_body(root: HtmlElement) -> str | None:
    """Return the text of the article that JSON-LD gives; of a live page the posts, each with its time and heading."""
    bodies = (body for node in _described(root) for body in (*_strings(node.get("articleBody")), _stated_posts(node)))
    return next((body for body in bodies if body.strip()), None)


def _stated_posts(node: Mapping[str, Any]) -> str:
    updates = node.get("liveBlogUpdate")
    posts = [one for one in (updates if isinstance(updates, list) else [updates]) if isinstance(one, dict)]
    heading = escape(unescape("".join(_strings(node.get("headline")))))
    return f"<h1>{heading}</h1>{''.join(map(_stated_post, posts))}" if posts else ""


def _stated_post(post: Mapping[str, Any]) -> str:
    time, heading, body = ("".join(_strings(post.get(name))) for name in ("datePublished", "headline", "articleBody"))
    text = body if "<p" in body else "".join(f"<p>{escape(line)}</p>" for line in body.splitlines())
    shown = escape(regex.sub(r"(?<=\d)T(\d\d:\d\d).*", r" \1", time))
    return (
        f"<article><time datetime='{escape(time)}'>{shown}</time><h2>{escape(unescape(heading))}</h2>{text}</article>"
    )


def _described(root: HtmlElement) -> Iterator[Mapping[str, Any]]:
    """Yield what JSON-LD says of each article on the page."""
    for script in root.xpath("//script[@type='application/ld+json']/text()"):
        try:
            data = json.loads(script, strict=False)
        except (ValueError, RecursionError):  # JSON-LD is often broken, and the page says the same elsewhere
            continue
        for node in data if isinstance(data, list) else [data]:
            graph = node.get("@graph") if isinstance(node, dict) else None
            yield from filter(_is_article, graph if isinstance(graph, list) else [node])


def _is_article(node: object) -> bool:
    return isinstance(node, dict) and any(
        name.endswith(("Article", "BlogPosting", "Report")) for name in _strings(node.get("@type"))
    )


def _strings(value: object) -> list[str]:
    return [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str)]


def _page_day(root: HtmlElement, article: Mapping[str, Any]) -> str | None:
    written = _strings(article.get("datePublished")) + [value for path in PUBLISHED for value in root.xpath(path)]
    days = [day for value in written if (day := _day(value)) and _is_meant(day)]
    return next((day for day in days if len(day) == len(FIRST_DAY)), None) or (
        # of several years or months each may be that of a work that the article names
        days[0] if len(set(days)) == 1 else None
    )


def _is_meant(day: str) -> bool:
    """Return whether a page can be of a day: not one to come, nor one at a turn of years long ago, from which systems count."""
    # an archive dates a scanned newspaper to the day: the Courier of 23 November 1917
    is_old = len(day) == len(FIRST_DAY) and day >= "1600" and not day.endswith(("-12-30", "-12-31", "-01-01"))
    return (day >= FIRST_DAY or is_old) and day <= date.today().isoformat()


def _found_day(root: HtmlElement, url: str | None) -> str | None:
    """Return the day that htmldate finds in the markup or the text."""
    try:
        found = find_date(deepcopy(root), original_date=True, url=url, min_date=FIRST_DAY)
    except (ValueError, TypeError, RecursionError):  # of dates that no calendar has
        return None
    # it makes the first of January of a bare year, as in a notice of copyright
    return None if found is None or found.endswith("-01-01") else found


def declared_by_front_matter(table: Table) -> DeclaredMetadata:
    """Return what a front matter declares."""
    return declared_by_values({field_name(key.text): _scalar(node) for key, node in table.items})


def field_name(name: object) -> str:
    """Return the name of a field as it stands in our lists: "Publication Title" and "publication-title" are one."""
    return regex.sub(r"[\s-]+", "_", str(name).strip().lower())


def declared_by_values(values: Mapping[str, str | None]) -> DeclaredMetadata:
    """Return what named values declare; of several names for one thing the first that fits counts."""
    clean: Mapping[str, Callable[[object], str | None]] = {
        "published": _day,
        "url": _address,
        "archived_url": _address,
        "genre": _genre,
        "rights": _rights,
        "lang": _language,
        "publisher": _name,
    }
    found = {
        field: next((one for key in keys.split() if (one := clean.get(field, _line)(values.get(key)))), None)
        for field, keys in FRONT_KEYS.items()
    }
    return DeclaredMetadata(**found)


def _scalar(node: Node) -> str | None:
    """Return a value as one string: the items of a list with commas, of a mapping its name."""
    if isinstance(node, Scalar):
        return None if node.null else node.text
    if isinstance(node, Listing):
        return ", ".join(filter(None, map(_scalar, node.items)))
    return next((_scalar(value) for key, value in node.items if key.text == "name"), None)


def _line(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _name(value: object) -> str | None:
    line = _line(value)
    return None if _address(line) else line


def _address(value: object) -> str | None:
    line = _line(value)
    return line if line and ADDRESS.fullmatch(line) else None


def _rights(value: object) -> str | None:
    return value if isinstance(value, str) and value in ("full", "withheld") else None


def _language(value: object) -> str | None:
    """Return the code of BCP 47 that value gives, or that it nearly is; None for what names no language."""
    return nearest_language(_line(value) or "")


def _day(value: object) -> str | None:
    """Return the day, or the less exact date in EDTF, that value gives; the time of day is cut off."""
    line = _line(value) or ""
    match = ISO_DAY.fullmatch(line)
    bare = match[1] if match else line
    days = {written.iso for written in dates_in(line)}
    # two days in one value: published and updated
    return bare if is_edtf(bare) else days.pop() if len(days) == 1 else None


def _genre(*values: object) -> str | None:
    """Return the genre that one of values names, opinion before analysis before report."""
    names = [name for value in values for name in _strings(value)]
    return next((genre for genre, named in GENRES.items() if any(named.search(name) for name in names)), None)
