"""Kind tables: a kind in, a row for each of its entities and a row for each quotation about them out, for spreadsheets.

A cell of an entity has every value that is stated, denials apart, and the column beside it on whose word each stands, in the same
order: a table must not settle what a page leaves open. What can be counted or drawn, such as a latitude, stands in columns of its
own, and only where there is one value alone. The export gives each statement once, at its home; a table is read alone, so that
that of the statements has all that an entity's page shows, also what fills its columns from elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from druzhba_kb.fileformat import CITATION, STATEMENT
from druzhba_kb.locales import N_, gettext
from druzhba_kb.model import Attribute, Entity, Kind, Statement
from druzhba_kb.render.exports.data import Json, exported_entity, row_of
from druzhba_kb.render.exports.services import absolute
from druzhba_kb.render.exports.table import DataTable, TableColumn, cell, explained
from druzhba_kb.render.site_index import SiteIndex, cited_claims, stated_claims
from druzhba_kb.render.views.attributions import in_words, voices_of
from druzhba_kb.render.views.evidence import anchor_of, show_value
from druzhba_kb.values import TYPES, is_inferred

FIRST = (
    TableColumn("id", "string", N_("The id of the record, by which other tables name it.")),
    TableColumn("name", "string", N_("Its name.")),
    TableColumn("other_names", "string", N_("Its other names.")),
    TableColumn("category", "string", N_("What sort of its kind it is, by the editors.")),
)
LAST = (
    TableColumn("contested", "string", N_("The columns on which the sources disagree.")),
    TableColumn("statements", "integer", N_("How many statements stand on its page.")),
    TableColumn("articles", "integer", N_("How many articles these rest on.")),
    TableColumn("page", "string", N_("The address of its page, which shows all evidence.")),
    TableColumn("license", "string", N_("The licence of the table (SPDX).")),
)
TAKEN = {column.name for column in (*FIRST, *LAST)}
BY = "by"


def record_table(index: SiteIndex, kind: Kind, site: Mapping[str, str]) -> DataTable:
    """Return the entities of a kind, one a row."""
    rows = (tuple(_row(index, kind, entity, site)) for entity in index.members(kind.id))
    return replace(described_records(kind), rows=tuple(rows))


def described_records(kind: Kind) -> DataTable:
    """Return the table of the records of a kind without its rows."""
    own = (column for one in kind.attributes.values() for column in _columns(one))
    title = gettext("{kinds}: a row for each record").format(kinds=kind.plural)
    columns = (*explained(FIRST), *own, *explained(LAST))
    return DataTable(kind.id, f"tables/{kind.id}.csv", title, columns, key="id")


def column_name(attribute: Attribute) -> str:
    """Return the column of an attribute, apart from those that every table has; no attribute has a hyphen."""
    return f"{attribute.name}-" if attribute.name in TAKEN else attribute.name


def _columns(attribute: Attribute) -> Iterator[TableColumn]:
    name, label = column_name(attribute), attribute.label
    if attribute.unit:
        read = gettext("{label}, as people read it, in {unit}").format(label=label, unit=attribute.unit)
    else:
        read = gettext("{label}, as people read it").format(label=label)
    claims = gettext("{meaning}; claims, which are somebody's word and no facts.") if attribute.claim else "{meaning}."
    yield TableColumn(name, "string", claims.format(meaning=read))
    for end, type, meaning in TYPES[attribute.type].cells:
        yield TableColumn(f"{name}.{end}", type, f"{label}: {gettext(meaning)}.")
    by = gettext("{label}: on whose word each value stands.").format(label=label)
    yield TableColumn(f"{name}.{BY}", "string", by)


def _row(index: SiteIndex, kind: Kind, entity: Entity, site: Mapping[str, str]) -> Iterator[str]:
    contested = index.contested(entity)
    yield from (entity.id, entity.name, cell(list(dict.fromkeys(alias.name for alias in entity.aliases))))
    yield entity.category or ""
    for attribute in kind.attributes.values():
        yield from _cells(index, entity, attribute)
    yield cell([column_name(kind.attributes[name]) for name in contested if name in kind.attributes])
    yield from (str(len(entity.statements)), str(len(entity.quoted_articles)))
    yield absolute(site, entity.page) or entity.page
    yield site.get("license") or ""


def _cells(index: SiteIndex, entity: Entity, attribute: Attribute) -> Iterator[str]:
    """Yield each value once, those of articles first; then its parts, if it is the only one; then on whose word each stands."""
    giving: dict[tuple[str | None, str | None], list[Statement]] = {}
    for statement, claim in (*stated_claims(entity, attribute.name), *cited_claims(entity, attribute.name)):
        if not statement.denies:
            giving.setdefault((claim.value, claim.words), []).append(statement)
    yield cell([show_value(index, attribute, *given, "").text for given in giving])
    type = TYPES[attribute.type]
    split = [type.split(value) for value, _ in giving if value is not None]
    for at, (_, sort, _) in enumerate(type.cells):
        values = [parts[at] for parts in split]
        yield cell(values) if sort == "string" or len(values) == 1 else ""
    yield cell([_by(index, attribute, statements) for statements in giving.values()])


def _by(index: SiteIndex, attribute: Attribute, statements: Sequence[Statement]) -> str:
    """Return on whose word a value stands: of articles and those who speak in them, or of references; and if inferred."""
    there = index.stated_as(attribute)
    inferred = all(not s.citations and is_inferred(s.inferred_everywhere, there) for s in statements)
    said = map(in_words, voices_of(index, [item for one in statements for item in one.evidence], "").by)
    cited = (index.kb.records.references[one.reference].title for s in statements for one in s.citations)
    return "; ".join((*dict.fromkeys((*said, *cited)), *([gettext("inferred")] if inferred else [])))


OWN = tuple(key for key in STATEMENT.exported if key.reader != "texts")
COLUMNS = (
    TableColumn("entity", "string", N_("The id of the record that it is about.")),
    TableColumn("name", "string", N_("The name of that record.")),
    TableColumn("category", "string", N_("What sort of its kind the record is.")),
    TableColumn("home", "string", N_("The id of the record in which the statement stands.")),
    TableColumn("id", "string", N_("The id of the value; rows with one id are its several quotations.")),
    TableColumn(
        "group", "string", N_("What the values of one statement share; -1, -2 … after it are its anchors at home.")
    ),
    TableColumn("attribute", "string", N_("What is stated, by its name in the data.")),
    TableColumn("label", "string", N_("What is stated, as pages call it.")),
    TableColumn("value", "string", N_("The value in the notation of the data: EDTF dates, ids, ~ for about.")),
    TableColumn("shown", "string", N_("The value as people read it: names, dates in words, units.")),
    TableColumn("words", "string", N_("The source's own words, where they cannot be compared.")),
    *(TableColumn(key.name, "boolean" if key.reader == "flag" else "string", key.help) for key in OWN),
    TableColumn("inferred", "string", N_("The parts of the value that the quotation does not give.")),
    TableColumn("voice", "string", N_("Who says it: article, opinion (a column) or speaker.")),
    TableColumn("article", "string", N_("The id of the article.")),
    TableColumn("article_name", "string", N_("The publisher and year of the article.")),
    TableColumn("told", "string", N_("When the article was published (EDTF).")),
    TableColumn("block", "integer", N_("The block of the article, its title as 0.")),
    TableColumn("quote", "string", N_("The quoted words; they belong to the publisher.")),
    TableColumn("said_by", "string", N_("The ids of the speakers, or the article's words for them.")),
    TableColumn("said_by_names", "string", N_("The names of the speakers.")),
    TableColumn("origin", "string", N_("The id of the source where the article has it from, or words for it.")),
    TableColumn("origin_name", "string", N_("The name of that source.")),
    *(TableColumn(key.name, "string", key.help) for key in CITATION.keys),
    TableColumn("address", "string", N_("The address of the quotation on its page.")),
    TableColumn("license", "string", N_("The licence of all but the quoted words (SPDX).")),
)


def statement_table(index: SiteIndex, kind: Kind, site: Mapping[str, str]) -> DataTable:
    """Return the statements about the entities of a kind."""
    return replace(
        described_statements(kind),
        rows=tuple(row for entity in index.members(kind.id) for row in _rows(index, entity, site)),
    )


def described_statements(kind: Kind) -> DataTable:
    """Return the table of the statements about a kind without its rows."""
    title = gettext("{kinds}: every statement with its evidence, a row for each quotation").format(kinds=kind.plural)
    links = (("entity", kind.id), ("article", "articles"), ("reference", "references"))
    return DataTable(f"{kind.id}-statements", f"{kind.id}.csv", title, explained(COLUMNS), links=links)


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
        home = index.heads[row["home"]].page
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
    entity = index.heads.get(id)
    return entity.name if entity else index.labels.get(id, id)
