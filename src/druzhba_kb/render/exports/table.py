"""Table: columns and rows in, CSV and the description of the columns out.

Whoever opens a table in a spreadsheet must see names in every script and run nothing; whoever reads it by a program must
know the type of each column. So a column says what it is, and the same columns are read by the page that explains them.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass

from druzhba_kb.render.exports.data_schema import Json

# Without the mark, spreadsheets take UTF-8 for something else.
BYTE_ORDER_MARK = "\ufeff"
BETWEEN = " | "  # the values of one cell; values hold commas and semicolons
# A spreadsheet runs a cell that begins so, as a note "=1+1" or "@x" would; a negative number, "-12.5", stays a number.
FORMULA = re.compile(r"[=+\-@\t\r](?![\d., -]*$)")


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
