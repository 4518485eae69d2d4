"""Names: a knowledge base and texts in, the names of its kinds that stand there out, those it lacks or all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from druzhba_kb.model import Entity, Kind, KnowledgeBase
from druzhba_kb.relate.mentions import Names, linking
from druzhba_kb.relate.passages import BlockText, sentences_of
from druzhba_kb.relate.similar_names import SAME, EntityNames, edition_of, romanized
from druzhba_kb.suggesting.alike import alike
from druzhba_kb.suggesting.cue_matcher import find_named
from druzhba_kb.suggesting.designations import find_designations
from druzhba_kb.suggesting.found import SURE, WEAK, Found, settle
from druzhba_kb.suggesting.gathering import Group, gather
from druzhba_kb.suggesting.noun_phrases import find_described
from druzhba_kb.suggesting.organization_names import find_organizations, shortens
from druzhba_kb.suggesting.person_names import find_people
from druzhba_kb.suggesting.place_names import find_places
from druzhba_kb.suggesting.suggest_model import Name, Sighting
from druzhba_kb.suggesting.surnames import join_people
from druzhba_kb.suggesting.tokenizer import Line, line_of


def find_names(kb: KnowledgeBase, texts: Sequence[BlockText], *, known: bool = False) -> tuple[Name, ...]:
    """Return the names in the texts by kind, count and name; those that the base has too where `known` asks for them."""
    kinds = kb.records.kinds
    entities = kb.records.entities
    lines = [line_of(sentence, text.kind) for text in texts for sentence in sentences_of(text)]
    finds = [find for kind in kinds.values() for find in _of_kind(kind, lines)]
    finds += _of_base(lines, entities.values())
    settled = settle(alike(settle(finds), lines))
    groups = [group for kind in kinds.values() for group in _groups(kind, settled, lines)]
    base = EntityNames(entities.values())
    names = [_matched(group.as_name(), base) for group in groups]
    return tuple(sorted((name for name in names if known or not name.known), key=_order))


def _of_kind(kind: Kind, lines: Sequence[Line]) -> Iterator[Found]:
    if kind.suggest is None:
        return
    for line in lines:
        yield from _recognized(kind, line)


def _recognized(kind: Kind, line: Line) -> Iterator[Found]:
    recognizer, cues = (kind.suggest.recognizer, kind.suggest.cues) if kind.suggest else ("", ())
    if recognizer == "person":
        yield from find_people(line, kind.id)
    elif recognizer == "place":
        yield from find_places(line, kind.id)
    elif recognizer == "organization":
        yield from find_organizations(line, kind.id)
    elif recognizer == "named":
        yield from find_named(line, kind.id, cues)
    elif recognizer == "described":
        options = {name: attribute.options for name, attribute in kind.attributes.items() if attribute.options}
        yield from find_described(line, kind.id, cues, options)
    elif recognizer == "designation":
        yield from find_designations(line, kind.id, cues)


def _of_base(lines: Sequence[Line], entities: Iterable[Entity]) -> Iterator[Found]:
    """Yield the names of the base, which are names of their kind wherever they stand."""
    owners = {entity.id: entity for entity in entities}
    search = Names(linking(owners.values()))
    for line in lines:
        for hit in search.find(line.sentence.text):
            if len(hit.owners.full) == 1:
                (owner,) = hit.owners.full
                start = line.sentence.start
                at = Sighting(line.sentence, start + hit.start, start + hit.end)
                yield Found(owners[owner].kind, at, SURE)


def _groups(kind: Kind, settled: Sequence[Found], lines: Sequence[Line]) -> list[Group]:
    mine = [find for find in settled if find.kind == kind.id]
    recognizer = kind.suggest.recognizer if kind.suggest else ""
    groups = gather(mine)
    if recognizer == "person":
        return join_people(groups, lines, [find for find in settled if find.kind != kind.id])
    if recognizer == "organization":
        return _join(groups, _is_short_for)
    if recognizer == "named":
        return _without_series(_join(groups, _is_edition_of))
    return groups


def _join(groups: Sequence[Group], belongs: Callable[[Group, Group], bool]) -> list[Group]:
    """Join each group to the only other one that it belongs to."""
    gone: set[int] = set()
    for number, group in enumerate(groups):
        homes = [at for at, other in enumerate(groups) if at != number and at not in gone and belongs(group, other)]
        if len(homes) == 1:
            groups[homes[0]].finds.extend(group.finds)
            gone.add(number)
    return [group for number, group in enumerate(groups) if number not in gone]


def _without_series(groups: Sequence[Group]) -> list[Group]:
    """Leave out what only looks like a name without its edition where several editions bear it: it is that of the series."""
    editions = [edition_of(group.spelt[0]) for group in groups]
    shared = Counter(one.base for one in editions if one.given)
    return [
        group
        for group, one in zip(groups, editions, strict=True)
        if one.given or shared[one.base] < 2 or any(find.strength > WEAK for find in group.finds)
    ]


def _is_short_for(short: Group, full: Group) -> bool:
    names = [word for word in full.spelt if " " in word]
    return (
        all(form.isupper() and " " not in form for form in short.spelt)
        and any(shortens(short.spelt[0], name, 1) and len(short.spelt[0]) > 2 for name in names)
        and romanized(short.spelt[0]) not in [romanized(form) for form in full.spelt]
    )


def _is_edition_of(group: Group, other: Group) -> bool:
    mine, others = edition_of(group.spelt[0]), [edition_of(form) for form in other.spelt]
    return any(mine != one and (mine.agrees(one) or (not mine.given and one.base == mine.base)) for one in others)


def _matched(name: Name, base: EntityNames) -> Name:
    existing = base.like(name.forms)
    return replace(name, existing=existing, known=any(one.reason == SAME for one in existing))


def _order(name: Name) -> tuple[str, int, str]:
    return name.kind, -name.count, name.name
