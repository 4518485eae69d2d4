"""The invented bases of the benchmark, sound and the same for the same seed, and its table."""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks.generator import Base, write
from benchmarks.measure import Cost
from benchmarks.micro import mentions, parsing
from benchmarks.shape import KINDS
from benchmarks.table import Outcome, table
from druzhba_kb.pipeline.checking import check
from druzhba_kb.report import Finding, Report
from tests.projects import content

PAGES = 60
MOST_THIN = 0.25  # of the quotations; of the shipped ones it is nearly a fifth


def _but_thin(report: Report) -> list[Finding]:
    """Return the findings other than those of thin quotations, of which there are few."""
    others = [finding for finding in report.findings if finding.code != "thin-quote"]
    assert len(report.findings) - len(others) <= MOST_THIN * report.checked["quotations"]
    return others


def test_an_invented_base_checks_without_findings_but_thin_quotations(tmp_path: Path) -> None:
    write(tmp_path, PAGES)
    report = Report()
    kb = check(tmp_path, report)
    assert kb is not None and _but_thin(report) == []
    assert len(kb.records.entities) + len(kb.records.articles) == PAGES
    assert kb.records.kinds.keys() == KINDS.keys()
    assert kb.mentions and kb.disagreements


def test_an_invented_base_is_sealed_whole(tmp_path: Path) -> None:
    write(tmp_path, PAGES)
    shutil.rmtree(tmp_path / "sources")
    report = Report()
    assert check(tmp_path, report) is not None and _but_thin(report) == []
    assert report.checked["against seals"] == report.checked["quotations"] > 0


def test_an_article_can_be_added_without_findings(tmp_path: Path) -> None:
    base = write(tmp_path, PAGES)
    for name, text in base.another_article().items():
        (tmp_path / name).write_bytes(text.encode())
    report = Report()
    kb = check(tmp_path, report)
    assert kb is not None and _but_thin(report) == []
    assert len(kb.records.articles) == base.articles + 1


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    write(tmp_path / "one", PAGES)
    write(tmp_path / "other", PAGES)
    assert content(tmp_path / "one") == content(tmp_path / "other")


def test_finding_names_and_reading_files_can_be_measured_by_themselves() -> None:
    assert mentions(100)["names"] > 90
    assert parsing(20)["files"] == 20


def test_another_seed_gives_another_base() -> None:
    one, other = Base(PAGES, seed=0).files(), Base(PAGES, seed=1).files()
    assert one != other
    assert one.keys() != other.keys()


def test_the_table_compares_sizes_also_where_a_peer_is_not_run_at_one() -> None:
    plain = {"plain MkDocs": Cost(1, 1, 1)}
    small = Outcome(100, {**plain, "check": Cost(1, 1, 50), "Zensical": Cost(1, 1, 1)}, {"load": 2.0}, set(), 40)
    large = Outcome(1000, {**plain, "check": Cost(8, 8, 75)}, {"load": 30.0}, {"Zensical"}, 100)
    text = table(
        [small, large], dict.fromkeys(["names", "MB/s", "files", "with places", "CSafeLoader", "ratio"], 1.0), 1
    )
    assert "## From 100 to 1,000 pages: 10 times the pages" in text
    assert "| check | 8.0 | 1.5 |\n| · load | 15.0 |  |\n| most memory of the own process |  | 2.5 |\n" in text
    assert "| Zensical | not run |" in text
