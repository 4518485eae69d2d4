"""Draft files: suggestions in, a file for each new entity out, tried against the project's own check.

A draft that fails the check would stop its editor at the first build, so whatever the check finds fault with is cut
out, and a draft with nothing sound in it is not written. Only what the base cannot have yet is drafted; a file that is
there stays.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from druzhba_kb.folding import WORD, fold, words
from druzhba_kb.journal import write_reported
from druzhba_kb.model import Entity, Kind, KnowledgeBase
from druzhba_kb.relate.locations import locate
from druzhba_kb.report import Place, Report
from druzhba_kb.suggesting.suggest_model import ExtractedName, Occurrence, Suggestions
from druzhba_kb.suggesting.taking_over import Item, check_with, parsed
from druzhba_kb.verify.quotations import LONGEST
from druzhba_kb.yaml_dump import as_yaml

MODELINE = "# yaml-language-server:"
LISTS = ("aliases", "statements")
SHOWN = 3  # occurrences in the comments above a draft


@dataclass(frozen=True, slots=True)
class DraftFile:
    """A file to be: the entity's id and kind, the comments above it, what stands in it, and the comments below."""

    id: str
    kind: str
    head: str
    data: Mapping[str, Any]
    tail: str

    @property
    def path(self) -> str:
        """Return its place in the project."""
        return f"entities/{self.kind}/{self.id}.yml"

    @property
    def text(self) -> str:
        """Return the file as written, without empty lists."""
        return self.head + as_yaml({key: value for key, value in self.data.items() if value != []}) + self.tail


def write_drafts(
    kb: KnowledgeBase, found: Suggestions, root: Path, report: Report, comments: Callable[[Kind], str]
) -> list[str]:
    """Write a file for each suggested name that the base cannot have yet; return the paths of those written.

    `comments` says what an editor can state of a kind.
    """
    names = [name for name in found.names if _is_new(kb, name, found, report)]
    known = {*kb.records.entities, *(found.ids[name] for name in names)}
    drafts = [_draft(kb, name, found, known, _modeline(root, name.kind)) for name in names]
    drafts = _sound(kb, [replace(one, tail=comments(kb.records.kinds[one.kind])) for one in drafts])
    texts = {draft.path: draft.text for draft in drafts if _is_free(root, draft, report)}
    return [*texts] if write_reported(root, texts, report, "draft-write") else []


def _is_free(root: Path, draft: DraftFile, report: Report) -> bool:
    if (root / draft.path).exists():
        _skip(draft.path, draft.id, "the file is there already, and no file is overwritten", report)
        return False
    return True


def _skip(path: str, name: str, why: str, report: Report) -> None:
    report.warning(Place(path), "draft-skipped", f"no draft of '{name}': {why}")


def _is_new(kb: KnowledgeBase, name: ExtractedName, found: Suggestions, report: Report) -> bool:
    """Return whether nothing of this id or name can be in the base; what stands against it is reported."""
    folder = f"entities/{name.kind}"
    if name not in found.ids:
        why = "its id is taken, or it has no letters for one; write the file under another id"
        _skip(folder, name.name, why, report)
        return False
    like = next((one for one in name.likely if kb.records.entities[one.entity].kind == name.kind), None)
    if like:
        why = f"it may be '{like.entity}' ({like.reason}); add it there as an alias, or write the file yourself"
        _skip(folder, name.name, why, report)
    return like is None


def _draft(kb: KnowledgeBase, name: ExtractedName, found: Suggestions, known: Collection[str], head: str) -> DraftFile:
    id = found.ids[name]
    forms = [form for form in name.forms if form != name.name and form[:1].isalnum()]
    # a surname links only where the whole name stands too, so it is no alias
    short = [form for form in forms if " " not in form and form in name.name.split()]
    others = (one for entity in kb.records.entities.values() for one in entity.names)
    taken = {fold(one).casefold() for one in (name.name, *others)}
    aliases = (form for form in forms if form not in short and fold(form).casefold() not in taken)
    own = (draft for draft in found.statements if draft.entity == id)
    data = {
        "name": name.name,
        "status": "draft",
        "aliases": [alias for form in aliases for alias in _alias(kb, name, form)],
        "short_names": short,
        "summary": "",
        "statements": [one.as_yaml_data(known) for one in own if one.target is None or one.target in known],
    }
    return DraftFile(id, name.kind, head + _seen(name), data, "")


