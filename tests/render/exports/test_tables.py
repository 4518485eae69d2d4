"""Tables: of records and of statements, harmless in a spreadsheet, right for a program, and the same at every build."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import replace
from gettext import NullTranslations
from zipfile import ZipFile

import openpyxl
import pytest

from druzhba_kb.locales import Interface, speaking
from druzhba_kb.locales.catalogue import Catalogue
from druzhba_kb.model import Attribute, Claim, Entity, KnowledgeBase, Statement
from druzhba_kb.render.exports.data_package import described_tables, kind_files, whole_files
from druzhba_kb.render.exports.kind_tables import COLUMNS, record_table, statement_table
from druzhba_kb.render.exports.table import BYTE_ORDER_MARK, DataTable, TableColumn, csv_text, table_schema, workbook
from druzhba_kb.render.site_index import index_site
from tests.render.lighthouses import evidence, rendered, statement

SITE = {"site_name": "Lights", "site_url": "https://kb.example/", "license": "CC-BY-4.0"}


def rows(text: str) -> list[dict[str, str]]:
    assert text.startswith(BYTE_ORDER_MARK)
    return list(csv.DictReader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK))))


def with_statements(kb: KnowledgeBase, statements: Iterable[Statement], *attributes: Attribute) -> KnowledgeBase:
    north: Entity = replace(kb.records.entities["north-light"], statements=tuple(statements), category="tower")
    lights = kb.records.kinds["lights"]
    kinds = {
        **kb.records.kinds,
        "lights": replace(lights, attributes=lights.attributes | {a.name: a for a in attributes}),
    }
    entities = {**kb.records.entities, "north-light": north}
    return replace(kb, records=replace(kb.records, entities=entities, kinds=kinds), disagreements=())


def stating(attribute: str, value: str, quote: str = "burning since March 1899") -> Statement:
    given = statement(f"s-{attribute}-{value}", {attribute: value}, evidence("herald-1901", quote))
    return replace(given, claims=(Claim(attribute, value, None, given.place),))


def of_statements(kb: KnowledgeBase) -> list[dict[str, str]]:
    return rows(csv_text(statement_table(index_site(kb), kb.records.kinds["lights"], SITE)))


def of_records(kb: KnowledgeBase) -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in rows(csv_text(record_table(index_site(kb), kb.records.kinds["lights"], SITE)))}


def test_the_statements_have_a_row_for_each_quotation(kb: KnowledgeBase) -> None:
    found = rows(rendered(kb)["data/lights.csv"])
    assert [(row["attribute"], row["article"]) for row in found] == [
        ("lit", "herald-1901"), ("lit", "gazette-1902"), ("town", "herald-1901"), ("height", "gazette-1902"),
        ("town", "gazette-1902"),
    ]  # fmt: skip


def test_names_stand_beside_ids_and_every_quotation_has_its_address(kb: KnowledgeBase) -> None:
    lit, spoken, town, *_ = of_statements(kb)
    assert (town["value"], town["shown"], town["article_name"]) == ("old-harbour", "Old Harbour", "Coast Herald 1901")
    assert (spoken["said_by"], spoken["said_by_names"], spoken["origin_name"]) == (
        "the keeper",
        "the keeper",
        "the keeper",
    )
    assert (lit["shown"], lit["origin_name"], lit["label"]) == ("March 1899", "Coast Herald 1901", "First lit")
    assert (lit["group"], lit["address"]) == ("e-s1", "https://kb.example/lights/north-light/#e-s1-1")
    assert {row["license"] for row in (lit, spoken, town)} == {"CC-BY-4.0"}


def test_no_group_is_a_number_to_a_spreadsheet(kb: KnowledgeBase) -> None:
    digits = replace(kb.records.entities["north-light"].statements[0], id="0e45371359")
    (row,) = of_statements(with_statements(kb, [digits]))
    assert row["group"] == "e-0e45371359"
    with pytest.raises(ValueError):
        float(row["group"])


@pytest.mark.parametrize(
    ("note", "cell"), [("=1+1", "'=1+1"), ("＝1+1", "'＝1+1"), ("@x", "'@x"), ("-12.5", "-12.5"), ("-a", "'-a")]
)
def test_no_cell_is_a_formula(kb: KnowledgeBase, note: str, cell: str) -> None:
    noted = replace(kb.records.entities["north-light"].statements[0], note=note)
    (row,) = of_statements(with_statements(kb, [noted]))
    assert row["note"] == cell


def test_a_row_has_what_is_the_quotations_own_beside_what_is_the_statements(kb: KnowledgeBase) -> None:
    first = kb.records.entities["north-light"].statements[0]
    item = replace(first.evidence[0], inferred=("month",), as_of="1901", note="From the deck.")
    (row,) = of_statements(with_statements(kb, [replace(first, evidence=(item,))]))
    assert (row["inferred"], row["as_of"], row["note"]) == ("year | month", "1901", "From the date. From the deck.")
    assert (row["voice"], row["origin"]) == ("article", "herald-1901")


def test_the_records_have_a_row_each_with_every_value_and_on_whose_word_it_stands(kb: KnowledgeBase) -> None:
    found = of_records(kb)
    assert list(found) == ["north-light", "south-light"]
    north = found["north-light"]
    assert (north["lit"], north["lit.edtf"]) == ("March 1899 | 1900", "1899-03 | 1900")
    assert north["lit.by"] == "Coast Herald 1901; inferred | the keeper, in Gazette 1902"
    assert (north["town"], north["town.id"], north["town.by"]) == ("Old Harbour", "old-harbour", "Coast Herald 1901")
    assert (north["other_names"], north["contested"]) == ("Nordlys | the Light", "lit | town")
    assert (north["statements"], north["articles"], north["page"]) == (
        "5",
        "2",
        "https://kb.example/lights/north-light/",
    )


def test_of_several_values_no_single_number_or_day_is_given(kb: KnowledgeBase) -> None:
    north = of_records(kb)["north-light"]
    assert (north["lit.first"], north["lit.last"]) == ("", "")


def test_days_numbers_and_positions_stand_in_columns_of_their_own(kb: KnowledgeBase) -> None:
    at = Attribute("at", "At", "coordinates")
    told = [
        stating("lit", "1899-03"),
        stating("height", ">=27"),
        stating("at", "57.5, -11.25"),
        stating("keepers", "3"),
    ]
    north = of_records(with_statements(kb, told, at))["north-light"]
    assert (north["lit.first"], north["lit.last"]) == ("1899-03-01", "1899-03-31")
    assert (north["height"], north["height.min"], north["height.max"]) == ("at least 27 metres", "27", "")
    assert (north["at.lat"], north["at.lon"], north["keepers.number"]) == ("57.5", "-11.25", "3")
    assert north["category"] == "tower"


def test_a_denied_value_is_none_of_a_record(kb: KnowledgeBase) -> None:
    north = of_records(with_statements(kb, [replace(stating("keepers", "3"), denies=True)]))["north-light"]
    assert (north["keepers"], north["keepers.by"]) == ("", "")


def test_an_attribute_that_is_called_like_a_column_of_every_table_has_another_column(kb: KnowledgeBase) -> None:
    named = Attribute("category", "Class", "text")
    north = of_records(with_statements(kb, [stating("category", "first class")], named))["north-light"]
    assert (north["category"], north["category-"]) == ("tower", "first class")


def test_a_workbook_has_the_same_rows_with_numbers_as_numbers_and_says_what_columns_mean(kb: KnowledgeBase) -> None:
    at = Attribute("at", "At", "coordinates")
    told = with_statements(kb, [stating("at", "57.5, -11.25"), stating("lit", "1899-03")], at)
    table = record_table(index_site(told), told.records.kinds["lights"], SITE)
    book = openpyxl.load_workbook(io.BytesIO(workbook(table, "Lights: of [all]", "Lights", "CC-BY-4.0")))
    assert book.sheetnames == ["Lights  of  all", "About the columns"]
    head, first, *_ = book.worksheets[0].iter_rows(values_only=True)
    cells = dict(zip(head, first, strict=True))
    assert (cells["at.lat"], cells["at.lon"], cells["lit"], cells["statements"]) == (57.5, -11.25, "March 1899", 2)
    meanings = [row[0] for row in book.worksheets[1].iter_rows(values_only=True)]
    assert meanings[1 : len(head) + 1] == list(head)


def test_a_workbook_runs_nothing_and_knows_no_time(kb: KnowledgeBase) -> None:
    table = DataTable("x", "x.csv", "X", (TableColumn("a", "string", "A."),), (("=1+1",), ("http://x.example",)))
    data = workbook(table, "X", "Lights", "")
    assert data == workbook(table, "X", "Lights", "")
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert [(row[0].value, row[0].data_type, row[0].hyperlink) for row in sheet.iter_rows()] == [
        ("a", "s", None), ("=1+1", "s", None), ("http://x.example", "s", None),
    ]  # fmt: skip
    with ZipFile(io.BytesIO(data)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = parts.read("docProps/core.xml").decode()
    assert core.count("1980-01-01T00:00:00Z") == 2


def test_a_kind_has_its_records_twice_and_its_statements(kb: KnowledgeBase) -> None:
    files = {page.path: page for page in kind_files(index_site(kb), kb.records.kinds["lights"], SITE)}
    assert list(files) == ["data/tables/lights.csv", "data/tables/lights.xlsx", "data/lights.csv"]
    assert files["data/tables/lights.xlsx"].content.startswith(b"PK")


def test_the_collection_has_tables_of_articles_references_and_disagreements(kb: KnowledgeBase) -> None:
    files = {page.path: page.text for page in whole_files(index_site(kb), SITE)}
    assert [row["id"] for row in rows(files["data/tables/articles.csv"])] == [
        "herald-1901",
        "gazette-1902",
        "almanac-1903",
    ]
    lit, town = rows(files["data/tables/disagreements.csv"])
    assert (lit["sides"], lit["address"]) == (
        "March 1899 | 1900", "https://kb.example/lights/north-light/#contest-lit",
    )  # fmt: skip
    assert town["sides"] == "Old Harbour | not Old Harbour"


def test_the_package_names_each_table_with_its_columns_and_whose_rows_they_name(kb: KnowledgeBase) -> None:
    files = {page.path: page.text for page in whole_files(index_site(kb), {**SITE, "site_author": "Finch, Ada"})}
    package = json.loads(files["data/datapackage.json"])
    assert package["licenses"] == [{"name": "CC-BY-4.0", "path": "https://spdx.org/licenses/CC-BY-4.0.html"}]
    assert package["contributors"] == [{"title": "Ada Finch", "role": "author"}]
    names = [one["name"] for one in package["resources"]]
    assert names == [
        "lights", "lights-statements", "towns", "towns-statements", "articles", "references", "disagreements", "kb",
    ]  # fmt: skip
    statements = package["resources"][1]["schema"]
    assert [field["name"] for field in statements["fields"]] == [column.name for column in COLUMNS]
    assert {"fields": "article", "reference": {"resource": "articles", "fields": "id"}} in statements["foreignKeys"]


def test_columns_are_explained_to_people_in_the_language_of_the_site_and_to_programs_in_english(
    kb: KnowledgeBase,
) -> None:
    class German(NullTranslations):
        def gettext(self, message: str) -> str:
            return "Sein Name." if message == "Its name." else message

    with speaking(Interface("de", Catalogue(German()))):
        (table, *_), files = described_tables(index_site(kb).kinds), whole_files(index_site(kb), SITE)
        package = next(json.loads(page.text) for page in files if page.path.endswith("datapackage.json"))
    assert table.columns[1] == TableColumn("name", "string", "Sein Name.")
    assert package["resources"][0]["schema"]["fields"][1]["description"] == "Its name."


def test_every_file_of_the_package_is_there_and_has_its_columns(kb: KnowledgeBase) -> None:
    pages = rendered(kb)
    for table in described_tables(index_site(kb).kinds):
        head = pages[f"data/{table.file}"].removeprefix(BYTE_ORDER_MARK).partition("\n")[0].split(",")
        assert head == [column.name for column in table.columns]
        assert len(set(head)) == len(head)
        assert all(column.meaning.endswith(".") for column in table.columns)
        assert {field["type"] for field in table_schema(table)["fields"]} <= {
            "string",
            "integer",
            "number",
            "boolean",
            "date",
        }
