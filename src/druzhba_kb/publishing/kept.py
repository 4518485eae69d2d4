"""Kept pages: what the pages of the last rendering were made of in; those that need not be made again out.

A page is kept under a digest of all that reaches it: its own Markdown, the settings, the theme's overrides and the
versions of all libraries. What is damaged, foreign or of another version is made anew. One site's pages are kept, no more.
The version of the whole content, which every page names and every edit changes, is taken out before and put in after.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import distributions
from pathlib import Path

from druzhba_kb.publishing.renderer import PROGRAM
from druzhba_kb.write import replace

LIST = "pages.json"
VERSION = "\0version\0"  # no page has a NUL
LINKED = re.compile(r"\]\(|^ {0,3}\[[^\]]+\]:", re.MULTILINE)
AT_ONCE = 64  # pages that are worth a process of their own


@dataclass(frozen=True, slots=True)
class Kept:
    """The folder of the kept pages, the digest of what reaches every page, the content's version, and whether to look."""

    folder: Path
    common: str
    version: str
    used: bool = True

    def fresh(self, tree: Mapping[str, str]) -> dict[str, bytes]:
        """Return the kept HTML of each page of a tree, `kind/id.md` with its digest, that is still what it would become."""
        known = self._read() if self.used else {}
        found = {}
        for path, source in tree.items():
            if source and known.get(path, ("", ""))[0] == source:
                html = self._html(path, known[path][1])
                if html is not None:
                    found[path] = html
        return found

    def keep(self, tree: Mapping[str, str], site: Path) -> None:
        """Keep the pages of a rendered site in place of those of the last; the list comes last, so that a torn one is noticed."""
        known = self._read()
        pages = {}
        for path, source in tree.items():
            file = site / html_path(path)
            if file.is_file():
                pages[path] = (source, self._store(file.read_bytes(), known.get(path)))
        self.folder.mkdir(parents=True, exist_ok=True)
        replace(self.folder / LIST, json.dumps({"common": self.common, "pages": pages}))
        wanted = {digest for _, digest in pages.values()} | {LIST}
        for file in self.folder.iterdir():
            if file.name not in wanted:
                file.unlink()

    def sources(self, pages: Iterable[tuple[str, str]]) -> dict[str, str]:
        """Return the digest of each Markdown page, given with its path; ``, which is never fresh, where it has a link.

        The renderer looks for the target of a Markdown link among the other files.
        """
        texts = ((path, text.replace(self.version, VERSION)) for path, text in pages if path.endswith(".md"))
        return {path: "" if LINKED.search(text) else _digest(text.encode()) for path, text in texts}

    def _store(self, html: bytes, known: tuple[str, str] | None) -> str:
        html = html.replace(self.version.encode(), VERSION.encode())
        digest = _digest(html)
        if known is None or known[1] != digest:
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / digest).write_bytes(html)
        return digest

    def _html(self, path: str, digest: str) -> bytes | None:
        try:
            html = (self.folder / digest).read_bytes()
        except OSError:
            return None
        return html.replace(VERSION.encode(), self.version.encode()) if _digest(html) == digest else None

    def _read(self) -> dict[str, tuple[str, str]]:
        """Return what is kept, by page: the digests of its source and of its HTML; nothing where anything is odd."""
        try:
            found = json.loads((self.folder / LIST).read_bytes())
            if found["common"] != self.common:
                return {}
            return {str(path): (str(source), str(html)) for path, (source, html) in found["pages"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}


def common(texts: Iterable[str], root: Path, files: Iterable[Path]) -> str:
    """Return the digest of what reaches every page: settings, files of a project, the libraries and their versions."""
    versions = sorted(f"{one.name} {one.version}" for one in distributions())
    digest = hashlib.sha256("\n".join([sys.version, *versions, *texts]).encode())
    for file in PROGRAM:
        digest.update(file.read_bytes())
    for file in files:
        digest.update(f"\0{file.relative_to(root).as_posix()}\0".encode() + file.read_bytes())
    return digest.hexdigest()


def html_path(path: str) -> str:
    """Return where the page of a file of the tree stands in the site: `kind/id.md` in `kind/id/index.html`."""
    stem = path.removesuffix(".md")
    return f"{stem}.html" if stem == "index" or stem.endswith("/index") else f"{stem}/index.html"


def put(file: Path, html: bytes) -> None:
    """Write a page into a site."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(html)


def jobs_for(pages: int) -> int:
    """Return how many processes are worth their start for so many pages."""
    return max(1, min(len(os.sched_getaffinity(0)), pages // AT_ONCE))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
