"""What `changes` writes: items for readers in, the transaction that adds them to the list of changes out.

An editor keeps the list, with words of their own: nothing that stands there is touched. A day has one change, so that what is
told again on the same day is added to it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from textwrap import indent
from typing import Any

from druzhba_kb.editing.transaction import Transaction, tried
from druzhba_kb.editing.yaml_edit import Edit, edited, offset_of
from druzhba_kb.layout import CHANGES
from druzhba_kb.load import load
from druzhba_kb.model import ChangedItem
from druzhba_kb.report import Report
from druzhba_kb.yaml_dump import as_yaml
from druzhba_kb.yaml_read import Listing, Scalar, Table

FILE = f"articles/{CHANGES}"
HEAD = "# What readers are told of, newest first, one change for each day; `druzhba-kb changes` adds to it.\nchanges:\n"
EMPTY = re.compile(r"\[\s*\]|null|Null|NULL|~|")
Data = Mapping[str, Any]


def plan_record(root: Path, items: Sequence[ChangedItem], day: str, title: str, report: Report) -> Transaction | None:
    """Return what adds items to the change of a day, which is made where there is none; None where the list cannot be added to."""
    data = [_data(item) for item in items]
    new = {"date": day, "title": title, "items": data}
    path = root / FILE
    if not path.exists():
        return tried(root, Transaction({}, {FILE: HEAD + _listed([new], 2)}, {}), report)
    text = path.read_bytes().decode("utf-8")
    (document,) = load(root, Report()).changes
    table = _change_of(document.table, day)
    edit = _prepended(text, table, "items", data) if table else _prepended(text, document.table, "changes", [new])
    if edit is None:
        message = "nothing can be added to what stands here; expected lists below 'changes' and 'items'"
        report.error(table.place if table else document.table.place, "cannot-write", message)
        return None
    return tried(root, Transaction({FILE: text}, {FILE: edited(text, [edit])}, {}), report)


def _data(item: ChangedItem) -> Data:
    """Return the keys of an item; the reason is asked for where something was not as it should be."""
    name = {"name": item.name} if item.name else {}
    reason = {"reason": item.reason} if item.what != "added" else {}
    return {"record": item.record, **name, "what": item.what, "text": item.text, **reason}


def _change_of(root: Table, day: str) -> Table | None:
    """Return the change of a day."""
    changes = root.value("changes")
    tables = (one for one in (changes.items if isinstance(changes, Listing) else (changes,)) if isinstance(one, Table))
    dated = ((one, one.value("date")) for one in tables)
    return next((one for one, date in dated if isinstance(date, Scalar) and date.text.strip() == day), None)


def _prepended(text: str, table: Table, key: str, new: Sequence[Data]) -> Edit | None:
    """Return the edit that puts items before those of a list, which is made where there is none; None where no list can be."""
    value, in_flow = table.value(key), text[offset_of(text, table.place)] == "{"
    margin = table.items[-1][0].place.column - 1
    if value is None:  # before the last key, where a line or a comma surely follows
        at = offset_of(text, table.items[-1][0].place)
        added = f"{key}: [{_flow(new)}], " if in_flow else f"{key}:\n{_listed(new, margin + 2)}{' ' * margin}"
        return _insert(text, at, at, added)
    at = offset_of(text, value.place)
    if isinstance(value, Listing) and value.items:
        if text[at] == "[":
            return Edit(at + 1, at + 1, f"{_flow(new)}, ")
        margin = value.place.column - 1
        return _insert(text, at, at, _listed(new, margin)[margin:] + " " * margin)
    if isinstance(value, Listing) or (isinstance(value, Scalar) and value.null):
        empty = EMPTY.match(text, at)
        end = empty.end() if empty else at
        start = len(text[:at].rstrip(" "))
        return _insert(
            text, start, end, f" [{_flow(new)}]" if in_flow else f"\n{_listed(new, margin + 2)}".rstrip("\n")
        )
    return None


def _insert(text: str, start: int, end: int, new: str) -> Edit:
    """Return an edit with the line ends of the file."""
    return Edit(start, end, new.replace("\n", "\r\n") if "\r\n" in text else new)


def _flow(new: Sequence[Data]) -> str:
    return ", ".join(json.dumps(one, ensure_ascii=False) for one in new)


def _listed(new: Sequence[Data], margin: int) -> str:
    return indent(as_yaml(list(new)), " " * margin)
