"""Sheets: a list that may be too long for one page in, the pages that it is spread over out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from druzhba_kb.render.page import Link, href, source

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a list: the address of the first, its own number from 1, the size of each, and how many items there are."""

    base: str
    number: int
    size: int
    total: int

    @property
    def here(self) -> str:
        """Return the address of this page; below `all/` stands no record."""
        return _address(self.base, self.number)

    @property
    def path(self) -> str:
        """Return the file of this page; the first stands in the folder that the others stand below."""
        return f"{self.base}index.md" if self.number == 1 else source(self.here)

    @property
    def first(self) -> int:
        """Return the number of its first item, from 1."""
        return (self.number - 1) * self.size + 1

    @property
    def last(self) -> int:
        """Return the number of its last item."""
        return min(self.number * self.size, self.total)

    @property
    def links(self) -> tuple[Link, ...]:
        """Return a link to each page of the list, named by its number."""
        count = max(1, -(-self.total // self.size))
        return tuple(Link(str(at), href(self.here, _address(self.base, at))) for at in range(1, count + 1))

    @property
    def suffix(self) -> str:
        """Return what its title ends in."""
        return f", page {self.number}" if self.number > 1 else ""

    def of(self, items: Sequence[T]) -> Sequence[T]:
        """Return the items of this page."""
        return items[self.first - 1 : self.last]


def sheets(base: str, total: int, size: int) -> tuple[Sheet, ...]:
    """Return the pages of a list of so many items, one at least."""
    return tuple(Sheet(base, number, size, total) for number in range(1, max(1, -(-total // size)) + 1))


def _address(base: str, number: int) -> str:
    return base if number == 1 else f"{base}all/{number}/"
