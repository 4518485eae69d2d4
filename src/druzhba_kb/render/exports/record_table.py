"""Record table: a kind in, a row for each of its entities out, for whoever works in a spreadsheet.

A cell has every value that is stated, denials apart, and the column beside it on whose word each stands, in the same order:
a table must not settle what a page leaves open. What can be counted or drawn, such as a latitude, stands in columns of its
own, and only where there is one value alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from druzhba_kb.model import Attribute, Entity, Kind, Statement
from druzhba_kb.render.exports.services import absolute
from druzhba_kb.render.exports.table import DataTable, TableColumn, cell
from druzhba_kb.render.site_index import SiteIndex, cited_claims, quoted_articles, stated_claims
from druzhba_kb.render.views.attributions import in_words, voices_of
from druzhba_kb.render.views.evidence import show_value
from druzhba_kb.values import TYPES

FIRST = (
    TableColumn("id", "string", "The id of the record, by which other tables name it."),
    TableColumn("name", "string", "Its name."),
    TableColumn("other_names", "string", "Its other names."),
    TableColumn("category", "string", "What sort of its kind it is, by the editors."),
)
LAST = (
    TableColumn("contested", "string", "The columns on which the sources disagree."),
    TableColumn("statements", "integer", "How many statements there are about it."),
    TableColumn("articles", "integer", "How many articles they rest on."),
    TableColumn("page", "string", "The address of its page, which shows all evidence."),
    TableColumn("license", "string", "The licence of the table (SPDX)."),
)
TAKEN = {column.name for column in (*FIRST, *LAST)}
BY = "by"


@dataclass(frozen=True, slots=True)
class _Stated:
    """A value of an attribute, as people read it, and on whose word it stands."""

    value: str | None
    shown: str
    by: str


def record_file(kind: str) -> str:
    """Return the file of the records of a kind, below `data/`, without the end of its name."""
    return f"tables/{kind}"


def record_table(index: SiteIndex, kind: Kind, site: Mapping[str, str]) -> DataTable:
    """Return the entities of a kind, one a row."""
    rows = (tuple(_row(index, kind, entity, site)) for entity in index.members(kind.id))
    return replace(described_records(kind), rows=tuple(rows))


def described_records(kind: Kind) -> DataTable:
    """Return the table of the records of a kind without its rows."""
    columns = (*FIRST, *(column for one in kind.attributes.values() for column in _columns(one)), *LAST)
    return DataTable(kind.id, f"{record_file(kind.id)}.csv", f"{kind.plural}: a row for each record", columns, key="id")


def column_name(attribute: Attribute) -> str:
    """Return the column of an attribute, apart from those that every table has; no attribute has a hyphen."""
    return f"{attribute.name}-" if attribute.name in TAKEN else attribute.name


def _columns(attribute: Attribute) -> Iterator[TableColumn]:
    name, label = column_name(attribute), attribute.label
    claims = "; claims, which are somebody's word and no facts" if attribute.claim else ""
    unit = f", in {attribute.unit}" if attribute.unit else ""
    yield TableColumn(name, "string", f"{label}, as people read it{unit}{claims}.")
    yield from (
        TableColumn(f"{name}.{end}", type, f"{label}: {meaning}.") for end, type, meaning in TYPES[attribute.type].cells
    )
    yield TableColumn(f"{name}.{BY}", "string", f"{label}: on whose word each value stands.")


def _row(index: SiteIndex, kind: Kind, entity: Entity, site: Mapping[str, str]) -> Iterator[str]:
    contested = index.contested(entity)
    yield from (entity.id, entity.name, cell(list(dict.fromkeys(alias.name for alias in entity.aliases))))
    yield entity.category or ""
    for attribute in kind.attributes.values():
        yield from _cells(attribute, tuple(_stated(index, entity, attribute)))
    yield cell([column_name(kind.attributes[name]) for name in contested if name in kind.attributes])
    yield from (str(len(entity.statements)), str(len(quoted_articles(entity))))
    yield absolute(site, entity.page) or entity.page
    yield site.get("license") or ""


def _cells(attribute: Attribute, stated: tuple[_Stated, ...]) -> Iterator[str]:
    yield cell([one.shown for one in stated])
    type = TYPES[attribute.type]
    split = [type.split(one.value) for one in stated if one.value is not None]
    for at, (_, sort, _) in enumerate(type.cells):
        values = [parts[at] for parts in split]
        yield cell(values) if sort == "string" or len(values) == 1 else ""
    yield cell([one.by for one in stated])


def _stated(index: SiteIndex, entity: Entity, attribute: Attribute) -> Iterator[_Stated]:
    """Yield each value once, those of articles first."""
    giving: dict[tuple[str | None, str | None], list[Statement]] = {}
    for statement, claim in (*stated_claims(entity, attribute.name), *cited_claims(entity, attribute.name)):
        if not statement.denies:
            giving.setdefault((claim.value, claim.words), []).append(statement)
    for (value, words), statements in giving.items():
        yield _Stated(value, show_value(index, attribute, value, words, "").text, _by(index, statements))


def _by(index: SiteIndex, statements: Iterable[Statement]) -> str:
    """Return on whose word something stands: of articles and those who speak in them, or of references."""
    each = list(statements)
    said = map(in_words, voices_of(index, [item for one in each for item in one.evidence], "").by)
    cited = (index.kb.records.references[one.reference].title for statement in each for one in statement.citations)
    return "; ".join(dict.fromkeys((*said, *cited)))
