"""Noun phrases: lines and a kind's cue words in, the phrases round a cue and the type numbers and names beside it out.

Agreements and equipment have descriptions rather than names: '2014 defence cooperation agreement', 'four Mi-35
helicopters'. A phrase counts only where something determines it, a capital, a number or several words, for every text
speaks of "the deal".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from druzhba_kb.model import Kind
from druzhba_kb.suggesting.cue_matcher import can_name, cue_positions, trim
from druzhba_kb.suggesting.lexicon import TITLES, look_up, words
from druzhba_kb.suggesting.organization_names import acronym_after
from druzhba_kb.suggesting.suggest_model import FAIR, STRONG, Candidate, Span
from druzhba_kb.suggesting.tokenizer import TokenLine, runs

BEFORE, AFTER = 6, 7  # words of a phrase before its cue and in its tail
TAIL_OPENERS = frozenset({"on", "for", "of", "with", "aboard"})
# Mi-35, RS-24, F-16C; B747, AK103; S70A9; Kestrel-M2
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
# COVID-19, G-20, Kestrel-2017, II-3, A4: sicknesses, summits, years, volumes and paper have the shape of a type number.
NO_DESIGNATION = regex.compile(r"(?i)covid.*|g-?(?:7|8|10|20|77)|.*[-‑–](?:19|20)\d\d|[ivx]+-\d+|[ab]\d")


def find_described(line: TokenLine, kind: Kind, cues: Sequence[str]) -> Iterator[Candidate]:
    """Yield the phrases round the cues that something determines: a capital, a number or several words."""
    for cue in () if line.headline else sorted(cue_positions(line, cues)):
        # 'Treaty Organization' is a body and no treaty
        is_of_a_body = line.capital(cue) and line.capital(cue + 1) and line.among(cue + 1, "organization_heads")
        span = None if is_of_a_body else _proper(line, cue) or _phrase(line, cue)
        if span:
            is_proper = line.capital(cue)
            acronym = acronym_after(line, span) if is_proper else None
            yield Candidate(
                kind.id,
                line.occurrence(*span),
                STRONG if is_proper else FAIR,
                forms=(acronym,) if acronym else (),
                aside=True,
            )


def _proper(line: TokenLine, cue: int) -> Span | None:
    """Return a capital cue with the capitals round it: 'Ottawa Memorandum', 'Treaty of X on Y'."""
    if not line.capital(cue):
        return None
    first = cue
    while step := _proper_before(line, first):
        first -= step
    last = cue + 1
    while line.capital(last) or _is_joint(line, last):
        last += 1
    return (first, last) if last - first > 1 else None


def _proper_before(line: TokenLine, first: int) -> int:
    """Return how many words before a proper phrase belong to it: a capital, or 'X of' in 'Exchange of Notes Agreement'."""
    if line.capital(first - 1) and not line.ordinary(first - 1):
        return 1
    is_joined = line.low(first - 1) in ("of", "on", "for") and line.capital(first - 2)
    parts = words("organization_heads", "editions", *TITLES)
    return 2 if is_joined and line.low(first - 2).removesuffix("s") not in parts else 0


def _is_joint(line: TokenLine, index: int) -> bool:
    """Whether a small word joins a capital that follows soon, and is no month: 'Treaty on Safe Ports on Friday'."""
    after = index + 1 + (line.low(index + 1) == "the")
    is_small = line.low(index) in ("of", "on", "for", "and", "the")
    return is_small and line.capital(after) and not line.among(after, "months")


def _phrase(line: TokenLine, cue: int) -> Span | None:
    if line.low(cue - 1) in ("good", "great") and line.low(cue + 1) == "of":  # a great deal of
        return None
    first = cue
    while first > 0 and cue - first < BEFORE and _modifies(line, first - 1):
        first -= 1
    if line.low(first - 1) in ("$", "€", "£"):
        first -= 1
    last = _phrase_end(line, cue + 1)
    is_determined = any(_determines(line, index) for index in range(first, last) if index != cue)
    return (first, last) if is_determined or cue - first > 1 else None


def _determines(line: TokenLine, index: int) -> bool:
    return line.capital(index) or line.tokens[index].text[0].isdigit()


def _modifies(line: TokenLine, index: int) -> bool:
    return line.tokens[index].text[0].isalnum() and not line.among(index, "phrase_stops", "speech", "months")


def _phrase_end(line: TokenLine, start: int) -> int:
    """Return the end of 'for four Mi-35 helicopters': up to a stop, where a capital or a number stands in it."""
    if line.low(start) not in TAIL_OPENERS:
        return start
    end = start + 1
    while end < len(line.tokens) and end - start < AFTER and _continues(line, end):
        end += 1
    while end > start and line.among(end - 1, "phrase_stops"):
        end -= 1
    return end if any(_determines(line, index) for index in range(start + 1, end)) else start


def _continues(line: TokenLine, index: int) -> bool:
    token = line.tokens[index]
    is_stop = line.among(index, "phrase_stops") and not line.among(index, "tail_words")
    is_word = token.text[0].isalnum() or token.text == "$"
    return (
        is_word
        and not is_stop
        and token.low != "during"
        and not any(map(line.dated, (index, index + 1)))
        and not line.among(index, "speech")
    )


def find_designations(line: TokenLine, kind: Kind, cues: Sequence[str]) -> Iterator[Candidate]:
    """Yield type numbers such as Mi-35, with the name after them, and capital names right before or after a cue."""
    cued = cue_positions(line, cues)
    for index in range(len(line.tokens)):
        if _is_designation(line, index, cued):
            yield _designation(line, kind, index, cued)
    for run in () if line.headline else runs(line):
        yield from _beside_equipment(line, kind, run, cued)


def _is_designation(line: TokenLine, index: int, cued: frozenset[int]) -> bool:
    """Whether a token is a type number; a short one such as K9 needs a cue in the sentence, or its maker's name before it."""
    word = line.tokens[index].text
    is_numbered = word[0].isdigit() and line.capital(index - 1) and line.low(index - 1) in NUMBERED
    is_made = len(word) > 2 and _maker(line, index) < index
    # K9, M4 and A1 are also dogs, roads and sheets of paper
    is_short = (SHORT.fullmatch(word) and (cued or is_made)) or (cued and is_numbered)
    return bool(is_short or DESIGNATION.fullmatch(word)) and not NO_DESIGNATION.fullmatch(word)


