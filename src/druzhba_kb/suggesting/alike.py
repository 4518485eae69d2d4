"""Alike: settled finds and the lines in, the same with what bears a name found surely elsewhere taken for the same thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from druzhba_kb.suggesting.editions import edition_of
from druzhba_kb.suggesting.found import FAIR, STRONG, WEAK, Found
from druzhba_kb.suggesting.matching import plain
from druzhba_kb.suggesting.tokens import Line, runs

SHORTEST = 4


def alike(finds: Sequence[Found], lines: Sequence[Line]) -> list[Found]:
    """Return the finds, weak ones with the kind that the same name has elsewhere, and what stands there unrecognized."""
    sure = _kinds_of(finds)
    kept = [_as_elsewhere(find, sure) for find in finds]
    return kept + [find for line in lines if not line.headline for find in _seen_again(line, sure)]


def _kinds_of(finds: Sequence[Found]) -> dict[str, str]:
    """Return the kind of each name, or base of a name with an edition, that was surely found."""
    kinds: dict[str, str] = {}
    for find in finds:
        edition = edition_of(find.at.words)
        numbered = bool(edition.number or edition.year)
        if find.strength >= STRONG or numbered:
            for name in (*map(plain, (find.at.words, *find.forms)), edition.base if numbered else ""):
                if len(name) >= SHORTEST:
                    kinds.setdefault(name, find.kind)
    return kinds


def _as_elsewhere(find: Found, kinds: dict[str, str]) -> Found:
    kind = kinds.get(plain(find.at.words), find.kind)
    return replace(find, kind=kind, strength=FAIR) if find.strength == WEAK and kind != find.kind else find


def _seen_again(line: Line, kinds: dict[str, str]) -> list[Found]:
    found = []
    for first, last in runs(line):
        start = (
            first + 1
            if line.opens(first) and plain(line.said(first, last)) not in kinds and last - first > 1
            else first
        )
        kind = kinds.get(plain(line.said(start, last)))
        if kind:
            found.append(Found(kind, line.sighting(start, last), WEAK))
    return found
