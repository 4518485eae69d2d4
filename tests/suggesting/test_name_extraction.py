"""Names: texts of articles, their sentences, and what the base already knows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from druzhba_kb.folding import fold
from druzhba_kb.suggesting.name_extraction import find_names
from tests.suggesting.texts import base, entity, text


def test_sightings_point_to_the_words() -> None:
    blocks = text("It rained. Captain Ada\u00a0Brine of Hull waved.", "Brine left.")
    for name in find_names(base(), blocks):
        for sighting in name.occurrences:
            words = blocks[sighting.sentence.block - 1].text[sighting.start : sighting.end]
            assert words == sighting.words
            assert fold(words) in [fold(form) for form in name.forms]


def test_what_the_base_knows_is_listed_only_when_asked_for() -> None:
    known = base(entity("ada-brine", "people", "Ada Brine"))
    blocks = text("Captain Ada Brine met Captain Tom Holm.")
    assert [name.name for name in find_names(known, blocks)] == ["Tom Holm"]
    ada, tom = (name for name in find_names(known, blocks, known=True) if name.kind == "people")
    assert (ada.known, ada.likely[0].entity, ada.likely[0].reason) == (True, "ada-brine", "same name")
    assert (tom.known, tom.likely) == (False, ())


def test_what_stands_beside_a_name_is_told_of_a_known_person_as_of_a_new_one() -> None:
    blocks = text("Captain Ada Brine, director of the harbour, met us.")
    new = find_names(base(), blocks)[0]
    known = find_names(base(entity("ada-brine", "people", "Ada Brine")), blocks, known=True)[0]
    assert [detail.key for detail in known.details] == ["rank", "office"]
    assert known.details == new.details


def test_the_capitals_of_a_short_title_with_small_words_are_no_names() -> None:
    blocks = text("It rained.", title="Captain Speaks at the Port")
    assert find_names(base(), blocks) == ()


def test_the_capitals_of_a_short_title_all_in_capitals_are_no_names() -> None:
    assert find_names(base(), text("It rained.", title="RACE ENDS IN HARBOUR BAY")) == ()


def test_a_name_of_the_base_is_found_where_no_rule_would_see_it() -> None:
    names = find_names(
        base(entity("tide-song", "songs", "song of the tide")), text("We sang the song of the tide."), known=True
    )
    assert [(name.kind, name.name) for name in names] == [("songs", "song of the tide")]


def test_names_come_by_kind_count_and_name() -> None:
    names = find_names(base(), text("In Norway and Iceland. In Iceland. Captain Ada Brine of Finland."))
    assert [name.name for name in names] == ["Ada Brine", "Iceland", "Finland", "Norway"]


PIECES = [
    "Ada", "Brine", "Lt. Gen.", "said", ",", "(", ")", "“", "”", "’s", "of", "the", "in", "race", "III", "2017", "-", "U.S.",
    "deal", "\u00a0", "Ärö", "東", ".",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=30).map(" ".join))
def test_any_text_gives_names_that_stand_in_it(words: str) -> None:
    for name in find_names(base(), text(words)):
        assert all(words[one.start : one.end] == one.words for one in name.occurrences)
        assert name.occurrences
