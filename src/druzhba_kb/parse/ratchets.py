"""Ratchets: the document `entities/_ratchets.yml` in, the limits on numbers that may fall and not rise out."""

from __future__ import annotations

from collections.abc import Iterator

from druzhba_kb.fileformat import RATCHET, RATCHETS
from druzhba_kb.limits import Ratchet
from druzhba_kb.load import Document
from druzhba_kb.parse.fields import Fields
from druzhba_kb.report import Report


def parse_ratchets(document: Document, report: Report) -> Iterator[Ratchet]:
    """Yield each limit that can be read, at the place of its number."""
    table = Fields(document.table, RATCHETS, report).table("ratchets")
    if table is None:
        return
    fields = Fields(table, RATCHET, report)
    for name in (name for name in fields.order if name in RATCHET.names):
        limit = fields.number(name)
        if not fields.nodes(name):
            fields.error(fields.at(name), "bad-value", f"nothing stands for '{name}'; expected a whole number")
        if limit is not None:
            yield Ratchet(name, limit, fields.at(name))
