"""States: a folder with content in, what a reviewer counts of it out: evidence, coverage, addresses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from druzhba_kb.model import Article, Entity, KnowledgeBase, Records
from druzhba_kb.relate import relate
from druzhba_kb.relate.coverage import coverage
from druzhba_kb.report import Report
from druzhba_kb.reviewing.revisions import Revision, read_folder
from druzhba_kb.verify import verify

EVIDENCE = ("quotations", "values", "inferred", "paraphrases", "in words")


@dataclass(frozen=True, slots=True)
class State:
    """The content at one time, and what is counted of it, by name; nothing where errors stand against it."""

    revision: Revision
    report: Report
    counts: Mapping[str, int]
    addresses: Mapping[str, str]


def read_state(folder: Path, label: str) -> State:
    """Return the state of the content in a folder; `addresses` leads from each address to that which it redirects to, or ''."""
    report = Report()
    revision = read_folder(folder, label, report)
    kb = None if report.failed else relate(revision.records, report)
    if kb and not report.failed:
        verify(kb, report)
    counts = _counts(kb, report) if kb else {}
    return State(revision, report, counts, _addresses(revision.records.published))


def _counts(kb: KnowledgeBase, report: Report) -> dict[str, int]:
    covered = coverage(kb)
    blocks = [block for those in covered.articles.values() for block in those]
    attributes = [attribute for those in covered.kinds.values() for attribute in those]
    return {
        "articles": len(kb.records.articles),
        "entities": len(kb.records.entities),
        **{name: report.checked[name] for name in EVIDENCE},
        "disagreements": len(kb.disagreements),
        "blocks quoted": sum(bool(block.statements) for block in blocks),
        "blocks with a reason why not": sum(not block.statements and not block.is_open for block in blocks),
        "blocks open": sum(block.is_open for block in blocks),
        "attributes stated": sum(attribute.stated for attribute in attributes),
        "attributes not stated": sum(attribute.not_stated for attribute in attributes),
        "errors": sum(finding.level == "error" for finding in report.in_order()),
        "warnings": sum(finding.level == "warning" for finding in report.in_order()),
    }


def _addresses(records: Records) -> dict[str, str]:
    """Return the addresses of indexes, records and redirects."""
    every: list[Entity | Article] = [*records.entities.values(), *records.articles.values()]
    former = {f"{one.page.partition('/')[0]}/{old}/": one.page for one in every for old in one.formerly}
    indexes = ["articles/", *(f"{kind}/" for kind in records.kinds)]
    return {**former, **dict.fromkeys(indexes, ""), **{one.page: "" for one in every}}
