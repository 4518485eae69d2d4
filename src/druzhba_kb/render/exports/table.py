"""Tables: columns and rows in; CSV, an Excel file and the description of the columns out.

Whoever opens a table in a spreadsheet must see names in every script and run nothing; whoever reads it by a program must
know the type of each column. So a column says what it is, and the same columns are read by the page that explains them.
Two builds must give the same bytes, so that nothing in a workbook is of the day on which it was made.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from druzhba_kb.locales import N_, gettext
from druzhba_kb.render.exports.data import Json

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet


Row = Mapping[str, object]  # the cells of a table by the names of its columns
# Without the mark, spreadsheets take UTF-8 for something else.
BYTE_ORDER_MARK = "\ufeff"
BETWEEN = " | "  # the values of one cell; values hold commas and semicolons
TYPES = (N_("string"), N_("integer"), N_("number"), N_("boolean"), N_("date"))  # of cells, as Table Schema calls them
# A spreadsheet runs a cell that begins so, as a note "=1+1" or "@x" would; a negative number, "-12.5", stays a number.
# What is as wide as a Han character counts as its narrow twin there.
FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠](?![\d., -]*$)")


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: its name, the type of its cells as Table Schema calls it, and what it means."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table: its name among the data, its file below `data/`, what it is, its columns, and its rows as texts.

    `key` is the column that no two rows share, and `links` says of columns which table has their values as its key.
    """

    name: str
    file: str
    title: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    key: str = ""
    links: tuple[tuple[str, str], ...] = ()

    @property
    def book(self) -> str:
        """Return the file of the same as a workbook."""
        return f"{self.file.removesuffix('.csv')}.xlsx"


def explained(columns: Iterable[TableColumn]) -> tuple[TableColumn, ...]:
    """Return columns with what they mean in the language that is spoken."""
    return tuple(replace(column, meaning=gettext(column.meaning)) for column in columns)


def csv_text(table: DataTable) -> str:
    """Return the table as CSV."""
    return csv_of((column.name for column in table.columns), table.rows)


def csv_of(names: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return rows under the names of their columns as CSV, with the mark by which spreadsheets know its letters."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(map(safe_row, rows))
    return BYTE_ORDER_MARK + text.getvalue()


def csv_of_rows(rows: Iterable[Row]) -> str:
    """Return rows as CSV under the names of the first one's columns."""
    every = list(rows)
    return csv_of(every[0] if every else (), (map(cell, row.values()) for row in every))


def yes_or_no(holds: bool) -> str:
    """Return whether something holds as a cell that people read."""
    return "yes" if holds else "no"


def safe_row(row: Iterable[str]) -> list[str]:
    """Return cells that no spreadsheet takes for a formula."""
    return [f"'{cell}" if FORMULA.match(cell) else cell for cell in row]


def table_schema(table: DataTable) -> Json:
    """Return the Table Schema of the columns."""
    schema: Json = {"fields": [_field(column, table.key) for column in table.columns]}
    if table.key:
        schema["primaryKey"] = table.key
    if table.links:
        schema["foreignKeys"] = [
            {"fields": name, "reference": {"resource": there, "fields": "id"}} for name, there in table.links
        ]
    return schema


def _field(column: TableColumn, key: str) -> Json:
    field: Json = {"name": column.name, "type": column.type, "description": column.meaning}
    return {**field, "constraints": {"required": True, "unique": True}} if column.name == key else field


def cell(value: object) -> str:
    """Return plain data as the text of a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return BETWEEN.join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


ENDLESS = datetime(1980, 1, 1)  # the first day that a ZIP file knows
LONGEST_CELL = 32_767  # characters that a cell takes
WIDE, NARROW = 40, 12
SHEET_NAME = 31  # characters of the name of a sheet
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def workbook(table: DataTable, name: str, site: str, licence: str) -> bytes:
    """Return a table as a workbook: its rows, what its columns mean, and where it is from."""
    from xlsxwriter import Workbook  # slow to load, and most builds write no table anew

    data = io.BytesIO()
    with Workbook(data, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": table.title, "company": site, "comments": licence, "created": ENDLESS})
        bold = book.add_format({"bold": True})
        rows = book.add_worksheet(_sheet(name) or None)
        _write(rows, [column.name for column in table.columns], table.rows, bold, [c.type for c in table.columns])
        rows.freeze_panes(1, 2)
        rows.autofilter(0, 0, max(1, len(table.rows)), len(table.columns) - 1)
        about = book.add_worksheet(_sheet(gettext("About the columns")))
        meanings = [(column.name, gettext(column.type), column.meaning) for column in table.columns]
        granted = gettext("Licence: {licence}").format(licence=licence) if licence else ""
        notes = [("", "", note) for note in (table.title, site, granted) if note]
        head = [gettext("Column"), gettext("Type"), gettext("Meaning")]
        _write(about, head, [*meanings, *notes], bold)
    return data.getvalue()


def _sheet(name: str) -> str:
    return name.translate(FORBIDDEN).strip()[:SHEET_NAME]


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
                sheet.write_string(line, at, text[:LONGEST_CELL])
