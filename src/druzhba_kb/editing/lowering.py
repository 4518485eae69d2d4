"""Lowering: the records of a project in, the file of its ratchets with each loose limit at the number that there is out."""

from __future__ import annotations

from pathlib import Path

from druzhba_kb.editing.fix import Mended, mended_values
from druzhba_kb.model import Records
from druzhba_kb.relate import relate
from druzhba_kb.report import Place, Report
from druzhba_kb.verify import verify
from druzhba_kb.verify.assertions import verify_assertions
from druzhba_kb.verify.ratchets import measure


def lowered_files(records: Records, report: Report, root: Path) -> list[Mended]:
    """Return the file of ratchets where a limit can be lowered; the report has the findings so far, and gets the rest.

    No limit falls while an error stands: what is missing by mistake would lower it for good.
    """
    limits: dict[str, dict[Place, str]] = {}
    for place, count in _loose(records, report).items():
        limits.setdefault(place.file, {})[place] = str(count)
    return [mended_values(file, values, root) for file, values in limits.items()]


def _loose(records: Records, report: Report) -> dict[Place, int]:
    """Return how many there are, by the place of each limit that allows more."""
    kb = relate(records, report) if records.ratchets else None
    if kb is None or report.failed:
        return {}
    verify(kb, report)
    verify_assertions(records, report)
    counts = {} if report.failed else measure(kb, report)
    return {one.place: len(found) for one, found in counts.items() if len(found) < one.limit}
