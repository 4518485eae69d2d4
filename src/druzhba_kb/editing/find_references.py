"""References: a document of the project in, every place out where it names another record, by its id or by a link.

What `rename` rewrites and what `check --fix` follows are the same places, so they are found here, once. A place that is
missed would leave a reference to nothing; words in running text and in comments are no references, and are never touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from posixpath import basename, dirname, join, normpath
from typing import NamedTuple

from druzhba_kb import fileformat as ff
from druzhba_kb.editing.yaml_edit import offset_of
from druzhba_kb.fileformat import Form, Target
from druzhba_kb.layout import ASSERTIONS, CHANGES, MOVED
from druzhba_kb.load import Document, Sources
from druzhba_kb.model import Kind, Records
from druzhba_kb.report import Place
from druzhba_kb.verify.records import HAS_SCHEME, LINK
from druzhba_kb.yaml_read import BREAK, Node, Scalar, Table, items_of

FORMS = {CHANGES: ff.CHANGES, ASSERTIONS: ff.ASSERTIONS, MOVED: ff.MOVES}


class IdReference(NamedTuple):
    """A value that is an id, and what it names; `kinds` are those of an attribute, any without."""

    scalar: Scalar
    to: Target
    kinds: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Return the id."""
        return self.scalar.text.strip()


def references_of(document: Document, kinds: Mapping[str, Kind]) -> Iterator[IdReference]:
    """Yield each id in a document that names another record, as the file format's table has them."""
    folder, name = dirname(document.file), basename(document.file)
    kind = kinds.get(basename(folder))
    attributes = {one.name: one.to for one in kind.attributes.values() if one.type == "ref"} if kind else {}
    whole = FORMS.get(name) or {"articles": ff.ARTICLE, "references": ff.REFERENCE}.get(folder, ff.ENTITY)
    yield from _ids(document.table, whole, attributes)


def _ids(table: Table, form: Form, attributes: Mapping[str, tuple[str, ...]]) -> Iterator[IdReference]:
    # an item of evidence may be a citation
    keys = {key.name: key for key in (*form.keys, *(ff.CITATION.keys if form is ff.EVIDENCE else ()))}
    for name, value in table.items:
        key = keys.get(name.text)
        if key is None:
            to = attributes.get(name.text, ()) if form is ff.STATEMENT else ()
            yield from (IdReference(one, "entity", to) for one in _scalars(value) if to)
        elif key.names:
            # {words: …} is a speaker without an id
            by_id = value.items if isinstance(value, Table) and form is ff.ARTICLE else None
            named = (id for id, _ in by_id) if by_id else _scalars(value)
            yield from (IdReference(one, key.names) for one in named)
        elif key.form:
            for inner in table.tables(name.text):
                yield from _ids(inner, key.form, attributes)


def tables_with_evidence(document: Document) -> Iterator[Table]:
    """Yield each alias and each statement of an entity's file, a statement followed by its items of evidence."""
    yield from document.table.tables("aliases")
    for statement in document.table.tables("statements"):
        yield statement
        yield from statement.tables("evidence")


def links_of(file: str, text: str) -> Iterator[tuple[int, str, str]]:
    """Yield each link in a file's text to another: where it begins, as it is written, and the path that it leads to."""
    for match in LINK.finditer(text):
        target = match[1].partition("#")[0]
        if target and not HAS_SCHEME.match(target):
            yield match.start(1), target, normpath(join(dirname(file), target))


def lines_with(file: str, text: str, pattern: str) -> Iterator[str]:
    """Yield the place of each line of a file that has a pattern."""
    found = re.compile(pattern)
    return (f"{file}:{number}" for number, line in enumerate(BREAK.split(text), 1) if found.search(line))


def prose_of(document: Document, text: str) -> tuple[int, int]:
    """Return where the document has prose with links: an entity's summary, the body of an article or a page."""
    if document.file.startswith(("articles/", "pages/")):
        return offset_of(text, Place(document.file, document.body_line, 1)), len(text)
    # the span of a block text is not that of its value: folding and indents are gone there
    starts = [offset_of(text, key.place) for key, _ in document.table.items]
    at = next((at for at, (key, _) in enumerate(document.table.items) if key.text == "summary"), None)
    return (0, 0) if at is None else (starts[at], [*starts, len(text)][at + 1])


def documents_of(sources: Sources) -> Iterator[Document]:
    """Yield every document of a project that may name an article, an entity or a reference."""
    lists = (sources.changes, sources.assertions, sources.moved)
    yield from chain(sources.articles, *lists, sources.references, sources.pages, *sources.entities.values())


def owner_of(records: Records, id: str) -> str | None:
    """Return the file of the article, entity or reference that has this id, or had it."""
    if id in records.references:
        return records.references[id].place.file
    owners = records.articles_and_entities
    return next((one.place.file for one in owners if id == one.id or id in one.formerly), None)


def _scalars(node: Node) -> Iterator[Scalar]:
    return (one for one in items_of(node) if isinstance(one, Scalar))
