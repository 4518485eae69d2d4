"""The pipeline: a project folder in, a checked knowledge base or a finished site out; all stages meet here and only here."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime, time
from importlib.metadata import version
from pathlib import Path

import yaml

from druzhba_kb.load import load
from druzhba_kb.model import KnowledgeBase
from druzhba_kb.parse import parse
from druzhba_kb.publishing.links import check_site
from druzhba_kb.publishing.renderer import run_mkdocs
from druzhba_kb.publishing.swap import lock, publish, recover, staging
from druzhba_kb.relate import relate
from druzhba_kb.render import navigation, render
from druzhba_kb.render.data import data_pages
from druzhba_kb.report import Place, Report
from druzhba_kb.values.dates import span
from druzhba_kb.verify import verify
from druzhba_kb.write import replace, write

GZIP_END = 2**32
Progress = Callable[[str], None]


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


def check(root: Path, report: Report) -> KnowledgeBase | None:
    """Return the knowledge base of a project where nothing stands against it, or None after errors."""
    kb = relate_project(root, report)
    if kb is None:
        return None
    report.checked["articles"] = len(kb.records.articles)
    report.checked["entities"] = len(kb.records.entities)
    report.checked["disagreements"] = len(kb.disagreements)
    verify(kb, report)
    return None if report.failed else kb


def build(root: Path, report: Report, progress: Progress) -> bool | None:
    """Check the project, render its site and swap it in; return whether the site changed, or None after errors."""
    site = root / "build" / "site"
    try:
        site.parent.mkdir(exist_ok=True)
        with lock(site, report) as free:
            if not free:
                return None
            recover(site)
            return _build(root, site, report, progress)
    except OSError as error:
        name = Path(error.filename).name if isinstance(error.filename, str) else "build"
        report.error(
            Place(name), "cannot-write", f"cannot be written: {error.strerror}; the last good site is untouched"
        )
        return None


def _build(root: Path, site: Path, report: Report, progress: Progress) -> bool | None:
    progress("checking the content")
    kb = check(root, report)
    if kb is None:
        return None
    config = _config(root, kb, report)
    if config is None:
        return None
    progress("writing the pages")
    pages = [*render(kb, config, root / "templates", report), *data_pages(kb)]
    if report.failed or not write([(page.path, page.text) for page in pages], site.parent / "docs", report):
        return None
    stamp = _stamp(root, site)
    if stamp == _read(site.parent / "site.stamp") and site.is_dir():
        return False
    progress(f"rendering {sum(page.path.endswith('.md') for page in pages)} pages")
    return _publish(root, site, kb, config.get("site_url") or "", report, progress)


def _publish(root: Path, site: Path, kb: KnowledgeBase, url: str, report: Report, progress: Progress) -> bool | None:
    staged = staging(site)
    run_mkdocs(site.parent / "mkdocs.yml", site.parent / "docs", staged, _epoch(kb), report)
    if report.failed:
        return None
    progress("checking the links")
    check_site(staged, report, url)
    if report.failed:
        return None
    changed = publish(staged, site)
    replace(site.parent / "site.stamp", _stamp(root, site))
    return changed


def _config(root: Path, kb: KnowledgeBase, report: Report) -> dict[str, str] | None:
    """Write build/mkdocs.yml, which adds the navigation to mkdocs.yml, and return the plain settings of the latter."""
    try:
        loaded = yaml.load((root / "mkdocs.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    except (OSError, yaml.YAMLError) as error:
        report.error(Place("mkdocs.yml"), "bad-config", f"cannot be read: {str(error).splitlines()[0]}")
        return None
    if not isinstance(loaded, dict) or not isinstance(loaded.get("site_name"), str):
        report.error(Place("mkdocs.yml"), "bad-config", "'site_name' is missing; expected the name of the site")
        return None
    settings = {
        "INHERIT": "../mkdocs.yml",
        "docs_dir": "docs",
        "site_dir": "site",
        "theme": {"custom_dir": "../templates/theme"},
        "nav": navigation(kb),
    }
    text = yaml.safe_dump(settings, sort_keys=False, allow_unicode=True)
    if _read(root / "build" / "mkdocs.yml") != text:
        replace(root / "build" / "mkdocs.yml", text)
    return {"site_description": "", **{key: value for key, value in loaded.items() if isinstance(value, str)}}


def _epoch(kb: KnowledgeBase) -> int:
    """Return the day of the newest article in seconds since 1970, so that the site's dates follow from its content."""
    days = [span(article.published)[1] for article in kb.records.articles.values() if article.published]
    seconds = [int(datetime.combine(day, time(), UTC).timestamp()) for day in days]
    return max((second for second in seconds if 0 <= second < GZIP_END), default=0)


def _stamp(root: Path, site: Path) -> str:
    """Return a digest of everything that the rendered site depends on, and of the state of its files."""
    digest = hashlib.sha256(json.dumps([version(name) for name in ("mkdocs", "mkdocs-material")]).encode())
    inputs = [
        root / "mkdocs.yml",
        site.parent / "mkdocs.yml",
        *_files(site.parent / "docs"),
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
