"""Decisions: what an editor has decided on drafts, kept from one review to the next.

It is a memory and no record: git does not have it, and without it a draft is only asked about again.
"""

from __future__ import annotations

import json
from pathlib import Path

from druzhba_kb.write import replace

FILE = ".cache/drafts.json"


class Decisions:
    """What was decided, by the keys of drafts; each is written at once, so that none is lost."""

    def __init__(self, root: Path) -> None:
        self._file = root / FILE
        try:
            known = json.loads(self._file.read_bytes())
        except (OSError, ValueError):
            known = {}
        self._known: dict[str, str] = known if isinstance(known, dict) else {}

    def get(self, key: str) -> str | None:
        """Return what was decided, None where nothing was."""
        return self._known.get(key)

    def remember(self, key: str, decision: str) -> None:
        """Write what was decided; a disk that refuses costs the memory and not the work."""
        self._known[key] = decision
        try:
            self._file.parent.mkdir(exist_ok=True)
            replace(self._file, json.dumps(self._known, indent=1, sort_keys=True) + "\n")
        except OSError:
            return
