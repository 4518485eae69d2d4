"""Revisions: a project and the name of a git revision in, the content of that time out, and what is counted of it.

An old revision may break rules that are younger than it, so it is read as far as it can be; a file that cannot be read is
named, so that it does not look removed. Git is asked for an archive and never for a check-out, which would touch the work
tree of somebody who is editing.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from druzhba_kb.layout import ASSERTIONS, ASSETS, CONTENT, MOVED, NEEDED, RATCHETS, SETTINGS
from druzhba_kb.load import load
from druzhba_kb.model import Disagreement, KnowledgeBase, Records
from druzhba_kb.parse import parse
from druzhba_kb.relate import relate
from druzhba_kb.relate.coverage import coverage
from druzhba_kb.relate.disagreements import relate_disagreements
from druzhba_kb.report import Place, Report
from druzhba_kb.verify import verify

# Limits of another time say nothing of facts, and rules about them may have changed since.
GUARDS = tuple(f"entities/{name}" for name in (ASSERTIONS, RATCHETS, MOVED))
ARCHIVED = (*CONTENT, ASSETS)  # what the content shows is a part of it
EVIDENCE = ("quotations", "values", "inferred", "paraphrases", "in words")
WORK_TREE = "the work tree"
GIT = Place(".git")
HUNK = re.compile(r"@@ -\S+ \+(\d+)(?:,(\d+))? @@")


@dataclass(frozen=True, slots=True)
class Revision:
    """The content at one time: `label` as it was asked for, `report` the faults that reading it found.

    `unread` are the files that cannot be read, with the reason.
    """

    label: str
    records: Records
    disagreements: tuple[Disagreement, ...]
    unread: Mapping[str, str]
    report: Report


def read_revision(root: Path, name: str | None, report: Report) -> Revision | None:
    """Return the content at a revision, that of the work tree without a name; None, with a finding, where it cannot be had."""
    if name is None:
        return _read_folder(root, WORK_TREE)
    packed = _archive(root, name, report)
    if packed is None:
        return None
    with TemporaryDirectory(prefix="druzhba-kb-") as folder:
        _unpack(packed, Path(folder))
        return _read_folder(Path(folder), f"revision '{name}'")


def _read_folder(root: Path, label: str) -> Revision:
    report = Report()
    records = parse(load(root, report), report)
    errors = [one for one in report.in_order() if one.level == "error" and one.place.file not in GUARDS]
    # reversed, so that the first error of a file is the one named
    unread = {one.place.file: one.message for one in reversed(errors)}
    return Revision(label, records, relate_disagreements(records), dict(sorted(unread.items())), report)


def count(revision: Revision) -> dict[str, int]:
    """Return what is counted of a revision, by name; its evidence is checked for that, and what is found is reported.

    Where errors stand before the evidence, nothing is counted: quotations that are not checked are not nought.
    """
    report = revision.report
    if report.failed:
        return {}
    kb = relate(revision.records, report)
    if not report.failed:
        verify(kb, report)
    return {} if report.failed and not report.checked["quotations"] else _counts(kb, report)


def _counts(kb: KnowledgeBase, report: Report) -> dict[str, int]:
    covered = coverage(kb)
    blocks = [block for those in covered.articles.values() for block in those]
    attributes = [attribute for those in covered.kinds.values() for attribute in those]
    return {
        "articles": len(kb.records.articles),
        "entities": len(kb.records.entities),
        **{name: report.checked[name] for name in EVIDENCE},
        "disagreements": len(kb.contested),
        "blocks quoted": sum(bool(block.statements) for block in blocks),
        "blocks with a reason why not": sum(not block.statements and not block.is_open for block in blocks),
        "blocks open": sum(block.is_open for block in blocks),
        "attributes stated": sum(attribute.stated for attribute in attributes),
        "attributes from references alone": sum(attribute.by_reference for attribute in attributes),
        "attributes not recorded": sum(attribute.unrecorded for attribute in attributes),
        "errors": sum(finding.level == "error" for finding in report.in_order()),
        "warnings": sum(finding.level == "warning" for finding in report.in_order()),
    }


def changed_files(root: Path, base: str, report: Report) -> list[str]:
    """Return the files of the work tree that are not as they are in a revision, by their paths from root."""
    tracked = _git(root, "diff", "--name-only", "--no-renames", "--no-ext-diff", "--relative", "-z", base, "--", ".")
    untracked = _git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    if tracked is None or untracked is None:
        report.error(GIT, "no-git", f"git cannot say which files are not as in '{base}'")
    names = ((tracked or b"") + (untracked or b"")).decode(errors="replace").split("\0")
    return sorted({name for name in names if name})


def file_at(root: Path, base: str, name: str) -> bytes | None:
    """Return a file of the project as it is in a revision; None where it has none."""
    return _git(root, "show", f"{base}:./{name}")


def addresses(revision: Revision) -> dict[str, str]:
    """Return the addresses of its site, each with that to which it redirects, or ''."""
    records = revision.records.published
    every = records.articles_and_entities
    former = {address: one.page for one in every for address, _ in records.former_addresses(one)}
    former |= {f"{old}/": f"{kind.id}/" for kind in records.kinds.values() for old in kind.formerly}
    indexes = ["articles/", *(f"{kind}/" for kind in records.kinds)]
    pages = (*every, *records.pages.values())
    found = {**former, **dict.fromkeys(indexes, ""), **{one.page: "" for one in pages}}
    languages = (f"{code}/" for code in records.translations)
    further = ({code: "", **{code + one: to and code + to for one, to in found.items()}} for code in languages)
    return {key: to for some in (found, *further) for key, to in some.items()}


def _archive(root: Path, name: str, report: Report) -> bytes | None:
    """Return the content at a revision as a tar file; it is empty where the revision has none."""
    if shutil.which("git") is None:
        report.error(GIT, "no-git", "there is no git here; expected the program 'git', which knows the revisions")
        return None
    commit = _commit(root, name, report)
    if commit is None:
        return None
    # the settings say in which language the content is
    present = (_git(root, "ls-tree", "--name-only", commit, *ARCHIVED, SETTINGS) or b"").decode().split()
    packed = _git(root, "archive", "--format=tar", commit, *present) if present else b""
    if packed is None:  # a clone without all blobs knows the commit and not its files
        message = f"revision '{name}' is here only in part; run 'git fetch --depth 1 origin {name}' first"
        report.error(GIT, "unknown-revision", message)
    return packed


def _commit(root: Path, name: str, report: Report) -> str | None:
    """Return the commit that a name is for; None, with a finding, where git knows none."""
    done = _run(root, "rev-parse", "--git-dir")
    if done.returncode:
        why = (done.stderr.decode(errors="replace").strip().splitlines() or ["it says nothing more"])[0]
        report.error(GIT, "no-git", f"git reads no repository here: {why}")
        return None
    # what begins with a dash would be an option of git
    known = None if name.startswith("-") else _git(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    if known is None:
        hint = f"in a shallow clone, run 'git fetch --depth 1 origin {name}' first"
        report.error(GIT, "unknown-revision", f"there is no revision '{name}' here; {hint}")
        return None
    return known.decode().strip()


def new_lines(root: Path) -> Mapping[str, Collection[int]]:
    """Return the lines that the last commit does not have; where it has all, those that the one before it has not."""
    untracked = _lines(root, "ls-files", "--others", "--exclude-standard", "--", *CONTENT)
    found = {**_changed_lines(root, "HEAD"), **{file: range(1, sys.maxsize) for file in untracked}}
    return found or _changed_lines(root, "HEAD^")


def _changed_lines(root: Path, base: str) -> dict[str, Collection[int]]:
    options = ("--unified=0", "--no-color", "--no-ext-diff", "--no-prefix", "--relative")
    found: dict[str, Collection[int]] = {}
    file = ""
    for line in _lines(root, "diff", *options, base, "--", *CONTENT):
        if line.startswith("+++ "):
            file = line.removeprefix("+++ ").rstrip("\t")
        elif hunk := HUNK.match(line):
            first, count = int(hunk[1]), int(hunk[2] or 1)
            found[file] = {*found.get(file, ()), *range(first, first + count)}
    return found


def _lines(root: Path, *arguments: str) -> list[str]:
    return (_git(root, *arguments) or b"").decode(errors="replace").splitlines()


def _git(root: Path, *arguments: str) -> bytes | None:
    """Return what git says, or None where it fails or is not there."""
    try:
        done = _run(root, *arguments)
    except OSError:
        return None
    return None if done.returncode else done.stdout


def _run(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False)


def _unpack(packed: bytes, folder: Path) -> None:
    """Write the plain files of a tar file; links and what would leave the folder are left out."""
    for name in NEEDED:
        (folder / name).mkdir()
    if not packed:
        return
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        for member in archive:
            parts = PurePosixPath(member.name).parts
            is_read = parts == (SETTINGS,) or (len(parts) > 1 and parts[0] in ARCHIVED and ".." not in parts)
            if is_read and member.isreg() and (stream := archive.extractfile(member)):
                path = folder.joinpath(*parts)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(stream.read())
