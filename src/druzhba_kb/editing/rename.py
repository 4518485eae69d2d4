"""What `rename` does: a project and two ids in, the transaction that rewrites every reference and link out.

A page keeps its address when its record is renamed: the old id is written under `formerly`, which leaves a redirect. What
cannot be rewritten with certainty stops the rename, and the old id in running text is named and never rewritten.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from posixpath import basename, dirname, join

from druzhba_kb.editing.find_references import documents_of, lines_with, links_of, owner_of, prose_of, references_of
from druzhba_kb.editing.transaction import Transaction, read_sound, tried
from druzhba_kb.editing.translate import follow_move
from druzhba_kb.editing.yaml_edit import Edit, edited, offset_of, with_former
from druzhba_kb.folding import nearest
from druzhba_kb.load import Document, Sources
from druzhba_kb.model import Article, Entity, Records, Reference
from druzhba_kb.report import Report, argument
from druzhba_kb.values.word_types import ID, no_id
from druzhba_kb.yaml_read import Scalar

Renamed = Article | Entity | Reference


def plan_rename(root: Path, old: str, new: str, report: Report) -> Transaction | None:
    """Return what renaming an article, entity or reference changes; None where something is against it."""
    read = read_sound(root, report)  # a reference that leads nowhere already might be to the old id
    if read is None:
        return None
    sources, kb = read
    records = kb.records
    record = records.by_id.get(old)
    _check(records, record, old, new, report)
    if record is None or report.failed:
        return None
    return tried(root, _Rename(root, sources, records, record, new, report).change(), report)


def _check(records: Records, record: Renamed | None, old: str, new: str, report: Report) -> None:
    if record is None:
        way = f"; 'druzhba-kb kind rename {old} {new}' renames the kind" if old in records.kinds else ""
        near = way or nearest(old, list(records.by_id))
        report.error(argument("OLD"), "unknown-reference", f"there is no article, entity or reference '{old}'{near}")
        return
    owner = owner_of(records, new)
    if not ID.fullmatch(new):
        report.error(argument("NEW"), "bad-id", no_id(new))
    # a rename back takes its own former id
    elif owner and (isinstance(record, Reference) or new not in record.formerly):
        report.error(argument("NEW"), "repeated-id", f"the id '{new}' is taken by {owner}; expected another")


@dataclass(slots=True)
class _Rename:
    """One record's way to its new id."""

    root: Path
    sources: Sources
    records: Records
    record: Renamed
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

    def change(self) -> Transaction:
        """Return the texts before and after, and the files to be moved."""
        texts = follow_move(self.root, _last_two(self.old_file), _last_two(self.new_file))
        left: list[str] = []
        for document in documents_of(self.sources):
            file = document.file
            text = (self.root / file).read_bytes().decode("utf-8")
            new = edited(text, self._edits(document, text))
            if file == self.old_file and not isinstance(
                self.record, Reference
            ):  # a reference has no page to lead on to
                new = with_former(new, file, self.record.id, self.new)
            if new != text:
                texts[file] = (text, new)
            left += self._left(file, new)
        return Transaction(texts, dict(self._moves()), tuple(left))

    def _left(self, file: str, text: str) -> Iterator[str]:
        """Return the lines in which the old id is left, in words or a comment, which nothing rewrites.

        An id of one word, such as a name, is too common in prose to be pointed out.
        """
        whole = rf"^(?!.*formerly).*(?<![\w/.-]){re.escape(self.record.id)}(?![\w-])"
        return lines_with(file, text, whole) if "-" in self.record.id else iter(())

    def _moves(self) -> Iterator[tuple[str, str]]:
        """Yield the files that are named after the record, with their new names."""
        yield self.old_file, self.new_file
        if isinstance(self.record, Article):  # its text, its seals and the raw file have its name
            for folder in ("articles", "sources", "sources/raw"):
                for path in sorted((self.root / folder).glob(f"{self.record.id}.*")):
                    file = f"{folder}/{path.name}"
                    if path.is_file() and file != self.old_file:
                        yield file, f"{folder}/{self.new}{path.name.removeprefix(self.record.id)}"

    def _edits(self, document: Document, text: str) -> Iterator[Edit]:
        kinds = {Article: ("article", "either"), Entity: ("entity", "either"), Reference: ("reference",)}[
            type(self.record)
        ]
        for reference in references_of(document, self.records.kinds):
            if reference.id == self.record.id and reference.to in (*kinds, "any"):
                yield from self._id(reference.scalar, text)
        start, end = prose_of(document, text)
        name = basename(self.new_file)
        for at, target, path in links_of(document.file, text):
            # what looks like a link in a quotation or a comment is none
            if path == self.old_file and start <= at and at + len(target) <= end:
                yield Edit(at, at + len(target), join(dirname(target), name))

    def _id(self, scalar: Scalar, text: str) -> Iterator[Edit]:
        """Yield the edit of one id, plain or in quotation marks; one written otherwise, such as folded, is a finding."""
        start = offset_of(text, scalar.place)
        found = re.compile(rf"['\"]?({re.escape(self.record.id)})(?![a-z0-9-])").match(text, start)
        if found:
            yield Edit(*found.span(1), self.new)
        else:
            way = "is written here in a way that cannot be rewritten; expected it beside its key"
            self.report.error(scalar.place, "unplaced-reference", f"'{self.record.id}' {way}")


def _last_two(file: str) -> str:
    """Return the path of a file as links from other folders end."""
    return "/".join(file.split("/")[-2:])
