"""Memory: what makes the pages of the tree in, the tree out, each page made only where what it rests on has changed.

A file beside the tree tells what the making of each page looked up and what it found; the pages themselves stand in the
tree. What has been touched there, or is of other settings, templates or libraries, is made anew.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from druzhba_kb.publishing.dependencies import Dependency, DependencyTracker
from druzhba_kb.publishing.processes import in_parts, jobs_for
from druzhba_kb.render.page_model import Page
from druzhba_kb.render.site_index import SiteIndex, Task
from druzhba_kb.report import Finding, Report
from druzhba_kb.write import put, replace


@dataclass(frozen=True, slots=True)
class _Done:
    """The pages that a task made, and the facts that they rest on, by their numbers."""

    pages: tuple[Page, ...]
    facts: Sequence[int]


@dataclass(frozen=True, slots=True)
class _Part:
    """What several tasks did, the facts with their digests, and what was found wrong."""

    done: Mapping[str, _Done]
    facts: Mapping[Dependency, str]
    findings: Sequence[Finding]


class Memory:
    """The file of the last rendering, the tree that it made, the digest of what reaches every page, and who is to help.

    `jobs` says how many processes are worth their start for a number of pages.
    """

    def __init__(
        self, file: Path, tree: Path, common: str, used: bool = True, jobs: Callable[[int], int] = jobs_for
    ) -> None:
        self._file = file
        self._tree = tree
        self._common = common
        self._used = used
        self._jobs = jobs
        self._parts: list[_Part] = []
        self._names: list[str] = []

    def make(self, tasks: Iterable[Task], cat: SiteIndex, report: Report) -> list[Page]:
        """Bring the tree into the state of the tasks, which tell the report of faults; return its pages without their texts."""
        reads = DependencyTracker(cat)
        known = self._recalled(reads) if self._used else _Part({}, {}, ())
        every = list(tasks)
        new = [task for task in every if task.name not in known.done]
        jobs = self._jobs(len(new))
        self._parts = [known, *in_parts(jobs, lambda number: self._part(new[number::jobs], reads, report))]
        report.findings += [finding for part in self._parts[2:] for finding in part.findings]
        done = {name: one for part in self._parts for name, one in part.done.items()}
        self._names = [task.name for task in every]
        return [page for name in self._names for page in done[name].pages]

    def written(self, pages: Iterable[Page]) -> list[Page]:
        """Write other pages into the tree; return them without their texts."""
        return [self._put(page) for page in pages]

    def keep(self) -> None:
        """Write what the next rendering is to know."""
        numbers: dict[Dependency, int] = {}
        tasks = {}
        for part in self._parts:
            facts = list(part.facts)
            for name in part.done.keys() & set(self._names):
                used = [numbers.setdefault(facts[number], len(numbers)) for number in part.done[name].facts]
                tasks[name] = [used, [self._row(page) for page in part.done[name].pages]]
        digests = {fact: digest for part in self._parts for fact, digest in part.facts.items()}
        content = {"common": self._common, "facts": [[*fact, digests[fact]] for fact in numbers], "tasks": tasks}
        replace(self._file, json.dumps(content, ensure_ascii=False, separators=(",", ":")))

    def _part(self, tasks: Iterable[Task], reads: DependencyTracker, report: Report) -> _Part:
        """Do some tasks."""
        done, numbers, told = {}, dict[Dependency, int](), len(report.findings)
        for task in tasks:
            pages, facts = reads.of(task.make)
            used = array("I", (numbers.setdefault(fact, len(numbers)) for fact in facts))
            done[task.name] = _Done(tuple(self.written(pages)), used)
        return _Part(done, {fact: reads.digest(fact) for fact in numbers}, report.findings[told:])

    def _put(self, page: Page) -> Page:
        put(self._tree, page.path, page.text)
        return Page(page.path, "", page.template, page.record, page.digest)

    def _recalled(self, reads: DependencyTracker) -> _Part:
        """Return what the last rendering did and what is as it was; nothing where anything is odd."""
        try:
            known = json.loads(self._file.read_bytes())
            if known["common"] != self._common:
                return _Part({}, {}, ())
            facts = {_fact(name, key): digest for name, key, digest in known["facts"]}
            holds = [reads.digest(fact) == digest for fact, digest in facts.items()]
            standing = ((name, self._standing(task[0], task[1], holds)) for name, task in known["tasks"].items())
            return _Part({name: task for name, task in standing if task}, facts, ())
        except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
            return _Part({}, {}, ())

    def _standing(self, facts: list[int], rows: list[Any], holds: Sequence[bool]) -> _Done | None:
        """Return what a task did where its facts hold and its pages stand in the tree as it left them."""
        if not all(holds[number] for number in facts):
            return None
        pages = tuple(self._page(*row) for row in rows)
        return _Done(tuple(filter(None, pages)), array("I", facts)) if all(pages) else None

    def _page(self, path: str, template: str, record: str, digest: str, state: list[int]) -> Page | None:
        return Page(path, "", template, record, digest) if self._state(path) == state else None

    def _row(self, page: Page) -> list[object]:
        return [page.path, page.template, page.record, page.digest, self._state(page.path)]

    def _state(self, path: str) -> list[int]:
        """Return what tells whether a file of the tree was touched; nothing where there is none."""
        try:
            stat = (self._tree / path).stat()
        except OSError:
            return []
        return [stat.st_size, stat.st_mtime_ns]


def _fact(name: str, key: Any) -> Dependency:
    return name, tuple(key) if isinstance(key, list) else key
