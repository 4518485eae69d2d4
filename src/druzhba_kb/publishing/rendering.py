"""Rendering, as a program: an order on standard input, pages as HTML out, made by MkDocs in as many processes as asked.

The order is `{"config": file, "settings": YAML as in that file, "site": folder, "jobs": number, "pages": [paths] or null}`.
Processes share the pages only where nothing looks across them: `jobs` above 1 and `pages` are for settings without plugins
and hooks.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import sys
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from jinja2 import Template
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation

FORMAT = "%(levelname)-8s-  %(message)s"


class Share(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
    """Leaves out the pages that another process makes, or that are made already; templates still see every page."""

    def __init__(self, number: int, jobs: int, pages: Sequence[str] | None) -> None:
        super().__init__()
        self.number = number
        self.jobs = jobs
        self.pages = pages
        self.others: list[tuple[Any, InclusionLevel]] = []

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Leave the templates of the theme to the first process."""
        if self.number:
            config.theme.static_templates = set()
        return config

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Leave the others out, once the navigation knows every page."""
        mine = self._mine(files)
        self.others = [(file, file.inclusion) for file in files if not self._is_mine(file, mine)]
        self._leave_out()
        return nav

    def on_pre_template(self, template: Template, template_name: str, config: MkDocsConfig) -> Template:
        """Show a template, such as the sitemap's, every page."""
        for file, inclusion in self.others:
            file.inclusion = inclusion
        return template

    def on_post_template(self, output: str, template_name: str, config: MkDocsConfig) -> str:
        """Leave the others out again."""
        self._leave_out()
        return output

    def _mine(self, files: Files) -> frozenset[str]:
        """Return this process's share: every so-manieth page, the longest first."""
        asked = [file for file in files.documentation_pages() if self.pages is None or file.src_uri in self.pages]
        by_length = sorted(asked, key=lambda file: (-Path(file.abs_src_path or "").stat().st_size, file.src_uri))
        return frozenset(file.src_uri for file in by_length[self.number :: self.jobs])

    def _is_mine(self, file: Any, mine: frozenset[str]) -> bool:
        return file.src_uri in mine if file.is_documentation_page() else self.number == 0

    def _leave_out(self) -> None:
        for file, _ in self.others:
            file.inclusion = InclusionLevel.EXCLUDED


def main() -> int:
    """Render what standard input asks for; return 1 where MkDocs complains."""
    order = json.load(sys.stdin)
    logging.basicConfig(format=FORMAT, level=logging.WARNING, stream=sys.stdout)
    children = [_fork(order, number) for number in range(1, order["jobs"])]
    status = _render(order, 0, order["site"])
    ended = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    for number in range(1, order["jobs"]):
        _merge(_part(order, number), Path(order["site"]))
    return int(any([status, *ended]))


def _part(order: dict[str, Any], number: int) -> Path:
    return Path(f"{order['site']}.part{number}")


def _fork(order: dict[str, Any], number: int) -> int:
    child = os.fork()
    if child == 0:
        os._exit(_render(order, number, str(_part(order, number))))
    return child


def _render(order: dict[str, Any], number: int, site: str) -> int:
    try:
        settings = StringIO(order["settings"])
        settings.name = order["config"]
        config = load_config(settings, site_dir=site, strict=True)
        if order["jobs"] > 1 or order["pages"] is not None:
            config.plugins["druzhba-kb share"] = Share(number, order["jobs"], order["pages"])
        build(config)
    except MkDocsException as fault:
        print(fault, flush=True)
        return 1
    finally:
        sys.stdout.flush()
    return 0


def _merge(part: Path, site: Path) -> None:
    """Move the files of a part into the site."""
    for path in sorted(part.rglob("*")):
        if path.is_file():
            target = site / path.relative_to(part)
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)
    shutil.rmtree(part, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
