"""Workbook: a table in, the same as an Excel file out, with a sheet that says what its columns mean.

Two builds must give the same bytes, so that nothing in it is of the day on which it was made.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from druzhba_kb.render.exports.table import DataTable

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

ENDLESS = datetime(1980, 1, 1)  # the first day that a ZIP file knows
LONGEST = 32_767  # characters that a cell takes
WIDE, NARROW = 40, 12
NAME = 31  # characters of the name of a sheet
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def workbook(table: DataTable, name: str, site: str, licence: str) -> bytes:
    """Return a table as a workbook: its rows, what its columns mean, and where it is from."""
    from xlsxwriter import Workbook  # slow to load, and most builds write no table anew

    data = io.BytesIO()
    with Workbook(data, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": table.title, "company": site, "comments": licence, "created": ENDLESS})
        bold = book.add_format({"bold": True})
        rows = book.add_worksheet(name.translate(FORBIDDEN).strip()[:NAME] or None)
        _write(rows, [column.name for column in table.columns], table.rows, bold, [c.type for c in table.columns])
        rows.freeze_panes(1, 2)
        rows.autofilter(0, 0, max(1, len(table.rows)), len(table.columns) - 1)
        about = book.add_worksheet("About the columns")
        meanings = [(column.name, column.type, column.meaning) for column in table.columns]
        notes = [("", "", table.title), ("", "", site), ("", "", f"Licence: {licence}" if licence else "")]
        _write(about, ["Column", "Type", "Meaning"], [*meanings, *(note for note in notes if note[2])], bold)
    return data.getvalue()


def _write(
    sheet: Worksheet, head: list[str], rows: Iterable[tuple[str, ...]], bold: object, types: list[str] | None = None
) -> None:
    kinds = types or ["string"] * len(head)
    for at, title in enumerate(head):
        sheet.write_string(0, at, title, bold)
        sheet.set_column(at, at, NARROW if kinds[at] in {"number", "integer"} else WIDE)
    for line, row in enumerate(rows, 1):
        for at, (text, kind) in enumerate(zip(row, kinds, strict=True)):
            if text and kind in {"number", "integer"}:
                sheet.write_number(line, at, float(text))
            elif text:
                sheet.write_string(line, at, text[:LONGEST])
