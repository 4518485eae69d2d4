"""Statements put into a file that people wrote."""

from __future__ import annotations

import pytest

from druzhba_kb.editing.add_statements import with_statements


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("name: A\n", "name: A\nstatements:\n  - boats: 4\n"),
        ("name: A", "name: A\nstatements:\n  - boats: 4\n"),
        ("name: A\nstatements: []\nsummary: B\n", "name: A\nsummary: B\nstatements:\n  - boats: 4\n"),
        ("statements:\n- sailors: 3\nname: A\n", "statements:\n- sailors: 3\n- boats: 4\nname: A\n"),
        ("statements:\n  # one\n  - sailors: 3", "statements:\n  # one\n  - sailors: 3\n  - boats: 4\n"),
        ("statements: [{sailors: 3}]\n", 'statements: [{"boats": "4"}, {sailors: 3}]\n'),
    ],
)
def test_statements_stand_behind_those_that_are_there(before: str, after: str) -> None:
    assert with_statements(before, "a.yml", [{"boats": "4"}]) == after


def test_lines_end_as_those_of_the_file_do() -> None:
    text = "name: A\nstatements:\n  - height: 14\n    source: a\n"
    new = [{"opened": "1912", "source": "b"}]
    assert with_statements(text.replace("\n", "\r\n"), "a.yml", new) == with_statements(text, "a.yml", new).replace(
        "\n", "\r\n"
    )


NEW = {"boats": "4", "source": "herald", "quote": "4 boats", "said_by": "ada"}


def test_what_is_stated_already_gets_a_further_item_of_evidence() -> None:
    before = (
        "name: A\nstatements:\n  - boats: 4\n    source: mail\n    quote: four boats\n"
        "  - prize: 3\n    source: mail\n    quote: 3\n"
    )
    after = before.replace(
        "    source: mail\n    quote: four boats\n",
        "    evidence:\n      - source: mail\n        quote: four boats\n"
        "      - source: herald\n        quote: 4 boats\n        said_by: ada\n",
    )
    assert with_statements(before, "a.yml", [NEW]) == after
    third = {**NEW, "source": "post"}
    assert with_statements(after, "a.yml", [third]).count("source: post") == 1
    assert with_statements(after, "a.yml", [third]).count("- boats") == 1


def test_a_statement_with_comments_in_it_is_left_as_it_is() -> None:
    before = "name: A\nstatements:\n  - boats: 4  # ours\n    source: mail\n    quote: four boats\n"
    assert with_statements(before, "a.yml", [NEW]).startswith(before)
