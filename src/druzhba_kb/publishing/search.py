"""Search index: a finished site in, Pagefind's index of its pages beside them out, so that a query fetches a small part."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from druzhba_kb.report import Place, Report

FOLDER = "search/pagefind"
# interfaces that Pagefind brings along and this site does not use
UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.js")


@contextmanager
def indexed(site: Path, report: Report) -> Iterator[None]:
    """Index the pages that carry data-pagefind-body while something else looks at them; a failure is a finding."""
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "pagefind", "--site", str(site), "--output-subdir", FOLDER, "--quiet"),
            *("--exclude-selectors", "a.headerlink"),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    try:
        yield
    except BaseException:
        process.kill()
        raise
    finally:
        output, _ = process.communicate()
    if process.returncode:
        said, status = output.strip().rpartition("\n")[2], process.returncode
        report.error(Place(FOLDER), "renderer", f"pagefind ended with status {status}, expected 0: '{said}'")
    for pattern in UNUSED:
        for file in (site / FOLDER).glob(pattern):
            file.unlink()


def take_over_index(site: Path, staged: Path) -> None:
    """Give the next site the index of the last one, which answers until its own pages are indexed."""
    if (site / FOLDER).is_dir():
        shutil.copytree(site / FOLDER, staged / FOLDER, copy_function=os.link, dirs_exist_ok=True)
