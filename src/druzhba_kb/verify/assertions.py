"""Assertions: the knowledge base and what editors assert of it in, a finding for each assertion that does not hold out.

Denials, rejected statements and drafts do not count: a base is not the fuller for what it says is not so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from druzhba_kb.limits import Bound, Requirement
from druzhba_kb.model import Entity, Records
from druzhba_kb.relate.disagreements import relate_disagreements
from druzhba_kb.report import Report
from druzhba_kb.verify.quotations import quotations

NAMED = 8


def verify_assertions(records: Records, report: Report) -> None:
    """Check every assertion on what is published; drafts do not count."""
    published = records.published
    for assertion in published.assertions:
        report.checked["assertions"] += 1
        if isinstance(assertion, Bound):
            _verify_bound(assertion, published, report)
        else:
            _verify_requirement(assertion, published, report)


def _verify_bound(bound: Bound, records: Records, report: Report) -> None:
    count = _count(bound.of, records)
    if bound.at_least is not None and count < bound.at_least:
        report.error(bound.place, "assertion-failed", f"{bound.of}: {count:,}; expected at least {bound.at_least:,}")
    if bound.at_most is not None and count > bound.at_most:
        report.error(bound.place, "assertion-failed", f"{bound.of}: {count:,}; expected at most {bound.at_most:,}")


def _count(of: str, records: Records) -> int:
    """Return how many there are of a kind, or of all that has another name."""
    entities = records.entities.values()
    if of in records.kinds:
        return sum(entity.kind == of for entity in entities)
    if of == "statements":
        return sum(len(entity.statements) for entity in entities)
    if of == "quotations":
        return sum(1 for _ in quotations(records))
    if of == "disagreements":
        return len(relate_disagreements(records))
    return len(records.articles if of == "articles" else records.entities)


def _verify_requirement(requirement: Requirement, records: Records, report: Report) -> None:
    entities = [entity for entity in records.entities.values() if entity.kind == requirement.kind]
    having = {entity.id: found for entity in entities if (found := _first_of(requirement.has, entity))}
    excepted = {one.id for one in requirement.exceptions}
    lacking = [entity.id for entity in entities if entity.id not in having and entity.id not in excepted]
    if lacking:
        expected = "it" if len(requirement.has) == 1 else "one of them"
        message = (
            f"{requirement.kind} without {_either(requirement.has)}: {_named(lacking)}; "
            f"expected {expected} in each, or the id under 'except' with a note"
        )
        report.error(requirement.place, "assertion-failed", message)
    for one in requirement.exceptions:
        if one.id in having:
            message = f"'{one.id}' has '{having[one.id]}'; expected no exception for it"
            report.error(one.place, "needless-exception", message)


def _first_of(names: Sequence[str], entity: Entity) -> str | None:
    """Return the first of these attributes and keys that the entity has."""
    stated = set(_stated(entity))
    return next((name for name in names if name in stated), None)


def _stated(entity: Entity) -> Iterator[str]:
    """Yield the attributes that an entity is said to have, denials and rejected statements left out, and its own keys."""
    for statement in entity.statements:
        if not statement.denies and statement.standing != "rejected":
            yield from (claim.attribute for claim in statement.claims)
    own = {"summary": entity.summary, "aliases": entity.aliases, "statements": entity.statements}
    yield from (name for name, value in own.items() if value)


def _either(names: Sequence[str]) -> str:
    *most, last = (f"'{name}'" for name in names)
    return f"{', '.join(most)} or {last}" if most else last


def _named(ids: Sequence[str]) -> str:
    more = len(ids) - NAMED
    shown = ", ".join(f"'{id}'" for id in ids[:NAMED])
    return f"{shown} and {more} more" if more > 0 else shown
