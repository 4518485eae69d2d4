"""Cue matcher: lines and a kind's cue words in, proper and quoted names next to a cue out, with edition and year.

What a base's own kinds are called (regattas, races) only the base knows: its cues are the whole vocabulary. A name
counts by its nearness to a cue, or by an edition that it carries, as in Kestrel-III; a place, a person's title or an
organization next to a cue is not the thing's name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from druzhba_kb.model import Kind
from druzhba_kb.relate.similar_names import edition_of, is_numeral
from druzhba_kb.suggesting.lexicon import TITLES, look_up, words
from druzhba_kb.suggesting.suggest_model import FAIR, STRONG, SURE, Candidate, NameDetail, Span
from druzhba_kb.suggesting.tokenizer import QUOTE_CLOSES, QUOTE_OPENS, TokenLine, is_row_of_results, runs

LONGEST_QUOTED = 6  # what is longer in quotation marks is said, not named
REACH = 6  # words between a name and its cue
GLUED = regex.compile(r"(?:\p{L}+[-‑–])*[\p{L}\p{M}]{4,}[-‑–](?:[IVX]+|\d{1,2}|(?:19|20)\d\d)")
# "Kestrel-class" is named after something, "Finnish-built" is not
COMPOUND = regex.compile(r"\p{Lu}\p{Ll}+[-‑](?!class|type)\p{Ll}+")


def find_named(line: TokenLine, kind: Kind, cues: Sequence[str]) -> Iterator[Candidate]:
    """Yield proper names next to a cue, with edition and year, and names with an edition that the cues leave open."""
    cued = cue_positions(line, cues)
    spans: dict[Span, int] = dict.fromkeys(_quoted(line, cued), SURE)
    # all its words are capital there, so only an edition shows a name
    if line.headline:
        spans |= dict.fromkeys(_numbered(line), STRONG)
    for run in () if line.headline or is_row_of_results(line) else runs(line):
        span, strength = _named_in(line, run, cued)
        if strength:
            spans.setdefault(span, strength)
    for span, strength in spans.items():
        at = line.occurrence(*span)
        edition = edition_of(at.words)
        given = (("edition", edition.number), ("year", edition.year))
        details = tuple(NameDetail(key, value, at) for key, value in given if value)
        yield Candidate(kind.id, at, strength, details=details)


def cue_positions(line: TokenLine, cues: Sequence[str]) -> frozenset[int]:
    """Return the tokens at which a cue, of one word or several, ends."""
    lows = [token.low for token in line.tokens]
    found = set()
    for cue in (cue.lower().split() for cue in cues):
        ends = range(len(cue) - 1, len(lows))
        found |= {end for end in ends if lows[end + 1 - len(cue) : end + 1] == cue}
    return frozenset(found)


def _closing(line: TokenLine, opening: int) -> int | None:
    """Return where a short bracket ends that opens at the token opening."""
    inside = range(opening + 1, min(opening + REACH + 2, len(line.tokens))) if line.low(opening) == "(" else ()
    return next((index for index in inside if line.low(index) == ")"), None)


def _quoted(line: TokenLine, cued: frozenset[int]) -> Iterator[Span]:
    """Yield short quoted capital names near a cue or after 'named'."""
    opened: int | None = None
    for index, token in enumerate(line.tokens):
        if opened is not None and token.text in QUOTE_CLOSES and index - opened > 1:
            inside = (opened + 1, index - (line.low(index - 1) in ("", ",")))  # American papers set the comma inside
            if _is_quoted_name(line, inside, cued):
                yield inside
            opened = None
        elif token.text in QUOTE_OPENS:
            opened = index


def _is_quoted_name(line: TokenLine, span: Span, cued: frozenset[int]) -> bool:
    first, last = span
    opener = line.tokens[first].text[0]
    if not 0 < last - first <= LONGEST_QUOTED or not opener.isalpha() or opener.islower():
        return False
    small = words("particles") | {"of", "the"}
    is_capital = all(t.capital or t.low in small or is_numeral(t.text) for t in line.tokens[first:last])
    is_near = any(first - REACH - 2 <= cue <= last + REACH for cue in cued)
    is_named = bool(cued) and any(line.among(index, "namers") for index in range(max(0, first - 5), first - 1))
    is_numbered = bool(edition_of(line.words_of(first, last)).number)
    is_cue = any(first <= cue < last for cue in cued)
    return is_capital and (is_near or is_named or is_numbered) and not is_cue


def _named_in(line: TokenLine, run: Span, cued: frozenset[int]) -> tuple[Span, int]:
    """Return the name in a run of capitals, and how sure it is: not at all where it is none."""
    first, last = trim(line, run, cued)
    if first >= last:
        return run, 0
    first = _joined(line, first, last)
    end = last
    while end < min(len(line.tokens), last + 2) and is_numeral(line.tokens[end].text):  # 'Kestrel III 2017'
        end += 1
    span = (first, end)
    is_numbered = edition_of(line.words_of(*span)).given
    if not can_name(line, (first, last)):
        return span, 0
    is_cued_before = any(first - 2 * REACH <= cue < first for cue in cued)
    if _is_after_namer(line, first) and (is_cued_before or is_numbered):
        return span, SURE
    if _is_beside_cue(line, span, cued, is_numbered=is_numbered):
        return span, SURE if is_numbered else STRONG
    return span, FAIR if is_numbered and _names_itself(line, span) else 0


def _joined(line: TokenLine, first: int, last: int) -> int:
    """Return where a name with 'of' in it begins: 'House of Reeds', but not 'Gulf of Bothnia' or 'Navy of Norway'."""
    of = first - 1 - (line.low(first - 1) == "the")
    start = of - 1
    is_joined = line.low(of) == "of" and line.capital(start) and not line.ordinary(start)
    is_named = is_joined and not line.among(start, "place_openers") and can_name(line, (start, last))
    return start if is_named else first


def _names_itself(line: TokenLine, span: Span) -> bool:
    """Whether a name with an edition needs no cue: not a king, nor a place and the year after 'in'."""
    last = line.tokens[span[1] - 1]
    if GLUED.fullmatch(last.text) and edition_of(last.text).base not in words("acronyms_of_other_things"):
        return True
    is_dated = line.low(span[0] - 1) in ("in", "since", "by", "until", "from", "on")
    is_dated = is_dated or line.among(span[1], "months")  # "Opened 10 October"
    # "Henry VIII" is a king and "Boeing 747" an aircraft; an edition is a year or small
    return not is_dated and last.low.isdigit() and len(last.low) != 3


def trim(line: TokenLine, run: Span, cued: frozenset[int]) -> Span:
    """Cut cues and ordinary words off a run's ends."""
    first, last = run
    while first < last and (first in cued or _qualifies(line, first)):
        first += 1
    while first < last and (last - 1 in cued or line.among(last - 1, "months")):
        last -= 1
    return first, last


