"""Seals: records with their texts in, the seals of the quotations in use out, for each article whose text is present."""

from __future__ import annotations

from druzhba_kb.model import KnowledgeBase
from druzhba_kb.relate.locations import locate, seal
from druzhba_kb.verify.quotations import quotations

HEADER = "# Quotations that whoever sealed them checked against the text: one hash each, written by 'druzhba-kb seal'."


def seals(kb: KnowledgeBase) -> dict[str, str]:
    """Return the content of each `articles/<id>.seals`, by article id; articles without their text are left out."""
    found: dict[str, set[str]] = {}
    for article in kb.records.articles.values():
        if article.rights == "withheld" and article.text is not None and article.source_sha256:
            found[article.id] = set()
    for quotation in quotations(kb.records):
        article = kb.records.articles[quotation.article]
        if article.id in found and article.source_sha256:
            for block in locate(article, quotation.quote):
                found[article.id].add(seal(article.source_sha256, block, quotation.quote))
    return {id: "\n".join([HEADER, *sorted(lines)]) + "\n" for id, lines in found.items()}
