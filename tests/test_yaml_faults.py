"""What cannot be read as YAML is told in an editor's words, at the line that is wrong, with the line as it should be."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from druzhba_kb.report import Report
from druzhba_kb.yaml_faults import find_fault, mended
from druzhba_kb.yaml_read import read_yaml

# fault, where it is, what it should read, whether it is mended by itself
KINDS = [
    ("name: a\nnote: He said: it is safe\nkind: b\n", (2, 14), 'note: "He said: it is safe"', True),
    ("name: a\nnote: 'A keeper's day'\nkind: b\n", (2, 7), 'note: "A keeper\'s day"', True),
    ("name: a\nnote: [...] the light\nkind: b\n", (2, 7), 'note: "[...] the light"', True),
    ("name: a\nnote: @keeper\n", (2, 7), 'note: "@keeper"', True),
    ("name: a\nnote: *bold* words\n", (2, 7), 'note: "*bold* words"', True),
    ("name: a\nnote: %20\nkind: b\n", (2, 7), 'note: "%20"', True),
    ("name: a\nnote: \"Never\", he said\nkind: b\n", (2, 7), "note: '\"Never\", he said'", True),
    ("name: a\nnote: \"Tern\" and \"Gull\"\nkind: b\n", (2, 7), "note: '\"Tern\" and \"Gull\"'", True),
    ("name: a\nnote: 'Tern' or 'Gull'\nkind: b\n", (2, 7), "note: \"'Tern' or 'Gull'\"", True),
    ("name: a\nnote: \"Tern\", \"Gull\", \"Auk\"\n", (2, 7), "note: '\"Tern\", \"Gull\", \"Auk\"'", True),
    ("name: a\nnote: \"Tern\" and \"Gull\" # two\n", (2, 7), "note: '\"Tern\" and \"Gull\" # two'", False),
    ("name: a\nnote: \"She said \"no\" and \"yes\"\"\n", (2, 7), "note: 'She said \"no\" and \"yes\"'", True),
    ("name: a\nnote: 'The keepers' day and the pilots' day'\n", (2, 7), "note: \"The keepers' day and the pilots' day\"", True),
    ("name: a\nnote: \"Tern\" and Gull\"\n", (2, 7), "note: 'Tern\" and Gull'", False),
    ("name: a\nnote: He said: it is safe # two\n", (2, 14), "note: \"He said: it is safe # two\"", False),
    ("list:\n  - {a: b, note: \"Tern\" and \"Gull\", c: d}\n", (2, 18), "- {a: b, note: '\"Tern\" and \"Gull\"', c: d}", False),
    ("list: [\"Tern\" and \"Gull\", b]\n", (1, 8), "list: ['\"Tern\" and \"Gull\"', b]", False),
    ("list:\n  -\ta: b\n    c: d\n", (2, 4), "- a: b", True),
    ("name: a\nlist:\n  - quote: \"began\n    note: b\nkind: \"c\"\n", (3, 12), '- quote: "began"', False),
    ("name: a\nnote: 'began\nkind: b\n", (2, 7), 'note: "began"', False),
    ("name: a\nlist: [b, c\nkind: d\n", (2, 7), "list: [b, c]", False),
    ("list:\n  - {a: b, quote: \"began}\n  - {a: c, quote: \"d\"}\n", (2, 19), '- {a: b, quote: "began"}', False),
    ("list:\n  - {a: b, quote: \"began\nkind: c\n", (2, 19), '- {a: b, quote: "began"}', False),
    ("list: ['a', 'it began, c]\nkind: 'd'\n", (1, 13), "list: ['a', \"it began, c\"]", False),
    ("name: a\nlist:\n  - a: 9\n    source", (4, 11), "source:", False),
    ("name:a\nkind: b\n", (1, 5), "name: a", False),
    ("list:\n  - a: b\n    c: d\n  -a: e\n", (4, 3), "- a: e", False),
    ("name: a\n  kind: b\n", (2, 3), "kind: b", False),
]  # fmt: skip
LIBYAML = (
    "while ", "mapping values", "could not find", "did not find", "cannot start any token", "expected key", "found ",
    "block mapping", "flow ", "scalar", "document start",
)  # fmt: skip


@pytest.mark.parametrize(("text", "at", "expected", "is_safe"), KINDS)
def test_the_line_that_is_wrong_is_told_as_it_should_be(
    text: str, at: tuple[int, int], expected: str, is_safe: bool
) -> None:
    fault = find_fault(text)
    assert fault is not None
    assert ((fault.line, fault.column), fault.message.partition("expected: ")[2]) == (at, expected)
    assert (mended(text) != text) is is_safe


def test_a_backslash_that_means_something_is_told_as_such() -> None:
    fault = find_fault('file: "C:\\Users\\x"\n')
    assert fault is not None
    assert fault.message == (
        "a '\\' between marks \" says that the next character means another; expected: file: 'C:\\Users\\x'"
    )


@pytest.mark.parametrize("text", [text for text, _, _, is_safe in KINDS if is_safe])
def test_what_is_mended_can_be_read(text: str) -> None:
    assert find_fault(mended(text)) is None


@pytest.mark.parametrize(("first", "expected"), [('note: "began', 'note: "began"'), ("note: [a", "note: [a]")])
def test_what_is_open_is_told_where_it_began_however_far_above(first: str, expected: str) -> None:
    between = "".join(f"key{number}: value\n" for number in range(50))
    fault = find_fault(f'{first}\n{between}last: "closed"\nend: x\n')
    assert fault is not None
    assert ((fault.line, fault.column), fault.message.partition("expected: ")[2]) == ((1, 7), expected)


def test_a_second_fault_is_mended_too() -> None:
    text = "note: a: b\nlist:\n  - quote: [..] c\n"
    assert mended(text) == 'note: "a: b"\nlist:\n  - quote: "[..] c"\n'


def test_nothing_is_mended_where_a_fault_is_left_that_has_no_one_answer() -> None:
    text = "note: a: b\nwords\nkind: c\n"
    assert mended(text) == text


def test_a_space_that_yaml_takes_for_a_letter_indents_nothing() -> None:
    report = Report()
    read_yaml("list:\n\u00a0\u00a0- a: b\n    c: d\n", "a.yml", report)
    assert [str(one) for one in report.findings] == [
        "a.yml:2:1: error[tab]: the character U+00A0 indents this line; expected spaces"
    ]


@pytest.mark.parametrize("value", ["The light is #1 here", "Pier #9", "Volume # 3"])
def test_a_sign_that_cuts_a_value_is_told(value: str) -> None:
    report = Report()
    read_yaml(f"note: {value}\n", "a.yml", report)
    lost = value[value.index("#") :]
    assert [str(one) for one in report.findings] == [
        f"a.yml:1:7: warning[comment-in-value]: ' #' cuts the value, '{lost}' is lost; expected: \"{value}\""
    ]


def test_a_sign_that_takes_a_whole_value_is_told() -> None:
    report = Report()
    read_yaml("theme:\n  accent: #a65d1a\n  logo: x\n", "a.yml", report)
    assert [str(one) for one in report.findings] == [
        "a.yml:2:10: warning[comment-in-value]: ' #' begins a comment, and no value is left; expected: \"#a65d1a\""
    ]


@pytest.mark.parametrize(
    "line",
    [
        "note: # to come",
        "note: ## of ours",
        "note: words # as they were",
        "count: 12 #1",
        'note: "Pier #9"',
        "note: a#1",
    ],
)
def test_a_comment_is_none_that_cuts(line: str) -> None:
    report = Report()
    read_yaml(f"{line}\n", "a.yml", report)
    assert report.findings == []


@pytest.mark.parametrize(
    ("text", "line", "column", "mark", "expected"),
    [
        ('name: Quay line"\n', 1, 16, '"', "name: Quay line"),
        ("name: “Quay line\n", 1, 7, "“", "name: Quay line"),
        ("name: Quay line»", 1, 16, "»", "name: Quay line"),
        ('a:\n  - {name: Quay line", lang: en}\n', 2, 21, '"', "- {name: Quay line, lang: en}"),
        ('name: Quay\n  line" # c\nlang: en\n', 2, 7, '"', "line # c"),
        ('name: 6" line"\n', 1, 14, '"', 'name: 6" line'),
        ('name": Quay\n', 1, 5, '"', "name: Quay"),
    ],
)
def test_a_quotation_mark_without_a_partner_is_told(
    text: str, line: int, column: int, mark: str, expected: str
) -> None:
    report = Report()
    read_yaml(text, "a.yml", report)
    assert [str(one) for one in report.findings] == [
        f"a.yml:{line}:{column}: warning[lone-mark]: the quotation mark {mark} has no partner; expected: {expected}"
    ]


@pytest.mark.parametrize(
    "value",
    [
        '6"', 'a pipe of 6"', 'the 6" pipe "Gull"', 'the "Gull"', 'the "Route 66"', "“Gull 66”", "a pipe of 6”", "„Gull“", '“Gull"',
        "the keepers'", "’tis the Gull", "ООО «Компания «Чайка»", 'Qu"ay', "”", "'Quay line\"'", '|\n  Quay line"',
    ],
)  # fmt: skip
def test_inches_apostrophes_and_marks_with_a_partner_are_none_of_these(value: str) -> None:
    report = Report()
    read_yaml(f"name: {value}\n", "a.yml", report)
    assert report.findings == []


@pytest.mark.parametrize(("key", "what"), [("[a]", "a list"), ("{a: b}", "a mapping")])
def test_a_key_that_is_no_word_is_called_what_it_is(key: str, what: str) -> None:
    report = Report()
    assert read_yaml(f"? {key}\n: c\n", "a.yml", report) is None
    assert [str(one) for one in report.findings] == [
        f"a.yml:1:3: error[bad-key]: {what} stands here as a key; expected a word"
    ]


PIECES = st.sampled_from(
    ["a", "b: ", ": ", "- ", "\n", "\n  ", "'", '"', "[", "]", "{", "}", "#", " #", "&", "*", "!", "%"]
)
MORE = st.sampled_from(
    ["@", "`", "|", ">", "?", ",", "\t", "\\", "---", "...", "\x85", "\u2028", "\r", "\x07", "é", "<<<<<<< "]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES | MORE, max_size=25).map("".join) | st.text(max_size=60))
def test_whatever_a_file_holds_no_word_of_the_parser_reaches_an_editor(text: str) -> None:
    report = Report()
    read_yaml(text, "a.yml", report)
    lines = text.split("\n")
    for finding in report.findings:
        own = finding.message.partition("expected: ")[0]
        assert not [phrase for phrase in LIBYAML if phrase in own]
        assert 1 <= finding.place.line <= len(lines)
        assert finding.place.column >= 1


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES | MORE, max_size=25).map("".join))
def test_a_fault_is_within_the_file_and_there_is_one_wherever_yaml_cannot_be_read(text: str) -> None:
    fault, lines = find_fault(text), text.split("\n")
    try:
        list(yaml.parse(text, Loader=yaml.CBaseLoader))
    except yaml.YAMLError:
        assert fault is not None
    if fault:
        assert 1 <= fault.line <= len(lines)
        assert 1 <= fault.column <= len(lines[fault.line - 1]) + 1
