"""Write tests/golden anew from tests/sites/good: `python -m tests.renew_golden`; then read what git says has changed."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from tests.projects import content, make_project, run

GOLDEN = Path(__file__).parent / "golden"
ASSETS = "assets/"


def pages(base: Path) -> dict[str, bytes]:
    """Return the pages and data files that a build of the good site writes, by path, without the templates' assets."""
    folder = make_project("good", base / "good")
    done = run(folder)
    if done.returncode:
        raise SystemExit(done.stderr)
    made = content(folder / "build" / "docs").items()
    return {name: text for name, text in made if is_golden(name)}


def is_golden(name: str) -> bool:
    """Whether a file of the tree is kept: no asset, and no workbook, which the zlib at hand may compress otherwise."""
    return not name.startswith(ASSETS) and not name.endswith(".xlsx")


def renew() -> None:
    """Replace the folder of golden files."""
    with tempfile.TemporaryDirectory() as base:
        made = pages(Path(base))
    shutil.rmtree(GOLDEN, ignore_errors=True)
    for name, text in made.items():
        (GOLDEN / name).parent.mkdir(parents=True, exist_ok=True)
        (GOLDEN / name).write_bytes(text)


if __name__ == "__main__":
    renew()
