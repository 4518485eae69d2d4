"""Explained codes: each has a reason and examples, and the command tells them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from druzhba_kb.cli import main
from druzhba_kb.commands.checks import codes
from druzhba_kb.fileformat import MARKS, TEXT_MARKS


def test_every_code_has_a_reason_and_both_examples() -> None:
    lacking = [code.code for code in codes().values() if not all((code.why, code.wrong.strip(), code.right.strip()))]
    assert lacking == []
    assert [code.code for code in codes().values() if code.wrong == code.right] == []


def test_a_code_is_explained_outside_any_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["explain", "no-evidence"]) == 0
    assert capsys.readouterr().out == (
        "no-evidence: a statement without evidence\n\nIn this knowledge base every fact shows its evidence.\n\n"
        "wrong:\n  - height: 27\n\nright:\n  - height: 27\n    source: courier-1931\n    quote: 27 metres high\n"
    )


def test_programs_get_a_code_as_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "tab", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["says"] == "a tab indents a line of YAML"


def test_an_unknown_code_is_wrong_usage_and_gets_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "no-evidance"]) == 2
    assert "there is no code, key or mark 'no-evidance'; did you mean 'no-evidence'?" in capsys.readouterr().err


def test_without_a_code_all_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(codes())


def test_a_key_is_explained_with_each_mapping_that_has_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "lang"]) == 0
    assert capsys.readouterr().out == (
        "lang of an alias: Its language, as in en, de or pt-BR. It takes text.\n"
        "lang of an article: Its language, as in en, de or pt-BR; that of the base, if not given. It takes\ntext.\n"
    )
    assert main(["explain", "image"]) == 0
    assert capsys.readouterr().out == (
        "image of an entity: A picture of it. It takes a mapping of file, alt, credit, licence.\n"
    )
    assert main(["explain", "genre"]) == 0
    assert "It takes one of report, analysis, opinion, interview;\nor null." in capsys.readouterr().out
    assert main(["explain", "--json", "as_of"]) == 0
    assert json.loads(capsys.readouterr().out) == [
        {
            "mapping": "a statement",
            "key": "as_of",
            "takes": "a date (EDTF)",
            "help": "When it held, as the source has it (EDTF).",
        },
        {
            "mapping": "an item of evidence",
            "key": "as_of",
            "takes": "a date (EDTF)",
            "help": "As of the statement, for this quotation alone.",
        },
    ]


@pytest.mark.parametrize("mark", [*MARKS, *TEXT_MARKS])
def test_a_mark_of_context_is_explained_with_the_way_to_weigh_it(mark: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", mark, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["help"] == {**MARKS, **TEXT_MARKS}[mark]
    assert main(["explain", mark]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"{mark}, a mark of context: ")
    assert shown.endswith(
        "Quote the words that say it, or leave the statement out. Where it holds all the same, weigh it\n"
        f"beside the quotation:\n\n  context: [{mark}]\n  note: What in the text shows that it holds.\n"
    )


def test_a_misspelt_mark_gets_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "elswhere"]) == 2
    assert "did you mean 'elsewhere'?" in capsys.readouterr().err
