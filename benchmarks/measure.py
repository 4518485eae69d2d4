"""Measure: a command in, the time of the processor, the time on the clock and the most memory that it took out."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
OWN = (sys.executable, "-m", "druzhba_kb")


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of the processor, in all processes of a command, seconds on the clock, and the peak of one of them in MB."""

    cpu: float
    wall: float
    memory: float


def environment() -> dict[str, str]:
    """Return the environment in which this project's modules are found."""
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    return {**os.environ, "PYTHONPATH": path, "NO_MKDOCS_2_WARNING": "1"}


def measure(command: Sequence[str], folder: Path) -> Cost:
    """Run a command in a folder and return what it cost; one that fails ends the benchmark."""
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=environment(), stdout=output, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            raise SystemExit(f"{' '.join(command)}\n{output.read().decode(errors='replace')[-2000:]}")
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)


def answer(module: str, *arguments: str) -> str:
    """Return what a module of the benchmark prints, run in a process of its own."""
    command = [sys.executable, "-m", f"benchmarks.{module}", *arguments]
    done = subprocess.run(command, env=environment(), stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"benchmarks.{module} ended with status {done.returncode}")
    return done.stdout


def typical(costs: Sequence[Cost]) -> Cost:
    """Return the median of each measure."""
    return Cost(median(c.cpu for c in costs), median(c.wall for c in costs), median(c.memory for c in costs))


def medians(found: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Return the median of each entry."""
    return {name: median(one[name] for one in found if name in one) for name in found[0]}
