"""The worker, a program: orders on standard input, pages as HTML on the disk and an answer to each order out.

An order is a line of JSON: `config` (a file), `settings` (YAML as in that file), `site` (a folder), `jobs`, `pages` (paths,
or null for all), `linked` (whether a page has a Markdown link), `compiled` (the folder in which templates are kept compiled
and their mark there, or null), `environment`. Its answer is one: `status` (0 or 1) and `output` (what
MkDocs says). MkDocs is loaded once; each order is done by a process of its own, with help of `jobs` - 1
others. They share the pages, and take short cuts, only where nothing looks across them: `pages` are named for settings
without plugins and hooks.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import signal
import sys
import traceback
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from jinja2 import Environment, Template
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import BasePlugin
from mkdocs.structure import pages
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation

from druzhba_kb.publishing.compiled import Compiled
from druzhba_kb.publishing.htmlblocks import HtmlBlocks
from druzhba_kb.publishing.processes import in_parts

FORMAT = "%(levelname)-8s-  %(message)s"


class Part(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
    """Leaves out the pages that another process makes, or that are made already; templates still see every page.

    Files that are no pages are left out too: who gives the order has them in the site for less than a copy of each.
    """

    def __init__(self, number: int, jobs: int, pages: Sequence[str], compiled: Sequence[str] | None) -> None:
        super().__init__()
        self.compiled = compiled
        self.number = number
        self.jobs = jobs
        self.pages = frozenset(pages)
        self.others: list[tuple[Any, InclusionLevel]] = []

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Leave the templates of the theme to the first process."""
        if self.number:
            config.theme.static_templates = set()
        return config

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Leave the others out, once the navigation knows every page."""
        mine = self._mine(files)
        self.others = [(file, file.inclusion) for file in files if not self._is_mine(file, mine, config.docs_dir)]
        self._leave_out()
        return nav

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Share the compiled templates with the next order."""
        env.bytecode_cache = Compiled(*self.compiled) if self.compiled else None
        return env

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
        """Return this process's part: every so-manieth page, the longest first."""
        asked = [file for file in files.documentation_pages() if file.src_uri in self.pages]
        by_length = sorted(asked, key=lambda file: (-Path(file.abs_src_path or "").stat().st_size, file.src_uri))
        return frozenset(file.src_uri for file in by_length[self.number :: self.jobs])

    def _is_mine(self, file: Any, mine: frozenset[str], docs: str) -> bool:
        return file.src_uri in mine if file.is_documentation_page() else self.number == 0 and file.src_dir != docs

    def _leave_out(self) -> None:
        for file, _ in self.others:
            file.inclusion = InclusionLevel.EXCLUDED


class NoAnchors(pages._RawHTMLPreprocessor):
    """Looks for no anchors in HTML, a fifth of MkDocs' time: no page has a Markdown link, and our own check sees them."""

    def run(self, lines: list[str]) -> list[str]:
        """Leave the lines alone."""
        return lines


def main() -> None:
    """Do the orders on standard input, one after the other; what is interrupted is the work, not the answer to it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for line in sys.stdin:
        status, output = _done(json.loads(line))
        print(json.dumps({"status": status, "output": output}), flush=True)


def _done(order: dict[str, Any]) -> tuple[int, str]:
    """Do an order in a process of its own, since MkDocs keeps what it read; return its status and what it said."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.close(reading)
        os.dup2(writing, 1)
        os.dup2(writing, 2)
        try:
            os._exit(_all(order))
        except BaseException:
            print(traceback.format_exc(), flush=True)
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8", errors="replace") as said:
        output = said.read()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), output


def _all(order: dict[str, Any]) -> int:
    """Render all that an order asks for; return 1 where MkDocs complains."""
    os.environ.update(order["environment"])
    logging.basicConfig(format=FORMAT, level=logging.WARNING, stream=sys.stdout)
    os.chdir(Path(order["config"]).parent)
    folders = [order["site"], *(f"{order['site']}.part{number}" for number in range(1, order["jobs"]))]
    statuses = in_parts(order["jobs"], lambda number: _render(order, number, folders[number]))
    for folder in folders[1:]:
        _merge(Path(folder), Path(order["site"]))
    return int(any(statuses))


def _render(order: dict[str, Any], number: int, site: str) -> int:
    try:
        settings = StringIO(order["settings"])
        settings.name = order["config"]
        config = load_config(settings, site_dir=site, strict=True)
        if order["pages"] is not None:
            if not order["linked"]:
                pages._RawHTMLPreprocessor = NoAnchors  # type: ignore[misc]
            config.markdown_extensions.append(HtmlBlocks())  # type: ignore[arg-type]
            config.plugins["druzhba-kb part"] = Part(number, order["jobs"], order["pages"], order["compiled"])
        build(config)
    except MkDocsException as fault:
        print(fault)
        return 1
    except BaseException:
        print(traceback.format_exc())
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
    main()
