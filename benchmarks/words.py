"""Words: chance in, invented words, prose and names out; no name is ever a word of the prose, nor any word the reader's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from random import Random

from druzhba_kb.reading.language import DEFAULT, language

SOFT, VOWELS = "bdfglmnprstv", "aeiou"
SMALL = ("the", "of", "and", "in", "to", "with", "for", "at", "by", "from", "that", "as")
OPENERS = ("The", "In", "As", "With", "For", "By", "From", "At")
MIDDLE = ("{}", "{}", "{}", "{},", "{} —", "({})", "“{}”")
ENDINGS = ("hawk", "wick", "holm", "thork", "keld", "whit", "zeth", "kow", "hazel", "wark")
FORMS = {
    "charters": "{} Charter",
    "fairs": "{} Lantern Fair",
    "gatherings": "{} Gathering",
    "guilds": "{} Guild",
    "lamps": "{} Lamp",
    "people": "{} {}",
    "towns": "{}",
}
SCRIPTS = {
    "el": str.maketrans("abdefghiklmnoprstuvwz", "αβδεφγηικλμνοπρστυχωζ"),
    "bg": str.maketrans("abdefghiklmnoprstuvwz", "абдефгхиклмнопрстувшз"),
}


def lexicon(chance: Random, size: int = 2000) -> tuple[str, ...]:
    """Return invented words, each once."""
    words: dict[str, None] = {}
    while len(words) < size:
        word = _syllables(chance, chance.choice((2, 2, 3))) + chance.choice(("", "", *SOFT))
        if word not in _read():
            words[word] = None
    return tuple(words)


@cache
def _read() -> frozenset[str]:
    """Return the words that say something to the reader of texts: nine, before, minus."""
    known = language(DEFAULT)
    tables = known.data.values() if known else ()
    return frozenset(word for table in tables for text in table.values() for word in re.findall("[a-z]+", str(text)))


def _syllables(chance: Random, count: int) -> str:
    return "".join(chance.choice(SOFT) + chance.choice(VOWELS) for _ in range(count))


class Namer:
    """Gives names, none twice."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.taken: set[str] = set()

    def stem(self) -> str:
        """Return an invented name of one word."""
        while True:
            stem = _syllables(self.chance, 2).capitalize() + self.chance.choice(VOWELS) + self.chance.choice(ENDINGS)
            if stem not in self.taken:
                self.taken.add(stem)
                return stem

    def name(self, kind: str) -> str:
        """Return the name of something of a kind."""
        form = FORMS[kind]
        return form.format(*(self.stem() for _ in range(form.count("{}"))))

    def foreign(self) -> tuple[str, str]:
        """Return a name in another script, and the language."""
        lang = self.chance.choice(sorted(SCRIPTS))
        return self.stem().lower().translate(SCRIPTS[lang]).capitalize(), lang


class Prose:
    """Writes sentences of invented words."""

    def __init__(self, chance: Random, words: tuple[str, ...]) -> None:
        self.chance = chance
        self.words = words

    def run(self, count: int) -> str:
        """Return some words in a row, a third of them small ones; the last one is not."""
        chosen = [
            self.chance.choice(SMALL if self.chance.random() < 0.33 and at else self.words) for at in range(count)
        ]
        return " ".join(reversed(chosen))

    def sentence(self, words: int, parts: Iterable[str] = ()) -> str:
        """Return a sentence of about so many words of its own, with the parts in it."""
        inner = [self._set(part) for part in parts]
        share = max(1, round(words / (len(inner) + 1)))
        pieces = [self.chance.choice(OPENERS), self.run(share)]
        for part in inner:
            pieces += [part, self.run(share)]
        return " ".join(pieces) + "."

    def _set(self, part: str) -> str:
        """Set a part off in some way; more than two words in quotation marks would be speech."""
        return self.chance.choice(MIDDLE if part.count(" ") < 2 else MIDDLE[:-1]).format(part)

    def text(self, words: int, parts: Sequence[str] = ()) -> str:
        """Return about so many words, the parts among them, as a sentence with a capital."""
        own = round(words * self.chance.uniform(0.6, 1.4)) - sum(part.count(" ") + 1 for part in parts)
        share = max(1 if parts else 2, own // (len(parts) + 1))
        text = " ".join([self.run(share), *(f"{part} {self.run(share)}" for part in parts)])
        return f"{text[0].upper()}{text[1:]}."
