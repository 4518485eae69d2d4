"""Article files: what import writes of an article: planned against what the disk holds, then written all or none.

An editor's work is never lost: a file that somebody has changed since it was imported stays, and its difference is
shown. An id is given once; the same bytes come back under the id that they had, whatever their file is called by then.
"""

from __future__ import annotations

import os
import secrets
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import unified_diff
from pathlib import Path
from typing import Literal

import regex
import yaml

from druzhba_kb.folding import slug
from druzhba_kb.importing.blocks import clean_text, skeleton
from druzhba_kb.importing.options import LONGEST_ID, is_id
from druzhba_kb.journal import write_reported
from druzhba_kb.model import Block
from druzhba_kb.report import Place, Report
from druzhba_kb.sealing import SHA256, commitment

CORRECTIONS = ".corrections.yml"
PLAIN_DATE = regex.compile(r"\d{4}(?:-\d\d){1,2}[~?%]?")  # YAML would put it in quotation marks
Status = Literal["new", "unchanged", "changed", "edited"]


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The front matter of an article, in the order of the file; what the text does not say is None."""

    title: str | None
    publisher: str | None
    author: str | None
    published: str | None
    published_basis: str | None
    published_note: str | None
    url: str | None
    archived_url: str | None
    genre: str | None
    lang: str | None
    rights: str
    blocks: str
    source_sha256: str | None
    commitment: str | None = None

    def __str__(self) -> str:
        """Return the front matter with its fences; a note, a language or a commitment only where there is one."""
        pairs = [(name, getattr(self, name)) for name in self.__slots__]
        lines = [
            _pair(name, value) for name, value in pairs if name not in ("published_note", "lang", "commitment") or value
        ]
        return "---\n" + "".join(lines) + "---\n"


def _pair(name: str, value: str | None) -> str:
    if value and PLAIN_DATE.fullmatch(value):
        return f"{name}: {value}\n"
    return yaml.safe_dump({name: value}, allow_unicode=True, width=float("inf"))


def article_file(fields: FrontMatter, blocks: Sequence[Block]) -> str:
    """Return the article's file: front matter, then the places of a digest, or the text where rights are full."""
    body = clean_text(blocks[1:]) if fields.rights == "full" else skeleton(blocks)
    return f"{fields}\n{body}"


def known_ids(root: Path) -> dict[int, list[Path]]:
    """Return the raw files of the articles imported before, by their size: a file of the same bytes has the same id."""
    files: dict[int, list[Path]] = defaultdict(list)
    for path in sorted((root / "sources" / "raw").glob("*")):
        if is_id(path.stem) and path.is_file():
            files[path.stat().st_size].append(path)
    return files


def random_key(root: Path, article_id: str) -> bytes:
    """Return the random key of a short text: the one that stands beside it, or else a new one."""
    path = root / f"sources/{article_id}.key"
    text = path.read_text(encoding="utf-8", errors="replace").strip() if path.is_file() else ""
    return bytes.fromhex(text) if SHA256.fullmatch(text) else secrets.token_bytes(32)


def with_commitment(fields: FrontMatter, blocks: Sequence[Block], key: bytes, lang: str | None) -> FrontMatter:
    """Return the front matter with the root that the seals of the text will open."""
    if fields.rights == "full" or fields.title is None:  # an editor's title is a part of the text
        return fields
    # the file is read without the marks that say what kind its blocks are
    return replace(fields, commitment=commitment(key, tuple(block.text for block in blocks), lang))


def free_id(root: Path, fields: FrontMatter, file: str, taken: set[str]) -> str:
    """Return an id that no other article has: of publisher and year, else with the title's words, else with a number.

    It is empty, or no id, where neither publisher nor title nor the name of the file gives one.
    """
    name = slug(fields.publisher or "") or slug(fields.title or "") or slug(file)
    year = (fields.published or "")[:4]
    # short ids stand in every statement that an editor types
    first = f"{name}-{year}" if name and year else name
    titled = "-".join(part for part in (first, slug(fields.title or file)) if part)[:LONGEST_ID].strip("-")
    numbered = (f"{titled[: LONGEST_ID - 4]}-{number}" for number in range(2, 1000))
    return next(one for one in (first, titled, *numbered) if not is_id(one) or _is_free(root, one, fields, taken))


def _is_free(root: Path, one: str, fields: FrontMatter, taken: set[str]) -> bool:
    """Whether no other article has this id; one of the same text is no other, nor one of the same title, address and day."""
    path = root / "articles" / f"{one}.md"
    if one in taken:
        return False
    if not path.is_file():
        return not any((root / "sources" / "raw").glob(f"{one}.*"))
    # imported again after a correction, an article keeps its id; "The day in brief" of another day is another article
    head = path.read_text(encoding="utf-8", errors="replace")
    if fields.source_sha256 and fields.source_sha256 in head:
        return True
    pairs = [(_stated(head, name), getattr(fields, name)) for name in ("title", "url", "published")]
    return None not in pairs[0] and all(None in pair or len(set(pair)) == 1 for pair in pairs)


def _stated(article: str, name: str) -> str | None:
    """Return what the front matter of an article says under a name, None where it says nothing on that line."""
    line = regex.search(rf"^{name}: (.+)$", article, regex.MULTILINE)
    try:
        value = yaml.load(line[1], yaml.BaseLoader) if line else None
    except yaml.YAMLError:
        return None
    return value if isinstance(value, str) and value != "null" else None


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file that import makes: 'changed' is overwritten by force, 'edited' differs and stays as it is."""

    path: str
    data: bytes
    status: Status
    diff: str = ""


def plan_files(
    root: Path, contents: Mapping[str, bytes], written: Mapping[str, bytes], force: bool, report: Report
) -> tuple[PlannedFile, ...]:
    """Compare what import would write, by path from the root, with what is there.

    What is there may be overwritten where it is no editor's work: just as import wrote it, before the new corrections.
    """
    return tuple(_plan(root, path, data, written.get(path), force, report) for path, data in contents.items())


def _plan(root: Path, path: str, data: bytes, written: bytes | None, force: bool, report: Report) -> PlannedFile:
    target = root / path
    if not target.resolve().is_relative_to(root.resolve()):  # a link in the project may lead anywhere
        report.error(Place(path), "import-write", f"'{path}' leads out of the project; expected a file inside it")
        return PlannedFile(path, data, "edited")
    try:
        old = target.read_bytes() if os.path.lexists(target) else None
    except OSError as error:
        report.error(Place(path), "import-write", f"'{path}' cannot be read: {(error.strerror or 'unknown').lower()}")
        return PlannedFile(path, data, "edited")
    if old is None or old == data:
        return PlannedFile(path, data, "new" if old is None else "unchanged")
    # corrections are this program's own file
    status: Status = "changed" if force or old == written or path.endswith(CORRECTIONS) else "edited"
    return PlannedFile(path, data, status, _diff(path, old, data))


def _diff(path: str, old: bytes, new: bytes) -> str:
    before, after = (data.decode("utf-8", "replace").split("\n") for data in (old, new))
    return "\n".join(unified_diff(before, after, f"{path} (here)", f"{path} (as imported)", lineterm="", n=1))


def write_files(root: Path, files: Sequence[PlannedFile], report: Report) -> None:
    """Write the files that are due, all or none."""
    due = {file.path: file.data for file in files if file.status in ("new", "changed")}
    write_reported(root, due, report, "import-write")
