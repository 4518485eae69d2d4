"""Assembling: a tree, what the last site has kept and the layouts of the rest in, the pages of the next site out.

What a page needs least is done: one that is as it was is linked, one whose sections alone have changed gets them in place of
the old, and only one whose outline is new needs a renderer. No renderer is known here, but by the HTML that it wrote.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Set
from pathlib import Path

from druzhba_kb.layout import files_of
from druzhba_kb.publishing.page_cache import Kept, KeptPage, PageCache, html_path
from druzhba_kb.publishing.page_sections import SplitPage, split_page
from druzhba_kb.publishing.policy import Inline, inline, policy, with_policy, without_policy
from druzhba_kb.publishing.sitemap import SITEMAP
from druzhba_kb.render.page_model import Page
from druzhba_kb.report import Place, Report
from druzhba_kb.write import link, put, tidy

UNUSED = (SITEMAP, f"{SITEMAP}.gz")  # what a renderer makes of the pages that it was given


class Assembly:
    """The pages of a tree, each with what is kept of it.

    The scripts of the package `theme` may run. `bare` pages have no policy, as those of a disk. The renderer reads `whole`
    pages, where its plugins may look at them.
    """

    def __init__(self, pages: Sequence[Page], tree: Path, kept: PageCache, theme: str, bare: bool, whole: bool) -> None:
        self.whole = whole
        self._theme_package = theme
        self._pages = {page.path: page for page in pages if page.outline}
        self._others = [page.path for page in pages if not page.outline]
        self._tree = tree
        self._kept = kept
        self._bare = bare
        self._known = {path: kept.page(path, page.outline) for path, page in self._pages.items()}

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
            link(self._kept.file(html), site / html)
            return known
        try:
            if known:
                text = self._split(path).replaced_in(self._kept.file(html).read_text("utf-8"))
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
            found = {name: self._kept.file(name).read_bytes() for name in self._kept.files}
            old = self._kept.policy
            pages = (name for name in found if name.endswith(".html"))
            return found | {name: without_policy(found[name].decode(), old).encode() for name in pages}
        mine = {html_path(path) for path in self._pages} | set(UNUSED)
        return {name: (layouts / name).read_bytes() for name in files_of(layouts) if name not in mine}

    def _split(self, path: str) -> SplitPage:
        text = (self._tree / path).read_text("utf-8")
        return SplitPage(text, ()) if self.whole else split_page(text)
