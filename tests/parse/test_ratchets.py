"""Ratchets: what is read of the limits, and what each fault in them says."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.fileformat import RATCHET
from druzhba_kb.load import load
from druzhba_kb.model import Ratchet
from druzhba_kb.parse import parse
from druzhba_kb.report import Place, Report
from druzhba_kb.verify.guard_checks import MEASURES
from tests.sites_on_disk import lay_out

FILE = "entities/_ratchets.yml"


def read(folder: Path, text: str | None) -> tuple[tuple[Ratchet, ...], list[str]]:
    site = lay_out(None, folder / "site")
    if text is None:
        (site / FILE).unlink()
    else:
        (site / FILE).write_text(text, "utf-8")
    report = Report()
    records = parse(load(site, report), report)
    return records.ratchets, [str(one).removeprefix(f"{FILE}:") for one in report.in_order()]


def test_a_limit_is_read_at_the_place_of_its_number(tmp_path: Path) -> None:
    ratchets, findings = read(tmp_path, "ratchets:\n  warnings: 0\n  inferred_values: 85\n")
    assert findings == []
    assert ratchets == (
        Ratchet("warnings", 0, Place(FILE, 2, 13)),
        Ratchet("inferred_values", 85, Place(FILE, 3, 20)),
    )


def test_a_rate_is_told_from_a_number(tmp_path: Path) -> None:
    ratchets, findings = read(tmp_path, "ratchets: {warnings: 8%, inferred_values: '12 %'}\n")
    assert findings == []
    assert [(one.limit, one.is_rate) for one in ratchets] == [(8, True), (12, True)]


def test_without_the_file_there_are_no_limits(tmp_path: Path) -> None:
    assert read(tmp_path, None) == ((), [])


def test_each_limit_that_can_be_read_can_be_measured() -> None:
    assert tuple(MEASURES) == RATCHET.names


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("ratchets: {warning: 0}", "1:12: error[unknown-key]: the list of ratchets has no 'warning'; did you mean 'warnings'?"),
        ("ratchets: {warnings: 1.5}",
         "1:22: error[bad-value]: '1.5' stands for 'warnings'; expected a whole number, such as 12, or a rate, such as 8%"),
        ("ratchets: {warnings: }", "1:22: error[bad-value]: nothing stands for 'warnings'; expected a whole number or a rate"),
        ("ratchets: {warnings: [0]}",
         "1:22: error[bad-shape]: a list stands for 'warnings' of the list of ratchets; expected text"),
        ("ratchets: [warnings]",
         "1:11: error[bad-shape]: a list stands for 'ratchets' of the file of ratchets; expected a mapping"),
        ("ratchet: {}", "1:1: error[unknown-key]: the file of ratchets has no 'ratchet'; did you mean 'ratchets'?"),
    ],
)  # fmt: skip
def test_a_fault_in_the_limits_is_a_finding(text: str, finding: str, tmp_path: Path) -> None:
    assert read(tmp_path, text) == ((), [finding])
