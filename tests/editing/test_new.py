"""The new command: the file it writes, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from druzhba_kb.cli import main
from tests.editing.desk import GULL, desk, files


def new(root: Path, *arguments: str) -> int:
    return main(["--root", str(root), "new", *arguments])


def test_a_draft_is_written_that_passes_the_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = desk(tmp_path)
    assert new(root, "lighthouses", "Tern Rock: West") == 0
    assert capsys.readouterr().out == "entities/lighthouses/tern-rock-west.yml\n"
    text = (root / "entities/lighthouses/tern-rock-west.yml").read_text()
    modeline, name, status = text.splitlines()[:3]
    assert modeline == "# yaml-language-server: $schema=../../build/schemas/lighthouses.json"
    assert (name, status) == ("name: 'Tern Rock: West'", "status: draft")
    assert (
        "#   height: ~200                        Height: a number: 70, ~200, >=50, in metres; one value only\n" in text
    )
    assert "#   status: lit                         Status: one of lit, planned\n" in text
    assert main(["--root", str(root), "check"]) == 0
    assert "1 draft," in capsys.readouterr().out


def test_a_program_reads_what_was_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = desk(tmp_path)
    assert new(root, "lighthouses", "Tern Rock", "--json") == 0
    written = json.loads(capsys.readouterr().out)
    assert written == {"file": "entities/lighthouses/tern-rock.yml", "kind": "lighthouses", "id": "tern-rock"}
    assert (root / written["file"]).is_file()
    assert new(root, "lighthouses", "Tern Rock", "--json") == 1
    assert capsys.readouterr().out == ""


def test_a_reference_names_ids_it_may_lead_to(tmp_path: Path) -> None:
    root = desk(tmp_path)
    assert new(root, "people", "Bo", "Marsh") == 0
    text = (root / "entities/people/bo-marsh.yml").read_text()
    assert "Lights: the id of one of the lighthouses (gull-point, skerry-light)\n" in text


def test_an_attribute_with_a_long_name_is_explained_below_it(tmp_path: Path) -> None:
    root = desk(tmp_path)
    kind = root / "entities/lighthouses/_kind.yml"
    kind.write_text(
        kind.read_text().replace("attributes:\n", "attributes:\n  height_above_the_sea: {label: H, type: url}\n")
    )
    assert new(root, "lighthouses", "Tern Rock") == 0
    assert (
        "#   height_above_the_sea: https://example.org/\n#                                       H: an address: http or https\n"
    ) in (root / "entities/lighthouses/tern-rock.yml").read_text()


def test_a_fault_of_the_kind_itself_is_told_and_one_elsewhere_stops_nobody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = desk(tmp_path)
    (root / GULL).write_text("name: [half")
    assert new(root, "people", "Bo Marsh") == 0
    assert capsys.readouterr().err == ""
    kind = root / "entities/people/_kind.yml"
    kind.write_text(f"{kind.read_text()}colour: red\n")
    assert new(root, "people", "Cy Marsh") == 1
    assert "entities/people/_kind.yml" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["Gull Point", "gull-point", "Gull Piont", "Гулл Поинт", "Point des Mouéttes"])
def test_a_near_duplicate_is_refused_with_the_path_of_the_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    root = desk(tmp_path)
    before = files(root)
    assert new(root, "lighthouses", name) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"{GULL}:1:") and f": error[near-duplicate]: '{name}' may be 'gull-point'" in said
    assert files(root) == before


def test_a_name_of_another_kind_is_refused_only_where_it_is_the_same(tmp_path: Path) -> None:
    root = desk(tmp_path)
    assert new(root, "people", "Gull Point") == 1
    assert new(root, "people", "Gull Pointer") == 0


def test_force_writes_a_near_duplicate_and_overwrites_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = desk(tmp_path)
    assert new(root, "lighthouses", "Gull Piont", "--force") == 0
    before = files(root)
    assert new(root, "lighthouses", "Gull Piont", "--force") == 1
    assert new(root, "people", "Courier", "--id", "courier-1931") == 1
    assert (
        "--id: error[repeated-id]: the id 'courier-1931' is taken by articles/courier-1931.md; expected another with --id"
        in capsys.readouterr().err
    )
    assert files(root) == before


def test_a_name_without_letters_needs_an_id(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = desk(tmp_path)
    assert new(root, "people", "—!") == 1
    assert "NAME: error[bad-id]: '' is no id" in capsys.readouterr().err
    assert new(root, "people", "—!", "--id", "nobody") == 0


def test_a_control_character_is_no_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(desk(tmp_path), "people", "Bo\x1b[31m") == 1
    assert "NAME: error[bad-value]" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("lighthuses", "lighthouses"), ("Lighthouse", "lighthouses"), ("person", "people"), ("persons", "people")],
)
def test_an_unknown_kind_gets_the_nearest_by_its_id_or_a_label(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], typed: str, meant: str
) -> None:
    assert new(desk(tmp_path), typed, "Tern Rock") == 1
    told = f"KIND: error[unknown-kind]: there is no kind '{typed}'; did you mean '{meant}'?\n"
    assert capsys.readouterr().err.startswith(told)
