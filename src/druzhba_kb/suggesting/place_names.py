"""Places: lines in, their names out, by gazetteer, by shape ('X Province', 'Gulf of X') and after words such as 'in'."""

from __future__ import annotations

from collections.abc import Iterator

from druzhba_kb.relate.similar_names import edition_of
from druzhba_kb.suggesting.found import FAIR, STRONG, WEAK, Found
from druzhba_kb.suggesting.lexicon import LONGEST_PHRASE, Known, look_up
from druzhba_kb.suggesting.suggest_model import Sighting
from druzhba_kb.suggesting.tokenizer import Line, runs
from druzhba_kb.suggesting.vocabulary import titles, words

Span = tuple[int, int]
WITHOUT_OF = frozenset({"lake", "mount", "mt", "cape", "fort", "camp", "port", "isle", "river"})


def find_places(line: Line, kind: str) -> Iterator[Found]:
    """Yield the places that a line names."""
    for first, last in runs(line):
        for span, known in _known_in(line, first, last):
            without = (line.said(span[0] + 1, span[1]),) if line.low(span[0]) == "the" else ()
            yield Found(kind, line.sighting(*span), FAIR, key=known.key, forms=without)
        if not line.headline:
            yield from _by_shape(line, kind, first, last)
    yield from _dateline(line, kind)
    yield from _based(line, kind)


def _known_in(line: Line, first: int, last: int) -> Iterator[tuple[Span, Known]]:
    index = first
    while index < last:
        found = _longest(line, index, last)
        if found and _stands_alone(line, (first, last), found):
            yield (index, found[0]), found[1]
        index = found[0] if found else index + 1


def _longest(line: Line, index: int, last: int) -> tuple[int, Known] | None:
    for end in range(min(last, index + LONGEST_PHRASE), index, -1):
        said = line.said(index, end)
        known = look_up(said)
        if known and (end - index > 1 or not said.isupper() or known.country or len(said) > 3):
            return end, known
    return None


def _stands_alone(line: Line, run: Span, found: tuple[int, Known]) -> bool:
    """Whether a gazetteer name is a place here and not part of a longer name, or a word or person of that name."""
    end, known = found
    first = next(i for i in range(run[0], end) if look_up(line.said(i, end)) == known)
    left = [line.low(index) for index in range(run[0], first)]
    common = words("ordinary") | words("directions") | words("months")
    skipped = line.ordinary(run[0])
    if left[skipped:] and not line.headline and not all(word in common for word in left[skipped:]):
        return False
    if line.headline and not known.country and line.capital(end) and line.low(end) in words("organization_heads"):
        return False
    if end < run[1] and not line.headline and not _may_follow(line, first, end, known):
        return False
    abbreviated = (
        line.tokens[first].acronym and end - first == 1 and len(line.said(first, end)) < 6 and not known.country
    )
    return (known.sure and not abbreviated) or _placed(line, first, end)


def _may_follow(line: Line, first: int, index: int, known: Known) -> bool:
    sent = line.low(first - 1) in ("to", "of", "for") and line.low(first - 2) in titles()
    return known.country and (sent or line.low(index) in titles() | words("office_modifiers"))


def _placed(line: Line, first: int, end: int) -> bool:
    """Whether a doubtful name stands as a place: after 'in', before ', Country', or at the head of a report."""
    if line.low(first - 1) in words("before_places") or _after_feature(line, first):
        return True
    if line.low(end) == "," and line.capital(end + 1):
        country = look_up(line.tokens[end + 1].text)
        return bool(country and country.country)
    return line.tokens[first].acronym and first == 0 and _dates(line, end)


def _dates(line: Line, end: int) -> bool:
    """Whether a dateline goes on after the place: with a mark, a date or a country."""
    dated = line.low(end) == "," and (line.capital(end + 1) or line.low(end + 1).isdigit())
    return dated or line.low(end) in (":", ";", "(", "-", "–", "—")


def located(line: Line, first: int) -> bool:
    """Return whether a name is a place's by what stands before it: 'in', 'banks of the', 'from Turku to'."""
    return line.low(first - 1) in words("locative") or _after_feature(line, first) or _on_a_way(line, first)


def _after_feature(line: Line, first: int) -> bool:
    """Whether 'banks of the', 'north of' or the like stands before."""
    of = first - 1 - (line.low(first - 1) == "the")
    lower = not line.capital(of - 1) or line.opens(of - 1)
    return line.low(of) == "of" and line.low(of - 1) in words("features") and lower


def _on_a_way(line: Line, first: int) -> bool:
    """Whether 'from Turku to' or 'between Turku and' stands before, Turku being a place of the gazetteer."""
    opening = {"to": "from", "and": "between"}.get(line.low(first - 1))
    starts = (start for start in (first - 2, first - 3) if start > 0 and line.low(start - 1) == opening)
    return any(look_up(line.said(start, first - 1)) for start in starts)


