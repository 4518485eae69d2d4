"""What `check --accept` does: a knowledge base in, the transaction that notes what each disagreement was weighed with out.

An editor who has read both sides says so once; when a side gains or loses evidence, the check asks again. Only what an editor
has declared is weighed; nothing else of a file is touched.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from druzhba_kb.editing.transaction import Transaction
from druzhba_kb.editing.yaml_edit import Edit, edited, offset_of
from druzhba_kb.load import Document, load
from druzhba_kb.model import Declared, Entity, KnowledgeBase
from druzhba_kb.report import Place, Report
from druzhba_kb.yaml_read import Listing, Table


def plan_acceptance(root: Path, kb: KnowledgeBase) -> Transaction:
    """Return the change that gives each declared disagreement the digest of its evidence."""
    sides = {(one.entity, one.about): one.sides for one in kb.disagreements}
    documents = {one.file: one for group in load(root, Report()).entities.values() for one in group}
    before, after = {}, {}
    for entity in (one for one in kb.records.entities.values() if one.declared):
        weighed = [(one, sides[entity.id, one.about]) for one in entity.declared if (entity.id, one.about) in sides]
        text = (root / entity.place.file).read_bytes().decode("utf-8")
        tables = _declared_tables(documents[entity.place.file])
        new = edited(text, (_edit(text, tables[one.place], one, digest) for one, digest in weighed))
        if new != text:
            before[entity.place.file], after[entity.place.file] = text, new
    return Transaction(before, after, {})


def outdated(kb: KnowledgeBase) -> Iterator[tuple[Entity, Declared]]:
    """Yield each declared disagreement that has not been weighed with the evidence that there is."""
    sides = {(one.entity, one.about): one.sides for one in kb.disagreements}
    for entity in kb.records.entities.values():
        for declared in entity.declared:
            if declared.sides != sides.get((entity.id, declared.about), declared.sides):
                yield entity, declared


def _declared_tables(document: Document) -> dict[Place, Table]:
    """Return the mappings of the disagreements that a file declares, by their places."""
    node = document.table.value("disagreements")
    items = node.items if isinstance(node, Listing) else (node,)
    return {item.place: item for item in items if isinstance(item, Table)}


def _edit(text: str, table: Table, declared: Declared, digest: str) -> Edit:
    """Return the edit that sets the digest: in the place of the old one, or as a key before the last."""
    values = {key.text: value for key, value in table.items}
    if declared.sides:
        start = text.index(declared.sides, offset_of(text, values["sides"].place))
        return Edit(start, start + len(declared.sides), digest)
    last = table.items[-1][0].place
    start, in_flow = offset_of(text, last), text[offset_of(text, table.place)] == "{"
    lines = "\r\n" if "\r\n" in text else "\n"
    # In quotation marks, since 123456789012 and 1e1234567890 are numbers to other programs.
    return Edit(start, start, f'sides: "{digest}"' + (", " if in_flow else lines + " " * (last.column - 1)))
