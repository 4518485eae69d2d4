"""Cued names: lines and a kind's cue words in, proper and quoted names next to a cue out, with edition and year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from druzhba_kb.suggesting.editions import edition_of, is_numeral
from druzhba_kb.suggesting.found import FAIR, STRONG, SURE, Found
from druzhba_kb.suggesting.gazetteer import look_up
from druzhba_kb.suggesting.nouns import Detail
from druzhba_kb.suggesting.tokens import QUOTE_CLOSES, QUOTE_OPENS, Line, runs
from druzhba_kb.suggesting.vocabulary import titles, words

Span = tuple[int, int]
LONGEST_QUOTED = 6
REACH = 6


def find_named(line: Line, kind: str, cues: Sequence[str]) -> Iterator[Found]:
    """Yield proper names next to a cue, with edition and year, and names with an edition that the cues leave open."""
    cued = cue_positions(line, cues)
    spans: dict[Span, int] = dict.fromkeys(_quoted(line, cued), SURE)
    if not line.headline:
        for first, last in runs(line):
            for span, strength in _in_run(line, (first, last), cued):
                spans.setdefault(span, strength)
    else:
        spans |= dict.fromkeys(_numbered(line), STRONG)
    for span, strength in spans.items():
        yield _found(line, kind, span, strength, cues)


def cue_positions(line: Line, cues: Sequence[str]) -> frozenset[int]:
    """Return the tokens at which a cue, of one word or several, ends."""
    wanted = [cue.lower().split() for cue in cues]
    found = set()
    for index in range(len(line.tokens)):
        for cue in wanted:
            start = index - len(cue) + 1
            if start >= 0 and [line.low(i) for i in range(start, index + 1)] == cue:
                found.add(index)
    return frozenset(found)


def _found(line: Line, kind: str, span: Span, strength: int, cues: Sequence[str]) -> Found:
    at = line.sighting(*span)
    edition = edition_of(at.words)
    given = (("edition", edition.number), ("year", edition.year))
    details = tuple(Detail(key, value, at) for key, value in given if value)
    forms = tuple(filter(None, (_translated(line, span), _with_cue(line, span, cues))))
    return Found(kind, at, strength, forms=forms, details=details)


def _with_cue(line: Line, span: Span, cues: Sequence[str]) -> str | None:
    """Return the name together with a capital cue before it: 'Regatta Kestrel'."""
    before = span[0] - 1
    whole = line.capital(before) and line.low(before) in {cue.lower() for cue in cues}
    return line.said(before, span[1]) if whole else None


def _translated(line: Line, span: Span) -> str | None:
    """Return the name in brackets after a name: '“Kestrel-III” (Falcon III)'."""
    opening = span[1] + (line.low(span[1]) in tuple(QUOTE_CLOSES))
    if line.low(opening) != "(":
        return None
    closing = next((i for i in range(opening + 1, min(opening + REACH, len(line.tokens))) if line.low(i) == ")"), None)
    if closing is None or not all(
        line.capital(i) or is_numeral(line.tokens[i].text) for i in range(opening + 1, closing)
    ):
        return None
    return line.said(opening + 1, closing) if closing > opening + 1 and not line.tokens[opening + 1].acronym else None


def _quoted(line: Line, cued: frozenset[int]) -> Iterator[Span]:
    """Yield short quoted capital names near a cue or after 'named'."""
    opened: int | None = None
    for index, token in enumerate(line.tokens):
        if opened is not None and token.text in QUOTE_CLOSES and index - opened > 1:
            inside = (opened + 1, index - (line.low(index - 1) in (".", ",")))
            if _is_quoted_name(line, inside, cued):
                yield inside
            opened = None
        elif token.text in QUOTE_OPENS:
            opened = index


def _is_quoted_name(line: Line, span: Span, cued: frozenset[int]) -> bool:
    first, last = span
    if not 0 < last - first <= LONGEST_QUOTED or not line.tokens[first].text[0].isalpha():
        return False
    capital = all(
        t.capital or t.low in words("particles") | {"of", "the"} or is_numeral(t.text) for t in line.tokens[first:last]
    )
    cases = line.tokens[first].text[0].isupper() or not line.tokens[first].text[0].islower()
    near = any(first - REACH - 2 <= cue <= last + REACH for cue in cued) or (
        _after_namer(line, first - 1) and bool(cued)
    )
    numbered = bool(edition_of(line.said(first, last)).number)
    return capital and cases and (near or numbered) and not any(first <= cue < last for cue in cued)


def _after_namer(line: Line, index: int) -> bool:
    return any(line.low(i) in words("namers") for i in range(max(0, index - 4), index))


def _in_run(line: Line, run: Span, cued: frozenset[int]) -> Iterator[tuple[Span, int]]:
    first, last = trim(line, run, cued)
    if first >= last:
        return
    end = last
    while end < min(len(line.tokens), last + 2) and is_numeral(line.tokens[end].text):
        end += 1
    span = (first, end)
    number = bool(edition_of(line.said(*span)).number or edition_of(line.said(*span)).year)
    if not can_name(line, (first, last)):
        return
    cued_before = any(first - 2 * REACH <= cue < first for cue in cued)
    if _after_namer_directly(line, first) and (cued_before or (number and cued)):
        yield span, SURE
    elif _beside_cue(line, span, cued, number=number):
        yield span, SURE if number else STRONG
    elif number and _names_itself(line, span):
        yield span, FAIR


def _names_itself(line: Line, span: Span) -> bool:
    """Whether a name with an edition needs no cue: not a king, nor a place and the year after 'in'."""
    glued = span[1] - span[0] == 1
    dated = line.low(span[0] - 1) in ("in", "since", "by", "until", "from", "on")
    return glued or (not dated and line.low(span[1] - 1).isdigit())


def trim(line: Line, run: Span, cued: frozenset[int]) -> Span:
    """Cut cues and ordinary words off a run's ends."""
    first, last = run
    while first < last and (first in cued or line.low(first) in words("demonyms") or line.ordinary(first)):
        first += 1
    while first < last and (last - 1 in cued or line.low(last - 1) in words("months")):
        last -= 1
    return first, last


