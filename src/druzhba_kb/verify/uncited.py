"""Uncited: the reasons why blocks are not quoted in, a finding for each whose block is quoted after all out."""

from __future__ import annotations

from druzhba_kb.model import KnowledgeBase
from druzhba_kb.relate.coverage import covered_blocks
from druzhba_kb.report import Report


def verify_uncited(kb: KnowledgeBase, report: Report) -> None:
    """Check that a block with a reason for not being quoted is not quoted."""
    for id, blocks in covered_blocks(kb).items():
        for block in blocks:
            if block.reason is not None and block.statements:
                entity = next(iter(block.statements))
                message = f"block {block.number} is quoted by '{entity}'; expected no reason why it is not"
                report.error(kb.records.articles[id].uncited[block.number].place, "needless-reason", message)
