"""The rename command: every reference rewritten and nothing else, all or nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from druzhba_kb import journal
from druzhba_kb.cli import main
from druzhba_kb.editing.yaml_edit import with_former
from tests.editing.desk import GULL, change, desk, files

ADA = "entities/people/ada-finch.yml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = desk(tmp_path)
    change(root, ADA, "lamp of Gull Point.", "lamp of [Gull\n  Point](../lighthouses/gull-point.yml#b1).")
    change(root, ADA, "lights: gull-point", "lights: 'gull-point'   # the tower gull-point")
    change(root, "articles/tidings-1931.md", "Gull Point is", "[Gull Point](../entities/lighthouses/gull-point.yml) is")
    return root


def rename(root: Path, *arguments: str) -> int:
    return main(["--root", str(root), "rename", *arguments])


def test_the_diff_is_shown_and_nothing_written(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(root)
    assert rename(root, "gull-point", "gull-light") == 0
    out = capsys.readouterr().out
    assert f"move {GULL} → entities/lighthouses/gull-light.yml\n" in out
    assert (
        "-  - lights: 'gull-point'   # the tower gull-point\n+  - lights: 'gull-light'   # the tower gull-point\n"
        in out
    )
    assert out.endswith("\nnothing is written yet; --yes acts\n")
    assert files(root) == before


def test_a_program_reads_what_would_change_and_whether_it_did(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(root)
    assert rename(root, "gull-point", "gull-light", "--json") == 0
    planned = json.loads(capsys.readouterr().out)
    assert not planned["done"]
    assert planned["moves"] == [{"from": GULL, "to": "entities/lighthouses/gull-light.yml"}]
    assert [one["file"] for one in planned["files"]] == ["articles/tidings-1931.md", GULL, ADA]
    assert "+  - lights: 'gull-light'" in planned["files"][2]["diff"]
    assert files(root) == before
    assert rename(root, "gull-point", "gull-light", "--json", "--yes") == 0
    assert json.loads(capsys.readouterr().out) == {**planned, "done": True}
    assert files(root) != before


def test_yes_rewrites_references_and_links_and_nothing_else(root: Path) -> None:
    before = files(root)
    assert rename(root, "gull-point", "gull-light", "--yes") == 0
    after = files(root)
    changed = {file for file in after if after[file] != before.get(file)}
    assert changed == {"entities/lighthouses/gull-light.yml", ADA, "articles/tidings-1931.md"}
    assert before.keys() - after.keys() == {GULL}
    assert after["entities/lighthouses/gull-light.yml"] == before[GULL] + b"formerly: [gull-point]\n"
    assert b"(../lighthouses/gull-light.yml#b1)" in after[ADA]
    assert main(["--root", str(root), "check"]) == 0


def test_an_article_takes_its_seals_and_sources_with_it(root: Path) -> None:
    (root / "sources/raw").mkdir()
    (root / "sources/raw/courier-1931.txt").write_text("raw")
    assert rename(root, "courier-1931", "courier-1931-05", "--yes") == 0
    names = {file for file in files(root) if "courier" in file}
    assert names == {
        "articles/courier-1931-05.md", "articles/courier-1931-05.seals", "sources/courier-1931-05.key",
        "sources/courier-1931-05.md",
        "sources/raw/courier-1931-05.txt",
    }  # fmt: skip
    front = (root / "articles/courier-1931-05.md").read_text().split("---\n")[1]
    assert front.splitlines()[-1] == "formerly: [courier-1931]"
    assert main(["--root", str(root), "check"]) == 0


def test_a_speaker_is_renamed(root: Path) -> None:
    assert rename(root, "ada-finch", "finch", "--yes") == 0
    assert "said_by: finch\n" in (root / GULL).read_text()


def test_an_origin_is_renamed(root: Path) -> None:
    change(
        root,
        GULL,
        "    said_by: ada-finch\n",
        "    said_by: {words: the keeper}\n    origin: ada-finch\n    note: He is meant.\n",
    )
    assert rename(root, "ada-finch", "finch", "--yes") == 0
    assert "    origin: finch\n" in (root / GULL).read_text()


def test_the_source_of_an_alias_is_renamed(root: Path) -> None:
    change(
        root, GULL, "aliases:\n", "aliases:\n  - {name: Gull Point itself, source: courier-1931, quote: Gull Point}\n"
    )
    assert rename(root, "courier-1931", "courier-1931-05", "--yes") == 0
    assert "  - {name: Gull Point itself, source: courier-1931-05, quote: Gull Point}\n" in (root / GULL).read_text()


def test_a_change_of_the_content_is_about_the_new_id(root: Path) -> None:
    changes = "changes:\n  - date: 2026-01-31\n    title: More\n    about: [gull-point, courier-1931]\n"
    (root / "articles/_changes.yml").write_text(changes)
    assert rename(root, "gull-point", "gull-light", "--yes") == 0
    assert rename(root, "courier-1931", "courier-1931-05", "--yes") == 0
    assert (root / "articles/_changes.yml").read_text().endswith("about: [gull-light, courier-1931-05]\n")


def test_an_exception_of_an_assertion_is_renamed(root: Path) -> None:
    listed = (
        "assertions:\n  - every: lighthouses\n    has: [height, lens]\n    except:\n    - skerry-light\n    note: x\n"
        "  - {every: people, has: lights}\n"
    )
    (root / "entities/_assertions.yml").write_text(listed)
    assert rename(root, "ada-finch", "finch", "--yes") == 0
    assert (root / "entities/_assertions.yml").read_text() == listed
    assert rename(root, "skerry-light", "skerry", "--yes") == 0
    assert (root / "entities/_assertions.yml").read_text() == listed.replace("skerry-light", "skerry")
    assert main(["--root", str(root), "check"]) == 0


def test_what_an_article_does_not_give_is_of_the_new_id(root: Path) -> None:
    change(root, "articles/tidings-1931.md", "budget: 60\n", "budget: 60\nabsent:\n  skerry-light: [height]\n")
    assert rename(root, "skerry-light", "skerry", "--yes") == 0
    assert "budget: 60\nabsent:\n  skerry: [height]\n" in (root / "articles/tidings-1931.md").read_text()
    assert main(["--root", str(root), "check"]) == 0


def test_the_subject_of_an_article_is_of_the_new_id(root: Path) -> None:
    change(root, "articles/tidings-1931.md", "budget: 60\n", "budget: 60\nsubjects: [skerry-light]\n")
    assert rename(root, "skerry-light", "skerry", "--yes") == 0
    assert "budget: 60\nsubjects: [skerry]\n" in (root / "articles/tidings-1931.md").read_text()
    assert main(["--root", str(root), "check"]) == 0


def test_an_id_in_words_is_left_and_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(root, GULL, "quote: 27 metres high", "quote: 27 metres high\n    note: As courier-1931 has it.")
    assert rename(root, "courier-1931", "courier-1931-05", "--yes") == 0
    assert f"the old name still stands in words: {GULL}:19\n" in capsys.readouterr().out


def test_back_and_forth_leaves_one_former_id(root: Path) -> None:
    assert rename(root, "gull-point", "gull-light", "--yes") == 0
    assert rename(root, "gull-light", "gull-point", "--yes") == 0
    assert (root / GULL).read_text().endswith("\nformerly: [gull-light]\n")
    assert main(["--root", str(root), "check"]) == 0


def test_windows_line_ends_stay(root: Path) -> None:
    (root / ADA).write_bytes((root / ADA).read_bytes().replace(b"\n", b"\r\n"))
    before = (root / ADA).read_bytes()
    assert rename(root, "gull-point", "gull-light", "--yes") == 0
    assert (root / ADA).read_bytes() == before.replace(b"'gull-point'", b"'gull-light'").replace(
        b"gull-point.yml", b"gull-light.yml"
    )


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("ada-finch", "NEW: error[repeated-id]: the id 'ada-finch' is taken by entities/people/ada-finch.yml"),
        ("courier-1931", "NEW: error[repeated-id]: the id 'courier-1931' is taken by articles/courier-1931.md"),
        ("Gull Light", "NEW: error[bad-id]: 'Gull Light' is no id"),
    ],
)
def test_an_id_that_cannot_be_is_refused(root: Path, capsys: pytest.CaptureFixture[str], new: str, said: str) -> None:
    before = files(root)
    assert rename(root, "gull-point", new, "--yes") == 1
    assert said in capsys.readouterr().err
    assert files(root) == before


def test_an_unknown_id_gets_the_nearest(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert rename(root, "gull-pont", "x") == 1
    message = "there is no article, entity or reference 'gull-pont'; did you mean 'gull-point'?"
    assert capsys.readouterr().err.startswith(f"OLD: error[unknown-reference]: {message}\n")


def test_the_id_of_a_kind_gets_the_command_that_renames_it(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert rename(root, "lighthouses", "lights") == 1
    way = "there is no article, entity or reference 'lighthouses'; 'druzhba-kb kind rename lighthouses lights' renames the kind"
    assert capsys.readouterr().err.startswith(f"OLD: error[unknown-reference]: {way}\n")


def test_a_reference_that_cannot_be_rewritten_stops_it(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(root, ADA, "lights: 'gull-point'   # the tower gull-point", "lights: >-\n      gull-point")
    before = files(root)
    assert rename(root, "gull-point", "gull-light", "--yes") == 1
    assert f"{ADA}:11:7: error[unplaced-reference]" in capsys.readouterr().err
    assert files(root) == before


def test_errors_of_the_project_come_first(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(root, GULL, "height: 27", "hieght: 27")
    assert rename(root, "ada-finch", "finch", "--yes") == 1
    assert "error[unknown-attribute]" in capsys.readouterr().err
    assert (root / ADA).exists()


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_failure_in_the_middle_leaves_everything_as_it_was(
    root: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException
) -> None:
    before = files(root)

    def fails(folder: Path) -> None:  # the last step of all
        if folder.is_relative_to(root / "entities"):
            raise fault

    monkeypatch.setattr(journal, "_sync", fails)
    assert rename(root, "gull-point", "gull-light", "--yes") in (1, 130)
    assert files(root) == before


def test_a_file_in_the_way_is_not_overwritten(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "sources/raw").mkdir()
    for name in ("courier-1931", "courier-1932"):
        (root / f"sources/raw/{name}.txt").write_text(name)
    before = files(root)
    assert rename(root, "courier-1931", "courier-1932", "--yes") == 1
    assert "'sources/raw/courier-1932.txt' is there already, and no file is overwritten" in capsys.readouterr().err
    assert files(root) == before


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("name: A\n", "name: A\nformerly: [old]\n"),
        ("name: A", "name: A\nformerly: [old]\n"),
        ("formerly: [a, b]  # kept\nname: A\n", "formerly: [old, a, b]  # kept\nname: A\n"),
        ("formerly: []\nname: A\n", "formerly: [old]\nname: A\n"),
        ("formerly:\n  # why\n  - a\nname: A\n", "formerly:\n  # why\n  - old\n  - a\nname: A\n"),
        ("formerly:\r\n  - a\r\nname: A\r\n", "formerly:\r\n  - old\r\n  - a\r\nname: A\r\n"),
        ("formerly: a # why\nname: A\n", "formerly: [old, a] # why\nname: A\n"),
        ("formerly: 'a'\nname: A\n", "formerly: [old, a]\nname: A\n"),
        ("formerly: null\nname: A\n", "formerly: [old]\nname: A\n"),
        ("formerly:\nname: A\n", "formerly: [old]\nname: A\n"),
        ("formerly: [new, a]\nname: A\n", "formerly: [old, a]\nname: A\n"),
    ],
)
def test_the_old_id_is_added_in_the_layout_of_the_file(before: str, after: str) -> None:
    assert with_former(before, "entities/x/new.yml", "old", "new") == after


def test_a_reference_is_renamed_where_it_is_cited(root: Path) -> None:
    change(
        root, GULL, "aliases:\n", "aliases:\n  - {name: Mouettes, lang: fr, reference: coast-pilot, entry: Light 3}\n"
    )
    assert rename(root, "coast-pilot", "pilot-of-1932", "--yes") == 0
    assert "reference: pilot-of-1932, entry: Light 3}" in (root / GULL).read_text()
    assert "    reference: pilot-of-1932\n" in (root / "entities/lighthouses/skerry-light.yml").read_text()
    assert [path.name for path in (root / "references").iterdir()] == ["pilot-of-1932.yml"]
    assert "formerly" not in (root / "references/pilot-of-1932.yml").read_text()
    assert main(["--root", str(root), "check"]) == 0


def test_nothing_takes_the_id_of_a_reference(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert rename(root, "ada-finch", "coast-pilot", "--yes") == 1
    assert "the id 'coast-pilot' is taken by references/coast-pilot.yml" in capsys.readouterr().err
