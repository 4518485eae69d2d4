"""An article's files: planned against what the disk holds, then written all or none, never over an editor's work."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import Literal

from druzhba_kb.report import Place, Report

CORRECTIONS = ".corrections.yml"
Status = Literal["new", "unchanged", "changed", "kept"]


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file that import makes: 'changed' is overwritten by force, 'kept' differs and stays as it is."""

    path: str
    data: bytes
    status: Status
    diff: str = ""

    @property
    def is_due(self) -> bool:
        """Whether the file has to be written."""
        return self.status in ("new", "changed")


def plan_files(
    root: Path, contents: Mapping[str, bytes], written: Mapping[str, bytes], force: bool, report: Report
) -> tuple[PlannedFile, ...]:
    """Compare what import would write, by path from the root, with what is there.

    What is there may be overwritten where it is no editor's work: just as import wrote it, before the new corrections.
    """
    return tuple(_plan(root, path, data, written.get(path), force, report) for path, data in contents.items())


def _plan(root: Path, path: str, data: bytes, written: bytes | None, force: bool, report: Report) -> PlannedFile:
    target = root / path
    if not target.resolve().is_relative_to(root.resolve()):
        report.error(Place(path), "import-write", f"'{path}' leads out of the project; expected a file inside it")
        return PlannedFile(path, data, "kept")
    try:
        old = target.read_bytes() if os.path.lexists(target) else None
    except OSError as error:
        report.error(Place(path), "import-write", f"'{path}' cannot be read: {(error.strerror or 'unknown').lower()}")
        return PlannedFile(path, data, "kept")
    if old is None or old == data:
        return PlannedFile(path, data, "new" if old is None else "unchanged")
    status: Status = "changed" if force or old == written or path.endswith(CORRECTIONS) else "kept"
    return PlannedFile(path, data, status, _diff(path, old, data))


def _diff(path: str, old: bytes, new: bytes) -> str:
    before, after = (data.decode("utf-8", "replace").split("\n") for data in (old, new))
    return "\n".join(unified_diff(before, after, f"{path} (here)", f"{path} (as imported)", lineterm="", n=1))


def write_files(root: Path, files: Sequence[PlannedFile], report: Report) -> None:
    """Write the files that are due: all to temporary files first, then each into place."""
    staged: list[tuple[Path, Path]] = []
    current = ""
    try:
        for file in files:
            current = file.path
            if file.is_due:
                staged.append(_stage(root / file.path, file.data))
        for temporary, target in staged:
            current = target.relative_to(root).as_posix()
            temporary.replace(target)
    except OSError as error:
        report.error(
            Place(current), "import-write", f"'{current}' cannot be written: {(error.strerror or 'unknown').lower()}"
        )
    finally:
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)


def _stage(target: Path, data: bytes) -> tuple[Path, Path]:
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".import-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(name).chmod(0o644)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name), target
