"""Cued names: lines and a kind's cue words in, proper and quoted names next to a cue out, with edition and year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from druzhba_kb.relate.similar_names import edition_of, is_numeral
from druzhba_kb.suggesting.found import FAIR, STRONG, SURE, Found
from druzhba_kb.suggesting.lexicon import look_up
from druzhba_kb.suggesting.suggest_model import Detail
from druzhba_kb.suggesting.tokenizer import QUOTE_CLOSES, QUOTE_OPENS, Line, runs
from druzhba_kb.suggesting.vocabulary import titles, words

Span = tuple[int, int]
LONGEST_QUOTED = 6
REACH = 6
GLUED = regex.compile(r"(?:\p{L}+[-‑–])*[\p{L}\p{M}]{4,}[-‑–](?:[IVX]+|\d{1,2}|(?:19|20)\d\d)")
COMPOUND = regex.compile(r"\p{Lu}\p{Ll}+[-‑](?!class|type)\p{Ll}+")


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
    closing = _closing(line, opening)
    first, last = opening + 1, closing or 0
    if line.low(first) in tuple(QUOTE_OPENS) and line.low(last - 1) in tuple(QUOTE_CLOSES):
        first, last = first + 1, last - 1
    inside = line.tokens[first:last]
    if not inside or inside[0].acronym or not all(t.capital or t.text in "-–" or is_numeral(t.text) for t in inside):
        return None
    return line.said(first, last)


def _closing(line: Line, opening: int) -> int | None:
    """Return where a short bracket ends that opens at the token opening."""
    inside = range(opening + 1, min(opening + REACH + 2, len(line.tokens))) if line.low(opening) == "(" else ()
    return next((index for index in inside if line.low(index) == ")"), None)


def _quoted(line: Line, cued: frozenset[int]) -> Iterator[Span]:
    """Yield short quoted capital names near a cue or after 'named'."""
    opened: int | None = None
    for index, token in enumerate(line.tokens):
        if opened is not None and token.text in QUOTE_CLOSES and index - opened > 1:
            inside = (opened + 1, index - (line.low(index - 1) in ("", ",")))
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
    first = _joined(line, first, last)
    end = last
    while end < min(len(line.tokens), last + 2) and is_numeral(line.tokens[end].text):
        end += 1
    span = (first, end)
    number = edition_of(line.said(*span)).given
    if not can_name(line, (first, last)):
        return
    cued_before = any(first - 2 * REACH <= cue < first for cue in cued)
    if _after_namer_directly(line, first) and (cued_before or number):
        yield span, SURE
    elif _beside_cue(line, span, cued, number=number):
        yield span, SURE if number else STRONG
    elif number and _names_itself(line, span):
        yield span, FAIR


def _joined(line: Line, first: int, last: int) -> int:
    """Return where a name with 'of' in it begins: 'House of Reeds', but not 'Gulf of Bothnia' or 'Navy of Norway'."""
    of = first - 1 - (line.low(first - 1) == "the")
    start = of - 1
    joined = line.low(of) == "of" and line.capital(start) and not line.ordinary(start)
    named = joined and line.low(start) not in words("place_openers") and can_name(line, (start, last))
    return start if named else first


def _names_itself(line: Line, span: Span) -> bool:
    """Whether a name with an edition needs no cue: not a king, nor a place and the year after 'in'."""
    last = line.tokens[span[1] - 1].text
    glued = bool(GLUED.fullmatch(last)) and edition_of(last).base not in words("acronyms_of_other_things")
    dated = line.low(span[0] - 1) in ("in", "since", "by", "until", "from", "on")
    return glued or (not dated and line.low(span[1] - 1).isdigit() and len(line.low(span[1] - 1)) != 3)


def trim(line: Line, run: Span, cued: frozenset[int]) -> Span:
    """Cut cues and ordinary words off a run's ends."""
    first, last = run
    while first < last and (first in cued or _qualifies(line, first)):
        first += 1
    while first < last and (last - 1 in cued or line.low(last - 1) in words("months")):
        last -= 1
    return first, last


def _qualifies(line: Line, index: int) -> bool:
    """Whether a word only says of what sort a name is: 'Norwegian', 'Norwegian-built', 'Ten-day', or what opens a sentence."""
    word = line.tokens[index].text
    return line.low(index) in words("demonyms") or line.ordinary(index) or bool(COMPOUND.fullmatch(word))


def can_name(line: Line, span: Span) -> bool:
    """Return whether a run can be a name of its own: no title, month, organization, sure place or nationality."""
    inside = [line.tokens[index] for index in range(*span)]
    bare = [edition_of(token.text).base for token in inside]
    other = titles() | words("speech") | words("organization_names")
    loose = words("loose_heads") if is_numeral(line.low(span[1])) else frozenset()
    heads = any(token.low in words("organization_heads") - loose for token in inside)
    if (
        heads
        or any(token.low in other for token in inside)
        or any(base in words("months") for base in bare)
        or all(is_numeral(token.text) for token in inside)
    ):
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
    closing = _closing(line, last)
    before, after = first - 1 in cued, (closing + 1 if closing else last) in cued
    named = number or (last - first > 1 and line.low(last) not in words("speech"))
    introduced = line.capital(first - 1) or line.low(first - 2) in words("office_modifiers") | {"the", "annual", "in"}
    if before and (named or introduced):
        return True
    owned = line.low(first - 1) == "of" or (line.low(first - 1) == "'s" and line.capital(first - 2))
    if after and not owned:
        return True
    if _in_apposition(line, first, last, cued):
        return True
    return number and any(first - REACH <= cue <= last + REACH for cue in cued)


def _in_apposition(line: Line, first: int, last: int, cued: frozenset[int]) -> bool:
    """Whether commas join name and cue: 'the regatta, Ash Cloud, …', 'the first round, Ash Cloud I', 'Ash Cloud, a regatta …'."""
    if line.low(first - 1) == "," and line.low(last) == ",":
        edition = line.low(first - 2) in words("editions") and edition_of(line.said(first, last)).given
        return first - 2 in cued or edition
    told = line.low(last) == "," and line.low(last + 1) in ("a", "an", "the", "its", "their", "his", "her")
    return told and any(last + 1 < cue <= last + REACH for cue in cued)


def _numbered(line: Line) -> Iterator[Span]:
    """Yield single words with an edition glued to them, which a headline's capitals do not hide: 'Kestrel-2017'."""
    for index, token in enumerate(line.tokens):
        edition = edition_of(token.text)
        if len(edition.base) > 3 and edition.given and regex.search(r"[-‑–]", token.text):
            yield index, index + 1
