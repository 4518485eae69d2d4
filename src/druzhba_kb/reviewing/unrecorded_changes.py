"""Unrecorded changes: the differences of two revisions in, the items out that no change records for readers yet.

Readers learn what was added, corrected and withdrawn; a new page is one item, not one for each of its facts. Drafts are no
news, and neither is what an article's words were: what is told stays on the site, where no budget counts it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from druzhba_kb.folding import counted
from druzhba_kb.layout import CHANGES
from druzhba_kb.model import Article, ChangedItem, Entity
from druzhba_kb.report import Place
from druzhba_kb.reviewing.diff_report import DiffReport
from druzhba_kb.reviewing.differences import Difference, StatedFact, What, compare, renamed_ids
from druzhba_kb.reviewing.revisions import Revision

FILE = f"articles/{CHANGES}"
NAMED = 3  # records in a title
# The sides of a disagreement follow from facts that are told themselves.
RECORDED_AS: Mapping[What, str] = {
    **dict.fromkeys(("added", "fact added", "alias added", "opened"), "added"),
    **dict.fromkeys(("renamed", "name", "field", "value", "evidence", "detail", "settled", "reason"), "corrected"),
    **dict.fromkeys(("removed", "fact removed", "alias removed"), "withdrawn"),
}


@dataclass(frozen=True, slots=True)
class UnrecordedChanges:
    """What is to be told since a revision with a title for it, and what has been told since it that is not so."""

    items: tuple[ChangedItem, ...]
    title: str
    untrue: tuple[ChangedItem, ...]
    base: str

    def text(self, day: str) -> str:
        """Return what is told now, under a day, and what an editor does next."""
        lines = [f"  {item.what:<9}  {item.record}: {item.text}" for item in self.items]
        counts = Counter(item.what for item in self.items)
        said = ", ".join(f"{counts[what]} {what}" for what in dict.fromkeys(RECORDED_AS.values()) if counts[what])
        nothing = f"{FILE} tells all that has changed since {self.base}; nothing is added"
        head = f"{FILE}: {said} since {self.base}, under {day}" if self.items else nothing
        return "\n".join([head, *lines, *self._next()])

    def _next(self) -> Iterator[str]:
        """Yield what is left to an editor."""
        for item in self.untrue:
            where = f"{item.place.file}:{item.place.line}"
            yield f"not so (any more) since {self.base}: {where}: {item.record}: {item.text}; delete it, unless it was published"
        if self.items:
            open = sum(item.what != "added" and not item.reason for item in self.items)
            why = f"say why under 'reason' of {counted(open, 'items')}, " if open else ""
            yield f"next: {why}give the day a title in your words, run 'druzhba-kb check' and commit {FILE}"

    def data(self, done: bool) -> dict[str, object]:
        """Return the items as plain data, and whether they are written."""
        return {"done": done, "items": list(map(_data, self.items)), "untrue": list(map(_data, self.untrue))}


def unrecorded_changes(found: DiffReport, reason: str | None = None) -> UnrecordedChanges:
    """Return what the list of changes lacks, and what it has too much, of the differences between two revisions.

    The reason is that of what is corrected or withdrawn.
    """
    renamed = renamed_ids(found.before.records, found.after.records)
    old = (replace(item, record=renamed.get(item.record, item.record)) for item in _items(found.before))
    recorded = Counter(map(_key, _items(found.after))) - Counter(map(_key, old))
    items, lacking = [], recorded.copy()
    for item in _wanted(found):
        if lacking[_key(item)]:
            lacking[_key(item)] -= 1
        else:
            items.append(replace(item, reason=reason) if item.what != "added" else item)
    left = +lacking
    untrue = tuple(item for item in _items(found.after) if left[_key(item)])
    names = [name_of(found, id) for id in dict.fromkeys(item.record for item in items)]
    return UnrecordedChanges(tuple(items), _title(names), untrue, found.before.label)


def _data(item: ChangedItem) -> dict[str, str | None]:
    return {"record": item.record, "what": item.what, "text": item.text, "reason": item.reason}


def _items(revision: Revision) -> Iterable[ChangedItem]:
    return (item for change in revision.records.changes for item in change.items)


def _key(item: ChangedItem) -> tuple[str, str, str]:
    """Return what an item tells; the reason is an editor's."""
    return item.record, item.what, item.text


def _wanted(found: DiffReport) -> list[ChangedItem]:
    before, after = _published(found.before), _published(found.after)
    report = DiffReport(before, after, compare(before, after), for_readers=True)
    whole = {one.record for one in report.differences if one.what in ("added", "removed")}
    wanted = [one for one in report.differences if one.what in RECORDED_AS]
    return [_item(report, one) for one in wanted if one.record not in whole or one.what in ("added", "removed")]


def _published(revision: Revision) -> Revision:
    """Return a revision without its drafts."""
    records = revision.records.published
    open = tuple(one for one in revision.disagreements if one.entity in records.entities)
    return replace(revision, records=records, disagreements=open)


def _item(report: DiffReport, one: Difference) -> ChangedItem:
    name = name_of(report, one.record) if one.what == "removed" else None
    if (to := _home(report, one)) and isinstance(one.before, StatedFact):
        there = "stated anew" if to == one.record else f"stated at {name_of(report, to)} now"
        return ChangedItem(one.record, None, "corrected", f"{report.side(one, one.before)}, {there}", None, Place(FILE))
    return ChangedItem(one.record, name, RECORDED_AS[one.what], _text(report, one), None, Place(FILE))


def _home(report: DiffReport, one: Difference) -> str | None:
    """Return the record at which a fact stands now that left its page and was not withdrawn."""
    if one.what != "fact removed" or not isinstance(one.before, StatedFact):
        return None
    return next((move.to for move in report.after.records.moved if move.was == one.before.statement), None)


def name_of(found: DiffReport, id: str) -> str:
    """Return what a record is called, or was where it is gone."""
    record = found.record(id)
    return record.name if isinstance(record, Entity) else record.title if record else id


def _title(names: Sequence[str]) -> str:
    """Return a title that names the records, the first of many."""
    more = [f"{len(names) - NAMED} more"] if len(names) > NAMED else []
    *first, last = [*names[:NAMED], *more] or [""]
    return f"{', '.join(first)} and {last}" if first else last


def _text(report: DiffReport, one: Difference) -> str:
    if one.what in ("added", "removed"):
        record = report.record(one.record)
        return (
            "the page" if isinstance(record, Entity) else "the article" if isinstance(record, Article) else "the work"
        )
    if one.what in ("fact added", "fact removed"):
        return report.side(one, one.before or one.after)
    return report.words(one).replace(f"{one.what}: ", "also called: ", 1) if "alias" in one.what else report.words(one)
