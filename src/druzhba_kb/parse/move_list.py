"""Moves: the document `entities/_moved.yml` in, where statements stand now that stood elsewhere out.

The address of a fact holds the id of its statement, which is made of what it says: who moves or rewrites one would break every
link to it. They are in one file, for no record is the home of what left it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from druzhba_kb.fileformat import MOVE, MOVES
from druzhba_kb.load import Document
from druzhba_kb.model import Move
from druzhba_kb.parse.fields import Fields
from druzhba_kb.report import Report

STATEMENT_ID = re.compile(r"[0-9a-f]{10}")
MOST_QUOTATIONS = 99


def parse_moves(document: Document, report: Report) -> Iterator[Move]:
    """Yield each move that can be read."""
    for table in Fields(document.table, MOVES, report).tables("moved"):
        fields = Fields(table, MOVE, report)
        read = fields.read()
        if all(read[key.attribute] for key in MOVE.keys if key.required) and _is_sound(fields, read):
            places = {key: fields.at(key) for key in MOVE.names}
            yield Move(**{**read, "quotations": read["quotations"] or 1}, places=places)


def _is_sound(fields: Fields, read: Mapping[str, Any]) -> bool:
    """Return whether ids and numbers can be part of an address; what cannot is a finding."""
    bad = [key for key in ("was", "now") if not STATEMENT_ID.fullmatch(read[key])]
    for key in bad:
        message = f"'{read[key]}' stands for '{key}'; expected the id of a statement, ten digits and letters a to f"
        fields.error(fields.at(key), "bad-value", message)
    many = (read["quotations"] or 1) > MOST_QUOTATIONS
    if many:
        message = f"'{read['quotations']}' stands for 'quotations'; expected at most {MOST_QUOTATIONS}"
        fields.error(fields.at("quotations"), "bad-value", message)
    return not bad and not many
