"""Name index: the names by which the search knows each page."""

from __future__ import annotations

import json

import pytest

from druzhba_kb.model import KnowledgeBase
from druzhba_kb.reading.language import language_codes
from druzhba_kb.render.exports import search_index
from druzhba_kb.render.exports.search_index import (
    first_clause,
    initials,
    letters,
    months,
    name_index_pages,
    questions,
)
from druzhba_kb.render.site_index import index_site

CLAUSE = "The tower stands in Old Harbour, see the harbour"


def test_each_record_has_its_kind_its_page_its_other_names_and_what_tells_it_from_namesakes(kb: KnowledgeBase) -> None:
    (page,) = name_index_pages(index_site(kb), {})
    rows = {row[2]: row for row in json.loads(page.text)["names"]}
    assert page.path == "search/names.json"
    assert rows["lights/north-light/"] == ["North Light", "Light", "lights/north-light/", ["Nordlys"], 6, CLAUSE]
    assert rows["lights/"][:2] == ["Lights", "Index"]
    assert rows["articles/gazette-1902/"][:4] == ["Doubts", "Article", "articles/gazette-1902/", ["Gazette"]]


def test_a_metonym_leads_nowhere(kb: KnowledgeBase) -> None:
    (page,) = name_index_pages(index_site(kb), {})
    assert "the Light" not in page.text


def test_letters_of_a_script_in_use_are_romanized_whole() -> None:
    known = letters(["Дружба", "North Light"])
    assert (known["д"], known["ж"], known["ы"]) == ("d", "zh", "y")
    assert all(not letter.isascii() and letter == letter.lower() for letter in known)
    assert letters(["North Light"]) == {}


def test_a_long_list_is_also_given_by_the_letters_with_which_words_begin(
    kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    (whole,) = name_index_pages(index_site(kb), {})
    monkeypatch.setattr(search_index, "MOST_NAMES", 5)
    assert [page.text for page in name_index_pages(index_site(kb), {"whole_lists": "yes"})] == [whole.text]
    head, *parts = name_index_pages(index_site(kb), {})
    texts = {page.path: json.loads(page.text) for page in parts}
    rows = json.loads(whole.text)["names"]
    letters_of = json.loads(head.text)["letters"]
    assert head.path == "search/names.json"
    assert texts.pop("search/names/all.json") == rows
    assert [path.removeprefix("search/names/").removesuffix(".json") for path in texts] == json.loads(head.text)[
        "parts"
    ]
    for path, those in texts.items():
        part = path.removeprefix("search/names/").removesuffix(".json")
        assert those == [row for row in rows if any(part in initials(name, letters_of) for name in (row[0], *row[3]))]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("North Light", ["n", "l"]),
        ("Дружба-2016", ["d", "2"]),
        ("O’Hara’s Élan", ["o", "e"]),
        ("٣ ₂ ½", ["other", "2", "1", "2"]),
        ("Щука", ["s"]),
        ("XVIII Corps of IV, XXXIX, xxxx", ["1", "c", "o", "4", "3", "x"]),
        ("", []),
    ],
)
def test_a_word_begins_with_what_it_is_romanized_to(name: str, expected: list[str]) -> None:
    assert initials(name, letters([name])) == expected


@pytest.mark.parametrize(
    ("summary", "clause"),
    [
        ("Keeper of the northern light; he left in 1900.", "Keeper of the northern light"),
        ("Keeper of the light, as two reports say. He left.", "Keeper of the light, as two reports say"),
        ("Keeper, whom the U.S. Coast Guard praised. He left.", "Keeper, whom the U.S. Coast Guard praised"),
        ("A [*tall* tower](../x/y.yml) of Ross \\& Son: white.", "A tall tower of Ross & Son"),
        ("Keeper. He left in 1900: a pity.", "Keeper. He left in 1900"),
        (f"A {'very ' * 30}old tower.", f"A {'very ' * 17}…"),
        ("", ""),
    ],
)
def test_a_clause_is_enough_to_tell_namesakes_apart(summary: str, clause: str) -> None:
    assert first_clause(summary) == clause


def test_months_are_known_in_every_language_that_is_read() -> None:
    known = months()
    assert {known[name] for name in ("october", "oct", "октября", "октябрь", "octobre", "oktober", "اکتوبر")} == {10}
    assert set(known.values()) == set(range(1, 13))
    assert all(len(name.split()) == 1 for name in known)


def test_words_of_questions_are_those_of_the_language_and_none_where_it_is_not_read() -> None:
    english, russian = questions("en-GB"), questions("ru")
    assert "how many" in english["quantity"] and "сколько" in russian["quantity"]  # type: ignore[operator]
    assert (english["ordinals"]["first"], russian["ordinals"]["первая"]) == ("1", "1")  # type: ignore[index]
    assert questions("kk") == {}


@pytest.mark.parametrize("code", language_codes())
def test_every_language_that_is_read_has_words_of_each_question_in_small_letters(code: str) -> None:
    known = questions(code)
    assert set(known) == {"idle", "quantity", "money", "date", "place", "ordinals"}
    words = [word for key in known for word in known[key]]  # type: ignore[attr-defined]
    assert words == [word.lower().strip() for word in words] and all(words)
