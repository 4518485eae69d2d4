"""People: lines in, persons' names out, by rank or office, apposition, what they say, particles and initials."""

from __future__ import annotations

from collections.abc import Iterator

from druzhba_kb.relate.similar_names import edition_of, is_numeral
from druzhba_kb.suggesting.found import FAIR, STRONG, WEAK, Found
from druzhba_kb.suggesting.lexicon import look_up
from druzhba_kb.suggesting.place_names import located
from druzhba_kb.suggesting.suggest_model import Detail
from druzhba_kb.suggesting.tokenizer import Line, runs
from druzhba_kb.suggesting.vocabulary import titles, words

LONGEST_NAME = 6
LONGEST_APPOSITION = 14
Span = tuple[int, int]


def find_people(line: Line, kind: str) -> Iterator[Found]:
    """Yield the persons that a line names."""
    if line.headline:
        return
    for first, last in runs(line):
        yield from _in_run(line, kind, first, last)


def _in_run(line: Line, kind: str, first: int, last: int) -> Iterator[Found]:
    start = max(_after_titles(line, first, last), _after_country(line, first, last))
    if start == last:
        return
    titled = start > first or _is_title(line, first - 1)
    name = _name(line, start, last, lenient=titled)
    if name is None:
        return
    strength = _strength(line, name, titled=titled)
    if strength is not None:
        yield Found(kind, line.sighting(*name), strength, details=tuple(_details(line, kind, name)))


def _after_titles(line: Line, first: int, last: int) -> int:
    """Return the first token of the run after its last title, where something stands after it."""
    found = [index for index in range(first, last) if _is_title(line, index)]
    return found[-1] + 1 if found else first


def _after_country(line: Line, first: int, last: int) -> int:
    """Return where a name begins after 'ambassador to X', X being the first word of the run."""
    known = look_up(line.tokens[first].text)
    sent = line.low(first - 1) in ("to", "of", "for", "in") and _is_title(line, first - 2)
    return first + 1 if known and known.country and sent and first + 1 < last else first


def _is_title(line: Line, index: int) -> bool:
    word = line.low(index)
    if word in words("particles") and not line.tokens[index].text.endswith("."):
        return False
    first, hyphen, _ = word.partition("-")
    return word in titles() or (bool(hyphen) and first in titles()) or (word.endswith("s") and word[:-1] in titles())


def _name(line: Line, first: int, last: int, *, lenient: bool) -> Span | None:
    """Return the part of a run that can be a person's name, without an ordinary word that opens the sentence."""
    while first < last and _opening(line, first):
        first += 1
    for index in range(first, last):
        if not _can_be_named(line, index, lenient=lenient):
            return None
    if last - first == 1 and (line.low(first) in words("things") or _is_ship(line, first)):
        return None
    if last - first == 1 and line.tokens[first].acronym and line.low(first) not in words("ordinary"):
        return None
    if not 0 < last - first <= LONGEST_NAME or all(line.tokens[index].initial for index in range(first, last)):
        return None
    return first, last


def _is_ship(line: Line, first: int) -> bool:
    """Whether a rank stands before it with an article of its own, as in 'the Admiral Holm', which is no person."""
    return line.capital(first - 1) and line.low(first - 1) in words("ranks") and line.low(first - 2) == "the"


def _opening(line: Line, index: int) -> bool:
    return line.low(index) in words("demonyms") or line.dated(index) or line.ordinary(index)


def _can_be_named(line: Line, index: int, *, lenient: bool) -> bool:
    token = line.tokens[index]
    numbered = "-" in token.text and edition_of(token.text).number
    if numbered or any(char.isdigit() or char in "/&" for char in token.text):
        return False
    if token.initial or (lenient and is_numeral(token.text)):
        return True
    if line.dated(index) or token.low in words("organization_heads") or token.low in words("speech"):
        return False
    if lenient:
        return token.low not in words("demonyms") and not (token.acronym and len(token.text) < 4)
    return token.low not in words("things") | words("demonyms") | words("place_heads") | words("ordinary")


def _strength(line: Line, name: Span, *, titled: bool) -> int | None:
    first, last = name
    single = last - first == 1
    if titled:
        return FAIR if single and _is_place(line, name) else STRONG
    if single or _is_place(line, name):
        return None
    if _has_sign(line, name) or _speaks(line, name):
        return STRONG
    if _apposition(line, name):
        return FAIR
    return WEAK if _looks_personal(line, name) else None


def _is_place(line: Line, name: Span) -> bool:
    first, last = name
    whole = look_up(line.said(first, last))
    return bool(whole) or any((known := look_up(line.tokens[at].text)) and known.country for at in range(first, last))


def _has_sign(line: Line, name: Span) -> bool:
    """Whether a particle or an initial stands in the name."""
    inside = [line.tokens[index] for index in range(*name)]
    has_particle = any(token.low in words("particles") and not token.capital for token in inside[1:-1])
    return has_particle or any(token.initial for token in inside[:-1])


