"""Relate: records in, the knowledge base out: references both ways, quotations in their blocks, mentions, disagreements.

All that follows from the records together is found here, once, so that no page computes it anew and none can differ from
another. It must never judge evidence: that is for `verify`.
"""

from __future__ import annotations

from druzhba_kb.model import KnowledgeBase, Records
from druzhba_kb.relate.columns import fill_columns, verify_columns
from druzhba_kb.relate.disagreements import relate_disagreements
from druzhba_kb.relate.locations import locate_all
from druzhba_kb.relate.mentions import find_mentions, mentions_in_pages, relate_concerns
from druzhba_kb.relate.references import relate_references, verify_moves
from druzhba_kb.report import Report


def relate(records: Records, report: Report) -> KnowledgeBase:
    """Return the knowledge base of the records."""
    verify_columns(records, report)
    verify_moves(records, report)
    records = fill_columns(locate_all(records))
    return KnowledgeBase(
        records=records,
        backlinks=relate_references(records, report),
        mentions=find_mentions(records, report),
        disagreements=relate_disagreements(records),
        concerns=relate_concerns(records, report),
        named_in_pages=mentions_in_pages(records, report),
    )
