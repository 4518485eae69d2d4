"""Tight ratchets: `check --fix` puts a loose limit at the number that there is, and no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.cli import main
from druzhba_kb.commands import checks
from tests.editing.desk import GULL, change, desk

FILE = "entities/_ratchets.yml"
LOOSE = "# ours\nratchets:\n  unsourced_aliases: 12   # twelve\n  inferred_values: '3'\n  uncited_blocks: 3\n"
LOWERED = "# ours\nratchets:\n  unsourced_aliases: 1   # twelve\n  inferred_values: '0'\n  uncited_blocks: 3\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = desk(tmp_path)
    main(["--root", str(root), "check", "--fix", "--yes"])
    (root / FILE).write_text(LOOSE)
    return root


def fixed(root: Path) -> int:
    return main(["--root", str(root), "check", "--fix", "--yes"])


def test_a_loose_limit_is_lowered_and_all_else_left(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert fixed(root) == 0
    assert (root / FILE).read_text() == LOWERED
    printed = capsys.readouterr()
    assert printed.out.startswith(
        f"--- a/{FILE}\n+++ b/{FILE}\n@@ -1,5 +1,5 @@\n # ours\n ratchets:\n"
        "-  unsourced_aliases: 12   # twelve\n-  inferred_values: '3'\n"
        "+  unsourced_aliases: 1   # twelve\n+  inferred_values: '0'\n   uncited_blocks: 3\n"
        f"mended: {FILE}\n"
    )
    assert printed.err == ""


def test_a_limit_that_nobody_lets_be_lowered_is_no_success(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "can_ask", lambda: False)
    assert main(["--root", str(root), "check"]) == 0
    assert main(["--root", str(root), "check", "--fix"]) == 1
    assert (root / FILE).read_text() == LOOSE


def test_line_ends_are_kept(root: Path) -> None:
    (root / FILE).write_bytes(LOOSE.replace("\n", "\r\n").encode())
    assert fixed(root) == 0
    assert (root / FILE).read_bytes() == LOWERED.replace("\n", "\r\n").encode()


def test_a_limit_that_is_exceeded_stays(root: Path) -> None:
    (root / FILE).write_text("ratchets: {unsourced_aliases: 0, uncited_blocks: 4}\n")
    assert fixed(root) == 1
    assert (root / FILE).read_text() == "ratchets: {unsourced_aliases: 0, uncited_blocks: 3}\n"


def test_warnings_of_every_stage_count(root: Path) -> None:
    block = "A short post rejoices.\n{: #b4 }\n"
    change(root, "articles/courier-1931.md", block, "<!-- b4 embedded post, 8 words -->\n")
    (root / FILE).write_text("ratchets: {warnings: 5}\n")
    assert fixed(root) == 0
    assert (root / FILE).read_text() == "ratchets: {warnings: 1}\n"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (GULL, "quote: 27 metres high", "quote: 27 metres long"),
        (GULL, "said_by: ada-finch", "said_by: ada-finsh"),
        ("entities/_assertions.yml", "{count: lighthouses, at_least: 1}", "{count: lighthouses, at_least: 3}"),
    ],
    ids=["verify", "relate", "assertions"],
)
def test_while_an_error_stands_no_limit_is_lowered(file: str, old: str, new: str, root: Path) -> None:
    change(root, file, old, new)
    assert fixed(root) == 1
    assert (root / FILE).read_text() == LOOSE


def test_a_rate_is_lowered_to_a_point_above_what_there_is(root: Path) -> None:
    (root / FILE).write_text("ratchets: {unsourced_aliases: 100%, inferred_values: 5%}\n")
    fixed(root)
    lowered = (root / FILE).read_text()
    assert lowered == "ratchets: {unsourced_aliases: 100%, inferred_values: 0%}\n"
    fixed(root)
    assert (root / FILE).read_text() == lowered
