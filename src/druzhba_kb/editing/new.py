"""Creating: a kind and a name in, the file of a new entity out, unless the base has it already."""

from __future__ import annotations

from pathlib import Path

from druzhba_kb.editing.skeleton import skeleton
from druzhba_kb.load import ID
from druzhba_kb.model import Article, Entity, Kind, Records
from druzhba_kb.report import Place, Report
from druzhba_kb.suggesting.matching import Base, plain
from druzhba_kb.text import fold, nearest
from druzhba_kb.values.base import has_control, quoted
from druzhba_kb.write import replace

APOSTROPHES = str.maketrans("", "", "'’ʼ")
LONGEST_ID = 80


def create(records: Records, kind: str, name: str, root: Path, report: Report, id: str | None, force: bool) -> str:
    """Write the file of a new entity, a draft with a commented skeleton; return its path, '' where something is against it."""
    name = " ".join(name.split())
    if kind not in records.kinds:
        near = nearest(kind, list(records.kinds))
        report.error(Place("entities"), "unknown-kind", f"there is no kind '{kind}'{near}")
        return ""
    id = id or plain(name.translate(APOSTROPHES)).replace(" ", "-")
    path = f"entities/{kind}/{id}.yml"
    _check_name(name, path, report)
    if not force:
        _check_likeness(records, records.kinds[kind], name, report)
    if not report.failed:
        _check_id(records, id, path, root, report)
    return "" if report.failed else _write(root, path, skeleton(records, records.kinds[kind], name), report)


def _check_name(name: str, path: str, report: Report) -> None:
    if not fold(name) or has_control(name):
        report.error(Place(path), "bad-value", f"{quoted(name)} is no name; expected words without control characters")


def _check_id(records: Records, id: str, path: str, root: Path, report: Report) -> None:
    if not ID.fullmatch(id) or len(id) > LONGEST_ID:
        message = f"'{id}' is no id; expected lower-case letters a to z and digits, parted by single hyphens, with --id"
        report.error(Place(path), "bad-id", message)
        return
    taken = taken_by(records, id) or (path if (root / path).exists() else None)
    if taken:
        report.error(Place(path), "repeated-id", f"the id '{id}' is taken by {taken}; expected another with --id")


def taken_by(records: Records, id: str) -> str | None:
    """Return the file of the article or entity that has this id, or had it."""
    owners: list[Article | Entity] = [*records.articles.values(), *records.entities.values()]
    return next((one.place.file for one in owners if id == one.id or id in one.formerly), None)


def _check_likeness(records: Records, kind: Kind, name: str, report: Report) -> None:
    """Report the entities that the name may be: of any kind where it is their very name, of its own kind where it is near."""
    entities = records.entities
    for found in Base(entities.values()).existing([name]):
        other = entities[found.entity]
        if other.kind == kind.id or plain(name) in map(plain, other.names):
            message = f"'{name}' may be '{other.id}' ({found.reason}); add it there as an alias, or say --force"
            report.error(other.places.get("name", other.place), "near-duplicate", message)


def _write(root: Path, path: str, text: str, report: Report) -> str:
    try:
        replace(root / path, text)
    except OSError as error:
        report.error(Place(path), "cannot-write", f"cannot be written: {error.strerror}")
        return ""
    return path
