"""Page words: a key of page_words.toml in, what pages say there in all languages out, as a pattern or as a test of a line."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache
from importlib.resources import files

import regex

from druzhba_kb.folding import fold
from druzhba_kb.importing.notices import EDGE_MARKS

OPENS = "…"


@cache
def _phrases(key: str) -> frozenset[str]:
    table = tomllib.loads((files(__package__) / "page_words.toml").read_text(encoding="utf-8"))[key]
    return frozenset(fold(one).casefold().strip() for text in table.values() for one in text.split(","))


def any_of(key: str) -> str:
    """Return a pattern of the phrases of a key, the longest first."""
    return "|".join(map(regex.escape, sorted(_phrases(key), key=lambda one: (-len(one), one))))


def says(key: str) -> Callable[[str], bool]:
    """Return a test whether a line says nothing but a phrase of the key, or begins with one that is marked so."""
    openings = tuple(one.removesuffix(OPENS) for one in _phrases(key) if one.endswith(OPENS))

    def test(text: str) -> bool:
        line = fold(text).casefold().strip(EDGE_MARKS)
        return line in _phrases(key) or line.startswith(openings)

    return test
