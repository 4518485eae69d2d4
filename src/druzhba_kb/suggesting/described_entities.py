"""Described entities: records in, what finds an entity by the words of its name where nothing spells the name out.

A deal or a visit has a description rather than a name: "Sale of Mi-35 helicopters" is meant where a text says that somebody
"bought four Mi-35 helicopters". All words of the description must stand together, countries and people by any of their
words, and where it has a year no other may stand there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import regex
from anyascii import anyascii

from druzhba_kb.folding import fold_with_offsets
from druzhba_kb.model import Entity, Kind, Records
from druzhba_kb.reading import read
from druzhba_kb.relate.mentions import NameFinder, all_words
from druzhba_kb.suggesting.lexicon import phrases, words
from druzhba_kb.suggesting.suggest_model import Span

WIDEST = 14  # words in which a whole description must stand
FEWEST = 2  # one word of a description, and the year, tell it from all others
WORD = regex.compile(r"[\p{L}\p{N}]+(?:[-‑–][\p{L}\p{N}]+)*")
ENDING = regex.compile(r"(?<=\w{3})(?:ings?|ed|es|s|e|ers?)$")
YEAR = regex.compile(r"(?:19|20)\d\d")
IRREGULAR = dict(pair.split(" ") for pair in phrases("irregular_verbs"))
NAMING = ("person", "place", "organization")


def years_in(text: str) -> set[str]:
    """Return the years of the dates in a text."""
    return {str(said.date.year) for said in read(text) if said.date and said.date.year}


@dataclass(frozen=True, slots=True)
class Description:
    """The words that all must stand in a text, each by any of its keys; whether one of the kind's own words must, and the year."""

    entity: str
    needed: tuple[frozenset[str], ...]
    cues: frozenset[str]
    year: str


class DescriptionFinder:
    """Finds the entities of kinds that are described."""

    def __init__(self, records: Records) -> None:
        self.kinds = {id for id, kind in records.kinds.items() if is_of_things(kind)}
        self.described = {
            id for id, kind in records.kinds.items() if kind.suggest and kind.suggest.recognizer == "described"
        }
        named = [one for one in records.entities.values() if one.kind not in self.described]
        self._names = NameFinder(all_words(named))
        self._places = {
            f"@{one.id}" for one in named if (how := records.kinds[one.kind].suggest) and how.recognizer == "place"
        }
        things = [one for one in records.entities.values() if one.kind in self.kinds]
        names = ((one, name) for one in things for name in _own_names(one))
        self._descriptions = [found for one, name in names for found in self._of(one.id, name, records.kinds[one.kind])]

    def find(self, text: str, widest: int = WIDEST) -> Iterator[tuple[str, Span]]:
        """Yield the entities whose descriptions stand in a text, each with the words from the first to the last of them."""
        keys = self._keys(text)
        stems = frozenset(key for found, _ in keys for key in found)
        for one in self._descriptions:
            if all(not stems.isdisjoint(need) for need in one.needed) and self._agrees(one, stems, text):
                spans = [next(span for found, span in keys if not found.isdisjoint(need)) for need in one.needed]
                span = min(start for start, _ in spans), max(end for _, end in spans)
                if len(WORD.findall(text[slice(*span)])) <= widest:
                    yield one.entity, span

    def _agrees(self, one: Description, stems: frozenset[str], text: str) -> bool:
        years = years_in(text) if one.year else set()
        # countries alone tell no deal from another, and of a single common word there are many
        telling = [need for need in one.needed if need.isdisjoint(self._places)]
        is_named = any(key.startswith("@") for need in telling for key in need)
        is_told = len(one.needed) + (one.year in years) + (is_named and bool(one.cues)) >= FEWEST
        is_cued = not one.cues or not stems.isdisjoint(one.cues)
        return bool(telling) and is_told and is_cued and (not years or one.year in years)

    def _of(self, id: str, name: str, kind: Kind) -> Iterator[Description]:
        own = kind_stems(kind)
        keys = [found for found, span in self._keys(name) if found and not YEAR.fullmatch(name[slice(*span)])]
        needed = tuple(dict.fromkeys(found for found in keys if found.isdisjoint(own)))
        year = YEAR.search(name) or YEAR.search(id)
        # its kind may be told by a verb: "sold" for "sale"
        cues = own | verb_stems(kind) if len(needed) < len(set(keys)) else frozenset()
        if needed:
            yield Description(id, needed, cues, year[0] if year else "")

    def _keys(self, text: str) -> list[tuple[frozenset[str], Span]]:
        """Return what each word of a text can stand for: the entities that it names, else its stem; nothing for small words."""
        named = [
            ((hit.start, hit.end), frozenset(f"@{id}" for id in hit.owners.full)) for hit in self._names.find(text)
        ]
        rest = (
            match
            for match in WORD.finditer(text)
            if not any(a <= match.start() and match.end() <= b for (a, b), _ in named)
        )
        found = [*((keys, span) for span, keys in named), *((stems_of(one[0]), one.span()) for one in rest)]
        return sorted(found, key=lambda one: one[1])


def _own_names(entity: Entity) -> Iterator[str]:
    yield from (entity.name, *(alias.name for alias in entity.aliases if alias.use != "metonym"))


def is_of_things(kind: Kind) -> bool:
    """Return whether a kind is of what happens or is made, and not of people, places or bodies."""
    return kind.suggest is None or kind.suggest.recognizer not in NAMING


def kind_words(kind: Kind) -> tuple[str, ...]:
    """Return the words for one of a kind: its label, its cues, and the sorts that there are of it."""
    return (
        kind.label,
        *(kind.suggest.cues if kind.suggest else ()),
        *(one for one in kind.categories if " " not in one),
    )


def kind_stems(kind: Kind) -> frozenset[str]:
    """Return the stems of the words for one of a kind."""
    return stems_of(*kind_words(kind))


def verb_stems(kind: Kind) -> frozenset[str]:
    """Return the stems of the single words that tell a kind's options: 'signed', 'sold'."""
    cues = (cue for one in kind.attributes.values() for cues in one.options.values() for cue in cues)
    return stems_of(*(cue for cue in cues if " " not in cue))


@lru_cache(maxsize=4096)
def stems_of(*phrases: str) -> frozenset[str]:
    """Return the stems of the words in phrases, small words left out."""
    lows = (anyascii(word).lower() for phrase in phrases for word in WORD.findall(fold_with_offsets(phrase)[0]))
    small = words("ordinary", "description_words") | {"of"}
    return frozenset(_stem(low) for low in lows if low not in small and len(low) > 1)


def _stem(low: str) -> str:
    stem = ENDING.sub("", low.replace("defense", "defence"))
    stem = ENDING.sub("", known) if (known := IRREGULAR.get(low) or IRREGULAR.get(stem)) else stem
    return stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] else stem  # "banned", "ban"
