"""Folding: text in, the form out in which quotations are compared and words are counted (design, section 2 and 4.3)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from functools import lru_cache

import regex

QUOTES = "'\"`´‘’‚‛“”„‟«»‹›ʼʹ′″「」『』"
DASHES = "-‐‑‒–—―−﹘﹣－"
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"
LIGATURES = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
FOLDED = {**dict.fromkeys(INVISIBLE, ""), **dict.fromkeys(QUOTES, "'"), **dict.fromkeys(DASHES, "-"), **LIGATURES}
FOLDABLE = re.compile(f"[{re.escape(''.join(char for char, folded in FOLDED.items() if char != folded))}]")
OTHER_LENGTH = re.compile(f"[{''.join((*INVISIBLE, *LIGATURES))}]")
WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")


def fold(text: str) -> str:
    """Return text in the form in which quotations are compared.

    White space, quotation marks, dashes, ligatures, no-break and invisible spaces are folded; letters, case
    and digits are not.
    """
    return " ".join(FOLDABLE.sub(lambda match: FOLDED[match[0]], text).split())


@lru_cache(maxsize=4096)
def fold_with_offsets(text: str) -> tuple[str, Sequence[int]]:
    """Return the folded text and, for each of its characters, the offset in text of the character it came from."""
    folded = fold(text)
    if len(folded) == len(text) and not OTHER_LENGTH.search(text):
        return folded, range(len(text))
    return folded, tuple(_offsets(text))[: len(folded)]


def _offsets(text: str) -> Iterator[int]:
    """Yield the offset of each folded character's origin, and perhaps that of a space at the end."""
    last = " "
    for offset, char in enumerate(text):
        folded = " " if char.isspace() else FOLDED.get(char, char)
        if folded == " " == last:
            continue
        yield from [offset] * len(folded)
        last = folded or last


def words(text: str) -> list[str]:
    """Return the words of text: runs of letters or digits after folding."""
    return WORD.findall(fold(text))


def find_whole(quote: str, text: str) -> list[tuple[int, int]]:
    """Return the spans in text (offsets, end exclusive) where quote stands after folding, with whole words."""
    needle = fold(quote)
    hay, offsets = fold_with_offsets(text)
    return [(offsets[start], offsets[start + len(needle) - 1] + 1) for start in whole(needle, hay)]


def whole(needle: str, hay: str) -> Iterator[int]:
    """Yield where needle stands in hay with whole words; both are folded."""
    start = hay.find(needle) if needle else -1
    while start >= 0:
        if _is_whole(hay, start, start + len(needle)):
            yield start
        start = hay.find(needle, start + 1)


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
