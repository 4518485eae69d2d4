"""Alike: settled finds and the lines in, the same with what bears a name found surely elsewhere taken for the same thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from druzhba_kb.relate.similar_names import edition_of, is_numeral, romanized
from druzhba_kb.suggesting.found import FAIR, STRONG, SURE, WEAK, Found
from druzhba_kb.suggesting.tokenizer import Line, runs

SHORTEST = 4
LONGEST = 5
Kinds = Mapping[str, tuple[int, str]]


def alike(finds: Sequence[Found], lines: Sequence[Line]) -> list[Found]:
    """Return the finds, less sure ones with the kind that the same name has elsewhere, and what stands there unrecognized."""
    sure = _kinds_of(finds)
    kept = [_as_elsewhere(find, sure) for find in finds]
    return kept + [find for line in lines for find in _seen_again(line, sure)]


def _kinds_of(finds: Sequence[Found]) -> Kinds:
    """Return the kind of each name that was surely found, and of the bases of those with an edition, with how sure that is."""
    kinds: dict[str, tuple[int, str]] = {}
    for find in sorted(finds, key=lambda find: -find.strength):
        if find.strength >= FAIR:
            for name in _names(find):
                kinds.setdefault(name, (find.strength, find.kind))
    return kinds


def _names(find: Found) -> Iterator[str]:
    for form in (find.at.words, *find.forms):
        edition = edition_of(form)
        names = [romanized(form)] if edition.given or find.strength >= STRONG else []
        names += [romanized(edition.base)] if edition.given else []
        yield from (name for name in names if len(name) >= SHORTEST)


def _known(words: str, kinds: Kinds) -> tuple[int, str] | None:
    """Return the kind of a name, or of another edition of it."""
    edition = edition_of(words)
    return kinds.get(romanized(words)) or (kinds.get(romanized(edition.base)) if edition.given else None)


def _as_elsewhere(find: Found, kinds: Kinds) -> Found:
    """Return a weak find, or one that only its shape made, with the kind that its name surely has."""
    strength, kind = _known(find.at.words, kinds) or (WEAK, find.kind)
    doubtful = find.strength == WEAK or (strength == SURE and find.strength < SURE and not find.key)
    return replace(find, kind=kind, strength=FAIR, details=()) if doubtful and kind != find.kind else find


def _seen_again(line: Line, kinds: Kinds) -> Iterator[Found]:
    for first, last in runs(line):
        while last < len(line.tokens) and is_numeral(line.tokens[last].text):
            last += 1
        if line.headline:
            yield from _in_headline(line, first, last, kinds)
            continue
        start = first + (line.opens(first) and last - first > 1 and not _known(line.said(first, last), kinds))
        if known := _known(line.said(start, last), kinds):
            given = edition_of(line.said(start, last)).given
            yield Found(known[1], line.sighting(start, last), FAIR if given else WEAK)


def _in_headline(line: Line, first: int, last: int, kinds: Kinds) -> Iterator[Found]:
    """Yield names of several words that a text surely has in the run that a headline's capitals make."""
    for start in range(first, last - 1):
        for end in range(start + 2, min(start + LONGEST, last) + 1):
            known = kinds.get(romanized(line.said(start, end)))
            if known and known[0] == SURE:
                yield Found(known[1], line.sighting(start, end), FAIR)
