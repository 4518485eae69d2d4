"""Coverage told: a knowledge base in, its coverage as a text for the terminal or as data for programs out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from druzhba_kb.model import KnowledgeBase
from druzhba_kb.relate.coverage import CoveredAttribute, CoveredBlock, coverage
from druzhba_kb.relate.references import chosen_articles
from druzhba_kb.report import Report

COLUMNS = ("attribute", "stated", "disputed", "inferred", "in words", "not stated")


def covered_articles(kb: KnowledgeBase, ids: Sequence[str], report: Report) -> list[str]:
    """Return the ids of the articles asked for, all without any; an id of no article is a finding."""
    return [article.id for article in chosen_articles(kb.records, ids, report)]


def coverage_text(kb: KnowledgeBase, ids: Sequence[str]) -> str:
    """Return the coverage of the articles by block, and where no article is named, of the kinds by attribute."""
    found = coverage(kb)
    parts = [_article(id, found.articles[id]) for id in ids]
    parts += [] if len(ids) < len(found.articles) else [_kind(id, attributes) for id, attributes in found.kinds.items()]
    blocks = [block for id in ids for block in found.articles[id]]
    return "\n\n".join([*parts, _sum(blocks)])


def _sum(blocks: Sequence[CoveredBlock]) -> str:
    stated = sum(bool(block.statements) for block in blocks)
    still = sum(block.is_open for block in blocks)
    return f"{len(blocks)} blocks: {stated} quoted, {len(blocks) - stated - still} with a reason why not, {still} open"


def _article(id: str, blocks: Sequence[CoveredBlock]) -> str:
    return "\n".join([id, *(f"  {block.number:>3}  {block.kind:<13} {_told(block)}" for block in blocks)])


def _told(block: CoveredBlock) -> str:
    if block.is_open:
        return "open: no statement quotes it, and no reason is given"
    return ", ".join(f"{entity} ({count})" for entity, count in block.statements.items()) or f"- {block.reason}"


def _kind(id: str, attributes: Sequence[CoveredAttribute]) -> str:
    rows = [COLUMNS, *(_row(one) for one in attributes)]
    width = max(len(row[0]) for row in rows)
    return "\n".join([id, *(f"  {row[0]:<{width}}" + "".join(f"{cell:>11}" for cell in row[1:]) for row in rows)])


def _row(one: CoveredAttribute) -> tuple[str, ...]:
    counts = (one.stated, one.disputed, one.inferred, one.in_words, one.not_stated)
    return (one.attribute.name, *map(str, counts))


def coverage_data(kb: KnowledgeBase, ids: Sequence[str]) -> dict[str, Any]:
    """Return the same as plain data: `articles` with their blocks, `kinds` with their attributes."""
    found = coverage(kb)
    return {
        "articles": {id: [_block(block) for block in found.articles[id]] for id in ids},
        "kinds": {id: dict(_counts(attributes)) for id, attributes in found.kinds.items()},
    }


def _block(block: CoveredBlock) -> dict[str, Any]:
    return {
        "block": block.number,
        "kind": block.kind,
        "statements": dict(block.statements),
        "reason": block.reason,
        "open": block.is_open,
    }


def _counts(attributes: Sequence[CoveredAttribute]) -> Iterator[tuple[str, dict[str, int]]]:
    for one in attributes:
        yield (
            one.attribute.name,
            {
                "stated": one.stated,
                "disputed": one.disputed,
                "inferred": one.inferred,
                "in_words": one.in_words,
                "not_stated": one.not_stated,
            },
        )
