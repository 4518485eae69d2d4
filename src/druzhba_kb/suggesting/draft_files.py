"""Drafting: suggestions in, a file for each new entity out, tried against the project's own check before it is written."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from druzhba_kb.load import Document, Listing, Node, Scalar, Table, read_yaml
from druzhba_kb.model import Entity, KnowledgeBase
from druzhba_kb.parse.entities import parse_entity
from druzhba_kb.relate import relate
from druzhba_kb.relate.locations import locate
from druzhba_kb.report import Place, Report
from druzhba_kb.suggesting.suggest_model import Name, Sighting
from druzhba_kb.suggesting.suggestions import Suggestions
from druzhba_kb.text import WORD, fold, words
from druzhba_kb.verify import verify
from druzhba_kb.verify.quotations import LONGEST
from druzhba_kb.write import replace as write_file
from druzhba_kb.yaml_dump import as_yaml

MODELINE = "# yaml-language-server:"
LISTS = ("aliases", "statements")
SEEN = 3


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file to be: the entity's id and kind, the comments above it, and what stands in it."""

    id: str
    kind: str
    head: str
    data: Mapping[str, Any]

    @property
    def path(self) -> str:
        """Return its place in the project."""
        return f"entities/{self.kind}/{self.id}.yml"

    @property
    def text(self) -> str:
        """Return the file as written, without empty lists."""
        return self.head + as_yaml({key: value for key, value in self.data.items() if value != []})


def write_drafts(kb: KnowledgeBase, found: Suggestions, root: Path, report: Report) -> list[str]:
    """Write a file for each suggested name that the base cannot have yet; return the paths of those written."""
    names = [name for name in found.names if _is_new(kb, name, found, report)]
    known = {*kb.records.entities, *(found.ids[name] for name in names)}
    sheets = _sound(kb, [_sheet(kb, name, found, known, _modeline(root, name.kind)) for name in names])
    return [sheet.path for sheet in sheets if _write(root, sheet, report)]


def _write(root: Path, sheet: Sheet, report: Report) -> bool:
    if (root / sheet.path).exists():
        _skip(sheet.path, sheet.id, "the file is there already, and no file is overwritten", report)
        return False
    try:
        write_file(root / sheet.path, sheet.text)
    except OSError as error:
        report.error(Place(sheet.path), "draft-write", f"cannot be written: {(error.strerror or 'unknown').lower()}")
        return False
    return True


def _skip(path: str, name: str, why: str, report: Report) -> None:
    report.warning(Place(path), "draft-skipped", f"no draft of '{name}': {why}")


def _is_new(kb: KnowledgeBase, name: Name, found: Suggestions, report: Report) -> bool:
    """Return whether nothing of this id or name can be in the base; what stands against it is reported."""
    folder = f"entities/{name.kind}"
    if name not in found.ids:
        _skip(
            folder, name.name, "its id is taken, or it has no letters for one; write the file under another id", report
        )
        return False
    like = next((one for one in name.existing if kb.records.entities[one.entity].kind == name.kind), None)
    if like:
        why = f"it may be '{like.entity}' ({like.reason}); add it there as an alias, or write the file yourself"
        _skip(folder, name.name, why, report)
    return like is None


def _sheet(kb: KnowledgeBase, name: Name, found: Suggestions, known: Collection[str], head: str) -> Sheet:
    id = found.ids[name]
    others = {fold(one).casefold() for entity in kb.records.entities.values() for one in entity.names}
    forms = [form for form in name.forms if form != name.name and form[:1].isalnum()]
    short = [form for form in forms if " " not in form and form in name.name.split()]
    data = {
        "name": name.name,
        "status": "draft",
        "aliases": [
            alias
            for form in forms
            if form not in short and fold(form).casefold() not in {*others, fold(name.name).casefold()}
            for alias in _alias(kb, name, form)
        ],
        "short_names": short,
        "summary": "",
        "statements": [
            draft.written(known)
            for draft in found.statements
            if draft.entity == id and (draft.target is None or draft.target in known)
        ],
    }
    return Sheet(id, name.kind, head + _seen(name), data)


