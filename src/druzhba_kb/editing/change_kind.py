"""What `kind rename`, `kind remove` and the same of an attribute do: a name in, the transaction of every file that has it out.

Where a file can name a kind or an attribute is said once, as paths of its keys; a rename puts the new name there, and a removal
takes out what says nothing without the old one. What would be lost with a name stops its removal until the editor has said so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from posixpath import basename, dirname, join
from typing import NamedTuple

from druzhba_kb.editing.find_references import documents_of, lines_with, links_of, prose_of
from druzhba_kb.editing.transaction import Transaction, read_sound, tried
from druzhba_kb.editing.translate import follow_move
from druzhba_kb.editing.yaml_edit import (
    Edit,
    KeyPath,
    edited,
    replaced,
    scalars_of,
    value_at,
    with_entry,
    with_former,
    without,
)
from druzhba_kb.folding import nearest
from druzhba_kb.load import Document, Sources
from druzhba_kb.model import Records
from druzhba_kb.parse.entities import parse_entity
from druzhba_kb.parse.kinds import check_attribute_name
from druzhba_kb.relate.page_markdown import tags_in
from druzhba_kb.relate.references import chosen_kind
from druzhba_kb.report import Place, Report, argument
from druzhba_kb.values import TYPES
from druzhba_kb.values.word_types import ID, no_id
from druzhba_kb.yaml_dump import as_flow
from druzhba_kb.yaml_read import Scalar, Table, read_yaml

LIST = r"(?:/\d+)?"  # an item of a list, or the value alone, as editors may write it
ASSERTIONS = r"entities/_assertions\.yml"
KINDS = r"entities/[^/]+/_kind\.yml"
OF_KIND = ("list", "table")  # tags of own pages
NOT_CONTENT = ("mkdocs.yml", "templates/**/*", "pages/**/*")  # of these no command can tell what a word in them means


class Row(NamedTuple):
    """Where a name may stand: in which files, and at which paths of keys; `whole` goes where nothing else is left there.

    `key` says that the name is a key there, and not a value.
    """

    files: str
    paths: str
    key: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A kind, or an attribute of one."""

    kind: str
    attribute: str = ""

    @property
    def name(self) -> str:
        """Return what is renamed or removed."""
        return self.attribute or self.kind

    @property
    def file(self) -> str:
        """Return the file that says what it is."""
        return f"entities/{self.kind}/_kind.yml"

    @property
    def rows(self) -> Sequence[Row]:
        """Return where it may be named."""
        if not self.attribute:
            return (
                Row(KINDS, rf"(?P<whole>attributes/[^/]+)/(to{LIST}|from)"),
                Row(ASSERTIONS, rf"(?P<whole>assertions{LIST})/(count|every)"),
            )
        own, entities = re.escape(self.file), rf"entities/{self.kind}/[^_/][^/]*"
        return (
            Row(own, f"attributes/{self.attribute}", key=True),
            Row(own, rf"order_by|timeline/\w+|location{LIST}|(?P<whole>figures{LIST})/attributes{LIST}"),
            Row(KINDS, r"(?P<whole>attributes/[^/]+)/(from|by)"),
            Row(entities, rf"(?P<whole>statements{LIST})/{self.attribute}", key=True),
            Row(entities, rf"statements{LIST}/(evidence{LIST}/)?inferred{LIST}"),
            Row(entities, rf"(?P<whole>disagreements{LIST})/about{LIST}"),
            Row(r"articles/[^_/][^/]*\.md", rf"absent/[^/]+{LIST}"),
            Row(ASSERTIONS, rf"(?P<whole>assertions{LIST})/has{LIST}"),
        )

    def renamed(self, text: str, new: str) -> str | None:
        """Return a value with the new name in it, `kind.attribute` too; None where the value has not the old one."""
        kind, _, attribute = text.partition(".")
        if not self.attribute:
            return new + text.removeprefix(kind) if kind == self.kind else None
        return new if text == self.name else f"{kind}.{new}" if (kind, attribute) == (self.kind, self.name) else None


class Naming(NamedTuple):
    """A place at which something is named; `whole` is what says nothing without it."""

    path: KeyPath
    scalar: Scalar
    whole: KeyPath


def plan_renamed(
    root: Path, old: Named, new: str, report: Report, labels: Mapping[str, str] | None = None
) -> Transaction | None:
    """Return what renaming a kind or an attribute changes, with new labels of it; None where something is against it."""
    change = _read(root, old, report)
    if change:
        change.check_new(new)
    if change is None or report.failed:
        return None
    return tried(root, change.renamed(new, labels or {}), report)


