"""Ids of articles: publication data and the project's files in, an ASCII kebab-case id out."""

from __future__ import annotations

import re
from pathlib import Path

from druzhba_kb.importing.frontmatter import Fields
from druzhba_kb.text import slug

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST = 80


def is_id(text: str) -> bool:
    """Whether text is an id: ASCII letters a to z and digits, parted by single hyphens."""
    return bool(ID.fullmatch(text)) and len(text) <= LONGEST


def derive_id(publisher: str | None, title: str | None, published: str | None, file: str) -> str:
    """Return an id of the publisher, else the title, else the file's name, and the year; empty where none gives one."""
    name = slug(publisher or "") or slug(title or "") or slug(file)
    year = (published or "")[:4]
    return f"{name}-{year}" if name and year else name


def known_id(root: Path, data: bytes) -> str | None:
    """Return the id under which a raw file with these bytes was imported before."""
    same = (path for path in _files(root / "sources" / "raw") if _size(path) == len(data) and path.read_bytes() == data)
    return next((path.stem for path in same), None)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*") if path.is_file() and is_id(path.stem))


def _size(path: Path) -> int:
    return path.stat().st_size


def free_id(root: Path, fields: Fields, file: str, taken: set[str]) -> str:
    """Return an id that no other article has: the derived one, else with words of the title, else with a number."""
    first = derive_id(fields.publisher, fields.title, fields.published, file)
    titled = "-".join(part for part in (first, slug(fields.title or file)) if part)[:LONGEST].strip("-")
    numbered = (f"{titled[: LONGEST - 4]}-{number}" for number in range(2, 1000))
    return next(one for one in (first, titled, *numbered) if not is_id(one) or _is_free(root, one, fields, taken))


def _is_free(root: Path, one: str, fields: Fields, taken: set[str]) -> bool:
    """Whether no other article has this id; one of the same text or title is no other."""
    path = root / "articles" / f"{one}.md"
    if one in taken:
        return False
    if not path.is_file():
        return not any((root / "sources" / "raw").glob(f"{one}.*"))
    text = path.read_text(encoding="utf-8", errors="replace")
    marks = [mark for mark in (fields.source_sha256, fields.title) if mark]
    return any(mark in text for mark in marks)
