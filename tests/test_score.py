"""Import and suggest reach what is asked of them on the annotated articles."""

from __future__ import annotations

import pytest

from tests.importing.score import score_import
from tests.suggesting.score import Score, score_corpus


@pytest.fixture(scope="module")
def names() -> dict[str, Score]:
    return score_corpus()


def test_import_keeps_the_body_and_drops_the_boilerplate() -> None:
    score = score_import()
    assert score.kept == score.words > 0
    assert score.dropped >= 0.95 * score.lines > 0


@pytest.mark.parametrize("field", ["title", "published"])
def test_import_finds_title_and_date(field: str) -> None:
    score = score_import()
    assert score.fields[field] >= 0.95 * score.articles


@pytest.mark.parametrize("kind", ["people", "places", "exercises"])
def test_suggest_finds_the_names_of_a_kind(names: dict[str, Score], kind: str) -> None:
    assert names[kind].there > 0
    assert names[kind].recall >= 0.8
    assert names[kind].precision >= 0.6
