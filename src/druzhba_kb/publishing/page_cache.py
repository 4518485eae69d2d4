"""Page cache: the pages and the theme's files of the last site in; those that need not be made again out.

A page is kept as it was published, with the digests of what it was made of: its own Markdown, and its outline, without
which no renderer need be asked again. Settings, overrides and the versions of all libraries reach every page, and one digest
stands for them. What is damaged, foreign or of another version is made anew. One site's pages are kept, no more.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

from druzhba_kb.publishing.policy import Inline
from druzhba_kb.write import replace

LIST = "pages.json"


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page's digests of its Markdown, of its outline and of its HTML, and what it has inline."""

    source: str
    outline: str
    html: str
    inline: Inline


@dataclass(frozen=True, slots=True)
class Kept:
    """What a site consists of: its policy, its pages by their files in the tree, digests of the theme's files by name."""

    policy: str = ""
    pages: Mapping[str, KeptPage] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)


class PageCache:
    """The folder of what is kept, the digest of what reaches every page, and whether to look."""

    def __init__(self, folder: Path, common: str, used: bool = True) -> None:
        self._folder = folder
        self._common = common
        found = self._read() if used else Kept()
        # a page without its theme's files would be no page
        self.files = found.files if all(map(self._is_whole, found.files.values())) else {}
        self.policy = found.policy
        self._pages = found.pages if self.files else {}

    def page(self, path: str, outline: str) -> KeptPage | None:
        """Return the kept page of a file of the tree, if its outline is still that."""
        page = self._pages.get(path)
        return page if page and page.outline == outline and self._is_whole(page.html) else None

    def file(self, digest: str) -> Path:
        """Return where something is kept."""
        return self._folder / digest

    def keep(self, made: Kept, site: Path) -> None:
        """Keep what a finished site consists of in place of the last; the list comes last, so that a torn one is noticed."""
        self._folder.mkdir(parents=True, exist_ok=True)
        wanted = {page.html: html_path(path) for path, page in made.pages.items()}
        wanted |= {digest: name for name, digest in made.files.items()}
        for digest, name in wanted.items():
            if not self._is_whole(digest):
                self.file(digest).unlink(missing_ok=True)
                link(site / name, self.file(digest))
        rows = {
            path: [p.source, p.outline, p.html, sorted(p.inline.scripts), sorted(p.inline.styles)]
            for path, p in made.pages.items()
        }
        content = {"common": self._common, "policy": made.policy, "pages": rows, "files": made.files}
        replace(self.file(LIST), json.dumps(content, separators=(",", ":")))
        for file in self._folder.iterdir():
            if file.name not in wanted and file.name != LIST:
                file.unlink()

    def _is_whole(self, digest: str) -> bool:
        try:
            return digest_of(self.file(digest).read_bytes()) == digest
        except OSError:
            return False

    def _read(self) -> Kept:
        """Return what is kept; nothing where anything is odd."""
        try:
            found = json.loads(self.file(LIST).read_bytes())
            if found["common"] != self._common:
                return Kept()
            pages = {str(path): _known(*row) for path, row in found["pages"].items()}
            files = {str(name): str(digest) for name, digest in found["files"].items()}
            return Kept(str(found["policy"]), pages, files)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return Kept()


def common(texts: Iterable[str], files: Mapping[str, Path]) -> str:
    """Return the digest of what reaches every page: settings, files by name, the libraries and their versions."""
    # another Python or library may render otherwise, and nobody would notice
    digest = hashlib.sha256("\n".join([sys.version, *versions(), *texts]).encode())
    for name, file in files.items():
        digest.update(f"\0{name}\0".encode() + file.read_bytes())
    return digest.hexdigest()


@cache
def versions() -> tuple[str, ...]:
    """Return the name and version of each library."""
    return tuple(sorted(f"{one.name} {one.version}" for one in distributions()))


def html_path(path: str) -> str:
    """Return where the page of a file of the tree stands in the site: `kind/id.md` in `kind/id/index.html`."""
    stem = path.removesuffix(".md")
    return f"{stem}.html" if stem == "index" or stem.endswith("/index") else f"{stem}/index.html"


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


def digest_of(data: bytes) -> str:
    """Return the SHA-256."""
    return hashlib.sha256(data).hexdigest()


def _known(source: str, outline: str, html: str, scripts: list[str], styles: list[str]) -> KeptPage:
    return KeptPage(source, outline, html, Inline(frozenset(scripts), frozenset(styles)))
