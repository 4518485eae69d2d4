"""Data page: the site index in, what can be downloaded and what each column means out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from druzhba_kb.locales import gettext
from druzhba_kb.model import Kind
from druzhba_kb.render.exports.data_package import described_collection
from druzhba_kb.render.exports.kind_tables import described_records, described_statements
from druzhba_kb.render.exports.table import DataTable, TableColumn
from druzhba_kb.render.page_model import Link
from druzhba_kb.render.site_index import SiteIndex, coordinates

DATA = "data/"


@dataclass(frozen=True, slots=True)
class DataFiles:
    """What can be downloaded of a kind, and of how many records."""

    name: str
    count: int
    files: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class DescribedTable:
    """A table with its columns; `href` is its file, empty where each kind has one of its own."""

    title: str
    anchor: str
    href: str
    columns: tuple[TableColumn, ...]


@dataclass(frozen=True, slots=True)
class DataPage:
    """The files by kind, those of the whole collection, and what the columns of all tables mean."""

    kinds: tuple[DataFiles, ...]
    files: tuple[Link, ...]
    tables: tuple[DescribedTable, ...]


def data_page(index: SiteIndex) -> DataPage:
    """Return what the page on the data shows."""
    files = {
        "kb.json": gettext("everything in one file"),
        "kb.schema.json": gettext("its JSON Schema"),
        "verify.py": gettext("the program that checks a proof packet of these pages, without a network"),
        "packet.schema.json": gettext("the JSON Schema of a proof packet"),
        "datapackage.json": gettext("all tables described for programs (Frictionless)"),
        **{table.file: table.title for table in described_collection()},
    }
    return DataPage(
        kinds=tuple(DataFiles(kind.plural, len(index.ordered[kind.id]), tuple(_files(kind))) for kind in index.kinds),
        files=tuple(Link(file, file, what) for file, what in files.items()),
        tables=tuple(_described(index)),
    )


def _files(kind: Kind) -> Iterator[Link]:
    records = described_records(kind)
    yield Link("CSV", records.file, gettext("a row for each record"))
    yield Link("XLSX", records.book, gettext("the same for Excel"))
    yield Link(gettext("CSV of statements"), described_statements(kind).file, gettext("a row for each quotation"))
    if coordinates(kind):
        yield Link("GeoJSON", f"{kind.id}.geojson", gettext("the positions"))


def _described(index: SiteIndex) -> Iterator[DescribedTable]:
    """Yield the tables of records by kind, that of statements once for all kinds, and those of the collection."""
    for kind in index.kinds:
        yield _table(described_records(kind), f"columns-{kind.id}")
    for kind in index.kinds[:1]:
        columns = described_statements(kind).columns
        title = gettext("Statements of a kind: a row for each quotation")
        yield DescribedTable(title, "columns-statements", "", columns)
    yield from (_table(one, f"columns-of-{one.name}") for one in described_collection())


def _table(table: DataTable, anchor: str) -> DescribedTable:
    return DescribedTable(table.title, anchor, table.file, table.columns)
