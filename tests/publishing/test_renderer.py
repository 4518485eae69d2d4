"""Rendering: MkDocs on a minimal project, its complaints as findings, the same bytes on any day."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from druzhba_kb.publishing.link_check import check_site
from druzhba_kb.publishing.renderer import MKDOCS, Renderer, render
from druzhba_kb.report import Finding, Place, Report
from druzhba_kb.theme import Theme

SETTINGS = """
site_name: Lamps
site_url: https://lamps.example/kb/
docs_dir: elsewhere/docs
theme:
  name: material
  font: false
  custom_dir: overrides.theme
plugins: [search]
markdown_extensions: [attr_list, footnotes]
"""
PAGES = {
    "index.md": "# Lamps\n\n[Tall](tall/index.md) and [short](short.md)[^1].\n\n[^1]: A note.\n",
    "tall/index.md": "# Tall\n\nЛампа.\n",
    "short.md": "# Short\n",
}
DAY = 1_500_000_000  # 14 July 2017


def project(root: Path, pages: dict[str, str] = PAGES) -> Path:
    (root / "overrides.theme").mkdir(parents=True)
    (root / "overrides.theme" / "main.html").write_text(
        '{% extends "base.html" %}{% block footer %}<footer id="ours"></footer>{% endblock %}', encoding="utf-8"
    )
    (root / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    for name, text in pages.items():
        path = root / "elsewhere" / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def rendered(root: Path, epoch: int = DAY, renderer: Renderer = MKDOCS) -> Report:
    report = Report()
    theme = Theme({"theme/main.html": root / "overrides.theme/main.html"}, frozenset(["theme/main.html"]))
    render(renderer, root / "mkdocs.yml", root / "elsewhere" / "docs", root / "site", epoch, report, theme)
    return report


def content(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def test_a_good_project_is_rendered_without_findings_and_its_links_hold(tmp_path: Path) -> None:
    report = rendered(project(tmp_path))
    check_site(tmp_path / "site", report, "https://lamps.example/kb/")
    assert report.findings == []
    assert report.checked["pages checked"] == 4
    assert "https://lamps.example/kb/tall/" in (tmp_path / "site" / "sitemap.xml").read_text(encoding="utf-8")


def test_the_settings_beside_the_config_hold(tmp_path: Path) -> None:
    rendered(project(tmp_path))
    assert '<footer id="ours">' in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["elsewhere", "mkdocs.yml", "overrides.theme", "site"]


def test_a_warning_becomes_a_finding_at_its_page_and_fails(tmp_path: Path) -> None:
    report = rendered(project(tmp_path, PAGES | {"short.md": "# Short\n\n[x](none.md)\n"}))
    said = "doc file 'short.md' contains a link 'none.md', but the target is not found among documentation files"
    status = "mkdocs ended with status 1, expected 0: 'Aborted with 1 warnings in strict mode!'"
    assert report.in_order() == [
        Finding(Place("mkdocs.yml"), "renderer", status),
        Finding(Place("short.md"), "renderer", said, "warning"),
    ]


def test_an_error_becomes_a_finding_without_the_path_of_this_machine(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "mkdocs.yml").write_text(SETTINGS + "nothing_known: 1\nhooks: [none.py]\n", encoding="utf-8")
    report = rendered(root)
    assert report.failed
    assert [finding.level for finding in report.findings] == ["warning", "error", "error"]
    assert str(tmp_path) not in str(report.findings)


def test_a_renderer_that_is_not_there_is_named_with_the_way_to_it(tmp_path: Path) -> None:
    report = rendered(project(tmp_path), renderer=Renderer("no_such_renderer", "no_theme", False))
    way = "pip install 'druzhba-kb[no_such_renderer]'"
    message = f"no_such_renderer is not installed; expected it beside druzhba-kb: {way}"
    assert report.findings == [Finding(Place("mkdocs.yml"), "renderer", message)]


def test_dates_come_from_the_epoch(tmp_path: Path) -> None:
    rendered(project(tmp_path))
    sitemap = (tmp_path / "site" / "sitemap.xml").read_bytes()
    packed = (tmp_path / "site" / "sitemap.xml.gz").read_bytes()
    assert sitemap.count(b"<lastmod>2017-07-14</lastmod>") == 3
    assert gzip.decompress(packed) == sitemap
    assert time.strftime("%F", time.gmtime(int.from_bytes(packed[4:8], "little"))) == "2017-07-14"


def test_two_clean_builds_in_other_places_on_other_days_are_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered(project(tmp_path / "one"))
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("PYTHONPATH", str(clock(tmp_path)))
    rendered(project(tmp_path / "far" / "two", dict(reversed(PAGES.items()))))
    assert content(tmp_path / "one" / "site") == content(tmp_path / "far" / "two" / "site")


def test_the_other_day_of_the_test_above_is_another_day(tmp_path: Path) -> None:
    says = "import time, datetime; print(time.strftime('%Y'), datetime.datetime.now().year, datetime.date.today().year)"
    env = {**os.environ, "PYTHONPATH": str(clock(tmp_path))}
    assert subprocess.check_output([sys.executable, "-c", says], env=env, text=True) == "2031 2031 2031\n"


def test_a_template_that_stops_it_is_named_with_its_line(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "overrides.theme/main.html").write_text('{% extends "base.html" %}\n{% block %}')
    assert [finding.place for finding in rendered(root).findings if finding.level == "error"] == [
        Place("templates/theme/main.html", 2, 1)
    ]


def clock(folder: Path) -> Path:
    """Write a module that Python imports at its start and that sets its clock to the year 2031."""
    (folder / "clock").mkdir()
    (folder / "clock" / "sitecustomize.py").write_text(CLOCK, encoding="utf-8")
    return folder / "clock"


CLOCK = """
import datetime, time
SHIFT = 1_940_000_000 - time.time()
real_time, real_gmtime, real_localtime, real_strftime = time.time, time.gmtime, time.localtime, time.strftime
real_datetime, real_date = datetime.datetime, datetime.date
time.time = lambda: real_time() + SHIFT
time.gmtime = lambda at=None: real_gmtime(time.time() if at is None else at)
time.localtime = lambda at=None: real_localtime(time.time() if at is None else at)
time.strftime = lambda form, at=None: real_strftime(form, time.localtime() if at is None else at)

class Datetime(real_datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)
    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(time.time(), datetime.timezone.utc).replace(tzinfo=None)
    today = now

class Date(real_date):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(time.time())

datetime.datetime, datetime.date = Datetime, Date
"""
