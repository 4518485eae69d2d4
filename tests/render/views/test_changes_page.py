"""Changes: the pages of what changed, and the history of each page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from druzhba_kb.model import Change, ChangedItem, KnowledgeBase, Reference
from druzhba_kb.render.page_model import Link
from druzhba_kb.render.site_index import SiteIndex, index_site
from druzhba_kb.render.views.changes_page import History, HistoryItem, PastChange, change_list, change_view, history
from druzhba_kb.report import Place

HERE = Place("articles/_changes.yml", 2, 1)
ATLAS = Reference("atlas", "Atlas", "A Press", "https://example.org/", "1903", None, Place("references/atlas.yml"))


def item(record: str, what: str, text: str, reason: str | None = None, name: str | None = None) -> ChangedItem:
    return ChangedItem(record, name, what, text, reason, HERE)


NEW = Change(
    "1903-05-06", "The second look", "Read again.", ("herald-1901",), HERE,
    (
        item("north-light", "corrected", "Lit: 1901 → 1902", "It says so."), item("atlas", "added", "the work"),
        item("old-light", "withdrawn", "the page", None, "Old Light"), item("north-light", "added", "Lens: Big"),
    ),
)  # fmt: skip
OLD = Change("1902-01-01", "The first look", "", ("north-light",), HERE)


@pytest.fixture
def index(kb: KnowledgeBase) -> SiteIndex:
    return index_site(replace(kb, records=replace(kb.records, references={"atlas": ATLAS}, changes=(OLD, NEW))))


def test_a_change_is_told_record_by_record_with_its_reasons(index: SiteIndex) -> None:
    view = change_view(index, NEW, "changes/1903-05-06/")
    assert (view.date, view.counts) == ("6 May 1903", (("added", 2), ("corrected", 1), ("withdrawn", 1)))
    assert [(record.anchor, record.items) for record in view.records] == [
        ("changed-herald-1901", ()),
        ("changed-north-light",
         (HistoryItem("corrected", "Lit: 1901 → 1902", "It says so."), HistoryItem("added", "Lens: Big", ""))),
        ("changed-atlas", (HistoryItem("added", "the work", ""),)),
        ("changed-old-light", (HistoryItem("withdrawn", "the page", ""),)),
    ]  # fmt: skip


def test_a_changed_record_leads_to_its_page_and_one_that_is_gone_to_none(index: SiteIndex) -> None:
    title = index.article("herald-1901").title
    assert [record.page for record in change_view(index, NEW, "changes/1903-05-06/").records] == [
        Link(title, "../../articles/herald-1901/"),
        Link("North Light", "../../lights/north-light/"),
        Link("Atlas", "../../references/#ref-atlas"),
        Link("Old Light", ""),
    ]


def test_the_history_of_a_record_has_its_own_items_newest_first_and_what_an_editor_told(index: SiteIndex) -> None:
    items = (HistoryItem("corrected", "Lit: 1901 → 1902", "It says so."), HistoryItem("added", "Lens: Big", ""))
    new = PastChange(
        "1903-05-06", "6 May 1903", "The second look", "../../changes/1903-05-06/#changed-north-light", items
    )
    old = PastChange(
        "1902-01-01", "1 January 1902", "The first look", "../../changes/1902-01-01/#changed-north-light", ()
    )
    assert history(index, "north-light", "lights/north-light/") == History((new, old))
    assert History((new, old)).last == new


def test_a_page_without_a_recorded_change_has_no_history(index: SiteIndex) -> None:
    assert history(index, "south-light", "lights/south-light/") is None


def test_the_days_stand_newest_first_in_pages_that_all_lead_to_the_feed(index: SiteIndex) -> None:
    (_, first, feed), (_, second, other) = change_list(index, 1)
    assert [(one.title, one.href) for one in (*first, *second)] == [
        ("The second look", "1903-05-06/"),
        ("The first look", "../../1902-01-01/"),
    ]
    assert (feed, other) == ("../changes.xml", "../../../changes.xml")


def test_without_changes_there_is_no_page_of_them(kb: KnowledgeBase) -> None:
    assert list(change_list(index_site(kb), 1)) == []
