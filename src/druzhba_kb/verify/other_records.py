"""Other records: a text in, where it names records of the kind other than the statement's own, and whether a row is theirs.

A true sentence about the seventh regatta says nothing of the sixth. A record is known by its names, an edition by its number
or year too, though the base have no record of the other one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from druzhba_kb.folding import find_whole, fold
from druzhba_kb.model import Entity, Evidence, Records, Statement
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


def other_of_row(
    base: NamedRecords, entity: Entity, statement: Statement, item: Evidence, row: TableRow, cells: Sequence[int]
) -> str | None:
    """Return the year or the name of another record with which a row of a table, or one of its quoted columns, begins.

    The columns of the cells that give the values may name this one.
    """
    own = (*row.cells, *map(row.head, cells))
    if any(find_whole(name, cell) for name in entity.names for cell in own):
        return None
    # the column of another one, which the base may not have
    if cells and any(find_whole(name, head) for name in entity.names for head in row.heads[1:]):
        return row.head(cells[0]) or row.cells[0]
    keys = [row.cells[0], *(row.head(at) for at in _quoted_cells(item.quote, row))]
    years = years_of(base, entity)
    told = years_told(base, entity, statement, item)
    for key in keys:
        named = next((name for name, _ in editions(entity, key)), None)
        named = named or next((name for name, _ in siblings(base, entity, statement, item, key)), None)
        found = [int(year[0]) for year in YEAR.finditer(key)]
        if named:
            return named
        if years and found and not any(year in years or year in told for year in found):
            return str(found[0])
    return None


def _quoted_cells(quote: str, row: TableRow) -> Iterator[int]:
    """Yield the numbers of the cells that a quotation takes in."""
    last = row.cell(quote, len(quote.rstrip(" |")))
    yield from range(row.first, last + 1)


def siblings(
    base: NamedRecords, entity: Entity, statement: Statement, item: Evidence, text: str
) -> Iterator[tuple[str, Span]]:
    """Yield the names of other records of the kind in a text, those left out that the statement itself speaks of."""
    spoken_of = {
        *(claim.value for claim in statement.claims),
        *(speaker.id for speaker in item.said_by),
        *(one.id for one in statement.concerns),
        entity.id,
    }
    for hit in base.names.find(text):
        name = text[hit.start : hit.end]
        if hit.owners.full.isdisjoint(spoken_of) and any(_is_name(base, id, entity, name) for id in hit.owners.full):
            yield name, (hit.start, hit.end)


def _is_name(base: NamedRecords, id: str, entity: Entity, name: str) -> bool:
    """Return whether words are a name, and no adjective, of a record of the kind."""
    other = base.records.entities[id]
    return other.kind == entity.kind and fold(name) in map(fold, other.names)


def editions(entity: Entity, text: str) -> Iterator[tuple[str, Span]]:
    """Yield where a text names another edition than the record: Kestrel-VII, of Kestrel-VI."""
    own = [edition_of(name) for name in entity.names]
    for base in {one.base for one in own if one.given and one.base}:
        for match in _edition(base).finditer(text):
            named = edition_of(match[0])
            if any(named.conflicts(one) for one in own) and not any(named.agrees(one) for one in own if one.given):
                yield match[0], match.span()


def is_edition(entity: Entity, name: str) -> bool:
    """Return whether a name is that of an edition of the series of which the record is another."""
    named = edition_of(name)
    return named.given and any(named.base == one.base and one.given for one in map(edition_of, entity.names))


@lru_cache(maxsize=256)
def _edition(base: str) -> regex.Pattern[str]:
    parts = "[- ]".join(map(regex.escape, base.split()))
    ends = r"(?![\p{L}\p{N}])"
    # "at Kestrel 40 rowers" names no edition; a year and what a hyphen joins does
    loose = rf"(?: (?:{NUMERAL.pattern}){ends}(?! \p{{Ll}}))"
    return regex.compile(
        rf"(?<![\p{{L}}\p{{N}}])(?i:{parts})(?: (?:19|20)\d\d{ends}|[-‐‑–]?(?:{NUMERAL.pattern}){ends}|{loose})"
    )


def years_of(base: NamedRecords, entity: Entity) -> frozenset[int]:
    """Return the years of a record: those of its names, or else those over which its timeline goes, if it says both ends."""
    named = frozenset(int(year[0]) for name in entity.names for year in YEAR.finditer(name))
    ends = set(base.records.kinds[entity.kind].timeline.values())
    dates = [
        (claim.attribute, claim.value)
        for one in entity.statements
        for claim in one.claims
        if claim.attribute in ends and claim.value and not one.denies
    ]
    # what began in 1962 may go on
    is_over = len({attribute for attribute, _ in dates}) > 1
    return named or (_over([value for _, value in dates]) if is_over else frozenset())


def years_told(base: NamedRecords, entity: Entity, statement: Statement, item: Evidence) -> frozenset[int]:
    """Return the years of which a statement says that it tells: of 2016, or a date of that year."""
    attributes = base.records.kinds[entity.kind].attributes
    dates = (claim.value for claim in statement.claims if attributes[claim.attribute].type == "date")
    times = (statement.as_of, statement.since, statement.until, item.as_of, *dates)
    return _over([time for time in times if time])


def _over(dates: list[str]) -> frozenset[int]:
    spans = [time_span(date) for date in dates]
    years = [day.year for span in spans for day in span]
    return frozenset(range(min(years), max(years) + 1)) if years else frozenset()
