"""Seals: records with their texts in, the seals of the quotations in use out, for each article whose text is present."""

from __future__ import annotations

from pathlib import Path

from druzhba_kb.model import KnowledgeBase
from druzhba_kb.relate.locations import locate, seal
from druzhba_kb.report import Place, Report
from druzhba_kb.verify.quotations import quotations
from druzhba_kb.write import replace

HEADER = "# Quotations that whoever sealed them checked against the text: one hash each, written by 'druzhba-kb seal'."


def write_seals(kb: KnowledgeBase, root: Path, report: Report) -> list[tuple[str, int, bool]]:
    """Write the seals of every article whose text is present; return each file, its number of seals and whether it changed."""
    sealed = seals(kb)
    if not sealed:
        message = "there is no text to seal against; import the articles first, so that 'sources' holds them"
        report.error(Place("sources"), "no-texts", message)
    return [(file, text.count("\n") - 1, _write(root / file, text)) for file, text in sealed.items()]


def _write(path: Path, text: str) -> bool:
    changed = not path.is_file() or path.read_text(encoding="utf-8") != text
    if changed:
        replace(path, text)
    return changed


def seals(kb: KnowledgeBase) -> dict[str, str]:
    """Return the content of each `articles/<id>.seals`, by path; articles without their text are left out."""
    found: dict[str, set[str]] = {}
    for article in kb.records.articles.values():
        if article.rights == "withheld" and article.text is not None and article.source_sha256:
            found[article.id] = set()
    for quotation in quotations(kb.records):
        article = kb.records.articles[quotation.article]
        if article.id in found and article.source_sha256:
            for block in locate(article, quotation.quote):
                found[article.id].add(seal(article.source_sha256, block, quotation.quote))
    return {f"articles/{id}.seals": "\n".join([HEADER, *sorted(lines)]) + "\n" for id, lines in found.items()}
