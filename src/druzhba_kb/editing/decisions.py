"""Decisions: what an editor has decided on drafts, by their keys, kept in a file from one review to the next.

It is a memory and no record: git does not have it, and without it a draft is only asked about again.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from druzhba_kb.write import replace

FILE = ".cache/drafts.json"


def read_decisions(root: Path) -> dict[str, str]:
    """Return what was decided, by the keys of drafts."""
    try:
        known = json.loads((root / FILE).read_bytes())
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def write_decisions(root: Path, decisions: dict[str, str]) -> None:
    """Write what was decided; a disk that refuses costs the memory and not the work."""
    with suppress(OSError):
        (root / FILE).parent.mkdir(exist_ok=True)
        replace(root / FILE, json.dumps(decisions, indent=1, sort_keys=True) + "\n")
