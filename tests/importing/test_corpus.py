"""The annotated corpus is sound: fields, names and tagged texts agree with the raw text of each article."""

from __future__ import annotations

import pytest

from tests.importing.corpus import NAME_KINDS, Annotated, load_corpus

ARTICLES = load_corpus()
each_article = pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.name)


def plain(text: str) -> str:
    return " ".join(text.split())


def test_there_are_enough_shapes() -> None:
    assert len(ARTICLES) == len({article.description for article in ARTICLES}) >= 12


@each_article
def test_fields_have_values_of_their_kind(article: Annotated) -> None:
    assert article.basis in {"stated", "dateline", "inferred", None}
    assert article.genre in {"report", "analysis", "opinion", None}
    assert (article.published is None) == (article.basis is None)
    assert isinstance(article.published, str | None)


@each_article
def test_title_publisher_and_author_stand_in_the_raw_text(article: Annotated) -> None:
    for field in filter(None, (article.title, article.publisher, article.author)):
        assert field in plain(article.raw)


@each_article
def test_every_word_is_title_body_or_boilerplate(article: Annotated) -> None:
    tagged = " ".join((article.title or "", *article.body, *article.boilerplate))
    assert sorted("".join(tagged.split())) == sorted("".join(article.raw.split()))
    assert 150 <= len(" ".join(article.body).split()) <= 450


@each_article
def test_every_form_of_a_name_stands_in_the_body(article: Annotated) -> None:
    assert tuple(article.names) == NAME_KINDS
    body = plain(" ".join(article.body))
    forms = [form for names in article.names.values() for name in names for form in name]
    assert [form for form in forms if form not in body] == []
    assert len(forms) == len(set(forms))
