"""Known entities: what a build has made of each entity's file in, the same out while the file and all kinds are as they were.

Reading the YAML of all records took a tenth of a build after an edit. The file is Python's own form, of which nothing is made
but the nouns of the content: what came with a folder from elsewhere must run nothing.
"""

from __future__ import annotations

import pickle
from dataclasses import is_dataclass
from io import BytesIO
from itertools import chain
from pathlib import Path

from druzhba_kb.load import Known, Sources
from druzhba_kb.model import Records, entities
from druzhba_kb.publishing.kept_file import keep, kept
from druzhba_kb.report import Report

NOUNS = {
    (one.__module__, one.__name__): one
    for one in vars(entities).values()
    if isinstance(one, type) and is_dataclass(one)
}


class _Reader(pickle.Unpickler):
    """Reads nouns of the content and plain values, and refuses all else."""

    def find_class(self, module: str, name: str) -> type:
        if (module, name) not in NOUNS:
            raise pickle.UnpicklingError(f"{module}.{name} is no noun")
        return NOUNS[module, name]


def known_entities(file: Path, mark: str) -> Known:
    """Return the entities by their files, each with the digest of its text; none where the file is damaged or of another mark."""
    try:
        found: Known = _Reader(BytesIO(kept(file, mark) or pickle.dumps({}))).load()
    except pickle.UnpicklingError:
        return {}
    return found


def keep_entities(file: Path, mark: str, known: Known, sources: Sources, records: Records, report: Report) -> None:
    """Write what the next build is to know; a file with a finding is read again, so that it is told again."""
    told = {finding.place.file for finding in report.findings}
    every = (one for one in chain.from_iterable(sources.entities.values()) if one.file not in told)
    now = {one.file: (one.digest, records.entities[one.id]) for one in every}
    if {name: row[0] for name, row in now.items()} != {name: row[0] for name, row in known.items()}:
        keep(file, pickle.dumps(now), mark)
