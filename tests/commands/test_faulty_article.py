"""A faulty article stops neither `suggest` nor `cite` for the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.cli import main
from tests.suggesting.regattas import add, make_base

TEXT = "The Amber Regatta began on 3 June 2019 and drew about 40 boats."
LEFT = (
    "articles:1:1: warning[article-left-out]: left out, for they have errors, which 'druzhba-kb check' tells: other\n"
)


@pytest.fixture(params=["title: null\nrights: full", "title: [", "title: x\nrights: full\nabsent: {nobody: [boats]}"])
def root(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    make_base(tmp_path, TEXT)
    statement = "statements:\n  - {boats: 7, source: other, quote: seven boats}\n"
    add(tmp_path, "regattas", "amber-regatta", f"name: Amber Regatta\n{statement}")
    (tmp_path / "articles/other.md").write_text(f"---\n{request.param}\n---\n\nThey were seven boats.\n")
    return tmp_path


def test_suggest_drafts_from_the_others(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(root), "suggest", "--kind", "regattas"]) == 0
    shown = capsys.readouterr()
    assert "start: 2019-06-03" in shown.out
    assert LEFT in shown.err


def test_cite_fills_in_from_the_others(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(root), "cite", "herald-2019", "june", "2019", "--for", "amber-regatta"]) == 0
    shown = capsys.readouterr()
    assert "start: 2019-06-03" in shown.out
    assert LEFT in shown.err


def test_what_is_asked_for_by_name_says_its_own_errors(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(root), "suggest", "other"]) == 1
    shown = capsys.readouterr().err
    assert "articles/other.md:" in shown and "article-left-out" not in shown


def test_a_faulty_entity_still_stops(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(root, "regattas", "amber-regatta", "nome: Amber Regatta\n")
    assert main(["--root", str(root), "suggest"]) == 1
    assert "error[unknown-key]" in capsys.readouterr().err


def test_a_subject_that_is_to_be_drafted_is_no_error_of_its_article(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_base(tmp_path, TEXT)
    article = tmp_path / "articles/herald-2019.md"
    article.write_text(article.read_text().replace("rights: full", "rights: full\nsubjects: [amber-2019]"))
    assert main(["--root", str(tmp_path), "suggest", "herald-2019"]) == 0
    assert "warning[unknown-reference]: there is no entity 'amber-2019'" in capsys.readouterr().err
