"""Places: the documents of a project and an id in, every place out where a file refers to it: ids and links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from posixpath import dirname, join, normpath

from druzhba_kb.load import Document, Listing, Node, Scalar, Sources, Table
from druzhba_kb.model import Kind
from druzhba_kb.report import Place
from druzhba_kb.verify.records import HAS_SCHEME, LINK

# What libyaml counts as the end of a line, so that its lines are found again in the file.
BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Edit:
    """New words for a stretch of a file, by its offsets."""

    start: int
    end: int
    text: str


def offset_of(text: str, place: Place) -> int:
    """Return the offset in a file's text of a line and column."""
    starts = [0, *(match.end() for match in BREAK.finditer(text))]
    return starts[place.line - 1] + place.column - 1 if 0 < place.line <= len(starts) else len(text)


def edited(text: str, edits: Iterable[Edit]) -> str:
    """Return text with the edits made."""
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def ids_of_articles(document: Document, article: str) -> Iterator[Scalar]:
    """Yield each value of an entity's file that names the article as a source."""
    for table in (*_tables(document.table, "aliases"), *_with_evidence(document.table)):
        yield from (one for one in _scalars(_value(table, "source")) if one.text.strip() == article)


def ids_of_entities(document: Document, kind: Kind, entity: str) -> Iterator[Scalar]:
    """Yield each value of an entity's file that names another as a speaker or by a reference."""
    references = {name for name, attribute in kind.attributes.items() if attribute.type == "ref"}
    for table in _with_evidence(document.table):
        for key, value in table.items:
            if key.text in references or key.text == "said_by":
                yield from (one for one in _scalars(value) if one.text.strip() == entity)


def ids_of_changes(document: Document, id: str) -> Iterator[Scalar]:
    """Yield each value of a list of changes that names the article or entity that a change is about."""
    for table in _tables(document.table, "changes"):
        yield from (one for one in _scalars(_value(table, "about")) if one.text.strip() == id)


def ids_of_assertions(document: Document) -> Iterator[Scalar]:
    """Yield each value of a list of assertions that names an entity of which one need not hold."""
    for table in _tables(document.table, "assertions"):
        yield from _scalars(_value(table, "except"))


def links_to(file: str, text: str, path: str, new: str) -> Iterator[Edit]:
    """Yield an edit for each link in a file's text that leads to path, which is to lead to the file new of the same folder."""
    for match in LINK.finditer(text):
        target, hash, anchor = match[1].partition("#")
        if target and not HAS_SCHEME.match(target) and normpath(join(dirname(file), target)) == path:
            start = dirname(target)
            yield Edit(*match.span(1), f"{start}/{new}{hash}{anchor}" if start else f"{new}{hash}{anchor}")


def stretch_of(document: Document, key: str, text: str) -> tuple[int, int]:
    """Return the offsets between which the value of a key of the document stands, up to the next key."""
    places = [offset_of(text, one.place) for one, _ in document.table.items]
    starts = [offset_of(text, one.place) for one, _ in document.table.items if one.text == key]
    return (starts[0], min((one for one in places if one > starts[0]), default=len(text))) if starts else (0, 0)


def documents_of(sources: Sources) -> Mapping[str, Document]:
    """Return the documents that name articles or entities, by file."""
    entities = (document for documents in sources.entities.values() for document in documents)
    lists = (*sources.changes, *sources.assertions)
    return {document.file: document for document in (*sources.articles, *lists, *entities)}


def _with_evidence(table: Table) -> Iterator[Table]:
    """Yield the statements of an entity, each followed by its items of evidence."""
    for statement in _tables(table, "statements"):
        yield statement
        yield from _tables(statement, "evidence")


def _tables(table: Table, key: str) -> Iterator[Table]:
    yield from (one for one in _items(_value(table, key)) if isinstance(one, Table))


def _scalars(node: Node | None) -> Iterator[Scalar]:
    yield from (one for one in _items(node) if isinstance(one, Scalar))


def _items(node: Node | None) -> tuple[Node, ...]:
    return () if node is None else node.items if isinstance(node, Listing) else (node,)


def _value(table: Table, key: str) -> Node | None:
    return next((value for name, value in table.items if name.text == key), None)
