"""Table: what was measured in, a page of Markdown out."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path

from benchmarks.measure import Cost
from benchmarks.peers import HUGO, MKDOCS, ZENSICAL, ZENSICAL_PROGRAM

DISTRIBUTIONS = ("mkdocs", "mkdocs-material", "pagefind", "pyyaml")
OWN_MEMORY = "most memory of the own process"
PROGRAMS = {HUGO: ("hugo", "version"), ZENSICAL: (str(ZENSICAL_PROGRAM), "--version")}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was measured at one size: the steps, the parts of a cold build, the peers that are not run, own memory in MB."""

    pages: int
    steps: Mapping[str, Cost]
    stages: Mapping[str, float]
    absent: Collection[str]
    own: float


def table(outcomes: Sequence[Outcome], micro: Mapping[str, float], runs: int) -> str:
    """Return the page."""
    parts = [[_head(runs), *_machine()]]
    parts += [section for outcome in outcomes for section in (_steps(outcome), _stages(outcome))]
    parts += [_growth(small, large) for small, large in pairwise(outcomes)]
    return "\n\n".join("\n".join(part) for part in [*parts, _micro(micro)]) + "\n"


def _head(runs: int) -> str:
    return (
        f"# What check and build cost\n\nMeasured on {date.today()} with `make bench` on invented bases; "
        f"medians of {runs} run{'s' * (runs > 1)}. The processor's time is that of all processes of a command, memory the "
        "peak of the largest. The peer is plain MkDocs: the same configuration and the same pages, with its own search. "
        "Zensical has its own search too; Hugo makes bare pages, without theme and search.\n"
    )


def _machine() -> Iterator[str]:
    known = [f"{name} {version(name)}" for name in DISTRIBUTIONS]
    yield f"- {_processor()}, {os.cpu_count()} cores, {platform.system()}"
    yield f"- Python {platform.python_version()}, {', '.join(known)}"
    yield from (f"- {name}: {_version(command)}" for name, command in PROGRAMS.items())


def _processor() -> str:
    file = Path("/proc/cpuinfo")
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def _version(command: Sequence[str]) -> str:
    if not shutil.which(command[0]):
        return "not run"
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return next((word.rstrip(",").split("+")[0] for word in said.split() if any(map(str.isdigit, word))), "installed")


def _rows(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    ruler = ["---", *(["---:"] * (len(head) - 1))]
    return [f"| {' | '.join(row)} |" for row in (head, ruler, *rows)]


def _steps(outcome: Outcome) -> list[str]:
    peer = outcome.steps[MKDOCS].cpu
    rows = [
        (name, f"{c.cpu:.2f}", f"{c.wall:.2f}", f"{c.memory:.0f}", f"{c.cpu / peer:.2f}")
        for name, c in outcome.steps.items()
    ]
    rows += [(name, "not run", "", "", "") for name in sorted(outcome.absent)]
    head = ("step", "processor, s", "clock, s", "memory, MB", f"times {MKDOCS}")
    return [f"## {outcome.pages:,} pages\n", *_rows(head, rows)]


def _stages(outcome: Outcome) -> list[str]:
    total = sum(outcome.stages.values())
    rows = [(name, f"{taken:.2f}", f"{taken / total:.0%}") for name, taken in outcome.stages.items()]
    rows += [("all", f"{total:.2f}", ""), (f"{OWN_MEMORY}, MB", f"{outcome.own:.0f}", "")]
    return [
        "Parts of a cold build, in one process beside MkDocs' and Pagefind's:\n",
        *_rows(("part", "processor, s", "share"), rows),
    ]


def _growth(small: Outcome, large: Outcome) -> list[str]:
    both = {name: (cost, large.steps[name]) for name, cost in small.steps.items() if name in large.steps}
    steps = [(name, _times(a.cpu, b.cpu), _times(a.memory, b.memory)) for name, (a, b) in both.items()]
    parts = [(f"· {name}", _times(taken, large.stages.get(name, 0.0)), "") for name, taken in small.stages.items()]
    own = (OWN_MEMORY, "", _times(small.own, large.own))
    title = f"## From {small.pages:,} to {large.pages:,} pages: {large.pages / small.pages:.0f} times the pages\n"
    return [title, *_rows(("step or part", "times the processor's time", "times the memory"), [*steps, *parts, own])]


def _times(small: float, large: float) -> str:
    return f"{large / small:.1f}" if small > 0.005 else ""


def _micro(micro: Mapping[str, float]) -> list[str]:
    rows = [
        (f"mention finder, {micro['names']:,.0f} names", f"{micro['MB/s']:.1f} MB/s"),
        (f"reading {micro['files']:,.0f} entity files with places", f"{micro['with places']:.2f} s"),
        ("the same by PyYAML's CSafeLoader", f"{micro['CSafeLoader']:.2f} s"),
        ("times CSafeLoader", f"{micro['ratio']:.2f}"),
    ]
    return ["## Single parts\n", *_rows(("part", "measured"), rows)]
