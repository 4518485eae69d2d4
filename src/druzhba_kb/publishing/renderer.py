"""Rendering: a folder of Markdown pages in, a folder of HTML out, made by MkDocs in a process of its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from druzhba_kb.report import Place, Report

PROGRAM = Path(__file__).with_name("rendering.py")
LOGGED = re.compile(r"(WARNING|ERROR|CRITICAL)\s*-\s+(.*)")
PAGE = re.compile(r"'([^']+\.md)'")


@dataclass(frozen=True, slots=True)
class Share:
    """Which pages of the tree are to be made, all for None, and by how many processes.

    For settings without plugins and hooks, which may look across pages.
    """

    pages: frozenset[str] | None = None
    jobs: int = 1


ALL = Share()


def run_mkdocs(config: Path, docs: Path, site: Path, epoch: int, report: Report, share: Share = ALL) -> None:
    """Render docs into site with the settings of config, dated epoch; what MkDocs complains of becomes findings."""
    pages = None if share.pages is None else sorted(share.pages)
    settings = {"config": str(config.resolve()), "settings": _settings(config, docs)}
    order = {**settings, "site": str(site.resolve()), "jobs": share.jobs, "pages": pages}
    done = subprocess.run(
        [sys.executable, "-P", str(PROGRAM)],
        input=json.dumps(order),
        cwd=config.resolve().parent,
        env=_environment(epoch),
        # the child shares the lock of this build: if we are killed, the next build waits for it to end
        close_fds=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    _collect(done.stdout.replace(f"{config.resolve().parent}{os.sep}", ""), config, docs, report)
    if done.returncode:
        report.error(Place(config.name), "renderer", _failure(done))
    report.checked["pages rendered"] += sum(1 for _ in site.rglob("*.html"))


def _settings(config: Path, docs: Path) -> str:
    return json.dumps({"INHERIT": config.name, "docs_dir": str(docs.resolve())})


def _environment(epoch: int) -> dict[str, str]:
    fixed = {"SOURCE_DATE_EPOCH": str(epoch), "PYTHONHASHSEED": "0", "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"}
    return {**os.environ, **fixed}


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


def _failure(done: subprocess.CompletedProcess[str]) -> str:
    last = done.stdout.strip().rpartition("\n")[2]
    return f"mkdocs ended with status {done.returncode}, expected 0: '{last}'"
