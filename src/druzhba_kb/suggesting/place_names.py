"""Place names: lines in, places by gazetteer, by shape ('X Province', 'Gulf of X') and after words such as 'in' out.

Half of the world's names are places too, so the gazetteer alone decides only for large ones: a name inside a longer
name, or one that is also a word, must stand where a place is expected. An unknown name after 'in' is weak, and any
other reading of it goes before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from druzhba_kb.model import Kind
from druzhba_kb.relate.similar_names import edition_of
from druzhba_kb.suggesting.lexicon import LONGEST_PLACE, TITLES, GazetteerPlace, look_up, words
from druzhba_kb.suggesting.suggest_model import FAIR, STRONG, WEAK, Candidate, Span
from druzhba_kb.suggesting.tokenizer import TokenLine, runs

# 'Lake Holm', but 'Gulf of Holm'
WITHOUT_OF = frozenset({"lake", "mount", "mt", "cape", "fort", "camp", "port", "isle", "river"})
NO_PLACE = ("demonyms", "months", "ordinary", "things", "speech", *TITLES)


def find_places(line: TokenLine, kind: Kind, _cues: Sequence[str]) -> Iterator[Candidate]:
    """Yield the places that a line names."""
    for first, last in runs(line):
        for span, known in _known_in(line, first, last):
            without = (line.words_of(span[0] + 1, span[1]),) if line.low(span[0]) == "the" else ()
            yield Candidate(kind.id, line.occurrence(*span), FAIR, key=known.key, forms=without)
        if not line.headline:
            yield from _by_shape(line, kind, first, last)


def _known_in(line: TokenLine, first: int, last: int) -> Iterator[tuple[Span, GazetteerPlace]]:
    index = first
    while index < last:
        found = _longest(line, index, last)
        if found and _is_whole(line, (first, last), *found):
            yield found
        index = found[0][1] if found else index + 1


def _longest(line: TokenLine, index: int, last: int) -> tuple[Span, GazetteerPlace] | None:
    for end in range(min(last, index + LONGEST_PLACE), index, -1):
        spelt = line.words_of(index, end)
        known = look_up(spelt)
        # USA and UK are places, other short capitals are acronyms
        if known and (end - index > 1 or not spelt.isupper() or known.country or len(spelt) > 3):
            return (index, end), known
    return None


def _is_whole(line: TokenLine, run: Span, found: Span, known: GazetteerPlace) -> bool:
    """Whether a gazetteer name is a place here and not part of a longer name, or a word or person of that name."""
    end = found[1]
    first = next(index for index in range(run[0], end) if look_up(line.words_of(index, end)) == known)
    before = range(run[0] + line.ordinary(run[0]), first)
    # the Turku of "Ada Turku" is somebody's name
    if not line.headline and not all(line.among(at, "ordinary", "directions", "months") for at in before):
        return False
    if line.headline and not known.country and line.capital(end) and line.among(end, "organization_heads"):
        return False
    if end < run[1] and not line.headline:
        return False
    is_single = end - first == 1 and line.tokens[first].acronym and len(line.words_of(first, end)) < 6
    return (known.sure and not (is_single and not known.country)) or _is_placed(line, first, end)


def _is_placed(line: TokenLine, first: int, end: int) -> bool:
    """Whether a doubtful name stands as a place: after 'in', before ', Country', or at the head of a report."""
    if line.among(first - 1, "before_places") or _is_after_feature(line, first):
        return True
    if line.low(end) == "," and line.capital(end + 1):
        country = look_up(line.tokens[end + 1].text)
        return bool(country and country.country)
    return line.tokens[first].acronym and first == 0 and _opens_report(line, end)


def _opens_report(line: TokenLine, end: int) -> bool:
    """Whether a dateline goes on after the place: with a mark, a date or a country."""
    is_dated = line.low(end) == "," and (line.capital(end + 1) or line.low(end + 1).isdigit())
    is_dated |= line.low(end)[:5].replace("-", "").isdigit() and "-" in line.low(end)
    return is_dated or line.low(end) in (":", ";", "(", "-", "–", "—")


def is_located(line: TokenLine, first: int) -> bool:
    """Return whether a name is a place's by what stands before it: 'in', 'banks of the'."""
    return line.among(first - 1, "locative") or _is_after_feature(line, first)


def _is_after_feature(line: TokenLine, first: int) -> bool:
    """Whether 'banks of the', 'north of' or the like stands before."""
    of = first - 1 - (line.low(first - 1) == "the")
    is_low = not line.capital(of - 1) or line.opens(of - 1)
    return line.low(of) == "of" and line.among(of - 1, "features") and is_low


def _by_shape(line: TokenLine, kind: Kind, first: int, last: int) -> Iterator[Candidate]:
    opened, headed = _opened(line, first, last), _headed(line, first, last)
    for span, base in filter(None, (opened, headed)):
        forms = (line.words_of(*base),) if base != span else ()
        yield Candidate(kind.id, line.occurrence(*span), STRONG, forms=forms)
    if not headed and _is_unknown_place(line, first, last):
        yield Candidate(kind.id, line.occurrence(first, last), WEAK)


def _opened(line: TokenLine, first: int, last: int) -> tuple[Span, Span] | None:
    """Return 'Gulf of X', 'Port of X', 'Lake X'; for 'city of X' the name is X."""
    for index in range(max(first - 2, 0), last):
        of = line.low(index + 1) == "of"
        start = index + 1 + of + (line.low(index + 2) == "the" if of else 0)
        is_opener = line.among(index, "place_openers") and (of or line.low(index) in WITHOUT_OF)
        if is_opener and first <= start < last and _is_name(line, (start, last)):
            span = (index if line.capital(index) else start), last
            return span, span
    return None


def _headed(line: TokenLine, first: int, last: int) -> tuple[Span, Span] | None:
    """Return 'X Province', 'X training ground' with X; the head may be in lower case."""
    while first < last and line.ordinary(first):
        first += 1
    heads = [index for index in range(first + 1, last) if line.among(index, "place_heads")]
    if heads:
        base = first, heads[-1]
        return ((first, last), base) if heads[-1] + 1 == last and _is_name(line, base) else None
    end = last
    while line.among(end, "ground_words") and end - last < 3:
        end += 1
    if first == last or not line.among(end, "place_heads") or not _is_name(line, (first, last)):
        return None
    if end > last or not line.among(end, "weak_place_heads"):
        return (first, end + 1), (first, last)
    is_place = look_up(line.words_of(first, last)) or line.among(first - 1, "before_places")
    return ((first, last), (first, last)) if is_place or line.low(first - 1) == "the" else None


def _is_name(line: TokenLine, span: Span) -> bool:
    """Whether the words can name a place: not only nationalities, months and things."""
    if line.among(span[1], "natural") and line.capital(span[1]):
        return True
    lows = [line.low(index) for index in range(*span)]
    return not line.any_among(span, "organization_heads") and any(
        low not in words(*NO_PLACE) and not low.isdigit() for low in lows
    )


def _is_unknown_place(line: TokenLine, first: int, last: int) -> bool:
    """Whether an unknown name stands after 'in', 'at' or 'near'."""
    if not is_located(line, first) or last - first > 3 or not _is_name(line, (first, last)):
        return False
    is_plain = all(
        token.title_case and not edition_of(token.text).number and token.text.replace("-", "").isalpha()
        for token in line.tokens[first:last]
    )
    is_other = line.any_among((first, last), "things", "demonyms", "months", *TITLES)
    return is_plain and not is_other and line.low(last) not in ("'s", "&")
