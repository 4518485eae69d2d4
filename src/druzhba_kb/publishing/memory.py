"""Memory: what makes the pages of the tree in, the pages out, made only where something that they rest on has changed.

A file beside the tree tells what the making of each page looked up and what it found; the pages themselves stand in the
tree. What has been touched there, or is of other settings, templates or libraries, is made anew.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from druzhba_kb.render.catalogue import Catalogue
from druzhba_kb.render.page import Page, Task
from druzhba_kb.render.reads import Fact, Reads
from druzhba_kb.write import replace


@dataclass(frozen=True, slots=True)
class _Done:
    """The pages that a task made, and the numbers of the facts that they rest on."""

    pages: tuple[Page, ...]
    facts: Sequence[int]


class Memory:
    """The file of the last rendering, the tree that it made, and the digest of what reaches every page."""

    def __init__(self, file: Path, tree: Path, common: str, used: bool = True) -> None:
        self._file = file
        self._tree = tree
        self._common = common
        self._used = used
        self._facts: list[Fact] = []
        self._done: dict[str, _Done] = {}

    def pages(self, tasks: Iterable[Task], cat: Catalogue) -> list[Page]:
        """Return the pages of all tasks, and remember what they rest on."""
        reads = Reads(cat)
        known = self._recalled(reads) if self._used else {}
        numbers = {fact: number for number, fact in enumerate(self._facts)}
        for task in tasks:
            done = known.get(task.name)
            if done is None:
                pages, facts = reads.of(task.make)
                done = _Done(tuple(pages), array("I", (numbers.setdefault(fact, len(numbers)) for fact in facts)))
            self._done[task.name] = done
        self._facts = list(numbers)
        self._digests = [reads.digest(fact) for fact in self._facts]
        return [page for done in self._done.values() for page in done.pages]

    def keep(self) -> None:
        """Write what the next rendering is to know."""
        used = sorted({number for done in self._done.values() for number in done.facts})
        renumbered = {old: new for new, old in enumerate(used)}
        facts = [[*self._facts[number], self._digests[number]] for number in used]
        tasks = {
            name: [[renumbered[number] for number in done.facts], [self._row(page) for page in done.pages]]
            for name, done in self._done.items()
        }
        content = {"common": self._common, "facts": facts, "tasks": tasks}
        replace(self._file, json.dumps(content, ensure_ascii=False, separators=(",", ":")))

    def _recalled(self, reads: Reads) -> dict[str, _Done]:
        """Return what the last rendering did and what is as it was, by task; nothing where anything is odd."""
        try:
            known = json.loads(self._file.read_bytes())
            if known["common"] != self._common:
                return {}
            facts = [_fact(name, key) for name, key, _ in known["facts"]]
            holds = [reads.digest(fact) == row[2] for fact, row in zip(facts, known["facts"], strict=True)]
            standing = ((name, self._standing(task[0], task[1], holds)) for name, task in known["tasks"].items())
            done = {name: task for name, task in standing if task}
        except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
            return {}
        self._facts = facts
        return done

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


def _fact(name: str, key: Any) -> Fact:
    return name, tuple(key) if isinstance(key, list) else key
