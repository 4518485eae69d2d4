"""Person names: lines in, persons by rank or office, apposition, speech, particles and initials; their surnames joined.

A run of capitals is a person only by a sign beside it or in it; one without a sign stays weak and gives way to any
other reading. A lone surname is counted to the one person of its article who bears it, and to nobody where two do: a
statement about the wrong person is worse than one that is missing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from druzhba_kb.model import Kind
from druzhba_kb.relate.similar_names import edition_of, is_numeral, romanized
from druzhba_kb.suggesting.lexicon import TITLES, given_names, has_country, look_up, words
from druzhba_kb.suggesting.place_names import is_located
from druzhba_kb.suggesting.suggest_model import FAIR, STRONG, WEAK, Candidate, CandidateGroup, NameDetail, Span, touch
from druzhba_kb.suggesting.tokenizer import TokenLine, runs

LONGEST_NAME = 6  # words
LONGEST_APPOSITION = 14  # words; what is longer between commas is a clause
# "the director, Captain Holm": these are offices even where a rank of the same word exists.
NO_RANKS = frozenset({"director", "secretary", "attorney", "consul", "governor", "solicitor"})


def find_people(line: TokenLine, kind: Kind, _cues: Sequence[str]) -> Iterator[Candidate]:
    """Yield the persons that a line names."""
    for first, last in () if line.headline else runs(line):
        start = _after_titles(line, first, last)
        is_titled = start > first or _is_title(line, first - 1)
        name = _name(line, start, last, is_titled=is_titled)
        strength = _strength(line, name, is_titled=is_titled) if name else None
        if name and strength is not None:
            yield Candidate(kind.id, line.occurrence(*name), strength, details=tuple(_details(line, name)))


def _after_titles(line: TokenLine, first: int, last: int) -> int:
    """Return the first token of the run after its last title."""
    return max((index + 1 for index in range(first, last) if _is_title(line, index)), default=first)


def _is_title(line: TokenLine, index: int) -> bool:
    word = line.low(index)
    # "al" and "st" are parts of names; "St." is a title
    if line.among(index, "particles") and not line.tokens[index].text.endswith("."):
        return False
    first, hyphen, _ = word.partition("-")
    titles = words(*TITLES)
    # 'Secretary-General', 'Captains'
    return word in titles or (bool(hyphen) and first in titles) or (word.endswith("s") and word[:-1] in titles)


def _name(line: TokenLine, first: int, last: int, *, is_titled: bool) -> Span | None:
    """Return the part of a run that can be a person's name, without an ordinary word that opens the sentence."""
    while first < last and (line.among(first, "demonyms") or line.dated(first) or line.ordinary(first)):
        first += 1
    if not all(_can_be_named(line, index, is_titled=is_titled) for index in range(first, last)):
        return None
    if last - first == 1:
        is_abbreviated = line.tokens[first].acronym and not line.among(first, "ordinary")
        if is_abbreviated or line.among(first, "things") or _is_ship(line, first):
            return None
    if not 0 < last - first <= LONGEST_NAME or all(line.tokens[index].initial for index in range(first, last)):
        return None
    return first, last


def _is_ship(line: TokenLine, first: int) -> bool:
    """Whether a rank stands before it with an article of its own, as in 'the Admiral Holm', which is no person."""
    return line.capital(first - 1) and line.among(first - 1, "ranks") and line.low(first - 2) == "the"


def _can_be_named(line: TokenLine, index: int, *, is_titled: bool) -> bool:
    token = line.tokens[index]
    is_numbered = "-" in token.text and edition_of(token.text).number
    if is_numbered or any(char.isdigit() or char in "/&" for char in token.text):
        return False
    if token.initial or (is_titled and is_numeral(token.text)):  # King Olav V
        return True
    if line.dated(index) or line.among(index, "organization_heads", "speech", "demonyms"):
        return False
    if is_titled:
        return not (token.acronym and len(token.text) < 4)
    # Robin Law is somebody
    is_surname = token.title_case and line.among(index, "things") and _is_given(line, index - 1)
    return is_surname or not line.among(index, "things", "place_heads", "ordinary")


def _strength(line: TokenLine, name: Span, *, is_titled: bool) -> int | None:
    first, last = name
    is_single, is_place = last - first == 1, _is_place(line, name)
    if is_titled:
        # "Captain Holm" though Holm is a town, "Admiral Norway" hardly
        return FAIR if is_single and is_place else STRONG
    # without a title, a lone word is anything, and what has a numeral is an edition of something
    if is_single or is_place or is_numeral(line.tokens[last - 1].text):
        return None
    if _speaks(line, name) or _is_of_country(line, last):
        return STRONG
    if _apposition(line, name):
        return FAIR
    if _looks_personal(line, name):
        return WEAK
    # the town of "Ada Turku" is hers where Ada is a first name
    is_thing = line.low(first - 1) in ("the", "a", "an")
    return FAIR if _is_given(line, first) and not is_thing else None


