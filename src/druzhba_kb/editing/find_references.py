"""References: a document of the project in, every place out where it names another record, by its id or by a link.

What `rename` rewrites and what `check --fix` follows are the same places, so they are found here, once. A place that is
missed would leave a reference to nothing; words in running text and in comments are no references, and are never touched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from posixpath import basename, dirname, join, normpath
from typing import Literal, NamedTuple

from druzhba_kb.editing.yaml_edit import Edit, offset_of
from druzhba_kb.load import Document
from druzhba_kb.model import Article, Entity, Kind, Records
from druzhba_kb.verify.records import HAS_SCHEME, LINK
from druzhba_kb.yaml_read import Listing, Node, Scalar, Table

LISTED_UNDER = {"changes": ("about",), "assertions": ("except",), "moved": ("to",)}


class IdReference(NamedTuple):
    """A value that is an id, and what it names: in a list of assertions or moves an article or an entity, of changes any record."""

    scalar: Scalar
    to: Literal["article", "entity", "either", "reference", "any"]

    @property
    def id(self) -> str:
        """Return the id."""
        return self.scalar.text.strip()


def references_of(document: Document, kinds: Mapping[str, Kind]) -> Iterator[IdReference]:
    """Yield each id of an entity's file, an article's front matter, a list of changes, assertions or moves."""
    if isinstance(absent := _value(document.table, "absent"), Table):
        yield from (IdReference(key, "entity") for key, _ in absent.items)
    yield from (IdReference(one, "entity") for one in _scalars(_value(document.table, "subjects")))
    for items, keys in LISTED_UNDER.items():
        for table in _tables(document.table, items):
            yield from (IdReference(one, "either") for key in keys for one in _scalars(_value(table, key)))
            for item in _tables(table, "items"):
                yield from (IdReference(one, "any") for one in _scalars(_value(item, "record")))
    kind = kinds.get(basename(dirname(document.file)))
    attributes = kind.attributes if kind else {}
    named: dict[str, Literal["article", "reference"]] = {"source": "article", "reference": "reference"}
    to_entities = {"said_by", "origin", "concerns", *(name for name, one in attributes.items() if one.type == "ref")}
    for table in tables_with_evidence(document):
        for key, value in table.items:
            if key.text in named or key.text in to_entities:
                yield from (IdReference(one, named.get(key.text, "entity")) for one in _scalars(value))


def tables_with_evidence(document: Document) -> Iterator[Table]:
    """Yield each alias and each statement of an entity's file, a statement followed by its items of evidence."""
    yield from _tables(document.table, "aliases")
    for statement in _tables(document.table, "statements"):
        yield statement
        yield from _tables(statement, "evidence")


def links_to(file: str, text: str, path: str, new: str) -> Iterator[Edit]:
    """Yield an edit for each link in a file's text that leads to path, which is to lead to the file new of the same folder."""
    for match in LINK.finditer(text):
        target, hash, anchor = match[1].partition("#")
        if target and not HAS_SCHEME.match(target) and normpath(join(dirname(file), target)) == path:
            start = dirname(target)
            yield Edit(*match.span(1), f"{start}/{new}{hash}{anchor}" if start else f"{new}{hash}{anchor}")


def span_of(document: Document, key: str, text: str) -> tuple[int, int]:
    """Return the offsets between which the value of a key of the document is, up to the next key."""
    # the span of a block text is not that of its value: folding and indents are gone there
    places = [offset_of(text, one.place) for one, _ in document.table.items]
    starts = [offset_of(text, one.place) for one, _ in document.table.items if one.text == key]
    return (starts[0], min((one for one in places if one > starts[0]), default=len(text))) if starts else (0, 0)


def owner_of(records: Records, id: str) -> str | None:
    """Return the file of the article, entity or reference that has this id, or had it."""
    if id in records.references:
        return records.references[id].place.file
    owners: list[Article | Entity] = [*records.articles.values(), *records.entities.values()]
    return next((one.place.file for one in owners if id == one.id or id in one.formerly), None)


def _tables(table: Table, key: str) -> Iterator[Table]:
    yield from (one for one in _items(_value(table, key)) if isinstance(one, Table))


def _scalars(node: Node | None) -> Iterator[Scalar]:
    yield from (one for one in _items(node) if isinstance(one, Scalar))


def _items(node: Node | None) -> tuple[Node, ...]:
    """Return the items of a list; a single value is a list of one, as editors may write it."""
    return () if node is None else node.items if isinstance(node, Listing) else (node,)


def _value(table: Table, key: str) -> Node | None:
    return next((value for name, value in table.items if name.text == key), None)
