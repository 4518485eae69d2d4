"""Taking over drafted statements: what is proved, and what stands in the files afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.cli import main
from tests.suggesting.regattas import add, make_base, suggested

TEXT = "The Amber Regatta began on 3 June 2019 and drew about 40 boats."
START = "  - start: 2019-06-03\n    source: herald-2019\n    quote: 3 June 2019\n"
BOATS = "  - boats: ~40\n    source: herald-2019\n    quote: about 40 boats\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    make_base(tmp_path, TEXT)
    add(tmp_path, "regattas", "amber-regatta", "# ours\nname: Amber Regatta\n")
    return tmp_path


def applied(root: Path, numbers: str) -> str:
    """Return the entity's file after `suggest --apply`."""
    main(["--root", str(root), "suggest", "--kind", "regattas", "--apply", numbers])
    return (root / "entities/regattas/amber-regatta.yml").read_text()


def test_the_chosen_statements_are_written_and_no_other(root: Path) -> None:
    assert applied(root, "2") == f"# ours\nname: Amber Regatta\nstatements:\n{BOATS}"


def test_a_number_that_is_not_there_writes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert applied(root, "1,9") == "# ours\nname: Amber Regatta\n"
    error = capsys.readouterr().err
    assert error.startswith("--apply: error[no-such-draft]: there is no statement 9; expected numbers from 1 to 2\n")


def test_what_is_taken_over_is_not_drafted_again(root: Path) -> None:
    applied(root, "1")
    assert [draft.values for draft in suggested(root).statements] == [(("boats", "~40"),)]


def test_what_the_check_would_refuse_is_not_drafted(root: Path) -> None:
    article = root / "articles/herald-2019.md"
    article.write_text(article.read_text().replace(TEXT, "It is untrue that the Amber Regatta began on 3 June 2019."))
    assert suggested(root).statements == ()


def test_what_the_check_would_refuse_is_not_filled_in_for_an_entity_either(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = root / "articles/herald-2019.md"
    article.write_text(article.read_text().replace(TEXT, "It is untrue that the Amber Regatta began on 3 June 2019."))
    assert main(["--root", str(root), "cite", "herald-2019", "june", "2019", "--for", "amber-regatta"]) == 0
    assert "attribute: value" in capsys.readouterr().out


def test_all_that_can_be_is_taken_over_at_once(root: Path) -> None:
    assert applied(root, "all") == f"# ours\nname: Amber Regatta\nstatements:\n{START}{BOATS}"
