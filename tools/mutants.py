"""Mutants: the code of four rooms with one operator, number or decorator changed, and whether a test notices; a table out.

build/venv-tools/bin/python tools/mutants.py --sample 600 --seed 1   (or: make mutants)

cosmic-ray lists the mutants, of which a seeded sample is run on two copies of the project under build/mutants. A run that
was stopped goes on where it was, as long as neither the project nor the sample is another (build/mutants/session.sqlite,
which cr-report and cr-html read too). Each mutant meets those tests of the rooms that run its function (tools/callers.py
notes them once, without a mutant); those that survive meet the tests of all other rooms, several mutants at once as long
as no test fails; with --quick they are counted as survivors at once. No mutant is left out for what it changes. What is
no mutant is not drawn: what Python does not compile (any test would find it), and what only an annotation says, which
never runs.
"""

from __future__ import annotations

import argparse
import ast
import asyncio
import contextlib
import difflib
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "build/mutants"
COPIES = (WORK / "one", WORK / "two")
PACKAGE = Path("src/druzhba_kb")
ROOMS = ("relate", "verify", "values", "reading")
NEAR = (*ROOMS, "parse", "proof", "suggesting")  # whose tests die of most mutants: all others wait for the second round
OPTIONS = ("-x", "-q", "-p", "no:cacheprovider", "-p", "tools.callers", "-m", "not browser", "--hypothesis-profile=ci")
PATIENCE, LEAST = 3, 20.0  # a test run may take so many times as long as without a mutant, and so many seconds more
MEMORY = 8 * 1024 * 1024  # kilobytes for each process: a mutant may ask for any number of them
ENOUGH = 0.9
TOGETHER = (1, 8)  # mutants in one run of the first and the second round: in the second, few die and a run takes long
NEARLY = "the tests of the rooms alone"  # what a result says that the second round has still to confirm


@dataclass(frozen=True)
class Plan:
    """What is run: the tests of the near rooms with the functions that each calls, all others, and their seconds."""

    python: Path
    near: Mapping[str, Mapping[str, Any]]  # the name of a test to its "seconds" and "calls", as {module: [line, ...]}
    far: tuple[str, ...]
    far_seconds: float

    def near_tests(self, module: Path, lines: range | None) -> list[str]:
        """Return the near tests that call what stands in these lines, all of them for None: the own room's come first."""
        own = f"tests/{module.relative_to(PACKAGE).parts[0]}/"
        found = [
            name
            for name, noted in self.near.items()
            if lines is None or any(line in lines for line in noted["calls"].get(module.as_posix(), ()))
        ]
        return sorted(found, key=lambda name: not name.startswith(own))

    def limit(self, tests: Iterable[str]) -> float:
        """Return the seconds after which a run of near tests counts as one that noticed."""
        return LEAST + PATIENCE * sum(self.near[name]["seconds"] for name in tests)


def main(arguments: list[str] | None = None) -> int:
    """Run what is left of the sample and print the table; 0 if enough mutants were killed."""
    asked = _asked(arguments)
    files = _files()
    state = _state(files, asked)
    known = _read(WORK / "state.json")
    is_new = known.get("state") != state
    if is_new:
        shutil.rmtree(WORK, ignore_errors=True)
    for copy in COPIES:
        _copy(files, copy, asked.python)
    near, far = tests_of(COPIES[0], asked.leave_out)
    if is_new:
        known = {"state": state, **asyncio.run(_unmutated(asked.python, near, () if asked.quick else far))}
        _list(asked.sample, asked.seed)
        (WORK / "state.json").write_text(json.dumps(known), "utf-8")
    plan = Plan(asked.python, known["near"], far, known["far_seconds"])
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_run(plan, 1 if asked.quick else len(TOGETHER)))
    return report(list(_results()), asked.quick)


