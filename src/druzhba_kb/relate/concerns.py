"""Concerns: records in, for each statement the entities out that it concerns beside the one on whose page it stands.

A fact is written once, at its home; the pages of all whom it names or quotes show it from there. Names and aliases that can
mean one entity only are found, an adjective or a metonym never: 'Maltese' tells of Malta and does not speak of it. What no
word names an editor declares, and nothing twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from druzhba_kb.folding import fold
from druzhba_kb.model import Concern, Concerns, Entity, Records, Statement
from druzhba_kb.relate.mentions import NameFinder, Owners, longest
from druzhba_kb.relate.references import claims_of, unknown
from druzhba_kb.report import Report


def relate_concerns(records: Records, report: Report) -> dict[str, Concerns]:
    """Return what each statement concerns, by its id; one that the editors reject concerns nothing else."""
    names, drafts = NameFinder(_distinctive_names(records.entities.values())), records.drafts
    found: dict[str, Concerns] = {}
    for entity in records.entities.values():
        named = _named(records, entity, names, drafts)
        for statement in entity.statements:
            own = frozenset(named[statement.id]) - {entity.id}
            declared = frozenset(_declared(records, entity, statement, own, report))
            if statement.standing != "rejected" and (own or declared):
                found[statement.id] = Concerns(own, declared)
    return found


def _named(records: Records, entity: Entity, names: NameFinder, drafts: frozenset[str]) -> dict[str, set[str]]:
    """Return the entities that each statement of an entity refers to, quotes or names."""
    named: defaultdict[str, set[str]] = defaultdict(set)
    for statement, claim, attribute in claims_of(records, entity):
        if claim.words is not None or (attribute.type == "text" and claim.value is not None):
            named[statement.id].update(_meant(names, claim.words or claim.value or "", drafts))
        elif attribute.type == "ref" and claim.value is not None:
            named[statement.id].add(claim.value)
    for statement in entity.statements:
        quoted = (one for item in statement.evidence for one in (*item.said_by, item.origin) if one)
        named[statement.id].update(speaker.id for speaker in quoted if speaker.id)
        named[statement.id] &= records.entities.keys()
    return named


def _meant(names: NameFinder, text: str, drafts: frozenset[str]) -> Iterator[str]:
    """Yield the entities that a text names, without what could be two; something published is meant before a draft."""
    for hit in longest(names.find(text)):
        meant = (hit.owners.full - drafts) or hit.owners.full
        if len(meant) == 1:
            yield from meant


def _distinctive_names(entities: Iterable[Entity]) -> dict[str, Owners]:
    """Return the names by which a text can tell of entities; an ambiguous one has no owner, and hides those in it."""
    owners: defaultdict[str, set[str]] = defaultdict(set)
    ambiguous: set[str] = set()
    for entity in entities:
        aliases = [alias for alias in entity.aliases if alias.use != "metonym"]
        ambiguous |= {fold(alias.name) for alias in aliases if alias.ambiguous}
        for name in (entity.name, *(alias.name for alias in aliases), *entity.short_names):
            owners[fold(name)].add(entity.id)
    return {name: Owners() if name in ambiguous else Owners(frozenset(ids)) for name, ids in owners.items() if name}


def _declared(
    records: Records, entity: Entity, statement: Statement, named: frozenset[str], report: Report
) -> Iterator[str]:
    seen: set[str] = set()
    for concern in statement.concerns:
        if concern.id not in records.entities:
            message = unknown(records, "entity {}", concern.id, records.entities)
            report.error(concern.place, "unknown-reference", message)
        elif why := _needless(concern, entity, named, seen):
            report.warning(concern.place, "needless-concern", f"'{concern.id}' {why}; remove it from 'concerns'")
        else:
            yield concern.id
        seen.add(concern.id)


def _needless(concern: Concern, entity: Entity, named: frozenset[str], seen: set[str]) -> str | None:
    """Return why nobody needs to declare a concern."""
    if concern.id == entity.id:
        return "is the record in which the statement stands"
    if concern.id in seen:
        return "stands here twice"
    return "is named by the value, a reference or a speaker" if concern.id in named else None
