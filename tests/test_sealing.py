"""Sealing: the line that proves a quotation with its marks, what else is vouched for, and what is no seal."""

from __future__ import annotations

import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from druzhba_kb.reading.context import MARKS, VERSION, Context
from druzhba_kb.sealing import (
    VOUCHED,
    Seals,
    is_vouched,
    parse_seals,
    quotation_key,
    seal_quotation,
    seals_of,
    vouch,
)

PLAIN = Context(3, frozenset())
SPOKEN = Context(0, frozenset({"negated", "spoken"}), ("the keeper, Otto Reed", "Ada Finch"))
KEY = hashlib.sha256(b"5a\n2\nthe lamp").hexdigest()[:32]
LINE = seal_quotation("5a", 2, "the lamp", PLAIN)
VALUE = vouch("5a", 2, "value", "Green glass")


def last_half(head: str) -> str:
    return hashlib.sha256(f"{KEY}\n{head}".encode()).hexdigest()[:32]


@pytest.mark.parametrize(
    ("context", "head"),
    [
        (PLAIN, f"{VERSION} 3 2 -"),
        (Context(0, frozenset({"spoken"})), f"{VERSION} 0 2 spoken"),
        (Context(12, frozenset({"spoken", "asked", "negated"})), f"{VERSION} 12 2 negated,asked,spoken"),
        (SPOKEN, f"{VERSION} 0 2 negated,spoken:the_keeper_Otto_Reed|Ada_Finch"),
    ],
)
def test_a_line_has_version_position_block_marks_and_proof(context: Context, head: str) -> None:
    assert seal_quotation("5a", 2, "the lamp", context) == f"{head} {KEY}{last_half(head)}"


def test_the_first_half_of_a_proof_knows_the_text_the_block_and_the_folded_words() -> None:
    assert quotation_key("5a", 2, "the lamp") == quotation_key("5a", 2, " the\u00a0 lamp ") == KEY
    others = [quotation_key(*one) for one in (("5b", 2, "the lamp"), ("5a", 1, "the lamp"), ("5a", 2, "The lamp"))]
    assert len({KEY, *others}) == 4


def test_what_was_vouched_for_has_no_position_and_its_kind_for_marks() -> None:
    whole = hashlib.sha256(b"5a\n2\nvalue\nGreen glass").hexdigest()
    assert vouch("5a", 2, "value", "Green  glass") == VALUE == f"{VERSION} - 2 value {whole}"
    assert vouch("5a", 2, "digest", "Green glass") != VALUE
    assert is_vouched(seals_of([VALUE]), VALUE)
    assert not is_vouched(seals_of([LINE]), VALUE)
    assert not is_vouched(seals_of([VALUE]), vouch("5a", 2, "value", "Red glass"))
    assert not is_vouched(None, VALUE)


@pytest.mark.parametrize(
    "line",
    [
        "0" * 64,
        "checked by me",
        LINE.replace(" 3 2 -", " 3 2 negated"),
        LINE.replace(" 3 2 -", " 4 2 -"),
        LINE.replace(" 3 2 -", " 3 1 -"),
        LINE.replace(f"{VERSION} 3", f"{VERSION + 1} 3"),
        LINE[:-1] + ("0" if LINE[-1] != "0" else "1"),
        LINE.upper(),
        LINE + " ",
        LINE.replace(" ", "  "),
        seal_quotation("5a", 2, "the lamp", SPOKEN).replace("Ada_Finch", "Otto_Reed"),
        VALUE.replace("value", "verdict"),
        VALUE.replace(" - ", " 3 "),
    ],
)
def test_a_line_of_another_form_or_with_a_changed_mark_is_no_seal(line: str) -> None:
    assert list(parse_seals(f"# a head\n\n{LINE}\n{line}\n{VALUE}\n")) == [(3, LINE), (4, None), (5, VALUE)]


def test_seals_are_known_by_the_words_they_prove() -> None:
    again = seal_quotation("5a", 2, "the lamp", Context(9, frozenset({"negated"})))
    found = seals_of([LINE, again, VALUE])
    assert found == Seals(
        {KEY: (PLAIN, Context(9, frozenset({"negated"})))}, frozenset({VALUE}), frozenset({LINE, again, VALUE})
    )
    assert seals_of([]) == Seals()


SPEAKERS = st.lists(
    st.text(st.characters(codec="utf-8"), min_size=1).filter(lambda one: one.strip(" _,|:\t\n")), max_size=3
)
CONTEXTS = st.builds(
    lambda position, marks, speakers: Context(
        position, frozenset(marks) | ({"spoken"} if speakers else set()), tuple(speakers)
    ),
    st.integers(0, 999_999),
    st.sets(st.sampled_from(MARKS)),
    SPEAKERS,
)


def plain(speaker: str) -> str:
    """Return the words for a speaker as a line has room for them: no mark that parts it, and one space for several."""
    return re.sub(r"[\s,|:_]+", " ", speaker).strip()


@given(st.text(st.characters(codec="utf-8"), min_size=1), st.integers(0, 99_999), CONTEXTS)
def test_a_context_is_the_same_when_it_is_read_again(quote: str, block: int, context: Context) -> None:
    line = seal_quotation("5a", block, quote, context)
    assert list(parse_seals(line)) == [(1, line)]
    (read,) = seals_of([line]).quotations[quotation_key("5a", block, quote)]
    assert (read.position, read.marks) == (context.position, context.marks)
    assert [plain(one) for one in read.speakers] == [plain(one) for one in context.speakers]


@given(st.sampled_from(VOUCHED), st.integers(0, 99_999), st.lists(st.text(st.characters(codec="utf-8")), max_size=3))
def test_what_was_vouched_for_is_a_line(kind: str, block: int, content: list[str]) -> None:
    line = vouch("5a", block, kind, *content)
    assert list(parse_seals(line)) == [(1, line)]


@given(st.text())
def test_any_file_can_be_looked_through(text: str) -> None:
    for _, line in parse_seals(text):
        assert line is None or line in text
