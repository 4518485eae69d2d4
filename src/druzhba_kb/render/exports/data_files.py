"""Data files: a kind, or the whole collection, in, the tables, workbooks, points and descriptions to download out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from druzhba_kb.model import Kind
from druzhba_kb.render.exports.data import points
from druzhba_kb.render.exports.data_package import collection_tables, data_package
from druzhba_kb.render.exports.kind_tables import record_file, record_table, statement_table, tabled_entity
from druzhba_kb.render.exports.table import csv_text, workbook
from druzhba_kb.render.page_model import Page
from druzhba_kb.render.site_index import SiteIndex


def kind_files(index: SiteIndex, kind: Kind, site: Mapping[str, str]) -> Iterator[Page]:
    """Yield what there is of a kind: its records as CSV and for Excel, its statements, and its positions if it has some."""
    licence, records = site.get("license") or "", record_table(index, kind, site)
    statements = statement_table(index, kind, site)
    book = workbook(records, kind.plural, site.get("site_name") or "", licence)
    yield Page(f"data/{records.file}", csv_text(records))
    yield Page(f"data/{record_file(kind.id)}.xlsx", "", data=book)
    yield Page(f"data/{statements.file}", csv_text(statements))
    yield from points(kind, [tabled_entity(index, entity) for entity in index.members(kind.id)], licence)


def whole_files(index: SiteIndex, site: Mapping[str, str]) -> Iterator[Page]:
    """Yield the tables that no kind has, and the description of all files."""
    yield from (Page(f"data/{table.file}", csv_text(table)) for table in collection_tables(index, site))
    yield data_package(index, site)
