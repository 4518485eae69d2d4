"""What suggest prints: an account for people and one object for programs, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from druzhba_kb.cli import main
from druzhba_kb.suggesting import as_data, described
from druzhba_kb.yaml_dump import as_yaml
from tests.suggesting.regattas import add, make_base, read_base, suggested


def run(folder: Path, *arguments: str) -> int:
    return main(["--root", str(folder), "suggest", *arguments])


def test_the_account_names_each_place_and_ends_with_counts(tmp_path: Path) -> None:
    make_base(tmp_path)
    found = suggested(tmp_path)
    account = described(read_base(tmp_path), found)
    assert (
        "People that the base does not have\n  Aino Lehtola  (2 times)\n    herald-2019:1  The Amber Regatta" in account
    )
    assert "    also spelt: Lehtola\n" in account
    assert "herald-2019: passages that no quotation cites\n" in account
    counts = (len(found.names), len(found.statements), len(found.uncited))
    assert account.endswith("suggested: {} names, {} statements, {} passages".format(*counts))


def test_statements_are_yaml_to_paste(tmp_path: Path) -> None:
    make_base(tmp_path)
    add(tmp_path, "regattas", "amber-regatta", "name: Amber Regatta\n")
    account = described(read_base(tmp_path), suggested(tmp_path))
    pasted = account.partition("entities/regattas/amber-regatta.yml")[2].partition("\n")[2].partition("\n\n")[0]
    statements = yaml.load(pasted, Loader=yaml.BaseLoader)["statements"]
    assert {"sailors": ">=120", "source": "herald-2019", "quote": "at least 120 sailors"} in statements


def test_what_a_terminal_would_obey_is_escaped(tmp_path: Path) -> None:
    make_base(tmp_path, "The Amber\u202e\u202c Regatta drew 40 boats.")
    assert "\u202e" not in described(read_base(tmp_path), suggested(tmp_path))


def test_the_object_for_programs_has_stable_keys(tmp_path: Path) -> None:
    make_base(tmp_path)
    data = as_data(read_base(tmp_path), suggested(tmp_path))
    assert list(data) == ["names", "statements", "uncited", "unread"]
    assert list(data["names"][0]) == ["kind", "name", "id", "count", "forms", "existing", "details", "sightings"]
    assert list(data["statements"][0]) == [
        "kind",
        "entity",
        "new",
        "article",
        "block",
        "relation",
        "against",
        "statement",
    ]
    assert list(data["uncited"][0]) == ["article", "block", "text", "reasons"]


def test_json_prints_one_object(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_base(tmp_path)
    assert run(tmp_path, "--json", "herald-2019") == 0
    assert {name["id"] for name in json.loads(capsys.readouterr().out)["names"]} >= {"aino-lehtola"}


def test_one_kind_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_base(tmp_path)
    assert run(tmp_path, "--json", "--kind", "people") == 0
    data = json.loads(capsys.readouterr().out)
    assert {one["kind"] for one in [*data["names"], *data["statements"]]} == {"people"}


def test_write_lists_the_files_and_says_what_comes_next(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_base(tmp_path)
    assert run(tmp_path, "--write", "--kind", "people") == 0
    printed = capsys.readouterr().err
    assert printed.startswith("wrote entities/people/aino-lehtola.yml\nnext: druzhba-kb seal, ")
    assert main(["--root", str(tmp_path), "check"]) == 0
    assert run(tmp_path, "--write", "--kind", "people") == 0
    assert capsys.readouterr().err.endswith("no draft to write\n")


@pytest.mark.parametrize(
    ("arguments", "start", "hint"),
    [
        (["herald-2091"], "ARTICLE: error[unknown-article]", "did you mean 'herald-2019'?"),
        (["--kind", "peeple"], "--kind: error[unknown-kind]", "did you mean 'people'?"),
    ],
)
def test_a_wrong_word_is_a_finding(
    arguments: list[str], start: str, hint: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_base(tmp_path)
    assert run(tmp_path, *arguments) == 1
    printed = capsys.readouterr()
    assert printed.err.startswith(start)
    assert hint in printed.err
    assert printed.out == ""


def test_an_article_without_its_text_is_skipped_and_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_base(tmp_path)
    path = tmp_path / "articles" / "herald-2019.md"
    path.write_text(path.read_text().replace("rights: full", f"rights: withheld\nblocks: p\nsource_sha256: {'0' * 64}"))
    path.write_text(path.read_text().partition("\n\n")[0] + "\n\nSails are told of.\n{: #b1 }\n")
    assert run(tmp_path) == 0
    printed = capsys.readouterr()
    assert "warning[no-text]" in printed.err
    assert printed.out == "suggested: 0 names, 0 statements, 0 passages\n"


def test_yaml_is_written_as_the_project_writes_it() -> None:
    data = {"start": "2019-06-03", "boats": "40", "block": 2, "name": "No", "note": None, "quotes": ["a: b", "a: b"]}
    assert as_yaml(data) == (
        "start: 2019-06-03\nboats: 40\nblock: 2\nname: 'No'\nnote: null\nquotes:\n  - 'a: b'\n  - 'a: b'\n"
    )
