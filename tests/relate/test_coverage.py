"""Coverage: which blocks of an article are quoted, which are not, and which attributes of a kind are stated."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from druzhba_kb.model import KnowledgeBase, Reason
from druzhba_kb.pipeline.checking import check, relate_project
from druzhba_kb.relate.coverage import coverage
from druzhba_kb.report import Place, Report
from tests.sites_on_disk import lay_out


@pytest.fixture
def kb(tmp_path: Path) -> KnowledgeBase:
    found = check(lay_out(None, tmp_path / "site"), Report())
    assert found
    return found


def test_a_block_has_the_entities_that_quote_it_with_the_number_of_their_statements(kb: KnowledgeBase) -> None:
    blocks = coverage(kb).articles["courier-1931"]
    assert [(block.number, block.kind, block.statements) for block in blocks] == [
        (0, "title", {}),
        (1, "paragraph", {"ada-finch": 2, "gull-point": 1}),
        (2, "heading", {"gull-point": 1}),
        (3, "paragraph", {"gull-point": 3}),
        (4, "embedded post", {}),
    ]


def test_a_block_is_open_until_a_statement_quotes_it_or_a_reason_stands(kb: KnowledgeBase) -> None:
    article = kb.records.articles["courier-1931"]
    excused = replace(article, uncited={4: Reason("It says nothing that can be checked.", Place("x"))})
    articles = {**kb.records.articles, article.id: excused}
    blocks = coverage(replace(kb, records=replace(kb.records, articles=articles))).articles[article.id]
    assert [block.number for block in blocks if block.is_open] == [0]
    assert blocks[4].reason == "It says nothing that can be checked."


def test_an_attribute_counts_entities_not_statements(kb: KnowledgeBase) -> None:
    counts = {
        one.attribute.name: (one.stated, one.disputed, one.inferred, one.in_words, one.by_reference, one.unrecorded)
        for one in coverage(kb).kinds["lighthouses"]
    }
    assert counts == {
        "relit": (2, 1, 0, 0, 0, 0),
        "height": (1, 0, 0, 0, 0, 1),
        "masons": (1, 1, 0, 0, 0, 1),
        "lens": (0, 0, 0, 0, 0, 2),
        "sold": (1, 1, 0, 0, 0, 1),
        "status": (2, 0, 0, 0, 0, 0),
        "position": (0, 0, 0, 0, 1, 1),
    }


@pytest.mark.parametrize(
    ("quotes", "heading", "paragraph"),
    [
        (["27 metres high", "rebuilt the tower"], 1, 3),
        (["27 metres high", "masons at work"], 2, 3),
    ],
)
def test_a_statement_counts_once_for_each_block_that_it_quotes(
    quotes: list[str], heading: int, paragraph: int, tmp_path: Path
) -> None:
    site = lay_out(None, tmp_path / "site")
    path = site / "entities/lighthouses/gull-point.yml"
    evidence = "".join(f"      - {{source: courier-1931, quote: {quote}}}\n" for quote in quotes)
    one = "    source: courier-1931\n    quote: 27 metres high\n"
    assert one in path.read_text()
    path.write_text(path.read_text().replace(one, f"    evidence:\n{evidence}"))
    kb = relate_project(site, Report())
    assert kb
    blocks = coverage(kb).articles["courier-1931"]
    assert [blocks[number].statements for number in (2, 3)] == [{"gull-point": heading}, {"gull-point": paragraph}]
