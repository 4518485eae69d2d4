"""Repeated facts: statements in, a finding out for each that says what another one says on the same words.

A fact that stands in two files is mended in one of them, and two statements count for one thing that was said. So a fact is
written once, in the record that is its home, and every other page shows it from there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from druzhba_kb.folding import words
from druzhba_kb.model import Attribute, Claim, Entity, Records, Statement
from druzhba_kb.reading.language import language
from druzhba_kb.relate.locations import words_at
from druzhba_kb.relate.references import claims_of
from druzhba_kb.report import Report

ALIKE = 0.6  # of the words of the shorter text
FEWEST = 3  # words that two texts must share
NAMES_ONE_THING = frozenset(("date", "quantity", "money", "integer", "coordinates", "url"))


@dataclass(frozen=True)
class _Fact:
    """A claim with its statement, and the numbers of the quoted words of one block on which it rests."""

    entity: Entity
    statement: Statement
    claim: Claim
    attribute: Attribute
    is_dated: bool
    stops: frozenset[str]
    quoted: frozenset[int]

    @cached_property
    def distinctive(self) -> frozenset[str]:
        """Return the words of a text that say something."""
        said = map(str.casefold, words(self.claim.value or self.claim.words or ""))
        return frozenset(word for word in said if word not in self.stops)

    @property
    def home(self) -> tuple[bool, bool, int]:
        """Return what orders facts by how well they are at home: acts and deals, then typed values, then many sources."""
        articles = {item.article for item in self.statement.evidence}
        return not self.is_dated, self.attribute.type == "text", -len(articles)


def verify_repeats(records: Records, report: Report) -> None:
    """Report each statement that says what a better one says already."""
    reported: set[str] = set()
    for facts in _by_block(records).values():
        for one, other in combinations(facts, 2):
            if one.statement is other.statement or not one.quoted & other.quoted or not _alike(one, other):
                continue
            kept, spare = sorted((one, other), key=lambda fact: fact.home)
            if spare.statement.id not in reported:
                reported.add(spare.statement.id)
                _report(kept, spare, report)


def _report(kept: _Fact, spare: _Fact, report: Report) -> None:
    where = f"{kept.statement.place.file}:{kept.statement.place.line}"
    message = (
        f"'{spare.claim.attribute}' says on the same words what '{kept.claim.attribute}' of '{kept.entity.id}' says "
        f"({where}); keep that one, and let this page show it from there"
    )
    report.warning(spare.statement.place, "stated-twice", message)


def _by_block(records: Records) -> dict[tuple[str, int], list[_Fact]]:
    known = language(records.language)
    stops = known.word_set("words", "stop") if known else frozenset[str]()
    found: dict[tuple[str, int], list[_Fact]] = defaultdict(list)
    for entity in records.entities.values():
        dated = bool(records.kinds[entity.kind].timeline)
        for statement, claim, attribute in claims_of(records, entity):
            for place, quoted in _quoted(records, statement) if statement.standing != "rejected" else ():
                found[place].append(_Fact(entity, statement, claim, attribute, dated, stops, quoted))
    return found


def _quoted(records: Records, statement: Statement) -> Iterator[tuple[tuple[str, int], frozenset[int]]]:
    """Yield the blocks that a statement quotes, each with the numbers of the words quoted."""
    for item in statement.evidence:
        block = item.quoted_block
        if block is not None and (found := words_at(records.articles[item.article], item.quote, block)):
            yield (item.article, block), frozenset(found)


def _alike(one: _Fact, other: _Fact) -> bool:
    """Whether two claims on the same words say one thing."""
    if one.statement.denies != other.statement.denies or one.attribute.type != other.attribute.type:
        return False
    value, other_value = one.claim.value, other.claim.value
    if one.entity is other.entity and one.attribute is other.attribute and value is not None and value == other_value:
        return True
    if one.attribute.type == "ref":
        return value == other.entity.id and other_value == one.entity.id
    if one.attribute.type in NAMES_ONE_THING and value is not None:
        return value == other_value
    shared = len(one.distinctive & other.distinctive)
    return shared >= FEWEST and shared >= ALIKE * min(len(one.distinctive), len(other.distinctive))
