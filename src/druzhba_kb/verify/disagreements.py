"""Declared disagreements: each needs two sides, for a page that shows one side of a disagreement shows none."""

from __future__ import annotations

from druzhba_kb.model import KnowledgeBase
from druzhba_kb.report import Report


def verify_disagreements(kb: KnowledgeBase, report: Report) -> None:
    """Report each disagreement that an editor declares and of which one side at most is stated."""
    declared = {(entity.id, one.about): one for entity in kb.records.entities.values() for one in entity.declared}
    for found in kb.disagreements:
        if len(found.positions) < 2:
            names = ", ".join(found.about)
            stated = "one side only" if found.positions else "no side"
            message = f"the disagreement about '{names}' has {stated}; state what the other source says, or delete it"
            report.error(declared[found.entity, found.about].place, "one-sided", message)
