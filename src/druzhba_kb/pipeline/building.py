"""Building: a project folder in, a finished site in the place of the last good one out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path

import yaml

from druzhba_kb import write as files
from druzhba_kb.editing.schemas import write_schemas
from druzhba_kb.model import KnowledgeBase
from druzhba_kb.pipeline.checking import check
from druzhba_kb.pipeline.editions import PREVIEW, PUBLIC, Edition
from druzhba_kb.pipeline.settings import read_settings
from druzhba_kb.publishing.card import draw_card
from druzhba_kb.publishing.kept import Kept, common, html_path, jobs_for, put
from druzhba_kb.publishing.links import check_pages, check_site
from druzhba_kb.publishing.lost import lost_addresses, published
from druzhba_kb.publishing.offline import make_offline
from druzhba_kb.publishing.origins import Made, Origins
from druzhba_kb.publishing.policy import apply_policy
from druzhba_kb.publishing.renderer import ALL, Renderer, Share, run_mkdocs
from druzhba_kb.publishing.search import indexed, take_over_index
from druzhba_kb.publishing.swap import lock, publish, recover, staging
from druzhba_kb.relate import relate
from druzhba_kb.render import Page, navigation, render
from druzhba_kb.render.data import data_pages, export
from druzhba_kb.render.feed import feed_pages
from druzhba_kb.render.lookup import lookup_page
from druzhba_kb.render.page import address_in
from druzhba_kb.render.services import edit_link
from druzhba_kb.report import Place, Report
from druzhba_kb.values.dates import span

GZIP_END = 2**32
SOURCE = Path(__file__).parents[1]
INPUTS = ("articles", "entities", "sources", "templates", "mkdocs.yml")
Progress = Callable[[str], None]


def build(
    root: Path, report: Report, progress: Progress, edition: Edition = PUBLIC, renderer: Renderer | None = None
) -> bool | None:
    """Check the project, render an edition and swap it in; return whether it changed, or None after errors."""
    run = _Run(root, edition, report, progress, renderer)
    try:
        run.site.parent.mkdir(exist_ok=True)
        with lock(run.site, report) as free:
            if not free:
                return None
            recover(run.site)
            return run.build()
    except OSError as error:
        name = Path(error.filename).name if isinstance(error.filename, str) else "build"
        report.error(
            Place(name), "cannot-write", f"cannot be written: {error.strerror}; the last good site is untouched"
        )
        return None


def index_preview(root: Path, report: Report) -> None:
    """Index the pages of the preview, which are shown before."""
    with indexed(root / "build" / PREVIEW.site, report):
        pass


@dataclass(frozen=True, slots=True)
class _Run:
    """One build of one edition."""

    root: Path
    edition: Edition
    report: Report
    progress: Progress
    renderer: Renderer | None

    @property
    def site(self) -> Path:
        """Return the folder of the finished site."""
        return self.root / "build" / self.edition.site

    @property
    def docs(self) -> Path:
        """Return the folder of the tree."""
        return self.root / "build" / self.edition.docs

    @property
    def config(self) -> Path:
        """Return the file of the renderer's settings."""
        return self.root / "build" / self.edition.config

    def build(self) -> bool | None:
        """Go the whole way; return whether the site changed, or None after errors."""
        if self.edition.cached and _read(self._stamp_file) == self._stamp():
            return False
        self._stamp_file.unlink(missing_ok=True)
        self.progress("checking the content")
        kb = check(self.root, self.report, guarded=not self.edition.drafts)
        if kb is None:
            return None
        write_schemas(kb, self.root, self.report)
        kb = self._shown(kb)
        settings = read_settings(self.root, self.edition, self.report)
        if settings is None or (self.edition.private and not self._has_texts(kb)):
            return None
        exported = export(kb)
        settings = {**settings, "content": str(exported["content"])}
        pages = self._write(kb, exported, settings)
        if pages is None:
            return None
        made = self._render(pages, _epoch(kb), settings["content"])
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

    def _write(self, kb: KnowledgeBase, exported: dict[str, object], settings: Mapping[str, str]) -> list[Page] | None:
        """Write the tree and the renderer's settings; return the pages, or None after errors."""
        self.progress("writing the pages")
        made = render(kb, settings, self.root / "templates", self.report)
        pages = [*made, *data_pages(kb, exported), lookup_page(kb), *feed_pages(kb, settings)]
        self._write_config(navigation(kb, {page.path for page in pages}))
        if self.edition.sitemap:
            now = [address_in(page.path) for page in pages]
            lost_addresses(published(self.edition.sitemap, self.report), now, self.report)
        if self.report.failed or not files.write([(p.path, p.text) for p in pages], self.docs, self.report):
            return None
        return pages

    def _write_config(self, nav: list[dict[str, object]]) -> None:
        """Write the edition's settings, which build on mkdocs.yml."""
        settings = {
            "INHERIT": "../mkdocs.yml",
            "docs_dir": self.edition.docs,
            "site_dir": self.edition.site,
            "theme": {"custom_dir": "../templates/theme"},
            "nav": nav,
            **self.edition.settings,
        }
        text = yaml.safe_dump(settings, sort_keys=False, allow_unicode=True)
        if _read(self.config) != text:
            files.replace(self.config, text)

    def _render(self, pages: list[Page], epoch: int, content: str) -> frozenset[str]:
        """Render into the staging folder; return the pages made, for others are taken over as they were."""
        staged, kept = staging(self.site), self._kept(epoch, content)
        tree = kept.sources((page.path, page.text) for page in pages) if kept else {}
        fresh = kept.fresh(tree) if kept else {}
        every = frozenset(page.path for page in pages if page.path.endswith(".md"))
        new = every - fresh.keys()
        self.progress(f"rendering {len(new)} of {len(every)} pages" if fresh else f"rendering {len(every)} pages")
        share = Share(new if fresh else None, jobs_for(len(new)), not all(tree.values())) if kept else ALL
        run_mkdocs(self.config, self.docs, staged, epoch, self.report, share, self.renderer)
        if kept and not self.report.failed:
            for path, html in fresh.items():
                put(staged / html_path(path), html)
            kept.keep(tree, staged)
        return new

    def _kept(self, epoch: int, content: str) -> Kept | None:
        """Return what is kept of the last rendering; None where the settings have what may look across pages."""
        settings = [path.read_text("utf-8") for path in (self.root / "mkdocs.yml", self.config)]
        loaded = yaml.load(settings[0], Loader=yaml.BaseLoader)
        if loaded.get("plugins") or "plugins" not in loaded or {"hooks", "INHERIT"} & loaded.keys():
            return None
        reaching = common([*settings, str(epoch)], self.root, _files(self.root / "templates" / "theme"))
        return Kept(self.site.with_name(f"{self.site.name}.pages"), reaching, content, self.edition.cached)

    def _publish(self, pages: list[Page], made: frozenset[str], settings: Mapping[str, str]) -> bool | None:
        """Finish the staged site, check it and put it in place; return whether it changed, or None after errors."""
        parts = {page.path: Made(page.template, page.record) for page in pages if page.template}
        origins = Origins(self.root, parts, edit_link(settings, "") or "")
        staged = staging(self.site)
        if self.edition.at_once:
            take_over_index(self.site, staged)
            apply_policy(staged)
            check_pages(staged, sorted(html_path(path) for path in made), self.report, origins)
        else:
            self._finish(staged, settings)
            with nullcontext() if self.edition.offline else indexed(staged, self.report):
                check_site(staged, self.report, settings.get("site_url") or "", origins)
        if self.report.failed:
            return None
        changed = publish(staged, self.site)
        if not self.report.findings:
            files.replace(self._stamp_file, self._stamp())
        return changed

    def _finish(self, staged: Path, settings: Mapping[str, str]) -> None:
        """Add what is made from the finished pages; a page of a disk has no host, so no policy can name it."""
        self.progress("indexing the pages and checking the links")
        if settings.get("site_url"):
            draw_card(staged, settings["site_name"], settings["site_description"])
        if self.edition.offline:
            make_offline(staged)
        else:
            apply_policy(staged)

    @property
    def _stamp_file(self) -> Path:
        return self.site.with_name(f"{self.site.name}.stamp")

    def _stamp(self) -> str:
        """Return a digest of all that a site is made of, and of the state of its files."""
        inputs = [file for name in INPUTS for file in _files(self.root / name)]
        digest = hashlib.sha256(common([repr(self.edition)], self.root, inputs).encode())
        for path in _files(SOURCE):
            digest.update(path.read_bytes())
        for path in _files(self.site):
            stat = path.stat()
            digest.update(f"{path.relative_to(self.site)} {stat.st_size} {stat.st_mtime_ns}\n".encode())
        return digest.hexdigest()


def _epoch(kb: KnowledgeBase) -> int:
    """Return the day of the newest article in seconds since 1970, so that the site's dates follow from its content."""
    days = [span(article.published)[1] for article in kb.records.articles.values() if article.published]
    seconds = [int(datetime.combine(day, time(), UTC).timestamp()) for day in days]
    return max((second for second in seconds if 0 <= second < GZIP_END), default=0)


def _files(path: Path) -> list[Path]:
    """Return the files below a folder, or a file itself; compiled modules are none."""
    if path.is_file():
        return [path]
    return sorted(one for one in path.rglob("*") if one.is_file() and one.suffix != ".pyc")


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None
