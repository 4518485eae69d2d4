"""Generator: a number of pages and a seed in, the files of an invented knowledge base out, in the proportions of the real one."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any

import yaml

from benchmarks.papers import Paper, Phrase, Speaker, Subject, Writer
from benchmarks.sealed import Sealer
from benchmarks.shape import (
    ALIASES,
    AS_OF,
    ELSEWHERE,
    ENTITIES_PER_ARTICLE,
    GUESTS_PER_ARTICLE,
    KINDS,
    NAMED_FROM_BLOCK,
    NOTE,
    OTHER_SCRIPT,
    RATES,
    SAID_BESIDE,
    SECOND_CLAIM,
    SECOND_QUOTATION,
    SECOND_VALUE,
    WORDS_PER_NOTE,
    WORDS_PER_SUMMARY,
    WORDS_PER_TEXT,
)
from benchmarks.words import SMALL, Namer, Prose, lexicon

ROOT = Path(__file__).resolve().parent.parent
SAME_WHEREVER = (
    "date",
    "quantity",
    "money",
    "integer",
    "coordinates",
)  # types whose equal values on the same words are one fact
SITE = 'site_name: "Lantern fairs of the valley"\nsite_description: What the almanacs say about invented fairs.\n'
SETTINGS = re.compile(r"^site_name:.*?^(?=site_url:)", re.MULTILINE | re.DOTALL)
Attribute = Mapping[str, Any]
Statement = dict[str, Any]


class Base:
    """An invented knowledge base of some pages, entities and articles together."""

    def __init__(self, pages: int, seed: int = 0) -> None:
        self.seed = seed
        self.articles = max(1, round(pages / (ENTITIES_PER_ARTICLE + 1)))
        self.words = lexicon(self.chance("words"))
        self.subjects = self._subjects(pages - self.articles)
        self.attributes = {kind: _attributes(kind) for kind in KINDS}

    def chance(self, *about: object) -> Random:
        """Return the chance that decides about one thing, whatever else there is."""
        return Random(f"{self.seed} {about}")

    def files(self) -> dict[str, str]:
        """Return every file of the content, by path."""
        found = {f"entities/{kind}/_kind.yml": _kind_file(kind).read_text(encoding="utf-8") for kind in KINDS}
        sealers = {paper.id: Sealer(paper) for paper in self.papers}
        for subject in self.subjects:
            found[path_of(subject)] = _yaml(_Stated(self, subject, sealers).entity())
        for paper in self.papers:
            found |= _files_of(paper, sealers[paper.id])
        return found

    def another_article(self) -> dict[str, str]:
        """Return the files of an article on known entities that no statement quotes yet."""
        paper = self._paper(self.articles)
        return _files_of(paper, Sealer(paper))

    @cached_property
    def by_id(self) -> dict[str, Subject]:
        """The entities by id."""
        return {one.id: one for one in self.subjects}

    @cached_property
    def papers(self) -> tuple[Paper, ...]:
        """The articles."""
        return tuple(self._paper(number) for number in range(self.articles))

    @cached_property
    def casts(self) -> tuple[tuple[Subject, ...], ...]:
        """For each article, and one more, the entities that are at home in it, and prominent guests."""
        chance = self.chance("casts")
        known = [one for one in self.subjects if one.kind in ("towns", "guilds")]
        ranks = [1 / (rank + 1) for rank in range(len(known))]
        homes = [[one for one in self.subjects if one.home == number] for number in range(self.articles)]
        homes.append(chance.sample(self.subjects, min(ENTITIES_PER_ARTICLE, len(self.subjects))))
        return tuple(
            tuple(dict.fromkeys([*home, *chance.choices(known, ranks, k=GUESTS_PER_ARTICLE)])) for home in homes
        )

    @cached_property
    def appearances(self) -> Mapping[str, list[int]]:
        """The articles in whose cast each entity is, by id."""
        found: dict[str, list[int]] = {one.id: [] for one in self.subjects}
        for number, cast in enumerate(self.casts[: self.articles]):
            for one in cast:
                found[one.id].append(number)
        return found

    def _paper(self, number: int) -> Paper:
        return Writer(self.chance("article", number), self.words, self.casts[number]).paper(f"almanac-{number + 1}")

    def _subjects(self, count: int) -> list[Subject]:
        chance = self.chance("names")
        namer = Namer(chance)
        kinds = [*KINDS, *chance.choices(list(KINDS), list(KINDS.values()), k=max(0, count - len(KINDS)))]
        return [self._subject(number, kind, namer) for number, kind in enumerate(kinds[:count])]

    def _subject(self, number: int, kind: str, namer: Namer) -> Subject:
        name, chance = namer.name(kind), namer.chance
        count = int(ALIASES[kind] + chance.random())
        aliases = [
            namer.foreign() if chance.random() < OTHER_SCRIPT else (namer.name(kind), None) for _ in range(count)
        ]
        weight = chance.lognormvariate(-0.32, 0.8)
        id = name.lower().replace(" ", "-")
        return Subject(id, kind, number, name, tuple(aliases), weight, number % self.articles)


class _Stated:
    """States things of one entity, each with words that bear it out."""

    def __init__(self, base: Base, subject: Subject, sealers: Mapping[str, Sealer]) -> None:
        self.base = base
        self.sealers = sealers
        self.subject = subject
        self.chance = base.chance("entity", subject.id)
        self.prose = Prose(self.chance, base.words)
        self.home = base.papers[subject.home]
        self.elsewhere = [base.papers[at] for at in base.appearances[subject.id]]
        self.said: set[tuple[str, str]] = set()
        self.borrowing: set[str] = set()

    def entity(self) -> dict[str, Any]:
        """Return the entity as its file says it."""
        aliases = [self._alias(name, lang) for name, lang in self.subject.aliases]
        summary, statements = self._summary(), self._all()
        for id in {item["source"] for one in statements for item in one.get("evidence", (one,))}:
            self.sealers[id].summary(self.subject.id, summary)
        said = {"name": self.subject.name, "aliases": aliases, "summary": summary, "statements": statements}
        return {key: value for key, value in said.items() if value}

    def _alias(self, name: str, lang: str | None) -> dict[str, str]:
        if lang:
            return {"name": name, "lang": lang, "note": self.prose.text(6)}
        found = next(
            ((paper, one) for paper in [self.home, *self.elsewhere] for one in paper.phrases if one.named == name), None
        )
        if found is None:
            return {"name": name, "note": self.prose.text(6)}
        paper, phrase = found
        self.sealers[paper.id].quotation(phrase)
        return {"name": name, "source": paper.id, "quote": phrase.words}

    def _summary(self) -> str:
        one, *others = self.chance.choices(self.base.casts[self.subject.home], k=3)
        parts = [self._link(other) for other in others[: self.chance.choice((1, 2))]]
        parts += [one.name] if self.chance.random() < 0.5 else []
        return self.prose.sentence(WORDS_PER_SUMMARY - 2 * len(parts), parts)

    def _link(self, other: Subject) -> str:
        return f"[{other.name}](../{other.kind}/{other.id}.yml)"

    def _all(self) -> list[Statement]:
        """Return the statements, one at least."""
        rates, attributes = RATES[self.subject.kind], self.base.attributes[self.subject.kind]
        made = [one for name, rate in rates.items() for one in self._several(name, rate)]
        text = next(name for name in rates if attributes[name]["type"] == "text")
        return made or [one for one in [self._statement(text, attributes[text])] if one]

    def _several(self, name: str, rate: float) -> list[Statement]:
        attribute = self.base.attributes[self.subject.kind][name]
        count = int(rate * self.subject.weight + self.chance.random())
        if attribute.get("single"):
            count = min(count, 1) * (1 + (self.chance.random() < SECOND_VALUE))
        return [made for _ in range(count) if (made := self._statement(name, attribute))]

    def _statement(self, name: str, attribute: Attribute) -> Statement | None:
        paper = self.chance.choice(self.elsewhere) if self.chance.random() < ELSEWHERE else self.home
        phrase = self._bearing(attribute, paper)
        if not phrase:
            return None
        evidence = _Evidence(paper, tuple(self._quoted(paper, phrase)))
        speaker = self._speaker(evidence)
        claims = self._claims(name, attribute, evidence, speaker)
        if not self.said.isdisjoint(claims.items()):
            return None
        self.said.update(claims.items())
        self._seal(evidence, speaker, claims)
        inferred = _inferred(attribute, phrase)
        note = self.prose.text(WORDS_PER_NOTE) if inferred or self.chance.random() < NOTE else None
        as_of = paper.published if self.chance.random() < AS_OF else None
        said_by = (speaker.id or {"words": speaker.who}) if speaker else None
        rest = {"said_by": said_by, "as_of": as_of, "inferred": inferred, "note": note}
        return {**claims, **evidence.written(), **{key: value for key, value in rest.items() if value}}

    def _seal(self, evidence: _Evidence, speaker: Speaker | None, claims: Mapping[str, str]) -> None:
        sealer = self.sealers[evidence.paper.id]
        for phrase in evidence.phrases:
            sealer.quotation(phrase)
            if speaker:
                sealer.speaker(phrase, speaker)
            for value in self.borrowing.intersection(claims.values()):
                sealer.value(phrase, value)

    def _bearing(self, attribute: Attribute, paper: Paper) -> Phrase | None:
        """Return a phrase of an article that bears out some value of an attribute."""
        # What is no text would be the same fact twice, if it rested on words that are quoted already.
        spent = self.sealers[paper.id].quoted if attribute["type"] in SAME_WHEREVER else set()
        fitting = [one for one in paper.phrases if self._fits(attribute, one) and one not in spent]
        return self.chance.choice(fitting) if fitting else None

    def _fits(self, attribute: Attribute, phrase: Phrase) -> bool:
        if attribute["type"] in ("text", "coordinates"):
            return True
        if attribute["type"] == "date":
            return phrase.bears in (("span",) if attribute["label"] == "Start" else ("date", "day"))
        if attribute["type"] == "choice":
            return phrase.bears == "choice" and _option(attribute, phrase) is not None
        if attribute["type"] == "ref":
            return phrase.bears == "ref" and self._leads(attribute, phrase.value)
        if attribute["type"] == "quantity":
            return phrase.unit == attribute["unit"]
        return bool(phrase.bears == attribute["type"])

    def _leads(self, attribute: Attribute, id: str) -> bool:
        other = self.base.by_id[id]
        return other.kind in attribute["to"] and (other.number < self.subject.number or not attribute.get("acyclic"))

    def _claims(self, name: str, attribute: Attribute, evidence: _Evidence, speaker: Speaker | None) -> dict[str, str]:
        phrase = evidence.phrases[0]
        if phrase.bears == "span" and attribute["type"] == "date":
            start, end = phrase.value.split("/")
            return {name: start, "end": end}
        beside = self._beside(attribute)
        value = self._value(attribute, phrase)
        texts = {key: self._text(evidence, speaker) for key in ([name] if value is None else beside)}
        return texts if value is None else {name: value, **texts}

    def _value(self, attribute: Attribute, phrase: Phrase) -> str | None:
        if attribute["type"] == "text":
            return None
        if attribute["type"] == "coordinates":
            return f"{self.chance.uniform(20, 60):.2f}, {self.chance.uniform(0, 90):.2f}"
        return _option(attribute, phrase) or phrase.value

    def _beside(self, attribute: Attribute) -> list[str]:
        """Return the attribute of a second claim on the same words now and then: a paraphrase beside something else."""
        attributes = self.base.attributes[self.subject.kind]
        texts = [key for key, one in attributes.items() if one["type"] == "text"]
        is_alone = attribute["type"] == "text" or self.chance.random() > SECOND_CLAIM * 3
        return [] if is_alone else [self.chance.choice(texts)]

    def _text(self, evidence: _Evidence, speaker: Speaker | None) -> str:
        """Return a paraphrase: a word of what it tells, and often a name that only the block has."""
        parts = [_telling(evidence.phrases[0].words)]
        known = {self.subject.id, speaker.id if speaker else None, *(one.value for one in evidence.phrases)}
        names = [one.named for one in evidence.beside() if one.named and one.value not in known]
        borrows = bool(names) and self.chance.random() < NAMED_FROM_BLOCK
        text = self.prose.text(WORDS_PER_TEXT, [*parts, self.chance.choice(names)] if borrows else parts)
        self.borrowing |= {text} if borrows else set()
        return text

    def _speaker(self, evidence: _Evidence) -> Speaker | None:
        """Return who says the words: in their own sentence, or now and then who speaks beside it."""
        first = evidence.phrases[0]
        if first.speaker or self.chance.random() > SAID_BESIDE:
            return first.speaker
        blocks = {one.block for one in evidence.phrases}
        named = (one for block, one in evidence.paper.speakers if one.id and blocks == {block})
        return next(named, None)

    def _quoted(self, paper: Paper, phrase: Phrase) -> list[Phrase]:
        """Return a phrase, and now and then another that the same speaker says."""
        others = [one for one in paper.phrases if one.speaker == phrase.speaker and one is not phrase]
        return [phrase, self.chance.choice(others)] if others and self.chance.random() < SECOND_QUOTATION else [phrase]


@dataclass(frozen=True, slots=True)
class _Evidence:
    """The phrases of one article on which a statement rests."""

    paper: Paper
    phrases: tuple[Phrase, ...]

    def beside(self) -> list[Phrase]:
        """Return the phrases that stand in the same blocks."""
        blocks = {one.block for one in self.phrases}
        return [one for one in self.paper.phrases if one.block in blocks]

    def written(self) -> dict[str, Any]:
        """Return the evidence as a statement says it."""
        items = [{"source": self.paper.id, "quote": one.words} for one in self.phrases]
        return {"evidence": items} if len(items) > 1 else dict(items[0])


def write(root: Path, pages: int, seed: int = 0) -> Base:
    """Write an invented project into root, with this project's own settings, and return its base."""
    base = Base(pages, seed)
    write_files(root, base.files())
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    write_files(root, {"mkdocs.yml": SETTINGS.sub(SITE, settings, count=1)})
    return base