def _maker(line: TokenLine, index: int) -> int:
    """Return where the capital name begins that stands before a type number: 'Laser RS-35', 'Type 21A'."""
    first = index - 1
    if first < 0 or not line.tokens[first].title_case or "-" in line.tokens[first].text:
        return index
    if line.low(first) in NUMBERED:
        return first
    other = ("organization_heads", "place_heads", "months", "demonyms", "things", *TITLES)
    is_other = look_up(line.tokens[first].text) or line.ordinary(first) or line.among(first, *other)
    return index if is_other else first


def _designation(line: TokenLine, kind: Kind, index: int, cued: frozenset[int]) -> Candidate:
    first, end = _maker(line, index), index + 1
    while line.capital(end) and end not in cued and line.tokens[end].title_case and end < index + 3:
        end += 1
    after = (line.words_of(index, end), line.words_of(index + 1, end)) if end > index + 1 else ()
    bare = (line.tokens[index].text,) if not line.tokens[index].text.isdigit() and end - first > 1 else ()
    return Candidate(kind.id, line.occurrence(first, end), STRONG, forms=(*bare, *after))


def _beside_equipment(line: TokenLine, kind: Kind, run: Span, cued: frozenset[int]) -> Iterator[Candidate]:
    """Yield the capital name in a run that a cue stands right before or after, or a ship by its prefix."""
    first, last = trim(line, run, cued)
    apart = 3 if line.low(first - 1) == "the" and line.low(first - 2) == "," else 1  # 'their frigate, the Admiral Holm'
    is_after = first - apart in cued and not line.capital(first - apart)
    if any(DESIGNATION.fullmatch(line.tokens[at].text) for at in range(*run)):  # it has been found by its number
        return
    if not _can_be_equipment(line, (first, last), is_after=is_after):
        return
    if not is_after and last < len(line.tokens) and MODEL.fullmatch(line.tokens[last].text):
        last += 1
    is_before = (
        last in cued or (line.low(last - 1).isdigit() and last + 1 in cued) or _is_modified(line, first, last, cued)
    )
    is_prefixed = line.tokens[first].acronym and last - first > 1
    is_ship = is_prefixed and line.among(first, "ship_prefixes")
    if is_after or is_ship or (is_before and line.low(first - 1) not in ("'s", "in", "at")):
        forms = (line.words_of(first + 1, last),) if is_prefixed else ()
        yield Candidate(kind.id, line.occurrence(first, last), STRONG if is_after else FAIR, forms=forms)


def _can_be_equipment(line: TokenLine, span: Span, *, is_after: bool) -> bool:
    """Whether a run can name a piece of equipment; after a cue a title may stand in it: 'the frigate Admiral Holm'."""
    first, last = span
    if not 0 < last - first <= 3 or line.among(last - 1, "place_heads", "demonyms"):
        return False
    if line.any_among(span, "organization_heads", "months", *(() if is_after else TITLES)):
        return False
    is_thing = all(line.among(at, "things", "ordinary") for at in range(*span))
    return not is_thing and (is_after or can_name(line, span))


def _is_modified(line: TokenLine, first: int, last: int, cued: frozenset[int]) -> bool:
    """Whether a cue follows with one or two words between, and a determiner stands before: 'the Finn racing dinghy'."""
    cue = next((index for index in (last + 1, last + 2) if index in cued), last)
    between = range(last, cue)
    is_low = all(line.tokens[at].text.islower() and not line.among(at, "phrase_stops") for at in between)
    return bool(between) and is_low and line.among(first - 1, "determiners")