def _asked(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="mutants", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sample", type=int, default=600, help="how many mutants (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="which ones (%(default)s)")
    parser.add_argument("--python", type=Path, default=ROOT / ".venv/bin/python", help="the Python that runs the tests")
    parser.add_argument("--quick", action="store_true", help="let what the tests of the rooms do not find survive")
    parser.add_argument("--leave-out", nargs="*", default=[], help="folders and files of tests that are not run")
    asked = parser.parse_args(arguments)
    asked.python = asked.python.absolute()
    return asked


def _read(file: Path) -> dict[str, Any]:
    return dict(json.loads(file.read_text("utf-8"))) if file.is_file() else {}


def _files() -> list[Path]:
    """Return the project's files, those that nobody has committed yet among them."""
    command = ["git", "-C", str(ROOT), "ls-files", "-co", "--exclude-standard", "-z"]
    listed = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\0")
    return sorted({Path(name) for name in listed if name and (ROOT / name).is_file()})


def _state(files: list[Path], asked: argparse.Namespace) -> str:
    """Return a digest of all that the results depend on."""
    digest = hashlib.sha256(f"{asked.sample} {asked.seed} {asked.quick} {sorted(asked.leave_out)}".encode())
    for file in files:
        digest.update(f"\0{file}\0".encode() + (ROOT / file).read_bytes())
    return digest.hexdigest()


def _copy(files: list[Path], copy: Path, python: Path) -> None:
    """Make a copy whose compiled modules are known by their source's digest: a mutant may be as long and as old."""
    shutil.rmtree(copy, ignore_errors=True)
    for file in files:
        (copy / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / file, copy / file)
    subprocess.run(["git", "init", "--quiet", str(copy)], check=True)  # or git would find the project around it
    command = [str(python), "-m", "compileall", "-q", "--invalidation-mode", "checked-hash", str(copy / "src")]
    subprocess.run(command, check=True)


def tests_of(root: Path, left_out: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the folders and files of tests, those of the near rooms and all others."""
    entries = sorted(file.relative_to(root).as_posix() for file in (root / "tests").iterdir())
    tests = [name for name in entries if Path(name).match("tests/test_*.py") or any((root / name).rglob("test_*.py"))]
    near = tuple(f"tests/{name}" for name in NEAR if f"tests/{name}" in tests)
    return near, tuple(name for name in tests if name not in near and name not in left_out)


async def _unmutated(python: Path, near: tuple[str, ...], far: tuple[str, ...]) -> dict[str, Any]:
    """Return which functions each near test calls and the seconds that all far tests take; stop where one fails."""
    waiting = [(True, (name,)) for name in near] + ([(False, far)] if far else [])
    noted: dict[str, Any] = {}
    seconds = 0.0

    async def work(copy: Path) -> None:
        nonlocal seconds
        while waiting:
            is_near, tests = waiting.pop()
            _say(f"unmutated: {' '.join(tests)}")
            start = time.monotonic()
            told = {"CALLERS_NOTE": str(copy.with_suffix(".json"))} if is_near else {}
            if not await _pass(python, tests, copy, 3600, told):
                sys.exit(f"the tests fail without any mutant, so that nothing can be measured: {_log(copy)}")
            noted.update(_read(copy.with_suffix(".json")) if is_near else {})
            seconds = seconds if is_near else time.monotonic() - start

    await _abreast(work)
    return {"near": dict(sorted(noted.items())), "far_seconds": seconds}


async def _abreast(work: Any) -> None:
    async with asyncio.TaskGroup() as group:
        for copy in COPIES:
            group.create_task(work(copy))


async def _pass(python: Path, tests: Iterable[str], copy: Path, limit: float, told: Mapping[str, str]) -> bool:
    """Return whether the tests pass; whatever they started is ended with them."""
    command = [str(python), "-m", "pytest", *OPTIONS, "--hypothesis-seed=0", *tests]
    with _log(copy).open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            *("bash", "-c", f'ulimit -v {MEMORY}; exec "$@"', "bash", *command),
            cwd=copy,
            env={**_environment(), "PYTHONPATH": str(copy / "src"), **told},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        return await asyncio.wait_for(process.wait(), limit) == 0
    except TimeoutError:
        return False
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()


def _log(copy: Path) -> Path:
    """Return where a copy's latest test run says what failed."""
    return copy.with_suffix(".log")


def _environment() -> dict[str, str]:
    """Return the environment without what make or a developer's shell adds to it."""
    dropped = {"MAKEFLAGS", "MFLAGS", "MAKELEVEL", "DRUZHBA_SOURCES", "PYTHONDONTWRITEBYTECODE"}
    return {key: value for key, value in os.environ.items() if key not in dropped}


def _list(count: int, seed: int) -> None:
    """Write a session with the sample of all mutants."""
    from cosmic_ray.commands import init
    from cosmic_ray.work_db import WorkDB, use_db

    _say("listing the mutants")
    with contextlib.chdir(COPIES[0]), use_db(WORK / "session.sqlite", WorkDB.Mode.create) as database:
        init(modules(Path()), database, {})
        items = {key(item.mutations[0]): item for item in database.work_items}
        drawn = islice((items[it] for it in shuffled(items, seed) if _is_mutant(items[it].mutations[0])), count)
        kept = list(drawn)
        database.clear()
        database.add_work_items(kept)
    _say(f"{len(kept)} mutants of {len(items)} operators")


def modules(root: Path) -> list[Path]:
    """Return the modules that are mutated."""
    return sorted(file for room in ROOMS for file in (root / PACKAGE / room).rglob("*.py"))


def key(spec: Any) -> tuple[str, ...]:
    """Return what tells a mutant from all others, whenever they are listed."""
    row, column = spec.start_pos
    return (str(spec.module_path), f"{row:05}", f"{column:05}", spec.operator_name, f"{spec.occurrence:05}")


def shuffled(keys: Iterable[tuple[str, ...]], seed: int) -> list[tuple[str, ...]]:
    """Return the mutants in an order that the seed alone decides."""
    ordered = sorted(keys)
    Random(seed).shuffle(ordered)
    return ordered


def _is_mutant(spec: Any) -> bool:
    source = Path(spec.module_path).read_text("utf-8")
    mutated = _mutated(spec, source)
    return mutated is not None and differs(source, mutated)


def _mutated(spec: Any, source: str) -> str | None:
    from cosmic_ray.mutating import mutate_code
    from cosmic_ray.plugins import get_operator

    code = mutate_code(source, get_operator(spec.operator_name)(**spec.operator_args), spec.occurrence)
    return None if code is None else str(code)


def differs(source: str, mutated: str) -> bool:
    """Return whether changed code compiles and does not only differ in annotations, which never run."""
    try:
        with warnings.catch_warnings(action="ignore"):  # "is" with a literal
            compile(mutated, "mutant", "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return False
    return _running(source) != _running(mutated)


def _running(code: str) -> str:
    tree = ast.parse(code)
    if "from __future__ import annotations" not in code:
        return ast.dump(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.arg | ast.AnnAssign):
            node.annotation = ast.Name("annotation")
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            node.returns = None
    return ast.dump(tree)


async def _run(plan: Plan, rounds: int) -> None:
    """Run the first round of all mutants, then the second of those that are left."""
    from cosmic_ray.work_db import WorkDB, use_db

    with use_db(WORK / "session.sqlite", WorkDB.Mode.open) as database:
        for number, size in enumerate(TOGETHER[:rounds]):
            done = {job for job, result in database.results if number == 0 or result.output != NEARLY}
            items = {key(item.mutations[0]): item for item in database.work_items if item.job_id not in done}
            mixed = [items[it] for it in shuffled(items, number)]  # so that the first ones tell of all
            await _round(plan, number, groups(mixed, size), database)


def groups(items: Iterable[Any], size: int) -> list[list[Any]]:
    """Return groups of mutants that can be run at once: none of them has two of one module."""
    found: list[list[Any]] = []
    for item in items:
        module = item.mutations[0].module_path
        open_ones = (
            it for it in found if len(it) < size and module not in {one.mutations[0].module_path for one in it}
        )
        group = next(open_ones, None)
        if group is None:
            found.append(group := [])
        group.append(item)
    return found


async def _round(plan: Plan, number: int, waiting: list[list[Any]], database: Any) -> None:
    """Run groups of mutants: where the tests pass, all of a group survive; where they fail, its halves are run."""

    async def work(copy: Path) -> None:
        while waiting:
            group = waiting.pop()
            near = _near_tests(plan, group[0].mutations[0], copy)
            with _applied([item.mutations[0] for item in group], copy) as changes:
                survived = await (_survives_far(plan, copy) if number else _survives_near(plan, near, copy))
            if not survived and len(group) > 1:
                waiting.extend([group[::2], group[1::2]])
                continue
            for item, change in zip(group, changes, strict=True):
                database.set_result(item.job_id, _result(survived, number, change))
            _progress(number, [result for _, result in database.results], database.num_work_items)

    await _abreast(work)


@contextlib.contextmanager
def _applied(specs: list[Any], copy: Path) -> Iterator[list[str]]:
    """Have the modules of a copy mutated for a while; give what changed in each."""
    files = [copy / spec.module_path for spec in specs]
    sources = [file.read_text("utf-8") for file in files]
    mutated = [_mutated(spec, source) or source for spec, source in zip(specs, sources, strict=True)]
    try:
        for file, code in zip(files, mutated, strict=True):
            file.write_text(code, "utf-8")
        yield list(map(changed, sources, mutated))
    finally:
        for file, code in zip(files, sources, strict=True):
            file.write_text(code, "utf-8")


def _near_tests(plan: Plan, spec: Any, copy: Path) -> list[str]:
    """Return the tests of the rooms that run the function in which a mutation stands."""
    source = (copy / spec.module_path).read_text("utf-8")
    return plan.near_tests(Path(spec.module_path), function_around(source, spec.start_pos[0]))


async def _survives_near(plan: Plan, tests: list[str], copy: Path) -> bool:
    chosen = copy.with_suffix(".json")
    chosen.write_text(json.dumps(tests), "utf-8")
    files = dict.fromkeys(name.partition("::")[0] for name in tests)
    told = {"CALLERS_CHOSEN": str(chosen)}
    return not tests or await _pass(plan.python, files, copy, plan.limit(tests), told)


async def _survives_far(plan: Plan, copy: Path) -> bool:
    return await _pass(plan.python, plan.far, copy, LEAST + PATIENCE * plan.far_seconds, {})


def function_around(source: str, row: int) -> range | None:
    """Return the lines of the innermost function around a row, its decorators among them; None outside of functions."""
    found = None
    for node in ast.walk(ast.parse(source)):  # from the outside in
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = range(min(it.lineno for it in (node, *node.decorator_list)), (node.end_lineno or node.lineno) + 1)
            found = lines if row in lines else found
    return found


def _result(survived: bool, number: int, change: str) -> Any:
    from cosmic_ray.work_item import TestOutcome, WorkerOutcome, WorkResult

    outcome = TestOutcome.SURVIVED if survived else TestOutcome.KILLED
    return WorkResult(WorkerOutcome.NORMAL, NEARLY if survived and number == 0 else None, outcome, change)


def changed(source: str, mutated: str) -> str:
    """Return the lines that differ, without their surroundings."""
    lines = difflib.unified_diff(source.splitlines(), mutated.splitlines(), lineterm="", n=0)
    return "\n".join(line for line in islice(lines, 2, None) if not line.startswith("@@"))


def _progress(number: int, results: list[Any], count: int) -> None:
    killed = sum(result.is_killed for result in results)
    nearly = sum(result.output == NEARLY for result in results)
    done = f"{len(results) - nearly if number else len(results)} of {count}, {killed} killed"
    _say(f"round {number + 1}: {done}, {len(results) - killed - nearly} survived, {nearly} left for round 2")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _results() -> Iterator[tuple[Any, Any]]:
    """Yield each mutant with its result, or None where it has none yet."""
    from cosmic_ray.work_db import WorkDB, use_db

    with use_db(WORK / "session.sqlite", WorkDB.Mode.open) as database:
        found = dict(database.results)
        for item in sorted(database.work_items, key=lambda item: key(item.mutations[0])):
            yield item.mutations[0], found.get(item.job_id)


def report(results: list[tuple[Any, Any]], is_quick: bool = False) -> int:
    """Print a table with a line for each room, and each survivor with its change; return the exit status."""
    print(f"{'room':<10}{'mutants':>9}{'killed':>9}{'survived':>10}{'rate':>10}")
    for room in (*ROOMS, "all"):
        _row(room, [result for spec, result in results if room in ("all", Path(spec.module_path).parts[2])])
    for spec, result in results:
        if result and not result.is_killed:
            print(f"\n{spec.module_path}:{spec.start_pos[0]} {spec.operator_name.split('/')[-1]}")
            print(*(f"  {line}" for line in result.diff.splitlines()), sep="\n")
    waiting = [spec for spec, it in results if it is None or (it.output == NEARLY and not is_quick)]
    if waiting:
        print(f"\nnot run to the end: {len(waiting)}; the next run goes on with them")
    killed = sum(bool(result and result.is_killed) for _, result in results)
    return 0 if results and not waiting and killed >= ENOUGH * len(results) else 1


def _row(room: str, results: list[Any]) -> None:
    done = [result for result in results if result]
    killed = sum(result.is_killed for result in done)
    rate = f"{killed / len(done):.1%}" if done else "-"
    print(f"{room:<10}{len(results):>9}{killed:>9}{len(done) - killed:>10}{rate:>10}")


if __name__ == "__main__":
    sys.exit(main())
