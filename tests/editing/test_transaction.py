"""Transaction: what has changed since it was planned is never overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.editing.transaction import Transaction, apply_changes
from druzhba_kb.report import Report


@pytest.mark.parametrize(("planned", "now"), [("a: 1\n", "a: 2\n"), (None, "a: 2\n"), ("a: 1\n", None)])
def test_a_file_that_changed_came_or_went_meanwhile_stays(tmp_path: Path, planned: str | None, now: str | None) -> None:
    file, report = tmp_path / "a.yml", Report()
    if now is not None:
        file.write_text(now)
    assert not apply_changes(tmp_path, Transaction({"a.yml": (planned, "a: 3\n")}), report)
    assert [str(one) for one in report.findings] == [
        "a.yml:1:1: error[cannot-write]: changed while the command ran; run it again"
    ]
    assert (file.read_text() if file.exists() else None) == now
