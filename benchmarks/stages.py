"""Stages: a project in, the seconds of the processor that each part of a cold build takes, and the most memory, out, as JSON."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import wraps
from inspect import isfunction
from pathlib import Path
from typing import Any

from druzhba_kb.pipeline import build_job, building, checking
from druzhba_kb.publishing import task_cache
from druzhba_kb.publishing.search import indexed
from druzhba_kb.report import Report

PARTS = {
    "load": "load",
    "parse": "parse",
    "relate": "relate",
    "verify": "verify",
    "render": "render",
    "editing.schemas": "schemas",
    "write": "write",
    "publishing.page_workers": "render",
    "publishing.renderer": "MkDocs",
    "publishing.link_check": "link check",
}
REST = "putting pages together, stamp, card, swap and the rest"


def seconds() -> float:
    """Return the seconds of the processor that this process and its children have taken."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def main() -> None:
    """Build the project and print what each part took."""
    taken: dict[str, float] = defaultdict(float)
    for module in (building, build_job, checking):
        for name, function in list(vars(module).items()):
            if isfunction(function) and (part := _part(function.__module__)):
                setattr(module, name, _timed(function, part, taken))
    build_job.indexed = _first(_timed(_index, "search index", taken))
    task_cache.put = _timed(task_cache.put, "write", taken)
    start, report = seconds(), Report()
    if building.build(Path(sys.argv[1]), report, lambda _: None) is None:
        raise SystemExit("\n".join(map(str, report.findings[:5])))
    taken[REST] = seconds() - start - sum(taken.values())
    print(json.dumps({"taken": taken, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))


def _index(site: Path, report: Report, before: Path | None) -> None:
    with indexed(site, report, before):
        pass


def _first(function: Callable[..., None]) -> Callable[..., AbstractContextManager[None]]:
    @contextmanager
    def first(*arguments: Any) -> Iterator[None]:
        function(*arguments)
        yield

    return first


def _part(module: str) -> str | None:
    inner = module.removeprefix("druzhba_kb.")
    return PARTS.get(inner) or PARTS.get(inner.partition(".")[0])


def _timed(function: Callable[..., Any], part: str, taken: dict[str, float]) -> Callable[..., Any]:
    @wraps(function)
    def timed(*arguments: Any, **named: Any) -> Any:
        start = seconds()
        given = function(*arguments, **named)
        found = list(given) if isinstance(given, Iterator) else given
        taken[part] += seconds() - start
        return found

    return timed


if __name__ == "__main__":
    main()
