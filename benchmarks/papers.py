"""Papers: a cast of entities in, an article out: its text, its digest and the phrases of it that bear something out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

import yaml

from benchmarks.shape import (
    BEARS,
    BLOCKS_PER_ARTICLE,
    BUDGET,
    NAMES_PER_DIGEST_PARAGRAPH,
    WORDS_PER_DIGEST_PARAGRAPH,
)
from benchmarks.words import Prose

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
THINGS = ("lanterns", "singers", "guests", "makers", "boats", "days", "drummers")
CUES = (
    "to be held", "was opened", "was held", "was cancelled", "was signed", "was concluded", "was offered",
    "was rumoured", "was sold", "was blocked", "was lifted", "was sought",
)  # fmt: skip
WORDS_AROUND = 1.85


@dataclass(frozen=True, slots=True)
class Subject:
    """What an entity is before anything is stated: its names, each with a language or none, and how prominent it is."""

    id: str
    kind: str
    number: int
    name: str
    aliases: tuple[tuple[str, str | None], ...]
    weight: float
    home: int

    def called(self, chance: Random) -> str:
        """Return the name, or now and then another in the same script."""
        others = [name for name, lang in self.aliases if lang is None]
        return chance.choice(others) if others and chance.random() < 0.25 else self.name


@dataclass(frozen=True, slots=True)
class Phrase:
    """A few words of an article, and the value that they bear out."""

    words: str
    bears: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """An article: front matter and digest, full text, and the phrases of it that stand in one block."""

    id: str
    published: str
    article: str
    text: str
    phrases: tuple[Phrase, ...]

    @property
    def sha256(self) -> str:
        """The hash of the text, which seals are made of."""
        return hashlib.sha256(self.text.encode()).hexdigest()


class Writer:
    """Writes one article."""

    def __init__(self, chance: Random, words: tuple[str, ...], cast: Sequence[Subject]) -> None:
        self.chance = chance
        self.prose = Prose(chance, words)
        self.cast = cast
        self.day = date(1950, 1, 1) + timedelta(days=chance.randrange(18_000))

    def paper(self, id: str) -> Paper:
        """Return the article."""
        title = f"{self.chance.choice(self.cast).name} {self.prose.run(6)}"
        phrases = self._phrases()
        blocks = self._blocks(phrases)
        text = "\n\n".join([f"# {title}", *(f"## {block}" if kind == "h" else block for kind, block in blocks)]) + "\n"
        plain = [title, *(block for _, block in blocks)]
        single = tuple(one for one in phrases if sum(one.words in block for block in plain) == 1)
        front = self._front(title, "".join(kind for kind, _ in blocks), text)
        article = f"---\n{front}---\n\n" + "\n\n".join(self._digest([block for _, block in blocks], phrases)) + "\n"
        return Paper(id, self.day.isoformat(), article, text, single)

    def _front(self, title: str, kinds: str, text: str) -> str:
        fields = {
            "title": title,
            "publisher": f"The {self.prose.run(1).capitalize()} Almanac",
            "author": None,
            "published": self.day.isoformat(),
            "published_basis": "stated",
            "url": f"https://example.org/{self.day.isoformat()}",
            "archived_url": None,
            "genre": self.chance.choice(("report", "analysis", "opinion")),
            "rights": "withheld",
            "budget": BUDGET,
            "blocks": kinds,
            "source_sha256": hashlib.sha256(text.encode()).hexdigest(),
        }
        return yaml.safe_dump(fields, sort_keys=False, allow_unicode=True, width=1000)

    def _phrases(self) -> list[Phrase]:
        wanted = [bears for bears, count in BEARS.items() for _ in range(count)]
        self.chance.shuffle(wanted)
        return list({phrase.words: phrase for phrase in map(self._phrase, wanted)}.values())

    def _phrase(self, bears: str) -> Phrase:
        if bears == "ref":
            return self._naming()
        if bears in ("date", "span"):
            return self._dated(bears)
        if bears == "choice":
            cue = self.chance.choice(CUES)
            return Phrase(f"{cue} {self.prose.run(1)}", bears, cue)
        if bears == "text":
            return Phrase(self.prose.run(self.chance.choice((2, 3, 3, 4, 5))), bears)
        return self._counted(bears)

    def _naming(self) -> Phrase:
        subject = self.chance.choices(self.cast, [one.weight for one in self.cast])[0]
        named, words = subject.called(self.chance), self.prose.run(self.chance.choice((1, 2)))
        return Phrase(f"{words} {named}" if self.chance.random() < 0.6 else f"{named} {words}", "ref", subject.id)

    def _dated(self, bears: str) -> Phrase:
        day = self.day + timedelta(days=self.chance.randrange(-400, 200))
        if bears == "span":
            end = day.replace(day=1) + timedelta(days=40)
            return Phrase(f"from {_in_words(day)} to {_in_words(end)}", bears, f"{day}/{end}")
        if self.chance.random() < 0.5:
            return Phrase(f"on {day.day} {day:%B}", "day", str(day))
        return Phrase(f"on {_in_words(day)}", bears, str(day))

    def _counted(self, bears: str) -> Phrase:
        if bears == "integer":
            number = self.chance.randrange(10)
            return Phrase(f"{ORDINALS[number]} {self.prose.run(1)}", bears, str(number + 1))
        if bears == "money":
            number = self.chance.randrange(2, 900)
            return Phrase(f"worth ${number} million", bears, f"{number}e6 USD")
        number = self.chance.choice((self.chance.randrange(12, 99), self.chance.randrange(1000, 9000)))
        return Phrase(f"{number:,} {self.chance.choice(THINGS)} {self.prose.run(1)}", bears, str(number))

    def _blocks(self, phrases: Sequence[Phrase]) -> list[tuple[str, str]]:
        """Return the blocks, each phrase in one of them; sentences have one or two phrases."""
        kinds = ["p", *self.chance.choices("ph", (87, 13), k=BLOCKS_PER_ARTICLE - 1)]
        shares: list[list[Phrase]] = [[] for _ in kinds]
        places = [at for at, kind in enumerate(kinds) for _ in range(1 if kind == "h" else 8)]
        for phrase in phrases:
            shares[self.chance.choice(places)].append(phrase)
        return [(kind, self._block(kind, share)) for kind, share in zip(kinds, shares, strict=True)]

    def _block(self, kind: str, phrases: Sequence[Phrase]) -> str:
        if kind == "h":
            return self.prose.sentence(5, [one.words for one in phrases]).rstrip(".")
        pairs = [phrases[at : at + 2] for at in range(0, len(phrases), 2)]
        return " ".join(self._sentence([one.words for one in pair]) for pair in pairs or [()])

    def _sentence(self, parts: Sequence[str]) -> str:
        words = max(6, round(WORDS_AROUND * sum(part.count(" ") + 1 for part in parts)))
        return self.prose.sentence(words, parts)

    def _digest(self, blocks: Sequence[str], phrases: Sequence[Phrase]) -> list[str]:
        counted = [one.words for one in phrases if one.bears == "quantity"]
        paragraphs, at = [], 1
        while at <= len(blocks):
            last = min(at + (self.chance.random() < 0.13), len(blocks))
            told = [words for words in counted if any(words in block for block in blocks[at - 1 : last])]
            covered = f"b{at}" if last == at else f"b{at}-{last}"
            paragraphs.append(f"{self._told(told)}\n{{: #{covered} }}")
            at = last + 1
        return paragraphs

    def _told(self, numbers: Sequence[str]) -> str:
        count = max(0, round(self.chance.gauss(NAMES_PER_DIGEST_PARAGRAPH, 1)))
        chosen = self.chance.choices(self.cast, [one.weight for one in self.cast], k=count)
        names = [one.called(self.chance) for one in chosen]
        half = len(names) // 2
        words = max(6, WORDS_PER_DIGEST_PARAGRAPH - round(1.5 * count))
        first = self.prose.sentence(words // 2, [*numbers, *names[:half]])
        return f"{first} {self.prose.sentence(words // 2, names[half:])}"


def _in_words(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
