"""Every finding code has a broken site, and its whole expected output stands beside it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from druzhba_kb.pipeline.checking import check
from druzhba_kb.report import Report
from tests.sites_on_disk import EXPECTED, SITES, lay_out

ROOT = Path(__file__).parent.parent
BROKEN = sorted(path.name for path in (SITES / "broken").iterdir())


def findings(site: Path) -> str:
    """Return what a check of site prints."""
    report = Report()
    check(site, report)
    return "".join(f"{finding}\n" for finding in report.in_order())


def test_the_good_site_has_no_finding(tmp_path: Path) -> None:
    assert findings(lay_out(None, tmp_path / "site")) == ""


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_site_gets_exactly_its_message(name: str, tmp_path: Path) -> None:
    assert findings(lay_out(name, tmp_path / "site")) == (SITES / "broken" / name / EXPECTED).read_text()


@pytest.mark.parametrize("name", BROKEN)
def test_the_expected_message_names_the_code_of_its_folder(name: str) -> None:
    codes = re.findall(r"\[([a-z-]+)\]: ", (SITES / "broken" / name / EXPECTED).read_text())
    assert any(name.startswith(code) for code in codes)
