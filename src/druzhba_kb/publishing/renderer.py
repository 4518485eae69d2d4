"""Rendering: a folder of Markdown pages in, a folder of HTML out, made by MkDocs in a process of its own.

MkDocs takes a second to load and keeps what it has read, so it runs apart and stays for the next order. What it
complains of must reach the editor as a finding, never as its own output.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing, nullcontext, suppress
from dataclasses import dataclass, fields
from pathlib import Path

from druzhba_kb.report import Place, Report
from druzhba_kb.theme import Theme

FIXED = {"PYTHONHASHSEED": "0", "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"}  # the same bytes on every machine
LOGGED = re.compile(r"(WARNING|ERROR|CRITICAL)\s*-\s+(.*)")
WHOLE = {"jobs": 1, "linked": True, "compiled": None, "pages": None}
OVERRIDE = re.compile(r'File "[^"]*\.theme/([^"]+)", line (\d+)')
PAGE = re.compile(r"'([^']+\.md)'")


@dataclass(frozen=True, slots=True)
class Share:
    """Which pages of the tree are to be made, by how many processes, and whether any has a Markdown link.

    `compiled` are the folder in which templates are kept compiled and their mark there. For settings without
    plugins and hooks, which may look across pages. Other files of the tree are not copied then.
    """

    pages: frozenset[str]
    jobs: int = 1
    linked: bool = True
    compiled: tuple[str, str] | None = None


class Renderer:
    """MkDocs in a process of its own: loaded at the first order or before, ready for the next."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Have MkDocs loaded while something else is done."""
        self._process = self._process or self._started()

    def done(self, order: Mapping[str, object]) -> tuple[int, str]:
        """Have an order done; return the status and what MkDocs says."""
        process = self._process = self._process or self._started()
        assert process.stdin
        assert process.stdout
        answer = ""
        with suppress(BrokenPipeError):
            process.stdin.write(json.dumps(order) + "\n")
            process.stdin.flush()
            answer = process.stdout.readline()
        if not answer:
            self._process = None  # the next order starts another
            return process.wait() or 1, "the renderer ended without a word"
        found = json.loads(answer)
        return found["status"], found["output"]

    def close(self) -> None:
        """End the process."""
        if self._process:
            self._process.communicate()  # its end of input is its end
            self._process = None

    def _started(self) -> subprocess.Popen[str]:
        paths = (str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH"))
        # the child shares the lock of this build: if we are killed, the next build waits for it to end
        return subprocess.Popen(
            # -P: a module in the project's folder must not take a library's place
            [sys.executable, "-P", "-m", "druzhba_kb.publishing.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **FIXED, "PYTHONPATH": os.pathsep.join(filter(None, paths))},
            close_fds=False,
            encoding="utf-8",
        )


def run_mkdocs(
    config: Path,
    docs: Path,
    site: Path,
    epoch: int,
    report: Report,
    share: Share | None = None,
    renderer: Renderer | None = None,
    theme: Theme | None = None,
    changed: Mapping[str, str] | None = None,
    trusted: bool = False,
) -> None:
    """Render docs, or a share of them, into site with the settings of config, dated epoch.

    `changed` are the days for the sitemap, by the file of the page; without it, the day of each is the epoch's. What MkDocs
    complains of becomes findings, at the file of the theme where it stopped in one. Texts of
    settings are escaped unless these are `trusted`.
    """
    order = {
        **{"config": str(config.resolve()), "settings": _settings(config, docs), "site": str(site.resolve())},
        **(_shared(share) if share else WHOLE),
        "environment": {"SOURCE_DATE_EPOCH": str(epoch)},
        "changed": changed,
        "trusted": trusted,
        "confined": bool(theme and theme.differs("theme/")),
    }
    with closing(Renderer()) if renderer is None else nullcontext(renderer) as one:
        status, output = one.done(order)
    _collect(output.replace(f"{config.resolve().parent}{os.sep}", ""), config, docs, report)
    if status:
        place, hint = _stopped(output, config, theme or Theme())
        report.error(place, "renderer", _failure(status, output) + hint)
    report.checked["pages rendered"] += sum(1 for _ in site.rglob("*.html"))


def _shared(share: Share) -> dict[str, object]:
    return {**{field.name: getattr(share, field.name) for field in fields(share)}, "pages": sorted(share.pages)}


def _settings(config: Path, docs: Path) -> str:
    return json.dumps({"INHERIT": config.name, "docs_dir": str(docs.resolve())})


def _collect(output: str, config: Path, docs: Path, report: Report) -> None:
    for line in output.splitlines():
        if logged := LOGGED.match(line):
            record = report.warning if logged[1] == "WARNING" else report.error
            record(_place(logged[2], config, docs), "renderer", _reworded(logged[2]))


def _place(message: str, config: Path, docs: Path) -> Place:
    page = PAGE.search(message)
    return Place(page[1] if page and (docs / page[1]).is_file() else config.name)


def _reworded(message: str) -> str:
    return message[:1].lower() + message[1:].rstrip(".")


def _stopped(output: str, config: Path, theme: Theme) -> tuple[Place, str]:
    """Return the innermost of the theme's files in a traceback, with a hint how to change it, or else the settings."""
    found = [(f"theme/{name}", int(line)) for name, line in OVERRIDE.findall(output)]
    name, line = found[-1] if found else ("", 0)
    return (Place(theme.place(name), line, 1), theme.hint(name)) if name in theme.files else (Place(config.name), "")


def _failure(status: int, output: str) -> str:
    last = output.strip().rpartition("\n")[2]
    return f"mkdocs ended with status {status}, expected 0: '{last}'"
