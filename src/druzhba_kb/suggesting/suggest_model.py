"""The nouns of this room: texts and sentences of the articles, and the names found in them with what is told of each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from druzhba_kb.relate.passages import Sentence
from druzhba_kb.relate.similar_names import LikelyEntity
from druzhba_kb.text import fold


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where words stand: `start` and `end` are offsets in the text of the sentence's block."""

    sentence: Sentence
    start: int
    end: int

    @property
    def words(self) -> str:
        """Return the words as the text has them."""
        return self.sentence.text[self.start - self.sentence.start : self.end - self.sentence.start]


@dataclass(frozen=True, slots=True)
class Detail:
    """Something told next to a name: key (rank, office, affiliation, edition, year, status), the words, their place.

    The words are exactly those of the text, except for an edition and a year, which are digits, and a choice, which is its option.
    """

    key: str
    words: str
    at: Sighting


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a kind: its fullest form, all forms as spelt, where it stands, what it may be, what is told next to it.

    `sightings` are in the order of articles and blocks; `known` says whether the base has exactly this name.
    """

    kind: str
    name: str
    forms: tuple[str, ...]
    sightings: tuple[Sighting, ...]
    existing: tuple[LikelyEntity, ...] = ()
    details: tuple[Detail, ...] = ()
    known: bool = False

    @property
    def count(self) -> int:
        """Return how often the name stands in the texts."""
        return len(self.sightings)

    def told(self, key: str) -> tuple[str, ...]:
        """Return the different words told of the name under key, the most frequent first."""
        counted = Counter(fold(detail.words) for detail in self.details if detail.key == key)
        return tuple(words for words, _ in counted.most_common())
