"""Clauses: a sentence and a place in it in, where the clause that holds the place begins and ends out.

A clause ends at a comma, a semicolon, a colon, and before a word that joins another one. "In 2014," at the head of a sentence
is no clause but a part of the next.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from druzhba_kb.reading.language import Language
from druzhba_kb.reading.tokens import Text, tokenize

MARKS = frozenset(",;:")
Span = tuple[int, int]


def clause_around(sentence: str, offset: int, known: Language, names: Sequence[Span] = ()) -> Span:
    """Return where the clause around an offset begins and ends; no name ends one, and a list of names is one thing."""
    text = tokenize(sentence)
    ends = [at for at in range(len(text.tokens)) if _ends(text, known, at) and not _within(text, at, names)]
    starts = [0, *(text.span(at, at + 1)[1] for at in ends)]
    stops = [*(text.span(at, at + 1)[0] for at in ends), len(sentence)]
    first = here = bisect_right(starts, offset) - 1
    while first and (
        _lists(sentence, stops[first - 1], known, names) or (first == 1 and _is_led(sentence[: stops[0]], known, names))
    ):
        first -= 1
    return starts[first], stops[here]


def _is_led(lead: str, known: Language, names: Sequence[Span]) -> bool:
    """Return whether words are no more than names, and before them such words as "in the"."""
    within = [span for span in names if span[1] <= len(lead)]
    edges = [0, *(at for span in within for at in span), len(lead)]
    return bool(within) and all(is_idle(lead[edges[at] : edges[at + 1]], known) for at in range(0, len(edges), 2))


def is_idle(words: str, known: Language) -> bool:
    """Return whether words hold nothing but articles, prepositions, conjunctions, marks and "year"."""
    stops = known.word_set("words", "stop") | known.word_set("numbers", "definite") | known.word_set("units", "year")
    return all(low in stops or not low[0].isalnum() for low in known.bare(tokenize(words)).lows)


def _ends(text: Text, known: Language, at: int) -> bool:
    joins = known.word_set("context", "barriers") | known.word_set("dates", "and")
    is_mark = text.lows[at] in MARKS and text.joint(at + 1) != ""  # 9,000 is one number
    return is_mark or text.lows[at] in joins


def _within(text: Text, at: int, names: Sequence[Span]) -> bool:
    start, _ = text.span(at, at + 1)
    return any(first <= start < end for first, end in names)


def _lists(sentence: str, end: int, known: Language, names: Sequence[Span]) -> bool:
    """Return whether names stand before and behind the end of a clause, and nothing else between them."""
    before = max((stop for _, stop in names if stop <= end), default=-1)
    behind = min((start for start, _ in names if start >= end), default=-1)
    return before >= 0 and behind >= 0 and is_idle(sentence[before:behind], known)
