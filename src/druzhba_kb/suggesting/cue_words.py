"""Cue words: a text and words of a kind in, where they stand out, in any case and with the endings of English words."""

from __future__ import annotations

from functools import lru_cache

import regex

from druzhba_kb.folding import fold, fold_with_offsets
from druzhba_kb.model import Attribute
from druzhba_kb.suggesting.lexicon import phrases
from druzhba_kb.suggesting.suggest_model import Span

SHORTEST_WITH_ENDINGS = 4  # letters: "in" and "off" have no endings
ENDINGS = "(?:s|es|d|ed|ing)?"


def find_cues(text: str, cues: tuple[str, ...]) -> list[Span]:
    """Return where cues stand in text, in any case, with the endings of English words."""
    if not cues:
        return []
    folded, offsets = fold_with_offsets(text)
    return [(offsets[match.start()], offsets[match.end() - 1] + 1) for match in _pattern(cues).finditer(folded)]


def cues_of(attribute: Attribute) -> tuple[str, ...]:
    """Return the words near which a value of the attribute stands: its cues, else its own name and label."""
    own = attribute.cues or tuple(dict.fromkeys((attribute.name.replace("_", " "), attribute.label.casefold())))
    return (*own, *(phrases(f"{attribute.role}s") if attribute.role and attribute.type == "date" else ()))


@lru_cache(maxsize=64)
def spellings(unit: str) -> tuple[str, ...]:
    """Return a unit in singular and in both spellings of metre; the plural is an ending."""
    single = unit.removesuffix("s")
    return tuple({unit, single, single.replace("metre", "meter"), single.replace("meter", "metre")})


@lru_cache(maxsize=1024)
def _pattern(cues: tuple[str, ...]) -> regex.Pattern[str]:
    forms = "|".join(_form(cue) for cue in sorted(cues, key=len, reverse=True))
    return regex.compile(rf"(?i)(?<![\p{{L}}\p{{N}}])(?:{forms})(?![\p{{L}}\p{{N}}])")


def _form(cue: str) -> str:
    return regex.escape(fold(cue)).replace("\\ ", "[ -]") + (ENDINGS if len(cue) >= SHORTEST_WITH_ENDINGS else "")
