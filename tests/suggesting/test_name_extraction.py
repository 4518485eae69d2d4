"""Names: texts of articles, their sentences, and what the base already knows."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from druzhba_kb.load import load
from druzhba_kb.parse import parse
from druzhba_kb.relate.passages import sentences_of, texts_of
from druzhba_kb.report import Report
from druzhba_kb.suggesting.name_extraction import find_names
from druzhba_kb.suggesting.suggest_model import Text
from druzhba_kb.text import fold
from tests.sites_on_disk import lay_out
from tests.suggesting.score import score_corpus
from tests.suggesting.texts import base, entity, text


@pytest.mark.parametrize(
    "sentence",
    [
        "Lt. Gen. A. S. Marlow and Maj. Gen. Brine met.",
        "Brig. (retd.) Holm came from the U.S. Navy with No. 5.",
        "They race, e.g. in Hull, at 5 p.m. on Oct. 5 for sport.",
        "“Is it far?” he asked.",
    ],
)
def test_a_sentence_is_not_cut_at_an_abbreviation(sentence: str) -> None:
    (found,) = sentences_of(Text("herald", 1, "p", sentence))
    assert found.text == sentence


def test_sentences_keep_their_offsets() -> None:
    block = Text("herald", 1, "p", "It rains in the U.S. However, Ada Brine came.  “Why?”\u00a0Nobody said.")
    sentences = sentences_of(block)
    assert [one.text for one in sentences] == [
        "It rains in the U.S.",
        "However, Ada Brine came.",
        "“Why?”",
        "Nobody said.",
    ]
    assert all(block.text[one.start : one.end] == one.text for one in sentences)


def test_sightings_point_to_the_words() -> None:
    blocks = text("It rained. Captain Ada\u00a0Brine of Hull waved.", "Brine left.")
    for name in find_names(base(), blocks):
        for sighting in name.sightings:
            words = blocks[sighting.sentence.block - 1].text[sighting.start : sighting.end]
            assert words == sighting.words
            assert fold(words) in [fold(form) for form in name.forms]


def test_an_article_without_its_text_is_reported(tmp_path: Path) -> None:
    site = lay_out(None, tmp_path / "site")
    records = parse(load(site, Report()), Report())
    present = [article for article in records.articles.values() if article.text is not None]
    assert present
    for source in (site / "sources").glob("*.md"):
        source.unlink()
    report = Report()
    records = parse(load(site, Report()), Report())
    found = texts_of(records.articles.values(), report)
    withheld = [article.id for article in records.articles.values() if article.rights == "withheld"]
    assert [finding.code for finding in report.findings] == ["no-text"] * len(withheld)
    assert not {one.article for one in found} & set(withheld)


def test_what_the_base_knows_is_listed_only_when_asked_for() -> None:
    known = base(entity("ada-brine", "people", "Ada Brine"))
    blocks = text("Captain Ada Brine met Captain Tom Holm.")
    assert [name.name for name in find_names(known, blocks)] == ["Tom Holm"]
    ada, tom = (name for name in find_names(known, blocks, known=True) if name.kind == "people")
    assert (ada.known, ada.existing[0].entity, ada.existing[0].reason) == (True, "ada-brine", "same name")
    assert (tom.known, tom.existing) == (False, ())


@pytest.mark.parametrize(
    ("known", "sentence", "reason"),
    [
        ("Ada Brine", "Captain Ada Bryne waved.", "differs by one letter from 'Ada Brine'"),
        ("Олег Салюков", "Captain Oleg Salyukov waved.", "same after transliteration as 'Олег Салюков'"),
        ("Ada Maria Brine", "Captain Ada Brine waved.", "leaves out a part of 'Ada Maria Brine'"),
        ("ADA BRINE", "Captain Ada Brine waved.", "same but for capitals and marks as 'ADA BRINE'"),
    ],
)
def test_the_entity_that_a_name_may_be(known: str, sentence: str, reason: str) -> None:
    (name,) = find_names(base(entity("known", "people", known)), text(sentence))
    assert [(one.entity, one.reason) for one in name.existing] == [("known", reason)]


def test_editions_of_other_numbers_are_no_near_match() -> None:
    names = find_names(base(entity("kestrel-2016", "races", "Kestrel-2016")), text("The Kestrel-2017 regatta began."))
    assert [(name.name, name.existing) for name in names] == [("Kestrel-2017", ())]


def test_a_name_of_the_base_is_found_where_no_rule_would_see_it() -> None:
    names = find_names(
        base(entity("tide-song", "songs", "song of the tide")), text("We sang the song of the tide."), known=True
    )
    assert [(name.kind, name.name) for name in names] == [("songs", "song of the tide")]


def test_names_come_by_kind_count_and_name() -> None:
    names = find_names(base(), text("In Norway and Iceland. In Iceland. Captain Ada Brine of Finland."))
    assert [name.name for name in names] == ["Ada Brine", "Iceland", "Finland", "Norway"]


@pytest.mark.parametrize("kind", ["people", "places", "exercises"])
def test_the_annotated_articles(kind: str) -> None:
    score = score_corpus()[kind]
    assert score.recall >= 0.8
    assert score.precision >= 0.6


PIECES = [
    "Ada", "Brine", "Lt. Gen.", "said", ",", "(", ")", "“", "”", "’s", "of", "the", "in", "race", "III", "2017", "-", "U.S.",
    "deal", "\u00a0", "Ärö", "東", ".",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=30).map(" ".join))
def test_any_text_gives_names_that_stand_in_it(words: str) -> None:
    for name in find_names(base(), text(words)):
        assert all(words[one.start : one.end] == one.words for one in name.sightings)
        assert name.sightings
