"""Folding: text in, the form out in which quotations are compared and words are counted (design, section 2 and 4.3)."""

from __future__ import annotations

import unicodedata
from difflib import get_close_matches
from functools import lru_cache

import regex

QUOTES = "'\"`´‘’‚‛“”„‟«»‹›ʼʹ′″「」『』"
DASHES = "-‐‑‒–—―−﹘﹣－"
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"
LIGATURES = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")


@lru_cache(maxsize=4096)
def fold_with_offsets(text: str) -> tuple[str, tuple[int, ...]]:
    """Return the folded text and, for each of its characters, the offset in text of the character it came from.

    White space, quotation marks, dashes, ligatures, no-break and invisible spaces are folded; letters, case
    and digits are not.
    """
    folded: list[str] = []
    offsets: list[int] = []
    for offset, char in enumerate(text):
        replacement = _fold_char(char)
        if replacement == " " and (not folded or folded[-1] == " "):
            continue
        folded.extend(replacement)
        offsets.extend([offset] * len(replacement))
    if folded and folded[-1] == " ":
        folded.pop()
        offsets.pop()
    return "".join(folded), tuple(offsets)


def _fold_char(char: str) -> str:
    if char in INVISIBLE:
        return ""
    if char.isspace():
        return " "
    if char in QUOTES:
        return "'"
    if char in DASHES:
        return "-"
    return LIGATURES.get(char, char)


def fold(text: str) -> str:
    """Return text in the form in which quotations are compared."""
    return fold_with_offsets(text)[0]


def words(text: str) -> list[str]:
    """Return the words of text: runs of letters or digits after folding."""
    return WORD.findall(fold(text))


def find_whole(quote: str, text: str) -> list[tuple[int, int]]:
    """Return the spans in text (offsets, end exclusive) where quote stands after folding, with whole words."""
    needle = fold(quote)
    hay, offsets = fold_with_offsets(text)
    spans = []
    start = hay.find(needle) if needle else -1
    while start >= 0:
        end = start + len(needle)
        if _is_whole(hay, start, end):
            spans.append((offsets[start], offsets[end - 1] + 1))
        start = hay.find(needle, start + 1)
    return spans


def _is_whole(hay: str, start: int, end: int) -> bool:
    cut_left = start > 0 and WORD.match(hay[start - 1]) and WORD.match(hay[start])
    cut_right = end < len(hay) and WORD.match(hay[end - 1]) and WORD.match(hay[end])
    return not cut_left and not cut_right


def nearest(wrong: str, known: list[str]) -> str:
    """Return "; did you mean 'x'?" for the nearest known name, or what is known when nothing is near."""
    close = get_close_matches(wrong, known, n=1, cutoff=0.6)
    if close:
        return f"; did you mean '{close[0]}'?"
    if known and len(known) <= 12:
        return "; expected one of: " + ", ".join(known)
    return ""
