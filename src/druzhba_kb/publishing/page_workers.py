"""Page workers: tasks in, the pages that they make out, made by several processes where there are many.

A cold build of a thousand pages spends half its time on them. A process takes a second until it knows the content, so a
small site has none. They return what they made and write no file: one that outlives a killed build touches no other's tree.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from typing import ClassVar

from druzhba_kb.locales import interface, speaking
from druzhba_kb.model import KnowledgeBase
from druzhba_kb.publishing.task_cache import DependencyTracker, MadePages, made_here
from druzhba_kb.render.site_index import Task, index_site
from druzhba_kb.render.site_pages import tasks
from druzhba_kb.render.templates import load_templates
from druzhba_kb.report import Finding, Place, Report
from druzhba_kb.theme import Theme

FEWEST = 400  # tasks that are worth a process
SHARE = 20  # tasks that a process is given at a time
MOST = 4  # processes, each of which holds the whole content
Answer = tuple[list[MadePages], list[Finding]]


@dataclass(frozen=True, slots=True)
class PageWork:
    """All that the pages of a site follow from: the project with its words, the content, the site's texts and the theme."""

    root: Path
    language: str
    kb: KnowledgeBase
    site: Mapping[str, str]
    theme: Theme


def make_pages(wanted: Sequence[Task], reads: DependencyTracker, work: PageWork, report: Report) -> Iterator[MadePages]:
    """Yield what tasks make, in any order; their faults are in the report."""
    others = min(os.cpu_count() or 1, MOST) - 1 if len(wanted) >= FEWEST else 0
    if not others:
        yield from made_here(wanted, reads)
        return
    left = {at: wanted[at : at + SHARE] for at in range(0, len(wanted), SHARE)}
    queue, given = deque(left), dict[Future[Answer], int]()
    pool = ProcessPoolExecutor(others, get_context("spawn"), _Worker.begin, (_portable(work),))
    with suppress(BrokenExecutor), pool:  # the system ends some, as where memory is short
        while queue or given:
            while queue and len(given) < 2 * others:
                at = queue.popleft()
                given[pool.submit(_Worker.make, [task.name for task in left[at]])] = at
            ready = next((one for one in given if one.done()), None)
            if queue and not ready:
                yield from made_here(left.pop(queue.pop()), reads)
                continue
            future = ready or next(iter(given))
            made, findings = future.result()
            del left[given.pop(future)]
            report.findings += findings
            yield from made
    yield from (one for share in left.values() for one in made_here(share, reads))


def _portable(work: PageWork) -> PageWork:
    """Return the work without the catalogues of other sites, which no process can be given, and no page looks into."""
    return replace(work, kb=replace(work.kb, records=replace(work.kb.records, translations={})))


class _Worker:
    """The process that it is in, once it has begun."""

    by_name: ClassVar[dict[str, Task]]
    reads: ClassVar[DependencyTracker]
    report: ClassVar[Report]
    spoken: ClassVar[ExitStack]

    @classmethod
    def begin(cls, work: PageWork) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the build that began it is interrupted, and ends it
        Thread(target=cls._end_with_parent, daemon=True).start()
        cls.spoken, cls.report = ExitStack(), Report()
        cls.spoken.enter_context(speaking(interface(work.root, work.language, Report(), Place(""))))
        index = index_site(work.kb)
        cls.reads = DependencyTracker(index)
        cls.by_name = {task.name: task for task in tasks(index, work.site, load_templates(work.theme, cls.report))}

    @classmethod
    def make(cls, names: Sequence[str]) -> Answer:
        made = [*made_here((cls.by_name[name] for name in names), cls.reads)]
        findings, cls.report.findings = [*cls.report.findings], []
        return made, findings

    @staticmethod
    def _end_with_parent() -> None:
        """End when the build is killed: what it does not read would be waited with for ever."""
        if parent := parent_process():
            parent.join()
            os._exit(1)
