"""Organization names: lines in, organizations by head word, by what is said of them, or by acronym out.

A head alone names nothing ("the Ministry"), and a nationality before it only what is unique in a country ("Norwegian
Navy"). A name ends where its tail does, so that "Tide Fund of the Herring Club" is two organizations; an acronym is one
of them where its letters are their initials.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from druzhba_kb.model import Kind
from druzhba_kb.suggesting.lexicon import TITLES, given_names, look_up, phrases, words
from druzhba_kb.suggesting.suggest_model import FAIR, STRONG, SURE, WEAK, Candidate, Span
from druzhba_kb.suggesting.tokenizer import TokenLine, is_row_of_results, runs

ROMAN = set("IVXLC")
ORDINAL = re.compile(r"\d{1,3}(st|nd|rd|th)")  # '14th Harbour Brigade'


def find_organizations(line: TokenLine, kind: Kind, _cues: Sequence[str]) -> Iterator[Candidate]:
    """Yield the organizations that a line names."""
    for run in () if line.headline else runs(line):
        for span in _named_in(line, *run):
            acronym = acronym_after(line, span)
            key = _key(line.words_of(*span))
            yield Candidate(kind.id, line.occurrence(*span), STRONG, key=key, forms=(acronym,) if acronym else ())
        if _is_explained(line, *run) or _is_agency(line, *run):
            yield Candidate(kind.id, line.occurrence(*run), FAIR)
    yield from _by_itself(line, kind)
    yield from _teams(line, kind)


def _teams(line: TokenLine, kind: Kind) -> Iterator[Candidate]:
    """Yield what plays under the name of a place or of itself: in a row of results, before a verb of games, 'the Reds'."""
    is_row = is_row_of_results(line)
    for first, last in runs(line):
        known = look_up(line.words_of(first, last))
        if (known and known.country) or not (known or line.low(first) not in given_names()):
            continue  # countries play as countries, and people too are in lists of results
        if is_row:
            yield Candidate(kind.id, line.occurrence(first, last), SURE)
        is_other = line.any_among((first, last), "months", "ordinary", "demonyms", *TITLES)
        is_short = bool(known) or last - first == 1
        is_game = is_short and (line.among(last, "games") or line.among(first - 1, "games"))
        is_led = bool(known) and line.among(last, "team_roles")
        if not is_row and not is_other and (is_game or is_led or _is_plural(line, first, last)):
            yield Candidate(kind.id, line.occurrence(first, last), FAIR)


def _is_plural(line: TokenLine, first: int, last: int) -> bool:
    """Whether it is 'the Herons': one word in the plural after 'the', no people and no place."""
    word = line.low(first)
    is_one = last - first == 1 and line.low(first - 1) == "the" and word.endswith("s") and not word.endswith("ss")
    is_other = (
        look_up(word)
        or line.among(first, "things", "demonyms", "place_heads", "organization_heads")
        or word[:-1] in words("demonyms", "things")
    )
    return is_one and line.tokens[first].title_case and not is_other


def _key(name: str) -> str:
    """Return what the spellings of an organization's name share: its words without articles, in any order."""
    # both spellings of English stand in one base
    spelt = name.lower().replace("’", "'").replace("defense", "defence").replace("organisation", "organization")
    return " ".join(sorted(word for word in spelt.split() if word not in ("the", "of", "for", "and", "&")))


def _named_in(line: TokenLine, first: int, last: int) -> Iterator[Span]:
    first = _skip_opening(line, first, last)
    heads = [index for index in range(first, last) if _is_head(line, index)]
    if lower := _lower_head(line, first, last):
        yield lower
    elif heads:
        yield from _parts(line, _with_tail(line, first, heads))


def _parts(line: TokenLine, span: Span) -> Iterator[Span]:
    """Yield an organization, or, in 'Tide Fund of the Herring Club', the one and the other to which it belongs."""
    of = next((index for index in range(*span) if line.low(index) == "of" and line.low(index + 1) == "the"), span[0])
    one, other = (span[0], of), (of + 2, span[1])
    is_named = of > span[0] and _is_specific(line, one)
    is_pair = is_named and line.words_of(*one).lower() in phrases("organization_pairs")
    if is_named and not is_pair and any(_is_head(line, index) for index in range(*other)):
        yield from (part for part in (one, other) if _is_specific(line, part))
    elif _is_specific(line, span):
        yield span


def _skip_opening(line: TokenLine, first: int, last: int) -> int:
    """Return the first token after an ordinary opening word and after the last title that stands before a head."""
    start = first
    for index in range(first, last):
        is_title = line.among(index, *TITLES) and line.low(index) not in ("engineer", "marine")
        is_before_head = any(_is_head(line, later) for later in range(index + 1, last))
        if is_title and is_before_head and not line.among(index, "organization_heads", "office_modifiers"):
            start = index + 1
    while start < last and line.opens(start) and line.among(start, "ordinary"):
        # ordinary words that names of bodies begin with
        if line.low(start) in ("united", "international", "national", "special", "joint"):
            break
        start += 1
    return start - 1 if start == first and ORDINAL.fullmatch(line.low(start - 1)) else start


def _is_explained(line: TokenLine, first: int, last: int) -> bool:
    """Whether ', a group …' or ', which makes …' follows: the words after the comma say that it is an organization."""
    if line.low(last) != "," or line.ordinary(first):
        return False
    makes = line.low(last + 1) == "which" and line.among(last + 2, "makes")
    after = range(last + 2, last + 5) if line.low(last + 1) in ("a", "an", "the") else ()
    return makes or any(line.among(index, "organization_nouns") and not line.capital(index) for index in after)


