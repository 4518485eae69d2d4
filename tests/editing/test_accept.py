"""Accepting: an editor notes what a disagreement rests on, and is asked again when that changes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from druzhba_kb.cli import main
from tests.editing.desk import GULL, change, desk, files

DECLARED = "  - {about: [relit], reason: unknown, note: The two papers give days two apart.}\n"
BLOCK = (
    "  - about:\n      - relit\n    reason: unknown\n    note: >-\n      The two papers give days\n      two apart.\n"
)
SIDES = re.compile(r'sides: "([0-9a-f]{12})"')


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return desk(tmp_path)


def check(root: Path, *options: str) -> int:
    return main(["--root", str(root), "check", *options])


def test_the_digest_is_written_beside_the_other_keys_and_nothing_else_is(root: Path) -> None:
    before = files(root)
    assert check(root, "--accept") == 0
    text = (root / GULL).read_text()
    (digest,) = SIDES.findall(text)
    noted = DECLARED.replace("unknown, note", f'unknown, sides: "{digest}", note')
    assert {**files(root), GULL: before[GULL]} == before
    assert text == before[GULL].decode().replace(DECLARED, noted)


@pytest.mark.parametrize(
    ("declared", "noted"),
    [
        (BLOCK, BLOCK.replace("    note:", '    sides: "@"\n    note:')),
        ("  - about: [relit]\n", '  - sides: "@"\n    about: [relit]\n'),
        ("  - {about: relit}\n", '  - {sides: "@", about: relit}\n'),
    ],
)
def test_a_disagreement_is_noted_in_its_own_layout(root: Path, declared: str, noted: str) -> None:
    change(root, GULL, DECLARED, declared)
    assert check(root, "--accept") == 0
    text = (root / GULL).read_text()
    assert text.endswith(noted.replace("@", SIDES.findall(text)[0]))
    assert check(root) == 0


def test_windows_line_ends_stay(root: Path) -> None:
    change(root, GULL, DECLARED, BLOCK)
    (root / GULL).write_bytes((root / GULL).read_bytes().replace(b"\n", b"\r\n"))
    assert check(root, "--accept") == 0
    assert b"\n" not in (root / GULL).read_bytes().replace(b"\r\n", b"")


def test_what_is_accepted_is_named_once(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(root, "--accept") == 0
    assert capsys.readouterr().out.startswith(f"accepted: {GULL}:39:5: Gull Point: relit\nchecked: ")
    assert check(root, "--accept") == 0
    assert capsys.readouterr().out.startswith("nothing that is not accepted yet\nchecked: ")


def test_the_check_asks_again_when_a_side_gains_evidence_until_that_is_accepted(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(root, "--accept") == 0
    (old,) = SIDES.findall((root / GULL).read_text())
    change(
        root,
        GULL,
        "  - height: 27\n",
        "  - {relit: 1931-05-06, source: tidings-1931, quote: 6 May 1931}\n  - height: 27\n",
    )
    capsys.readouterr()
    assert check(root) == 0
    assert (
        "warning[note-outdated]: the disagreement about 'relit' was weighed with other evidence"
        in capsys.readouterr().err
    )
    assert check(root, "--accept") == 0
    assert "note-outdated" not in capsys.readouterr().err
    assert SIDES.findall((root / GULL).read_text()) not in ([], [old])


def test_a_limit_on_warnings_does_not_keep_an_editor_from_accepting(root: Path) -> None:
    change(root, GULL, "reason: unknown", "reason: unknown, sides: 0123456789ab")
    (root / "entities/_ratchets.yml").write_text("ratchets: {warnings: 0}\n")
    assert check(root) == 1
    assert check(root, "--accept") == 0


def test_nothing_is_accepted_of_content_with_errors(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(root, GULL, "quote: 27 metres high", "quote: 28 metres high")
    before = files(root)
    assert check(root, "--accept") == 1
    assert capsys.readouterr().out.startswith("nothing can be accepted before the errors that follow are mended\n")
    assert files(root) == before
