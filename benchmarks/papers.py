"""Papers: a cast of entities in, an article out: its text, its digest and the phrases of it that bear something out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

import yaml

from benchmarks.shape import (
    BEARS,
    BLOCKS_PER_ARTICLE,
    BUDGET,
    DIGEST,
    NAMES_PER_DIGEST_PARAGRAPH,
    SPEAKER_WITHOUT_NAME,
    SPEAKING_BLOCKS,
    SPOKEN_SENTENCES,
)
from benchmarks.words import Prose

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
UNITS = {
    "lanterns": "items", "boats": "items", "singers": "people", "guests": "people", "makers": "people",
    "drummers": "people", "days": "days", "metres": "metres",
}  # fmt: skip
CUES = (
    "to be held", "was opened", "was held", "was closed", "was signed", "was concluded", "was offered",
    "was drafted", "was sold", "was blocked", "was lifted", "was sought",
)  # fmt: skip
SPEECH = "“{what}.”"
NAMING = ("{who} said that {low}.", "According to {who}, {low}.", "“{what},” {who} said.")
INNER = str.maketrans("“”", "‘’")
SPEAKING_KINDS = ("people", "guilds")
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
class Speaker:
    """Who says something: the words for them in the text, and the id where they are an entity."""

    who: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """A few words of an article, the value that they bear out, in what unit, in which block, and who says them."""

    words: str
    bears: str
    value: str = ""
    unit: str = ""
    named: str = ""
    block: int = 0
    speaker: Speaker | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """An article: front matter, digest and full text, the blocks of this, and the phrases of it that stand in one block.

    `digest` holds each paragraph with the first block that it tells, `speakers` who speaks in which block.
    """

    id: str
    published: str
    front: str
    digest: tuple[tuple[int, int, str], ...]
    blocks: tuple[str, ...]
    text: str
    phrases: tuple[Phrase, ...]
    speakers: tuple[tuple[int, Speaker], ...]

    @property
    def article(self) -> str:
        """The file of the article."""
        told = (f"{words}\n{{: #b{first}{f'-{last}' if last > first else ''} }}" for first, last, words in self.digest)
        return f"---\n{self.front}---\n\n" + "\n\n".join(told) + "\n"


@dataclass(frozen=True, slots=True)
class _Block:
    """A block of a text: a paragraph or heading, the phrases in it, and who speaks in it."""

    kind: str
    text: str
    phrases: tuple[Phrase, ...]
    speaker: Speaker | None = None


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
        blocks = self._blocks(self._phrases())
        phrases = [one for block in blocks for one in block.phrases]
        text = (
            "\n\n".join([f"# {title}", *(f"## {one.text}" if one.kind == "h" else one.text for one in blocks)]) + "\n"
        )
        plain = (title, *(one.text for one in blocks))
        single = tuple(one for one in phrases if sum(one.words in block for block in plain) == 1)
        speakers = tuple((number, one.speaker) for number, one in enumerate(blocks, 1) if one.speaker)
        front = self._front(title, "".join(one.kind for one in blocks), text)
        digest = tuple(self._digest(plain[1:], phrases))
        return Paper(id, self.day.isoformat(), front, digest, plain, text, single, speakers)

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
            "source_sha256": _sha256(text),
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
            return Phrase(f"{cue} {self.prose.run(2)}", bears, cue)
        if bears == "text":
            return Phrase(self.prose.run(self.chance.choice((3, 3, 4, 5))), bears)
        return self._counted(bears)

    def _naming(self) -> Phrase:
        subject = self.chance.choices(self.cast, [one.weight for one in self.cast])[0]
        named, words = subject.called(self.chance), self.prose.run(self.chance.choice((2, 3)))
        # behind a preposition it is no subject, of which a sentence would speak
        phrase = f"{words} of {named}" if self.chance.random() < 0.6 else f"of {named} {words}"
        return Phrase(phrase, "ref", subject.id, named=named)

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
        thing = self.chance.choice(list(UNITS))
        return Phrase(f"{number:,} {thing} {self.prose.run(1)}", bears, str(number), UNITS[thing])

    def _blocks(self, phrases: Sequence[Phrase]) -> list[_Block]:
        """Return the blocks, each phrase in one of them; sentences have one or two phrases."""
        kinds = ["p", *self.chance.choices("ph", (87, 13), k=BLOCKS_PER_ARTICLE - 1)]
        shares: list[list[Phrase]] = [[] for _ in kinds]
        places = [at for at, kind in enumerate(kinds) for _ in range(1 if kind == "h" else 8)]
        for phrase in phrases:
            shares[self.chance.choice(places)].append(phrase)
        return [self._block(at, *one) for at, one in enumerate(zip(kinds, shares, strict=True), 1)]

    def _block(self, number: int, kind: str, phrases: Sequence[Phrase]) -> _Block:
        if kind == "h":
            text = self.prose.sentence(5, [one.words for one in phrases]).rstrip(".")
            return _Block(kind, text, tuple(replace(one, block=number) for one in phrases))
        pairs = [phrases[at : at + 2] for at in range(0, len(phrases), 2)] or [()]
        speaker = self._speaker() if self.chance.random() < SPEAKING_BLOCKS else None
        sayings = self._sayings(speaker, len(pairs))
        sentences, placed = [], []
        for pair, saying in zip(pairs, sayings, strict=True):
            sentence = self._sentence([one.words for one in pair])
            sentences.append(_said(saying, sentence, speaker) if speaker and saying else sentence)
            placed += [replace(one, block=number, speaker=speaker if saying else None) for one in pair]
        return _Block(kind, " ".join(sentences), tuple(placed), speaker if any(sayings) else None)

    def _sayings(self, speaker: Speaker | None, count: int) -> list[str]:
        """Return for each sentence of a block how somebody says it, or ''; one at least names who it is, all a stranger."""
        if speaker is None:
            return [""] * count
        able = (*NAMING, SPEECH) if speaker.id else NAMING
        found = [self.chance.choice(able) if self.chance.random() < SPOKEN_SENTENCES else "" for _ in range(count)]
        if SPEECH in found and not any(one in NAMING for one in found):
            found[found.index(SPEECH)] = self.chance.choice(NAMING)
        return found

    def _speaker(self) -> Speaker:
        """Return somebody of the cast, or a stranger."""
        able = [one for one in self.cast if one.kind in SPEAKING_KINDS]
        if not able or self.chance.random() < SPEAKER_WITHOUT_NAME:
            return Speaker(f"a {self.prose.run(1)} {self.prose.run(1)}")
        subject = self.chance.choices(able, [one.weight for one in able])[0]
        return Speaker(subject.called(self.chance), subject.id)

    def _sentence(self, parts: Sequence[str]) -> str:
        words = max(6, round(WORDS_AROUND * sum(part.count(" ") + 1 for part in parts)))
        return self.prose.sentence(words, parts)

    def _digest(self, blocks: Sequence[str], phrases: Sequence[Phrase]) -> Iterator[tuple[int, int, str]]:
        """Yield the first and last block that each paragraph tells, and its words."""
        counted = [one.words for one in phrases if one.bears == "quantity"]
        at = 1
        while at <= len(blocks):
            last = min(at + (self.chance.random() < 0.13), len(blocks))
            told = blocks[at - 1 : last]
            numbers = [words for words in counted if any(words in block for block in told)]
            yield at, last, self._told(numbers, round(DIGEST * sum(block.count(" ") + 1 for block in told)))
            at = last + 1

    def _told(self, numbers: Sequence[str], words: int) -> str:
        count = max(0, round(self.chance.gauss(NAMES_PER_DIGEST_PARAGRAPH, 1)))
        chosen = self.chance.choices(self.cast, [one.weight for one in self.cast], k=count)
        names = [one.called(self.chance) for one in chosen]
        # Half of the words are other than names and numbers, of which a short block has few.
        while names and sum(part.count(" ") + 1 for part in (*numbers, *names)) > words // 2:
            names.pop()
        own = max(2, words - sum(part.count(" ") + 2 for part in (*numbers, *names)))
        return self.prose.sentence(own, [*numbers, *names])


def _said(saying: str, sentence: str, speaker: Speaker) -> str:
    """Return a sentence as somebody says it."""
    what = sentence.rstrip(".")
    low = what[0].lower() + what[1:]
    said = saying.format(what=what.translate(INNER), low=low, who=speaker.who)
    return said[0].upper() + said[1:]


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _in_words(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
