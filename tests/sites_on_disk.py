"""Sites under tests/sites: a broken one is the good one with the files of its folder laid over it."""

from __future__ import annotations

import shutil
from pathlib import Path

SITES = Path(__file__).parent / "sites"
EXPECTED = "expected.txt"
REMOVE = "REMOVE"


def lay_out(broken: str | None, folder: Path) -> Path:
    """Copy the good site into folder, lay the broken one over it, and return folder."""
    shutil.copytree(SITES / "good", folder)
    if broken:
        over = SITES / "broken" / broken
        shutil.copytree(over, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(EXPECTED, REMOVE))
        for name in (over / REMOVE).read_text().split() if (over / REMOVE).is_file() else ():
            (folder / name).unlink()
    return folder