def _is_agency(line: TokenLine, first: int, last: int) -> bool:
    """Whether it stands in brackets after a dateline: 'OSLO, March 3 (Nordwire) -'."""
    bracketed = line.low(first - 1) == "(" and line.low(last) == ")" and line.low(last + 1) in ("-", "–", "—", ":")
    return bracketed and line.tokens[0].acronym and first < 9


def _is_head(line: TokenLine, index: int) -> bool:
    pair = f"{line.low(index - 1)} {line.low(index)}"
    is_head = line.among(index, "organization_heads") or pair in phrases("organization_pairs")
    return line.capital(index) and is_head


def _lower_head(line: TokenLine, first: int, last: int) -> Span | None:
    """Return a run with a head in lower case after it: 'External Affairs ministry'."""
    if not line.among(last, "lower_heads") or line.capital(last) or first == last:
        return None
    named = [at for at in range(first, last) if not line.among(at, "demonyms") and not look_up(line.tokens[at].text)]
    is_formal = line.among(last, "formal_heads")
    return (first, last + 1) if (named or is_formal) and not line.among(last - 1, "months") else None


def _with_tail(line: TokenLine, first: int, heads: list[int]) -> Span:
    last = heads[-1] + 1
    is_opening = heads == [first] and line.among(first, "opening_heads")
    while line.capital(last) and not line.among(last, *TITLES) and (is_opening or line.tokens[last].acronym):
        last += 1
    return first, _tail(line, last, broad=line.among(heads[-1], "heads_with_purpose"))


def _tail(line: TokenLine, last: int, *, broad: bool) -> int:
    """Return the end after 'of X', 'for X and Y'."""
    while line.low(last) in (("of", "for", "on", "against") if broad else ("of",)):
        after = last + 1 + (line.low(last + 1) == "the")
        end = after + 1
        while line.capital(end) and not line.among(end, *TITLES):
            end += 1
        if not line.capital(after) or line.among(after, "months") or line.low(end) == "'s":
            return last
        last = end + 2 * _goes_on(line, end, broad=broad)
    return last


def _goes_on(line: TokenLine, last: int, *, broad: bool) -> bool:
    """Whether 'and Y' ends a tail 'of X and Y'."""
    is_joined = line.low(last) in ("and", "&") and line.capital(last + 1) and not line.capital(last + 2)
    return is_joined and (line.low(last + 2) in ",." or (broad and not look_up(line.tokens[last + 1].text)))


def _is_specific(line: TokenLine, span: Span) -> bool:
    """Whether more than a bare head stands there; loose heads need a word that is no nationality."""
    lows = [line.low(index) for index in range(*span)]
    if " ".join(lows) in phrases("organization_pairs"):
        return True
    if len(lows) < 2 or look_up(line.words_of(*span)):
        return False
    if not set(lows) & words("organization_heads") <= words("loose_heads"):
        return any(low not in words("organization_heads") for low in lows)
    other = ("demonyms", "loose_heads", "ordinary")
    named = [line.tokens[at].text for at in range(*span) if line.capital(at) and not line.among(at, *other)]
    return any(place is None or not place.country for place in map(look_up, named))


def acronym_after(line: TokenLine, span: Span) -> str | None:
    """Return the acronym in brackets after a name, where its letters are the name's initials."""
    last = span[1]
    if line.low(last) != "(" or line.low(last + 2) != ")" or not line.tokens[last + 1].acronym:
        return None
    acronym = line.tokens[last + 1].text
    return acronym if shortens(acronym, line.words_of(*span)) else None


def shortens(acronym: str, name: str) -> bool:
    """Return whether an acronym begins like a name and has half of its letters from its initials in order."""
    initials = [part[0].upper() for part in name.replace("-", " ").split() if part[0].isalpha()]
    letters = [char for char in acronym.upper() if char.isalpha()]
    rest = iter(initials)
    taken = sum(letter in rest for letter in letters)
    # acronyms take letters from inside words, and leave small words out
    return bool(letters and initials) and letters[0] == initials[0] and 2 * taken >= len(letters)


def _by_itself(line: TokenLine, kind: Kind) -> Iterator[Candidate]:
    """Yield acronyms, and the names of organizations that are one known word."""
    for index, token in enumerate(line.tokens):
        if token.capital and token.low in words("organization_names"):
            yield Candidate(kind.id, line.occurrence(index, index + 1), FAIR, key=token.low)
        if not line.headline and _is_acronym(line, index):
            yield Candidate(kind.id, line.occurrence(index, index + 1), WEAK, key=token.low)


def _is_acronym(line: TokenLine, index: int) -> bool:
    """Whether an acronym stands alone and for a body: not as part of a name, nor for a place or a thing."""
    token = line.tokens[index]
    # two letters are countries and units; long ones are words that somebody shouts
    if not token.acronym or not 3 <= len(token.text) < 8 or set(token.text) <= ROMAN or "." in token.text:
        return False
    is_alone = not line.capital(index - 1) or line.among(index - 1, "demonyms", "ordinary")
    is_before_name = line.low(index + 1).isdigit() or (line.capital(index + 1) and not line.among(index + 1, *TITLES))
    is_place = look_up(token.text) or (index == 1 and line.low(0) == "(" and line.low(2) == ")")
    is_other = line.among(index, "acronyms_of_other_things", "ordinary")
    return is_alone and not is_before_name and not is_place and not is_other
