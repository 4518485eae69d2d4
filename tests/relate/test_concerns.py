"""Concerns: whom a statement names, quotes or is declared to concern, beside the record in which it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.editing.rename import plan_rename
from druzhba_kb.pipeline.checking import check, relate_project
from druzhba_kb.report import Report
from tests.sites_on_disk import lay_out

HOME = Path("entities/lighthouses/skerry-light.yml")
LIGHTS = (
    "label: Light\nattributes:\n  told: {label: Told, type: text}\n  near: {label: Near, type: ref, to: [people]}\n"
)
PROOF = "source: tidings-1931, quote: lit in June 1932"


def of(tmp_path: Path, statement: str, ada: str = "", **others: str) -> tuple[list[str], list[str]]:
    """Return whom a statement of Skerry Light concerns, and what is found; `ada` and others are the files of people."""
    root = lay_out(None, tmp_path / "site")
    for file in (root / "entities").rglob("*.yml"):
        if file.name != "_kind.yml":
            file.unlink()
    (root / "entities/lighthouses/_kind.yml").write_text(LIGHTS)
    (root / HOME).write_text(f"name: Skerry Light\nstatements:\n  - {{{statement}, {PROOF}}}\n")
    for id, text in {"ada-finch": f"name: Ada Finch\n{ada}", **others}.items():
        (root / f"entities/people/{id}.yml").write_text(text)
    report = Report()
    kb = relate_project(root, report)
    found = [f"{one.level} {one.code}" for one in report.in_order()]
    return [id for ids in kb.concerns.values() for id in ids] if kb else [], found


ADA = "aliases: [{name: the Harbour Master, note: Local.%s}]\nshort_names: [Finch]\nadjectives: [Finchian]\n"


@pytest.mark.parametrize(
    ("statement", "ids"),
    [
        ("near: ada-finch", ["ada-finch"]),
        ("near: ada-finch, denies: true", ["ada-finch"]),
        ("near: ada-finch, standing: rejected, note: not so", []),
        ("told: It burns., said_by: ada-finch", ["ada-finch"]),
        ("told: It burns., said_by: [{words: a boy}, ada-finch]", ["ada-finch"]),
        ("told: It burns., origin: ada-finch", ["ada-finch"]),
        ("told: It burns since Ada Finch came.", ["ada-finch"]),
        ("told: It burns since the Harbour Master came.", ["ada-finch"]),
        ("told: It burns since Finch came.", ["ada-finch"]),
        ("told: A Finchian lamp of Finchley.", []),
        ("told: Skerry Light burns.", []),
        ("near: {words: lit with Finch}", ["ada-finch"]),
        ("told: It burns., concerns: ada-finch", ["ada-finch"]),
        ("told: It burns., concerns: [ada-finch], standing: rejected, note: not so", []),
    ],
)
def test_whom_a_statement_refers_to_quotes_names_or_is_declared_to_concern(
    statement: str, ids: list[str], tmp_path: Path
) -> None:
    assert of(tmp_path, statement, ADA % "") == (ids, [])


@pytest.mark.parametrize(
    ("ada", "other"),
    [
        (ADA % ", ambiguous: true", "name: Bo Finch"),
        (ADA % ", use: metonym", "name: Bo Finch"),
        (
            ADA % "",
            "name: Bo Reed\naliases: [{name: the Harbour Master, note: Local., use: metonym}]\nshort_names: [Finch]",
        ),
    ],
    ids=["ambiguous", "metonym", "short name of two"],
)
def test_a_name_that_can_mean_two_or_stands_for_another_is_not_found(ada: str, other: str, tmp_path: Path) -> None:
    told = "told: The Harbour Master and Finch came." if "Reed" in other else "told: The Harbour Master came."
    ids, _ = of(tmp_path, told, ada.replace("the Harbour", "The Harbour"), **{"bo-finch": other})
    assert ids == (["ada-finch"] if "Reed" in other else [])


def test_the_longest_name_is_meant_and_hides_the_shorter_one_in_it(tmp_path: Path) -> None:
    assert of(tmp_path, "told: It burns since Bo Finch came.", ADA % "", **{"bo-finch": "name: Bo Finch"})[0] == [
        "bo-finch"
    ]


def test_a_name_of_something_published_means_that_whatever_draft_has_it(tmp_path: Path) -> None:
    draft = {"bo-finch": "name: Bo Finch\nstatus: draft\nshort_names: [Finch]"}
    assert of(tmp_path, "told: It burns since Finch came.", ADA % "", **draft)[0] == ["ada-finch"]


@pytest.mark.parametrize(
    "statement",
    [
        "told: It burns since Ada Finch came., concerns: ada-finch",
        "told: It burns., said_by: ada-finch, concerns: [ada-finch]",
        "told: It burns., concerns: [ada-finch, ada-finch]",
    ],
    ids=["named", "quoted", "twice"],
)
def test_nobody_declares_what_is_found_or_declared_already(statement: str, tmp_path: Path) -> None:
    assert of(tmp_path, statement) == (["ada-finch"], ["warning needless-concern"])


def test_a_statement_does_not_concern_its_own_home(tmp_path: Path) -> None:
    assert of(tmp_path, "told: It burns., concerns: skerry-light") == ([], ["warning needless-concern"])


def test_whom_a_statement_concerns_must_be_published_with_it(tmp_path: Path) -> None:
    site = lay_out("needless-concern", tmp_path / "site")
    file = site / "entities/people/ada-finch.yml"
    file.write_text(file.read_text().replace("name: Ada Finch\n", "name: Ada Finch\nstatus: draft\n"))
    report = Report()
    check(site, report)
    drafted = [str(one.place) for one in report.in_order() if one.code == "draft-reference"]
    assert "entities/lighthouses/gull-point.yml:12:15" in drafted


def test_a_renamed_entity_is_renamed_where_it_is_declared(tmp_path: Path) -> None:
    change = plan_rename(lay_out(None, tmp_path / "site"), "skerry-light", "skerry-rock", Report())
    assert change is not None
    assert "concerns: [skerry-rock]" in (change.texts["entities/lighthouses/gull-point.yml"][1] or "")
