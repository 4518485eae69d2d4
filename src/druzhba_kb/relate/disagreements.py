"""Disagreements: the statements of an entity in, what its sources differ on out.

A disagreement is computed wherever an attribute can have one value only; an editor declares what cannot be computed, and
says why sources differ. None is ever resolved here: both sides go to the page. A side is always an article's: neither the
editors' own name for a thing nor a reference is one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from druzhba_kb.folding import fold
from druzhba_kb.model import Attribute, Claim, Disagreement, Entity, Position, Records, Statement
from druzhba_kb.relate.references import claims_of
from druzhba_kb.values import TYPES
from druzhba_kb.values.edtf import span


@dataclass(frozen=True, slots=True)
class _Held:
    """A claim with its statement and its attribute."""

    statement: Statement
    claim: Claim
    attribute: Attribute


def relate_disagreements(records: Records) -> tuple[Disagreement, ...]:
    """Return every disagreement: computed for single attributes and denials, with the declared ones added."""
    found: list[Disagreement] = []
    for entity in records.entities.values():
        by_attribute: dict[str, list[_Held]] = {}
        for statement, claim, attribute in claims_of(records, entity):
            if statement.by_reference:
                continue  # a gazetteer is no source among sources: it stands beside what articles say
            by_attribute.setdefault(claim.attribute, []).append(_Held(statement, claim, attribute))
        aside = {
            (one.statement.id, one.claim.value)
            for held in by_attribute.values()
            if (conflicting := _conflicting(held))
            for one in held
            if one not in conflicting
        }
        # What editors have weighed has all values; their digests outlive a finer sense of what a side is.
        whole = (replace(one, sides=_digest(records, entity, one)) for one in _of_entity(entity, by_attribute))
        found.extend(replace(one, positions=tuple(_without(aside, one.positions))) for one in whole)
    return tuple(found)


def _of_entity(entity: Entity, by_attribute: dict[str, list[_Held]]) -> list[Disagreement]:
    computed = {name: sides for name, held in by_attribute.items() if (sides := _sides(held))}
    found = []
    for declared in entity.declared:
        held = [h for name in declared.about for h in computed.pop(name, by_attribute.get(name, []))]
        positions = _positions(held) + (_names(entity) if "name" in declared.about else ())
        found.append(Disagreement(entity.id, declared.about, declared.reason, declared.note, positions))
    for name, held in computed.items():
        found.append(Disagreement(entity.id, (name,), "unknown", None, _positions(held)))
    return sorted(found, key=lambda d: d.about)


def _without(aside: Set[tuple[str, str | None]], positions: Iterable[Position]) -> Iterator[Position]:
    """Yield the positions without the statements that take no side, such as the year in which all days lie that differ."""
    for position in positions:
        statements = tuple(id for id in position.statements if (id, position.value) not in aside)
        if statements or not position.statements:
            yield replace(position, statements=statements)


def _names(entity: Entity) -> tuple[Position, ...]:
    sourced = dict.fromkeys(alias.name for alias in entity.aliases if alias.source)
    return tuple(Position(name, None, False, ()) for name in sourced)


def side_of(value: Hashable, attribute: Attribute, denied: bool, statements: Sequence[Statement]) -> Hashable:
    """Return what the values on one side of a disagreement share.

    Values that the same voices give of an attribute that can have several are one side; any other value is its own. Two
    causes that one article names were once set against each other with a sign of unequal.
    """
    if attribute.single or denied or not statements:
        return value
    evidence = (item for statement in statements for item in statement.evidence)
    voices = ((item.article, tuple((by.id, by.words) for by in item.said_by)) for item in evidence)
    return attribute.name, frozenset(voices)


def count_sides(records: Records, entity: Entity, disagreement: Disagreement) -> int:
    """Return how many sides readers see of a disagreement."""
    attributes, statements = records.kinds[entity.kind].attributes, {one.id: one for one in entity.statements}
    sides: set[Hashable] = set()
    for position in disagreement.positions:
        stated = [statements[id] for id in position.statements]
        names = [
            c.attribute for s in stated for c in s.claims if (c.value, c.words) == (position.value, position.words)
        ]
        about = next((attributes[name] for name in names if name in disagreement.about), None)
        sides.add(side_of(position, about, position.denies, stated) if about else position)
    return len(sides)


def _digest(records: Records, entity: Entity, disagreement: Disagreement) -> str:
    """Return what the positions rest on as twelve digits: values, articles and their words, whatever ids are now."""

    def first(id: str) -> str:
        known = records.entities.get(id) or records.articles.get(id)
        return known.formerly[-1] if known and known.formerly else id

    statements = {one.id: one for one in entity.statements}
    content = [
        [
            first(position.value or position.words or ""),
            position.denies,
            sorted([first(article), fold(quote)] for article, quote in _quotations(entity, position, statements)),
        ]
        for position in disagreement.positions
    ]
    return hashlib.sha256(json.dumps(sorted(content, key=repr), ensure_ascii=False).encode()).hexdigest()[:12]


def _quotations(entity: Entity, position: Position, statements: Mapping[str, Statement]) -> Iterator[tuple[str, str]]:
    """Yield the article and the words of each quotation that a position rests on; a spelling rests on its aliases."""
    for id in position.statements:
        yield from ((item.article, item.quote) for item in statements[id].evidence)
    if not position.statements:
        spelt = (alias for alias in entity.aliases if alias.name == position.value)
        yield from ((alias.source, alias.quotation) for alias in spelt if alias.source)


def _sides(held: Sequence[_Held]) -> list[_Held]:
    """Return what is held of one attribute that can have one value, or takes part in a conflict; nothing without one."""
    conflicting = _conflicting(held)
    single = conflicting and conflicting[0].attribute.single
    return [one for one in held if one.claim.value is not None] if single else conflicting


def _conflicting(held: Sequence[_Held]) -> list[_Held]:
    """Return what is held of one attribute and cannot be true together with something else that is."""
    return [one for one in held if any(_conflict(one, other) for other in held)]


def _conflict(one: _Held, other: _Held) -> bool:
    """Say whether both cannot be true: an assertion and its denial, or two values where only one can hold at a time."""
    opposed = one.statement.denies != other.statement.denies
    if not opposed and (one.statement.denies or not one.attribute.single):
        return False
    if one.claim.value is None or other.claim.value is None or not _at_the_same_time(one.statement, other.statement):
        return False
    return opposed == TYPES[one.attribute.type].compatible(one.claim.value, other.claim.value)


def _at_the_same_time(one: Statement, other: Statement) -> bool:
    (start, end), (other_start, other_end) = _holds(one), _holds(other)
    return start <= other_end and other_start <= end


def _holds(statement: Statement) -> tuple[date, date]:
    if times := [span(time) for time in statement.by_time if time]:
        return min(start for start, _ in times), max(end for _, end in times)
    start = span(statement.since)[0] if statement.since else date.min
    end = span(statement.until)[1] if statement.until else date.max
    return start, end


def _positions(held: Sequence[_Held]) -> tuple[Position, ...]:
    """Return one position for each value, the best supported first."""
    grouped: dict[tuple[str | None, str | None, bool], list[str]] = {}
    for h in held:
        key = (h.claim.value, h.claim.words, h.statement.denies)
        grouped.setdefault(key, []).append(h.statement.id)
    ranked = sorted(grouped.items(), key=lambda item: (-len(item[1]), item[0][2], item[0][0] or "", item[0][1] or ""))
    return tuple(Position(value, words, denies, tuple(ids)) for (value, words, denies), ids in ranked)
