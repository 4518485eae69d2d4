"""Names: whether a name stands for itself in words, or only as a part of a longer name."""

from __future__ import annotations

import pytest

from druzhba_kb.reading import Words
from druzhba_kb.reading.names import has_whole_name


@pytest.mark.parametrize(
    ("name", "passage", "expected"),
    [
        ("Mexico", "soldiers of Mexico came", True),
        ("Mexico", "soldiers of New Mexico came", False),
        ("Mexico", "the new Mexico of our days", True),
        ("Mexico", "New Mexico and Mexico", True),
        ("Chad", "soldiers of Chad came", True),
        ("Chad", "as Chad Olsen said", False),
        ("Chad", "as Chad, Olsen and others said", True),
        ("Chad", "as Chad’s Olsen said", True),
        ("Chad", "the Chad RAF base", True),
        ("Port", "Portland", False),
        ("Port", "", False),
        ("port", "the port Olsen built", True),
        ("Gull Point", "the lamp at Gull Point was lit", True),
        ("Gull Point", "the lamp at Gull Point Harbour was lit again after many months", False),
        ("Gull Point", "New Lamp for Gull Point Harbour Comes Home", True),
        ("Gull Point", "New Lamp for North Gull Point Comes Home", False),
        ("Point", "the lamp at Gull Point was lit", True),
    ],
)
def test_a_name_that_is_a_part_of_a_longer_one_does_not_stand_alone(name: str, passage: str, expected: bool) -> None:
    assert has_whole_name(name, Words(passage)) is expected


@pytest.mark.parametrize(
    ("name", "passage", "lang", "expected"),
    [
        ("Chad", "as Chad Olsen said", "pt", True),
        ("Chad", "as Chadwick said", "pt", False),
        ("José", "as Jose\u0301 came", None, True),
        ("José", "as Jose came", None, False),
    ],
)
def test_in_an_unread_language_whole_words_are_enough(
    name: str, passage: str, lang: str | None, expected: bool
) -> None:
    assert has_whole_name(name, Words(passage, lang)) is expected
