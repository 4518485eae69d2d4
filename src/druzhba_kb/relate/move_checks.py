"""Moves: records in, a finding out for each address of a former statement that does not lead on.

A published address is never lost without a word. One that leads to a statement which has gone again would be; one whose
statement still stands there would name two things.
"""

from __future__ import annotations

from druzhba_kb.model import Entity, Move, Records
from druzhba_kb.relate.references import unknown
from druzhba_kb.report import Report


def verify_moves(records: Records, report: Report) -> None:
    """Report each move that is from or to nowhere, and each that is needless or stands twice."""
    former = {old: entity for entity in records.entities.values() for old in entity.formerly}
    seen: set[tuple[str, str]] = set()
    for move in records.moved:
        page = records.entities.get(move.entity) or former.get(move.entity)
        if page is None:
            _unknown(records, move, "entity", move.entity, report)
        elif (move.entity, move.was) in seen or _states(page, move.was):
            why = "stands here twice" if (move.entity, move.was) in seen else f"still stands in '{page.id}'"
            report.error(move.places["was"], "needless-move", f"the statement '{move.was}' {why}; delete this line")
        seen.add((move.entity, move.was))
        _verify_target(records, move, report)


def _verify_target(records: Records, move: Move, report: Report) -> None:
    target = records.entities.get(move.to)
    if target is None:
        _unknown(records, move, "to", move.to, report)
    elif not _states(target, move.now):
        way = "'druzhba-kb moved BASE' finds where it stands, or delete this line"
        message = f"'{move.to}' has no statement '{move.now}', to which an old address leads; {way}"
        report.error(move.places["now"], "moved-nowhere", message)
    elif target.draft and move.entity not in records.drafts:
        message = f"'{move.to}' is a draft; remove 'status: draft' from {target.place.file}, or what refers to it here"
        report.error(move.places["to"], "draft-reference", message)


def _unknown(records: Records, move: Move, key: str, id: str, report: Report) -> None:
    report.error(move.places[key], "unknown-reference", unknown(records, "entity {}", id, records.entities))


def _states(entity: Entity, statement: str) -> bool:
    return any(one.id == statement for one in entity.statements)
