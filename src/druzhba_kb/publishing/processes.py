"""Processes: work that falls into parts in, what each part gave out, the parts done side by side.

Cold builds of thousands of pages would use one core of several. Only work whose order does not matter may come here:
the result must not depend on how many processes there are.
"""

from __future__ import annotations

import errno
import os
import pickle
import signal
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar, cast

T = TypeVar("T")


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
    except BaseException:
        for process, _ in copies:
            with suppress(OSError):
                os.kill(process, signal.SIGKILL)  # no half of the work may go on writing after the whole has failed
                os.waitpid(process, 0)
        raise


def _copied(work: Callable[[int], object], number: int) -> tuple[int, int]:
    """Return the id of a process that does a part, and where its answer is read."""
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return process, reading
    try:
        os.close(reading)
        with os.fdopen(writing, "wb") as out:
            pickle.dump(_done(work, number), out)
        # without the clean-up of the parent's files and handlers, which a copy has too
        os._exit(0)
    except KeyboardInterrupt:
        os._exit(1)
    except BaseException:
        traceback.print_exc()
        os._exit(1)


def _done(work: Callable[[int], object], number: int) -> object:
    try:
        return work(number)
    except OSError as error:
        return error


def _answer(process: int, reading: int) -> object:
    with os.fdopen(reading, "rb") as answer:
        data = answer.read()
    status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    if status:
        raise ChildProcessError(errno.ECHILD, f"a process that helps ended with status {status}, expected 0")
    found = pickle.loads(data)
    if isinstance(found, OSError):
        raise found
    return found
