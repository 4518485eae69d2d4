"""Write: pages in, the documentation tree on disk out; only what changed is written, what is stale is removed.

A page that did not change keeps its time, by which the renderer knows it. A file is replaced as a whole or not at all, so
that a full disk or a kill leaves the old one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path, PurePosixPath

from druzhba_kb.report import Place, Report


def put(folder: Path, name: str, content: str | bytes) -> bool:
    """Bring a file of folder, `kind/id.md`, into the state of its content; return whether it was in another."""
    path, data = folder / name, content.encode() if isinstance(content, str) else content
    if not _is_inside(name):
        raise ValueError(f"'{name}' would lie outside")
    if path.is_file() and path.read_bytes() == data:
        return False
    try:
        replace(path, data)
    # a page has become a folder, or a folder a page, since the last build
    except (FileExistsError, NotADirectoryError):
        for stale in path.relative_to(folder).parents[:-1]:
            if (folder / stale).is_file():
                (folder / stale).unlink()
        replace(path, data)
    return True


def are_apart(names: Collection[str], report: Report) -> bool:
    """Whether files, each of which would lie in a folder, can be told from each other on any disk; if not, report it."""
    taken: dict[str, str] = {}
    for name in names:
        if not _is_inside(name):
            report.error(Place(name), "outside-link", f"the page '{name}' would lie outside the site")
        elif name.casefold() in taken:  # some disks tell no case apart
            report.error(Place(name), "page-collision", f"'{name}' and '{taken[name.casefold()]}' would be one file")
        taken[name.casefold()] = name
    return not report.failed


def tidy(folder: Path, names: Collection[str]) -> None:
    """Remove every file of folder but those of the names, and every folder that is empty then."""
    wanted = {f"{folder.as_posix()}/{name}" for name in names}
    for inner, folders, files in os.walk(folder, topdown=False):
        links = (name for name in folders if Path(inner, name).is_symlink())
        for path in (f"{inner}{os.sep}{name}" for name in (*files, *links)):
            if path.replace(os.sep, "/") not in wanted:
                Path(path).unlink()
        if inner != str(folder) and not any(Path(inner).iterdir()):
            Path(inner).rmdir()


def replace(path: Path, content: str | bytes) -> None:
    """Write content to path in one step, so that an interrupted run leaves the old file or the new one."""
    # several processes may write the same file
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        _write(temporary, content.encode() if isinstance(content, str) else content)
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def link(file: Path, there: Path) -> None:
    """Have a file stand in another place too, as a copy where the disk knows no links."""
    try:
        os.link(file, there)
    except OSError:
        there.parent.mkdir(parents=True, exist_ok=True)
        with suppress(OSError):
            os.link(file, there)
            return
        shutil.copy2(file, there)


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _is_inside(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return bool(parts) and ".." not in parts and not name.startswith("/")
