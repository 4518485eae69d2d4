"""Columns: the attributes of a kind that are filled from records of another kind, which refer to the entity."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from druzhba_kb.model import KnowledgeBase
from druzhba_kb.pipeline.checking import relate_project
from druzhba_kb.relate.coverage import coverage
from druzhba_kb.render.exports.data import export
from druzhba_kb.render.exports.kind_tables import statement_table
from druzhba_kb.render.exports.table import csv_text
from druzhba_kb.render.site_index import index_site
from druzhba_kb.render.views.entity_page import derived_sections, entity_view
from druzhba_kb.render.views.graph_page import relations
from druzhba_kb.report import Report
from druzhba_kb.verify.guard_checks import verify_assertions
from tests.sites_on_disk import lay_out

LAMPS = """label: Lamp
attributes:
  kind: {label: Kind, type: text}
  maker: {label: Maker, type: ref, to: [people], inverse: Lamps made, from: deals.giver, by: lamp}
  number: {label: Number, type: integer, from: deals.number, by: lamp}
"""
DEALS = """label: Deal
attributes:
  giver: {label: Giver, type: ref, to: [people], inverse: Deals}
  lamp: {label: Lamp, type: ref, to: [lamps], inverse: Deals of it}
  number: {label: Number, type: integer, single: true}
