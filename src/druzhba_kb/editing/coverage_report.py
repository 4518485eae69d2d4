"""What `coverage` says: a knowledge base in, the coverage of articles and kinds as a text or as data out.

An editor sees what of an article no statement quotes. A block without a statement is no fault if its article says why, so the
two are never counted together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from druzhba_kb.model import KnowledgeBase
from druzhba_kb.relate.coverage import CoveredAttribute, CoveredBlock, Volume, coverage, volumes
from druzhba_kb.relate.references import chosen_articles
from druzhba_kb.report import Report

COLUMNS = ("stated", "disputed", "inferred", "in_words", "by_reference", "unrecorded")


def coverage_text(kb: KnowledgeBase, ids: Sequence[str], report: Report) -> str:
    """Return the coverage of articles by block, and of all of them that of the kinds by attribute; '' after a finding."""
    articles, found = chosen_articles(kb.records, ids, report), coverage(kb)
    if report.failed:
        return ""
    known = volumes(kb.records)
    parts = [_article(one.id, found.articles[one.id], known.get(one.id)) for one in articles]
    if len(articles) == len(found.articles):
        parts += [_kind(id, attributes) for id, attributes in found.kinds.items()]
    blocks = [block for one in articles for block in found.articles[one.id]]
    return "\n\n".join([*parts, _sum(blocks)])


def _sum(blocks: Sequence[CoveredBlock]) -> str:
    stated = sum(bool(block.statements) for block in blocks)
    still = sum(block.is_open for block in blocks)
    return f"{len(blocks)} blocks: {stated} quoted, {len(blocks) - stated - still} with a reason why not, {still} open"


def _article(id: str, blocks: Sequence[CoveredBlock], volume: Volume | None) -> str:
    lines = [f"  {block.number:>3}  {block.kind:<13} {_state(block)}" for block in blocks]
    if volume:
        shares = f"{volume.quoted_share:.0f} % of them quoted, the digest {volume.retold_share:.0f} % as long"
        lines.append(f"  {volume.words:,} words, {shares}")
    return "\n".join([id, *lines])


def _state(block: CoveredBlock) -> str:
    if block.is_open:
        return "open: no statement quotes it, and no reason is given"
    return ", ".join(f"{entity} ({count})" for entity, count in block.statements.items()) or f"- {block.reason}"


def _kind(id: str, attributes: Sequence[CoveredAttribute]) -> str:
    heads = ("attribute", *(column.replace("_", " ") for column in COLUMNS))
    rows = [heads, *((one.attribute.name, *map(str, _counts(one).values())) for one in attributes)]
    width = max(len(row[0]) for row in rows)
    return "\n".join([id, *(f"  {row[0]:<{width}}" + "".join(f"{cell:>13}" for cell in row[1:]) for row in rows)])


def _counts(one: CoveredAttribute) -> dict[str, int]:
    return {column: getattr(one, column) for column in COLUMNS}


def coverage_data(kb: KnowledgeBase, ids: Sequence[str], report: Report) -> dict[str, object]:
    """Return the same as plain data: `articles` with their blocks, their `words`, `kinds` with their attributes."""
    articles, found = chosen_articles(kb.records, ids, report), coverage(kb)
    if report.failed:
        return {}
    kinds = {id: {one.attribute.name: _counts(one) for one in attributes} for id, attributes in found.kinds.items()}
    known = {id: asdict(volume) for id, volume in volumes(kb.records).items()}
    return {
        "articles": {one.id: list(map(_block, found.articles[one.id])) for one in articles},
        "words": {one.id: known.get(one.id) for one in articles},
        "kinds": kinds,
    }


def _block(block: CoveredBlock) -> dict[str, object]:
    where = {"block": block.number, "kind": block.kind, "statements": dict(block.statements)}
    return {**where, "reason": block.reason, "open": block.is_open}
