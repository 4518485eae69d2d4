"""What `moved` writes: the text of `entities/_moved.yml` and moves in, the same file with these lines out.

Comments and layout stay as they are: lines are added at the end, and where a statement moved on, the two ids alone change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from druzhba_kb.editing.transaction import Transaction
from druzhba_kb.editing.yaml_edit import replaced
from druzhba_kb.load import MOVED
from druzhba_kb.model import Move
from druzhba_kb.report import Place

FILE = f"entities/{MOVED}"
HEAD = """# Where facts stand now that stood on another page or had another id there, so that their old addresses lead on.
# `druzhba-kb moved BASE` adds to it.
moved:
"""


def plan_moved(root: Path, new: Iterable[Mapping[str, str]], led_on: Iterable[tuple[Move, str, str]]) -> Transaction:
    """Return the change that adds lines, each with its keys, and lets moves lead on to an entity and a statement."""
    path = root / FILE
    before = path.read_bytes().decode("utf-8") if path.is_file() else ""
    changed: dict[Place, str] = {}
    for move, to, now in led_on:
        changed |= {move.places["to"]: to, move.places["now"]: now}
    text = replaced(before, changed)
    lines = [f"  - {{{', '.join(f'{key}: {value}' for key, value in line.items())}}}\n" for line in new]
    if lines:
        text = (text if _has_items(text) else HEAD).rstrip("\n") + "\n" + "".join(lines)
    after = {FILE: text} if text != before else {}
    return Transaction({FILE: before} if before and after else {}, after, {})


def _has_items(text: str) -> bool:
    return any(line.startswith("  - ") for line in text.splitlines())
