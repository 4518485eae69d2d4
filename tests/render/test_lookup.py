"""Lookup: the names by which the search knows each page."""

from __future__ import annotations

import json

from druzhba_kb.model import KnowledgeBase
from druzhba_kb.render.lookup import letters, lookup_page


def test_each_record_has_its_kind_its_page_and_its_other_names(kb: KnowledgeBase) -> None:
    page = lookup_page(kb)
    rows = {row[2]: row for row in json.loads(page.text)["names"]}
    assert page.path == "search/names.json"
    assert rows["lights/north-light/"] == ["North Light", "Light", "lights/north-light/", ["Nordlys"], 6]
    assert rows["lights/"][:2] == ["Lights", "Index"]
    assert rows["articles/gazette-1902/"][:4] == ["Doubts", "Article", "articles/gazette-1902/", ["Gazette"]]


def test_a_metonym_leads_nowhere(kb: KnowledgeBase) -> None:
    assert "the Light" not in lookup_page(kb).text


def test_letters_of_a_script_in_use_are_romanized_whole() -> None:
    known = letters(["Дружба", "North Light"])
    assert (known["д"], known["ж"], known["ы"]) == ("d", "zh", "y")
    assert all(not letter.isascii() and letter == letter.lower() for letter in known)
    assert letters(["North Light"]) == {}
