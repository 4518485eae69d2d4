"""Kept files: read only as they were written."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.publishing.kept_file import keep, kept

DATA = b"two\nlines \xff"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    keep(tmp_path / "kept", DATA, "of lamps")
    return tmp_path / "kept"


def test_what_was_kept_is_read_under_its_mark_alone(file: Path) -> None:
    assert kept(file, "of lamps") == DATA
    assert (kept(file), kept(file, "of lamp"), kept(file.parent), kept(file.parent / "none")) == (None,) * 4


def test_a_file_in_which_any_bit_has_changed_is_none(file: Path) -> None:
    whole = file.read_bytes()
    for at in range(8 * len(whole)):
        file.write_bytes(whole[: at // 8] + bytes([whole[at // 8] ^ 1 << at % 8]) + whole[at // 8 + 1 :])
        assert kept(file, "of lamps") is None


def test_a_file_that_is_cut_or_longer_is_none(file: Path) -> None:
    whole = file.read_bytes()
    for text in (*(whole[:length] for length in range(len(whole))), whole + b"\n"):
        file.write_bytes(text)
        assert kept(file, "of lamps") is None
