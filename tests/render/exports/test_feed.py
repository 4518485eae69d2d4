"""Feed: the changes as valid Atom, the day of each page's last change, and robots.txt."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from druzhba_kb.model import Change, ChangedItem, KnowledgeBase
from druzhba_kb.render.exports.feed import MOST, days_of_change, feed_pages
from druzhba_kb.report import Place

HERE = Place("articles/_changes.yml", 2, 1)
ATOM = "{http://www.w3.org/2005/Atom}"
SITE = {"site_name": "Lights & towers", "site_url": "https://example.org/kb/"}
GRAMMAR = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))
ITEMS = (
    ChangedItem("north-light", None, "corrected", "Lit: 1901 → <1902>", "Read & read again.", HERE),
    ChangedItem("herald-1901", None, "added", "the article", None, HERE),
    ChangedItem("old-light", "Old Light", "withdrawn", "the page", None, HERE),
)
OLD = Change("1902-01-01", "First <light>", "", (), HERE)
NEW = Change("1903-05-06", "Lit & seen", "It burns.", ("north-light", "herald-1901"), HERE, ITEMS)


def changed(kb: KnowledgeBase, *changes: Change) -> KnowledgeBase:
    return replace(kb, records=replace(kb.records, changes=changes))


def pages(kb: KnowledgeBase, site: dict[str, str]) -> dict[str, str]:
    return {page.path: page.text for page in feed_pages(kb, site)}


def feed_of(kb: KnowledgeBase, *changes: Change, **site: str) -> etree._Element:
    return etree.fromstring(pages(changed(kb, *changes), SITE | site)["changes.xml"].encode())


def ids(feed: etree._Element) -> list[str]:
    return [entry.findtext(f"{ATOM}id") or "" for entry in feed.findall(f"{ATOM}entry")]


def test_the_newest_change_comes_first_with_its_page_and_those_it_is_about(kb: KnowledgeBase) -> None:
    feed = feed_of(kb, OLD, NEW)
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["Lit & seen", "First <light>"]
    assert [(link.get("rel"), link.get("href")) for link in entries[0].findall(f"{ATOM}link")] == [
        (None, "https://example.org/kb/changes/1903-05-06/"),
        ("related", "https://example.org/kb/lights/north-light/"),
        ("related", "https://example.org/kb/articles/herald-1901/"),
    ]
    assert feed.findtext(f"{ATOM}updated") == "1903-05-06T00:00:00Z"


def test_an_entry_tells_each_item_with_its_reason_in_html_that_runs_nothing(kb: KnowledgeBase) -> None:
    (entry,) = feed_of(kb, NEW).findall(f"{ATOM}entry")
    title = kb.records.articles["herald-1901"].title
    assert entry.findtext(f"{ATOM}content") == (
        "<p>It burns.</p><ul>"
        "<li>North Light, corrected: Lit: 1901 → &lt;1902&gt; (Read &amp; read again.)</li>"
        f"<li>{title}, added: the article</li>"
        "<li>Old Light, withdrawn: the page</li></ul>"
    )


@pytest.mark.parametrize("address", ["https://example.org/kb/", ""])
def test_the_feed_is_valid_atom(kb: KnowledgeBase, address: str) -> None:
    feed = feed_of(kb, OLD, NEW, site_url=address)
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == kb.records.language
    GRAMMAR.assertValid(feed)
    found = [feed.findtext(f"{ATOM}id"), *ids(feed)]
    assert len(set(found)) == 3


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<id>", "<id>no address "), ("T00:00:00Z", ""), ("<updated>", "<updating>"), ('<link href=', '<link to='),
        ("<author>", "<title>Twice</title><author>"), ("<entry>", "<entry><entry/>"),
    ],
)  # fmt: skip
def test_the_grammar_of_atom_refuses_a_fault(kb: KnowledgeBase, old: str, new: str) -> None:
    text = pages(changed(kb, OLD, NEW), SITE)["changes.xml"]
    ended = text.replace(old, new).replace("</updated>", "</updating>" if "updating" in new else "</updated>")
    assert ended != text
    assert not GRAMMAR.validate(etree.fromstring(ended.encode()))


def test_an_entry_keeps_its_id_whatever_else_is_told_and_wherever_the_site_moves(kb: KnowledgeBase) -> None:
    more = replace(NEW, text="It burns still.", items=())
    assert ids(feed_of(kb, NEW)) == ids(feed_of(kb, more, OLD, site_url="https://example.net/"))[:1]


@pytest.mark.parametrize("other", [{"date": "1903-05-07"}, {"title": "Lit"}])
def test_another_day_or_title_is_another_entry(kb: KnowledgeBase, other: dict[str, str]) -> None:
    assert ids(feed_of(kb, NEW)) != ids(feed_of(kb, replace(NEW, **other)))


def test_another_site_has_other_entries(kb: KnowledgeBase) -> None:
    assert ids(feed_of(kb, NEW)) != ids(feed_of(kb, NEW, site_name="Towers"))


def test_the_feed_has_the_newest_of_many_changes(kb: KnowledgeBase) -> None:
    many = [replace(OLD, date=f"19{year:02}-01-01") for year in range(MOST + 5)]
    updated = [entry.findtext(f"{ATOM}updated") for entry in feed_of(kb, *many).findall(f"{ATOM}entry")]
    assert len(updated) == MOST
    assert updated[-1] == "1905-01-01T00:00:00Z"


def test_without_changes_there_is_no_feed_and_no_page_has_a_day(kb: KnowledgeBase) -> None:
    assert set(pages(kb, SITE)) == {"robots.txt"}
    assert days_of_change(kb) == {}


def test_a_page_has_the_day_of_its_last_change_and_no_day_where_none_is_recorded(kb: KnowledgeBase) -> None:
    older = replace(OLD, about=("north-light", "south-light"))
    assert days_of_change(changed(kb, NEW, older)) == {
        "changes/index.md": "1903-05-06",
        "changes/1903-05-06.md": "1903-05-06",
        "changes/1902-01-01.md": "1902-01-01",
        "lights/north-light.md": "1903-05-06",
        "lights/south-light.md": "1902-01-01",
        "articles/herald-1901.md": "1903-05-06",
    }


def test_robots_learn_of_the_sitemap_where_the_site_has_an_address(kb: KnowledgeBase) -> None:
    assert pages(kb, SITE)["robots.txt"].endswith("Sitemap: https://example.org/kb/sitemap.xml\n")
    assert "Sitemap" not in pages(kb, {"site_name": "x", "site_url": ""})["robots.txt"]


def test_a_change_about_a_draft_only_is_not_published(kb: KnowledgeBase) -> None:
    light = replace(kb.records.entities["north-light"], status="draft")
    both = Change("1903-05-06", "Both", "", ("north-light", "south-light"), HERE, ITEMS)
    alone = Change("1903-05-07", "Alone", "", ("north-light",), HERE, ITEMS[:1])
    plain = Change("1903-05-08", "About none", "", (), HERE)
    entities = {**kb.records.entities, "north-light": light}
    published = replace(kb.records, entities=entities, changes=(both, alone, plain)).published
    assert [(change.title, change.records) for change in published.changes] == [
        ("Both", ("south-light", "herald-1901", "old-light")), ("About none", ()),
    ]  # fmt: skip