def main() -> None:
    """Write a project of so many pages into a folder, and beside it an article to add later."""
    pages, folder, seed = sys.argv[1:]
    base = write(Path(folder), int(pages), int(seed))
    write_files(Path(folder) / "spare", base.another_article())


def write_files(root: Path, files: Mapping[str, str]) -> None:
    """Write files below root."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


def path_of(subject: Subject) -> str:
    """Return the path of an entity's file."""
    return f"entities/{subject.kind}/{subject.id}.yml"


def _kind_file(kind: str) -> Path:
    return Path(__file__).with_name("kinds") / f"{kind}.yml"


def _attributes(kind: str) -> dict[str, Attribute]:
    attributes: dict[str, Attribute] = yaml.safe_load(_kind_file(kind).read_text(encoding="utf-8"))["attributes"]
    return attributes


def _yaml(entity: Mapping[str, Any]) -> str:
    return yaml.dump(entity, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=120)


def _option(attribute: Attribute, phrase: Phrase) -> str | None:
    options: Mapping[str, Sequence[str]] = attribute.get("options", {})
    return next((option for option, cues in options.items() if phrase.value in cues), None)


def _inferred(attribute: Attribute, phrase: Phrase) -> list[str]:
    if attribute["type"] == "coordinates":
        return ["coordinates"]
    return ["year"] if attribute["type"] == "date" and phrase.bears == "day" else []


def _telling(words: str) -> str:
    """Return a word of a phrase that tells something; of a date the month."""
    told = [word for word in words.split() if word.isalpha() and word not in SMALL]
    return max(told, key=lambda word: (word.islower() and len(word) > 3, len(word)))


def _files_of(paper: Paper, sealer: Sealer) -> dict[str, str]:
    return {
        f"articles/{paper.id}.md": paper.article.replace("\n---\n", f"\ncommitment: {sealer.root}\n---\n", 1),
        f"sources/{paper.id}.md": paper.text,
        f"sources/{paper.id}.key": f"{sealer.random.hex()}\n",
        f"articles/{paper.id}.seals": sealer.written(),
    }


if __name__ == "__main__":
    main()
