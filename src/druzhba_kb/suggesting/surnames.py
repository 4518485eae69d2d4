"""Surnames: groups of persons and the lines in, fuller and shorter names of one person joined, surnames counted to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from druzhba_kb.relate.similar_names import romanized
from druzhba_kb.suggesting.found import Found
from druzhba_kb.suggesting.gathering import Group, fullest
from druzhba_kb.suggesting.tokenizer import Line
from druzhba_kb.suggesting.vocabulary import titles, words

Taken = dict[tuple[str, int], list[tuple[int, int]]]


def join_people(groups: Sequence[Group], lines: Iterable[Line], others: Iterable[Found]) -> list[Group]:
    """Return the persons with their short forms joined; a part that two persons of an article share is nobody's."""
    full = [group for group in groups if len(_parts(group)) > 1]
    joined = _join_fuller(full)
    alone = [group for group in groups if len(_parts(group)) == 1]
    lonely = [group for group in alone if not _give(group, joined)]
    _count_parts(joined, lines, _taken([*others, *(find for group in groups for find in group.finds)]))
    return [*joined, *lonely]


def _parts(group: Group) -> list[str]:
    return romanized(fullest([find.at.words for find in group.finds])).split()


def _join_fuller(groups: Sequence[Group]) -> list[Group]:
    joined: list[Group] = []
    for group in sorted(groups, key=lambda group: -len(_parts(group))):
        homes = [other for other in joined if _shorter(_parts(group), _parts(other))]
        if len(homes) == 1:
            homes[0].finds.extend(group.finds)
        else:
            joined.append(group)
    return joined


def _shorter(short: list[str], long: list[str]) -> bool:
    """Whether a name is another one with parts left out or shortened to initials; the surname stays."""
    if short[-1] != long[-1] or len(short) > len(long):
        return long[: len(short)] == short or long[-len(short) :] == short
    rest = iter(long)
    in_order = all(
        any(part == other or (len(part) == 1 and other.startswith(part)) for other in rest) for part in short
    )
    return in_order and (short[0][:1] == long[0][:1] or long[-len(short) :] == short)


def _give(group: Group, people: Sequence[Group]) -> bool:
    """Give each find of a lone surname to the one person it can mean; return whether none is left."""
    (part,) = _parts(group)
    left = []
    for find in group.finds:
        here = [one for one in people if part in _parts(one) and _in_article(one, find.at.sentence.article)]
        anywhere = [one for one in people if _parts(one)[-1] == part]
        owners = _owners(part, here) or ([] if here else anywhere)
        if len(owners) == 1:
            owners[0].finds.append(find)
        elif not here:
            left.append(find)
    group.finds[:] = left
    return not left


def _owners(part: str, people: Sequence[Group]) -> Sequence[Group]:
    """Return those whose surname it is, or else those who bear it anywhere."""
    return [one for one in people if _parts(one)[-1] == part] or people


def _in_article(group: Group, article: str) -> bool:
    return any(find.at.sentence.article == article for find in group.finds)


def _count_parts(people: Sequence[Group], lines: Iterable[Line], taken: Taken) -> None:
    bearers: defaultdict[tuple[str, str], list[Group]] = defaultdict(list)
    for one in people:
        for article in {find.at.sentence.article for find in one.finds}:
            for tail in _tails(one):
                bearers[article, tail].append(one)
    for line in lines:
        _count_in(line, bearers, taken)


def _tails(group: Group) -> set[str]:
    """Return the ends of a name that can stand for it, of one to three words, and its first word."""
    parts = _parts(group)
    return {" ".join(parts[start:]) for start in range(max(1, len(parts) - 3), len(parts))} | {parts[0]}


def _count_in(line: Line, bearers: dict[tuple[str, str], list[Group]], taken: Taken) -> None:
    index = 0
    while index < len(line.tokens):
        length = next((n for n in (3, 2, 1) if _try(line, index, n, bearers, taken)), 1)
        index += length


def _try(line: Line, index: int, length: int, bearers: dict[tuple[str, str], list[Group]], taken: Taken) -> bool:
    last = index + length
    if last > len(line.tokens) or not line.capital(last - 1) or not line.tokens[index].text[0].isalpha():
        return False
    at = line.sighting(index, last)
    spans = taken.get((at.sentence.article, at.sentence.block), [])
    word = romanized(at.words)
    if word in titles() | words("ordinary") | words("months") or any(
        at.start < end and start < at.end for start, end in spans
    ):
        return False
    found = bearers.get((line.sentence.article, word), [])
    owners = [one for one in found if _parts(one)[-length:] == word.split()] or found
    if len(owners) != 1 or (owners[0].finds[0].at.words == at.words):
        return False
    owners[0].partial.append(at)
    return True


def _taken(finds: Iterable[Found]) -> Taken:
    spans: Taken = defaultdict(list)
    for find in finds:
        if not find.aside:
            spans[find.at.sentence.article, find.at.sentence.block].append((find.at.start, find.at.end))
    return spans
