"""Peers: a built project in, the commands by which other generators make a site of the same pages out."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import ROOT

MKDOCS, HUGO, ZENSICAL = "plain MkDocs", "Hugo", "Zensical"
ZENSICAL_PROGRAM = ROOT / "build/venv-renderers/bin/zensical"
MOST_FOR_ZENSICAL = 2000  # at 5,000 pages it takes 17 GB of memory
PLAIN = """
INHERIT: mkdocs.yml
docs_dir: docs
site_dir: peer-mkdocs
plugins: [search]
"""
HUGO_SETTINGS = """
baseURL = "https://example.org/"
title = "Lantern fairs of the valley"
[markup.goldmark.renderer]
unsafe = true
"""
HUGO_PAGE = """<!doctype html>
<html><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><nav>{{ range .Site.Sections }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}</nav>
{{ .TableOfContents }}<main>{{ .Content }}</main></body></html>
"""
OF_OTHERS = re.compile(r"^kind: .*\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Peer:
    """Another generator: its name, the command that makes its site, if it is installed and asks for little enough, the site."""

    name: str
    command: Sequence[str] | None
    site: Path

    @property
    def pages(self) -> int:
        """The number of pages that it made."""
        return sum(1 for _ in self.site.rglob("*.html"))


def peers(root: Path) -> list[Peer]:
    """Return the peers, each ready to run in the folder build/ of a project."""
    build = root / "build"
    (build / "peer.yml").write_text(PLAIN, encoding="utf-8")
    return [
        Peer(MKDOCS, (sys.executable, "-m", "mkdocs", "build", "-q", "-c", "-f", "peer.yml"), build / "peer-mkdocs"),
        Peer(ZENSICAL, _zensical(build), build / "peer-zensical"),
        Peer(HUGO, _hugo(build), build / "hugo/public"),
    ]


def _zensical(build: Path) -> Sequence[str] | None:
    if not ZENSICAL_PROGRAM.exists() or sum(1 for _ in (build / "docs").rglob("*.md")) > MOST_FOR_ZENSICAL:
        return None
    settings = (build / "mkdocs.yml").read_text(encoding="utf-8")
    settings = re.sub("^docs_dir:.*$", "docs_dir: docs", settings, flags=re.MULTILINE)
    settings = re.sub("^site_dir:.*$", "site_dir: peer-zensical", settings, flags=re.MULTILINE)
    (build / "zensical.yml").write_text(settings, encoding="utf-8")
    return (str(ZENSICAL_PROGRAM), "build", "--clean", "--config-file", "zensical.yml")


def _hugo(build: Path) -> Sequence[str] | None:
    program = shutil.which("hugo")
    if program is None:
        return None
    project = build / "hugo"
    files = {"hugo.toml": HUGO_SETTINGS, "layouts/_default/single.html": HUGO_PAGE}
    files |= {"layouts/_default/list.html": HUGO_PAGE, "layouts/index.html": HUGO_PAGE}
    for name, text in files.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text, encoding="utf-8")
    _copy_pages(build / "docs", project / "content")
    return (program, "--source", "hugo", "--quiet", "--cleanDestinationDir")


def _copy_pages(docs: Path, content: Path) -> None:
    """Copy the pages under the names that Hugo gives to indexes, without the one key that it understands otherwise."""
    shutil.copytree(docs, content, dirs_exist_ok=True)
    for page in content.rglob("*.md"):
        page.write_text(OF_OTHERS.sub("", page.read_text(encoding="utf-8"), count=1), encoding="utf-8")
        if page.name == "index.md":
            page.replace(page.with_name("_index.md"))
