"""The invented bases of the benchmark: sound, and the same for the same seed."""

from __future__ import annotations

from pathlib import Path

from benchmarks.generator import Base, write
from benchmarks.shape import KINDS
from druzhba_kb.pipeline import check
from druzhba_kb.report import Report
from tests.projects import content

PAGES = 30


def test_an_invented_base_checks_without_findings(tmp_path: Path) -> None:
    write(tmp_path, PAGES)
    report = Report()
    kb = check(tmp_path, report)
    assert kb is not None and report.findings == []
    assert len(kb.records.entities) + len(kb.records.articles) == PAGES
    assert kb.records.kinds.keys() == KINDS.keys()
    assert kb.mentions and kb.disagreements


def test_an_article_can_be_added_without_findings(tmp_path: Path) -> None:
    base = write(tmp_path, PAGES)
    for name, text in base.another_article().items():
        (tmp_path / name).write_bytes(text.encode())
    report = Report()
    kb = check(tmp_path, report)
    assert kb is not None and report.findings == []
    assert len(kb.records.articles) == base.articles + 1


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    write(tmp_path / "one", PAGES)
    write(tmp_path / "other", PAGES)
    assert content(tmp_path / "one") == content(tmp_path / "other")


def test_another_seed_gives_another_base() -> None:
    one, other = Base(PAGES, seed=0).files(), Base(PAGES, seed=1).files()
    assert one != other
    assert one.keys() != other.keys()
