"""Assembling: a tree, what the last site has kept and the layouts of the rest in, the pages of the next site out.

What a page needs least is done: one that is as it was is linked, one whose sections alone have changed gets them in place of
the old, and only one whose outline is new needs a renderer. No renderer is known here, but by the HTML that it wrote.

A page is known by the digests of what it was made of: its own Markdown, and its outline, without which no renderer need be
asked again. Settings, overrides and the versions of all libraries reach every page, and one digest stands for them. What is
damaged, foreign or of another version is made anew.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path

from druzhba_kb.layout import files_of
from druzhba_kb.publishing.kept_file import keep, kept
from druzhba_kb.publishing.page_sections import SplitPage, split_page
from druzhba_kb.publishing.policy import Inline, inline, policy, with_policy, without_policy
from druzhba_kb.publishing.sitemap import SITEMAP
from druzhba_kb.render.page_model import Page, address_in
from druzhba_kb.report import Place, Report
from druzhba_kb.write import link, put, tidy

UNUSED = (SITEMAP, f"{SITEMAP}.gz")  # what a renderer makes of the pages that it was given


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


def last_site(file: Path, common: str, intact: Collection[str]) -> Kept:
    """Return what the last site consists of, as far as its files are `intact`; `common` is the digest of what reaches all."""
    policy, rows, files = json.loads(kept(file, common) or '["", {}, []]')
    if not set(files) <= set(intact):  # a page without its theme's files would be no page
        return Kept()
    pages = {
        path: KeptPage(source, outline, Inline(frozenset(scripts), frozenset(styles)))
        for path, (source, outline, scripts, styles) in rows.items()
        if html_path(path) in intact
    }
    return Kept(policy, pages, files)


def keep_site(file: Path, common: str, made: Kept) -> None:
    """Note what the site that is in place now consists of."""
    rows = {
        path: [page.source, page.outline, sorted(page.inline.scripts), sorted(page.inline.styles)]
        for path, page in made.pages.items()
    }
    keep(file, json.dumps([made.policy, rows, sorted(made.files)], separators=(",", ":")).encode(), common)


def html_path(path: str) -> str:
    """Return where the page of a file of the tree stands in the site: `kind/id.md` in `kind/id/index.html`."""
    return f"{address_in(path)}index.html"


class Assembly:
    """The pages of a tree, each with what is `kept` of it in the `last` site.

    The scripts of the package `theme` may run. `bare` pages have no policy, as those of a disk. The renderer reads `whole`
    pages, where its plugins may look at them.
    """

    def __init__(
        self, pages: Sequence[Page], tree: Path, last: Path, kept: Kept, theme: str, bare: bool, whole: bool
    ) -> None:
        self.whole = whole
        self._theme_package = theme
        self._pages = {page.path: page for page in pages if page.outline}
        self._others = [page.path for page in pages if not page.outline]
        self._tree = tree
        self._last = last
        self._kept = kept
        self._bare = bare
        found = ((path, page.outline, kept.pages.get(path)) for path, page in self._pages.items())
        self._known = {path: page if page and page.outline == outline else None for path, outline, page in found}

    @property
    def pages(self) -> int:
        """The number of pages."""
        return len(self._pages)

    @property
    def names(self) -> Set[str]:
        """The files of the pages in the tree."""
        return self._pages.keys()

    @property
    def new(self) -> list[str]:
        """The files of the tree whose outlines are to be rendered; [] where none is."""
        return [path for path, known in self._known.items() if not known]

    @property
    def as_before(self) -> bool:
        """Whether any page is taken over."""
        return any(self._known.values())

    def outlines(self, folder: Path, always: Collection[str]) -> None:
        """Write the outlines of the new pages into a folder, with those that the navigation always names."""
        names = {*self.new, *always} & self._pages.keys()
        tidy(folder, names)
        for name in sorted(names):
            put(folder, name, self._split(name).outline)

    def put(self, layouts: Path | None, site: Path, report: Report) -> Kept:
        """Put the pages and all other files into a site; `layouts` has those of the new pages and the theme's files."""
        found = {path: known.inline for path, known in self._known.items() if known}
        if layouts:
            found |= {
                path: inline((layouts / html_path(path)).read_text("utf-8"), self._theme_package) for path in self.new
            }
        theme = self._theme(layouts)
        of_theme = (
            inline(data.decode(), self._theme_package) for name, data in theme.items() if name.endswith(".html")
        )
        made = "" if self._bare else policy([*found.values(), *of_theme])
        pages = {path: self._put(path, layouts, site, made, found[path], report) for path in self._pages}
        for name, data in theme.items():
            put(site, name, with_policy(data.decode(), made).encode() if name.endswith(".html") else data)
        for path in self._others:
            if not (site / path).exists():
                link(self._tree / path, site / path)
        return Kept(made, {path: page for path, page in pages.items() if page}, theme.keys())

    def _put(
        self, path: str, layouts: Path | None, site: Path, policy: str, found: Inline, report: Report
    ) -> KeptPage | None:
        page, known, html = self._pages[path], self._known[path], html_path(path)
        if known and known.source == page.digest and policy == self._kept.policy:
            link(self._last / html, site / html)
            return known
        try:
            if known:
                text = self._split(path).replaced_in((self._last / html).read_text("utf-8"))
                text = without_policy(text, self._kept.policy)
            else:
                assert layouts
                text = self._split(path).laid_out((layouts / html).read_text("utf-8"))
        except ValueError:
            report.error(
                Place(path), "renderer", "the theme shows no content of this page; expected 'page.content' in it"
            )
            return None
        put(site, html, with_policy(text, policy))
        return KeptPage(page.digest, page.outline, found)

    def _theme(self, layouts: Path | None) -> Mapping[str, bytes]:
        """Return the theme's files, its pages without a policy."""
        if not layouts:
            found = {name: (self._last / name).read_bytes() for name in self._kept.files}
            old = self._kept.policy
            pages = (name for name in found if name.endswith(".html"))
            return found | {name: without_policy(found[name].decode(), old).encode() for name in pages}
        mine = {html_path(path) for path in self._pages} | set(UNUSED)
        return {name: (layouts / name).read_bytes() for name in files_of(layouts) if name not in mine}

    def _split(self, path: str) -> SplitPage:
        text = (self._tree / path).read_text("utf-8")
        return SplitPage(text, ()) if self.whole else split_page(text)
