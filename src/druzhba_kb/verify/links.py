"""Links: editors' Markdown in, findings out where a link to another file of the project leads nowhere or out of the tree."""

from __future__ import annotations

import re
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
    for entity in records.entities.values():
        _verify_text(entity.summary, entity.places.get("summary", entity.place), files, report)
    for article in records.articles.values():
        for passage in article.body:
            _verify_text(passage.markdown, passage.place, files, report)


def _verify_text(markdown: str, place: Place, files: list[str], report: Report) -> None:
    for target in LINK.findall(markdown):
        if HAS_SCHEME.match(target):
            continue
        report.checked["links to files"] += 1
        path = normpath(join(dirname(place.file), target.partition("#")[0]))
        if path.startswith(("../", "/")):
            report.error(
                place, "outside-link", f"'{target}' leads out of the project; expected an article or an entity"
            )
        elif path not in files:
            report.error(place, "unknown-link", f"'{target}' leads to no article or entity{nearest(path, files)}")
