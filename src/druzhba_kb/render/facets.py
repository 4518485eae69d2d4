"""Facets: what each row of a list belongs to in, the choices by which a reader narrows the list out."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

FEW = 12
Marks = Mapping[str, tuple[tuple[str, str], ...]]
"""What a row belongs to: for each facet its values, each with the words for it."""


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a facet, and how many rows it leaves."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """A question by which rows are told apart; `key` names it in the address."""

    key: str
    label: str
    options: tuple[Option, ...]


def facets(labels: Mapping[str, str], rows: Sequence[Marks]) -> tuple[Facet, ...]:
    """Return the facets that tell rows apart, with their options in order."""
    found = (Facet(key, label, _options(key, rows)) for key, label in labels.items())
    return tuple(facet for facet in found if _divides(facet))


def encoded(marks: Marks) -> str:
    """Return what a row belongs to as the script reads it."""
    plain = {key: [value for value, _ in pairs] for key, pairs in marks.items() if pairs}
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def _options(key: str, rows: Iterable[Marks]) -> tuple[Option, ...]:
    counted = Counter(pair for row in rows for pair in dict.fromkeys(row.get(key, ())))
    ordered = sorted(counted, key=lambda pair: (pair[1].casefold(), pair[0]))
    return tuple(Option(value, label, counted[value, label]) for value, label in ordered)


def _divides(facet: Facet) -> bool:
    """Whether a facet has a choice to make, and not merely one for each row of a long list."""
    few = len(facet.options) <= FEW or any(option.count > 1 for option in facet.options)
    return len(facet.options) > 1 and few
