"""Characters: which no text may hold, where they stand, and what is merely invisible and may stay."""

from __future__ import annotations

import pytest

from druzhba_kb.characters import bad_characters, harmless, unescaped
from druzhba_kb.report import Report
from druzhba_kb.yaml_read import Table, read_yaml


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("plain, Ærø, 漢字 and é\n\tand a tab", []),
        ("soft\u00adhyphen, می\u200cروم, zero\u200bwidth, \ufeffmark, no\u00a0break", []),
        ("a\x1b[2J\x07\x00\x9b\r", [1, 5, 6, 7, 8]),
        ("\u2028\u2029\ud800\ue000\U000f0000\ufffe\ufdd0\U0001ffff", list(range(8))),
        ("\U000e0041\ufff9\u206a", [0, 1, 2]),
        ("\u2067one\u2069 \u202btwo \u2066three\u2069\u202c", []),
        ("\u202eone", [0]),
        ("one\u2069", [3]),
        ("\u202eone\u2069\u202c", [4]),
        ("\u2067one\ntwo\u2069", [0, 8]),
    ],
)
def test_a_text_tells_each_character_that_it_may_not_hold(text: str, places: list[int]) -> None:
    assert [at for at, _ in bad_characters(text)] == places


def test_the_reason_names_the_character() -> None:
    assert [why for _, why in bad_characters("\x1b\ue000\U000e0041\u202e")] == [
        "the control character U+001B stands here; expected text that can be printed",
        "the private-use character U+E000 stands here; expected text that can be printed",
        "the hidden character U+E0041 stands here; expected text that can be printed",
        "U+202E turns the direction of writing, without its other half in the line; expected both or none",
    ]


def test_an_escape_stands_where_it_stood() -> None:
    assert unescaped(r'"a\e[2J\x07\u202e\U000E0041\"z"') == '"a\x1b [2J\x07   \u202e     \U000e0041         " z"'


def test_what_a_terminal_would_obey_is_shown_as_an_escape() -> None:
    assert harmless("a\x1b[2J\tb\n\u202ec\u00ad") == "a\\x1b[2J\tb\n\\u202ec\u00ad"


def test_an_escape_in_yaml_is_told_at_its_line_and_column() -> None:
    report = Report()
    text = "a: é😀\nname: \"é😀 \\n\\e]0;\\\n  X\\a \\u202e z\"\nb: \"\\u2067ok\\u2069 \\\\x07\"\n'c\\a': '\\e'\nd: \\x07\n"
    assert read_yaml(text, "f.yml", report) is None
    assert [(one.place.line, one.place.column, one.code) for one in report.in_order()] == [
        (2, 13, "bad-character"), (3, 4, "bad-character"), (3, 7, "bad-character"),
    ]  # fmt: skip


def test_keys_are_texts_too() -> None:
    report = Report()
    read_yaml('"a\\a": b\n', "f.yml", report)
    assert [str(one.place) for one in report.in_order()] == ["f.yml:1:3"]


def test_of_a_file_full_of_them_the_first_are_told() -> None:
    report = Report()
    read_yaml("a:\n" + '- "\\a\\a\\a"\n' * 5000, "f.yml", report)
    assert len(report.findings) == 20


def test_what_is_well_stays_readable() -> None:
    report = Report()
    table = read_yaml('a: "\\u00e9\\t\\n\\u2067x\\u2069"\n', "f.yml", report)
    assert isinstance(table, Table)
    assert report.findings == []
