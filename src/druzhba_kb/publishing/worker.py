"""The worker, a program: orders on standard input, pages as HTML on the disk and an answer to each order out.

MkDocs runs in a process of its own, which stays for the next build of a preview. Pages are HTML already, so their blocks are
set aside before Markdown reads them: the bytes are those of plain MkDocs, which tests compare.
"""

from __future__ import annotations

import json
import logging
import os
import re
import shutil
import signal
import sys
import traceback
from collections.abc import Mapping, Sequence
from functools import lru_cache
from io import StringIO
from pathlib import Path
from typing import Any

from jinja2 import Environment, Template
from jinja2.sandbox import SandboxedEnvironment
from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import HtmlBlockPreprocessor, Preprocessor
from markupsafe import escape
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import BasePlugin
from mkdocs.structure import pages
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation

from druzhba_kb.publishing.bytecode_cache import CompiledTemplates
from druzhba_kb.publishing.processes import in_parts

START = re.compile(r"^<([a-z][a-z0-9-]*)(?=[\s>])", re.MULTILINE)
BLANK = re.compile(r"[ ]*\n[ ]*\n|\s*\Z")
NEXT = re.compile(r"\n<([a-z][a-z0-9-]*)(?=[\s>])")
# what a parser reads by rules of its own
ODD = re.compile(r"<(?:[!?]|/?(?:script|style|textarea|title|template)\b)", re.IGNORECASE)
BEFORE_HTML = 20.5  # html_block has 20


class HtmlBlocks(Extension):
    """Sets HTML blocks aside before the parser of HTML looks for them."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Stand right before the parser, if it is the plain one."""
        if type(md.preprocessors["html_block"]) is HtmlBlockPreprocessor:
            md.preprocessors.register(_SetAside(md), "druzhba_kb_html_blocks", BEFORE_HTML)


class _SetAside(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        text, at, parts = "\n".join(lines), 0, list[str]()
        while start := START.search(text, at):
            before, end = text[at : start.start()], self._end(text, start)
            following = self._following(text, end)
            if following is None or "<" in before:
                break
            stashed = self.md.htmlStash.store(text[start.start() : end] + following)
            parts += [before, "\n", stashed, "\n\n"]
            at = end
        return "".join([*parts, text[at:]]).split("\n")

    def _following(self, text: str, end: int) -> str | None:
        """Return what of the line's end belongs to a block that ends here; None where it is not clear that it ends."""
        if end and BLANK.match(text, end):
            return "\n"
        follower = NEXT.match(text, end) if end else None
        return "" if follower and self.md.is_block_level(follower[1]) else None

    def _end(self, text: str, start: re.Match[str]) -> int:
        """Return where the element that starts here ends; 0 where only a parser can tell."""
        if not self.md.is_block_level(start[1]):
            return 0
        depth, odd = 0, ODD.search(text, start.start())
        for tag in _tags(start[1]).finditer(text, start.start()):
            depth += -1 if tag[1] else 1
            if tag[2] is None or (odd and odd.start() < tag.end()):
                return 0
            if not depth:
                return tag.end()
        return 0


@lru_cache
def _tags(name: str) -> re.Pattern[str]:
    """Return what finds the tags of a name; one that another begins in has no second group."""
    return re.compile(rf"<(/?){name}(?=[\s>])((?:\"[^\"]*\"|'[^']*'|[^\"'<>])*>)?")


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
        env.bytecode_cache = CompiledTemplates(*self.compiled) if self.compiled else None
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
        # the longest first, so that no process is left alone with a long one at the end
        by_length = sorted(asked, key=lambda file: (-Path(file.abs_src_path or "").stat().st_size, file.src_uri))
        return frozenset(file.src_uri for file in by_length[self.number :: self.jobs])

    def _is_mine(self, file: Any, mine: frozenset[str], docs: str) -> bool:
        return file.src_uri in mine if file.is_documentation_page() else self.number == 0 and file.src_dir != docs

    def _leave_out(self) -> None:
        for file, _ in self.others:
            file.inclusion = InclusionLevel.EXCLUDED


class LastChanges(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
    """Gives the sitemap the day of each page's last recorded change, and none where none is known."""

    def __init__(self, days: Mapping[str, str]) -> None:
        super().__init__()
        self.days = days
        self.pages: list[pages.Page] = []
        self.dated: list[str] = []

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Note the pages."""
        self.pages = [file.page for file in files if file.page]
        return nav

    def on_pre_template(self, template: Template, template_name: str, config: MkDocsConfig) -> Template:
        """Date the pages for the sitemap alone: MkDocs dates its packed file by theirs, and knows no page without one."""
        if template_name == "sitemap.xml":
            self.dated = [page.update_date for page in self.pages]
            for page in self.pages:
                page.update_date = self.days.get(page.file.src_uri, "")
        return template

    def on_post_template(self, output: str, template_name: str, config: MkDocsConfig) -> str:
        """Date them as before."""
        if template_name == "sitemap.xml":
            for page, day in zip(self.pages, self.dated, strict=True):
                page.update_date = day
        return output


class Distrust(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
    """Shows the settings as text, not as marks, and lets a project's own templates reach nothing but what they are given."""

    def __init__(self, trusted: bool, confined: bool) -> None:
        super().__init__()
        self.trusted = trusted
        self.confined = confined

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Escape the texts that the theme prints as they are."""
        if self.trusted:
            return config
        for name in ("site_name", "site_description", "site_author", "copyright"):
            config[name] = _escaped(config[name])
        config.extra.update(_escaped(dict(config.extra)))
        return config

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Confine the templates."""
        if not self.confined:
            return env
        confined = Confined(loader=env.loader, auto_reload=False)
        confined.filters, confined.globals, confined.bytecode_cache = env.filters, env.globals, None
        return confined


def _escaped(value: Any) -> Any:
    """Return a setting with all its texts escaped; Jinja's own filter leaves them as they are then."""
    if isinstance(value, dict):
        return {key: _escaped(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_escaped(one) for one in value]
    return escape(value) if isinstance(value, str) else value


class Confined(SandboxedEnvironment):
    """The environment of templates that are not this program's: they call no method of MkDocs, which opens files."""

    def is_safe_callable(self, obj: Any) -> bool:
        """Whether a template may call something: methods of plain values, and what Jinja itself gives."""
        owner = getattr(obj, "__self__", None)
        is_plain = type(owner).__module__.partition(".")[0] in ("builtins", "jinja2", "markupsafe")
        return is_plain and not isinstance(owner, Environment) and super().is_safe_callable(obj)


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
        os.dup2(writing, 1)  # what libraries print belongs to the answer
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
        config.plugins["druzhba-kb distrust"] = Distrust(order["trusted"], order["confined"])
        if order["changed"] is not None:
            config.plugins["druzhba-kb last changes"] = LastChanges(order["changed"])
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
