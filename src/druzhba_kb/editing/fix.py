"""Mending: documents and records in, the texts of the files in which something has one right answer out, mended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from os.path import relpath
from pathlib import Path, PurePosixPath

from druzhba_kb.editing.find_references import ids_of_assertions
from druzhba_kb.editing.rewording import exact_words
from druzhba_kb.editing.yaml_edit import replaced
from druzhba_kb.load import Document, Listing, Node, Scalar, Sources, Table
from druzhba_kb.model import Article, Entity, Records
from druzhba_kb.report import Place
from druzhba_kb.verify.records import links_to_files


@dataclass(frozen=True, slots=True)
class Mended:
    """A file with the text that it has and the text that it should have."""

    file: str
    before: str
    after: str


def mended_files(sources: Sources, records: Records, root: Path) -> list[Mended]:
    """Return the files of the project that can be mended, by path."""
    renamed = _renamed(records)
    links = dict(_links(records, renamed))
    documents = [document for group in sources.entities.values() for document in group] + sources.articles
    entities = {document.file: document for group in sources.entities.values() for document in group}
    found = [mended_values(document.file, _exceptions(document, renamed), root) for document in sources.assertions]
    for file in sorted(document.file for document in documents):
        before, text = _read(root, file)
        if file in entities:
            text = _mended(text, entities[file], records, renamed)
        for old, new in links.get(file, {}).items():
            text = text.replace(f"]({old})", f"]({new})")
        found.append(_with_ends(file, before, text))
    return [one for one in found if one.before != one.after]


def mended_values(file: str, values: Mapping[Place, str], root: Path) -> Mended:
    """Return a file with the values that stand at these places replaced."""
    before, text = _read(root, file)
    return _with_ends(file, before, replaced(text, values))


def _read(root: Path, file: str) -> tuple[str, str]:
    """Return the text of a file as it is, and with plain line ends."""
    text = (root / file).read_bytes().decode()
    return text, text.replace("\r\n", "\n")


def _with_ends(file: str, before: str, text: str) -> Mended:
    return Mended(file, before, text.replace("\n", "\r\n") if "\r\n" in before else text)


def _exceptions(document: Document, renamed: Mapping[str, Article | Entity]) -> dict[Place, str]:
    """Return the place and the present id of each exception of an assertion by a former id."""
    former = ((one.place, renamed.get(one.text.strip())) for one in ids_of_assertions(document))
    return {place: record.id for place, record in former if isinstance(record, Entity)}


def _renamed(records: Records) -> dict[str, Article | Entity]:
    """Return the articles and entities by the ids that they had before; an id that is in use or had by two leads nowhere."""
    found: dict[str, Article | Entity] = {}
    twice = {*records.articles, *records.entities}
    everything: list[Article | Entity] = [*records.articles.values(), *records.entities.values()]
    for record in everything:
        for former in record.formerly:
            twice.update([former] if former in found else [])
            found[former] = record
    return {former: record for former, record in found.items() if former not in twice}


def _mended(text: str, document: Document, records: Records, renamed: Mapping[str, Article | Entity]) -> str:
    kind = records.kinds.get(PurePosixPath(document.file).parent.name)
    references = {name for name, one in kind.attributes.items() if one.type == "ref"} if kind else set()
    values: dict[Place, str] = {}
    for table in _claims(document.table):
        values.update(_new_ids(table, references, renamed))
        values.update(_new_quote(table, records, renamed))
    return replaced(text, values)


def _claims(table: Table) -> Iterator[Table]:
    """Yield each statement, item of evidence and alias of an entity's document."""
    for key, value in table.items:
        if key.text in ("statements", "aliases", "evidence"):
            for item in value.items if isinstance(value, Listing) else (value,):
                if isinstance(item, Table):
                    yield item
                    yield from _claims(item)


def _new_ids(
    table: Table, references: set[str], renamed: Mapping[str, Article | Entity]
) -> Iterator[tuple[Place, str]]:
    """Yield the place and the present id of each reference by a former one."""
    for key, value in table.items:
        if key.text == "source" or key.text == "said_by" or key.text in references:
            for node in _ids(value):
                record = renamed.get(node.text.strip())
                if record and isinstance(record, Article) == (key.text == "source"):
                    yield node.place, record.id


def _ids(node: Node) -> list[Scalar]:
    items = node.items if isinstance(node, Listing) else (node,)
    return [item for item in items if isinstance(item, Scalar)]


def _new_quote(table: Table, records: Records, renamed: Mapping[str, Article | Entity]) -> Iterator[tuple[Place, str]]:
    """Yield the place of a quotation that differs from its article in marks and spaces only, and the article's words."""
    given = {key.text: value for key, value in table.items if isinstance(value, Scalar)}
    if "source" not in given or "quote" not in given:
        return
    id = given["source"].text.strip()
    article = records.articles.get(renamed[id].id if id in renamed else id)
    words = exact_words(article, given["quote"].text.strip()) if article else None
    if words:
        yield given["quote"].place, words


def _links(records: Records, renamed: Mapping[str, Article | Entity]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each file that links to a former id, with the targets of its links and what they should be."""
    everything: list[Article | Entity] = [*records.articles.values(), *records.entities.values()]
    files = {record.place.file for record in everything}
    found: dict[str, dict[str, str]] = {}
    for place, target, path in links_to_files(records):
        record = renamed.get(PurePosixPath(path).stem)
        if record and path not in files:
            new = PurePosixPath(relpath(record.place.file, PurePosixPath(place.file).parent)).as_posix()
            found.setdefault(place.file, {})[target] = new + target[len(target.partition("#")[0]) :]
    yield from found.items()
