"""The shipped content: it passes in a clone without the texts, and every quotation stands in the texts themselves.

An editor may add anything: what is asked for here are floors, and what must hold of every record.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.model import KnowledgeBase
from druzhba_kb.pipeline.checking import check
from druzhba_kb.relate.coverage import coverage
from druzhba_kb.report import Report
from tests.content.shipped import RAW, clone, imported_raw, with_texts

QUOTATIONS = 480
EXERCISES = {"druzhba-2016", "druzhba-2017", "druzhba-2018", "druzhba-2019", "druzhba-2020"}
CONTESTED = {("druzhba-2016", "end"), ("druzhba-2016", "russian_troops"), ("druzhba-2018", "start")}


def checked(root: Path) -> tuple[KnowledgeBase, Report]:
    report = Report()
    kb = check(root, report)
    assert [str(finding) for finding in report.in_order() if finding.level == "error"] == []
    assert kb is not None
    return kb, report


@pytest.fixture(scope="module")
def cloned(tmp_path_factory: pytest.TempPathFactory) -> tuple[KnowledgeBase, Report]:
    return checked(clone(tmp_path_factory.mktemp("clone")))


@pytest.fixture(scope="module")
def kb(cloned: tuple[KnowledgeBase, Report]) -> KnowledgeBase:
    return cloned[0]


def test_it_passes_without_the_texts(cloned: tuple[KnowledgeBase, Report]) -> None:
    numbers = cloned[1].checked
    assert numbers["against seals"] == numbers["quotations"] >= QUOTATIONS


def test_it_holds_what_the_main_job_promises(kb: KnowledgeBase) -> None:
    entities = kb.records.entities.values()
    assert {entity.id for entity in entities if entity.kind == "exercises"} >= EXERCISES
    assert kb.records.articles.keys() >= RAW.keys()
    statements = [statement for entity in entities for statement in entity.statements]
    assert any(statement.denies for statement in statements)
    assert any(claim.words for statement in statements for claim in statement.claims)
    assert any(s.as_of for s in statements if any(claim.attribute == "office" for claim in s.claims))
    assert {(one.entity, about) for one in kb.disagreements for about in one.about} >= CONTESTED


def test_every_block_is_quoted_or_has_a_reason_why_not(kb: KnowledgeBase) -> None:
    blocks = [(id, block) for id, blocks in coverage(kb).articles.items() for block in blocks]
    assert [(id, block.number) for id, block in blocks if block.is_open] == []


def test_every_statement_about_what_somebody_said_has_its_speaker(kb: KnowledgeBase) -> None:
    said = ("view", "accusation", "statement")
    silent = [
        f"{entity.id}: {claim.value}"
        for entity in kb.records.entities.values()
        for statement in entity.statements
        for claim in statement.claims
        if claim.attribute in said and not all(item.said_by for item in statement.evidence)
    ]
    assert silent == []


@pytest.mark.sources
@pytest.mark.parametrize("id", RAW)
def test_importing_the_raw_article_gives_the_text_that_the_quotations_were_sealed_against(
    id: str, kb: KnowledgeBase, tmp_path: Path
) -> None:
    article = kb.records.articles[id]
    report = Report()
    fields = imported_raw(id, tmp_path, report).fields
    assert not report.failed
    assert (fields.title, fields.blocks, fields.source_sha256) == (article.title, article.blocks, article.source_sha256)


@pytest.mark.sources
def test_every_quotation_of_a_raw_article_stands_in_its_text(tmp_path: Path) -> None:
    kb, report = checked(with_texts(tmp_path))
    assert [id for id in RAW if kb.records.articles[id].text is None] == []
    assert report.checked["against the text"] >= QUOTATIONS
    assert report.checked["digest paragraphs"] > 80
