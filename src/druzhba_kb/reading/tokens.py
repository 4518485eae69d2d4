"""Tokens: a passage in, its words, runs of digits and signs out, with their places in the passage as it was written.

Everything is read of the folded text and shown of the written one, so that each token knows both.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple, cast

import regex

from druzhba_kb.folding import fold_with_offsets

Kind = Literal["digits", "word", "sign", "none"]

DIGIT = regex.compile(r"(?![0-9])\p{Nd}")  # decimal digits of other scripts
# Arabic, Persian and Urdu part numbers with marks of their own
ARABIC_MARKS = str.maketrans({"٫": ".", "٬": ",", "،": ","})
TOKEN = regex.compile(
    r"(?P<digits>[0-9]+)|(?P<word>(?:\p{L}\.){2,}|[\p{L}\p{M}]+(?:'\p{L}[\p{L}\p{M}]*)*)|(?P<sign>[^\s-])"
)


PLAIN_TOKEN = re.compile(
    r"(?P<digits>[0-9]+)|(?P<word>(?:[A-Za-z]\.){2,}|[A-Za-z]+(?:'[A-Za-z]+)*)|(?P<sign>[^\s-])"
)  # most texts are ASCII, and `re` is faster there


class Token(NamedTuple):
    """A word, a run of digits or a sign, with the spaces and hyphens before it; offsets are those of the folded text."""

    text: str
    low: str
    start: int
    end: int
    kind: Kind
    joint: str


# its joint is neither a space nor empty, so that nothing at the edge of a text looks joined
NOTHING = Token("", "", -1, -1, "none", "|")


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """A folded text with its tokens, the small forms of these, and the offset of each character in the original."""

    folded: str
    tokens: tuple[Token, ...]
    lows: tuple[str, ...]
    offsets: Sequence[int]

    def span(self, first: int, end: int) -> tuple[int, int]:
        """Return where the tokens first to end (exclusive) stand in the text as it was written."""
        return self.offsets[self.tokens[first].start], self.offsets[self.tokens[end - 1].end - 1] + 1

    def token_at(self, offset: int) -> int:
        """Return the number of the first token that ends behind an offset of the folded text."""
        return bisect_right(self.tokens, offset, key=lambda token: token.end)

    def token_from(self, offset: int) -> int:
        """Return the number of the first token that begins at or behind an offset of the text as it was written."""
        return bisect_left(self.tokens, offset, key=lambda token: self.offsets[token.start])

    def at(self, position: int) -> Token:
        """Return the token at position; outside the text one that is nothing."""
        return self.tokens[position] if 0 <= position < len(self.tokens) else NOTHING

    def low(self, position: int) -> str:
        """Return the small form of the token at position, or '' outside the text."""
        return self.lows[position] if 0 <= position < len(self.lows) else ""

    def joint(self, position: int) -> str:
        """Return what stands before the token at position; a bar outside the text."""
        return self.at(position).joint


@lru_cache(maxsize=4096)
def tokenize(passage: str) -> Text:
    """Return the tokens of a passage; digits of every script are read as 0 to 9."""
    folded, offsets = fold_with_offsets(passage)
    plain = folded
    pattern: re.Pattern[str] | regex.Pattern[str] = PLAIN_TOKEN
    if not folded.isascii():
        pattern = TOKEN
        plain = DIGIT.sub(lambda match: str(unicodedata.decimal(match[0], match[0])), folded).translate(ARABIC_MARKS)
    tokens = []
    before = 0
    for match in pattern.finditer(plain):
        (start, end), text = match.span(), match[0]
        tokens.append(Token(text, text.casefold(), start, end, cast(Kind, match.lastgroup), plain[before:start]))
        before = end
    return Text(plain, tuple(tokens), tuple(token.low for token in tokens), offsets)
