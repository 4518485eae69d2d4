"""Texts: articles in, findings out where a text is not the one that was imported or its blocks are not those declared."""

from __future__ import annotations

from druzhba_kb.model import Article, Records
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
