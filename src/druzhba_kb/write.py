"""Write: pages in, the documentation tree on disk out; only what changed is written, what is stale is removed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from druzhba_kb.report import Place, Report


@dataclass(frozen=True, slots=True)
class Written:
    """How many files a run wrote, removed and left as they were."""

    written: int
    removed: int
    unchanged: int


def write(pages: Iterable[tuple[str, str | None]], folder: Path, report: Report) -> Written | None:
    """Bring folder into the state of pages, given as path and text, or None for one that stands there as it shall be.

    Return None where a page cannot be written.
    """
    texts = _texts(pages, report)
    if report.failed:
        return None
    try:
        return _write_all(texts, folder)
    except OSError as error:
        place = Place(Path(error.filename).name if error.filename else folder.name)
        report.error(place, "cannot-write", f"cannot be written: {error.strerror}; the last good site is untouched")
        return None


def _texts(pages: Iterable[tuple[str, str | None]], report: Report) -> dict[str, str | None]:
    """Return the pages by path, after a check that none leaves the folder and that no two are one file anywhere."""
    texts: dict[str, str | None] = {}
    taken: dict[str, str] = {}
    for path, text in pages:
        parts = PurePosixPath(path).parts
        if path.startswith("/") or ".." in parts or not parts:
            report.error(Place(path), "outside-link", f"the page '{path}' would lie outside the site")
        elif path.casefold() in taken:
            report.error(Place(path), "page-collision", f"'{path}' and '{taken[path.casefold()]}' would be one file")
        taken[path.casefold()] = path
        texts[path] = text
    return texts


def _write_all(texts: dict[str, str | None], folder: Path) -> Written:
    folder.mkdir(parents=True, exist_ok=True)
    present = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if not path.is_dir()}
    stale = [present[name] for name in present.keys() - texts.keys()]
    for path in stale:
        path.unlink()
    changed = {
        name: text
        for name, text in texts.items()
        if text is not None and (name not in present or _differs(present[name], text))
    }
    for name, text in changed.items():
        replace(folder / name, text)
    for path in sorted((p for p in folder.rglob("*") if p.is_dir()), reverse=True):
        if not any(path.iterdir()):
            path.rmdir()
    return Written(len(changed), len(stale), len(texts) - len(changed))


def _differs(path: Path, text: str) -> bool:
    return path.read_bytes() != text.encode()


def replace(path: Path, text: str) -> None:
    """Write text to path in one step, so that an interrupted run leaves the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.part")
    try:
        temporary.write_bytes(text.encode())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