"""
PROOF = "source: tidings-1931, quote: lit in June 1932"


def base(
    tmp_path: Path, *statements: str, second: tuple[str, ...] = (), assertions: str = ""
) -> tuple[KnowledgeBase, Report]:
    """Return a base of two lamps and one deal, or two."""
    root = lay_out(None, tmp_path / "site")
    for file in (root / "entities").rglob("*.yml"):
        file.unlink()
    files = {
        "people/_kind.yml": "label: Person\nplural: People\n", "people/ada-finch.yml": "name: Ada Finch",
        "people/bo-reed.yml": "name: Bo Reed", "lamps/_kind.yml": LAMPS, "deals/_kind.yml": DEALS,
        "lamps/arc.yml": "name: Arc Lamp", "lamps/oil.yml": "name: Oil Lamp",
        "deals/first.yml": deal("First deal", statements), "deals/second.yml": deal("Second deal", second),
        "_assertions.yml": assertions or "assertions: []",
    }  # fmt: skip
    for name, text in files.items():
        (root / "entities" / name).parent.mkdir(exist_ok=True)
        (root / "entities" / name).write_text(text)
    report = Report()
    kb = relate_project(root, report)
    assert kb is not None, report.in_order()
    return kb, report


def deal(name: str, statements: tuple[str, ...]) -> str:
    listed = "".join(f"\n  - {{{statement}, {PROOF}}}" for statement in statements)
    return f"name: {name}\nstatements:{listed or ' []'}\n"


def filled(kb: KnowledgeBase, lamp: str = "arc") -> list[tuple[str, str | None, bool]]:
    return [(c.attribute, c.value or c.words, s.denies) for s, c in kb.records.entities[lamp].filled]


@pytest.mark.parametrize(
    ("statements", "arc", "oil"),
    [
        (["lamp: arc, giver: ada-finch"], [("maker", "ada-finch", False)], []),
        (["lamp: arc", "giver: ada-finch"], [("maker", "ada-finch", False)], []),
        (["lamp: arc, denies: true", "giver: ada-finch"], [], []),
        (["lamp: arc, standing: rejected, note: not so", "giver: ada-finch"], [], []),
        (["lamp: arc", "giver: ada-finch, denies: true"], [("maker", "ada-finch", True)], []),
        (["lamp: arc", "giver: ada-finch, standing: rejected, note: not so"], [], []),
        (["lamp: arc", "giver: {words: lit in June}"], [("maker", "lit in June", False)], []),
        (["lamp: arc, number: 4", "lamp: oil, number: 2"], [("number", "4", False)], [("number", "2", False)]),
        (
            ["lamp: arc, number: 4", "lamp: oil", "giver: bo-reed"],
            [("number", "4", False), ("maker", "bo-reed", False)],
            [("maker", "bo-reed", False)],
        ),
    ],
    ids=[
        "in one statement",
        "in two",
        "denied of it",
        "rejected of it",
        "denied",
        "rejected",
        "in words",
        "a statement that names one is of that one",
        "one that names none is of all",
    ],
)
def test_an_entity_has_what_the_records_that_refer_to_it_say(
    statements: list[str], arc: list[tuple[str, str, bool]], oil: list[tuple[str, str, bool]], tmp_path: Path
) -> None:
    kb, _ = base(tmp_path, *statements)
    assert (sorted(filled(kb)), filled(kb, "oil")) == (sorted(arc), oil)


def test_a_column_is_on_the_page_with_its_evidence_at_its_home_and_told_once(tmp_path: Path) -> None:
    kb, _ = base(tmp_path, "lamp: arc, giver: ada-finch, number: 4")
    index = index_site(kb)
    view = entity_view(index, kb.records.entities["arc"])
    (statement,) = kb.records.entities["first"].statements
    shown = {
        row.label: [(one.values[0].shown.text, [home.href for home in one.homes]) for one in row.voiced]
        for row in view.glance
    }
    link = f"../../deals/first/#e-{statement.id}-1"
    assert shown == {"Maker": [("Ada Finch", [link])], "Number": [("4", [link])]}
    assert [(one.number, one.anchor, one.href) for row in view.glance for at in row.voiced for one in at.evidence] == [
        (1, "", link), (1, "", link),
    ]  # fmt: skip
    assert view.derived == ()
    assert derived_sections(index, kb.records.entities["ada-finch"])[0].count == 1


def test_a_column_of_references_is_a_relation_from_both_ends(tmp_path: Path) -> None:
    kb, _ = base(tmp_path, "lamp: arc, giver: ada-finch")
    index, entities = index_site(kb), kb.records.entities
    assert [one.other.id for one in relations(index, entities["arc"])["Maker"]] == ["ada-finch"]
    assert [one.other.id for one in relations(index, entities["ada-finch"])["Lamps made"]] == ["arc"]


def test_a_column_is_contested_where_its_home_is(tmp_path: Path) -> None:
    kb, _ = base(tmp_path, "lamp: arc, number: 4", "lamp: arc, number: 5", second=("lamp: oil, number: 4",))
    index, entities = index_site(kb), kb.records.entities
    assert (set(index.contested(entities["arc"])), set(index.contested(entities["oil"]))) == ({"number"}, set())


def test_a_value_that_takes_no_part_in_the_dispute_at_its_home_is_not_contested(tmp_path: Path) -> None:
    denied = "lamp: arc, giver: ada-finch, denies: true"
    kb, _ = base(tmp_path, "lamp: arc, giver: ada-finch", denied, "lamp: oil, giver: bo-reed")
    index, entities = index_site(kb), kb.records.entities
    assert (set(index.contested(entities["arc"])), set(index.contested(entities["oil"]))) == ({"maker"}, set())


def test_two_records_that_give_two_values_do_not_disagree(tmp_path: Path) -> None:
    kb, _ = base(tmp_path, "lamp: arc, number: 4", second=("lamp: arc, number: 5",))
    assert (kb.disagreements, [value for _, value, _ in filled(kb)]) == ((), ["4", "5"])


def test_tables_and_assertions_count_what_stands_elsewhere_and_the_export_gives_it_once(tmp_path: Path) -> None:
    kb, report = base(
        tmp_path, "lamp: arc, giver: ada-finch", second=("lamp: oil, giver: bo-reed, denies: true",),
        assertions="assertions: [{every: lamps, has: maker}]",
    )  # fmt: skip
    table = csv_text(statement_table(index_site(kb), kb.records.kinds["lamps"], {})).removeprefix("\ufeff")
    row = next(csv.DictReader(io.StringIO(table)))
    assert (row["entity"], row["home"], row["attribute"], row["value"]) == ("arc", "first", "maker", "ada-finch")
    assert row["id"].endswith("-giver")
    exported = {entity["id"]: len(entity["statements"]) for entity in export(kb)["entities"]}
    assert (exported["arc"], exported["first"]) == (0, 2)
    (maker,) = [one for one in coverage(kb).kinds["lamps"] if one.attribute.name == "maker"]
    assert (maker.stated, maker.unrecorded) == (1, 1)
    verify_assertions(kb.records, report)
    assert [one.message for one in report.findings] == [
        "lamps without 'maker': 'oil'; expected it in each, or the id under 'except' with a note"
    ]


def test_the_coverage_of_a_column_counts_what_is_contested_and_inferred_where_it_is_stated(tmp_path: Path) -> None:
    first, second = (f"lamp: arc, number: {number}, inferred: [value], note: Counted" for number in (2, 3))
    kb, _ = base(tmp_path, first, second)
    (number,) = (one for one in coverage(kb).kinds["lamps"] if one.attribute.name == "number")
    assert (number.stated, number.disputed, number.inferred) == (1, 1, 1)
