"""Texts, choices, references, addresses and coordinates."""

from __future__ import annotations

import pytest

from druzhba_kb.model import Names
from druzhba_kb.reading import Words
from druzhba_kb.values import TYPES

from .examples import ATTRIBUTES, missing


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "javascript:alert(1)",
        "ftp://example.org",
        "//example.org",
        "http://",
        "https:///a",
        "example.org",
        "https://user:pw@example.org",
        "https://user@example.org",
        "https://exa mple.org",
        'https://example.org/"',
        "https://example.org/<b>",
        "https://example.org/'",
        "https://example.org/`",
        "https://example.org/\n/a",
        "http://[::1",
        "https://example.org:port",
        "https://example.org:99999",
        "https://example.org\\@evil.org",
        "https://example.org/\u202e",
        "https://example.org/" + "a" * 2000,
        "https://-",
        "https://a..b",
        "JaVaScRiPt:https://example.org",
        "data:text/html,x",
    ],
)
def test_url_refused(raw: str) -> None:
    with pytest.raises(ValueError, match="is no web address; expected"):
        TYPES["url"].parse(raw, ATTRIBUTES["url"])


def test_url() -> None:
    assert TYPES["url"].parse(" HTTPS://Example.ORG/Path ", ATTRIBUTES["url"]) == "https://example.org/Path"
    assert missing("url", "https://example.org/a", "see https://example.org/a.") == []
    assert missing("url", "https://example.org/a", "see https://example.org/ab") == ["value"]


@pytest.mark.parametrize(
    "raw", ["", "33.95", "91, 0", "0, 181", "33,95, 72,61", "33.95 N, 72.61 E", "٣٣, ٧٢", "1, 2, 3", "1e1, 2"]
)
def test_coordinates_refused(raw: str) -> None:
    with pytest.raises(ValueError, match="are no coordinates; expected"):
        TYPES["coordinates"].parse(raw, ATTRIBUTES["coordinates"])


def test_coordinates() -> None:
    kind, attribute = TYPES["coordinates"], ATTRIBUTES["coordinates"]
    assert kind.parse("33.950,-72.61", attribute) == "33.95, -72.61"
    assert kind.parse("-0.0, 5", attribute) == "0, 5"
    assert kind.show("33.95, -72.61", attribute) == "33.95° N, 72.61° W"
    assert kind.compatible("33.95, 72.61", "33.9512, 72.6099")
    assert not kind.compatible("33.95, 72.61", "33.97, 72.61")
    assert missing("coordinates", "33.95, 72.61", "at 33.95, 72.61.") == []
    assert missing("coordinates", "33.95, 72.61", "at 133.95, 72.61") == ["value"]
    assert missing("coordinates", "33.95, 72.61", "at 33.95, 72.615") == ["value"]


def test_an_address_and_a_cue_stand_where_they_are_found() -> None:
    words = Words("It took place, says https://example.org/a.")
    assert TYPES["url"].spans("https://example.org/a", words, ATTRIBUTES["url"], Names()) == [(20, 41)]
    assert TYPES["choice"].spans("held", words, ATTRIBUTES["choice"], Names()) == [(3, 13)]
    assert TYPES["text"].spans("It took place", words, ATTRIBUTES["text"], Names()) == []
    assert TYPES["coordinates"].spans("1, 2", Words("at 1, 2"), ATTRIBUTES["coordinates"], Names()) == []


def test_choice() -> None:
    with pytest.raises(ValueError, match=r"'planed' is no option of 'status'; did you mean 'planned'\?"):
        TYPES["choice"].parse("planed", ATTRIBUTES["choice"])
    assert missing("choice", "held", "It Took  Place at sea") == []
    assert missing("choice", "held", "it was heldover") == ["cue"]
    assert missing("choice", "planned", "it was held") == ["cue"]


@pytest.mark.parametrize("raw", ["", "Pabbi", "a--b", "-a", "a/b", "..", "a b", "é", "a_b", "a\nb", "a" * 101])
def test_ref_refused(raw: str) -> None:
    with pytest.raises(ValueError, match="is no id; expected"):
        TYPES["ref"].parse(raw, ATTRIBUTES["ref"])


@pytest.mark.parametrize(
    ("names", "passage", "expected"),
    [
        (["North Port"], "in North Port’s bay", []),
        (["North Port"], "in “north Port”", []),
        (["North Port"], "in north port", ["reference"]),
        (["North Port"], "in North Portland", ["reference"]),
        (["Moonport", "the navy"], "The navy came", []),
        (["", " "], "anything", ["reference"]),
        (["Port"], "they reached Port in May", []),
        (["Port"], "they reached New Port in May", ["reference"]),
        (["Port"], "they met Port Olsen in May", ["reference"]),
        (["Port"], "A New Lamp for Port Comes Home Again", []),
    ],
)
def test_a_reference_is_borne_out_by_a_name_that_is_no_part_of_a_longer_one(
    names: list[str], passage: str, expected: list[str]
) -> None:
    assert missing("ref", "north-port", passage, names=Names(tuple(names))) == expected


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("the Norish fleet", []),
        ("the norish fleet", []),
        ("the Norish Fleet came", []),
        ("the Norishmen came", ["reference"]),
        ("the fleet", ["reference"]),
    ],
)
def test_a_reference_is_borne_out_by_an_adjective(passage: str, expected: list[str]) -> None:
    assert missing("ref", "norland", passage, names=Names(("Norland",), ("Norish",))) == expected


def test_a_name_stands_where_it_is_found() -> None:
    attribute, names = ATTRIBUTES["ref"], Names(("Norland",), ("Norish",))
    assert TYPES["ref"].spans("norland", Words("Norland and its Norish fleet"), attribute, names) == [(0, 7), (16, 22)]


def test_ref_schema() -> None:
    assert TYPES["ref"].schema(ATTRIBUTES["ref"], ["b", "a"]) == {"enum": ["a", "b"]}
    assert "pattern" in TYPES["ref"].schema(ATTRIBUTES["ref"], [])


@pytest.mark.parametrize("raw", ["", " \n", "\u200b", "a" * 401])
def test_text_refused(raw: str) -> None:
    with pytest.raises(ValueError, match="expected"):
        TYPES["text"].parse(raw, ATTRIBUTES["text"])


def test_text() -> None:
    assert TYPES["text"].parse(" in the\n hills ", ATTRIBUTES["text"]) == "in the hills"
    assert TYPES["text"].compatible("The “hills”", 'the "hills"')
    assert missing("text", "in the hills", "elsewhere") == []
