"""Withdrawn: words of a text in, whether the text itself takes them back out: "we first gave 70", "that was wrong".

Only who has the text can ask: what stands here is in no seal, so that old seals hold.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from druzhba_kb.reading.language import Language, language
from druzhba_kb.reading.readings import Reading, read
from druzhba_kb.reading.sentences import sentence_around
from druzhba_kb.reading.tokens import Text, tokenize

REACH = 12  # words between a correction and what it corrects
OPENING = 4  # words in which a correction calls itself one
NEAR = 6  # words between "we" and "reported at first"


def is_withdrawn(block: str, following: str, span: tuple[int, int], lang: str | None) -> bool:
    """Return whether a block, or the first sentence of the one that follows, takes back the words at a place of it."""
    known = language(lang)
    if known is None:
        return False
    begin, stop = sentence_around(block, *span, lang)
    rest = block[stop:].strip() or following
    after = rest[: sentence_around(rest, 0, 1, lang)[1]] if rest else ""
    if _says(after, known, "withdrawn_next") or _says(block[span[1] : stop], known, "withdrawn_next"):
        return True
    sentence = block[begin:stop]
    if not (known.may_say(sentence, "withdrawn") or known.may_say(sentence, "ourselves")):
        return False
    return _is_reached(tokenize(sentence), known, span[0] - begin, span[1] - begin)


def is_corrected(correction: str, value: Collection[Reading], lang: str | None) -> bool:
    """Return whether a block that opens with such a word as "Correction" says that a number was another one: 17, not 19."""
    known = language(lang)
    if known is None or not known.may_say(correction, "correction"):
        return False
    text = tokenize(correction)
    if not any(start < OPENING for start, _ in known.found(text, "context", "correction", 0, OPENING)):
        return False
    keys = ("negated", "negated_forward", "reported_once", "withdrawn", "withdrawn_next")
    wrong = [span for key in keys for span in known.found(text, "context", key, 0, len(text.tokens))]
    amounts = {(one.low, one.high) for one in value}
    numbers = [text.token_from(one.start) for one in read(correction, lang) if (one.low, one.high) in amounts]
    return any(0 <= number - stop <= NEAR for number in numbers for _, stop in wrong)


def _says(text: str, known: Language, key: str) -> bool:
    if not text or not known.may_say(text, key):
        return False
    tokens = tokenize(text)
    return any(True for _ in known.found(tokens, "context", key, 0, len(tokens.tokens)))


def _is_reached(text: Text, known: Language, start: int, end: int) -> bool:
    """Return whether a correction stands in the words, or near them in their clause."""
    first, last = text.token_from(start), text.token_from(end)
    for cue, stop in (*known.found(text, "context", "withdrawn", 0, len(text.tokens)), *_first_reports(text, known)):
        if cue < last and stop > first:
            return True
        low, high = (stop, first) if stop <= first else (last, cue)
        if high - low <= REACH and not _parted(text, known, low, high, behind=stop > first):
            return True
    return False


def _first_reports(text: Text, known: Language) -> Iterator[tuple[int, int]]:
    """Yield where a paper tells what it told at first: "we also reported at first"; not "as we first reported"."""
    likened, stops = known.word_set("context", "other_than"), known.word_set("words", "stop")
    for start, end in known.found(text, "context", "ourselves", 0, len(text.tokens)):
        near = max(0, start - NEAR), min(len(text.tokens), start + NEAR)
        parts = [list(known.found(text, "context", key, *near)) for key in ("at_first", "reported_once")]
        if not all(parts) or text.low(start - 1) in likened:
            continue
        first, last = min(start, *(part[0][0] for part in parts)), max(end, *(part[0][1] for part in parts))
        if not _parted(text, known, first, last):
            # "gemeldet, dass" goes on behind its comma
            yield first, last + (text.low(last) == "," and text.low(last + 1) in stops)


def _parted(text: Text, known: Language, low: int, high: int, *, behind: bool = False) -> bool:
    """Return whether a clause ends between two tokens; two commas hold but an aside."""
    barriers = known.word_set("context", "barriers_behind" if behind else "barriers")
    between = text.lows[low:high]
    return between.count(",") == 1 or any(word in barriers or word in ";:()!?" for word in between)
