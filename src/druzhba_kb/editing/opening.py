"""Opening: a project's folder in, its records out, as far as they can be read, so that a fault elsewhere stops no editor."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from druzhba_kb.load import load
from druzhba_kb.model import KnowledgeBase, Records
from druzhba_kb.parse import parse
from druzhba_kb.relate import relate
from druzhba_kb.report import Report


def open_records(root: Path) -> tuple[Records, Report]:
    """Return what of a project can be read, and a report of its own on what cannot."""
    report = Report()
    return parse(load(root, report), report), report


def open_base(root: Path, report: Report) -> KnowledgeBase | None:
    """Return the knowledge base of a project, or None where errors stand against it."""
    records, faults = open_records(root)
    kb = relate(records, faults) if not faults.failed else None
    report.findings += faults.findings
    return None if faults.failed else kb


def copy_findings(faults: Report, files: Iterable[str], report: Report) -> None:
    """Copy the findings on these files, and on folders that are not there."""
    wanted = {*files, "articles", "entities"}
    report.findings += (finding for finding in faults.findings if finding.place.file in wanted)
