"""Organizations: lines in, their names out, by head word with modifiers and 'of' tails, or by acronym."""

from __future__ import annotations

import re
from collections.abc import Iterator

from druzhba_kb.suggesting.found import FAIR, STRONG, WEAK, Found
from druzhba_kb.suggesting.lexicon import look_up
from druzhba_kb.suggesting.tokenizer import Line, runs
from druzhba_kb.suggesting.vocabulary import phrases, titles, words

ROMAN = set("IVXLC")
ORDINAL = re.compile(r"\d{1,3}(st|nd|rd|th)")
Span = tuple[int, int]


def find_organizations(line: Line, kind: str) -> Iterator[Found]:
    """Yield the organizations that a line names."""
    if not line.headline:
        for first, last in runs(line):
            for span in _named_in(line, first, last):
                yield _found(line, kind, span)
            if _is_explained(line, first, last) or _is_introduced(line, first, last) or _is_agency(line, first, last):
                yield Found(kind, line.sighting(first, last), FAIR)
    yield from _by_itself(line, kind)


def _found(line: Line, kind: str, span: Span) -> Found:
    acronym = acronym_after(line, span)
    forms = (acronym,) if acronym else ()
    return Found(kind, line.sighting(*span), STRONG, key=key_of(line.said(*span)), forms=forms)


def key_of(name: str) -> str:
    """Return what the spellings of an organization's name share: its words without articles, in any order."""
    spelt = name.lower().replace("’", "'").replace("defense", "defence").replace("organisation", "organization")
    return " ".join(sorted(word for word in spelt.split() if word not in ("the", "of", "for", "and", "&")))


def _named_in(line: Line, first: int, last: int) -> Iterator[Span]:
    first = _skip_opening(line, first, last)
    lower = _lower_head(line, first, last)
    heads = [index for index in range(first, last) if _is_head(line, index)]
    if lower:
        yield lower
    elif heads:
        yield from _parts(line, _with_tail(line, first, heads))


def _parts(line: Line, span: Span) -> Iterator[Span]:
    """Yield an organization, or, in 'Tide Fund of the Herring Club', the one and the other to which it belongs."""
    of = next((index for index in range(*span) if line.low(index) == "of" and line.low(index + 1) == "the"), span[0])
    one, other = (span[0], of), (of + 2, span[1])
    named = of > span[0] and _is_specific(line, one) and line.said(*one).lower() not in phrases("organization_pairs")
    if named and any(_is_head(line, index) for index in range(*other)):
        yield from (part for part in (one, other) if _is_specific(line, part))
    elif _is_specific(line, span):
        yield span


def _skip_opening(line: Line, first: int, last: int) -> int:
    """Return the first token after an ordinary opening word and after the last title that stands before a head."""
    start = first
    for index in range(first, last):
        is_title = line.low(index) in titles() - {"engineer", "marine"} - words("organization_heads")
        before_head = any(_is_head(line, later) for later in range(index + 1, last))
        if is_title and before_head and line.low(index) not in words("office_modifiers"):
            start = index + 1
    while (
        start < last
        and line.opens(start)
        and line.low(start) in words("ordinary") - {"united", "international", "national", "special", "joint"}
    ):
        start += 1
    return start - 1 if start == first and ORDINAL.fullmatch(line.low(start - 1)) else start


def _is_explained(line: Line, first: int, last: int) -> bool:
    """Whether ', a group …' or ', which makes …' follows: the words after the comma say that it is an organization."""
    if line.low(last) != "," or line.ordinary(first):
        return False
    makes = line.low(last + 1) == "which" and line.low(last + 2) in words("makes")
    after = range(last + 2, last + 5) if line.low(last + 1) in ("a", "an", "the") else ()
    return makes or any(line.low(index) in words("organization_nouns") and not line.capital(index) for index in after)


def _is_introduced(line: Line, first: int, last: int) -> bool:
    """Whether 'the monitoring group' or 'the newspaper' stands right before a name of several words."""
    other = words("months") | words("demonyms") | titles()
    inside = [line.low(index) for index in range(first, last)]
    named = len(inside) > 1 and not any(word in other for word in inside)
    return named and line.low(first - 1) in words("organization_nouns") and not line.capital(first - 1)


def _is_agency(line: Line, first: int, last: int) -> bool:
    """Whether it stands in brackets after a dateline: 'OSLO, March 3 (Nordwire) -'."""
    bracketed = line.low(first - 1) == "(" and line.low(last) == ")" and line.low(last + 1) in ("-", "–", "—", ":")
    return bracketed and line.tokens[0].acronym and first < 9


