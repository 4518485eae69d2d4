"""Links: editors' Markdown in, findings out where a link to another file of the project leads nowhere or out of the tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import dirname, join, normpath

from druzhba_kb.model import Records
from druzhba_kb.report import Place, Report
from druzhba_kb.text import nearest

LINK = re.compile(r"(?<!!)\[[^\[\]]+\]\(([^()\s]+)\)")
HAS_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


def verify_links(records: Records, report: Report) -> None:
    """Check every link of a summary or a digest that names a file."""
    files = [article.place.file for article in records.articles.values()]
    files += [entity.place.file for entity in records.entities.values()]
    for place, target, path in links_to_files(records):
        report.checked["links to files"] += 1
        if path.startswith(("../", "/")):
            report.error(
                place, "outside-link", f"'{target}' leads out of the project; expected an article or an entity"
            )
        elif path not in files:
            report.error(place, "unknown-link", f"'{target}' leads to no article or entity{nearest(path, files)}")


def links_to_files(records: Records) -> Iterator[tuple[Place, str, str]]:
    """Yield each link of a summary or a digest that names a file: its place, its target and the path that this means."""
    for place, markdown in _texts(records):
        for target in LINK.findall(markdown):
            if not HAS_SCHEME.match(target):
                yield place, target, normpath(join(dirname(place.file), target.partition("#")[0]))


def _texts(records: Records) -> Iterator[tuple[Place, str]]:
    for entity in records.entities.values():
        yield entity.places.get("summary", entity.place), entity.summary
    for article in records.articles.values():
        yield from ((passage.place, passage.markdown) for passage in article.body)
