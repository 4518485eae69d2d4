"""The commands that bring content in: what they print where an editor says more than the least."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from druzhba_kb.cli import main
from tests.suggesting.regattas import add, make_base

TEXT = "The sails were set from June 3 until June 9, 2019. About 40 boats came, and the harbour was full.\n"


def base(folder: Path) -> Path:
    make_base(folder, TEXT)
    add(folder, "regattas", "amber-regatta", "name: Amber Regatta\n")
    return folder


def test_cite_for_an_entity_fills_in_attribute_and_value(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = base(tmp_path)
    assert main(["--root", str(root), "cite", "herald-2019", "sails", "june", "--for", "amber-regatta"]) == 0
    assert (
        capsys.readouterr()
        .out.partition("\n\n")[2]
        .startswith(
            "  - start: 2019-06-03\n    end: 2019-06-09\n    source: herald-2019\n    quote: June 3 until June 9, 2019\n"
        )
    )


def test_cite_for_an_entity_leaves_out_what_other_words_of_the_passage_say(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = base(tmp_path)
    assert main(["--root", str(root), "cite", "herald-2019", "harbour", "full", "--for", "amber-regatta"]) == 0
    assert capsys.readouterr().out.partition("\n\n")[2] == (
        "  - attribute: value\n    source: herald-2019\n    quote: harbour was full\n"
    )


def test_cite_for_an_entity_gives_programs_the_drafts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = base(tmp_path)
    assert main(["--root", str(root), "cite", "herald-2019", "40", "boats", "--for", "amber-regatta", "--json"]) == 0
    drafts = json.loads(capsys.readouterr().out)["hits"][0]["drafts"]
    assert drafts == [{"boats": "~40", "source": "herald-2019", "quote": "About 40 boats"}]


def test_cite_for_what_is_no_entity_names_the_nearest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = base(tmp_path)
    assert main(["--root", str(root), "cite", "herald-2019", "40", "boats", "--for", "amber-regata"]) == 1
    assert (
        "--for: error[unknown-reference]: there is no entity 'amber-regata'; did you mean 'amber-regatta'?"
        in capsys.readouterr().err
    )
