"""A tenth of the kills and full disks of `make kills`, by chance, and what the next command says and refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from druzhba_kb.cli import main
from druzhba_kb.journal import FILE
from tests.editing.desk import desk, files
from tests.kills import CASES, try_case

ADA = "entities/people/ada-finch.yml"


@pytest.mark.parametrize("case", CASES)
def test_a_command_that_is_stopped_anywhere_changes_all_or_nothing(case: str, tmp_path: Path) -> None:
    tried, faults = try_case(case, tmp_path / "trial", stride=10)
    assert tried > 1
    assert faults == []


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return desk(tmp_path)


def cut_off(root: Path, before: dict[str, str | None], digest: str = "", **more: object) -> None:
    (root / ".cache").mkdir()
    given = {"before": before, "digests": dict.fromkeys(before, digest), "moves": {}, "folders": [], **more}
    (root / FILE).write_text(json.dumps(given))


def test_the_next_command_says_in_one_line_what_it_undid(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(root)
    cut_off(root, {ADA: before[ADA].decode()}, moves={ADA: "entities/people/finch.yml"})
    (root / ADA).rename(root / "entities/people/finch.yml")
    assert main(["--root", str(root), "check"]) == 0
    told = f"druzhba-kb: a command was cut off while it wrote {ADA}; all is again as before it\n"
    assert capsys.readouterr().err == told
    assert files(root) == before


def test_what_somebody_has_changed_since_stays(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(root)
    cut_off(root, {ADA: "name: Ada\n"}, "another")
    assert main(["--root", str(root), "check"]) == 0
    assert f"; '{ADA}' has been changed since, and stays\n" in capsys.readouterr().err
    assert files(root) == before


@pytest.mark.parametrize("name", ["../outside.txt", "/tmp/outside.txt", ".git/hooks/pre-commit", "link/outside.txt"])
def test_a_journal_that_leads_out_of_the_content_is_refused(
    name: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "link").symlink_to("..")
    cut_off(root, {name: "harm"})
    assert main(["--root", str(root), "check"]) == 1
    way = "look at what 'git status' says, then remove it"
    assert capsys.readouterr().err == (
        f"druzhba-kb: '{FILE}' does not say how to undo a change that was cut off; {way}\n"
    )
    assert not (root.parent / "outside.txt").exists()


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"before": {}}', "\0", '{"before": 1, "digests": {}, "moves": {}, "folders": []}']
)
def test_a_damaged_journal_is_refused(text: str, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cut_off(root, {})
    (root / FILE).write_text(text)
    assert main(["--root", str(root), "check"]) == 1
    assert "does not say how to undo" in capsys.readouterr().err
    assert (root / FILE).read_text() == text
