"""Swapping: a finished site takes the place of the last good one, which survives a failed or killed build.

Readers and the preview look at the site while it is made, so they must see the one or the other, and never half of
either.
"""

from __future__ import annotations

import filecmp
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from druzhba_kb.report import Place, Report


@contextmanager
def lock(site: Path, report: Report, progress: Callable[[str], None] | None = None) -> Iterator[bool]:
    """Hold the site for one build: yield True; while another holds it, tell the progress and wait.

    Without progress nobody waits: yield False with a finding then.
    """
    site.parent.mkdir(parents=True, exist_ok=True)
    held = FileLock(_beside(site, ".lock"), fallback_to_soft=False)
    try:
        held.acquire(timeout=0)
    except Timeout:
        if progress:
            progress(f"waiting for another build of '{site.name}' to end")
            held.acquire()
    if not held.is_locked:
        report.error(Place(site.name), "busy", f"another build of '{site.name}' is running; expected it to end first")
        yield False
        return
    try:
        yield True
    finally:
        held.release()


def staging(site: Path) -> Path:
    """Return the folder in which the next site is prepared: on the same disk, so that it can be renamed."""
    return _beside(site, ".new")


def recover(site: Path) -> None:
    """Bring back the last good site after a killed build, and delete what else that build left."""
    old = _beside(site, ".old")
    if _exists(old) and not _exists(site):  # killed between the two renames of a swap
        old.rename(site)
    _delete(old)
    for left in site.parent.glob(f"{staging(site).name}*"):
        _delete(left)


def publish(staged: Path, site: Path) -> bool:
    """Put staged in the place of site; with the same content leave site untouched and return False."""
    if _same(staged, site):
        _delete(staged)
        return False
    old = _beside(site, ".old")
    _delete(old)
    _swap(staged, site, old)
    _delete(old)
    return True


def _swap(staged: Path, site: Path, old: Path) -> None:
    if not _exists(site):
        staged.rename(site)
        return
    site.rename(old)
    try:
        staged.rename(site)
    except BaseException:  # an interrupt too must leave a site
        if not _exists(site):
            old.rename(site)
        raise


def _same(staged: Path, site: Path) -> bool:
    if not site.is_dir():
        return False
    new, old = dict(_entries(str(staged))), dict(_entries(str(site)))
    return new.keys() == old.keys() and all(
        # pages that were taken over are links to one file, and need not be read
        inode == old[path] or same_file(staged / path, site / path)
        for path, inode in new.items()
    )


def _entries(folder: str, above: str = "") -> Iterator[tuple[str, int]]:
    """Yield the path of all that is in a folder, with the number of the file on the disk, 0 for a folder."""
    with os.scandir(folder) as entries:
        for entry in entries:
            path = f"{above}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield path, 0
                yield from _entries(entry.path, f"{path}/")
            else:
                yield path, entry.inode()


def same_file(left: Path, right: Path) -> bool:
    """Whether two files, or two folders, are the same, byte by byte."""
    if left.is_dir() or right.is_dir():
        return left.is_dir() and right.is_dir()
    return left.samefile(right) or filecmp.cmp(left, right, shallow=False)


def _beside(site: Path, suffix: str) -> Path:
    return site.with_name(site.name + suffix)


def _exists(path: Path) -> bool:
    return os.path.lexists(path)  # a link that leads nowhere is in the way too


def _delete(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():  # what a link leads to is not ours to delete
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
