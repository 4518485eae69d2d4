"""Changes: the recorded changes in, what their pages show and the history of each record's page out.

Each day has a page of its own, so that an address in a feed or in a history never moves. What changed is told as it was
recorded: a page that is gone still has its name, and a value that was withdrawn its words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from druzhba_kb.locales import N_
from druzhba_kb.model import Change, ChangedItem
from druzhba_kb.render.page_model import Link, ListPage, address, href, link_to, paginate
from druzhba_kb.render.site_index import SiteIndex
from druzhba_kb.render.views.evidence import show_date
from druzhba_kb.render.views.reference_pages import REFERENCES, reference_anchor

CHANGES, FEED = "changes/", "changes.xml"
KINDS = (N_("added"), N_("corrected"), N_("withdrawn"))  # of changes, in the order in which they are counted


@dataclass(frozen=True, slots=True)
class HistoryItem:
    """One thing that was added, corrected or withdrawn, and why."""

    what: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class ChangedRecord:
    """What changed in one record: a link to its page, which leads nowhere where that is gone, and the items."""

    anchor: str
    page: Link
    items: tuple[HistoryItem, ...]


@dataclass(frozen=True, slots=True)
class ChangeView:
    """What changed on a day; `counts` says how much was added, corrected and withdrawn."""

    day: str
    date: str
    title: str
    text: str
    href: str
    counts: tuple[tuple[str, int], ...]
    records: tuple[ChangedRecord, ...]


@dataclass(frozen=True, slots=True)
class PastChange:
    """A day in the history of a page: the link to it among the changes, and what changed."""

    day: str
    date: str
    title: str
    href: str
    items: tuple[HistoryItem, ...]


@dataclass(frozen=True, slots=True)
class History:
    """When and how the data of a page changed, the newest first; there is always one change."""

    past: tuple[PastChange, ...]

    @property
    def last(self) -> PastChange:
        """Return the last change."""
        return self.past[0]


def change_address(day: str) -> str:
    """Return the address of the page of a day's change."""
    return f"{CHANGES}{day}/"


def record_anchor(id: str) -> str:
    """Return the anchor of a record on the page of a change."""
    return f"changed-{id}"


def change_list(index: SiteIndex, size: int) -> Iterator[tuple[ListPage, tuple[ChangeView, ...], str]]:
    """Yield the changes, the newest first, in pages of so many days with the link to their feed; none where nothing is recorded."""
    every = tuple(index.changes.values())
    for sheet in paginate(CHANGES, len(every), size) if every else ():
        shown = tuple(change_view(index, one, sheet.here) for one in sheet.of(every))
        yield sheet, shown, address(sheet.here, FEED)


def change_view(index: SiteIndex, change: Change, here: str) -> ChangeView:
    """Return a change as the page here shows it."""
    counts = Counter(item.what for item in change.items)
    items: dict[str, list[ChangedItem]] = {id: [] for id in change.records}
    for item in change.items:
        items[item.record].append(item)
    return ChangeView(
        day=change.date,
        date=show_date(change.date),
        title=change.title,
        text=change.text,
        href=href(here, change_address(change.date)),
        counts=tuple((what, counts[what]) for what in KINDS if counts[what]),
        records=tuple(ChangedRecord(record_anchor(id), _page(index, id, here), _items(items[id])) for id in items),
    )


def history(index: SiteIndex, id: str, here: str) -> History | None:
    """Return the history of a record for the page here; None where no change is recorded."""
    past = (
        PastChange(
            day=one.date,
            date=show_date(one.date),
            title=one.title,
            href=href(here, change_address(one.date), record_anchor(id)),
            items=_items(one.items),
        )
        for one in index.history.get(id, ())
    )
    return History(found) if (found := tuple(past)) else None


def _items(items: Iterable[ChangedItem]) -> tuple[HistoryItem, ...]:
    return tuple(HistoryItem(item.what, item.text, item.reason or "") for item in items)


def _page(index: SiteIndex, id: str, here: str) -> Link:
    records = index.kb.records
    if entity := index.heads.get(id):
        return link_to(entity, here)
    if article := records.articles.get(id):
        return Link(article.title, href(here, article.page))
    if reference := records.references.get(id):
        return Link(reference.title, href(here, REFERENCES, reference_anchor(id)))
    return Link(index.gone[id], "")
