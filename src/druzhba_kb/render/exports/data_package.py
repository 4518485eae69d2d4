"""Data package: a kind, or the whole collection, in, the files to download and their description by Frictionless out.

A program that reads `datapackage.json` knows every table, the types of its columns, which column names a row of another
table, and under which licence all of it may be used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from druzhba_kb.fileformat import ARTICLE, REFERENCE, Form
from druzhba_kb.locales import N_, Interface, gettext, speaking
from druzhba_kb.locales.formats import commas
from druzhba_kb.model import Kind
from druzhba_kb.render.exports.data import Json, dump, points
from druzhba_kb.render.exports.kind_tables import (
    described_records,
    described_statements,
    record_table,
    statement_table,
    tabled_entity,
)
from druzhba_kb.render.exports.services import absolute, editors, last_changed, licence_of
from druzhba_kb.render.exports.table import DataTable, TableColumn, cell, csv_text, explained, table_schema, workbook
from druzhba_kb.render.page_model import Page
from druzhba_kb.render.site_index import SiteIndex, coordinates
from druzhba_kb.render.views.disputes_page import dispute_anchor, disputes_of, spellings_of
from druzhba_kb.render.views.evidence import negated

PACKAGE = "data/datapackage.json"
ID = TableColumn("id", "string", N_("The id, by which other tables name it."))
PAGE = TableColumn("page", "string", N_("The address of its page."))
LICENCE = TableColumn("license", "string", N_("The licence of the table (SPDX)."))
DISAGREEMENTS = (
    TableColumn("entity", "string", N_("The id of the record that it is about.")),
    TableColumn("name", "string", N_("The name of that record.")),
    TableColumn("kind", "string", N_("The kind of that record.")),
    TableColumn("type", "string", N_("fact; scope (they may mean something else); or name (another spelling).")),
    TableColumn("about", "string", N_("The attributes that it is about.")),
    TableColumn("label", "string", N_("The same, as pages call them.")),
    TableColumn("sides", "string", N_("The values that stand against each other.")),
    TableColumn("reason", "string", N_("Why the sources differ, as far as it is known.")),
    TableColumn("note", "string", N_("What a reader must know of it.")),
    TableColumn("address", "string", N_("Its address, which does not move.")),
    LICENCE,
)


def collection_tables(index: SiteIndex, site: Mapping[str, str]) -> tuple[DataTable, ...]:
    """Return the tables of articles, references and disagreements."""
    licence = site.get("license") or ""
    records = index.kb.records
    articles = ((one.id, *_row(ARTICLE, one), absolute(site, one.page) or one.page, licence) for one in index.articles)
    references = ((one.id, *_row(REFERENCE, one), licence) for one in records.references.values())
    rows = [tuple(articles), tuple(references), tuple(_disagreements(index, site))]
    return tuple(replace(table, rows=those) for table, those in zip(described_collection(), rows, strict=True))


def described_collection() -> tuple[DataTable, ...]:
    """Return the same tables without their rows."""
    articles, references = (
        [TableColumn(key.name, "string", key.help) for key in f.exported] for f in (ARTICLE, REFERENCE)
    )
    return (
        _table("articles", gettext("The articles"), (ID, *articles, PAGE, LICENCE), "id"),
        _table("references", gettext("The references, for what no article says"), (ID, *references, LICENCE), "id"),
        _table("disagreements", gettext("What the sources disagree on"), DISAGREEMENTS),
    )


def _table(name: str, title: str, columns: Iterable[TableColumn], key: str = "") -> DataTable:
    return DataTable(name, f"tables/{name}.csv", title, explained(columns), key=key)


def described_tables(kinds: Iterable[Kind]) -> tuple[DataTable, ...]:
    """Return every table without its rows, those of kinds first."""
    by_kind = (table for kind in kinds for table in (described_records(kind), described_statements(kind)))
    return (*by_kind, *described_collection())


def data_package(index: SiteIndex, site: Mapping[str, str]) -> Page:
    """Return the description of all files, in English: programs read it."""
    with speaking(Interface()):
        tables = described_tables(index.kinds)
    licence = licence_of(site)
    changed = last_changed(index.kb, "")
    package: Json = {
        "profile": "data-package",
        "name": "knowledge-base",
        "title": site.get("site_name"),
        "description": site.get("site_description"),
        "homepage": absolute(site, "data/"),
        "created": f"{changed}T00:00:00Z" if changed else None,
        "licenses": [{"name": licence.name, "path": licence.href}] if licence else None,
        "contributors": [{"title": name.straight, "role": "author"} for name in editors(site)],
        "sources": [{"title": one.title, **({"path": one.url} if one.url else {})} for one in index.articles],
        "resources": [*map(_resource, tables), *_files(index)],
    }
    return Page(PACKAGE, dump({key: value for key, value in package.items() if value}))


def _resource(table: DataTable) -> Json:
    file = _file(table.name, table.file, table.title, "csv", "text/csv")
    return {"profile": "tabular-data-resource", **file, "schema": table_schema(table)}


def _files(index: SiteIndex) -> Iterator[Json]:
    yield _file("kb", "kb.json", "Everything, in one file", "json", "application/json")
    for kind in index.kinds:
        if coordinates(kind):
            title = f"{kind.plural} on the map"
            yield _file(f"{kind.id}-positions", f"{kind.id}.geojson", title, "geojson", "application/geo+json")


def _file(name: str, path: str, title: str, form: str, media: str) -> Json:
    return {"name": name, "path": path, "title": title, "format": form, "mediatype": media, "encoding": "utf-8"}


def _row(form: Form, record: object) -> Iterator[str]:
    yield from (cell(getattr(record, key.attribute)) for key in form.exported)


def _disagreements(index: SiteIndex, site: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    for entity in index.in_order(index.heads):
        page = absolute(site, entity.page) or entity.page
        about = {dispute_anchor(one): one.about for one in index.disagreements.get(entity.id, ())}
        for one in (*disputes_of(index, entity, ""), *spellings_of(index, entity, "")):
            sides = [commas(negated(value.text, value.denies) for value in side.values) for side in one.sides]
            named = (entity.id, entity.name, entity.kind, one.type, cell(about[one.anchor]), one.label, cell(sides))
            yield (*named, one.reason, one.note or "", f"{page}#{one.anchor}", site.get("license") or "")


def kind_files(index: SiteIndex, kind: Kind, site: Mapping[str, str]) -> Iterator[Page]:
    """Yield what there is of a kind: its records as CSV and for Excel, its statements, and its positions if it has some."""
    licence, records = site.get("license") or "", record_table(index, kind, site)
    statements = statement_table(index, kind, site)
    book = workbook(records, kind.plural, site.get("site_name") or "", licence)
    yield Page(f"data/{records.file}", csv_text(records))
    yield Page(f"data/{records.book}", "", data=book)
    yield Page(f"data/{statements.file}", csv_text(statements))
    yield from points(kind, [tabled_entity(index, entity) for entity in index.members(kind.id)], licence)


def whole_files(index: SiteIndex, site: Mapping[str, str]) -> Iterator[Page]:
    """Yield the tables that no kind has, and the description of all files."""
    yield from (Page(f"data/{table.file}", csv_text(table)) for table in collection_tables(index, site))
    yield data_package(index, site)