def _by_shape(line: Line, kind: str, first: int, last: int) -> Iterator[Found]:
    opened = _opened(line, first, last)
    headed = _headed(line, first, last)
    for span, base in filter(None, (opened, headed)):
        forms = (line.said(*base),) if base != span and _can_stand_alone(line, span, base) else ()
        yield Found(kind, line.sighting(*span), STRONG, forms=forms)
    if not headed:
        yield from _after_preposition(line, kind, first, last)


def _can_stand_alone(line: Line, span: Span, base: Span) -> bool:
    """Whether the name before a head is a form of its own: 'Kerch' of 'Kerch Strait', but not 'Arabian' of 'Arabian Sea'."""
    if not line.capital(span[1] - 1) or look_up(line.said(*base)):
        return True
    return base[1] - base[0] == 1 and line.low(base[0]) not in words("demonyms")


def _opened(line: Line, first: int, last: int) -> tuple[Span, Span] | None:
    """Return 'Gulf of X', 'Port of X', 'Lake X'; for 'city of X' the name is X."""
    for index in range(max(first - 2, 0), last):
        word, of = line.low(index), line.low(index + 1) == "of"
        start = index + 1 + of + (line.low(index + 2) == "the" if of else 0)
        if word not in words("place_openers") or not first <= start < last or not _is_name(line, (start, last)):
            continue
        if line.capital(index) and (of or word in WITHOUT_OF):
            return (index, last), (index, last)
        if of or word in WITHOUT_OF:
            return (start, last), (start, last)
    return None


def _headed(line: Line, first: int, last: int) -> tuple[Span, Span] | None:
    """Return 'X Province', 'X training ground' with X; the head may be in lower case."""
    first = _skip(line, first, last)
    heads = [index for index in range(first + 1, last) if line.low(index) in words("place_heads")]
    if heads:
        end = heads[-1] + 1
        return ((first, end), (first, heads[-1])) if end == last and _is_name(line, (first, heads[-1])) else None
    end = last
    while line.low(end) in words("ground_words") and end - last < 3:
        end += 1
    if first == last or line.low(end) not in words("place_heads") or not _is_name(line, (first, last)):
        return None
    weak = end == last and line.low(end) in words("weak_place_heads")
    if weak and not (look_up(line.said(first, last)) or line.low(first - 1) in words("before_places") | {"the"}):
        return None
    return ((first, last), (first, last)) if weak else ((first, end + 1), (first, last))


def _skip(line: Line, first: int, last: int) -> int:
    while first < last and line.ordinary(first):
        first += 1
    return first


def _is_name(line: Line, span: Span) -> bool:
    """Whether the words can name a place: not only nationalities, months and things."""
    other = words("demonyms") | words("months") | words("ordinary") | words("things") | words("speech") | titles()
    inside = [line.tokens[index] for index in range(*span)]
    heads = any(token.low in words("organization_heads") for token in inside)
    if line.low(span[1]) in words("natural") and line.capital(span[1]):
        return True
    return not heads and any(token.low not in other and not token.low.isdigit() for token in inside)


def _after_preposition(line: Line, kind: str, first: int, last: int) -> Iterator[Found]:
    """Yield an unknown name after 'in', 'at' or 'near'."""
    inside = [line.tokens[index] for index in range(first, last)]
    if not located(line, first) or len(inside) > 3 or not _is_name(line, (first, last)):
        return
    plain = all(
        token.title_case and not edition_of(token.text).number and token.text.replace("-", "").isalpha()
        for token in inside
    )
    common = words("things") | words("demonyms") | words("months") | titles()
    if plain and not any(token.low in common for token in inside) and line.low(last) not in ("'s", "&"):
        yield Found(kind, line.sighting(first, last), WEAK)


def _based(line: Line, kind: str) -> Iterator[Found]:
    """Yield the place in 'Turku-based'."""
    for token in line.tokens:
        place, _, rest = token.text.partition("-")
        known = look_up(place) if rest in ("based", "born", "bound") else None
        if known and known.sure:
            start = line.sentence.start + token.start
            yield Found(kind, Sighting(line.sentence, start, start + len(place)), FAIR, key=known.key)


def _dateline(line: Line, kind: str) -> Iterator[Found]:
    """Yield the place in capitals that opens a report: 'PORT ALBA; Mar 14'."""
    end = 0
    while end < min(3, len(line.tokens)) and line.tokens[end].acronym:
        end += 1
    if end and _dates(line, end) and len(line.said(0, end)) > 3 and line.kind == "p":
        known = look_up(line.said(0, end))
        if known or line.low(end) != "(":
            yield Found(kind, line.sighting(0, end), STRONG, key=known.key if known else "")
