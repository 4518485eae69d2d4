"""Reference works: documents of `references/` in, works such as a gazetteer or an atlas out.

What no article says, a position or a spelling, still needs a source; it must never be counted among the articles.
"""

from __future__ import annotations

from druzhba_kb.fileformat import REFERENCE
from druzhba_kb.load import Document
from druzhba_kb.model import Reference
from druzhba_kb.parse.fields import Fields
from druzhba_kb.report import Report


def parse_reference(document: Document, report: Report) -> Reference | None:
    """Return the reference of a document; one that lacks a key is a finding."""
    read = Fields(document.table, REFERENCE, report).read()
    required = (read[key.name] for key in REFERENCE.keys if key.required)
    return Reference(**read, id=document.id, place=document.table.place) if all(required) else None
