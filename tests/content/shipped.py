"""The project's own content for tests: as a clone has it, and with the texts that the raw articles give."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from druzhba_kb.importing import ImportedArticle, ImportOptions, import_articles
from druzhba_kb.layout import ASSETS, CONTENT
from druzhba_kb.report import Report
from tests.projects import ROOT

# The articles whose raw texts are at hand where DRUZHBA_SOURCES is set; there may be others.
RAW = {
    "pkonweb-2018": "000_17eb1ad6a0299d4b.txt",
    "gvs-2019": "001_be7709c430ffb8e4.txt",
    "valuewalk-2016": "002_4e26491475ee0903.txt",
    "gvs-2020": "003_9e369aff28458d19.txt",
    "duran-2016": "004_ab817c0e279b6a52.txt",
}
# The one article whose text does not begin with its title.
TITLES = {"gvs-2020": "Russian Special Forces arrive in Pakistan for the fifth joint exercise"}


def clone(folder: Path) -> Path:
    """Copy what git tracks of the content: no full text."""
    for name in (name for name in (*CONTENT, ASSETS) if (ROOT / name).is_dir()):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def imported_raw(id: str, folder: Path, report: Report) -> ImportedArticle:
    """Import a raw article into folder, by way of the folder that DRUZHBA_SOURCES names."""
    raw = str(Path(os.environ["DRUZHBA_SOURCES"]) / RAW[id])
    (imported,) = import_articles([raw], folder, ImportOptions(id=id, title=TITLES.get(id)), report)
    return imported


def with_texts(folder: Path) -> Path:
    """Copy the content to folder as a clone has it, and import the raw texts there."""
    root = clone(folder)
    for id in RAW:
        imported_raw(id, folder / "imported" / id, Report())
        shutil.copytree(folder / "imported" / id / "sources", root / "sources", dirs_exist_ok=True)
    return root
