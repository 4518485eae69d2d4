"""Negation: words in, where they negate and what that reaches out.

Words of possibility and the like are found here too, since a name may look like one. It never says what a negation makes of
a value.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from druzhba_kb.reading.language import Language, language
from druzhba_kb.reading.tokens import Text, tokenize


def negates(quote: str, lang: str | None, spans: Iterable[tuple[int, int]]) -> bool:
    """Return whether a negation inside a quotation reaches each of the spans (offsets); without any, whether one stands there.

    'Without' and its like reach but forward, 'not' reaches the whole clause, and what follows 'not X but' is meant. Two
    negations of a clause cancel each other.
    """
    known = language(lang)
    if known is None:
        return False
    if not (known.may_say(quote, "negated") or known.may_say(quote, "negated_forward")):
        return False
    text = tokenize(quote)
    found = list(negations(text, known, 0, len(text.tokens)))
    places = [tuple(_token_at(text, offset) for offset in span) for span in spans]
    if not places:
        # "lit on Saturday, not on Sunday" is a contrast, and "never not lit" was lit
        contrasts = sum(text.low(at - 1) == "," and text.low(end) in text.lows[:at] for at, end, _ in found)
        return (len(found) - contrasts) % 2 == 1
    return all(sum(_reaches(text, known, one, place[0], place[1]) for one in found) % 2 == 1 for place in places)


def _reaches(text: Text, known: Language, negation: tuple[int, int, bool], first: int, end: int) -> bool:
    start, stop, reaches_back = negation
    if start < end and first < stop:
        return False  # it is a part of the words themselves
    if stop <= first:
        between = text.lows[stop:first]
        return not any(low in known.word_set("context", "barriers") or low in ";:()" for low in between) and (
            reaches_back or "," not in between
        )
    between = text.lows[end:start]
    parted = any(low in known.word_set("context", "barriers_behind") or low in ",;:()" for low in between)
    # what follows "without" is denied, what stands before it is not: "lit without oil"
    return reaches_back and not parted


def _token_at(text: Text, offset: int) -> int:
    """Return the number of the first token that does not end before an offset of the text as it was written."""
    return bisect_left(text.tokens, offset, key=lambda token: text.offsets[token.end - 1])


def negations(text: Text, known: Language, first: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Yield where negations stand, and whether each can reach back over what stands before it in its clause."""
    forward = known.phrases("context", "negated_forward")
    for start, stop in cues(text, known, "negated", first, end):
        yield start, stop, True
    for start, stop in cues(text, known, "negated_forward", first, end):
        yield start, stop, forward.at(text.lows, start) is None


def cues(text: Text, known: Language, key: str, first: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where words of a list of context stand; a capital makes a name of a word of possibility: May."""
    for start, stop in known.found(text, "context", key, first, end):
        # "May 1930 was dry" permits nothing
        is_capital = text.tokens[start].text[:1].isupper()
        after = text.tokens[stop] if stop < len(text.tokens) else None
        is_name = after is not None and (after.kind == "digits" or after.text[:1].isupper())
        is_first = text.at(start - 1).kind in {"sign", "none"}
        if key != "conditional" or not (is_capital and (is_name or not is_first)):
            yield start, stop