def _qualifies(line: TokenLine, index: int) -> bool:
    """Whether a word only says of what sort a name is: 'Norwegian', 'Norwegian-built', 'Ten-day', or what opens a sentence."""
    is_compound = bool(COMPOUND.fullmatch(line.tokens[index].text))
    return line.among(index, "demonyms") or line.ordinary(index) or is_compound


def can_name(line: TokenLine, span: Span) -> bool:
    """Return whether a run can be a name of its own: no title, month, organization, sure place or nationality."""
    inside = [line.tokens[index] for index in range(*span)]
    bases = {edition_of(token.text).base for token in inside}
    loose = words("loose_heads") if is_numeral(line.low(span[1])) else frozenset()
    other = (words("organization_heads") - loose) | words("speech", "organization_names", *TITLES)
    if any(token.low in other for token in inside) or bases & words("months"):
        return False
    place = look_up(line.words_of(*span))
    if (place and place.sure) or all(is_numeral(token.text) for token in inside) or bases <= words("demonyms"):
        return False
    parts = line.words_of(*span).replace("–", "-").split("-")  # 'Norway-Finland' is a pair and no name
    # a village that few know may share the name of an edition: 'the regatta Amber 2019', not 'in Amber 2019'
    if len(parts) == 1 and place and is_numeral(line.low(span[1])):
        return not line.among(span[0] - 1, "before_places")
    return not all(look_up(part) or part.lower() in words("demonyms") for part in parts)


def _is_after_namer(line: TokenLine, first: int) -> bool:
    if line.low(first - 1) in ("the", "as", "of") and line.among(first - 2, "namers"):
        return True
    return line.among(first - 1, "namers") and line.low(first - 1) not in ("name", "title", "banner")


def _is_beside_cue(line: TokenLine, span: Span, cued: frozenset[int], *, is_numbered: bool) -> bool:
    first, last = span
    closing = _closing(line, last)
    if first - 1 in cued:
        is_named = is_numbered or (last - first > 1 and not line.among(last, "speech"))
        is_described = line.low(first - 2) in ("the", "annual", "in") or line.among(first - 2, "office_modifiers")
        if is_named or is_described or line.capital(first - 1):
            return True
    # "the Fund of Norway regatta": what owns the cue is not named by it
    is_owned = line.low(first - 1) == "of" or (line.low(first - 1) == "'s" and line.capital(first - 2))
    if (closing + 1 if closing else last) in cued and not is_owned:
        return True
    is_near = is_numbered and any(first - REACH <= cue <= last + REACH for cue in cued)
    return is_near or _is_in_apposition(line, first, last, cued)


def _is_in_apposition(line: TokenLine, first: int, last: int, cued: frozenset[int]) -> bool:
    """Whether commas join name and cue: 'the regatta, Ash Cloud, …', 'the first round, Ash Cloud I', 'Ash Cloud, a regatta …'."""
    if line.low(first - 1) == "," and line.low(last) == ",":
        is_edition = line.among(first - 2, "editions") and edition_of(line.words_of(first, last)).given
        return first - 2 in cued or is_edition
    if line.low(first - 1) == "to" and line.low(first - 2) == "according":
        return False
    is_explained = line.low(last) == "," and line.low(last + 1) in ("a", "an", "the", "its", "their", "his", "her")
    return is_explained and any(last + 1 < cue <= last + REACH for cue in cued)


def _numbered(line: TokenLine) -> Iterator[Span]:
    """Yield single words with an edition glued to them, which a headline's capitals do not hide: 'Kestrel-2017'."""
    for index, token in enumerate(line.tokens):
        edition = edition_of(token.text)
        if len(edition.base) > 3 and edition.given and regex.search(r"[-‑–]", token.text):
            yield index, index + 1
