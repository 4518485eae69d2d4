"""Look-alikes: the names of all entities in, findings out where those of two differ by letters of the same look alone.

A Cyrillic а in a Latin name makes a second person whom no reader can tell from the first. Which letters look alike says Unicode
(UTS 39), and `lookalikes.txt` has those of the scripts that names are written in here.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files

from druzhba_kb.folding import fold
from druzhba_kb.model import Records
from druzhba_kb.report import Report


def verify_look_alikes(records: Records, report: Report) -> None:
    """Report each name that looks like a differently written one of another entity."""
    seen: dict[str, tuple[str, str]] = {}
    for entity in records.entities.values():
        places = [entity.places.get("name", entity.place), *(alias.place for alias in entity.aliases)]
        for name, place in zip([entity.name, *(alias.name for alias in entity.aliases)], places, strict=True):
            first, owner = seen.setdefault(skeleton(name), (name, entity.id))
            if owner != entity.id and fold(first).casefold() != fold(name).casefold():
                other = ", ".join(f"U+{ord(char):04X}" for char, its in zip(name, first, strict=False) if char != its)
                message = f"'{name}' looks like '{first}' of '{owner}' and has other letters: {other}; write both alike"
                report.warning(place, "look-alike-name", message)


def skeleton(name: str) -> str:
    """Return what a name and all that look like it have in common."""
    return unicodedata.normalize("NFD", fold(name)).translate(_look_alikes())


@cache
def _look_alikes() -> dict[int, str]:
    lines = (files(__package__) / "lookalikes.txt").read_text("utf-8").splitlines()
    pairs = (line.split() for line in lines if not line.startswith("#"))
    return {ord(letter): first for first, letters in pairs for letter in letters}
