"""Building: a project folder in, a finished site in the place of the last good one out.

It is the way in, kept light: where nothing has changed, nothing that makes pages is loaded. Two builds of one site
must never run at once, and whatever ends one must leave the last good site.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from shutil import rmtree

from druzhba_kb.journal import blamed, is_in_git
from druzhba_kb.layout import TRANSLATIONS
from druzhba_kb.pipeline.fingerprint import report_damage, stamp
from druzhba_kb.pipeline.settings import EDITIONS, PREVIEW, PUBLIC, Edition
from druzhba_kb.publishing.atomic_publish import lock, recover
from druzhba_kb.publishing.search import indexed
from druzhba_kb.report import Place, Report
from druzhba_kb.theme import theme_of

Progress = Callable[[str], None]


def build(root: Path, report: Report, progress: Progress, edition: Edition = PUBLIC) -> bool | None:
    """Check the project, render an edition and swap it in; return whether it changed, or None after errors."""
    site = root / "build" / edition.site
    return _alone(root, site, report, progress, lambda: _build(root, site, report, progress, edition))


def _build(root: Path, site: Path, report: Report, progress: Progress, edition: Edition) -> bool | None:
    recover(site)
    if is_in_git(root, "build"):  # what came with a clone is not what a build has left here
        edition = replace(edition, cached=False)
    before = stamp(root, site, edition)
    if edition.cached and before.fits():
        report.findings += before.findings
        return False
    from druzhba_kb.pipeline.build_job import BuildJob  # slow to load, and often nothing has changed

    theme = theme_of(root)
    return BuildJob(root, edition, report, progress, before, theme).make()


def _alone(root: Path, site: Path, report: Report, progress: Progress, act: Callable[[], bool | None]) -> bool | None:
    """Act as soon as nothing else builds the site; what cannot be written becomes a finding."""
    try:
        site.parent.mkdir(parents=True, exist_ok=True)
        for path in site.parent.iterdir():
            if path.exists() and not path.is_file() and not path.is_dir():
                path.unlink()  # a pipe would be read for ever
        with lock(site, report, progress):
            return act()
    except OSError as error:
        name = blamed(root, error) if error.filename else "build"
        in_the_way = isinstance(error, (FileExistsError, NotADirectoryError, IsADirectoryError))
        way = "; 'druzhba-kb clean' removes what is in the way" if in_the_way else ""
        reason = error.strerror or str(error)
        message = f"cannot be read or written: {reason}; the last good site is untouched{way}"
        report.error(Place(name), "cannot-write", message)
        return None


def index_preview(root: Path, report: Report, progress: Progress, edition: Edition) -> None:
    """Index the pages of a preview, which are shown before."""
    site = root / "build" / edition.site
    _alone(root, site, report, progress, lambda: _index(site, report))


def _index(site: Path, report: Report) -> None:
    if site.is_dir():
        with indexed(site, report, before=site):
            pass


def verify(root: Path, report: Report, progress: Progress, edition: Edition) -> None:
    """Report each file of the finished site that is not as it was built."""
    site = root / "build" / edition.site
    _alone(root, site, report, progress, lambda: report_damage(site, edition, report))


def clean(root: Path, report: Report) -> bool:
    """Delete what builds have made; return whether that is done, which it is not while one runs."""
    if not (root / "build").is_dir():
        (root / "build").unlink(missing_ok=True)
        return True
    sites = [root / "build" / edition.site for edition in (*EDITIONS.values(), PREVIEW)]
    sites += [file.with_suffix("") for file in (root / "build" / TRANSLATIONS).glob("*/*.lock")]
    for site in sites:
        with lock(site, report) as free:
            if not free:
                return False
    rmtree(root / "build")
    return True
