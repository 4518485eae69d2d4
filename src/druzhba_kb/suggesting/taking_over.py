"""Taking over: drafted statements in, those that the check accepts out, as editors write them and by the file they belong to.

A draft that the check would refuse is none: it would stop its editor at the next build.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import yaml

from druzhba_kb.folding import find_whole
from druzhba_kb.load import Document
from druzhba_kb.model import Entity, KnowledgeBase
from druzhba_kb.parse.entities import parse_entity
from druzhba_kb.relate import relate
from druzhba_kb.relate.passages import sentences_of, texts_of
from druzhba_kb.report import Finding, Place, Report
from druzhba_kb.suggesting.suggest_model import StatementDraft
from druzhba_kb.verify import verify
from druzhba_kb.yaml_dump import as_yaml
from druzhba_kb.yaml_read import Listing, Table, read_yaml

Item = tuple[int, str, int]  # its line, the key of its list, its number there
DRAFTED = "drafted/"  # a folder of no project, so that no fault of the base is taken for one of a draft


def proved(kb: KnowledgeBase, drafts: Sequence[StatementDraft]) -> tuple[StatementDraft, ...]:
    """Return the drafts without those that the check would refuse; drafts of new entities are tried when these are written."""
    kept = list(drafts)
    while refused := _refused(kb, placed(kb, kept)):
        kept = [draft for draft in kept if draft not in refused]
    return tuple(kept)


def placed(kb: KnowledgeBase, drafts: Sequence[StatementDraft]) -> list[StatementDraft]:
    """Return the drafts that can be taken over: the base has all entities that they name."""
    return [draft for draft in drafts if _is_placed(kb, draft)]


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
    known, grouped = kb.records.entities.keys(), _by_entity(drafts)
    errors, lines = _tried(kb, {id: [one.as_yaml_data(known) for one in own] for id, own in grouped.items()})
    starts = {
        (DRAFTED + id, line): draft for id, own in grouped.items() for line, draft in zip(lines[id], own, strict=True)
    }
    # a finding may stand at any line of its statement
    places = [one.place for one in errors]
    nearest = (max((at for at in starts if at[0] == one.file and at[1] <= one.line), default=None) for one in places)
    return [starts[at] for at in nearest if at]


def _tried(
    kb: KnowledgeBase, by_entity: Mapping[str, Sequence[Mapping[str, Any]]]
) -> tuple[list[Finding], dict[str, list[int]]]:
    """Return the errors that the check finds in statements, each in a file of their entity, and the line of each there."""
    report, entities = Report(), list[Entity]()
    lines: dict[str, list[int]] = {}
    for id, statements in by_entity.items():
        entity, file = kb.records.entities[id], DRAFTED + id
        text = as_yaml({"name": entity.name, "statements": list(statements)})
        own, items = parsed(kb, id, entity.kind, file, text, report)
        entities.append(replace(entity, statements=(*entity.statements, *own.statements)))
        lines[id] = [line for line, _, _ in items]
    check_with(kb, entities, report)
    return [one for one in report.findings if one.level == "error" and one.place.file.startswith(DRAFTED)], lines


def parsed(kb: KnowledgeBase, id: str, kind: str, file: str, text: str, report: Report) -> tuple[Entity, list[Item]]:
    """Return the entity that a text is, and each item of its lists."""
    table = read_yaml(text, file, report) or Table((), Place(file))
    lists = ((key.text, value.items) for key, value in table.items if isinstance(value, Listing))
    items = [(node.place.line, key, at) for key, nodes in lists for at, node in enumerate(nodes)]
    return parse_entity(Document(id, file, table), kb.records.kinds[kind], report), items


def check_with(kb: KnowledgeBase, entities: Iterable[Entity], report: Report) -> None:
    """Report what the check finds in a base that has these entities too, or has them so."""
    known = {**kb.records.entities, **{entity.id: entity for entity in entities}}
    related = None if report.failed else relate(replace(kb.records, entities=known), report)
    if related and not report.failed:
        verify(related, report)


@dataclass(frozen=True, slots=True)
class DraftCard:
    """A draft as an editor decides on it: the file it goes into, its sentence cut around the quotation, what it states.

    `key` knows it again, as long as neither its block of the article nor the draft changes.
    """

    key: str
    entity: str
    name: str
    file: str
    at: str
    sentence: tuple[str, str, str]
    statement: Mapping[str, Any]

    @property
    def text(self) -> str:
        """Return the statement as YAML."""
        return as_yaml(self.statement)


def draft_cards(kb: KnowledgeBase, drafts: Sequence[StatementDraft]) -> list[DraftCard]:
    """Return the drafts that can be taken over, each as a card; those of entities that the base does not have are left out."""
    return [_card(kb, draft) for draft in placed(kb, drafts)]


def _card(kb: KnowledgeBase, draft: StatementDraft) -> DraftCard:
    article, entity = kb.records.articles[draft.article], kb.records.entities[draft.entity]
    text = next(one for one in texts_of([article], Report()) if one.block == draft.block)
    start, end = next(iter(find_whole(draft.quote, text.text)), (0, len(text.text)))
    around = [one for one in sentences_of(text) if one.start < end and one.end > start]
    sentence = text.text[around[0].start : start], text.text[start:end], text.text[end : around[-1].end]
    statement = draft.as_yaml_data(kb.records.entities.keys())
    known = json.dumps([text.text, entity.id, statement], sort_keys=True)
    key = hashlib.sha256(known.encode()).hexdigest()[:16]
    at = f"{article.id}, block {draft.block}"
    return DraftCard(key, entity.id, entity.name, entity.place.file, at, sentence, statement)


def edited(kb: KnowledgeBase, card: DraftCard, text: str) -> tuple[DraftCard | None, list[str]]:
    """Return a card with the statement that an editor made of it, or what the check has against that."""
    report = Report()
    read = read_yaml(text, DRAFTED + card.entity, report)
    # the project's own reader has refused all that this one would resolve
    data = yaml.load(text, Loader=yaml.BaseLoader) if read and not report.failed else None
    if data:
        report.findings += _tried(kb, {card.entity: [data]})[0]
    faults = [one.message for one in report.findings if one.level == "error"]
    return (None, faults) if faults or not data else (replace(card, statement=data), [])


def by_file(kb: KnowledgeBase, drafts: Sequence[StatementDraft], report: Report) -> dict[str, list[dict[str, Any]]]:
    """Return statements as editors write them, by the file of their entity; one that names a new entity is reported."""
    known = kb.records.entities.keys()
    for draft in drafts:
        if not _is_placed(kb, draft):
            missing = draft.target if draft.entity in known else draft.entity
            message = f"the base has no '{missing}' yet; write it first with 'new' or 'suggest --write'"
            report.error(Place(f"entities/{draft.kind}/{draft.entity}.yml"), "unknown-reference", message)
    grouped = _by_entity(placed(kb, drafts))
    return {
        kb.records.entities[id].place.file: [draft.as_yaml_data(known) for draft in own] for id, own in grouped.items()
    }
