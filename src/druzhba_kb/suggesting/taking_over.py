"""Taking over: drafted statements in, the files of their entities with them out, proved by the check before they are shown.

A draft that the check would refuse is none. A file that people wrote is not dumped anew: statements are put behind those
that it has, and all files of one command are written or none.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from textwrap import indent

from druzhba_kb.editing.transaction import Transaction, dry_run
from druzhba_kb.editing.yaml_edit import offset_of
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


def plan_statements(
    kb: KnowledgeBase, drafts: Sequence[StatementDraft], root: Path, report: Report
) -> Transaction | None:
    """Return the change that puts statements into the files of their entities, tried in a copy; None after errors."""
    known, before, after = kb.records.entities.keys(), {}, {}
    for draft in drafts:
        if not _is_placed(kb, draft):
            missing = draft.target if draft.entity in known else draft.entity
            message = f"the base has no '{missing}' yet; write it first with 'new' or 'suggest --write'"
            report.error(Place(f"entities/{draft.kind}/{draft.entity}.yml"), "unknown-reference", message)
    for id, own in _by_entity(drafts).items() if not report.failed else ():
        file = kb.records.entities[id].place.file
        before[file] = (root / file).read_bytes().decode()
        after[file] = with_statements(before[file], file, [draft.as_yaml_data(known) for draft in own])
    change = Transaction(before, after, {})
    if not report.failed:
        dry_run(root, change, report)
    return None if report.failed else change


def with_statements(text: str, file: str, statements: Sequence[Mapping[str, object]]) -> str:
    """Return the text of an entity's file with statements behind those that it has."""
    table = read_yaml(text, file, Report())
    items = table.items if table else ()
    at = next((number for number, (key, _) in enumerate(items) if key.text == "statements"), None)
    value = items[at][1] if at is not None else None
    new = as_yaml(list(statements))
    if at is None or not isinstance(value, Listing) or not value.items:
        gap = "" if text.endswith("\n") else "\n"
        kept = text if at is None else _without_line(text, items[at][0].place)
        return f"{kept}{gap}statements:\n{indent(new, '  ')}"
    start = offset_of(text, value.place)
    if text[start : start + 1] == "[":  # JSON is YAML within brackets
        return f"{text[: start + 1]}{', '.join(map(json.dumps, statements))}, {text[start + 1 :]}"
    dash = text.rfind("-", 0, offset_of(text, value.items[0].place))
    margin = text[text.rfind("\n", 0, dash) + 1 : dash]
    end = offset_of(text, items[at + 1][0].place) if at + 1 < len(items) else len(text)
    gap = "" if text[:end].endswith("\n") else "\n"
    return f"{text[:end]}{gap}{indent(new, margin)}{text[end:]}"


def _without_line(text: str, place: Place) -> str:
    """Return text without the line of a key that has no value."""
    lines = text.splitlines(keepends=True)
    return "".join(lines[: place.line - 1] + lines[place.line :])
