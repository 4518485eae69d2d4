"""Page cache: what the pages of the last site were made of in; those that need not be made again out.

A page is kept as it was published, under a digest of all that reaches it: its own Markdown, the settings, the theme's
overrides and the versions of all libraries. What is damaged, foreign or of another version is made anew. One site's pages
are kept, no more.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

from druzhba_kb.publishing.atomic_publish import same_file
from druzhba_kb.publishing.policy import NOTHING, Admitted, Inline
from druzhba_kb.write import replace

LIST = "pages.json"
LINKED = re.compile(r"\]\(|^ {0,3}\[[^\]]+\]:", re.MULTILINE)  # inline links and definitions of links


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A kept page: the digests of its Markdown and of its HTML, and what it has inline."""

    source: str
    html: str
    inline: Inline


class PageCache:
    """The folder of the kept pages, the digest of what reaches every page, and whether to look."""

    def __init__(self, folder: Path, common: str, used: bool = True) -> None:
        self._folder = folder
        self._common = common
        self._policy, self._pages = self._read() if used else ("", {})

    def fresh(self, tree: Mapping[str, str]) -> dict[str, KeptPage]:
        """Return the kept page of each of a tree, `kind/id.md` with its digest, that is still what it would become.

        A page that was kept with no digest never is.
        """
        known = ((path, self._pages[path]) for path, source in tree.items() if source and path in self._pages)
        return {path: page for path, page in known if page.source == tree[path] and self._is_whole(page)}

    def put(self, fresh: Mapping[str, KeptPage], site: Path) -> Admitted:
        """Put kept pages into a site; return what their policy admits."""
        for path, page in fresh.items():
            link(self._folder / page.html, site / html_path(path))
        return (
            Admitted(self._policy, {html_path(path): page.inline for path, page in fresh.items()}) if fresh else NOTHING
        )

    def keep(self, tree: Mapping[str, str], site: Path, admitted: Admitted) -> None:
        """Keep the pages of a finished site in place of those of the last; the list comes last, so that a torn one is noticed."""
        self._folder.mkdir(parents=True, exist_ok=True)
        pages = {
            path: self._stored(path, tree[path], site, admitted) for path in tree if (site / html_path(path)).is_file()
        }
        rows = {
            path: [p.source, p.html, sorted(p.inline.scripts), sorted(p.inline.styles)] for path, p in pages.items()
        }
        content = {"common": self._common, "policy": admitted.policy, "pages": rows}
        replace(self._folder / LIST, json.dumps(content, separators=(",", ":")))
        wanted = {page.html for page in pages.values()} | {LIST}
        for file in self._folder.iterdir():
            if file.name not in wanted:
                file.unlink()

    def _stored(self, path: str, source: str, site: Path, admitted: Admitted) -> KeptPage:
        html = site / html_path(path)
        digest = _digest(html.read_bytes())
        kept = self._folder / digest
        if kept.is_file() and not same_file(kept, html):
            kept.unlink()  # damaged
        if not kept.is_file():
            link(html, kept)
        return KeptPage(source, digest, admitted.pages[html_path(path)])

    def _is_whole(self, page: KeptPage) -> bool:
        try:
            return _digest((self._folder / page.html).read_bytes()) == page.html
        except OSError:
            return False

    def _read(self) -> tuple[str, dict[str, KeptPage]]:
        """Return the policy and the pages that are kept; nothing where anything is odd."""
        try:
            found = json.loads((self._folder / LIST).read_bytes())
            if found["common"] != self._common:
                return "", {}
            pages = {str(path): _known(*row) for path, row in found["pages"].items()}
            return str(found["policy"]), pages
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return "", {}


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


def is_linked(text: str) -> bool:
    """Whether a page has a Markdown link, whose target the renderer looks for among the other pages."""
    return LINKED.search(text) is not None


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


def _known(source: str, html: str, scripts: list[str], styles: list[str]) -> KeptPage:
    return KeptPage(source, html, Inline(frozenset(scripts), frozenset(styles)))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
