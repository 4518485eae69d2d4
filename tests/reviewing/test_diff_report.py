"""The diff command: which facts, names and disagreements differ between two revisions."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from druzhba_kb.cli import main
from tests.editing.desk import GULL, change, commit, desk, git


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = desk(tmp_path)
    commit(root)
    return root


def diff(root: Path, *arguments: str) -> int:
    return main(["--root", str(root), "diff", *arguments])


def differences(root: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert diff(root, *(arguments or ("HEAD",)), "--json") == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["differences"]
    return found


def reported(root: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    return [f"{one['what']}: {one['words']}" for one in differences(root, capsys)]


def test_nothing_differs(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert diff(root, "HEAD") == 0
    assert capsys.readouterr().out == "revision 'HEAD' → the work tree: no fact differs\n"


def test_a_changed_value_and_its_disagreement(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(root, GULL, "relit: 1931-05-06", "relit: 1931-05-04")
    assert reported(root, capsys) == [
        "value: Relit: 6 May 1931 → 4 May 1931 (tidings-1931: “relit on 6 May 1931”)",
        "settled: disagreement on Relit settled: 4 May 1931 against 6 May 1931",
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("quote: 27 metres high", "quote: is 27 metres high",
         "evidence: Height: 27 metres: evidence courier-1931: “27 metres high” → courier-1931: “is 27 metres high”"),
        ("quote: relit on 6 May 1931", "quote: relit on 6 May 1931\n    note: So it says.",
         "detail: Relit: 6 May 1931; note: none → So it says."),
        ("name: Gull Point\n", "name: Gull Light\n", "name: name: Gull Point → Gull Light"),
        ("name: Point des Mouettes", "name: La Mouette", "alias removed: alias removed: Point des Mouettes"),
        ("summary: >", "status: draft\nsummary: >", "drafted: a draft now"),
        ("  - height: 27\n    source: courier-1931\n    quote: 27 metres high\n", "",
         "fact removed: removed: Height: 27 metres (courier-1931: “27 metres high”)"),
        ("statements:\n", "statements:\n  - lens: Big\n    source: courier-1931\n    quote: the old lens\n",
         "fact added: added: Lens: Big (courier-1931: “the old lens”)"),
        ("said_by: ada-finch", "said_by: [{words: a boy}, ada-finch]",
         "evidence: Relit: 4 May 1931: evidence courier-1931: “was lit again on 4 May 1931”, said by Ada Finch → "
         "courier-1931: “was lit again on 4 May 1931”, said by a boy, reported by Ada Finch"),
        ("reason: unknown", "reason: date",
         "reason: disagreement on Relit: unknown: The two papers give days two apart. → date: The two papers give days two apart."),
        ("masons: 40", "masons: 50",
         "sides: disagreement on Masons: 40 masons against about 30 masons → 50 masons against about 30 masons"),
    ],
)  # fmt: skip
def test_each_kind_of_difference_in_words(
    root: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, said: str
) -> None:
    change(root, GULL, old, new)
    assert said in reported(root, capsys)


def test_order_comments_and_quotation_marks_are_no_difference(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (root / GULL).read_text()
    head, _, rest = text.partition("  - height: 27\n")
    height, _, after = rest.partition("  - masons: 40\n")
    (root / GULL).write_text(
        f"# moved\n{head}  - masons: '40'\n{after}".replace(
            "disagreements:\n", f"  - height: 27\n{height}disagreements:\n"
        )
    )
    assert reported(root, capsys) == []


def test_a_statement_on_two_attributes_may_be_split(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    evidence = "    source: tidings-1931\n    quote: relit on 6 May 1931\n"
    one = f"  - relit: 1931-05-06\n    status: lit\n{evidence}"
    change(root, GULL, one, f"  - relit: 1931-05-06\n{evidence}  - status: lit\n{evidence}")
    assert reported(root, capsys) == []


def test_a_renamed_record_keeps_its_facts(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for old, new in (("gull-point", "gull-light"), ("courier-1931", "courier-1931-05"), ("ada-finch", "finch")):
        assert main(["--root", str(root), "rename", old, new, "--yes"]) == 0
    assert sorted(reported(root, capsys)) == [
        "renamed: id: ada-finch → finch",
        "renamed: id: courier-1931 → courier-1931-05",
        "renamed: id: gull-point → gull-light",
    ]


def test_records_come_and_go(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "entities/people/ada-finch.yml").rename(root / "entities/people/bo-finch.yml")
    found = [(one["what"], one["record"], one["about"]) for one in differences(root, capsys)]
    assert found == [
        ("removed", "ada-finch", ""), ("fact removed", "ada-finch", "office"), ("fact removed", "ada-finch", "lights"),
        ("added", "bo-finch", ""), ("fact added", "bo-finch", "office"), ("fact added", "bo-finch", "lights"),
    ]  # fmt: skip


def test_two_revisions_are_compared_without_the_work_tree(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(root, GULL, "height: 27", "height: 28")
    commit(root)
    change(root, GULL, "height: 28", "height: 29")
    (only,) = differences(root, capsys, "HEAD~1", "HEAD")
    assert (only["before"]["value"], only["after"]["value"]) == ("27", "28")


def test_markdown_holds_no_marks_of_the_content(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(root, GULL, "name: Point des Mouettes", "name: '*@gull* <b>[x](y)'")
    assert diff(root, "HEAD", "--format", "markdown") == 0
    out = capsys.readouterr().out
    assert "**Gull Point (lighthouses)** (`gull-point`)\n\n- alias removed" in out
    assert r"- alias added: \*&#64;gull\* \<b\>\[x\](y)" in out


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_no_words_of_the_content_stand_in_a_line_of_their_own(
    root: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    change(root, GULL, "said_by: ada-finch", 'said_by: {words: "x\\n\\n## Checked\\n\\nAll is well: OK"}')
    change(root, GULL, "name: Gull Point", 'name: "Gull\\n\\nAll is well: OK"')
    assert diff(root, "HEAD", "--format", form) == 0
    out = capsys.readouterr().out
    assert "All is well: OK" in out
    assert not [line for line in out.splitlines() if line.startswith(("All is well", "##  Checked", "## Checked"))]


def test_the_text_marks_what_was_added_and_removed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(root, GULL, "  - height: 27\n    source: courier-1931\n    quote: 27 metres high\n", "")
    assert diff(root, "HEAD") == 0
    assert capsys.readouterr().out == (
        "revision 'HEAD' → the work tree: facts: 1 removed\n\ngull-point: Gull Point (lighthouses)\n"
        "  - removed: Height: 27 metres (courier-1931: “27 metres high”)\n"
    )


def test_a_file_that_cannot_be_read_is_left_out_on_both_sides(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(root, GULL, "height: 27", "hieght: 27")
    assert diff(root, "HEAD") == 1
    printed = capsys.readouterr()
    assert (
        "error[not-compared]: cannot be read in the work tree, so it is not compared: lighthouses have no"
        in printed.err
    )
    assert printed.out.endswith("no fact differs; files not compared, for they cannot be read: 1\n")
    commit(root)
    change(root, GULL, "hieght: 27", "height: 27")
    assert diff(root, "HEAD") == 0
    assert "warning[not-compared]: cannot be read in revision 'HEAD'" in capsys.readouterr().err


def test_a_shallow_clone_has_the_revisions_that_were_fetched(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(root, GULL, "height: 27", "height: 28")
    commit(root)
    git(root, "clone", "-q", "--depth", "1", root.as_uri(), str(tmp_path / "clone"))
    assert diff(tmp_path / "clone", "HEAD") == 0
    assert diff(tmp_path / "clone", "HEAD~1") == 1
    assert (
        "error[unknown-revision]: there is no revision 'HEAD~1' here; in a shallow clone, run"
        in capsys.readouterr().err
    )


def test_a_project_in_a_folder_of_its_repository(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = desk(tmp_path / "repository")
    commit(root.parent)
    change(root, GULL, "height: 27", "height: 28")
    assert [one["about"] for one in differences(root, capsys)] == ["height"]


def test_an_option_is_no_revision(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert diff(root, "--", "--output=x") == 1
    assert "error[unknown-revision]: there is no revision '--output=x' here" in capsys.readouterr().err


def test_a_folder_that_is_no_repository(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert diff(desk(tmp_path), "HEAD") == 1
    assert "error[no-git]: git reads no repository here: fatal: not a git repository" in capsys.readouterr().err


def test_a_machine_without_git(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("PATH", os.devnull)
    assert diff(root, "HEAD") == 1
    assert "error[no-git]: there is no git here; expected the program 'git'" in capsys.readouterr().err


def test_the_guards_of_the_content_are_not_compared(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "entities/_assertions.yml").write_text("assertions: [{count: ships, at_least: 1}]\n")
    (root / "entities/_ratchets.yml").write_text("ratchets: {warnings: few}\n")
    assert reported(root, capsys) == []
    assert capsys.readouterr().err == ""


SKERRY = "entities/lighthouses/skerry-light.yml"
PILOT = "references/coast-pilot.yml"


def test_another_entry_and_a_changed_reference_are_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(root, SKERRY, "entry: Light 12", "entry: Light 13")
    change(root, PILOT, "accessed: 1932-02-01", "accessed: 1933")
    assert reported(root, capsys) == [
        "field: accessed: 1932-02-01 → 1933",
        "evidence: Position: 57.5° N, 11.2° E: evidence coast-pilot, Light 12 → coast-pilot, Light 13",
    ]


def test_a_new_reference_is_a_new_record(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "references/atlas.yml").write_text((root / PILOT).read_text())
    assert reported(root, capsys) == ["added: added"]


def test_programs_get_the_entries_apart_from_the_quotations(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(root, SKERRY, "57.5, 11.2", "57.6, 11.2")
    (found,) = differences(root, capsys)
    assert found["after"]["evidence"] == []
    assert found["after"]["citations"] == [{"reference": "coast-pilot", "entry": "Light 12"}]
