"""Renaming: a project and two ids in, the files as they would be with every reference rewritten out, tried before they count."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from posixpath import basename, dirname

from druzhba_kb.editing.find_references import (
    BREAK,
    Edit,
    documents_of,
    edited,
    ids_of_articles,
    ids_of_assertions,
    ids_of_changes,
    ids_of_entities,
    links_to,
    offset_of,
    stretch_of,
)
from druzhba_kb.editing.formerly import with_former
from druzhba_kb.editing.new import taken_by
from druzhba_kb.editing.transaction import Change, tried
from druzhba_kb.load import ID, Document, Scalar, Sources, load
from druzhba_kb.model import Article, Entity, Records
from druzhba_kb.parse import parse
from druzhba_kb.relate import relate
from druzhba_kb.report import Place, Report
from druzhba_kb.text import nearest


def plan_rename(root: Path, old: str, new: str, report: Report) -> Change | None:
    """Return what renaming an article or entity changes; None where something is against it."""
    sources = load(root, report)
    records = parse(sources, report)
    if not report.failed:
        relate(records, report)
    if report.failed:
        return None
    record = records.articles.get(old) or records.entities.get(old)
    _check(records, record, old, new, report)
    if record is None or report.failed:
        return None
    change = _Renaming(root, sources, records, record, new, report).change()
    tried(root, change, report)
    return None if report.failed else change


def _check(records: Records, record: Article | Entity | None, old: str, new: str, report: Report) -> None:
    if record is None:
        near = nearest(old, [*records.articles, *records.entities])
        report.error(Place("entities"), "unknown-reference", f"there is no article or entity '{old}'{near}")
        return
    owner = taken_by(records, new)
    if not ID.fullmatch(new):
        message = f"'{new}' is no id; expected lower-case letters a to z and digits, parted by single hyphens"
        report.error(record.place, "bad-id", message)
    elif owner and new not in record.formerly:
        report.error(record.place, "repeated-id", f"the id '{new}' is taken by {owner}; expected another")


@dataclass(slots=True)
class _Renaming:
    """One record's way to its new id."""

    root: Path
    sources: Sources
    records: Records
    record: Article | Entity
    new: str
    report: Report

    @property
    def old_file(self) -> str:
        """Return the file of the record."""
        return self.record.place.file

    @property
    def new_file(self) -> str:
        """Return the file that it will have."""
        return f"{dirname(self.old_file)}/{self.new}{Path(self.old_file).suffix}"

    def change(self) -> Change:
        """Return the texts before and after, and the files to be moved."""
        before, after = {}, {}
        left: list[str] = []
        for file, document in documents_of(self.sources).items():
            text = (self.root / file).read_bytes().decode("utf-8")
            new = edited(text, self._edits(document, text))
            if file == self.old_file:
                new = with_former(new, file, self.record.id, self.new)
            if new != text:
                before[file], after[file] = text, new
            left += self._left(file, new)
        return Change(before, after, dict(self._moves()), tuple(left))

    def _left(self, file: str, text: str) -> Iterator[str]:
        """Yield the lines in which the old id still stands, in words or a comment, which nothing rewrites."""
        whole = re.compile(rf"(?<![\w/.-]){re.escape(self.record.id)}(?![\w-])")
        for number, line in enumerate(BREAK.split(text), 1):
            if "-" in self.record.id and whole.search(line) and "formerly" not in line:
                yield f"{file}:{number}"

    def _moves(self) -> Iterator[tuple[str, str]]:
        """Yield the files that are named after the record, with their new names."""
        yield self.old_file, self.new_file
        if isinstance(self.record, Article):
            for folder in ("articles", "sources", "sources/raw"):
                for path in sorted((self.root / folder).glob(f"{self.record.id}.*")):
                    file = f"{folder}/{path.name}"
                    if path.is_file() and file != self.old_file:
                        yield file, f"{folder}/{self.new}{path.name.removeprefix(self.record.id)}"

    def _edits(self, document: Document, text: str) -> Iterator[Edit]:
        for scalar in self._ids(document):
            yield from self._id(scalar, text)
        yield from _within(self._links(document, text), self._prose(document, text))

    def _ids(self, document: Document) -> Iterable[Scalar]:
        entity = self.records.entities.get(document.id)
        if document in self.sources.changes:
            return ids_of_changes(document, self.record.id)
        if document in self.sources.assertions:
            return [one for one in ids_of_assertions(document) if one.text.strip() == self.record.id]
        if entity is None or entity.place.file != document.file:
            return ()
        if isinstance(self.record, Article):
            return ids_of_articles(document, self.record.id)
        return ids_of_entities(document, self.records.kinds[entity.kind], self.record.id)

    def _id(self, scalar: Scalar, text: str) -> Iterator[Edit]:
        """Yield the edit of one id, plain or in quotation marks; one written otherwise is a finding."""
        start = offset_of(text, scalar.place)
        found = re.compile(rf"['\"]?({re.escape(self.record.id)})(?![a-z0-9-])").match(text, start)
        if found:
            yield Edit(*found.span(1), self.new)
        else:
            message = (
                f"'{self.record.id}' is written here in a way that cannot be rewritten; expected it beside its key"
            )
            self.report.error(scalar.place, "unplaced-reference", message)

    def _links(self, document: Document, text: str) -> Iterator[Edit]:
        return links_to(document.file, text, self.old_file, basename(self.new_file))

    def _prose(self, document: Document, text: str) -> tuple[int, int]:
        """Return where the document has prose with links: an entity's summary, an article's body."""
        if document.file.startswith("articles/"):
            return offset_of(text, Place(document.file, document.body_line, 1)), len(text)
        return stretch_of(document, "summary", text)


def _within(edits: Iterable[Edit], stretch: tuple[int, int]) -> Iterator[Edit]:
    yield from (edit for edit in edits if stretch[0] <= edit.start and edit.end <= stretch[1])
