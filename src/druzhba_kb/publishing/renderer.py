"""Rendering: a folder of outlines in, their layouts out: a static site generator's theme around each of them.

A generator runs as its own program and is asked for nothing but its documented command, so that another may take its
place: a row of a table. What it complains of must reach the editor as a finding, never as its own output.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from druzhba_kb.report import Place, Report
from druzhba_kb.theme import Theme

FIXED = {
    "PYTHONHASHSEED": "0",
    "PYTHONUTF8": "1",
    "NO_COLOR": "1",
    "NO_MKDOCS_2_WARNING": "1",
}  # the same bytes everywhere
LOGGED = re.compile(r"(WARNING|ERROR|CRITICAL)\s*-\s+(.*)")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
OVERRIDE = re.compile(r'File "[^"]*\.theme/([^"]+)", line (\d+)')
PAGE = re.compile(r"'([^']+\.md)'")
SITE = re.compile(r"^site_dir: .*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Renderer:
    """A generator: the module that is its program, the package of its theme, and whether it loads hooks of MkDocs."""

    name: str
    theme: str
    has_hooks: bool


MKDOCS = Renderer("mkdocs", "material", True)
RENDERERS = {
    one.name: one for one in (MKDOCS, Renderer("properdocs", "material", True), Renderer("zensical", "zensical", False))
}


def render(renderer: Renderer, config: Path, docs: Path, site: Path, epoch: int, report: Report, theme: Theme) -> None:
    """Have docs rendered into site with the settings of config, dated epoch.

    What the renderer complains of becomes findings, at the file of the theme where it stopped in one.
    """
    if find_spec(renderer.name) is None:
        message = f"{renderer.name} is not installed; expected it beside druzhba-kb: pip install 'druzhba-kb[{renderer.name}]'"
        report.error(Place(config.name), "renderer", message)
        return
    config = config.resolve()
    order = config.with_name(f"{site.name}.yml")  # not every renderer is told by its command where to
    order.write_bytes(SITE.sub(lambda _: f"site_dir: {site.name}", config.read_text("utf-8"), count=1).encode())
    done = subprocess.run(
        # -P: a module in the project's folder must not take a library's place
        [sys.executable, "-P", "-m", renderer.name, "build", "--strict", "--config-file", order],
        cwd=config.parent,
        env={**os.environ, **FIXED, "SOURCE_DATE_EPOCH": str(epoch)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    order.unlink()
    output = COLOUR.sub("", done.stdout).replace(f"{config.parent}{os.sep}", "")
    _collect(output, config, docs, report)
    if done.returncode:
        place, hint = _stopped(output, config, theme)
        last = output.strip().rpartition("\n")[2]
        report.error(
            place, "renderer", f"{renderer.name} ended with status {done.returncode}, expected 0: '{last}'{hint}"
        )


def _collect(output: str, config: Path, docs: Path, report: Report) -> None:
    for line in output.splitlines():
        if logged := LOGGED.match(line):
            record = report.warning if logged[1] == "WARNING" else report.error
            record(_place(logged[2], config, docs), "renderer", logged[2][:1].lower() + logged[2][1:].rstrip("."))


def _place(message: str, config: Path, docs: Path) -> Place:
    page = PAGE.search(message)
    return Place(page[1] if page and (docs / page[1]).is_file() else config.name)


def _stopped(output: str, config: Path, theme: Theme) -> tuple[Place, str]:
    """Return the innermost of the theme's files in a traceback, with a hint how to change it, or else the settings."""
    found = [(f"theme/{name}", int(line)) for name, line in OVERRIDE.findall(output)]
    name, line = found[-1] if found else ("", 0)
    return (Place(theme.place(name), line, 1), theme.hint(name)) if name in theme.files else (Place(config.name), "")
