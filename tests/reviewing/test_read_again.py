"""Read again: what stands unchanged in a change that brings evidence, and may be wrong by it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from druzhba_kb.cli import main
from tests.editing.desk import GULL, change, commit, desk

SKERRY = "entities/lighthouses/skerry-light.yml"
NEW = "  - {status: lit, source: courier-1931, quote: lamp at Gull Point was lit again}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = desk(tmp_path)
    change(root, SKERRY, "A tower that was held back by storms.", "A tower; no article gives its height.")
    assert main(["--root", str(root), "check", "--accept"]) == 0
    commit(root)
    return root


def read_again(root: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    capsys.readouterr()
    main(["--root", str(root), "review", "HEAD", "--json"])
    found: list[str] = json.loads(capsys.readouterr().out)["read_again"]
    return found


def test_a_summary_that_counts_articles_is_named_when_one_comes_in(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert read_again(root, capsys) == []
    (root / SKERRY).write_text((root / SKERRY).read_text() + NEW)
    assert read_again(root, capsys) == [
        f"{SKERRY}:2:1: the summary says 'no article', and the page rests on courier-1931 too now"
    ]


def test_a_summary_that_was_written_anew_is_not(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / SKERRY).write_text((root / SKERRY).read_text().replace("A tower;", "A tall tower;") + NEW)
    assert read_again(root, capsys) == []


def test_a_disagreement_is_named_that_was_weighed_with_other_evidence(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(root, GULL, "quote: relit on 6 May 1931", "quote: on 6 May 1931")
    (line,) = read_again(root, capsys)
    assert line.startswith(f"{GULL}:39:5: the disagreement about 'relit' was weighed with other evidence")


def test_both_texts_have_a_part_of_their_own_for_it(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / SKERRY).write_text((root / SKERRY).read_text() + NEW)
    capsys.readouterr()
    main(["--root", str(root), "review", "HEAD"])
    assert f"\n\nto be read again:\n  {SKERRY}:2:1: the summary says 'no article'" in capsys.readouterr().out
    main(["--root", str(root), "review", "HEAD", "--format", "markdown"])
    assert "\n\n## To be read again\n\n- " in capsys.readouterr().out
