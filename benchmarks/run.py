"""Run: sizes in, a table of what check and build cost at each out, beside other generators in the same run (`make bench`)."""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from benchmarks.measure import OWN, Cost, answer, measure, medians, typical
from benchmarks.peers import peers
from benchmarks.table import Outcome, table

OUT = Path(__file__).with_name("RESULTS.md")
TEXT = re.compile(r"^- (relations|role|site_of|located|quarrel|complaint): \w+", re.MULTILINE)
NAMES = 5000
QUICK_SIZE, QUICK_NAMES = 30, 300
Measured = tuple[str, Cost | None]


def main() -> None:
    """Measure every size and write the table."""
    options = _options()
    sizes = [QUICK_SIZE] if options.quick else [int(size) for size in options.sizes.split(",")]
    runs, names = (1, QUICK_NAMES) if options.quick else (options.runs, options.names)
    with tempfile.TemporaryDirectory(prefix="druzhba-bench-") as work:
        outcomes = [_outcome(size, runs, options.seed, Path(work)) for size in sizes]
    _say(f"{names} names and files")
    micro = medians([json.loads(answer("micro", str(names))) for _ in range(runs)])
    text = table(outcomes, micro, runs)
    print(text)
    if not options.quick:
        OUT.write_text(text, encoding="utf-8")
        _say(f"written to {OUT.name}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--sizes", default="100,1000", help="numbers of pages, with commas between them")
    parser.add_argument("--runs", type=int, default=3, help="how often each is measured; medians are shown")
    parser.add_argument("--names", type=int, default=NAMES, help="how many names and files the single parts are given")
    parser.add_argument("--seed", type=int, default=0, help="of the invented bases")
    parser.add_argument("--quick", action="store_true", help="one run on a small base, which writes no file")
    return parser.parse_args()


def _outcome(size: int, runs: int, seed: int, work: Path) -> Outcome:
    """Return the medians for one size."""
    found: dict[str, list[Cost]] = defaultdict(list)
    stages, own, absent = [], [], set()
    for number in range(1, runs + 1):
        root = work / f"{size}-{number}"
        answer("generator", str(size), str(root), str(seed))
        for name, cost in _measured(root):
            _say(f"{size} pages, run {number} of {runs}: {name}{f' {cost.cpu:.2f} s' if cost else ' is absent'}")
            found[name].extend([cost] if cost else [])
            absent.update([] if cost else [name])
        taken, memory = _stages(root)
        stages.append(taken)
        own.append(memory)
        shutil.rmtree(root)
    return Outcome(
        size, {name: typical(costs) for name, costs in found.items() if costs}, medians(stages), absent, median(own)
    )


def _measured(root: Path) -> Iterator[Measured]:
    """Yield what each step costs; the project is edited between them."""
    measure([*OWN, "check"], root)  # compiles the modules
    yield "start (--version)", measure([*OWN, "--version"], root)
    yield "check", measure([*OWN, "check"], root)
    yield "build, cold", measure([*OWN, "build"], root)
    yield from _peers(root)
    yield "build, nothing changed", measure([*OWN, "build"], root)
    _edit_statement(root)
    yield "build, one statement edited", measure([*OWN, "build"], root)
    town = _towns(root)[0].stem
    yield "rename (the command)", measure([*OWN, "rename", town, f"new-{town}", "--yes"], root)
    yield "build, one entity renamed", measure([*OWN, "build"], root)
    shutil.copytree(root / "spare", root, dirs_exist_ok=True)
    yield "build, one article added", measure([*OWN, "build"], root)


def _peers(root: Path) -> Iterator[Measured]:
    wanted = sum(1 for _ in (root / "build/docs").rglob("*.md"))
    for peer in peers(root):
        yield peer.name, measure(peer.command, root / "build") if peer.command else None
        if peer.command and peer.pages < wanted:
            raise SystemExit(f"{peer.name} made {peer.pages} pages of {wanted}")


def _stages(root: Path) -> tuple[dict[str, float], float]:
    shutil.rmtree(root / "build")
    found = json.loads(answer("stages", str(root)))
    return found["taken"], found["memory"]


def _towns(root: Path) -> Sequence[Path]:
    return sorted(path for path in (root / "entities/towns").glob("*.yml") if path.name != "_kind.yml")


def _edit_statement(root: Path) -> None:
    """Change a word of the first paraphrase."""
    for path in _towns(root):
        text = path.read_text(encoding="utf-8")
        edited = TEXT.sub(r"- \1: Otherwise", text, count=1)
        if edited != text:
            path.write_text(edited, encoding="utf-8")
            return


def _say(progress: str) -> None:
    print(progress, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
