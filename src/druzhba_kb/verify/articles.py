"""Articles: a finding where a text is not the one that was imported, its blocks not those declared, or a reason is needless.

A text that changed since the import would let every quotation of it be judged against other words, so nothing else is
checked before it is the same again.
"""

from __future__ import annotations

from druzhba_kb.model import Article, KnowledgeBase, Records
from druzhba_kb.relate.coverage import covered_blocks
from druzhba_kb.report import Report


def verify_texts(records: Records, report: Report) -> bool:
    """Return whether every text that is present is the one that its article names."""
    before = len(report.findings)
    for article in records.articles.values():
        if article.text is not None:
            _verify_text(article, report)
            report.checked["texts"] += 1
    return len(report.findings) == before


def _verify_text(article: Article, report: Report) -> None:
    if article.text_sha256 and article.source_sha256 and article.text_sha256 != article.source_sha256:
        message = f"'{article.source_sha256[:12]}…' is not the sha256 of {article.text_place.file if article.text_place else ''}"
        place = article.places.get("source_sha256", article.place)
        report.error(
            place,
            "text-changed",
            f"{message}, '{article.text_sha256[:12]}…'; import the article again or restore its text",
        )
        return
    if article.text and article.text[0].text != article.title:
        message = f"'{article.title}' is not the title of the text, '{article.text[0].text}'"
        report.error(article.places.get("title", article.place), "title-changed", message)
    count = len(article.text or ()) - 1
    if article.blocks and count != len(article.blocks):
        place = article.places.get("blocks", article.place)
        report.error(place, "bad-blocks", f"'blocks' names {len(article.blocks)} blocks; the text has {count}")


def verify_uncited(kb: KnowledgeBase, report: Report) -> None:
    """Check that a block with a reason for not being quoted is not quoted."""
    for id, blocks in covered_blocks(kb).items():
        for block in blocks:
            if block.reason is not None and block.statements:
                entity = next(iter(block.statements))
                message = f"block {block.number} is quoted by '{entity}'; expected no reason why it is not"
                report.error(kb.records.articles[id].uncited[block.number].place, "needless-reason", message)
