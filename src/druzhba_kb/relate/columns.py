"""Columns: records in, the same out with the attributes filled whose values stand in records of another kind.

What a deal says of a thing has its home at the deal, and would be written twice if the thing's page had to state it too. A
record is of a thing where an attribute of it refers to that thing; where it is of several, a statement that names one of
them is of that one alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from druzhba_kb.folding import nearest
from druzhba_kb.model import Attribute, Claim, Column, Kind, Records, Statement
from druzhba_kb.report import Report


def fill_columns(records: Records) -> Records:
    """Return the records, each entity with what others say in the columns of its kind."""
    filled: defaultdict[str, list[tuple[Statement, Claim]]] = defaultdict(list)
    for kind in records.kinds.values():
        for attribute in kind.attributes.values():
            if attribute.column:
                for id, statement, claim in _values(records, attribute.column):
                    if id in records.entities and records.entities[id].kind == kind.id:
                        filled[id].append((statement, replace(claim, attribute=attribute.name)))
    entities = {id: replace(one, filled=tuple(filled.get(id, ()))) for id, one in records.entities.items()}
    return replace(records, entities=entities)


def _values(records: Records, column: Column) -> Iterator[tuple[str, Statement, Claim]]:
    """Yield what the records of a column's kind say in it, each value with the id of an entity that it is of."""
    for home in records.entities.values():
        if home.kind != column.kind:
            continue
        standing = [statement for statement in home.from_articles if statement.standing != "rejected"]
        every = _referred([statement for statement in standing if not statement.denies], column.by)
        for statement in standing:
            named = _referred([statement], column.by)
            ids = [id for id in every if id in named or not named]
            claims = [claim for claim in statement.claims if claim.attribute == column.attribute]
            yield from ((id, statement, claim) for claim in claims for id in ids)


def _referred(statements: list[Statement], by: str) -> list[str]:
    claims = (claim for statement in statements for claim in statement.claims if claim.attribute == by)
    return list(dict.fromkeys(claim.value for claim in claims if claim.value))


def verify_columns(records: Records, report: Report) -> None:
    """Report each column that no attribute of another kind can fill."""
    for kind in records.kinds.values():
        for attribute in kind.attributes.values():
            if attribute.column:
                _verify(records.kinds, kind, attribute, attribute.column, report)


def _verify(kinds: Mapping[str, Kind], kind: Kind, attribute: Attribute, column: Column, report: Report) -> None:
    there = kinds.get(column.kind)
    if there is None:
        near = nearest(column.kind, list(kinds))
        report.error(column.place, "unknown-kind", f"there is no kind '{column.kind}'{near}")
        return
    for name, place in ((column.attribute, column.place), (column.by, column.by_place)):
        if name not in there.attributes:
            message = f"{there.plural.lower()} have no '{name}'{nearest(name, list(there.attributes))}"
            report.error(place, "unknown-attribute", message)
    values, by = there.attributes.get(column.attribute), there.attributes.get(column.by)
    if by and kind.id not in by.to:
        leading = [one.name for one in there.attributes.values() if kind.id in one.to]
        known = f"expected one of {', '.join(leading)}" if leading else "no attribute of theirs does"
        message = f"'{by.name}' of {there.plural.lower()} does not lead to {kind.plural.lower()}; {known}"
        report.error(column.by_place, "wrong-kind", message)
    if values and (values.column or (values.type, values.unit) != (attribute.type, attribute.unit)):
        expected = "one that is stated there" if values.column else f"one of type {_typed(attribute)}"
        what = f"'{values.name}' of {there.plural.lower()}, {_typed(values)}, cannot fill '{attribute.name}'"
        message = f"{what}; expected {expected}"
        report.error(column.place, "bad-attribute", message)


def _typed(attribute: Attribute) -> str:
    return f"{attribute.type} in {attribute.unit}" if attribute.unit else attribute.type
