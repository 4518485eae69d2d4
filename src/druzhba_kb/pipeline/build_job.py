"""Build job: a project folder in, the next site, made and checked, in the place of the last good one out.

One screen of steps: write the tree, render it, finish the pages, check them, swap the site in. A step that reported an error
is the last one, and the site that was there stays.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from functools import partial
from itertools import chain
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

import yaml

from druzhba_kb.editing.schemas import write_schemas
from druzhba_kb.journal import blamed
from druzhba_kb.layout import LOCALES, SIGNATURE, TRANSLATIONS, files_of
from druzhba_kb.locales import in_language, speaking, spoken
from druzhba_kb.locales.script import CATALOGUE, script
from druzhba_kb.model import KnowledgeBase
from druzhba_kb.pipeline.checking import check, forget_texts
from druzhba_kb.pipeline.fingerprint import Fingerprint, digest_of, stamp
from druzhba_kb.pipeline.look import SHEET, site_settings
from druzhba_kb.pipeline.settings import Edition, look_across, renderer_settings
from druzhba_kb.publishing import confine_templates, escape_settings
from druzhba_kb.publishing.assemble import Assembly, Kept, keep_site, last_site
from druzhba_kb.publishing.atomic_publish import publish, recover, staging
from druzhba_kb.publishing.link_check import check_change, check_site, lost_addresses, published
from druzhba_kb.publishing.offline import make_offline
from druzhba_kb.publishing.page_workers import PageWork, make_pages
from druzhba_kb.publishing.picture_sizes import picture_sizes
from druzhba_kb.publishing.policy import HEADERS, write_headers
from druzhba_kb.publishing.renderer import RENDERERS, render
from druzhba_kb.publishing.search import indexed, take_over_index
from druzhba_kb.publishing.sitemap import add_to_sitemap, write_sitemap
from druzhba_kb.publishing.source_map import Made, SourceMap
from druzhba_kb.publishing.task_cache import TaskCache
from druzhba_kb.publishing.theme_language import theme_language
from druzhba_kb.relate import relate
from druzhba_kb.relate.translated_records import translated_into
from druzhba_kb.render.exports.data import data_pages
from druzhba_kb.render.exports.feed import days_of_change, feed_pages
from druzhba_kb.render.exports.search_index import name_index_pages
from druzhba_kb.render.exports.services import edit_link
from druzhba_kb.render.navigation import named_files, navigation
from druzhba_kb.render.page_model import Page, address_in, media
from druzhba_kb.render.site_index import index_site
from druzhba_kb.render.site_pages import assets, tasks
from druzhba_kb.render.templates import load_templates
from druzhba_kb.report import Place, Report
from druzhba_kb.reviewing.attestation import BadSignature, attested_articles
from druzhba_kb.theme import Theme, files_below
from druzhba_kb.values.edtf import span
from druzhba_kb.write import are_apart, link, put, tidy

GZIP_END = 2**32  # MkDocs writes this date into a gzip header, which has 32 bits for it
CARD = "assets/card.png"  # as the theme names it


@dataclass(frozen=True, slots=True)
class BuildJob:
    """One build of one edition; `before` is what was found of the last site."""

    root: Path
    edition: Edition
    report: Report
    progress: Callable[[str], None]
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
    def outlines(self) -> Path:
        """Return the folder of what the renderer is given of the tree."""
        return self.docs.with_name(f"{self.docs.name}.outlines")

    @property
    def overrides(self) -> Path:
        """Return the folder of what stands over MkDocs' theme, of which MkDocs takes but one."""
        return self.docs.with_name(f"{self.docs.name}.theme")

    @property
    def made(self) -> Path:
        """Return the file of what the site's pages were made of."""
        return self.site.with_name(f"{self.site.name}.made")

    @property
    def config(self) -> Path:
        """Return the file of the renderer's settings."""
        return self.root / "build" / self.edition.config

    def make(self) -> bool | None:
        """Go the whole way; return whether the site changed, or None after errors."""
        self.progress("checking the content")
        checked = self.site.with_name(f"{self.site.name}.checked") if self.edition.cached else None
        kb = check(self.root, self.report, guarded=not self.edition.drafts, checked=checked)
        if kb is None:
            return None
        if not self.edition.at_once:  # a preview stands, and asks for them again
            forget_texts()
        # before drafts are left out: an editor's program completes them too
        write_schemas(kb.records, self.root, self.report)
        kb, code = self._shown(self._attested(kb)), self.edition.language
        return self._made(relate(translated_into(kb.records, code), Report()) if code else kb)

    def _made(self, kb: KnowledgeBase) -> bool | None:
        """Make the site of the edition, and before it those of the same in the languages into which it is translated."""
        further = [] if self.edition.language or self.edition.at_once else sorted(kb.records.translations)
        for code in further:
            self.progress(f"the site in '{code}'")
            edition = self.edition.translated(code)
            job = replace(self, edition=edition, before=stamp(self.root, self.root / "build" / edition.site, edition))
            recover(job.site)
            if job._made(relate(translated_into(kb.records, code), Report())) is None:
                return None
        read = site_settings(self.root, kb.records, self.edition, self.theme, self.report)
        if read is None or (self.edition.private and not self._has_texts(kb)) or self.report.failed:
            return None
        given, settings = read.given, read.shown
        with speaking(read.interface):
            pages = self._write(kb, settings, read.sheet)
            if pages is None:
                return None
            self._settle(given, kb, pages)
        common, across = self._common(kb), look_across(given)
        used = self.edition.cached and not self.edition.offline and not across
        kept = last_site(self.made, common, self.before.intact) if used else Kept()
        renderer, plain = RENDERERS[self.edition.renderer], self.edition.offline
        assembly = Assembly(pages, self.docs, self.site, kept, renderer.theme, plain, across)
        made = self._assemble(assembly, kb, kept)
        return None if self.report.failed else self._publish(pages, assembly, made, common, settings, kb)

    def _attested(self, kb: KnowledgeBase) -> KnowledgeBase:
        """Return the base in which each article knows who has signed for it; a bad signature is told and says nothing."""
        try:
            return replace(kb, records=attested_articles(self.root, kb.records))
        except BadSignature as fault:
            self.report.warning(Place(SIGNATURE), "bad-signature", str(fault))
            return kb

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

    def _write(self, kb: KnowledgeBase, settings: Mapping[str, str], sheet: str) -> list[Page] | None:
        """Write the tree; return its pages without their texts, or None after errors."""
        self.progress("writing the pages")
        cat, memory = index_site(kb), self._memory(settings)
        work = PageWork(self.root, spoken().code, kb, settings, self.theme)
        every = tasks(cat, settings, load_templates(self.theme, self.report))
        made = memory.make(every, cat, partial(make_pages, work=work, report=self.report))
        plain = chain(
            data_pages(kb, settings["license"]),
            name_index_pages(cat, settings),
            feed_pages(kb, settings),
            assets(self.theme, self.report),
            [Page(SHEET, sheet)] if sheet else [],
            (Page(media(file), "", data=(self.root / file).read_bytes()) for file in kb.records.assets),
            picture_sizes(self.root, kb.records, self.docs),
            [Page(CATALOGUE, script())],
        )
        pages = [*made, *memory.written(plain)]
        names = [page.path for page in pages]
        if self.edition.sitemap:
            now = [address_in(name) for name in names]
            for code in kb.records.translations:
                tree = self.root / "build" / self.edition.translated(code).docs
                now += [f"{code}/{address_in(name)}" for name in files_of(tree)]
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
        docs = self.docs if look_across(given) else self.outlines
        hooks = [] if self.edition.trusted else [Path(escape_settings.__file__)]
        hooks += [Path(confine_templates.__file__)] if self.theme.differs("theme/") else []
        nav = navigation(kb, names)
        text = renderer_settings(given, self.edition, docs.name, self.overrides.name, nav, count, hooks)
        put(self.config.parent, self.config.name, text)
        files: dict[str, str | bytes] = dict(theme_language(RENDERERS[self.edition.renderer].theme))
        for name, file in self.theme.below("theme/").items():
            files[name.removeprefix("theme/")] = _in_language(file)
        tidy(self.overrides, files)
        for name, data in files.items():
            put(self.overrides, name, data)

    def _memory(self, settings: Mapping[str, str]) -> TaskCache:
        """Return what is known of the last tree."""
        own = files_below(self.root / LOCALES)
        reaching = digest_of([json.dumps(settings)], {**self.theme.below("", ".j2"), **own})
        return TaskCache(self.docs.with_name(f"{self.docs.name}.made"), self.docs, reaching, self.edition.cached)

    def _common(self, kb: KnowledgeBase) -> str:
        """Return the digest of what reaches every page of the site."""
        texts = [self.config.read_text("utf-8"), self.edition.renderer, str(_epoch(kb))]
        return digest_of(texts, files_below(self.overrides))

    def _assemble(self, assembly: Assembly, kb: KnowledgeBase, kept: Kept) -> Kept:
        """Put the next site's pages into the staging folder, those with new outlines laid out by the renderer."""
        staged, new, every = staging(self.site), len(assembly.new), assembly.pages
        self.progress(f"rendering {new} of {every} pages" if assembly.as_before else f"rendering {every} pages")
        if not new and kept.files:
            return assembly.put(None, staged, self.report)
        # a renderer that outlives a killed build writes into a folder that no other build knows
        layouts = Path(mkdtemp(prefix=f"{staged.name}.", dir=staged.parent))
        if not assembly.whole:
            assembly.outlines(self.outlines, named_files(navigation(kb, assembly.names)))
        render(RENDERERS[self.edition.renderer], self.config, self.docs, layouts, _epoch(kb), self.report, self.theme)
        made = Kept() if self.report.failed else assembly.put(layouts, staged, self.report)
        rmtree(layouts, ignore_errors=True)
        return made

    def _publish(
        self,
        pages: list[Page],
        assembly: Assembly,
        made: Kept,
        common: str,
        settings: Mapping[str, str],
        kb: KnowledgeBase,
    ) -> bool | None:
        """Finish the staged site, check it and put it in place; return whether it changed, or None after errors."""
        parts = {page.path: Made(page.template, page.record) for page in pages if page.template}
        folder = f"{self.edition.language}/" if self.edition.language else ""
        origins = SourceMap(self.root, parts, edit_link(settings, "") or "", self.theme, folder)
        staged, base = staging(self.site), settings.get("site_url") or ""
        self.progress("indexing the pages and checking the links")
        follows = assembly.as_before and self.before.is_intact()
        write_sitemap(staged, assembly.names, base, days_of_change(kb))
        self._finish(staged, settings, follows)
        with self._indexed(staged):
            if follows:
                check_change(self.site, staged, self.report, base, origins, kb.records.translations)
            else:
                check_site(staged, self.report, base, origins)
        if self.report.failed:
            return None
        if not self.edition.language and not self.edition.at_once:
            self._put_beside(staged, kb.records.translations)
        changed = publish(staged, self.site)
        if not self.edition.language:
            self._forget(kb.records.translations)
        try:
            if not self.edition.offline and not assembly.whole:
                keep_site(self.made, common, made)
            self.before.put(self.report.findings)
        except OSError as error:
            way = "the site is in place, but the next build makes every page again; 'druzhba-kb clean' may help"
            message = f"cannot be read or written: {error.strerror}; {way}"
            self.report.warning(Place(blamed(self.root, error)), "cannot-write", message)
        return changed

    def _put_beside(self, staged: Path, codes: Collection[str]) -> None:
        """Put the finished sites in other languages into the staged one; their files are links, as all that is taken over."""
        for code in codes:
            site = self.root / "build" / self.edition.translated(code).site
            for file in (file for file in files_of(site) if file != HEADERS):  # a host reads but that in its root
                link(site / file, staged / code / file)
        if codes and not self.edition.offline:
            write_headers(staged, codes)
            add_to_sitemap(staged, codes)

    def _forget(self, codes: Collection[str]) -> None:
        """Delete what builds have made in languages into which the base is not translated any more."""
        folder = self.root / "build" / TRANSLATIONS
        for stale in folder.iterdir() if folder.is_dir() else ():
            if stale.name not in codes:
                rmtree(stale, ignore_errors=True)

    def _finish(self, staged: Path, settings: Mapping[str, str], follows: bool) -> None:
        """Add what is made from the pages; a page of a disk has no host that could send headers.

        `follows` says whether the last site stands as it was left, and was made with these settings.
        """
        if settings.get("site_url") and follows:
            link(self.site / CARD, staged / CARD)
        elif settings.get("site_url"):
            from druzhba_kb.publishing.social_card import draw_card  # what it needs is slow to load

            draw_card(staged / CARD, settings["site_name"], settings["site_description"])
        if self.edition.offline:
            make_offline(staged)
        else:
            write_headers(staged)

    def _indexed(self, staged: Path) -> AbstractContextManager[None]:
        """Index the staged pages meanwhile; those that are shown at once are indexed later, and a disk has its own index."""
        if self.edition.at_once:
            take_over_index(self.site, staged)
        if self.edition.offline or self.edition.at_once:
            return nullcontext()
        return indexed(staged, self.report, self.site if self.edition.cached else None)


def _in_language(file: Path) -> str | bytes:
    return in_language(file.read_text(encoding="utf-8")) if file.suffix == ".html" else file.read_bytes()


def _epoch(kb: KnowledgeBase) -> int:
    """Return the day of the newest article in seconds since 1970, so that the site's dates follow from its content."""
    days = [span(article.published)[1] for article in kb.records.articles.values() if article.published]
    seconds = [int(datetime.combine(day, time(), UTC).timestamp()) for day in days]
    return max((second for second in seconds if 0 <= second < GZIP_END), default=0)
