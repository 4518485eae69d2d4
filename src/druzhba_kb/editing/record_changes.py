"""What `changes` and `moved` write: what has changed in, the transaction that adds it to the lists of changes and of moves out.

An editor writes the list of changes in words of their own: nothing that is there is touched. A day has one change, so that
more of the same day is added to it. In the list of moves, lines are added at the end, and where a statement moved on, the two
ids alone change; the line of a statement that is back goes, for its old address is its own again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from textwrap import indent
from typing import Any

from druzhba_kb.editing.transaction import Transaction, tried
from druzhba_kb.editing.yaml_edit import Edit, before_last_key, edited, ended_as, offset_of, prepended, replaced
from druzhba_kb.layout import CHANGES, MOVED
from druzhba_kb.load import load
from druzhba_kb.model import ChangedItem, Move
from druzhba_kb.report import Place, Report
from druzhba_kb.yaml_dump import as_yaml
from druzhba_kb.yaml_read import Listing, Scalar, Table

FILE, MOVES = f"articles/{CHANGES}", f"entities/{MOVED}"
HEAD = "# What readers are told of, newest first, one change for each day; `druzhba-kb changes` adds to it.\nchanges:\n"
MOVES_LIST = re.compile(r"^moved:[ \t]*(#.*)?$", re.M)
MOVES_HEAD = """# Where facts stand now that stood on another page or had another id there, so that their old addresses lead on.
# `druzhba-kb moved BASE` adds to it.
moved:
"""
EMPTY = re.compile(r"\[\s*\]|null|Null|NULL|~|")
Data = Mapping[str, Any]


def plan_record(root: Path, items: Sequence[ChangedItem], day: str, title: str, report: Report) -> Transaction | None:
    """Return what adds items to the change of a day, which is made where there is none; None where the list cannot be added to."""
    data = [_data(item) for item in items]
    new = {"date": day, "title": title, "items": data}
    path = root / FILE
    if not path.exists():
        return tried(root, Transaction({FILE: (None, HEAD + _listed([new], 2))}), report)
    text = path.read_bytes().decode("utf-8")
    (document,) = load(root, Report()).changes
    table = _change_of(document.table, day)
    edit = _prepended(text, table, "items", data) if table else _prepended(text, document.table, "changes", [new])
    if edit is None:
        message = "nothing can be added to what stands here; expected lists below 'changes' and 'items'"
        report.error(table.place if table else document.table.place, "cannot-write", message)
        return None
    return tried(root, Transaction({FILE: (text, edited(text, [edit]))}), report)


def _data(item: ChangedItem) -> Data:
    """Return the keys of an item; the reason is asked for where something was not as it should be."""
    name = {"name": item.name} if item.name else {}
    reason = {"reason": item.reason} if item.what != "added" else {}
    return {"record": item.record, **name, "what": item.what, "text": item.text, **reason}


def _change_of(root: Table, day: str) -> Table | None:
    """Return the change of a day."""
    dated = ((one, one.value("date")) for one in root.tables("changes"))
    return next((one for one, date in dated if isinstance(date, Scalar) and date.text.strip() == day), None)


def _prepended(text: str, table: Table, key: str, new: Sequence[Data]) -> Edit | None:
    """Return the edit that puts items before those of a list, which is made where there is none; None where no list can be."""
    value, margin = table.value(key), table.items[-1][0].place.column - 1
    in_flow = ", ".join(json.dumps(one, ensure_ascii=False) for one in new)
    if value is None:
        return before_last_key(text, table, f"{key}:\n{_listed(new, margin + 2)}", f"{key}: [{in_flow}]")
    if isinstance(value, Listing) and value.items:
        margin = value.place.column - 1
        return prepended(text, value, _listed(new, margin)[margin:], in_flow)
    if isinstance(value, Listing) or (isinstance(value, Scalar) and value.null):
        at, is_flow = offset_of(text, value.place), text[offset_of(text, table.place)] == "{"
        empty = EMPTY.match(text, at)
        added = f" [{in_flow}]" if is_flow else ended_as(text, f"\n{_listed(new, margin + 2)}".rstrip("\n"))
        return Edit(len(text[:at].rstrip(" ")), empty.end() if empty else at, added)
    return None


def _listed(new: Sequence[Data], margin: int) -> str:
    return indent(as_yaml(list(new)), " " * margin)


def plan_moved(
    root: Path, new: Iterable[Mapping[str, str]], led_on: Iterable[tuple[Move, str, str]], returned: Iterable[Move]
) -> Transaction:
    """Return the change that adds lines, each with its keys, lets moves lead on, and drops those that have returned."""
    path = root / MOVES
    before = path.read_bytes().decode("utf-8") if path.is_file() else None
    changed: dict[Place, str] = {}
    for move, to, now in led_on:
        changed |= {move.places["to"]: to, move.places["now"]: now}
    text = _without(replaced(before or "", changed), returned)
    lines = [f"  - {{{', '.join(f'{key}: {value}' for key, value in line.items())}}}\n" for line in new]
    if lines:
        text = (text if MOVES_LIST.search(text) else MOVES_HEAD).rstrip("\n") + "\n" + "".join(lines)
    return Transaction({MOVES: (before, text)} if text != (before or "") else {})


def _without(text: str, moves: Iterable[Move]) -> str:
    """Return the text without the lines on which the keys of some moves stand."""
    gone: set[int] = set()
    for move in moves:
        lines = [place.line for place in move.places.values()]
        gone.update(range(min(lines), max(lines) + 1))
    return "".join(line for number, line in enumerate(text.splitlines(keepends=True), 1) if number not in gone)
