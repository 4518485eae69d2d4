"""Feed: the committed list of changes in, an Atom feed of them and what robots may read out.

A reader who follows the collection learns here what changed in it, in an editor's words: a commit or a build is no
news. Ids follow from date and title alone, never from a clock, so that a feed reader shows each change once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

from druzhba_kb.model import Change, KnowledgeBase
from druzhba_kb.render.page_model import Page

FEED = "changes.xml"


def feed_pages(kb: KnowledgeBase, site: Mapping[str, str]) -> Iterator[Page]:
    """Yield the feed, where there are changes, and robots.txt; only an edition with an address can be followed."""
    address = site.get("site_url", "")
    sitemap = f"Sitemap: {address}sitemap.xml\n" if address else ""
    yield Page("robots.txt", f"User-agent: *\nDisallow:\n{sitemap}")
    if kb.records.changes:
        yield Page(FEED, _atom(kb, site.get("site_name", ""), address))


def _atom(kb: KnowledgeBase, name: str, address: str) -> str:
    """Return the feed, newest change first."""
    changes = sorted(kb.records.changes, key=lambda change: change.date, reverse=True)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<title>{escape(name)}</title>",
        f"<id>{_urn(address or name)}</id>",
        f"<updated>{changes[0].date}T00:00:00Z</updated>",
        f"<author><name>{escape(name)}</name></author>",
        f"<link rel={quoteattr('self')} href={quoteattr(address + FEED)}/>",
        f"<link href={quoteattr(address or './')}/>",
        *(line for change in changes for line in _entry(kb, change, address)),
        "</feed>",
        "",
    ]
    return "\n".join(lines)


def _entry(kb: KnowledgeBase, change: Change, address: str) -> list[str]:
    entities, articles = kb.records.entities, kb.records.articles
    pages = [quoteattr(address + (entities.get(id) or articles[id]).page) for id in change.about]
    links = [f"<link rel={quoteattr('related' if at else 'alternate')} href={page}/>" for at, page in enumerate(pages)]
    return [
        "<entry>",
        f"<title>{escape(change.title)}</title>",
        f"<id>{_urn(f'{change.date} {change.title}')}</id>",
        f"<updated>{change.date}T00:00:00Z</updated>",
        *(links or [f"<link href={quoteattr(address or './')}/>"]),
        f"<summary>{escape(change.text)}</summary>",
        "</entry>",
    ]


def _urn(text: str) -> str:
    return uuid5(NAMESPACE_URL, text).urn
