"""Designations: lines and cue words in, type numbers such as Mi-35 and the capital names next to a cue out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from druzhba_kb.suggesting.cue_matcher import Span, can_name, cue_positions, trim
from druzhba_kb.suggesting.found import FAIR, STRONG, Found
from druzhba_kb.suggesting.lexicon import look_up
from druzhba_kb.suggesting.tokenizer import Line, runs
from druzhba_kb.suggesting.vocabulary import titles, words

DESIGNATION = regex.compile(
    r"""\p{Lu}\p{L}{0,2}[-‑–]\d{1,4}\p{L}{0,3}(?:[-‑–]\d{1,2}\p{L}?)?
    | \p{Lu}{2,3}\d{2,4}\p{L}?
    | \p{Lu}{1,2}\d{1,3}\p{Lu}\d
    | \p{Lu}\p{L}+[-‑–]\p{Lu}{1,2}\d{1,3}""",
    regex.VERBOSE,
)
MODEL = regex.compile(r"\d{1,4}\p{L}?\d?|[IVX]+")
SHORT = regex.compile(r"\p{Lu}{1,2}\d{1,3}\p{L}?")
NUMBERED = frozenset({"type", "project", "mk", "mark", "model"})
NO_DESIGNATION = regex.compile(r"(?i)covid.*|g-?(?:7|8|10|20|77)|.*[-‑–](?:19|20)\d\d|[ivx]+-\d+|[ab]\d")


def find_designations(line: Line, kind: str, cues: Sequence[str]) -> Iterator[Found]:
    """Yield type numbers such as Mi-35, with the name after them, and capital names right before or after a cue."""
    cued = cue_positions(line, cues)
    for index in range(len(line.tokens)):
        if _is_designation(line, index, cued):
            yield from _designation(line, kind, index, cued)
    if not line.headline:
        for run in runs(line):
            yield from _beside_equipment(line, kind, run, cued)


def _is_designation(line: Line, index: int, cued: frozenset[int]) -> bool:
    """Whether a token is a type number; a short one such as K9 needs a cue in the sentence, or its maker's name before it."""
    word = line.tokens[index].text
    numbered = word[0].isdigit() and line.capital(index - 1) and line.low(index - 1) in NUMBERED
    made = len(word) > 2 and _maker(line, index) < index
    short = (SHORT.fullmatch(word) and (cued or made)) or (cued and numbered)
    return bool(short or DESIGNATION.fullmatch(word)) and not NO_DESIGNATION.fullmatch(word)


def _maker(line: Line, index: int) -> int:
    """Return where the capital name begins that stands before a type number: 'Laser RS-35', 'Type 21A'."""
    first = index - 1
    if first < 0 or not line.tokens[first].title_case or "-" in line.tokens[first].text:
        return index
    if line.low(first) in NUMBERED:
        return first
    known = look_up(line.tokens[first].text)
    other = words("organization_heads") | words("place_heads") | words("months") | words("demonyms") | words("things")
    return index if known or line.low(first) in titles() or line.ordinary(first) or line.low(first) in other else first


def _designation(line: Line, kind: str, index: int, cued: frozenset[int]) -> Iterator[Found]:
    first, end = _maker(line, index), index + 1
    while line.capital(end) and end not in cued and line.tokens[end].title_case and end < index + 3:
        end += 1
    after = (line.said(index, end), line.said(index + 1, end)) if end > index + 1 else ()
    bare = (line.tokens[index].text,) if not line.tokens[index].text.isdigit() and end - first > 1 else ()
    yield Found(kind, line.sighting(first, end), STRONG, forms=(*bare, *after))


def _beside_equipment(line: Line, kind: str, run: Span, cued: frozenset[int]) -> Iterator[Found]:
    first, last = run
    if any(DESIGNATION.fullmatch(line.tokens[i].text) for i in range(first, last)):
        return
    first, last = trim(line, run, cued)
    apart = 3 if line.low(first - 1) == "the" and line.low(first - 2) == "," else 1
    before = first - apart in cued and not line.capital(first - apart)
    other = words("organization_heads") | words("months") | (frozenset() if before else titles())
    if first >= last or last - first > 3 or line.low(last - 1) in words("place_heads") | words("demonyms"):
        return
    if any(line.low(i) in other for i in range(first, last)):
        return
    if not (before or can_name(line, (first, last))) or all(
        line.low(i) in words("things") | words("ordinary") for i in range(first, last)
    ):
        return
    if not before and last < len(line.tokens) and MODEL.fullmatch(line.tokens[last].text):
        last += 1
    after = last in cued or (line.low(last - 1).isdigit() and last + 1 in cued) or _modified(line, first, last, cued)
    marked = line.tokens[first].acronym and last - first > 1
    ship = marked and line.low(first) in words("ship_prefixes")
    if before or ship or (after and line.low(first - 1) not in ("'s", "in", "at")):
        forms = (line.said(first + 1, last),) if marked else ()
        yield Found(kind, line.sighting(first, last), STRONG if before else FAIR, forms=forms)


def _modified(line: Line, first: int, last: int, cued: frozenset[int]) -> bool:
    """Whether a cue follows with one or two words between, and a determiner stands before: 'the Finn racing dinghy'."""
    cue = next((index for index in (last + 1, last + 2) if index in cued), last)
    between = line.tokens[last:cue]
    lower = all(token.text.islower() and token.low not in words("phrase_stops") for token in between)
    return bool(between) and lower and line.low(first - 1) in words("determiners")
