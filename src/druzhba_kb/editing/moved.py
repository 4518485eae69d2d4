"""What `moved` writes: the text of `entities/_moved.yml` and moves in, the same file with these lines out.

Comments and layout stay as they are: lines are added at the end, and where a statement moved on, the two ids alone change.
The line of a statement that is back goes, for its old address is its own again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from druzhba_kb.editing.transaction import Transaction
from druzhba_kb.editing.yaml_edit import replaced
from druzhba_kb.layout import MOVED
from druzhba_kb.model import Move
from druzhba_kb.report import Place

FILE = f"entities/{MOVED}"
LIST = re.compile(r"^moved:[ \t]*(#.*)?$", re.M)
HEAD = """# Where facts stand now that stood on another page or had another id there, so that their old addresses lead on.
# `druzhba-kb moved BASE` adds to it.
moved:
"""


def plan_moved(
    root: Path, new: Iterable[Mapping[str, str]], led_on: Iterable[tuple[Move, str, str]], returned: Iterable[Move]
) -> Transaction:
    """Return the change that adds lines, each with its keys, lets moves lead on, and drops those that have returned."""
    path = root / FILE
    before = path.read_bytes().decode("utf-8") if path.is_file() else ""
    changed: dict[Place, str] = {}
    for move, to, now in led_on:
        changed |= {move.places["to"]: to, move.places["now"]: now}
    text = _without(replaced(before, changed), returned)
    lines = [f"  - {{{', '.join(f'{key}: {value}' for key, value in line.items())}}}\n" for line in new]
    if lines:
        text = (text if LIST.search(text) else HEAD).rstrip("\n") + "\n" + "".join(lines)
    after = {FILE: text} if text != before else {}
    return Transaction({FILE: before} if before and after else {}, after, {})


def _without(text: str, moves: Iterable[Move]) -> str:
    """Return the text without the lines on which the keys of some moves stand."""
    gone: set[int] = set()
    for move in moves:
        lines = [place.line for place in move.places.values()]
        gone.update(range(min(lines), max(lines) + 1))
    return "".join(line for number, line in enumerate(text.splitlines(keepends=True), 1) if number not in gone)
