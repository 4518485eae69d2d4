"""The alphabet: names in; their order in the language that is spoken, and the letter under which each stands in a list, out.

The order of Unicode (DUCET) is right for most languages. Where it is not, the letters that the Unicode CLDR has for the index
of a book are put in their order: å follows z in Swedish, and ch follows h in Czech. Names in other scripts come last, under the
letters of the language that is mostly written in each, as in ICU; Han characters, whose sounds nobody has told, under radicals.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import cast

from babel.core import get_global
from pyuca import Collator

from druzhba_kb.locales import spoken

Key = tuple[int, tuple[float, ...]]
# of CLDR 48.2: `characters/index`, but A to Z and numbers of strokes
LETTERS = Path(__file__).with_name("alphabets.json")
A_TO_Z = "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z"
SMALL = {"tr": {"I": "ı", "İ": "i"}, "az": {"I": "ı", "İ": "i"}}  # where a letter is another one than elsewhere
STEP = 1 / 256  # between two letters that Unicode takes for one
NUMBERS = "0-9"
IMPLICIT = 0xFB40  # from here on, weights of Unicode are made of the character's number, and each is two
ORDERED = re.compile("[\u4e00-\u9fa5]")  # the Han characters that Unicode has in the order of their radicals
UNKNOWN = re.compile(r"und_[A-Z][a-z]{3}")  # what the CLDR calls any language in a script
ALIKE = {"KATAKANA": "HIRAGANA"}
VARIANTS = re.compile(r"\{[^}]+\}|.")


class Alphabet:
    """The letters of a language, with what orders names by them."""

    def __init__(self, code: str) -> None:
        self._collator = Collator()
        self._small = SMALL.get(code.partition("_")[0], {})
        own = _letters(code)
        self._scripts = list(dict.fromkeys((_script(own[0][0]), "LATIN")))
        self._known: dict[str, list[tuple[tuple[float, ...], str]]] = {}
        for letters in (own, _letters("en"), *map(_letters, _usual())):
            if (script := _script(letters[0][0])) not in self._known:
                self._known[script] = []
                for variants in letters:
                    self._add(script, variants)

    def key(self, text: str) -> Key:
        """Return by what a text is put in order."""
        begins = _from_letter(text)
        return self._rank(begins), cast(tuple[float, ...], self._collator.sort_key(begins))

    def letter(self, text: str) -> str:
        """Return the letter under which a text stands, '0-9' for a number, or nothing for one in a script without an index."""
        begins = _from_letter(text)
        if not begins or begins[0].isdigit():
            return NUMBERS
        weights, known = self._weights(begins), self._known.get(_script(begins[0]), [])
        return next((label for key, label in reversed(known) if key <= weights), known[0][1] if known else "")

    def _rank(self, text: str) -> int:
        """Return the place of the script of a text: the language's and numbers, Latin letters, others, those without an index."""
        if not text or text[0].isdigit():
            return 0
        script, last = _script(text[0]), len(self._scripts)
        return self._scripts.index(script) if script in self._scripts else last + (script not in self._known)

    def _weights(self, text: str) -> tuple[float, ...]:
        """Return by what a text is put in order before its case and the marks of its letters count."""
        key = self._collator.sort_key(text)
        return cast(tuple[float, ...], key[: key.index(0)])

    def _add(self, script: str, variants: tuple[str, ...]) -> None:
        """Take up the next letter of a script, which may be written in several ways, behind those before it."""
        last = self._known[script][-1][0] if self._known[script] else (0,)
        weights = self._weights(self._lower(variants[0]))
        moved = weights <= last or (len(weights) > 1 and weights[0] < IMPLICIT) or variants[0] in self._small
        if moved:
            weights = (last[0] + STEP,)
        # one that is written with a mark has to be told from its letter, which may move
        for mark, variant in enumerate(variants if moved else variants[:1] if len(_parts(variants[0])) > 1 else ()):
            for case, written in enumerate((self._lower(variant), variant.capitalize(), variant)):
                elements = [[weights[0], 32 + mark, 2 + case]]
                self._collator.table.add(_parts(written), elements)
        self._known[script].append((weights, variants[0]))

    def _lower(self, letter: str) -> str:
        return self._small.get(letter, letter.lower())


@lru_cache(maxsize=4)
def _alphabet(code: str) -> Alphabet:
    return Alphabet(code)


def alphabet() -> Alphabet:
    """Return the alphabet of the language that is spoken."""
    return _alphabet(str(spoken().locale))


def _letters(code: str) -> list[tuple[str, ...]]:
    """Return the letters of a language, each with the others that stand with it: É with E, or a CH of two."""
    found = next((_indexes()[name] for name in _wider(code) if name in _indexes()), A_TO_Z)
    return [tuple(one.strip("{}") for one in VARIANTS.findall(group)) for group in found.split()]


@lru_cache(maxsize=1)
def _indexes() -> dict[str, str]:
    return cast(dict[str, str], json.loads(LETTERS.read_text("utf-8")))


def _usual() -> list[str]:
    """Return the languages that have an index, those first that the CLDR takes a text in their script to be."""
    likely = get_global("likely_subtags")
    found = {value for key, value in likely.items() if UNKNOWN.fullmatch(key)}
    usual = {value.rpartition("_")[0] for value in found}
    return sorted(_indexes(), key=lambda code: (code not in usual and likely.get(code) not in found, code))


def _wider(code: str) -> Iterator[str]:
    while code:
        yield code
        code = code.rpartition("_")[0]


def _from_letter(text: str) -> str:
    """Return a text without the quotation marks and other signs before its first letter or digit."""
    return text[next((at for at, char in enumerate(text) if char.isalnum()), len(text)) :]


def _parts(text: str) -> list[int]:
    return [ord(char) for char in unicodedata.normalize("NFD", text)]


def _script(text: str) -> str:
    """Return the script of the first letter of a text."""
    plain = unicodedata.normalize("NFKC", text[0])[0]
    name = unicodedata.name(plain, "").partition(" ")[0]
    return "" if name == "CJK" and not ORDERED.match(plain) else ALIKE.get(name, name)
