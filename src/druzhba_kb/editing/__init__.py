"""Editing: what an editor does to a project besides writing: new files, renames, fixes, seals, schemas, a new base.

A module for each command, named after it. A change is shown before it is made; comments and layout of a file stay as the
editor left them. Nothing here may print but a question, nor guess where two answers are right.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from druzhba_kb.load import NEEDED, load
from druzhba_kb.model import Records
from druzhba_kb.parse import parse
from druzhba_kb.report import Report


def load_for_editing(root: Path, files: Iterable[str], report: Report) -> Records:
    """Return what of a project can be read; a fault in these files is reported, one elsewhere stops no editor."""
    faults = Report()
    records = parse(load(root, faults), faults)
    wanted = {*files, *NEEDED}  # and on the folders, which may be missing
    report.findings += (finding for finding in faults.findings if finding.place.file in wanted)
    return records
