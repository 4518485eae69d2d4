"""Checking: a project folder in, a knowledge base that nothing stands against out.

Every command that needs a sound base comes through here, so that all of them judge alike. A stage after one that
reported an error must not run: its findings would be of what is missing.
"""

from __future__ import annotations

from pathlib import Path

from druzhba_kb.load import Known, load
from druzhba_kb.model import KnowledgeBase
from druzhba_kb.parse import parse
from druzhba_kb.relate import relate
from druzhba_kb.report import Report
from druzhba_kb.verify import guard, verify


def relate_project(root: Path, report: Report, known: Known | None = None) -> KnowledgeBase | None:
    """Return the knowledge base of a project before its evidence is verified, or None after errors."""
    sources = load(root, report, known)
    if report.failed:
        return None
    records = parse(sources, report)
    if report.failed:
        return None
    kb = relate(records, report)
    return None if report.failed else kb


def check(root: Path, report: Report, guarded: bool = True, known: Known | None = None) -> KnowledgeBase | None:
    """Return the knowledge base of a project, with its drafts, where nothing stands against it, or None after errors.

    Unguarded, for work that is not finished yet, the assertions and limits on the whole content do not count.
    """
    kb = relate_project(root, report, known)
    if kb is None:
        return None
    report.checked["articles"] = len(kb.records.articles)
    report.checked["entities"] = len(kb.records.entities)
    report.checked["drafts"] = len(kb.records.drafts)
    report.checked["disagreements"] = len(kb.contested)
    verify(kb, report)
    if guarded:
        guard(kb, report)
    return None if report.failed else kb
