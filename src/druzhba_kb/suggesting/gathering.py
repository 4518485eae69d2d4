"""Gathering: the finds of all texts in, one name for each thing out, with its forms, sightings and what is told of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from druzhba_kb.relate.similar_names import romanized
from druzhba_kb.suggesting.found import Found
from druzhba_kb.suggesting.suggest_model import Detail, Name, Sighting


@dataclass(slots=True)
class Group:
    """The finds of one thing, and further places where it is meant by a part of its name."""

    finds: list[Found]
    partial: list[Sighting] = field(default_factory=list)

    @property
    def spelt(self) -> list[str]:
        """Return every form as spelt, white space normalized."""
        whole = [find.at.words for find in self.finds]
        extra = [form for find in self.finds for form in find.forms]
        return [" ".join(form.split()) for form in (*whole, *extra, *(part.words for part in self.partial))]

    def as_name(self) -> Name:
        """Return the name that the group makes."""
        whole = [" ".join(find.at.words.split()) for find in self.finds]
        sightings = sorted([*(find.at for find in self.finds), *self.partial], key=_position)
        details = [detail for find in self.finds for detail in find.details]
        forms = tuple(dict.fromkeys([fullest(whole), *self.spelt]))
        return Name(self.finds[0].kind, forms[0], forms, tuple(sightings), details=_once(details))


def fullest(forms: Sequence[str]) -> str:
    """Return the longest form; of several, one not in capitals, then the most frequent, then the first."""
    counted = Counter(forms)
    return max(counted, key=lambda form: (not form.isupper(), len(form.split()), len(form), counted[form]))


def gather(finds: Iterable[Found]) -> list[Group]:
    """Return the finds in groups that share a kind, and a key or a plain form."""
    groups: defaultdict[tuple[str, str], list[Found]] = defaultdict(list)
    keys: dict[tuple[str, str], tuple[str, str]] = {}
    for find in finds:
        names = [(find.kind, name) for name in _names(find)]
        home = next((keys[name] for name in names if name in keys), names[0])
        for name in names:
            keys.setdefault(name, home)
        groups[home].append(find)
    return [Group(found) for found in groups.values()]


def _names(find: Found) -> list[str]:
    spelt = [romanized(form) for form in (find.at.words, *find.forms)]
    return [f"key {find.key}", *spelt] if find.key else spelt


def _once(details: Iterable[Detail]) -> tuple[Detail, ...]:
    return tuple(dict.fromkeys(details))


def _position(sighting: Sighting) -> tuple[str, int, int]:
    return sighting.sentence.article, sighting.sentence.block, sighting.start
