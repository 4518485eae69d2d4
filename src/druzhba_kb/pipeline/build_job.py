"""Build job: a project folder in, the next site, made and checked, in the place of the last good one out.

One screen of steps: write the tree, render it, finish the pages, check them, swap the site in. A step that reported an error
is the last one, and the site that was there stays.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime, time
from itertools import chain
from pathlib import Path

import yaml

from druzhba_kb.editing.schemas import write_schemas
from druzhba_kb.journal import blamed
from druzhba_kb.load import Known
from druzhba_kb.model import KnowledgeBase
from druzhba_kb.pipeline.checking import check
from druzhba_kb.pipeline.fingerprint import Fingerprint, program
from druzhba_kb.pipeline.settings import Edition, look_across, page_settings, read_settings, renderer_settings
from druzhba_kb.publishing.atomic_publish import publish, staging
from druzhba_kb.publishing.bytecode_cache import CompiledTemplates
from druzhba_kb.publishing.link_check import check_change, check_site, lost_addresses, published
from druzhba_kb.publishing.offline import make_offline
from druzhba_kb.publishing.page_cache import PageCache, common, is_linked, link
from druzhba_kb.publishing.policy import NOTHING, Admitted, apply_policy
from druzhba_kb.publishing.processes import jobs_for
from druzhba_kb.publishing.renderer import Renderer, Share, run_mkdocs
from druzhba_kb.publishing.search import indexed, take_over_index
from druzhba_kb.publishing.source_map import Made, SourceMap
from druzhba_kb.publishing.task_cache import TaskCache
from druzhba_kb.relate import relate
from druzhba_kb.render.exports.data import data_pages
from druzhba_kb.render.exports.feed import days_of_change, feed_pages
from druzhba_kb.render.exports.search_index import name_index_pages
from druzhba_kb.render.exports.services import edit_link
from druzhba_kb.render.page_model import Page, address_in
from druzhba_kb.render.site_index import index_site
from druzhba_kb.render.site_pages import assets, navigation, tasks
from druzhba_kb.render.templates import load_templates
from druzhba_kb.report import Place, Report
from druzhba_kb.theme import Theme, files_below
from druzhba_kb.values.edtf import span
from druzhba_kb.write import are_apart, put, tidy

GZIP_END = 2**32  # MkDocs writes this date into a gzip header, which has 32 bits for it
CARD = "assets/card.png"  # as the theme names it


@dataclass(frozen=True, slots=True)
class _Rendered:
    """The digests of all Markdown pages, and where pages are kept, those that stood there already."""

    tree: Mapping[str, str]
    kept: PageCache | None
    fresh: Collection[str]


@dataclass(frozen=True, slots=True)
class BuildJob:
    """One build of one edition.

    `known` are the entities as a standing process has read them, None in one that builds once; `before` is what was found
    of the last site.
    """

    root: Path
    edition: Edition
    report: Report
    progress: Callable[[str], None]
    renderer: Renderer
    known: Known | None
    before: Fingerprint
    theme: Theme

    @property
    def site(self) -> Path:
        """Return the folder of the finished site."""
        return self.root / "build" / self.edition.site

    @property
    def docs(self) -> Path:
        """Return the folder of the tree."""
        return self.root / "build" / self.edition.docs

    @property
    def overrides(self) -> Path:
        """Return the folder of what stands over MkDocs' theme, of which MkDocs takes but one."""
        return self.docs.with_name(f"{self.edition.docs}.theme")

    @property
    def config(self) -> Path:
        """Return the file of the renderer's settings."""
        return self.root / "build" / self.edition.config

    def make(self) -> bool | None:
        """Go the whole way; return whether the site changed, or None after errors."""
        self.progress("checking the content")
        kb = check(self.root, self.report, guarded=not self.edition.drafts, known=self.known)
        if kb is None:
            return None
        write_schemas(kb, self.root, self.report)  # before drafts are left out: an editor's program completes them too
        kb = self._shown(kb)
        given = read_settings(self.root, self.report, self.edition.trusted)
        if given is None or (self.edition.private and not self._has_texts(kb)):
            return None
        settings, compiled = page_settings(given, self.edition, self.report), self._compiled()
        pages = self._write(kb, settings, compiled)
        if pages is None:
            return None
        self._settle(given, kb, pages)
        made = self._render(pages, kb, compiled)
        return None if self.report.failed else self._publish(pages, made, settings)

    def _shown(self, kb: KnowledgeBase) -> KnowledgeBase:
        """Return what the edition shows; without drafts, the rest is related anew, so that no trace of them remains."""
        hidden = kb.records.drafts and not self.edition.drafts
        return relate(kb.records.published, self.report) if hidden else kb

    def _has_texts(self, kb: KnowledgeBase) -> bool:
        """Whether every withheld text is at hand, which the private edition shows."""
        for article in kb.records.articles.values():
            if article.rights != "full" and article.text is None:
                message = f"there is no text of '{article.id}'; import the article first, so that 'sources' holds it"
                self.report.error(Place(f"sources/{article.id}.md"), "no-texts", message)
        return not self.report.failed

    def _write(
        self, kb: KnowledgeBase, settings: Mapping[str, str], compiled: CompiledTemplates | None
    ) -> list[Page] | None:
        """Write the tree; return its pages without their texts, or None after errors."""
        self.progress("writing the pages")
        cat, memory = index_site(kb), self._memory(settings)
        made = memory.make(tasks(cat, settings, load_templates(self.theme, self.report, compiled)), cat, self.report)
        plain = chain(
            data_pages(kb, settings["license"]),
            name_index_pages(cat, settings),
            feed_pages(kb, settings),
            assets(self.theme, self.report),
        )
        pages = [*made, *memory.written(plain)]
        names = [page.path for page in pages]
        if self.edition.sitemap:
            now = [address_in(name) for name in names]
            lost_addresses(published(self.edition.sitemap, self.report), now, self.report)
        if self.report.failed or not are_apart(names, self.report):
            return None
        tidy(self.docs, names)
        memory.keep()
        return pages

    def _settle(self, given: yaml.MappingNode, kb: KnowledgeBase, pages: Sequence[Page]) -> None:
        """Write what the renderer is to know: its settings, and what stands over MkDocs' theme."""
        names = {page.path for page in pages}
        count = sum(name.endswith(".md") for name in names)
        text = renderer_settings(given, self.edition, self.overrides.name, navigation(kb, names), count)
        put(self.config.parent, self.config.name, text)
        files = {name.removeprefix("theme/"): file for name, file in self.theme.below("theme/").items()}
        tidy(self.overrides, files)
        for name, file in files.items():
            put(self.overrides, name, file.read_bytes())

    def _compiled(self) -> CompiledTemplates | None:
        """Return where templates are kept compiled, by this program and these libraries alone."""
        if not self.edition.cached:
            return None
        # what is compiled for the sandbox runs in it alone
        confined = str(self.theme.differs("", ".j2"))
        folder, mark = (self.root / "build" / "compiled").resolve(), common([program(), confined], {})[:12]
        folder.mkdir(exist_ok=True)
        for file in folder.iterdir():
            if not file.name.startswith(mark):
                file.unlink(missing_ok=True)
        return CompiledTemplates(str(folder), mark)

    def _memory(self, settings: Mapping[str, str]) -> TaskCache:
        """Return what is known of the last tree."""
        reaching = common([json.dumps(settings), program()], self.theme.below("", ".j2"))
        # a standing process has threads, of which a copy would have none
        jobs = jobs_for if self.known is None else lambda _: 1
        return TaskCache(self.docs.with_name(f"{self.docs.name}.made"), self.docs, reaching, self.edition.cached, jobs)

    def _render(self, pages: list[Page], kb: KnowledgeBase, compiled: CompiledTemplates | None) -> _Rendered:
        """Render into the staging folder what was not made before."""
        epoch, changed = _epoch(kb), days_of_change(kb)
        staged, kept = staging(self.site), self._kept(epoch)
        tree = {page.path: page.digest for page in pages if page.path.endswith(".md")}
        fresh = kept.fresh(tree) if kept else frozenset()
        new = tree.keys() - fresh
        linked = {page.path for page in pages if page.path in new and is_linked(self._text(page))}
        self.progress(f"rendering {len(new)} of {len(tree)} pages" if fresh else f"rendering {len(tree)} pages")
        where = (compiled.folder, compiled.mark) if compiled else None
        share = Share(frozenset(new), jobs_for(len(new)), bool(linked), where) if kept else None
        trusted = self.edition.trusted
        run_mkdocs(
            self.config, self.docs, staged, epoch, self.report, share, self.renderer, self.theme, changed, trusted
        )
        # MkDocs would copy each of these files, of which there are thousands
        for page in pages if kept else ():
            if page.path not in tree:
                link(self.docs / page.path, staged / page.path)
        # where a Markdown link leads depends on other pages, so such a page is never taken over
        tree |= dict.fromkeys(linked, "")
        return _Rendered(tree, None if self.edition.offline else kept, fresh)

    def _text(self, page: Page) -> str:
        return (self.docs / page.path).read_text("utf-8")

    def _kept(self, epoch: int) -> PageCache | None:
        """Return what is kept of the last site; None where the settings have what may look across pages."""
        settings = self.config.read_text("utf-8")
        if look_across(settings):
            return None
        reaching = common([settings, str(epoch), program()], files_below(self.overrides))
        used = self.edition.cached and not self.edition.offline
        file = self.site.with_name(f"{self.site.name}.made")
        return PageCache(file, self.site, self.before.intact, reaching, used)

    def _publish(self, pages: list[Page], made: _Rendered, settings: Mapping[str, str]) -> bool | None:
        """Finish the staged site, check it and put it in place; return whether it changed, or None after errors."""
        parts = {page.path: Made(page.template, page.record) for page in pages if page.template}
        origins = SourceMap(self.root, parts, edit_link(settings, "") or "", self.theme)
        staged, base = staging(self.site), settings.get("site_url") or ""
        self.progress("indexing the pages and checking the links")
        follows = bool(made.fresh) and self.before.is_intact()
        admitted = self._finish(staged, made, settings, follows)
        with self._indexed(staged):
            if follows:
                check_change(self.site, staged, self.report, base, origins)
            else:
                check_site(staged, self.report, base, origins)
        if self.report.failed:
            return None
        changed = publish(staged, self.site)
        try:
            if made.kept:
                made.kept.keep(made.tree, admitted)
            self.before.put(clean=not self.report.findings)
        except OSError as error:
            way = "the site is in place, but the next build makes every page again; 'druzhba-kb clean' may help"
            message = f"cannot be read or written: {error.strerror}; {way}"
            self.report.warning(Place(blamed(self.root, error)), "cannot-write", message)
        return changed

    def _finish(self, staged: Path, made: _Rendered, settings: Mapping[str, str], follows: bool) -> Admitted:
        """Add what is made from the rendered pages and those kept; a page of a disk has no host that a policy could name.

        `follows` says whether the last site stands as it was left, and was made with these settings.
        """
        if settings.get("site_url") and follows:
            link(self.site / CARD, staged / CARD)
        elif settings.get("site_url"):
            from druzhba_kb.publishing.social_card import draw_card  # what it needs is slow to load

            draw_card(staged / CARD, settings["site_name"], settings["site_description"])
        if self.edition.offline:
            make_offline(staged)
            return NOTHING
        return apply_policy(staged, made.kept.put(made.fresh, staged) if made.kept else NOTHING)

    def _indexed(self, staged: Path) -> AbstractContextManager[None]:
        """Index the staged pages meanwhile; those that are shown at once are indexed later, and a disk has its own index."""
        if self.edition.at_once:
            take_over_index(self.site, staged)
        if self.edition.offline or self.edition.at_once:
            return nullcontext()
        return indexed(staged, self.report, self.site if self.edition.cached else None)


def _epoch(kb: KnowledgeBase) -> int:
    """Return the day of the newest article in seconds since 1970, so that the site's dates follow from its content."""
    days = [span(article.published)[1] for article in kb.records.articles.values() if article.published]
    seconds = [int(datetime.combine(day, time(), UTC).timestamp()) for day in days]
    return max((second for second in seconds if 0 <= second < GZIP_END), default=0)
