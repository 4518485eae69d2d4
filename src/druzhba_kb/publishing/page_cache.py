"""Page cache: the last site and what its pages were made of in; those that need not be made again out.

A page is known by the digests of what it was made of: its own Markdown, and its outline, without which no renderer need be
asked again. Settings, overrides and the versions of all libraries reach every page, and one digest stands for them. What is
damaged, foreign or of another version is made anew.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from druzhba_kb.publishing.kept_file import keep, kept
from druzhba_kb.publishing.policy import Inline
from druzhba_kb.render.page_model import address_in


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page's digests of its Markdown and of its outline, and what it has inline."""

    source: str
    outline: str
    inline: Inline


@dataclass(frozen=True, slots=True)
class Kept:
    """What a site consists of: its policy, its pages by their files in the tree, the names of the theme's files."""

    policy: str = ""
    pages: Mapping[str, KeptPage] = field(default_factory=dict)
    files: Collection[str] = ()


class PageCache:
    """The last site and those of its files that are as they were published, and the list of what its pages were made of.

    `common` is the digest of what reaches every page, and `used` whether to look.
    """

    def __init__(self, file: Path, site: Path, intact: Collection[str], common: str, used: bool = True) -> None:
        self._file = file
        self._site = site
        self._common = common
        found = kept(file, common) if used else None
        self.policy, rows, files = json.loads(found or '["", {}, []]')
        # a page without its theme's files would be no page
        self.files: Collection[str] = files if set(files) <= set(intact) else ()
        self._rows = {path: row for path, row in rows.items() if self.files and html_path(path) in intact}

    def page(self, path: str, outline: str) -> KeptPage | None:
        """Return what the page of a file of the tree was made of, if it stands in the last site and has that outline."""
        row = self._rows.get(path)
        if not row or row[1] != outline:
            return None
        return KeptPage(row[0], row[1], Inline(frozenset(row[2]), frozenset(row[3])))

    def file(self, name: str) -> Path:
        """Return where a file of the last site stands."""
        return self._site / name

    def keep(self, made: Kept) -> None:
        """Note what the site that is in place now consists of."""
        rows = {
            path: [page.source, page.outline, sorted(page.inline.scripts), sorted(page.inline.styles)]
            for path, page in made.pages.items()
        }
        data = json.dumps([made.policy, rows, sorted(made.files)], separators=(",", ":"))
        keep(self._file, data.encode(), self._common)


def html_path(path: str) -> str:
    """Return where the page of a file of the tree stands in the site: `kind/id.md` in `kind/id/index.html`."""
    return f"{address_in(path)}index.html"
