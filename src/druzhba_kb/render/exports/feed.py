"""Feed: the committed list of changes in, an Atom feed of them, the day of each page's last change and robots.txt out.

Who follows the collection, a reader or a search engine, learns here what changed in it and when, from what editors recorded:
a commit or a build is no news. Ids follow from the site's name, date and title alone, never from a clock, so that a feed reader
shows each change once; where nothing is recorded, no day is given.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape as html_escape
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

from druzhba_kb.locales import gettext
from druzhba_kb.model import Change, ChangedItem, KnowledgeBase
from druzhba_kb.render.page_model import Page, source
from druzhba_kb.render.views.changes_page import CHANGES, FEED, change_address

MOST = 30  # changes: who follows a feed has seen the older ones


def feed_pages(kb: KnowledgeBase, site: Mapping[str, str]) -> Iterator[Page]:
    """Yield the feed, where there are changes, and robots.txt; only an edition with an address can be followed."""
    address = site.get("site_url", "")
    is_translated = kb.records.language in kb.records.translations
    beside = [] if is_translated else [f"{code}/" for code in kb.records.translations]
    sitemaps = (f"Sitemap: {address}{folder}sitemap.xml\n" for folder in ["", *beside] if address)
    yield Page("robots.txt", f"User-agent: *\nDisallow:\n{''.join(sitemaps)}")
    if kb.records.changes:
        yield Page(FEED, _atom(kb, site.get("site_name", ""), address))


def days_of_change(kb: KnowledgeBase) -> dict[str, str]:
    """Return the day of the last recorded change of each page, by its file in the tree; pages without one are not in it."""
    found: dict[str, str] = {}
    for change in reversed(kb.records.newest_changes):
        pages = (_page(kb, id) for id in change.records)
        here = (f"{CHANGES}index.md", source(change_address(change.date)))
        found |= dict.fromkeys((*here, *(source(page) for page in pages if page)), change.date)
    return found


def _page(kb: KnowledgeBase, id: str) -> str | None:
    """Return the address of a record's page; None where it has none of its own, or is gone."""
    record = kb.records.entities.get(id) or kb.records.articles.get(id)
    return record.page if record else None


def _atom(kb: KnowledgeBase, name: str, address: str) -> str:
    """Return the feed, newest change first."""
    changes, language = kb.records.newest_changes[:MOST], kb.records.language
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom"{f" xml:lang={quoteattr(language)}" if language else ""}>',
        f"<title>{escape(name)}</title>",
        f"<id>{_urn(address or name)}</id>",
        f"<updated>{changes[0].date}T00:00:00Z</updated>",
        f"<author><name>{escape(name)}</name></author>",
        f"<link rel={quoteattr('self')} href={quoteattr(address + FEED)}/>",
        f"<link href={quoteattr(address or './')}/>",
        *(line for change in changes for line in _entry(kb, change, name, address)),
        "</feed>",
        "",
    ]
    return "\n".join(lines)


def _entry(kb: KnowledgeBase, change: Change, name: str, address: str) -> list[str]:
    pages = filter(None, (_page(kb, id) for id in change.about))
    here = quoteattr(address + change_address(change.date))
    return [
        "<entry>",
        f"<title>{escape(change.title)}</title>",
        f"<id>{_urn(f'{name} {change.date} {change.title}')}</id>",
        f"<updated>{change.date}T00:00:00Z</updated>",
        f"<link href={here}/>",
        *(f"<link rel={quoteattr('related')} href={quoteattr(address + page)}/>" for page in pages),
        *([f"<summary>{escape(change.text)}</summary>"] if change.text else []),
        f"<content type={quoteattr('html')}>{escape(_content(kb, change))}</content>",
        "</entry>",
    ]


def _content(kb: KnowledgeBase, change: Change) -> str:
    """Return what changed in HTML, item by item."""
    text = f"<p>{html_escape(change.text or change.title)}</p>"
    items = (f"<li>{html_escape(_told(kb, item))}</li>" for item in change.items)
    return f"{text}<ul>{''.join(items)}</ul>" if change.items else text


def _named(kb: KnowledgeBase, id: str) -> str:
    records = kb.records
    if entity := records.entities.get(id):
        return entity.name
    work = records.articles.get(id) or records.references.get(id)
    gone = (item.name for change in records.changes for item in change.items if item.record == id and item.name)
    return work.title if work else next(gone)


def _told(kb: KnowledgeBase, item: ChangedItem) -> str:
    told = gettext("{name}, {what}: {text} ({reason})") if item.reason else gettext("{name}, {what}: {text}")
    return told.format(name=_named(kb, item.record), what=gettext(item.what), text=item.text, reason=item.reason)


def _urn(text: str) -> str:
    return uuid5(NAMESPACE_URL, text).urn
