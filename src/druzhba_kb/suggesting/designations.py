"""Designations: lines and cue words in, type numbers such as Mi-35 and the capital names next to a cue out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from druzhba_kb.suggesting.cued import Span, can_name, cue_positions, trim
from druzhba_kb.suggesting.editions import is_numeral
from druzhba_kb.suggesting.found import FAIR, STRONG, Found
from druzhba_kb.suggesting.tokens import Line, runs
from druzhba_kb.suggesting.vocabulary import titles, words

DESIGNATION = regex.compile(
    r"""\p{Lu}\p{L}{0,2}[-‑–]\d{1,4}\p{L}{0,3}(?:[-‑–]\d{1,2}\p{L}?)?
    | \p{Lu}{2,3}\d{2,4}\p{L}?
    | \p{Lu}\p{L}+[-‑–]\p{Lu}{1,2}\d{1,3}""",
    regex.VERBOSE,
)
NO_DESIGNATION = regex.compile(r"(?i)covid.*|g-?\d+|.*[-‑–](?:19|20)\d\d|[ivx]+-\d+|b\d+")


def find_designations(line: Line, kind: str, cues: Sequence[str]) -> Iterator[Found]:
    """Yield type numbers such as Mi-35, with the name after them, and capital names right before or after a cue."""
    cued = cue_positions(line, cues)
    for index, token in enumerate(line.tokens):
        if DESIGNATION.fullmatch(token.text) and not NO_DESIGNATION.fullmatch(token.text):
            yield from _designation(line, kind, index, cued)
    if not line.headline:
        for run in runs(line):
            yield from _beside_equipment(line, kind, run, cued)


def _designation(line: Line, kind: str, index: int, cued: frozenset[int]) -> Iterator[Found]:
    end = index + 1
    while line.capital(end) and end not in cued and line.tokens[end].title_case and end < index + 3:
        end += 1
    forms = (line.tokens[index].text, line.said(index + 1, end)) if end > index + 1 else ()
    yield Found(kind, line.sighting(index, end), STRONG, forms=forms)


def _beside_equipment(line: Line, kind: str, run: Span, cued: frozenset[int]) -> Iterator[Found]:
    first, last = run
    if any(DESIGNATION.fullmatch(line.tokens[i].text) for i in range(first, last)):
        return
    first, last = trim(line, run, cued)
    apart = 3 if line.low(first - 1) == "the" and line.low(first - 2) == "," else 1
    before = first - apart in cued and not line.capital(first - apart)
    other = words("organization_heads") | words("months") | words("place_heads") | (frozenset() if before else titles())
    if first >= last or last - first > 3 or any(line.low(i) in other for i in range(first, last)):
        return
    if not (before or can_name(line, (first, last))) or all(
        line.low(i) in words("things") | words("ordinary") for i in range(first, last)
    ):
        return
    if not before and is_numeral(line.low(last).upper()):
        last += 1
    after = last in cued or (line.low(last - 1).isdigit() and last + 1 in cued)
    if before or (after and line.low(first - 1) not in ("'s", "in", "at")):
        ship = line.tokens[first].acronym and last - first > 1
        forms = (line.said(first + 1, last),) if ship else ()
        yield Found(kind, line.sighting(first, last), STRONG if before else FAIR, forms=forms)
