"""Revisions: a project and the name of a git revision in, the records and disagreements of that state of the content out."""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from druzhba_kb.load import ASSERTIONS, RATCHETS, load
from druzhba_kb.model import Disagreement, Records
from druzhba_kb.parse import parse
from druzhba_kb.relate.disagreements import relate_disagreements
from druzhba_kb.report import Place, Report

CONTENT = ("articles", "entities")
GUARDS = tuple(f"entities/{name}" for name in (ASSERTIONS, RATCHETS))
WORK_TREE = "the work tree"
GIT = Place(".git")


@dataclass(frozen=True, slots=True)
class Revision:
    """The content at one time: `label` as it was asked for; `unread` are the files that cannot be read, with the reason."""

    label: str
    records: Records
    disagreements: tuple[Disagreement, ...]
    unread: Mapping[str, str]


def read_revision(root: Path, name: str | None, report: Report) -> Revision | None:
    """Return the content at a revision, that of the work tree without a name; None where it cannot be had."""
    if name is None:
        return read_folder(root, WORK_TREE)
    with unpacked(root, name, report) as folder:
        return None if folder is None else read_folder(folder, f"revision '{name}'")


@contextmanager
def unpacked(root: Path, name: str, report: Report) -> Iterator[Path | None]:
    """Yield a folder with the content at a revision, for as long as it is looked at; None where it cannot be had."""
    packed = _archive(root, name, report)
    if packed is None:
        yield None
        return
    with TemporaryDirectory(prefix="druzhba-kb-") as folder:
        _unpack(packed, Path(folder))
        yield Path(folder)


def read_folder(root: Path, label: str, report: Report | None = None) -> Revision:
    """Return the content in a folder; what cannot be read is reported where a report is given."""
    faults = Report()
    records = parse(load(root, faults), faults)
    if report:
        report.findings += faults.findings
    errors = [one for one in faults.in_order() if one.level == "error" and one.place.file not in GUARDS]
    unread = {one.place.file: one.message for one in reversed(errors)}
    return Revision(label, records, relate_disagreements(records), dict(sorted(unread.items())))


def _archive(root: Path, name: str, report: Report) -> bytes | None:
    """Return the content at a revision as a tar file; it is empty where the revision has none."""
    try:
        return _packed(root, name, report)
    except (FileNotFoundError, NotADirectoryError):
        report.error(GIT, "no-git", "there is no git here; expected the program 'git', which knows the revisions")
        return None


def _packed(root: Path, name: str, report: Report) -> bytes | None:
    done = _run(root, "rev-parse", "--git-dir")
    if done.returncode:
        why = (done.stderr.decode(errors="replace").strip().splitlines() or ["it says nothing more"])[0]
        report.error(GIT, "no-git", f"git reads no repository here: {why}")
        return None
    known = None if name.startswith("-") else _git(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    if known is None:
        message = (
            f"there is no revision '{name}' here; in a shallow clone, run 'git fetch --depth 1 origin {name}' first"
        )
        report.error(GIT, "unknown-revision", message)
        return None
    commit = known.decode().strip()
    present = (_git(root, "ls-tree", "-d", "--name-only", commit, *CONTENT) or b"").decode().split()
    packed = _git(root, "archive", "--format=tar", commit, *present) if present else b""
    if packed is None:
        message = f"revision '{name}' is here only in part; run 'git fetch --depth 1 origin {name}' first"
        report.error(GIT, "unknown-revision", message)
    return packed


def _git(root: Path, *arguments: str) -> bytes | None:
    """Return what git says, or None where it fails."""
    done = _run(root, *arguments)
    return None if done.returncode else done.stdout


def _run(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False)


def _unpack(packed: bytes, folder: Path) -> None:
    """Write the plain files of a tar file; links and what would leave the folder are left out."""
    for name in CONTENT:
        (folder / name).mkdir()
    if not packed:
        return
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        for member in archive:
            parts = PurePosixPath(member.name).parts
            stream = (
                archive.extractfile(member) if member.isreg() and parts[0] in CONTENT and ".." not in parts else None
            )
            if stream:
                path = folder.joinpath(*parts)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(stream.read())
