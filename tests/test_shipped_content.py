"""The shipped content: it passes in a clone without the texts, and every quotation stands in the texts themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.model import KnowledgeBase
from druzhba_kb.pipeline import check
from druzhba_kb.relate.coverage import coverage
from druzhba_kb.report import Report
from tests.shipped import RAW, clone, imported_raw, with_texts

EXERCISES = ["druzhba-2016", "druzhba-2017", "druzhba-2018", "druzhba-2019", "druzhba-2020"]


def checked(root: Path) -> tuple[KnowledgeBase, Report]:
    report = Report()
    kb = check(root, report)
    assert report.in_order() == []
    assert kb is not None
    return kb, report


def test_it_passes_without_the_texts(tmp_path: Path) -> None:
    _, report = checked(clone(tmp_path))
    assert report.checked["against seals"] == report.checked["quotations"] > 200


def test_it_holds_what_the_main_job_promises(tmp_path: Path) -> None:
    kb, _ = checked(clone(tmp_path))
    assert [id for id, entity in kb.records.entities.items() if entity.kind == "exercises"] == EXERCISES
    assert len(kb.records.entities) >= 20
    assert sorted(kb.records.articles) == sorted(RAW)
    statements = [statement for entity in kb.records.entities.values() for statement in entity.statements]
    assert any(statement.denies for statement in statements)
    assert any(claim.words for statement in statements for claim in statement.claims)
    assert any(s.as_of for s in statements if any(claim.attribute == "office" for claim in s.claims))
    about = {(d.entity, about) for d in kb.disagreements for about in d.about}
    assert {("druzhba-2016", "end"), ("druzhba-2016", "russian_troops"), ("druzhba-2018", "start")} <= about


def test_every_block_is_quoted_or_has_a_reason_why_not(tmp_path: Path) -> None:
    kb, _ = checked(clone(tmp_path))
    blocks = [(id, block) for id, blocks in coverage(kb).articles.items() for block in blocks]
    assert [(id, block.number) for id, block in blocks if block.is_open] == []
    assert sum(bool(block.statements) for _, block in blocks) > 0.8 * len(blocks)


def test_every_statement_about_what_somebody_said_has_its_speaker(tmp_path: Path) -> None:
    kb, _ = checked(clone(tmp_path))
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
    id: str, tmp_path: Path
) -> None:
    kb, _ = checked(clone(tmp_path / "clone"))
    article = kb.records.articles[id]
    report = Report()
    (imported,) = imported_raw(id, tmp_path, report)
    assert not report.failed
    fields = imported.fields
    assert (fields.title, fields.blocks, fields.source_sha256) == (article.title, article.blocks, article.source_sha256)


@pytest.mark.sources
def test_every_quotation_stands_in_the_texts_themselves(tmp_path: Path) -> None:
    _, report = checked(with_texts(tmp_path / "clone"))
    assert report.checked["against the text"] == report.checked["quotations"] > 200
    assert report.checked["digest paragraphs"] > 80
