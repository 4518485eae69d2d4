"""Other records: a text in, where it names records of the kind other than the statement's own, and whether a row is theirs.

A true sentence about the seventh regatta says nothing of the sixth. A record is known by its names, an edition by its number
or year too, though the base have no record of the other one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain

import regex

from druzhba_kb.folding import find_whole, fold, words
from druzhba_kb.model import Entity, Evidence, Records, Statement
from druzhba_kb.reading.language import language
from druzhba_kb.relate.mentions import NameFinder
from druzhba_kb.relate.similar_names import NUMERAL, edition_of
from druzhba_kb.values.edtf import span as time_span
from druzhba_kb.verify.table_cells import TableRow

YEAR = regex.compile(r"(?<![\p{L}\p{N}])(?:1[5-9]|20)\d\d(?!\p{N})")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class NamedRecords:
    """The records with the finder of all their names."""

    records: Records
    names: NameFinder


@dataclass(frozen=True)
class OtherRecords:
    """A statement and a quotation for it, and the records for which a text can take theirs."""

    base: NamedRecords
    entity: Entity
    statement: Statement
    item: Evidence

    def of_row(self, row: TableRow, cells: Sequence[int]) -> str | None:
        """Return the year or the name of another record with which a row of a table, or one of its quoted columns, begins.

        The columns of the cells that give the values may name this one.
        """
        if any(map(self.own, (*row.cells, *map(row.head, cells)))):
            return None
        # the column of another one, which the base may not have
        if cells and any(map(self.own, row.heads[1:])):
            return row.head(cells[0]) or row.cells[0]
        last = row.cell(self.item.quote, len(self.item.quote.rstrip(" |")))
        for key in (row.cells[0], *map(row.head, range(row.first, last + 1))):
            if named := next((name for name, _ in chain(self.editions(key), self.siblings(key))), None):
                return named
            found = [int(year[0]) for year in YEAR.finditer(key)]
            if self.years and found and (self.years | self.years_told).isdisjoint(found):
                return str(found[0])
        return None

    def own(self, text: str) -> list[Span]:
        """Return where a text names the statement's own record."""
        return [span for name in self.entity.names for span in find_whole(name, text)]

    def siblings(self, text: str) -> Iterator[tuple[str, Span]]:
        """Yield the names of other records of the kind in a text, those left out that the statement itself speaks of."""
        # a name in small letters may begin a sentence
        lowered = text[:1].lower() + text[1:]
        found = {hit: one[hit.start : hit.end] for one in (lowered, text) for hit in self.base.names.find(one)}
        for hit, name in found.items():
            if hit.owners.full.isdisjoint(self._spoken_of) and any(self._is_name(id, name) for id in hit.owners.full):
                yield name, (hit.start, hit.end)

    @cached_property
    def _spoken_of(self) -> frozenset[str | None]:
        """Return the ids of the records that the statement itself speaks of."""
        claimed = (claim.value for claim in self.statement.claims)
        others = (*(one.id for one in self.item.said_by), *(one.id for one in self.statement.concerns))
        return frozenset((*claimed, *others, self.entity.id))

    @cached_property
    def spoken_words(self) -> frozenset[str]:
        """Return the words of the names of these records."""
        records = filter(None, map(self.base.records.entities.get, filter(None, self._spoken_of)))
        return frozenset(word.casefold() for one in records for name in one.names for word in words(name))

    def strangers(self, text: str) -> Iterator[tuple[str, Span]]:
        """Yield the names in a text that are formed as the record's own and that the base may not have: Elm Dam, of Oak Dam."""
        known = language(self.base.records.articles[self.item.article].lang)
        idle = known.word_set("context", "titles") | known.word_set("words", "stop") if known else frozenset()
        for pattern in filter(None, map(_formed_as, self.entity.names)):
            for match in pattern.finditer(text):
                own = {low for word in words(match["own"]) if (low := word.casefold()) not in idle}
                # "W. Garrow" and "Wilf Garrow" may be one
                if own and not any(_may_be_one(low, one) for low in own for one in self.spoken_words):
                    yield match[0], match.span()

    def _is_name(self, id: str, name: str) -> bool:
        """Return whether words are a name, and no adjective, of a record of the kind."""
        other = self.base.records.entities[id]
        return other.kind == self.entity.kind and fold(name) in map(fold, other.names)

    def editions(self, text: str) -> Iterator[tuple[str, Span]]:
        """Yield where a text names another edition than the record: Kestrel-VII, of Kestrel-VI."""
        own = [edition_of(name) for name in self.entity.names]
        for base in {one.base for one in own if one.given and one.base}:
            for match in _edition(base).finditer(text):
                named = edition_of(match[0])
                if any(named.conflicts(one) for one in own) and not any(named.agrees(one) for one in own if one.given):
                    yield match[0], match.span()

    def is_edition(self, name: str) -> bool:
        """Return whether a name is that of an edition of the series of which the record is another."""
        named = edition_of(name)
        return named.given and any(named.base == one.base and one.given for one in map(edition_of, self.entity.names))

    @cached_property
    def years(self) -> frozenset[int]:
        """Return the years of the record: those of its names, or those over which its timeline goes, if it says both ends.

        Where it has none, those at which the statement holds are as good.
        """
        named = frozenset(int(year[0]) for name in self.entity.names for year in YEAR.finditer(name))
        ends = set(self.base.records.kinds[self.entity.kind].timeline.values())
        dates = [
            (claim.attribute, claim.value)
            for one in self.entity.statements
            for claim in one.claims
            if claim.attribute in ends and claim.value and not one.denies
        ]
        # what began in 1962 may go on
        is_over = len({attribute for attribute, _ in dates}) > 1
        return named or _over([value for _, value in dates] if is_over else self.times)

    @cached_property
    def years_told(self) -> frozenset[int]:
        """Return the years of which the statement says that it tells: of 2016, or a date of that year."""
        attributes = self.base.records.kinds[self.entity.kind].attributes
        dates = (claim.value for claim in self.statement.claims if attributes[claim.attribute].type == "date")
        return _over([*self.times, *filter(None, dates)])

    @property
    def written(self) -> str:
        """Return the year in which the article was written, '' where it is not known."""
        return (self.base.records.articles[self.item.article].published or "")[:4]

    @property
    def times(self) -> list[str]:
        """Return the times at which the statement holds."""
        one = self.statement
        return [time for time in (one.as_of, one.since, one.until, self.item.as_of) if time]


