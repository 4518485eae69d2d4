"""The vocabulary: the lists of words.toml in, read once, sets of lower-case words out."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _lists() -> dict[str, str]:
    return tomllib.loads((files(__package__) / "words.toml").read_text(encoding="utf-8"))


@cache
def words(name: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(_lists()[name].split())


@cache
def phrases(name: str) -> frozenset[str]:
    """Return the phrases of a list, which bars part."""
    return frozenset(" ".join(phrase.split()) for phrase in _lists()[name].split("|"))


@cache
def titles() -> frozenset[str]:
    """Return every word that can end what stands before a person's name."""
    return words("ranks") | words("honorifics") | words("offices")
