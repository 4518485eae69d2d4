"""Units: which numbers of a passage count what an attribute counts, by a measure's own words or by those that a kind lists."""

from __future__ import annotations

import pytest

from druzhba_kb.reading import read
from druzhba_kb.reading.units import counts, is_percent


def counted(passage: str, unit: str, unit_words: tuple[str, ...] = (), lang: str | None = None) -> list[str]:
    """Return the words of the numbers that count the unit."""
    return [passage[one.start : one.end] for one in read(passage, lang) if counts(one, unit, unit_words)]


@pytest.mark.parametrize(
    ("passage", "unit", "unit_words", "expected"),
    [
        ("70 sailors", "sailors", (), ["70"]),
        ("70 sailor", "sailors", (), ["70"]),
        ("one sailor", "sailors", (), ["one"]),
        ("70 Russian sailors", "sailors", (), ["70"]),
        ("70 sailors of Norland", "sailors", (), ["70"]),
        ("70-strong crew", "sailors", (), []),
        ("70 hands", "sailors", (), []),
        ("70 hands", "sailors", ("hands",), ["70"]),
        ("70 able seamen", "sailors", ("able seamen",), ["70"]),
        ("70 able seamen", "sailors", ("seamen",), ["70"]),
        ("12 ships of sailors", "sailors", (), []),
        ("200 sailors' families", "sailors", (), []),
        ("200 sailors’ families", "sailors", (), []),
        ("200 sailor statues", "sailors", (), []),
        ("200 sailors wounded", "sailors", (), ["200"]),
        ("70 sailors and 20 masons", "sailors", (), ["70"]),
        ("70 sailors and 20 masons", "masons", (), ["20"]),
        ("70 or so sailors", "sailors", (), ["70"]),
        ("70 of its sailors", "sailors", (), ["70"]),
        ("70 of them", "sailors", (), []),
        ("sailors numbered 70", "sailors", (), ["70"]),
        ("the number of sailors reached 70", "sailors", (), ["70"]),
        ("the sailors 70", "sailors", (), []),
        ("70 soldiers", "soldiers", (), ["70"]),
        ("70 troops", "soldiers", (), ["70"]),
        ("70 servicemen", "soldiers", (), ["70"]),
        ("70 people", "soldiers", (), []),
        ("70 sailors", "soldiers", (), []),
        ("70 people", "people", (), ["70"]),
        ("70 persons", "people", (), ["70"]),
        ("70 soldiers", "people", (), []),
        ("27 metres", "metres", (), ["27"]),
        ("27 meters", "metres", (), ["27"]),
        ("27 m", "metres", (), ["27"]),
        ("27m", "metres", (), ["27"]),
        ("27-metre tower", "metres", (), ["27"]),
        ("27 feet", "metres", (), []),
        ("27 km", "metres", (), []),
        ("27 m", "metres", ("feet",), ["27"]),
        ("27 feet", "metres", ("feet",), ["27"]),
        ("27 metres per hour", "metres", (), []),
        ("27 m/s", "metres", (), []),
        ("27 km/h", "kilometres", (), []),
        ("27 km/h", "km/h", (), ["27"]),
        ("10 sailors per ship", "sailors", (), []),
        ("two-week tour", "weeks", (), ["two"]),
        ("two-week tour", "days", (), []),
        ("14 days", "weeks", (), []),
        ("14 days", "days", (), ["14"]),
        ("70%", "sailors", (), []),
        ("70% of the sailors", "sailors", (), []),
        ("27 metre masts", "masts", (), []),
        ("1,400 meters above the sea", "metres", (), ["1,400"]),
        ("3 cities", "city", (), ["3"]),
        ("3 glasses", "glass", (), ["3"]),
    ],
)
def test_a_number_counts_a_unit_whose_word_heads_its_phrase(
    passage: str, unit: str, unit_words: tuple[str, ...], expected: list[str]
) -> None:
    assert counted(passage, unit, unit_words) == expected


@pytest.mark.parametrize(
    ("passage", "unit", "lang", "expected"),
    [
        ("rund 27 Meter", "metres", "de", ["27"]),
        ("27 метров", "metres", "ru", ["27"]),
        ("70 soldats", "soldiers", "fr", ["70"]),
        ("70 marins", "sailors", "fr", []),
        ("70 sailors", "sailors", "pt", []),
    ],
)
def test_a_measure_is_known_in_every_language_that_is_read(
    passage: str, unit: str, lang: str, expected: list[str]
) -> None:
    assert counted(passage, unit, (), lang) == expected


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("%", True),
        ("percent", True),
        ("per cent", True),
        ("pct", True),
        ("Prozent", True),
        ("pour cent", True),
        ("sailors", False),
        ("points", False),
        (None, False),
    ],
)
def test_a_share_is_named_in_any_language(unit: str | None, expected: bool) -> None:
    assert is_percent(unit) is expected


@pytest.mark.parametrize(
    ("lang", "passage", "number", "unit", "expected"),
    [
        ("en", "88 votes in favour and 13 against", 13, "votes", True),
        ("en", "88 votes in favour. And 13 against", 13, "votes", False),
        ("de", "33 gegen 14 Stimmen", 33, "Stimmen", True),
        ("ru", "88 голосов за и 13 против", 13, "голосов", True),
        ("en", "Seats in the hall: 820", 820, "seats", True),
        ("en", "Number of seats: 820", 820, "seats", True),
        ("en", "Price of seats: 820", 820, "seats", False),
        ("fr", "Nombre de places assises : 820", 820, "places", True),
        ("en", "put the number of men underground at 53", 53, "men", True),
        ("en", "put the number of men, and of lamps, at 53", 53, "men", False),
    ],
)
def test_a_number_takes_its_noun_from_a_list_or_from_the_label_before_it(
    lang: str, passage: str, number: int, unit: str, expected: bool
) -> None:
    (one,) = (reading for reading in read(passage, lang) if reading.low == number)
    assert counts(one, unit, ()) is expected


@pytest.mark.parametrize(
    ("lang", "passage", "hedge"),
    [
        ("ru", "выросла до 6 метров", ""),
        ("ru", "высотой до 6 метров", "<="),
        ("es", "subió hasta 6 metros", ""),
        ("es", "hay hasta 6 metros", "<="),
        ("fr", "a grimpé jusqu'à 6 mètres", ""),
    ],
)
def test_up_to_is_no_limit_behind_a_word_of_change(lang: str, passage: str, hedge: str) -> None:
    assert [one.hedge for one in read(passage, lang)] == [hedge]
