"""Described names: lines and cue words in, the noun phrases round a cue out: '2014 defence cooperation agreement'."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from druzhba_kb.suggesting.cue_matcher import Span, cue_positions
from druzhba_kb.suggesting.found import FAIR, STRONG, Found
from druzhba_kb.suggesting.organization_names import acronym_after
from druzhba_kb.suggesting.suggest_model import Detail
from druzhba_kb.suggesting.tokenizer import Line
from druzhba_kb.suggesting.vocabulary import titles, words
from druzhba_kb.text import find_whole

BEFORE, AFTER = 6, 7
TAIL_OPENERS = frozenset({"on", "for", "of", "with"})


def find_described(
    line: Line, kind: str, cues: Sequence[str], options: Mapping[str, Mapping[str, tuple[str, ...]]]
) -> Iterator[Found]:
    """Yield the phrases round the cues that something determines: a capital, a number or several words."""
    if line.headline:
        return
    for cue in sorted(cue_positions(line, cues)):
        of_a_body = line.capital(cue) and line.capital(cue + 1) and line.low(cue + 1) in words("organization_heads")
        span = None if of_a_body else _proper(line, cue) or _phrase(line, cue)
        if span:
            details = tuple(_chosen(line, span, options))
            proper = line.capital(cue)
            acronym = acronym_after(line, span) if proper else None
            forms = (acronym,) if acronym else ()
            yield Found(
                kind, line.sighting(*span), STRONG if proper else FAIR, forms=forms, details=details, aside=True
            )


def _proper(line: Line, cue: int) -> Span | None:
    """Return a capital cue with the capitals round it: 'Ottawa Memorandum', 'Treaty of X on Y'."""
    if not line.capital(cue):
        return None
    first = cue
    while step := _proper_before(line, first):
        first -= step
    last = cue + 1
    while line.capital(last) or (line.low(last) in ("of", "on", "for", "and", "the") and _capital_soon(line, last)):
        last += 1
    return (first, last) if last - first > 1 else None


def _proper_before(line: Line, first: int) -> int:
    """Return how many words before a proper phrase belong to it: a capital, or 'X of' in 'Exchange of Notes Agreement'."""
    if line.capital(first - 1) and not line.ordinary(first - 1):
        return 1
    joined = line.low(first - 1) in ("of", "on", "for") and line.capital(first - 2)
    parts = titles() | words("organization_heads") | words("editions")
    return 2 if joined and line.low(first - 2).removesuffix("s") not in parts else 0


def _capital_soon(line: Line, index: int) -> bool:
    after = index + 1 + (line.low(index + 1) == "the")
    return line.capital(after) and line.low(after) not in words("months")


def _phrase(line: Line, cue: int) -> Span | None:
    if line.low(cue - 1) in ("good", "great") and line.low(cue + 1) == "of":
        return None
    first = cue
    while first > 0 and cue - first < BEFORE and _modifies(line, first - 1):
        first -= 1
    if line.low(first - 1) in ("$", "€", "£"):
        first -= 1
    last = _tail(line, cue + 1)
    inside = [line.tokens[i] for i in (*range(first, cue), *range(cue + 1, last))]
    determined = any(token.capital or token.text[0].isdigit() for token in inside)
    return (first, last) if determined or cue - first > 1 else None


def _modifies(line: Line, index: int) -> bool:
    token = line.tokens[index]
    return (
        token.text[0].isalnum()
        and token.low not in words("phrase_stops") | words("speech")
        and token.low not in words("months")
    )


def _tail(line: Line, start: int) -> int:
    """Return the end of 'for four Mi-35 helicopters': up to a stop, where a capital or a number stands in it."""
    if line.low(start) not in TAIL_OPENERS:
        return start
    end = start + 1
    while end < len(line.tokens) and end - start < AFTER and _continues(line, end):
        end += 1
    while end > start and line.low(end - 1) in words("phrase_stops"):
        end -= 1
    telling = any(line.capital(i) or line.tokens[i].text[0].isdigit() for i in range(start + 1, end))
    return end if telling else start


def _tail_stops() -> frozenset[str]:
    return words("phrase_stops") - {"a", "an", "the", "of", "for", "and", "new", "first"} | {"during"}


def _continues(line: Line, index: int) -> bool:
    token = line.tokens[index]
    return (token.text[0].isalnum() or token.text == "$") and token.low not in _tail_stops() | words("speech")


def _chosen(line: Line, span: Span, options: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Iterator[Detail]:
    """Yield the options of choices whose cue stands in the sentence."""
    for attribute, choices in options.items():
        for option, cues in choices.items():
            if any(find_whole(cue, line.sentence.text) for cue in cues):
                yield Detail(attribute, option, line.sighting(*span))
