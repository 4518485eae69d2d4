"""Cast: the base, the suggested names and the texts in; who and what each block names, and each article's main ones, out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from anyascii import anyascii

from druzhba_kb.model import Records
from druzhba_kb.relate.mentions import Names, linking
from druzhba_kb.relate.passages import BlockText
from druzhba_kb.suggesting.quoting import Span
from druzhba_kb.suggesting.suggest_model import Name
from druzhba_kb.text import slug

TITLE_WEIGHT = 3


@dataclass(frozen=True, slots=True)
class Subject:
    """What a statement can be about or lead to: an entity of the base, or a suggested name under its future id.

    `speaks` says whether it is a person.
    """

    id: str
    kind: str
    names: tuple[str, ...]
    suggested: bool = False
    speaks: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """A subject named in a block, with offsets in the block's text."""

    subject: Subject
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Return where the name stands."""
        return self.start, self.end


def future_ids(records: Records, names: Iterable[Name]) -> dict[Name, str]:
    """Return the id that each suggested name would have; a name whose id is taken has none."""
    ids: dict[Name, str] = {}
    taken = {*records.entities, *records.articles, *(old for e in records.entities.values() for old in e.formerly)}
    for name in names:
        id = slug(anyascii(name.name))
        if not name.known and id and id not in taken:
            ids[name] = id
            taken.add(id)
    return ids


class Cast:
    """Who and what the texts name."""

    def __init__(self, records: Records, names: Sequence[Name], texts: Sequence[BlockText]) -> None:
        people = {id for id, kind in records.kinds.items() if kind.suggest and kind.suggest.recognizer == "person"}
        self.entities = {
            id: Subject(id, one.kind, one.names, speaks=one.kind in people) for id, one in records.entities.items()
        }
        self.ids = future_ids(records, names)
        self.suggested = {
            name: Subject(id, name.kind, _forms(name), suggested=True, speaks=name.kind in people)
            for name, id in self.ids.items()
        }
        self._known = Names(linking(records.entities.values()))
        self._sighted = self._sightings()
        self._blocks: Mapping[tuple[str, int], list[Seen]] = self._see(texts)
        self._mains = self._count(texts)

    def subject_of(self, name: Name) -> Subject | None:
        """Return the subject that a name found in the texts stands for."""
        same = [self.entities[one.entity] for one in name.existing if name.known]
        return next((one for one in same if one.kind == name.kind), None) if name.known else self.suggested.get(name)

    def seen(self, article: str, block: int, span: Span | None = None) -> list[Seen]:
        """Return what a block, or a part of it, names, in order."""
        found = self._blocks.get((article, block), [])
        return [one for one in found if span is None or (span[0] <= one.start and one.end <= span[1])]

    def main(self, article: str, kind: str) -> Subject | None:
        """Return the one entity of a kind that an article is about: the one it names most often, title first."""
        return self._mains.get((article, kind))

    def _sightings(self) -> dict[tuple[str, int], list[Seen]]:
        found: dict[tuple[str, int], list[Seen]] = defaultdict(list)
        for name, subject in self.suggested.items():
            for sighting in name.sightings:
                at = sighting.sentence
                found[(at.article, at.block)].append(Seen(subject, sighting.start, sighting.end))
        return found

    def _see(self, texts: Iterable[BlockText]) -> dict[tuple[str, int], list[Seen]]:
        hits = {(text.article, text.block): self._known.find(text.text) for text in texts}
        full = {(at[0], id) for at, found in hits.items() for hit in found for id in hit.owners.full}
        blocks = {}
        for at, found in hits.items():
            known: list[Seen] = []
            for hit in found:
                owners = hit.owners.full | {id for id in hit.owners.short if (at[0], id) in full}
                known += [Seen(self.entities[id], hit.start, hit.end) for id in owners if len(owners) == 1]
            blocks[at] = list(_longest([*known, *self._sighted.get(at, [])]))
        return blocks

    def _count(self, texts: Iterable[BlockText]) -> dict[tuple[str, str], Subject]:
        counts: dict[tuple[str, str], Counter[Subject]] = defaultdict(Counter)
        for text in texts:
            for seen in self.seen(text.article, text.block):
                weight = TITLE_WEIGHT if text.kind == "t" else 1
                counts[(text.article, seen.subject.kind)][seen.subject] += weight
        tops = {at: counted.most_common(2) for at, counted in counts.items()}
        return {at: top[0][0] for at, top in tops.items() if len(top) == 1 or top[0][1] > top[1][1]}


def _forms(name: Name) -> tuple[str, ...]:
    return tuple(dict.fromkeys((name.name, *name.forms)))


def _longest(found: list[Seen]) -> Iterator[Seen]:
    end = -1
    for seen in sorted(found, key=lambda one: (one.start, -one.end, one.subject.suggested, one.subject.id)):
        if seen.start >= end:
            end = seen.end
            yield seen
