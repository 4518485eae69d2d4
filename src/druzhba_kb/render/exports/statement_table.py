"""Statement table: a kind in, a row for each quotation and each entry of a reference on which its statements rest out.

The export gives each statement once, at its home; a table is read alone, so that it has all that an entity's page shows,
also what fills its columns from elsewhere. Ids stand beside the names that people know.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from druzhba_kb.fileformat import CITATION, STATEMENT
from druzhba_kb.model import Entity, Kind
from druzhba_kb.render.exports.data import exported_entity, row_of
from druzhba_kb.render.exports.data_schema import Json
from druzhba_kb.render.exports.services import absolute
from druzhba_kb.render.exports.table import DataTable, TableColumn, cell
from druzhba_kb.render.site_index import SiteIndex
from druzhba_kb.render.views.evidence import anchor_of, show_value

OWN = tuple(key for key in STATEMENT.exported if key.reader != "texts")
COLUMNS = (
    TableColumn("entity", "string", "The id of the record that it is about."),
    TableColumn("name", "string", "The name of that record."),
    TableColumn("category", "string", "What sort of its kind the record is."),
    TableColumn("home", "string", "The id of the record in which the statement stands."),
    TableColumn("id", "string", "The id of the value; rows with one id are its several quotations."),
    TableColumn(
        "group", "string", "What the values of one statement share; -1, -2 … after it are its anchors at home."
    ),
    TableColumn("attribute", "string", "What is stated, by its name in the data."),
    TableColumn("label", "string", "What is stated, as pages call it."),
    TableColumn("value", "string", "The value in the notation of the data: EDTF dates, ids, ~ for about."),
    TableColumn("shown", "string", "The value as people read it: names, dates in words, units."),
    TableColumn("words", "string", "The source's own words, where they cannot be compared."),
    *(TableColumn(key.name, "boolean" if key.reader == "flag" else "string", key.help) for key in OWN),
    TableColumn("inferred", "string", "The parts of the value that the quotation does not give."),
    TableColumn("voice", "string", "Who says it: article, opinion (a column) or speaker."),
    TableColumn("article", "string", "The id of the article."),
    TableColumn("article_name", "string", "The publisher and year of the article."),
    TableColumn("told", "string", "When the article was published (EDTF)."),
    TableColumn("block", "integer", "The block of the article, its title as 0."),
    TableColumn("quote", "string", "The quoted words; they belong to the publisher."),
    TableColumn("said_by", "string", "The ids of the speakers, or the article's words for them."),
    TableColumn("said_by_names", "string", "The names of the speakers."),
    TableColumn("origin", "string", "The id of the source where the article has it from, or words for it."),
    TableColumn("origin_name", "string", "The name of that source."),
    *(TableColumn(key.name, "string", key.help) for key in CITATION.keys),
    TableColumn("address", "string", "The address of the quotation on its page."),
    TableColumn("license", "string", "The licence of all but the quoted words (SPDX)."),
)


def statement_file(kind: str) -> str:
    """Return the file of the statements about a kind, below `data/`."""
    return f"{kind}.csv"


def statement_table(index: SiteIndex, kind: Kind, site: Mapping[str, str]) -> DataTable:
    """Return the statements about the entities of a kind."""
    return replace(
        described_statements(kind),
        rows=tuple(row for entity in index.members(kind.id) for row in _rows(index, entity, site)),
    )


def described_statements(kind: Kind) -> DataTable:
    """Return the table of the statements about a kind without its rows."""
    title = f"{kind.plural}: every statement with its evidence, a row for each quotation"
    links = (("entity", kind.id), ("article", "articles"), ("reference", "references"))
    return DataTable(f"{kind.id}-statements", statement_file(kind.id), title, COLUMNS, links=links)


def tabled_entity(index: SiteIndex, entity: Entity) -> Json:
    """Return what a table says of an entity: what the export says, and what fills its columns from elsewhere.

    Each statement names its home, and what stands elsewhere has the ids that it has there.
    """
    exported = exported_entity(index.kb, entity)
    rows = [{**row, "home": entity.id} for row in exported["statements"]]
    for statement, claim in entity.filled:
        there = replace(claim, attribute=index.stated_as(index.attribute(entity, claim.attribute)).name)
        row = row_of(index.kb, statement, there)
        rows.append({**row, "attribute": claim.attribute, "home": index.home(statement).id})
    return {**exported, "statements": rows}


def _rows(index: SiteIndex, entity: Entity, site: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    tabled = tabled_entity(index, entity)
    for row in tabled["statements"]:
        home = index.kb.records.entities[row["home"]].page
        for number, item in enumerate((*row["evidence"], *row["citations"]), 1):
            # the entries of references share an anchor after those of the quotations
            anchor = anchor_of(row["group"], min(number, len(row["evidence"]) + 1))
            more = {"address": f"{absolute(site, home) or home}#{anchor}", "license": site.get("license")}
            line = {**_line(index, entity, row, item), **more}
            yield tuple(cell(line[column.name]) for column in COLUMNS)


def _line(index: SiteIndex, entity: Entity, row: Json, item: Json) -> Json:
    """Return a quotation with the statement that rests on it; what is the quotation's own stands with the statement's."""
    attribute = index.attribute(entity, row["attribute"])
    own = {
        **dict.fromkeys(column.name for column in COLUMNS),
        **row,
        **item,
        "entity": entity.id,
        "name": entity.name,
        "category": entity.category,
        "label": attribute.label,
        "shown": show_value(index, attribute, row["value"], row["words"], "").text,
        # bare, one of digits alone would be a number to a spreadsheet
        "group": f"e-{row['group']}",
    }
    own["inferred"] = list(dict.fromkeys([*row["inferred"], *item.get("inferred", ())]))
    own["as_of"] = item.get("as_of") or row["as_of"]
    own["note"] = " ".join(note for note in (row["note"], item.get("note")) if note) or None
    own["article_name"] = index.labels.get(item.get("article", ""))
    own["said_by_names"] = [_name(index, id) for id in item.get("said_by", ())]
    own["origin_name"] = _name(index, item["origin"]) if "origin" in item else None
    return own


def _name(index: SiteIndex, id: str) -> str:
    """Return what the pages call an entity or an article; words for a source are its name themselves."""
    entity = index.kb.records.entities.get(id)
    return entity.name if entity else index.labels.get(id, id)