def _may_be_one(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


@lru_cache(maxsize=1024)
def _formed_as(name: str) -> regex.Pattern[str] | None:
    """Return how names of the same form as one are written: with its last word, or its first before "of the"."""
    first, *more = name.split()
    capitals = r"(?P<own>\p{Lu}[\p{L}'’-]*\.?(?: \p{Lu}[\p{L}'’-]*\.?){0,3})"
    if not more or not all(part.isalpha() for part in (first, more[-1])):
        return None
    if first.islower() or more[0].islower():
        return regex.compile(rf"(?<!\p{{L}}){first} (?:\p{{Ll}}{{1,3}} ){{0,2}}{capitals}")
    return regex.compile(rf"(?<!\p{{L}}){capitals} {more[-1]}(?!\p{{L}})")


@lru_cache(maxsize=256)
def _edition(base: str) -> regex.Pattern[str]:
    parts = "[- ]".join(map(regex.escape, base.split()))
    ends = r"(?![\p{L}\p{N}])"
    # "at Kestrel 40 rowers" names no edition; a year and what a hyphen joins does
    loose = rf"(?: (?:{NUMERAL.pattern}){ends}(?! \p{{Ll}}))"
    return regex.compile(
        rf"(?<![\p{{L}}\p{{N}}])(?i:{parts})(?: (?:19|20)\d\d{ends}|[-‐‑–]?(?:{NUMERAL.pattern}){ends}|{loose})"
    )


def _over(dates: list[str]) -> frozenset[int]:
    spans = [time_span(date) for date in dates]
    years = [day.year for span in spans for day in span]
    return frozenset(range(min(years), max(years) + 1)) if years else frozenset()
