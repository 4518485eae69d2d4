"""Text: folding and its offsets, compared with folding one character at a time, and what counts as a word."""

from __future__ import annotations

import unicodedata

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from druzhba_kb.folding import (
    DASHES,
    INVISIBLE,
    LIGATURES,
    QUOTES,
    counted,
    find_whole,
    fold,
    fold_with_offsets,
    length,
    nearest,
    words,
)

SPECIAL = "ab " + QUOTES + DASHES + INVISIBLE + "".join(LIGATURES) + "\t\n\x1c\x85\u00a0\u2003\u2028\u3000"
TEXTS = st.text(st.one_of(st.sampled_from(SPECIAL), st.characters()))


def folded_one_by_one(text: str) -> list[tuple[str, int]]:
    """Return each folded character with the offset of the character it came from."""
    found: list[tuple[str, int]] = []
    for offset, char in composed(text):
        new = replacement(char)
        if new != " " or (found and found[-1][0] != " "):
            found += [(one, offset) for one in new]
    return found[:-1] if found and found[-1][0] == " " else found


def composed(text: str) -> list[tuple[int, str]]:
    """Return the characters of NFC, each with the offset of its cluster where this is written otherwise."""
    found: list[tuple[int, str]] = []
    for match in regex.finditer(r"\X", text):
        whole = unicodedata.normalize("NFC", match[0])
        found += [(match.start() + at * (whole == match[0]), char) for at, char in enumerate(whole)]
    return found


def replacement(char: str) -> str:
    if char in INVISIBLE:
        return ""
    if char.isspace():
        return " "
    if char in QUOTES:
        return "'"
    return "-" if char in DASHES else LIGATURES.get(char, char)


@settings(max_examples=400)
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
        ("José", "Jose\u0301 and José", ["Jose\u0301", "José"]),
        ("Jose\u0301", "José", ["José"]),
        ("Jose", "Jose\u0301", []),
        ("é", "Jose\u0301", []),
        ("各国", "世界各国人民", ["各国"]),
        ("灯", "灯塔和灯", ["灯", "灯"]),
        ("ประเทศไทย", "ในประเทศไทยมี", ["ประเทศไทย"]),
        ("lamp灯", "a lamp灯塔", ["lamp灯"]),
        ("", "a lamp", []),
        ("lamp", "", []),
    ],
)
def test_whole_words_are_found_where_they_stand(quote: str, text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in find_whole(quote, text)] == found


@pytest.mark.parametrize(
    ("text", "found", "long"),
    [
        ("The lamp’s 27 metres", ["The", "lamp", "s", "27", "metres"], 4),
        ("34,800 at 6-4", ["34", "800", "at", "6", "4"], 3),
        ("Jose\u0301 came", ["José", "came"], 2),
        ("灯塔又亮了", ["灯", "塔", "又", "亮", "了"], 3),
        ("灯塔 27 metres", ["灯", "塔", "27", "metres"], 3),
        ("ขึ้น", ["ขึ้", "น"], 1),
        ("", [], 0),
    ],
)
def test_a_script_without_spaces_has_a_word_for_each_two_characters(text: str, found: list[str], long: int) -> None:
    assert words(text) == found
    assert length(text) == long


@given(TEXTS)
def test_canonically_equal_texts_are_folded_to_one(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text)) == fold(text)


@given(TEXTS, TEXTS)
def test_what_is_found_is_what_was_looked_for(quote: str, text: str) -> None:
    for start, end in find_whole(quote, f"{text} {quote} {text}"):
        assert fold(f"{text} {quote} {text}"[start:end]) == fold(quote)


@pytest.mark.parametrize(
    ("count", "name", "said"),
    [
        (1, "entities", "1 entity"),
        (1, "links to files", "1 link to files"),
        (1, "pages rendered", "1 page rendered"),
        (1, "against seals", "1 against seals"),
        (1, "in words", "1 in words"),
        (2000, "entities", "2,000 entities"),
        (0, "errors", "0 errors"),
    ],
)
def test_one_is_told_in_the_singular(count: int, name: str, said: str) -> None:
    assert counted(count, name) == said


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("lamsp", "; did you mean 'lamps'?"),
        ("lam", "; did you mean 'lamps'?"),
        ("lighthouse", "; did you mean 'lighthouse-keepers'?"),
        ("li", "; expected one of: lamps, lighthouse-keepers"),
        ("", "; expected one of: lamps, lighthouse-keepers"),
    ],
)
def test_the_nearest_name_is_one_that_is_written_or_begins_alike(wrong: str, said: str) -> None:
    assert nearest(wrong, ["lamps", "lighthouse-keepers"]) == said
