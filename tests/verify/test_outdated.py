"""Summaries that count the articles, in each language that is read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from druzhba_kb.model import Entity, KnowledgeBase
from druzhba_kb.report import Report
from druzhba_kb.verify.outdated import counting_phrases, verify_summaries
from tests.render.lighthouses import made


@pytest.fixture
def kb() -> KnowledgeBase:
    return made()


@pytest.fixture
def light(kb: KnowledgeBase) -> Entity:
    return kb.records.entities["north-light"]


@pytest.mark.parametrize(
    ("lang", "summary", "found"),
    [
        ("en", "The only article about it calls it tall.", ["only"]),
        ("en", "In the one article that names it, it is white.", ["only", "some"]),
        ("en", "Neither article explains it; no article was asked.", ["neither", "some"]),
        ("en", "One article calls it tall, and two articles white.", ["some", "some"]),
        ("en", "Tall, as no other article says.", ["some"]),
        ("de", "Hoch, was kein anderer Artikel sagt.", ["some"]),
        ("es", "Ningún otro artículo la llama alta.", ["some"]),
        ("fr", "Aucun autre article ne la dit haute.", ["some"]),
        ("ru", "Ни одна другая статья о нём не пишет.", ["some"]),
        ("ur", "کوئی اور مضمون اس کا ذکر نہیں کرتا۔", ["some"]),
        ("ar", "لا مقال آخر يذكره.", ["some"]),
        ("en", "An article of trade, and the only tower.", []),
        ("de", "Der einzige Artikel dazu nennt ihn hoch.", ["only"]),
        ("de", "Keiner der beiden Artikel nennt ihn hoch.", ["neither"]),
        ("fr", "Aucun article ne la dit haute.", ["some"]),
        ("es", "El único artículo la llama alta.", ["only"]),
        ("ru", "Единственная статья о нём.", ["only"]),
        ("ur", "صرف ایک مضمون اس کا ذکر کرتا ہے۔", ["only", "some"]),
        ("ar", "المقال الوحيد عنه قصير.", ["only"]),
        ("xx", "The only article about it.", []),
    ],
)
def test_phrases_that_count_articles_are_found(light: Entity, lang: str, summary: str, found: list[str]) -> None:
    assert [means for _, means in counting_phrases(replace(light, summary=summary), lang)] == found


@pytest.mark.parametrize(
    ("summary", "articles", "outdated"),
    [
        ("The only article about it.", 1, 0),
        ("The only article about it.", 2, 1),
        ("Neither article says so.", 2, 0),
        ("Neither article says so.", 3, 1),
        ("No article says so, but one article doubts it.", 3, 0),
    ],
)
def test_more_articles_than_a_summary_counts_are_a_warning(
    kb: KnowledgeBase, light: Entity, summary: str, articles: int, outdated: int
) -> None:
    item = light.statements[0].evidence[0]
    evidence = tuple(replace(item, article=f"article-{number}") for number in range(articles))
    counted = replace(light, summary=summary, statements=(replace(light.statements[0], evidence=evidence),))
    report = Report()
    verify_summaries(replace(kb.records, entities={light.id: counted}), report)
    assert [one.code for one in report.findings] == ["summary-outdated"] * outdated
