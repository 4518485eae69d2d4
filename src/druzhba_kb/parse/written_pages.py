"""Own pages: a document with front matter in, a page out, whose Markdown is not read yet."""

from __future__ import annotations

from druzhba_kb.fileformat import PAGE
from druzhba_kb.load import Document
from druzhba_kb.model import OwnPage, Passage
from druzhba_kb.parse.fields import Fields
from druzhba_kb.report import Place, Report

# Python-Markdown takes four times as long for twice as many brackets: 20,000 of them ended no check.
MOST_SIGNS, MOST_BRACKETS = 100_000, 2_000


def parse_page(document: Document, report: Report) -> OwnPage:
    """Return the page of a document."""
    read = Fields(document.table, PAGE, report).read()
    read["title"] = read["title"] or document.id
    body = Passage(0, 0, document.body, Place(document.file, document.body_line, 1))
    signs, brackets = len(document.body), document.body.count("[")
    if signs > MOST_SIGNS or brackets > MOST_BRACKETS:
        most = f"expected at most {MOST_SIGNS:,} and {MOST_BRACKETS:,}; part the page into several"
        report.error(body.place, "file-too-large", f"{signs:,} characters and {brackets:,} opening brackets; {most}")
    return OwnPage(**read, body=body, place=document.table.place)
