"""The pipeline: a project folder in, a checked knowledge base or a finished site out; all stages meet here and only here."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from importlib.metadata import version
from pathlib import Path

import yaml

from druzhba_kb.editing.schemas import write_schemas
from druzhba_kb.load import load
from druzhba_kb.model import KnowledgeBase
from druzhba_kb.parse import parse
from druzhba_kb.publishing.card import draw_card
from druzhba_kb.publishing.kept import Kept, common, html_path, jobs_for, put
from druzhba_kb.publishing.links import check_site
from druzhba_kb.publishing.lost import lost_addresses, published
from druzhba_kb.publishing.offline import make_offline
from druzhba_kb.publishing.origins import Made, Origins
from druzhba_kb.publishing.policy import apply_policy
from druzhba_kb.publishing.renderer import ALL, Share, run_mkdocs
from druzhba_kb.publishing.search import index_pages
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
from druzhba_kb.verify import guard, verify
from druzhba_kb.write import replace, write

GZIP_END = 2**32
INPUTS = ("articles", "entities", "sources", "templates", "mkdocs.yml")
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Edition:
    """A site that a build can make: its folder, its tree and its configuration in build/, and what sets it apart.

    `sitemap` is that of the site as published before, no address of which may be lost; `cached` whether pages that
    nothing has changed are taken over from the last build.
    """

    site: str
    docs: str
    config: str
    drafts: bool
    offline: bool = False
    private: bool = False
    settings: Mapping[str, object] = field(default_factory=dict)
    sitemap: Path | None = None
    cached: bool = True


PUBLIC = Edition("site", "docs", "mkdocs.yml", drafts=False)
OFFLINE = Edition("offline", "offline-docs", "offline.yml", drafts=False, offline=True, settings={"site_url": ""})
NOTICE = "For the desk, not for publication: this edition shows texts that belong to their publishers."
PRIVATE = Edition(
    "private", "private-docs", "private.yml", drafts=False, private=True,
    settings={"site_url": "", "extra": {"robots": "noindex", "notice": NOTICE}},
)  # fmt: skip
EDITIONS = {"public": PUBLIC, "offline": OFFLINE, "private": PRIVATE}
PREVIEW = Edition(
    "preview", "preview-docs", "preview.yml", drafts=True, settings={"site_url": "", "extra": {"robots": "noindex"}}
)


def relate_project(root: Path, report: Report) -> KnowledgeBase | None:
    """Return the knowledge base of a project before its evidence is verified, or None after errors."""
    sources = load(root, report)
    if report.failed:
        return None
    records = parse(sources, report)
    if report.failed:
        return None
    kb = relate(records, report)
    return None if report.failed else kb


def check(root: Path, report: Report, guarded: bool = True) -> KnowledgeBase | None:
    """Return the knowledge base of a project, with its drafts, where nothing stands against it, or None after errors.

    Unguarded, for work that is not finished yet, the assertions and limits on the whole content do not count.
    """
    kb = relate_project(root, report)
    if kb is None:
        return None
    report.checked["articles"] = len(kb.records.articles)
    report.checked["entities"] = len(kb.records.entities)
    report.checked["drafts"] = len(kb.records.drafts)
    report.checked["disagreements"] = len(kb.disagreements)
    verify(kb, report)
    if guarded:
        guard(kb, report)
    return None if report.failed else kb


def build(root: Path, report: Report, progress: Progress, edition: Edition = PUBLIC) -> bool | None:
    """Check the project, render an edition and swap it in; return whether it changed, or None after errors."""
    site = root / "build" / edition.site
    try:
        site.parent.mkdir(exist_ok=True)
        with lock(site, report) as free:
            if not free:
                return None
            recover(site)
            return _build(root, edition, report, progress)
    except OSError as error:
        name = Path(error.filename).name if isinstance(error.filename, str) else "build"
        report.error(
            Place(name), "cannot-write", f"cannot be written: {error.strerror}; the last good site is untouched"
        )
        return None


def _build(root: Path, edition: Edition, report: Report, progress: Progress) -> bool | None:
    progress("checking the content")
    kb = check(root, report, guarded=not edition.drafts)
    if kb is None:
        return None
    write_schemas(kb, root, report)
    kb = _shown(kb, edition, report)
    config = _settings(root, edition, report)
    if config is None or (edition.private and not _has_texts(kb, report)):
        return None
    progress("writing the pages")
    exported = export(kb)
    config = {**config, "content": str(exported["content"])}
    made = render(kb, config, root / "templates", report)
    pages = [*made, *data_pages(kb, exported), lookup_page(kb), *feed_pages(kb, config)]
    _write_config(root, edition, navigation(kb, {page.path for page in pages}))
    if edition.sitemap:
        lost_addresses(published(edition.sitemap, report), [address_in(page.path) for page in pages], report)
    if report.failed or not write([(p.path, p.text) for p in pages], root / "build" / edition.docs, report):
        return None
    site = root / "build" / edition.site
    if _stamp(root, edition) == _read(_stamp_file(site)) and site.is_dir():
        return False
    kept = _kept(root, edition, _epoch(kb), config["content"])
    _render(root, edition, pages, kept, _epoch(kb), report, progress)
    parts = {page.path: Made(page.template, page.record) for page in made if page.template}
    origins = Origins(root, parts, edit_link(config, "") or "")
    return None if report.failed else _publish(origins, edition, config, report, progress)


def _render(
    root: Path, edition: Edition, pages: list[Page], kept: Kept | None, epoch: int, report: Report, progress: Progress
) -> None:
    """Render the pages into the staging folder, but for those that are kept from the last time as they would be now."""
    config, staged = root / "build" / edition.config, staging(root / "build" / edition.site)
    tree = kept.sources((page.path, page.text) for page in pages) if kept else {}
    fresh = kept.fresh(tree) if kept else {}
    new = frozenset(tree) - fresh.keys()
    count = sum(page.path.endswith(".md") for page in pages)
    progress(f"rendering {len(new)} of {count} pages" if fresh else f"rendering {count} pages")
    share = Share(new if fresh else None, jobs_for(len(new))) if kept else ALL
    run_mkdocs(config, root / "build" / edition.docs, staged, epoch, report, share)
    if kept and not report.failed:
        for path, html in fresh.items():
            put(staged / html_path(path), html)
        kept.keep(tree, staged)


def _kept(root: Path, edition: Edition, epoch: int, version: str) -> Kept | None:
    """Return what is kept of the last rendering; None where the settings have what may look across pages."""
    settings = [(root / "mkdocs.yml").read_text("utf-8"), (root / "build" / edition.config).read_text("utf-8")]
    loaded = yaml.load(settings[0], Loader=yaml.BaseLoader)
    if loaded.get("plugins") or "plugins" not in loaded or {"hooks", "INHERIT"} & loaded.keys():
        return None
    reaching = common([*settings, str(epoch)], _files(root / "templates" / "theme"))
    return Kept(root / "build" / f"{edition.site}.pages", reaching, version, edition.cached)


def _has_texts(kb: KnowledgeBase, report: Report) -> bool:
    """Whether every withheld text is at hand, which the private edition shows."""
    for article in kb.records.articles.values():
        if article.rights != "full" and article.text is None:
            message = f"there is no text of '{article.id}'; import the article first, so that 'sources' holds it"
            report.error(Place(f"sources/{article.id}.md"), "no-texts", message)
    return not report.failed


def _finish(staged: Path, edition: Edition, config: Mapping[str, str], report: Report) -> None:
    """Add what is made from the finished pages; a page of a disk has no host, so no policy can name it."""
    if config.get("site_url"):
        draw_card(staged, config["site_name"], config["site_description"])
    if edition.offline:
        make_offline(staged)
        return
    index_pages(staged, report)
    apply_policy(staged)


def _shown(kb: KnowledgeBase, edition: Edition, report: Report) -> KnowledgeBase:
    """Return what an edition shows; without drafts, what is left is related anew, so that no trace of them remains."""
    return kb if edition.drafts or not kb.records.drafts else relate(kb.records.published, report)


def _publish(
    origins: Origins, edition: Edition, config: Mapping[str, str], report: Report, progress: Progress
) -> bool | None:
    site = origins.root / "build" / edition.site
    staged = staging(site)
    progress("indexing the pages")
    _finish(staged, edition, config, report)
    progress("checking the links")
    check_site(staged, report, config.get("site_url") or "", origins)
    if report.failed:
        return None
    changed = publish(staged, site)
    replace(_stamp_file(site), _stamp(origins.root, edition))
    return changed


def _settings(root: Path, edition: Edition, report: Report) -> dict[str, str] | None:
    """Return the plain settings of mkdocs.yml and of the edition."""
    try:
        loaded = yaml.load((root / "mkdocs.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    except (OSError, yaml.YAMLError) as error:
        report.error(Place("mkdocs.yml"), "bad-config", f"cannot be read: {str(error).splitlines()[0]}")
        return None
    if not isinstance(loaded, dict) or not isinstance(loaded.get("site_name"), str):
        report.error(Place("mkdocs.yml"), "bad-config", "'site_name' is missing; expected the name of the site")
        return None
    plain = {key: value for key, value in {**loaded, **edition.settings}.items() if isinstance(value, str)}
    return {
        "site_description": "",
        "report_url": _report_url(loaded, report),
        "full_texts": "yes" * edition.private,
        **plain,
    }


def _report_url(loaded: Mapping[str, object], report: Report) -> str:
    """Return the address for reports of errors, with `{title}` and `{page}` in it, or nothing where none is given."""
    extra = loaded.get("extra")
    url = extra.get("report_url") if isinstance(extra, dict) else None
    if not url:
        return ""
    if isinstance(url, str) and url.startswith(("https://", "http://", "mailto:")):
        return url
    report.error(Place("mkdocs.yml"), "bad-config", "'report_url' is no address; expected https:, http: or mailto:")
    return ""


def _write_config(root: Path, edition: Edition, nav: list[dict[str, object]]) -> None:
    """Write the edition's configuration, which builds on mkdocs.yml."""
    settings = {
        "INHERIT": "../mkdocs.yml",
        "docs_dir": edition.docs,
        "site_dir": edition.site,
        "theme": {"custom_dir": "../templates/theme"},
        "nav": nav,
        **edition.settings,
    }
    text, file = yaml.safe_dump(settings, sort_keys=False, allow_unicode=True), root / "build" / edition.config
    if _read(file) != text:
        replace(file, text)


def _epoch(kb: KnowledgeBase) -> int:
    """Return the day of the newest article in seconds since 1970, so that the site's dates follow from its content."""
    days = [span(article.published)[1] for article in kb.records.articles.values() if article.published]
    seconds = [int(datetime.combine(day, time(), UTC).timestamp()) for day in days]
    return max((second for second in seconds if 0 <= second < GZIP_END), default=0)


def _stamp_file(site: Path) -> Path:
    return site.with_name(f"{site.name}.stamp")


def _stamp(root: Path, edition: Edition) -> str:
    """Return a digest of everything that the rendered site depends on, and of the state of its files."""
    build, site = root / "build", root / "build" / edition.site
    digest = hashlib.sha256(
        json.dumps([version(name) for name in ("mkdocs", "mkdocs-material", "pagefind", "pillow")]).encode()
    )
    inputs = [
        root / "mkdocs.yml",
        build / edition.config,
        *_files(build / edition.docs),
        *_files(root / "templates" / "theme"),
    ]
    for path in inputs:
        digest.update(f"{path.relative_to(root)}\n".encode() + path.read_bytes() + b"\0")
    for path in _files(site):
        stat = path.stat()
        digest.update(f"{path.relative_to(site)} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None