def _is_place(line: TokenLine, name: Span) -> bool:
    return bool(look_up(line.words_of(*name))) or has_country(line.tokens[at].text for at in range(*name))


def _speaks(line: TokenLine, name: Span) -> bool:
    first, last = name
    before = [line.low(first - 2), line.low(first - 1)]
    is_after = before[1] in ("said", "says", "asked", "added", "wrote", "tweeted") or before == ["according", "to"]
    return is_after or line.among(last, "speech") or (line.low(last) == "," and line.among(last + 1, "speech"))


def _is_of_country(line: TokenLine, last: int) -> bool:
    """Whether a country stands in brackets after a name, as in lists of those who took part."""
    closing = next((index for index in range(last + 2, last + 5) if line.low(index) == ")"), None)
    known = look_up(line.words_of(last + 1, closing)) if closing and line.low(last) == "(" else None
    return bool(known and known.country)


def _is_given(line: TokenLine, index: int) -> bool:
    """Whether a word is a first name, and nothing else that begins a name."""
    low = line.low(index)
    is_other = look_up(low) or line.among(index, "things", "particles", "months", "place_heads")
    return len(low) > 2 and low in given_names() and not is_other


def _looks_personal(line: TokenLine, name: Span) -> bool:
    first, last = name
    tokens = [line.tokens[index] for index in range(first, last)]
    if line.low(first - 1) in ("the", "a", "an") or is_located(line, first) or len(tokens) > 4:
        return False
    if any(token.acronym and (len(token.text) < 4 or number == 0) for number, token in enumerate(tokens)):
        return False
    sure = [bool(place and place.sure) for place in (look_up(token.text) for token in tokens)]
    # "Turku Lund" are two places, "Ada Lund" is a person
    return not sure[0] and sum(sure) < len(tokens) - 1


def _details(line: TokenLine, name: Span) -> Iterator[NameDetail]:
    """Yield rank, office and affiliation, right before a name or between commas after it."""
    end = start = name[0]
    while start > 0 and line.among(start - 1, "ranks"):
        start -= 1
    if line.low(start - 1) in NO_RANKS:
        start = end
    if start < end:
        yield _detail("rank", line, (start, end))
    end = start - (start > 0 and line.among(start - 1, "honorifics"))
    office = _office_start(line, end), end
    if office[0] < end:
        yield _detail("office", line, office)
        yield from _affiliation(line, office)
    if apposition := _apposition(line, name):
        yield _detail("office", line, apposition)
        for run in runs(line):
            is_inside = apposition[0] <= run[0] and run[1] <= apposition[1]
            if is_inside:
                yield _detail("affiliation", line, run)
    elif line.low(name[1]) == "," and line.low(name[1] + 1) == "who" and line.among(name[1] + 2, "serves"):
        first = name[1] + 3
        first += line.low(first) in ("for", "at", "in")
        first += line.low(first) == "the"
        yield from (_detail("affiliation", line, run) for run in runs(line) if run[0] == first)


def _detail(key: str, line: TokenLine, span: Span) -> NameDetail:
    return NameDetail(key, line.words_of(*span), line.occurrence(*span))


def _is_body(line: TokenLine, index: int) -> bool:
    return line.among(index, "organization_heads") or line.tokens[index].acronym


def _office_start(line: TokenLine, end: int) -> int:
    """Return where the office that ends at `end` begins: its modifiers and the capital words before it."""
    if end == 0 or not _is_title(line, end - 1):
        return end
    start = end - 1
    while start > 0 and _belongs_to_office(line, start - 1):
        start -= 1
    while start < end - 1 and line.low(start) in ("of", "for", "'s", "and", "the"):
        start += 1
    return start


def _belongs_to_office(line: TokenLine, index: int) -> bool:
    if line.low(index) in ("of", "for"):
        return index > 0 and _is_title(line, index - 1)
    if line.low(index) == "'s" or line.among(index, "lower_heads"):
        return line.capital(index - 1)
    is_named = line.capital(index) and not line.among(index, "ordinary")
    return is_named or line.among(index, "office_modifiers") or _is_title(line, index)


def _affiliation(line: TokenLine, office: Span) -> Iterator[NameDetail]:
    heads = [index for index in range(*office) if not _is_title(line, index) and _is_body(line, index)]
    if heads:
        yield _detail("affiliation", line, (office[0], heads[-1] + 1))


