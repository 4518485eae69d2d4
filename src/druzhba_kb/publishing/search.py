"""Search index: a finished site in, Pagefind's index of its pages beside them out, so that a query fetches a small part."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from druzhba_kb.report import Place, Report

FOLDER = "search/pagefind"
# interfaces that Pagefind brings along and this site does not use
UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.js")


def index_pages(site: Path, report: Report) -> None:
    """Index the pages that carry data-pagefind-body; a failure of the indexer is a finding."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pagefind", "--site", str(site), "--output-subdir", FOLDER, "--quiet"),
            *("--exclude-selectors", "a.headerlink"),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        said = done.stdout.strip().rpartition("\n")[2]
        report.error(Place(FOLDER), "renderer", f"pagefind ended with status {done.returncode}, expected 0: '{said}'")
    for pattern in UNUSED:
        for file in (site / FOLDER).glob(pattern):
            file.unlink()


def take_over_index(site: Path, staged: Path) -> None:
    """Give the next site the index of the last one, which answers until its own pages are indexed."""
    if (site / FOLDER).is_dir():
        shutil.copytree(site / FOLDER, staged / FOLDER, copy_function=os.link, dirs_exist_ok=True)
