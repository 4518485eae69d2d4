"""Quoting: a place in a block's text in, the shortest run of whole words there that bears a value out, out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import lru_cache

from druzhba_kb.text import WORD, fold_with_offsets
from druzhba_kb.verify.quotations import LONGEST, SHORTEST

Span = tuple[int, int]


@lru_cache(maxsize=1024)
def word_spans(text: str) -> tuple[Span, ...]:
    """Return where the words of text stand, as quotations count them."""
    folded, offsets = fold_with_offsets(text)
    return tuple((offsets[match.start()], offsets[match.end() - 1] + 1) for match in WORD.finditer(folded))


def distance(text: str, one: Span, other: Span) -> int:
    """Return how many words of text stand between two spans."""
    first, last = sorted((one, other))
    return sum(first[1] <= start and end <= last[0] for start, end in word_spans(text))


def shortest(text: str, span: Span, within: Span, towards: Span, bears: Callable[[str], bool]) -> str | None:
    """Return the smallest quotation around span, inside within, that bears; of two as long, the one nearer to towards."""
    for run in sorted(_runs(text, span, within), key=lambda run: (_length(text, run), _gap(run, towards))):
        quote = " ".join(text[slice(*run)].split())
        if any(map(str.isalpha, quote)) and bears(quote):
            return quote
    return None


def _runs(text: str, span: Span, within: Span) -> Iterator[Span]:
    spans = [one for one in word_spans(text) if within[0] <= one[0] and one[1] <= within[1]]
    first = bisect_right([end for _, end in spans], span[0])
    last = bisect_left([start for start, _ in spans], span[1])
    for start in range(max(0, last - LONGEST), first + 1):
        for end in range(max(last, start + SHORTEST), min(len(spans), start + LONGEST) + 1):
            yield min(spans[start][0], span[0]), max(spans[end - 1][1], span[1])


def _length(text: str, run: Span) -> int:
    return sum(run[0] <= start and end <= run[1] for start, end in word_spans(text))


def _gap(run: Span, towards: Span) -> int:
    return max(0, run[0] - towards[0]) + max(0, towards[1] - run[1])
