"""Waiting: what shall come to hold in, a return as soon as it does out; long patience, for machines that are busy."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

PATIENCE = 120.0
Found = TypeVar("Found")


def eventually(find: Callable[[], Found]) -> Found:
    """Return the first thing that is found and holds; fail where nothing does for very long."""
    until = time.monotonic() + PATIENCE
    while not (found := find()):
        assert time.monotonic() < until, f"still {found!r} after {PATIENCE:.0f} s"
        time.sleep(0.02)
    return found