def can_name(line: Line, span: Span) -> bool:
    """Return whether a run can be a name of its own: no title, month, organization, sure place or nationality."""
    inside = [line.tokens[index] for index in range(*span)]
    bare = [edition_of(token.text).base for token in inside]
    other = words("months") | titles() | words("speech") | words("organization_heads")
    if any(base in other for base in bare) or all(is_numeral(token.text) for token in inside):
        return False
    place = look_up(line.said(*span))
    compound = all(
        look_up(part) or part.lower() in words("demonyms") for part in line.said(*span).replace("–", "-").split("-")
    )
    return not (place and place.sure) and not compound and not all(base in words("demonyms") for base in bare)


def _after_namer_directly(line: Line, first: int) -> bool:
    before = [line.low(first - 1), line.low(first - 2)]
    if before[0] in ("the", "as", "of") and before[1] in words("namers"):
        return True
    return before[0] in words("namers") - {"name", "title", "banner"}


def _beside_cue(line: Line, span: Span, cued: frozenset[int], *, number: bool) -> bool:
    first, last = span
    before, after = first - 1 in cued, last in cued
    if before and (
        line.capital(first - 1) or number or line.low(first - 2) in words("office_modifiers") | {"the", "annual", "in"}
    ):
        return True
    if after and line.low(first - 1) not in ("of", "'s"):
        return True
    if _in_apposition(line, first, last, cued):
        return True
    return number and any(first - REACH <= cue <= last + REACH for cue in cued)


def _in_apposition(line: Line, first: int, last: int, cued: frozenset[int]) -> bool:
    """Whether commas join name and cue: 'the regatta, Ash Cloud, …' or 'Ash Cloud, a regatta …'."""
    if line.low(first - 1) == "," and first - 2 in cued and line.low(last) == ",":
        return True
    told = line.low(last) == "," and line.low(last + 1) in ("a", "an", "the", "its", "their", "his", "her")
    return told and any(last + 1 < cue <= last + REACH for cue in cued)


def _numbered(line: Line) -> Iterator[Span]:
    """Yield single words with an edition glued to them, which a headline's capitals do not hide: 'Kestrel-2017'."""
    for index, token in enumerate(line.tokens):
        edition = edition_of(token.text)
        if len(edition.base) > 3 and (edition.number or edition.year) and regex.search(r"[-‑–]", token.text):
            yield index, index + 1
