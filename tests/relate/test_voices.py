"""Voices: in whose voice a quotation speaks, and when two articles have it from one source."""

from __future__ import annotations

from dataclasses import replace

import pytest

from druzhba_kb.model import Article, Evidence, Speaker
from druzhba_kb.relate.voices import origins_of, strongest, voice_of
from tests.render.lighthouses import HERE, article

HERALD = article("herald-1901", "A light", ())
GAZETTE = article("gazette-1902", "Doubts", (), published="1902", genre="opinion")
UNDATED = article("almanac", "Almanac", (), published=None)
ARTICLES = {one.id: one for one in (GAZETTE, UNDATED, HERALD)}
KEEPER, FINCH = Speaker(None, "the keeper", HERE), Speaker("ada-finch", None, HERE)
LIT = "the lamp burns again"


def quoted(source: Article, quote: str = LIT, *said_by: Speaker, origin: Speaker | None = None) -> Evidence:
    return Evidence(source.id, quote, None, said_by, HERE, HERE, origin=origin)


def origins(*items: Evidence) -> list[str]:
    return [f"{one.article or ''} {one.name}".strip() for one in origins_of(ARTICLES, items)]


@pytest.mark.parametrize(
    ("source", "said_by", "voice"),
    [
        (HERALD, (), "article"),
        (replace(HERALD, genre="interview"), (), "article"),
        (GAZETTE, (), "opinion"),
        (GAZETTE, (KEEPER,), "speaker"),
        (HERALD, (FINCH,), "speaker"),
    ],
)
def test_a_quotation_speaks_for_its_article_unless_a_columnist_or_a_speaker_does(
    source: Article, said_by: tuple[Speaker, ...], voice: str
) -> None:
    assert voice_of(source, quoted(source, LIT, *said_by)) == voice


def test_an_article_is_stronger_than_an_opinion_and_an_opinion_than_a_speaker() -> None:
    assert strongest(["speaker", "opinion", "article"]) == "article"
    assert strongest(["speaker", "opinion"]) == "opinion"
    assert strongest([]) is None


def test_an_origin_is_what_the_article_names_else_the_last_who_says_it_else_the_article() -> None:
    assert origins(quoted(HERALD, LIT, KEEPER, FINCH, origin=Speaker("harbour-office", None, HERE))) == [
        "harbour-office"
    ]
    assert origins(quoted(HERALD, LIT, KEEPER, FINCH)) == ["ada-finch"]
    assert origins(quoted(HERALD)) == ["herald-1901"]


def test_one_entity_is_one_origin_in_two_articles_and_equal_words_are_two() -> None:
    assert origins(quoted(HERALD, "was lit", FINCH), quoted(GAZETTE, "burns now", FINCH)) == ["ada-finch"] * 2
    assert origins(quoted(HERALD, "was lit", KEEPER), quoted(GAZETTE, "burns now", KEEPER)) == [
        "herald-1901 the keeper",
        "gazette-1902 the keeper",
    ]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (quoted(GAZETTE), quoted(HERALD), ["herald-1901"] * 2),
        (quoted(UNDATED), quoted(HERALD), ["herald-1901"] * 2),
        (quoted(HERALD), quoted(GAZETTE, "yet ‘the lamp  burns again’ today"), ["herald-1901"] * 2),
        (quoted(HERALD), quoted(GAZETTE, LIT, FINCH), ["ada-finch"] * 2),
        (quoted(HERALD, LIT, KEEPER), quoted(GAZETTE, LIT, KEEPER), ["herald-1901 the keeper"] * 2),
        (quoted(HERALD, LIT, KEEPER), quoted(GAZETTE, LIT, FINCH), ["herald-1901 the keeper", "ada-finch"]),
        (quoted(HERALD, "lamp burns again"), quoted(GAZETTE, "lamp burns again"), ["herald-1901", "gazette-1902"]),
        (quoted(HERALD), quoted(GAZETTE, "the lamp burns againward"), ["herald-1901", "gazette-1902"]),
        (quoted(HERALD, LIT, KEEPER), quoted(HERALD, LIT, FINCH), ["herald-1901 the keeper", "ada-finch"]),
    ],
)
def test_two_articles_that_share_four_words_of_no_two_speakers_have_one_origin(
    one: Evidence, other: Evidence, expected: list[str]
) -> None:
    assert origins(one, other) == expected
    assert origins(other, one) == expected[::-1]


def test_what_shares_its_words_with_two_others_joins_them() -> None:
    told = (quoted(HERALD, "the lamp burns again now"), quoted(UNDATED, LIT, FINCH), quoted(GAZETTE))
    assert origins(*told) == ["ada-finch"] * 3
