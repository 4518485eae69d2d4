"""Feed: the changes as Atom, and robots.txt."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from druzhba_kb.model import Change, KnowledgeBase
from druzhba_kb.render.exports.feed import feed_pages
from druzhba_kb.report import Place

HERE = Place("articles/_changes.yml", 2, 1)
ATOM = "{http://www.w3.org/2005/Atom}"
SITE = {"site_name": "Lights & towers", "site_url": "https://example.org/kb/"}


def changed(kb: KnowledgeBase, *changes: Change) -> KnowledgeBase:
    return replace(kb, records=replace(kb.records, changes=changes))


def pages(kb: KnowledgeBase, site: dict[str, str]) -> dict[str, str]:
    return {page.path: page.text for page in feed_pages(kb, site)}


def test_the_newest_change_comes_first_and_links_its_pages(kb: KnowledgeBase) -> None:
    old = Change("1902-01-01", "First <light>", "", (), HERE)
    new = Change("1903-05-06", "Lit & seen", "It burns.", ("north-light", "herald-1901"), HERE)
    feed = etree.fromstring(pages(changed(kb, old, new), SITE)["changes.xml"].encode())
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["Lit & seen", "First <light>"]
    assert [link.get("href") for link in entries[0].findall(f"{ATOM}link")] == [
        "https://example.org/kb/lights/north-light/",
        "https://example.org/kb/articles/herald-1901/",
    ]
    assert feed.findtext(f"{ATOM}updated") == "1903-05-06T00:00:00Z"
    ids = [entry.findtext(f"{ATOM}id") or "" for entry in entries]
    assert len(set(ids)) == 2 and all(id.startswith("urn:uuid:") for id in ids)


def test_without_changes_there_is_no_feed(kb: KnowledgeBase) -> None:
    assert set(pages(kb, SITE)) == {"robots.txt"}


def test_robots_learn_of_the_sitemap_where_the_site_has_an_address(kb: KnowledgeBase) -> None:
    assert pages(kb, SITE)["robots.txt"].endswith("Sitemap: https://example.org/kb/sitemap.xml\n")
    assert "Sitemap" not in pages(kb, {"site_name": "x", "site_url": ""})["robots.txt"]


def test_a_change_about_a_draft_only_is_not_published(kb: KnowledgeBase) -> None:
    light = replace(kb.records.entities["north-light"], status="draft")
    both = Change("1903-05-06", "Both", "", ("north-light", "south-light"), HERE)
    alone = Change("1903-05-07", "Alone", "", ("north-light",), HERE)
    records = replace(kb.records, entities={**kb.records.entities, "north-light": light}, changes=(both, alone))
    assert [(change.title, change.about) for change in records.published.changes] == [("Both", ("south-light",))]
