"""Names for ids: wherever the file format takes an id, an exact name is told with the id that has it, and mended."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.cli import main
from druzhba_kb.fileformat import FORMS
from tests.editing.desk import GULL, change, desk

COURIER = "articles/courier-1931.md"
ADA = "entities/people/ada-finch.yml"
CHANGES = "articles/_changes.yml"
ASSERTIONS = "entities/_assertions.yml"
PLACES = [
    (GULL, "said_by: ada-finch", "said_by: Ada Finch", "Ada Finch", "ada-finch"),
    (GULL, "said_by: ada-finch", "said_by: [ADA FINCH, {words: a boy}]", "ADA FINCH", "ada-finch"),
    (GULL, "said_by: ada-finch", "origin: Ada Finch", "Ada Finch", "ada-finch"),
    (GULL, "concerns: [skerry-light]", "concerns: [Skerry Light]", "Skerry Light", "skerry-light"),
    (GULL, "source: courier-1931\n    quote: Forty", "source: New Lamp for Gull Point\n    quote: Forty",
     "New Lamp for Gull Point", "courier-1931"),
    (ADA, "lights: gull-point", "lights: Point des Mouettes", "Point des Mouettes", "gull-point"),
    (COURIER, "rights: withheld", "rights: withheld\nsubjects: [Gull Point]", "Gull Point", "gull-point"),
    (COURIER, "rights: withheld", "rights: withheld\nabsent: {Skerry Light: [lens]}", "Skerry Light", "skerry-light"),
]  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return desk(tmp_path)


@pytest.mark.parametrize(("file", "old", "new", "name", "id"), PLACES)
def test_a_name_is_told_with_its_id(
    root: Path, capsys: pytest.CaptureFixture[str], file: str, old: str, new: str, name: str, id: str
) -> None:
    change(root, file, old, new)
    assert main(["--root", str(root), "check"]) == 1
    errors = [line for line in capsys.readouterr().err.split("\n") if ": error[" in line]
    assert len(errors) == 1
    assert f"'{name}'" in errors[0] and errors[0].endswith(f"; did you mean '{id}'?")


@pytest.mark.parametrize(("file", "old", "new", "name", "id"), PLACES)
def test_a_name_is_mended_to_its_id_and_nothing_else_is_touched(
    root: Path, file: str, old: str, new: str, name: str, id: str
) -> None:
    change(root, file, old, new)
    before = (root / file).read_text("utf-8")
    main(["--root", str(root), "check", "--fix", "--yes"])
    assert (root / file).read_text("utf-8") == before.replace(new, new.replace(name, id))


def test_a_name_of_two_is_left_to_the_editor(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(root, "entities/lighthouses/skerry-light.yml", "name: Skerry Light", "name: Gull Point")
    change(root, ADA, "lights: gull-point", "lights: Gull Point")
    before = (root / ADA).read_text("utf-8")
    assert main(["--root", str(root), "check", "--fix", "--yes"]) == 1
    assert (root / ADA).read_text("utf-8") == before
    assert "there is no 'Gull Point' among lighthouses; did you mean 'gull-point'?" in capsys.readouterr().err


def test_a_name_of_another_kind_is_not_meant(root: Path) -> None:
    change(root, ADA, "lights: gull-point", "lights: Ada Finch")
    before = (root / ADA).read_text("utf-8")
    assert main(["--root", str(root), "check", "--fix", "--yes"]) == 1
    assert (root / ADA).read_text("utf-8") == before


def test_who_is_no_entity_may_speak_in_words(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(root, GULL, "said_by: ada-finch", "said_by: The Quartermaster General")
    for number in range(12):  # so many that no message lists them
        (root / f"entities/people/keeper-{number}.yml").write_text(f"name: Keeper {number}\n")
    assert main(["--root", str(root), "check"]) == 1
    advice = "expected an id, or {words: …} for one who is no entity"
    assert f"there is no entity 'The Quartermaster General'; {advice}\n" in capsys.readouterr().err


def test_the_table_of_the_file_format_knows_every_key_that_takes_an_id() -> None:
    taking = {
        (form.what, key.name) for form in FORMS for key in form.keys if "id of" in key.help.lower() and not key.names
    }
    # it may be a former id
    assert taking == {("a move", "entity")}
