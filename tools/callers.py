"""A pytest plugin for tools/mutants.py: which functions of the package each test calls, and a run of chosen tests alone.

CALLERS_NOTE names a JSON file to write: {test: {"seconds": number, "calls": {module: [first line of a function, ...]}}}.
CALLERS_CHOSEN names a JSON file to read: [test, ...], of which alone the collected tests are kept, in its order.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from functools import _lru_cache_wrapper
from pathlib import Path
from types import CodeType
from typing import Any

import pytest

PACKAGE = Path("src/druzhba_kb").absolute()
NOTE = os.environ.get("CALLERS_NOTE")
CHOSEN = os.environ.get("CALLERS_CHOSEN")
noted: dict[str, Any] = {}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the chosen tests."""
    if CHOSEN:
        order = {name: place for place, name in enumerate(json.loads(Path(CHOSEN).read_text("utf-8")))}
        items[:] = sorted((it for it in items if it.nodeid in order), key=lambda it: order[it.nodeid])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Note what a test calls, with no result remembered from a test before it."""
    if not NOTE:
        return (yield)
    _forget()
    seen: set[CodeType] = set()
    start = time.monotonic()
    sys.settrace(lambda frame, *_: seen.add(frame.f_code))  # it is asked at calls alone, as it gives no tracer of lines
    try:
        return (yield)
    finally:
        sys.settrace(None)
        noted[item.nodeid] = {"seconds": time.monotonic() - start, "calls": _calls(seen)}


def pytest_sessionfinish() -> None:
    """Write what was noted."""
    if NOTE:
        Path(NOTE).write_text(json.dumps(noted), "utf-8")


def _calls(seen: set[CodeType]) -> dict[str, list[int]]:
    calls = defaultdict(set)
    for code in seen:
        if Path(code.co_filename).is_relative_to(PACKAGE):
            calls[Path(code.co_filename).relative_to(PACKAGE.parent.parent).as_posix()].add(code.co_firstlineno)
    return {module: sorted(lines) for module, lines in calls.items()}


def _forget() -> None:
    """Empty the package's caches, or only the first of several tests would be seen to call a function."""
    for name, module in list(sys.modules.items()):
        if name.startswith("druzhba_kb"):
            for value in list(vars(module).values()):
                if isinstance(value, _lru_cache_wrapper):
                    value.cache_clear()