def _is_head(line: Line, index: int) -> bool:
    pair = f"{line.low(index - 1)} {line.low(index)}"
    return line.capital(index) and (
        line.low(index) in words("organization_heads") or pair in phrases("organization_pairs")
    )


def _lower_head(line: Line, first: int, last: int) -> Span | None:
    """Return a run with a head in lower case after it: 'External Affairs ministry'."""
    if line.low(last) not in words("lower_heads") or line.capital(last) or first == last:
        return None
    named = [i for i in range(first, last) if line.low(i) not in words("demonyms") and not look_up(line.tokens[i].text)]
    formal = line.low(last) in words("formal_heads")
    return (first, last + 1) if (named or formal) and line.low(last - 1) not in words("months") else None


def _with_tail(line: Line, first: int, heads: list[int]) -> Span:
    last = heads[-1] + 1
    opening = heads == [first] and line.low(first) in words("opening_heads")
    while line.capital(last) and line.low(last) not in titles() and (opening or line.tokens[last].acronym):
        last += 1
    return first, _tail(line, last, broad=line.low(heads[-1]) in words("heads_with_purpose"))


def _tail(line: Line, last: int, *, broad: bool) -> int:
    """Return the end after 'of X', 'for X and Y'."""
    while line.low(last) in (("of", "for", "on", "against") if broad else ("of",)):
        after = last + 1 + (line.low(last + 1) == "the")
        end = after + 1
        while line.capital(end) and line.low(end) not in titles():
            end += 1
        if not line.capital(after) or line.low(after) in words("months") or line.low(end) == "'s":
            return last
        last = end
        if _goes_on(line, last, broad=broad):
            last += 2
    return last


def _goes_on(line: Line, last: int, *, broad: bool) -> bool:
    """Whether 'and Y' ends a tail 'of X and Y'."""
    joined = line.low(last) in ("and", "&") and line.capital(last + 1) and not line.capital(last + 2)
    return joined and (line.low(last + 2) in ",." or (broad and not look_up(line.tokens[last + 1].text)))


def _is_specific(line: Line, span: Span) -> bool:
    """Whether more than a bare head stands there; loose heads need a word that is no nationality."""
    inside = [line.tokens[index] for index in range(*span)]
    if " ".join(token.low for token in inside) in phrases("organization_pairs"):
        return True
    if len(inside) < 2 or look_up(line.said(*span)):
        return False
    heads = {token.low for token in inside} & words("organization_heads")
    if heads <= words("loose_heads"):
        named = [
            t for t in inside if t.capital and t.low not in words("demonyms") | words("loose_heads") | words("ordinary")
        ]
        places = [look_up(token.text) for token in named]
        return any(place is None or not place.country for place in places)
    return any(token.low not in words("organization_heads") for token in inside)


def acronym_after(line: Line, span: Span) -> str | None:
    """Return the acronym in brackets after a name, where its letters are the name's initials."""
    last = span[1]
    if line.low(last) != "(" or line.low(last + 2) != ")" or not line.tokens[last + 1].acronym:
        return None
    acronym = line.tokens[last + 1].text
    return acronym if shortens(acronym, line.said(*span)) else None


def shortens(acronym: str, name: str, share: float = 0.5) -> bool:
    """Return whether an acronym begins like a name and has at least this share of letters from its initials in order."""
    initials = [part[0].upper() for part in name.replace("-", " ").split() if part[0].isalpha()]
    letters = [char for char in acronym.upper() if char.isalpha()]
    rest = iter(initials)
    taken = sum(letter in rest for letter in letters)
    return bool(letters and initials) and letters[0] == initials[0] and taken >= len(letters) * share


def _by_itself(line: Line, kind: str) -> Iterator[Found]:
    """Yield acronyms, and the names of organizations that are one known word."""
    tokens = line.tokens
    for index, token in enumerate(tokens):
        if token.capital and token.low in words("organization_names"):
            yield Found(kind, line.sighting(index, index + 1), FAIR, key=token.low)
        if not token.acronym or len(token.text) < 3 or set(token.text) <= ROMAN or line.headline or "." in token.text:
            continue
        alone = not line.capital(index - 1) or tokens[index - 1].low in words("demonyms") | words("ordinary")
        before_name = line.low(index + 1).isdigit() or (line.capital(index + 1) and line.low(index + 1) not in titles())
        if (
            alone
            and not before_name
            and not look_up(token.text)
            and token.low not in words("acronyms_of_other_things") | words("ordinary")
            and not (index == 1 and line.low(0) == "(" and line.low(2) == ")")
            and len(token.text) < 8
        ):
            yield Found(kind, line.sighting(index, index + 1), WEAK, key=token.low)