def _seen(name: Name) -> str:
    """Return comments that tell where the name stands, each with a few words around it."""
    return "".join(
        f"# {one.sentence.article}, block {one.sentence.block}: “{_around(one)}”\n" for one in name.sightings[:SEEN]
    )


def _around(one: Sighting) -> str:
    text, start, end = one.sentence.text, one.start - one.sentence.start, one.end - one.sentence.start
    spans = [match.span() for match in WORD.finditer(text)]
    inside = [index for index, span in enumerate(spans) if span[0] < end and span[1] > start]
    if not inside:
        return one.words
    spare = max(0, LONGEST - len(inside)) // 2
    first, last = max(0, inside[0] - spare), min(len(spans) - 1, inside[-1] + spare)
    return " ".join(text[spans[first][0] : spans[last][1]].split())


def _alias(kb: KnowledgeBase, name: Name, form: str) -> Iterator[dict[str, str]]:
    """Yield the alias with its evidence, where it stands in an article as it is spelt."""
    ids = dict.fromkeys(sighting.sentence.article for sighting in name.sightings if fold(sighting.words) == fold(form))
    for id in ids:
        if len(words(form)) <= LONGEST and locate(kb.records.articles[id], form):
            yield {"name": form, "source": id, "quote": form}
            return


def _modeline(root: Path, kind: str) -> str:
    """Return the line that names the schema to editors' programs where the project's files begin with one."""
    for path in sorted((root / "entities").glob("*/[!_.]*.yml")):
        if path.read_text(encoding="utf-8", errors="replace").startswith(MODELINE):
            return f"{MODELINE} $schema=../../build/schemas/{kind}.json\n"
    return ""


def _sound(kb: KnowledgeBase, sheets: Sequence[Sheet]) -> list[Sheet]:
    """Return the sheets without what the project's own check finds fault with."""
    tried = list(sheets)
    while faults := _faults(kb, tried):
        tried = [cut for sheet in tried if (cut := _cut(sheet, faults[sheet.path]) if sheet.path in faults else sheet)]
    return tried


def _faults(kb: KnowledgeBase, sheets: Sequence[Sheet]) -> dict[str, list[int]]:
    """Return the lines of the sheets, by path, in which the check finds errors."""
    report = Report()
    entities = [_parsed(kb, sheet, report) for sheet in sheets]
    records = replace(kb.records, entities={**kb.records.entities, **{entity.id: entity for entity in entities}})
    related = relate(records, report) if not report.failed else None
    if related and not report.failed:
        verify(related, report)
    faults: dict[str, list[int]] = {}
    paths = {sheet.path for sheet in sheets}
    for finding in report.findings:
        if finding.level == "error" and finding.place.file in paths:
            faults.setdefault(finding.place.file, []).append(finding.place.line)
    return faults


def _parsed(kb: KnowledgeBase, sheet: Sheet, report: Report) -> Entity:
    table = read_yaml(sheet.text, sheet.path, report) or Table((), Place(sheet.path))
    return parse_entity(Document(sheet.id, sheet.path, table), kb.records.kinds[sheet.kind], report)


def _cut(sheet: Sheet, lines: Sequence[int]) -> Sheet | None:
    """Return the sheet without the items of its lists in which the lines stand; None where they stand in none."""
    starts = [(node.place.line, key.text, number) for key, items in _lists(sheet) for number, node in enumerate(items)]
    at_fault = {max((start for start in starts if start[0] <= line), default=(0, "", 0))[1:] for line in lines}
    if ("", 0) in at_fault:
        return None
    lists = {
        key: [item for number, item in enumerate(sheet.data[key]) if (key, number) not in at_fault] for key in LISTS
    }
    return replace(sheet, data={**sheet.data, **lists})


def _lists(sheet: Sheet) -> Iterator[tuple[Scalar, tuple[Node, ...]]]:
    table = read_yaml(sheet.text, sheet.path, Report())
    for key, node in table.items if table else ():
        if key.text in LISTS and isinstance(node, Listing):
            yield key, node.items
