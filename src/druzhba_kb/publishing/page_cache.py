"""Page cache: what the pages of the last site were made of in; those that need not be made again out.

A page is taken over from that site, under a digest of all that reaches it: its own Markdown, the settings, the theme's
overrides and the versions of all libraries. What is damaged, foreign or of another version is made anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sys
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

from druzhba_kb.publishing.kept_file import keep, kept
from druzhba_kb.publishing.policy import NOTHING, Admitted, Inline

LINKED = re.compile(r"\]\(|^ {0,3}\[[^\]]+\]:", re.MULTILINE)  # inline links and definitions of links


class PageCache:
    """The last site and those of its files that are as they were published, and the list of what its pages were made of.

    `common` is the digest of what reaches every page, and `used` whether to look.
    """

    def __init__(self, file: Path, site: Path, intact: Collection[str], common: str, used: bool = True) -> None:
        self._file = file
        self._site = site
        self._common = common
        found = json.loads((kept(file, common) if used else None) or '["", {}]')
        self._policy: str = found[0]
        self._rows = {path: row for path, row in found[1].items() if html_path(path) in intact}

    def fresh(self, tree: Mapping[str, str]) -> frozenset[str]:
        """Return those of a tree, `kind/id.md` with its digest, whose page in the last site is still what it would become.

        A page that was kept with no digest never is.
        """
        return frozenset(path for path, source in tree.items() if source and self._rows.get(path, [""])[0] == source)

    def put(self, fresh: Collection[str], staged: Path) -> Admitted:
        """Put pages of the last site into the next; return what their policy admits."""
        for path in map(html_path, fresh):
            link(self._site / path, staged / path)
        inline = {html_path(path): Inline(*map(frozenset, self._rows[path][1:])) for path in fresh}
        return Admitted(self._policy, inline) if fresh else NOTHING

    def keep(self, tree: Mapping[str, str], admitted: Admitted) -> None:
        """Note what the pages of the site that is in place now were made of."""
        inline = {path: admitted.pages[html_path(path)] for path in tree if html_path(path) in admitted.pages}
        rows = {path: [tree[path], sorted(one.scripts), sorted(one.styles)] for path, one in inline.items()}
        keep(self._file, json.dumps([admitted.policy, rows], separators=(",", ":")).encode(), self._common)


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