def plan_removed(root: Path, old: Named, report: Report, losing: bool = False) -> Transaction | None:
    """Return what removing a kind or an attribute changes; None where something is against it, such as what it would lose."""
    change = _read(root, old, report)
    return tried(root, change.removed(losing), report) if change else None


def _read(root: Path, old: Named, report: Report) -> _Change | None:
    read = read_sound(root, report)
    if read is None:
        return None
    sources, records = read[0], read[1].records
    kind = chosen_kind(records.kinds, old.kind, report)
    if kind and old.attribute and old.attribute not in kind.attributes:
        near = nearest(old.attribute, list(kind.attributes))
        report.error(argument("NAME"), "unknown-attribute", f"'{kind.id}' have no '{old.attribute}'{near}")
    return None if report.failed else _Change(root, sources, records, old, report)


@dataclass(slots=True)
class _Change:
    """The way of one name to its new one, or out of the project."""

    root: Path
    sources: Sources
    records: Records
    old: Named
    report: Report
    texts: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)

    def check_new(self, new: str) -> None:
        """Report a name that is taken, or none."""
        table, attribute = self.sources.kinds[self.old.kind].table, self.old.attribute
        keys = {path[1]: key.place for path, key, _ in scalars_of(table) if path[0] == "attributes" and len(path) == 2}
        if attribute and new in keys:
            message = f"'{self.old.kind}' have '{new}' already; expected another name"
            self.report.error(keys[new], "bad-attribute", message)
        elif attribute:
            check_attribute_name(new, keys[attribute], self.report)
        elif not ID.fullmatch(new):
            self.report.error(argument("NEW"), "bad-id", no_id(new))
        elif (self.root / "entities" / new).exists():
            self.report.error(argument("NEW"), "repeated-id", f"'{new}' is there already; expected another id")

    def renamed(self, new: str, labels: Mapping[str, str]) -> Transaction:
        """Return the change that puts the new name wherever the old one stands."""
        moves: dict[str, str] = {}
        if not self.old.attribute:
            folder = self.root / "entities" / self.old.kind
            names = sorted(path.name for path in folder.iterdir() if path.is_file())
            moves = {f"entities/{self.old.kind}/{name}": f"entities/{new}/{name}" for name in names}
        for document in self._documents():
            text = self._text(document.file)
            places = {one.scalar.place: self.old.renamed(one.scalar.text.strip(), new) for one in self._named(document)}
            after = replaced(text, {place: value for place, value in places.items() if value is not None})
            if not self.old.attribute:
                after = self._moved_kind(document, after, new)
            if document.file == self.old.file:
                path = ("attributes", new) if self.old.attribute else ()
                for key, label in labels.items():
                    after = _labelled(after, document.file, path, key, label)
            self._put(document.file, text, after)
        if self.old.attribute:
            self._follow_moves(new, set())
        else:
            self.texts |= follow_move(self.root, f"{self.old.kind}/", f"{new}/")
        return Transaction(self.texts, moves, tuple(self._left()))

    def _moved_kind(self, document: Document, after: str, new: str) -> str:
        """Return a text with what follows from the new folder: links, the schema of its files, the former address."""
        start, end = prose_of(document, after) if document.file != self.old.file else (0, 0)
        edits = (*self._links(document.file, after, new), *self._in_page(document.file, after, start, new))
        after = edited(after, (edit for edit in edits if start <= edit.start < end))
        if dirname(document.file) != dirname(self.old.file):
            return after
        after = after.replace(f"build/schemas/{self.old.kind}.json", f"build/schemas/{new}.json", 1)
        return with_former(after, document.file, self.old.kind, new) if document.file == self.old.file else after

    def _links(self, file: str, text: str, new: str) -> Iterator[Edit]:
        for at, target, path in links_of(file, text):
            folder = dirname(target)
            if dirname(path) == dirname(self.old.file) and basename(folder) == self.old.kind:
                yield Edit(at, at + len(folder), join(dirname(folder), new))

    def _in_page(self, file: str, text: str, start: int, new: str) -> Iterator[Edit]:
        """Yield what becomes of the kind in the tags of an own page, and in its links to addresses of the site."""
        if not file.startswith("pages/"):
            return
        shown = (tag for tag in tags_in(text[start:]) if tag.name in OF_KIND and tag.of == self.old.kind)
        places = [text.index(self.old.kind, text.index(":", start + tag.start)) for tag in shown]
        places += [one.start() for one in re.finditer(rf"(?<=\]\(/){self.old.kind}(?=[/)#])", text)]
        yield from (Edit(at, at + len(self.old.kind), new) for at in places)

    def removed(self, losing: bool) -> Transaction:
        """Return the change that takes out the name and what says nothing without it; what may not go is a finding."""
        lost: set[str] = set()  # entities, and the ids of statements
        for document in self._documents():
            if not self.old.attribute and dirname(document.file) == dirname(self.old.file):
                self._put(document.file, self._text(document.file), None)
                if document.file != self.old.file:
                    lost.add(document.id)
                    self._report_loss(document.table.place, f"'{document.id}'", losing, "--with-entities")
                continue
            gone = set(self._gone(document, losing))
            if gone:
                text = self._text(document.file)
                self._put(document.file, text, without(text, document.file, gone))
                entity = self.records.entities.get(document.id)
                places = {node.place for path in gone if isinstance(node := value_at(document.table, path), Table)}
                lost |= {one.id for one in entity.statements if one.place in places} if entity else set()
        self._follow_moves("", lost)
        return Transaction(self.texts, left=tuple(self._left()))

    def _gone(self, document: Document, losing: bool) -> Iterator[KeyPath]:
        """Yield the paths of what goes from a document, as wide as what says nothing without the name."""
        mentions = [*self._named(document)]
        lists = Counter(one.path[:-1] for one in mentions if isinstance(one.path[-1], int))
        for path, scalar, whole in mentions:
            above = value_at(document.table, path[:-1])
            emptied = not isinstance(path[-1], int) or (
                above is not None and lists[path[:-1]] == len(getattr(above, "items", ()))
            )
            goes = whole if emptied and whole != path else path
            if whole[0] == "statements" and len(whole) < len(path):
                claims = [key for key in _keys(value_at(document.table, whole)) if key in self._attributes]
                goes = whole if claims == [self.old.attribute] else path
                yield from () if goes == whole else self._unsaid(document, whole)
            if basename(document.file) == "_kind.yml" and goes == whole and goes[0] == "attributes" and goes != path:
                self._report_ties(document, scalar, str(whole[1]))
            elif goes[0] in ("absent", "disagreements") or (goes[0] == "statements" and path[-1] == self.old.attribute):
                self._report_loss(scalar.place, _said(document, path), losing, "--with-statements")
            yield goes

    @property
    def _attributes(self) -> frozenset[str]:
        return frozenset(self.records.kinds[self.old.kind].attributes)

    def _unsaid(self, document: Document, statement: KeyPath) -> Iterator[KeyPath]:
        """Yield the inferred parts of a statement that none of its other values has."""
        attributes = self.records.kinds[self.old.kind].attributes
        keys = _keys(value_at(document.table, statement))
        parts = {
            name: set(TYPES[attributes[name].type].components(attributes[name])) for name in keys if name in attributes
        }
        own = parts.pop(self.old.attribute).difference(*parts.values())
        for path, scalar, is_key in scalars_of(document.table):
            if path[: len(statement)] == statement and "inferred" in path and not is_key and scalar.text in own:
                yield path

    def _report_loss(self, place: Place, what: str, losing: bool, option: str) -> None:
        if not losing:
            message = f"{what} would be lost with '{self.old.name}'; move it, or say {option} to remove it too"
            self.report.error(place, "would-be-lost", message)

    def _report_ties(self, document: Document, scalar: Scalar, attribute: str) -> None:
        way = f"'druzhba-kb kind attribute remove {document.id} {attribute}' removes it"
        message = f"'{attribute}' of '{document.id}' means nothing without '{self.old.name}'; change it first, or {way}"
        self.report.error(scalar.place, "would-be-lost", message)

    def _follow_moves(self, new: str, lost: set[str]) -> None:
        """Let old addresses lead to the new ids of what is stated, and take out the lines that lead to what is gone."""
        ids = dict(self._new_ids(new, lost))
        for document in self.sources.moved:
            found = [(path, one) for path, one, is_key in scalars_of(document.table) if not is_key]
            now = {one.place: ids[one.text] for path, one in found if path[-1] == "now" and one.text in ids}
            gone = {path[:-1] for path, one in found if path[-1] in ("entity", "to", "now") and one.text in lost}
            text = self._text(document.file)
            self._put(document.file, text, without(replaced(text, now), document.file, gone))

    def _new_ids(self, new: str, lost: set[str]) -> Iterator[tuple[str, str]]:
        """Yield the id of each statement that stays, with the one that its values give it now."""
        kind, old = self.records.kinds[self.old.kind], self.old.attribute
        renamed = {new: replace(kind.attributes[old], name=new)} if new else {}
        kind = replace(kind, attributes={**kind.attributes, **renamed})
        for entity in self.records.entities.values():
            _, text = self.texts.get(entity.place.file, ("", None))
            table = read_yaml(text, entity.place.file, Report()) if text and entity.kind == kind.id else None
            if table:
                after = parse_entity(Document(entity.id, entity.place.file, table), kind, Report())
                remaining = [one.id for one in entity.statements if one.id not in lost]
                yield from zip(remaining, (one.id for one in after.statements), strict=False)

    def _documents(self) -> Iterator[Document]:
        yield from self.sources.kinds.values()
        yield from documents_of(self.sources)

    def _named(self, document: Document) -> Iterator[Naming]:
        rows = [row for row in self.old.rows if re.fullmatch(row.files, document.file)]
        for path, scalar, is_key in scalars_of(document.table) if rows else ():
            if self.old.renamed(scalar.text.strip(), "") is None:
                continue
            for row in rows:
                found = re.fullmatch(row.paths, "/".join(map(str, path)))
                if found and row.key == is_key and self._is_meant(document, path):
                    whole = found.groupdict().get("whole") or ""
                    yield Naming(path, scalar, path[: whole.count("/") + 1] if whole else path)

    def _is_meant(self, document: Document, path: KeyPath) -> bool:
        """Return whether a name stands for an attribute of this kind, and not for another of the same name."""
        keys = [step for step in path if isinstance(step, str)]
        near = path[: path.index(keys[-1])]
        if keys[0] == "absent":
            entity = self.records.entities.get(keys[1])
            return entity is not None and entity.kind == self.old.kind
        if keys[-1] == "inferred":
            return self.old.attribute in _keys(
                value_at(document.table, path[: path.index("evidence")] if "evidence" in path else near)
            )
        beside = {"by": "from", "has": "every"}.get(keys[-1])
        kind = value_at(document.table, (*near, beside)) if beside else None
        return not beside or (isinstance(kind, Scalar) and kind.text.strip().partition(".")[0] == self.old.kind)

    def _left(self) -> Iterator[str]:
        """Yield the lines outside of the content, and the comments in its own files, in which the name is left."""
        name = re.escape(self.old.name)
        whole = rf"['\"]{name}['\"]" if self.old.attribute else rf"(?<![\w-]){name}(?![\w-])"
        for path in (path for pattern in NOT_CONTENT for path in sorted(self.root.glob(pattern)) if path.is_file()):
            file = path.relative_to(self.root).as_posix()
            yield from lines_with(file, path.read_bytes().decode("utf-8", "replace"), whole)
        for document in self._documents():
            text = self.texts[document.file][1] if document.file in self.texts else self._text(document.file)
            if dirname(document.file) == dirname(self.old.file) and text is not None:
                comment = rf"#.*(?<![\w-]){name}:" if self.old.attribute else rf"#.*{whole}"
                yield from lines_with(document.file, text, comment)

    def _text(self, file: str) -> str:
        return (self.root / file).read_bytes().decode("utf-8")

    def _put(self, file: str, before: str, after: str | None) -> None:
        if before != after:
            self.texts[file] = (before, after)


def _labelled(text: str, file: str, path: KeyPath, key: str, label: str) -> str:
    table = read_yaml(text, file, Report())
    node = value_at(table, (*path, key)) if table else None
    return (
        replaced(text, {node.place: label}) if isinstance(node, Scalar) else with_entry(text, path, key, as_flow(label))
    )


def _said(document: Document, path: KeyPath) -> str:
    """Return what a statement says there, as written, or what else it is."""
    if path[0] != "statements":
        return f"what '{path[0]}' says of it"
    found = (value_at(document.table, way) for way in (path, (*path, "words")))
    return f"'{path[-1]}: {next((one.text for one in found if isinstance(one, Scalar)), '…')}'"


def _keys(node: object) -> list[str]:
    return [key.text for key, _ in node.items] if isinstance(node, Table) else []