def _seen(name: ExtractedName) -> str:
    """Return comments that show where the name stands, each with a few words around it."""
    shown = name.occurrences[:SHOWN]
    return "".join(f"# {at.sentence.article}, block {at.sentence.block}: “{_around(at)}”\n" for at in shown)


def _around(at: Occurrence) -> str:
    text, start, end = at.sentence.text, at.start - at.sentence.start, at.end - at.sentence.start
    spans = [match.span() for match in WORD.finditer(text)]
    inside = [index for index, span in enumerate(spans) if span[0] < end and span[1] > start]
    if not inside:
        return at.words
    spare = max(0, LONGEST - len(inside)) // 2
    first, last = max(0, inside[0] - spare), min(len(spans) - 1, inside[-1] + spare)
    return " ".join(text[spans[first][0] : spans[last][1]].split())


def _alias(kb: KnowledgeBase, name: ExtractedName, form: str) -> Iterator[dict[str, str]]:
    """Yield the alias with its evidence, where it stands in an article as it is spelt."""
    for id in dict.fromkeys(at.sentence.article for at in name.occurrences if fold(at.words) == fold(form)):
        if len(words(form)) <= LONGEST and locate(kb.records.articles[id], form):
            yield {"name": form, "source": id, "quote": form}
            return


def _modeline(root: Path, kind: str) -> str:
    """Return the line that names the schema to editors' programs where the project's files begin with one."""
    for path in sorted((root / "entities").glob("*/[!_.]*.yml")):
        if path.read_text(encoding="utf-8", errors="replace").startswith(MODELINE):
            return f"{MODELINE} $schema=../../build/schemas/{kind}.json\n"
    return ""


def _sound(kb: KnowledgeBase, drafts: Sequence[DraftFile]) -> list[DraftFile]:
    """Return the drafts without what the project's own check finds fault with."""
    tried = list(drafts)
    # what is cut may leave another item without its target
    while faults := _faults(kb, tried):
        tried = [cut for one in tried if (cut := _cut(kb, one, faults[one.path]))]
    return tried


def _faults(kb: KnowledgeBase, drafts: Sequence[DraftFile]) -> dict[str, list[int]]:
    """Return the lines of the drafts, by path, in which the check finds errors; nothing where it finds none."""
    report = Report()
    check_with(kb, [_parsed(kb, draft, report)[0] for draft in drafts], report)
    errors = [one.place for one in report.findings if one.level == "error"]
    faults = {draft.path: [place.line for place in errors if place.file == draft.path] for draft in drafts}
    return faults if any(faults.values()) else {}


def _parsed(kb: KnowledgeBase, draft: DraftFile, report: Report) -> tuple[Entity, list[Item]]:
    return parsed(kb, draft.id, draft.kind, draft.path, draft.text, report)


def _cut(kb: KnowledgeBase, draft: DraftFile, lines: Sequence[int]) -> DraftFile | None:
    """Return the draft without the items of its lists in which the lines stand; None where they stand in none."""
    starts = [item for item in _parsed(kb, draft, Report())[1] if item[1] in LISTS]
    # a finding may stand at any line of its item
    at_fault = {max((start for start in starts if start[0] <= line), default=(0, "", 0))[1:] for line in lines}
    if ("", 0) in at_fault:
        return None
    left = {key: [item for at, item in enumerate(draft.data[key]) if (key, at) not in at_fault] for key in LISTS}
    return replace(draft, data={**draft.data, **left})
