"""Changes: the document `articles/_changes.yml` in, the changes of the content that readers are told of out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from druzhba_kb.fileformat import CHANGE, CHANGES
from druzhba_kb.load import Document, Table
from druzhba_kb.model import Change
from druzhba_kb.parse.fields import Fields
from druzhba_kb.report import Report


def parse_changes(document: Document, report: Report) -> Iterator[Change]:
    """Yield each change that can be read."""
    for table in Fields(document.table, CHANGES, report).tables("changes"):
        if change := _change(table, report):
            yield change


def _change(table: Table, report: Report) -> Change | None:
    fields = Fields(table, CHANGE, report)
    read = fields.read()
    day = read["date"]
    if day is not None and not _is_day(day):
        report.error(fields.at("date"), "bad-value", f"'{day}' stands for 'date'; expected a day such as 2026-01-31")
        return None
    return Change(**read, place=table.place) if read["title"] and day else None


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