def _speaks(line: Line, name: Span) -> bool:
    first, last = name
    before = [line.low(first - 2), line.low(first - 1)]
    verbs = words("speech")
    told = before[1] in ("said", "says", "asked", "added", "wrote", "tweeted") or before == ["according", "to"]
    behind = line.low(last) in verbs or (line.low(last) == "," and line.low(last + 1) in verbs)
    return behind or told or _whose_words(line, last)


def _whose_words(line: Line, last: int) -> bool:
    """Whether 'of the Herring Club said' follows: whom the name belongs to, and a verb of speech before any mark."""
    rest = [line.low(index) for index in range(last, last + LONGEST_APPOSITION)]
    verb = next((number for number, word in enumerate(rest) if word in words("speech")), 0)
    return rest[0] in ("of", "from") and verb > 0 and all(word[:1].isalpha() and word != "and" for word in rest[:verb])


def _looks_personal(line: Line, name: Span) -> bool:
    first, last = name
    tokens = [line.tokens[index] for index in range(first, last)]
    if line.low(first - 1) in ("the", "a", "an") or located(line, first) or len(tokens) > 4:
        return False
    if any(token.acronym and (len(token.text) < 4 or number == 0) for number, token in enumerate(tokens)):
        return False
    known = [look_up(token.text) for token in tokens]
    sure = [place for place in known if place and place.sure]
    return not (known[0] and known[0].sure) and len(sure) < len(tokens) - 1


def _details(line: Line, kind: str, name: Span) -> Iterator[Detail]:
    yield from _before(line, name[0])
    apposition = _apposition(line, name)
    if apposition:
        yield Detail("office", line.said(*apposition), line.sighting(*apposition))
        yield from _named_in(line, *apposition)


def _named_in(line: Line, first: int, last: int) -> Iterator[Detail]:
    """Yield the organizations of an apposition as affiliation."""
    for start, end in runs(line):
        headed = any(line.low(i) in words("organization_heads") or line.tokens[i].acronym for i in range(start, end))
        if first <= start and end <= last and headed:
            yield Detail("affiliation", line.said(start, end), line.sighting(start, end))


def _before(line: Line, end: int) -> Iterator[Detail]:
    """Yield rank, office and affiliation that stand right before a name."""
    start = end
    while start > 0 and line.low(start - 1) in words("ranks"):
        start -= 1
    if line.low(start - 1) in ("director", "secretary", "attorney", "consul", "governor", "solicitor"):
        start = end
    if start < end:
        yield Detail("rank", line.said(start, end), line.sighting(start, end))
    end = start
    if end > 0 and line.low(end - 1) in words("honorifics"):
        end -= 1
    start = _office_start(line, end)
    if start < end:
        yield Detail("office", line.said(start, end), line.sighting(start, end))
        yield from _affiliation(line, start, end)


def _office_start(line: Line, end: int) -> int:
    """Return where the office that ends at `end` begins: its modifiers and the capital words before it."""
    if end == 0 or not (_is_title(line, end - 1)):
        return end
    start = end - 1
    while start > 0 and _belongs_to_office(line, start - 1):
        start -= 1
    while start < end - 1 and line.low(start) in ("of", "for", "'s", "and", "the"):
        start += 1
    return start


def _belongs_to_office(line: Line, index: int) -> bool:
    token = line.tokens[index]
    if token.low in ("of", "for"):
        return index > 0 and _is_title(line, index - 1)
    if token.low == "'s" or token.low in words("lower_heads"):
        return line.capital(index - 1)
    named = token.capital and token.low not in words("ordinary")
    return named or token.low in words("office_modifiers") or _is_title(line, index)


def _affiliation(line: Line, first: int, last: int) -> Iterator[Detail]:
    inside = [index for index in range(first, last) if not _is_title(line, index)]
    heads = [index for index in inside if line.low(index) in words("organization_heads") or line.tokens[index].acronym]
    if heads:
        yield Detail("affiliation", line.said(first, heads[-1] + 1), line.sighting(first, heads[-1] + 1))


def _apposition(line: Line, name: Span) -> Span | None:
    """Return the words between the comma after a name and the next one, where they tell an office."""
    last = name[1]
    if line.low(last) != ",":
        return None
    end = last + 1
    while (
        end < len(line.tokens)
        and line.low(end) not in (",", ";", "", "”", ":")
        and line.low(end) not in words("speech")
    ):
        end += 1
    first = last + 1
    if line.low(first) in ("a", "an", "the", "who"):
        first += 1
    inside = range(first, min(end, first + LONGEST_APPOSITION // 2))
    has_office = any(_is_title(line, index) and not line.capital(index + 1) for index in inside)
    return (first, end) if has_office and end - first <= LONGEST_APPOSITION else None
