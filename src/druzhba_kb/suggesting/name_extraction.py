"""Name extraction: a knowledge base and texts in, the names of its kinds that stand there out, those it lacks or all.

Each kind's recognizer sees each line and offers candidates; where they overlap, one stays. What was surely recognized
once is known by the same name everywhere, so that one good sentence helps ten poor ones. Candidates of one thing become
one name, held against the base: nothing is suggested that it has.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from druzhba_kb.model import Entity, Kind, KnowledgeBase
from druzhba_kb.relate.mentions import NameFinder, linking
from druzhba_kb.relate.passages import BlockText, sentences_of
from druzhba_kb.relate.similar_names import SAME, EntityNames, edition_of, is_numeral, romanized
from druzhba_kb.suggesting.cue_matcher import find_named
from druzhba_kb.suggesting.described_entities import stems_of
from druzhba_kb.suggesting.noun_phrases import find_described, find_designations
from druzhba_kb.suggesting.organization_names import find_organizations
from druzhba_kb.suggesting.person_names import find_people, join_people
from druzhba_kb.suggesting.place_names import find_places
from druzhba_kb.suggesting.suggest_model import (
    FAIR,
    STRONG,
    SURE,
    WEAK,
    Candidate,
    CandidateGroup,
    ExtractedName,
    Occurrence,
    touch,
)
from druzhba_kb.suggesting.tokenizer import TokenLine, line_of, runs

SHORTEST = 4  # letters; shorter names are initials and words
KnownKinds = Mapping[str, tuple[int, str]]
RECOGNIZERS: Mapping[str, Callable[[TokenLine, Kind, Sequence[str]], Iterator[Candidate]]] = {
    "person": find_people,
    "place": find_places,
    "organization": find_organizations,
    "named": find_named,
    "described": find_described,
    "designation": find_designations,
}


def find_names(kb: KnowledgeBase, texts: Sequence[BlockText], *, known: bool = False) -> tuple[ExtractedName, ...]:
    """Return the names in the texts by kind, count and name; those that the base has too where `known` asks for them."""
    kinds, entities = kb.records.kinds.values(), kb.records.entities.values()
    lines = [line_of(sentence, text.kind) for text in texts for sentence in sentences_of(text)]
    candidates = [
        one
        for kind in kinds
        if kind.suggest
        for line in lines
        for one in RECOGNIZERS[kind.suggest.recognizer](line, kind, kind.suggest.cues)
    ]
    adjectives = {one.casefold() for entity in entities for one in entity.adjectives}
    candidates = [one for one in candidates if one.words.casefold() not in adjectives]
    # once before names spread, so that a wrong reading does not spread, and once after
    candidates = _settle([*candidates, *_of_base(lines, entities, candidates)])
    numbered = {kind.id for kind in kinds if kind.suggest and kind.suggest.recognizer == "named"}
    candidates = _settle(_propagate(candidates, lines, numbered))
    base = EntityNames(entities)
    names = [_named(group, base) for kind in kinds for group in _groups(kind, candidates, lines)]
    chosen = (name for name in names if known or not name.known)
    return tuple(sorted(chosen, key=lambda name: (name.kind, -len(name.occurrences), name.name)))


def _of_base(
    lines: Sequence[TokenLine], entities: Iterable[Entity], recognized: Iterable[Candidate]
) -> Iterator[Candidate]:
    """Yield the names of the base, which are names of their kind wherever they stand, with what was recognized beside them."""
    details = {(one.kind, one.at): one.details for one in recognized}
    owners = {entity.id: entity for entity in entities}
    search = NameFinder(linking(owners.values()))
    for line in lines:
        for hit in search.find(line.sentence.text):
            if len(hit.owners.full) == 1:
                (owner,) = hit.owners.full
                start = line.sentence.start
                kind, at = owners[owner].kind, Occurrence(line.sentence, start + hit.start, start + hit.end)
                yield Candidate(kind, at, SURE, details=details.get((kind, at), ()))


def _settle(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the candidates that stay when each text belongs to one name only: sure ones and longer ones first."""
    chosen: list[Candidate] = []
    taken: defaultdict[tuple[str, int], list[Candidate]] = defaultdict(list)
    for one in sorted(candidates, key=_rank):
        if one.aside or not any(_hides(other, one) for other in taken[one.at.block]):
            chosen.append(one)
            taken[one.at.block].append(one)
    return sorted(chosen, key=lambda one: (*one.at.block, one.at.start))


def _rank(one: Candidate) -> tuple[bool, int, int, str, int]:
    return one.strength == WEAK, one.at.start - one.at.end, -one.strength, one.kind, one.at.start


def _hides(other: Candidate, one: Candidate) -> bool:
    is_over = not other.aside or (one.strength == WEAK and other.strength >= STRONG)
    return is_over and touch(one.at.span, other.at.span)


def _propagate(
    candidates: Sequence[Candidate], lines: Sequence[TokenLine], numbered: Collection[str]
) -> list[Candidate]:
    """Return the candidates, less sure ones with the kind that the same name has elsewhere, and what was not recognized.

    Only things of the numbered kinds have editions: the number after another name is a score or a count.
    """
    kinds: dict[str, tuple[int, str]] = {}
    for one in sorted(candidates, key=lambda one: -one.strength):
        for name in _sure_names(one):
            kinds.setdefault(name, (one.strength, one.kind))
    seen = (one for line in lines for one in _seen_again(line, kinds))
    again = (one for one in seen if one.kind in numbered or not edition_of(one.at.words).given)
    return [*(_as_elsewhere(one, kinds) for one in candidates), *again]


