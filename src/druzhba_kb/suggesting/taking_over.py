"""Taking over: drafted statements in, those that the check accepts out, as editors write them and by the file they belong to.

A draft that the check would refuse is none: it would stop its editor at the next build.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from druzhba_kb.load import Document
from druzhba_kb.model import Entity, KnowledgeBase
from druzhba_kb.parse.entities import parse_entity
from druzhba_kb.relate import relate
from druzhba_kb.report import Place, Report
from druzhba_kb.suggesting.suggest_model import StatementDraft
from druzhba_kb.verify import verify
from druzhba_kb.yaml_dump import as_yaml
from druzhba_kb.yaml_read import Listing, Table, read_yaml

DRAFTED = "drafted/"  # a folder of no project, so that no fault of the base is taken for one of a draft


def proved(kb: KnowledgeBase, drafts: Sequence[StatementDraft]) -> tuple[StatementDraft, ...]:
    """Return the drafts without those that the check would refuse; drafts of new entities are tried when these are written."""
    kept = list(drafts)
    while refused := _refused(kb, [draft for draft in kept if _is_placed(kb, draft)]):
        kept = [draft for draft in kept if draft not in refused]
    return tuple(kept)


def _is_placed(kb: KnowledgeBase, draft: StatementDraft) -> bool:
    """Return whether the base has all entities that a draft names."""
    return {draft.entity, draft.target or draft.entity} <= kb.records.entities.keys()


def _by_entity(drafts: Sequence[StatementDraft]) -> Mapping[str, list[StatementDraft]]:
    found: defaultdict[str, list[StatementDraft]] = defaultdict(list)
    for draft in drafts:
        found[draft.entity].append(draft)
    return found


def _refused(kb: KnowledgeBase, drafts: Sequence[StatementDraft]) -> list[StatementDraft]:
    """Return the drafts in which the check finds errors, all of them being stated at once."""
    report, entities = Report(), dict(kb.records.entities)
    starts: dict[tuple[str, int], StatementDraft] = {}
    for id, own in _by_entity(drafts).items():
        entities[id], lines = _with_drafts(kb, entities[id], own, report)
        starts |= {(DRAFTED + id, line): draft for line, draft in zip(lines, own, strict=True)}
    related = relate(replace(kb.records, entities=entities), report) if not report.failed else None
    if related and not report.failed:
        verify(related, report)
    at_fault = [one.place for one in report.findings if one.level == "error" and one.place.file.startswith(DRAFTED)]
    # a finding may stand at any line of its statement
    nearest = (max((at for at in starts if at[0] == one.file and at[1] <= one.line), default=None) for one in at_fault)
    return [starts[at] for at in nearest if at]


def _with_drafts(
    kb: KnowledgeBase, entity: Entity, drafts: Sequence[StatementDraft], report: Report
) -> tuple[Entity, list[int]]:
    """Return the entity with the drafts among its statements, and the line of each draft in a file of their own."""
    known, file = kb.records.entities.keys(), DRAFTED + entity.id
    text = as_yaml({"name": entity.name, "statements": [draft.as_yaml_data(known) for draft in drafts]})
    table = read_yaml(text, file, report) or Table((), Place(file))
    own = parse_entity(Document(entity.id, file, table), kb.records.kinds[entity.kind], report)
    lists = [value for key, value in table.items if key.text == "statements" and isinstance(value, Listing)]
    lines = [node.place.line for one in lists for node in one.items]
    return replace(entity, statements=(*entity.statements, *own.statements)), lines


def by_file(kb: KnowledgeBase, drafts: Sequence[StatementDraft], report: Report) -> dict[str, list[dict[str, Any]]]:
    """Return statements as editors write them, by the file of their entity; one that names a new entity is reported."""
    known = kb.records.entities.keys()
    for draft in drafts:
        if not _is_placed(kb, draft):
            missing = draft.target if draft.entity in known else draft.entity
            message = f"the base has no '{missing}' yet; write it first with 'new' or 'suggest --write'"
            report.error(Place(f"entities/{draft.kind}/{draft.entity}.yml"), "unknown-reference", message)
    placed = _by_entity([draft for draft in drafts if _is_placed(kb, draft)])
    return {
        kb.records.entities[id].place.file: [draft.as_yaml_data(known) for draft in own] for id, own in placed.items()
    }
