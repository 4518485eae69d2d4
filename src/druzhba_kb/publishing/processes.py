"""Processes: work that falls into parts in, what each part gave out, the parts done side by side.

Cold builds of thousands of pages would use one core of several. Only work whose order does not matter may come here:
the result must not depend on how many processes there are.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from typing import TypeVar, cast

T = TypeVar("T")


FORK = get_context("fork")  # a copy has all that the work is about, which could not be sent to it
AT_ONCE = 64  # pages that are worth a process of their own


def jobs_for(pages: int) -> int:
    """Return how many processes are worth their start for so many pages."""
    return max(1, min(len(os.sched_getaffinity(0)), pages // AT_ONCE))


def in_parts(jobs: int, work: Callable[[int], T]) -> list[T]:
    """Return what work gives for each number below jobs; the first is done here, each other in a copy of this process.

    For a process without threads. An OSError of any part is raised here, and so is one where a copy ends otherwise.
    """
    copies = [_copied(work, number) for number in range(1, jobs)]
    try:
        return [work(0), *(cast(T, _answer(*copy)) for copy in copies)]
    finally:
        for process, _ in copies:
            process.kill()  # no half of the work may go on writing after the whole has failed
            process.join()


def _copied(work: Callable[[int], object], number: int) -> tuple[ForkProcess, Connection]:
    """Return a process that does a part, and where its answer is read."""
    reading, writing = FORK.Pipe(duplex=False)
    process = FORK.Process(target=_do, args=(work, number, writing))
    process.start()
    writing.close()
    return process, reading


def _do(work: Callable[[int], object], number: int, answer: Connection) -> None:
    with suppress(KeyboardInterrupt):
        try:
            done = work(number)
        except OSError as error:
            done = error
        answer.send(done)


def _answer(process: ForkProcess, reading: Connection) -> object:
    try:
        found = reading.recv()
    except EOFError:
        process.join()
        message = f"a process that helps ended with status {process.exitcode}, expected 0"
        raise ChildProcessError(errno.ECHILD, message) from None
    if isinstance(found, OSError):
        raise found
    return found