def _apposition(line: TokenLine, name: Span) -> Span | None:
    """Return the words between the comma after a name and the next mark or verb of speech, where an office stands there."""
    if line.low(name[1]) != ",":
        return None
    first = end = name[1] + 1
    while line.low(end) not in (",", ";", "", "”", ":") and not line.among(end, "speech"):
        end += 1
    # what somebody does, or has, is no office
    if (
        line.among(first, "phrase_stops")
        and not line.among(first, "determiners", "office_modifiers")
        and line.low(first) != "the"
    ):
        return None
    first += line.low(first) in ("a", "an", "the")
    inside = range(first, min(end, first + LONGEST_APPOSITION // 2))
    has_office = any(_is_title(line, index) and not line.capital(index + 1) for index in inside)
    return (first, end) if has_office and end - first <= LONGEST_APPOSITION else None


def join_people(
    groups: Sequence[CandidateGroup], lines: Iterable[TokenLine], others: Iterable[Candidate]
) -> list[CandidateGroup]:
    """Return the persons with their short forms joined; a part that two persons of an article share is nobody's."""
    joined: list[CandidateGroup] = []
    # the longest first, as homes for the shorter
    for group in sorted((one for one in groups if len(_parts(one)) > 1), key=lambda one: -len(_parts(one))):
        homes = [other for other in joined if _is_shorter(_parts(group), _parts(other))]
        if len(homes) == 1:
            homes[0].candidates.extend(group.candidates)
        else:
            joined.append(group)
    lonely = [group for group in groups if len(_parts(group)) == 1 and not _give(group, joined)]
    seen = [*others, *(one for group in groups for one in group.candidates)]
    _SurnameCounter(joined, seen).count(lines)
    return [*joined, *lonely]


def _parts(group: CandidateGroup) -> list[str]:
    return romanized(group.fullest).split()


def _is_shorter(short: list[str], long: list[str]) -> bool:
    """Whether a name is another one with parts left out or shortened to initials; the surname stays."""
    is_end = long[-len(short) :] == short
    if short[-1] != long[-1] or len(short) > len(long):
        return is_end or long[: len(short)] == short
    rest = iter(long)
    in_order = all(any(part == other or (len(part) == 1 and other[:1] == part) for other in rest) for part in short)
    return in_order and (is_end or short[0][:1] == long[0][:1])


def _give(group: CandidateGroup, people: Sequence[CandidateGroup]) -> bool:
    """Give each candidate of a lone surname to the one person it can mean; return whether none is left."""
    (part,) = _parts(group)
    left = []
    for one in group.candidates:
        here = [person for person in people if part in _parts(person) and _is_in(person, one.at.sentence.article)]
        by_surname = [person for person in here or people if _parts(person)[-1] == part]
        owners = by_surname or here
        if len(owners) == 1:
            owners[0].candidates.append(one)
        elif not here:
            left.append(one)
    group.candidates[:] = left
    return not left


def _is_in(group: CandidateGroup, article: str) -> bool:
    return any(one.at.sentence.article == article for one in group.candidates)


class _SurnameCounter:
    """Counts what stands in the lines for a part of one person's name, where nothing else was seen."""

    def __init__(self, people: Sequence[CandidateGroup], seen: Iterable[Candidate]) -> None:
        self.owners: defaultdict[tuple[str, str], list[CandidateGroup]] = defaultdict(list)
        for one in people:
            parts = _parts(one)
            # of one to three words from the end, and the first word alone
            tails = {parts[0], *(" ".join(parts[start:]) for start in range(max(1, len(parts) - 3), len(parts)))}
            for article in {candidate.at.sentence.article for candidate in one.candidates}:
                for tail in tails:
                    self.owners[article, tail].append(one)
        self.taken: defaultdict[tuple[str, int], list[Span]] = defaultdict(list)
        for candidate in seen:
            if not candidate.aside:
                self.taken[candidate.at.block].append(candidate.at.span)

    def count(self, lines: Iterable[TokenLine]) -> None:
        """Add each such place to its person, the longest first."""
        for line in lines:
            index = 0
            while index < len(line.tokens):
                index += next((length for length in (3, 2, 1) if self._counts(line, index, length)), 1)

    def _counts(self, line: TokenLine, index: int, length: int) -> bool:
        last = index + length
        if last > len(line.tokens) or not line.capital(last - 1) or not line.tokens[index].text[0].isalpha():
            return False
        at = line.occurrence(index, last)
        word = romanized(at.words)
        found = self.owners.get((line.sentence.article, word), [])
        if not found or word in words(*TITLES, "ordinary", "months"):
            return False
        if any(touch(at.span, span) for span in self.taken.get(at.block, ())):
            return False
        owners = [one for one in found if _parts(one)[-length:] == word.split()] or found
        if len(owners) != 1 or owners[0].candidates[0].at.words == at.words:
            return False
        owners[0].partial.append(at)
        return True
