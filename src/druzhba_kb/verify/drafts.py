"""Drafts: records in, findings out where something published refers to an entity that is still a draft."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from druzhba_kb.model import Records
from druzhba_kb.relate.references import claims_of
from druzhba_kb.report import Place, Report
from druzhba_kb.verify.links import links_to_files


def verify_drafts(records: Records, report: Report) -> None:
    """Report each reference, speaker and link of something published that leads to a draft."""
    files = {id: records.entities[id].place.file for id in records.drafts}
    ids = {file: id for id, file in files.items()}
    linked = ((place, ids.get(path)) for place, _, path in links_to_files(records.published))
    for place, id in chain(_named(records.published), linked):
        if id in files:
            message = f"'{id}' is a draft; remove 'status: draft' from {files[id]}, or what refers to it here"
            report.error(place, "draft-reference", message)


def _named(records: Records) -> Iterator[tuple[Place, str | None]]:
    """Yield each id that a statement names, as a value or as a speaker."""
    for entity in records.entities.values():
        for _, claim, attribute in claims_of(records, entity):
            if attribute.type == "ref":
                yield claim.place, claim.value
        speakers = (speaker for s in entity.statements for item in s.evidence for speaker in item.said_by)
        yield from ((speaker.place, speaker.id) for speaker in speakers)