def _sure_names(one: Candidate) -> Iterator[str]:
    """Yield the names by which a fair candidate may be known elsewhere, with and without an edition."""
    for form in (one.at.words, *one.forms) if one.strength >= FAIR else ():
        edition = edition_of(form)
        # a fair name without an edition may be a word of that shape, and would be found everywhere
        names = [romanized(form)] if edition.given or one.strength >= STRONG else []
        names += [romanized(edition.base)] if edition.given else []
        yield from (name for name in names if len(name) >= SHORTEST)


def _kind_of(words: str, kinds: KnownKinds) -> tuple[int, str] | None:
    """Return the kind of a name, or of another edition of it."""
    edition, base = edition_of(words), romanized(edition_of(words).base)
    of_another = kinds.get(f"{base} edition") or kinds.get(base)
    return kinds.get(romanized(words)) or (of_another if edition.given else None)


def _as_elsewhere(one: Candidate, kinds: KnownKinds) -> Candidate:
    """Return a weak candidate, or one that only its shape made, with the kind that its name surely has."""
    strength, kind = _kind_of(one.at.words, kinds) or (WEAK, one.kind)
    is_doubtful = one.strength == WEAK or (strength == SURE and one.strength < SURE and not one.key)
    return replace(one, kind=kind, strength=FAIR, details=()) if is_doubtful and kind != one.kind else one


def _seen_again(line: TokenLine, kinds: KnownKinds) -> Iterator[Candidate]:
    # all words of a headline are capital
    for first, last in () if line.headline else runs(line):
        while last < len(line.tokens) and is_numeral(line.tokens[last].text):
            last += 1
        # the first word of a sentence may owe its capital to its place
        start = first + (line.opens(first) and last - first > 1 and not _kind_of(line.words_of(first, last), kinds))
        spelt = line.words_of(start, last)
        if known := _kind_of(spelt, kinds):
            yield Candidate(known[1], line.occurrence(start, last), FAIR if edition_of(spelt).given else WEAK)


def _groups(kind: Kind, candidates: Sequence[Candidate], lines: Sequence[TokenLine]) -> list[CandidateGroup]:
    groups = _gather(one for one in candidates if one.kind == kind.id)
    recognizer = kind.suggest.recognizer if kind.suggest else ""
    if recognizer == "person":
        return join_people(groups, lines, [one for one in candidates if one.kind != kind.id])
    if recognizer == "described":
        return _join_descriptions(groups)
    if recognizer == "named":
        return _without_series(_join_editions(groups))
    return groups


def _gather(candidates: Iterable[Candidate]) -> list[CandidateGroup]:
    """Return the candidates of a kind in groups that share a key or a romanized form."""
    groups: dict[str, CandidateGroup] = {}
    homes: dict[str, str] = {}
    for one in candidates:
        names = [f"key {one.key}"] if one.key else []
        names += [romanized(form) for form in (one.words, *one.forms)]
        home = next((homes[name] for name in names if name in homes), names[0])
        for name in names:
            homes.setdefault(name, home)
        groups.setdefault(home, CandidateGroup([])).candidates.append(one)
    return list(groups.values())


def _join_editions(groups: Sequence[CandidateGroup]) -> list[CandidateGroup]:
    """Join each group to the only other one that is the same edition of one thing."""
    gone: set[int] = set()
    for number, group in enumerate(groups):
        others = [at for at in range(len(groups)) if at != number and at not in gone]
        homes = [at for at in others if _is_edition_of(group, groups[at])]
        if len(homes) == 1:
            groups[homes[0]].candidates.extend(group.candidates)
            gone.add(number)
    return [group for number, group in enumerate(groups) if number not in gone]


def _join_descriptions(groups: Sequence[CandidateGroup]) -> list[CandidateGroup]:
    """Join each description to the only one that has all its words: 'ban on Dreamy' to 'ban on the Dreamy cot'."""
    kept: list[CandidateGroup] = []
    for group in sorted(groups, key=lambda one: -len(stems_of(one.fullest))):
        homes = [one for one in kept if stems_of(group.fullest) <= stems_of(one.fullest)]
        if len(homes) == 1:
            homes[0].candidates.extend(group.candidates)
        else:
            kept.append(group)
    return kept


def _without_series(groups: Sequence[CandidateGroup]) -> list[CandidateGroup]:
    """Leave out what only looks like a name without its edition where several editions bear it: it is that of the series."""
    editions = [edition_of(group.forms[0]) for group in groups]
    shared = Counter(one.base for one in editions if one.given)
    return [
        group
        for group, one in zip(groups, editions, strict=True)
        if one.given or shared[one.base] < 2 or any(candidate.strength > WEAK for candidate in group.candidates)
    ]


def _is_edition_of(group: CandidateGroup, other: CandidateGroup) -> bool:
    mine, others = edition_of(group.forms[0]), [edition_of(form) for form in other.forms]
    return any(mine != one and (mine.agrees(one) or (not mine.given and one.base == mine.base)) for one in others)


def _named(group: CandidateGroup, base: EntityNames) -> ExtractedName:
    """Return the name that a group makes, with the entities that it may be."""
    forms = tuple(dict.fromkeys([group.fullest, *group.forms]))
    occurrences = sorted([*(one.at for one in group.candidates), *group.partial], key=lambda at: (*at.block, at.start))
    details = dict.fromkeys(detail for one in group.candidates for detail in one.details)
    likely = base.like(forms)
    is_known = any(one.reason == SAME for one in likely)
    return ExtractedName(
        group.candidates[0].kind, forms[0], forms, tuple(occurrences), likely, tuple(details), is_known
    )
