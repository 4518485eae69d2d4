"""Text: folding and its offsets, compared with folding one character at a time."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from druzhba_kb.text import DASHES, INVISIBLE, LIGATURES, QUOTES, find_whole, fold, fold_with_offsets

SPECIAL = "ab " + QUOTES + DASHES + INVISIBLE + "".join(LIGATURES) + "\t\n\x1c\x85\u00a0\u2003\u2028\u3000"
TEXTS = st.text(st.one_of(st.sampled_from(SPECIAL), st.characters()))


def folded_one_by_one(text: str) -> list[tuple[str, int]]:
    """Return each folded character with the offset of the character it came from."""
    found: list[tuple[str, int]] = []
    for offset, char in enumerate(text):
        new = replacement(char)
        if new != " " or (found and found[-1][0] != " "):
            found += [(one, offset) for one in new]
    return found[:-1] if found and found[-1][0] == " " else found


def replacement(char: str) -> str:
    if char in INVISIBLE:
        return ""
    if char.isspace():
        return " "
    if char in QUOTES:
        return "'"
    return "-" if char in DASHES else LIGATURES.get(char, char)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_text_folds_as_its_characters_do(text: str) -> None:
    folded, offsets = fold_with_offsets(text)
    assert list(zip(folded, offsets, strict=True)) == folded_one_by_one(text)
    assert fold(text) == folded


@given(TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("quote", "text", "found"),
    [
        ("the lamp", "Of the\u00a0 lamp, the lamp.", ["the\u00a0 lamp", "the lamp"]),
        ("lamp", "lamps and a lamp", ["lamp"]),
        ("office", "the of\ufb01ce", ["of\ufb01ce"]),
        ("office", "the o\ufb03ce", ["o\ufb03ce"]),
        ("", "a lamp", []),
        ("lamp", "", []),
    ],
)
def test_whole_words_are_found_where_they_stand(quote: str, text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in find_whole(quote, text)] == found
