"""Collection: the lists beside the records in, what is said of the content as a whole out: changes, moves, assertions, limits.

They are files of their own, so that whoever weakens a limit changes a file that reviewers look at first, and since no record is
the home of what left it: the address of a fact holds the id of its statement, which is made of what it says, so who moves or
rewrites one would break every link to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from druzhba_kb.fileformat import ASSERTION, ASSERTIONS, CHANGES, COUNTED, MOVE, MOVES, RATCHET, RATCHETS, REQUIRED
from druzhba_kb.folding import nearest
from druzhba_kb.load import Document
from druzhba_kb.model import Assertion, Bound, Change, ChangedItem, Kind, Move, Ratchet, Requirement
from druzhba_kb.parse.fields import Fields
from druzhba_kb.report import Report
from druzhba_kb.yaml_read import Scalar

TOTALS = ("articles", "entities", "statements", "quotations", "disagreements")
OWN_KEYS = ("summary", "aliases", "statements")


def parse_assertions(document: Document, kinds: Mapping[str, Kind], report: Report) -> Iterator[Assertion]:
    """Yield each assertion that can be read."""
    for table in Fields(document.table, ASSERTIONS, report).tables("assertions"):
        found: Assertion | None = None
        if table.value("every"):
            found = _requirement(Fields(table, REQUIRED, report), kinds)
        elif table.value("count"):
            found = _bound(Fields(table, COUNTED, report), kinds)
        elif not Fields(table, ASSERTION, report).unknown:
            report.error(table.place, "missing-key", "an assertion needs 'count' or 'every'")
        yield from [found] if found else ()


def _bound(fields: Fields, kinds: Mapping[str, Kind]) -> Bound | None:
    of = fields.text("count", required=True)
    known = list(dict.fromkeys((*kinds, *TOTALS)))
    if of is not None and of not in known:
        message = f"'{of}' is no kind and nothing else that is counted{nearest(of, known)}"
        fields.error("count", "unknown-kind", message)
    if not fields.nodes("at_least") and not fields.nodes("at_most") and not fields.unknown:
        fields.error(fields.place, "missing-key", f"{fields.what} needs 'at_least' or 'at_most'")
    at_least, at_most = fields.number("at_least"), fields.number("at_most")
    return Bound(of, at_least, at_most, fields.place) if of in known else None


def _requirement(fields: Fields, kinds: Mapping[str, Kind]) -> Requirement | None:
    name = fields.text("every", required=True)
    fields.ids("except")  # reports what is no id
    exceptions = fields.placed("except")
    if exceptions and not fields.text("note"):
        fields.error("except", "missing-note", "'except' needs a 'note' that says why")
    if not fields.nodes("has") and not fields.unknown:
        fields.error(fields.place, "missing-key", f"{fields.what} needs 'has'")
    kind = kinds.get(name or "")
    if kind is not None:
        _check_names(fields, kind)
        return Requirement(kind.id, fields.texts("has"), exceptions, fields.place)
    if name is not None:
        fields.error("every", "unknown-kind", f"there is no kind '{name}'{nearest(name, list(kinds))}")
    return None


def _check_names(fields: Fields, kind: Kind) -> None:
    known = [*kind.attributes, *OWN_KEYS]
    for node in fields.nodes("has"):
        if isinstance(node, Scalar) and node.text.strip() not in known:
            message = f"{kind.plural.lower()} have no '{node.text}'{nearest(node.text, known)}"
            fields.error(node.place, "unknown-attribute", message)


def parse_ratchets(document: Document, report: Report) -> Iterator[Ratchet]:
    """Yield each limit that can be read, at the place of its number."""
    fields = Fields(document.table, RATCHETS, report).inner("ratchets")
    if fields is None:
        return
    for name in (name for name in fields.values if name in RATCHET.names):
        limit = fields.limit(name)
        if not fields.nodes(name):
            fields.error(name, "bad-value", f"nothing stands for '{name}'; expected a whole number or a rate")
        if limit is not None:
            yield Ratchet(name, limit[0], fields.at(name), limit[1])


STATEMENT_ID = re.compile(r"[0-9a-f]{10}")
MOST_QUOTATIONS = 99


def parse_moves(document: Document, report: Report) -> Iterator[Move]:
    """Yield each move that can be read."""
    for fields in Fields(document.table, MOVES, report).each("moved"):
        read = fields.read()
        if all(read[key.attribute] for key in MOVE.keys if key.required) and _is_sound(fields, read):
            places = {key: fields.at(key) for key in MOVE.names}
            yield Move(**{**read, "quotations": read["quotations"] or 1}, places=places)


def _is_sound(fields: Fields, read: Mapping[str, Any]) -> bool:
    """Return whether ids and numbers can be part of an address; what cannot is a finding."""
    bad = [key for key in ("was", "now") if not STATEMENT_ID.fullmatch(read[key])]
    for key in bad:
        message = f"'{read[key]}' stands for '{key}'; expected the id of a statement, ten digits and letters a to f"
        fields.error(key, "bad-value", message)
    many = (read["quotations"] or 1) > MOST_QUOTATIONS
    if many:
        message = f"'{read['quotations']}' stands for 'quotations'; expected at most {MOST_QUOTATIONS}"
        fields.error("quotations", "bad-value", message)
    return not bad and not many


def parse_changes(document: Document, report: Report) -> Iterator[Change]:
    """Yield each change that can be read; a second one of a day would have the same address."""
    days: dict[str, int] = {}
    for fields in Fields(document.table, CHANGES, report).each("changes"):
        if change := _change(fields):
            if change.date in days:
                message = f"'{change.date}' has a change in line {days[change.date]}; expected one change of a day"
                report.error(change.place, "repeated-change", message)
            days.setdefault(change.date, change.place.line)
            yield change


def _change(fields: Fields) -> Change | None:
    read = fields.read()
    day = read["date"]
    if day is not None and not _is_day(day):
        fields.error("date", "bad-value", f"'{day}' stands for 'date'; expected a day such as 2026-01-31")
        return None
    items = tuple(item for one in fields.each("items") if (item := _changed_item(one)))
    return Change(**read, items=items, place=fields.place) if read["title"] and day else None


def _changed_item(fields: Fields) -> ChangedItem | None:
    read = fields.read()
    if "what" not in fields.values:
        fields.error(fields.place, "missing-key", "an item of a change needs 'what': added, corrected or withdrawn")
    whole = read["record"] and read["what"] and read["text"]
    return ChangedItem(**read, place=fields.at("record")) if whole else None


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text  # fromisoformat also takes 20260131
    except ValueError:
        return False
