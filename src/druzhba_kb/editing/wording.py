"""Wording: a text in, its words in the plain forms in which an editor's inexact words are compared with them out."""

from __future__ import annotations

from dataclasses import dataclass

import regex
from rapidfuzz import fuzz

from druzhba_kb.relate.similar_names import romanized
from druzhba_kb.text import fold_with_offsets, words

# A number with its separators and a compound with its hyphens are one token, so that no quotation cuts them.
TOKEN = regex.compile(r"\p{N}+(?:[.,]\p{N}+)+|[\p{L}\p{M}\p{N}]+(?:['-][\p{L}\p{M}\p{N}]+)*")
SEPARATOR = regex.compile(r"(?<=\p{N})[.,](?=\p{N})")
ALIKE = 70
ALMOST = 0.95
SHORTEST_STEM = 4


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: its offsets, how many words a quotation counts in it, its plain forms, the whole one first."""

    start: int
    end: int
    count: int
    forms: tuple[str, ...]

    def likeness(self, form: str) -> float:
        """Return how like this word is to one in plain form, from 0 to 1."""
        return max(_alike(form, own) for own in self.forms)


def tokens_of(text: str) -> list[Token]:
    """Return the words of a text."""
    folded, offsets = fold_with_offsets(text)
    return [
        Token(offsets[match.start()], offsets[match.end() - 1] + 1, len(words(match[0])), forms)
        for match in TOKEN.finditer(folded)
        if (forms := _forms(match[0]))
    ]


def _forms(token: str) -> tuple[str, ...]:
    parts = romanized(SEPARATOR.sub("", token)).split()
    return tuple(dict.fromkeys(("".join(parts), *parts))) if parts else ()


def _alike(one: str, other: str) -> float:
    """Return how like two plain words are; numbers are the same or not alike at all."""
    if one == other:
        return 1.0
    if any(map(str.isdigit, one + other)) or min(len(one), len(other)) < SHORTEST_STEM:
        return 0.0
    if one.startswith(other) or other.startswith(one):
        return ALMOST
    return ALMOST * fuzz.ratio(one, other, score_cutoff=ALIKE) / 100
