"""Task cache: what makes the pages of the tree in, the tree out, each page made only where what it rests on has changed.

What a page says follows from what is looked up in the site index while it is made, so it need not be made again while all
of that finds the same. A look-up that is not noted would leave an old page in the site: each field of the index is watched.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from dataclasses import replace as replaced
from pathlib import Path
from typing import Any, TypeVar

from druzhba_kb.look_ups import WHOLE, Dependency, WatchedMapping
from druzhba_kb.model import Article, Entity, Kind, KnowledgeBase, Records, Statement
from druzhba_kb.publishing.kept_file import keep, kept
from druzhba_kb.publishing.page_sections import outline_digest
from druzhba_kb.render.page_model import Page
from druzhba_kb.render.site_index import SiteIndex, Task
from druzhba_kb.write import put

T = TypeVar("T")
RECORDS = (Entity, Article, Kind, Statement)  # digested once, however often they are found
SHORT = 24  # a digest would be longer
MadePages = tuple[str, list[Page], list[Dependency]]  # by the name of the task, with the look-ups that they rest on


class DependencyTracker:
    """A site index whose look-ups are noted, each as a dependency: the name of a field and a key in it."""

    def __init__(self, index: SiteIndex) -> None:
        self._fields: dict[str, Any] = {}
        self._noted: dict[Dependency, None] = {}
        self._always: dict[Dependency, None] = {}
        self._numbers: dict[Dependency, int] = {}
        self._digests: dict[Dependency, str] = {}
        self._records: dict[int, str] = {}
        self._index = self._watched(index)

    def of(self, make: Callable[[SiteIndex], T]) -> tuple[T, list[Dependency]]:
        """Return what is made of the index, and the look-ups that it depends on."""
        self._noted.clear()
        made = make(self._index)
        return made, [*self._always, *self._noted]

    def numbers(self, dependencies: Iterable[Dependency]) -> list[int]:
        """Return look-ups as numbers, from 0 in the order in which they are first seen."""
        return [self._numbers.setdefault(one, len(self._numbers)) for one in dependencies]

    def numbered(self) -> list[Dependency]:
        """Return the look-ups by their numbers."""
        return [*self._numbers]

    def digest(self, dependency: Dependency) -> str:
        """Return the digest of what a look-up finds."""
        if dependency not in self._digests:
            name, key = dependency
            field = self._fields.get(name)
            found = field.get(key) if isinstance(field, Mapping) and key != WHOLE else field
            self._digests[dependency] = self._digest(found)
        return self._digests[dependency]

    def _watched(self, holder: T) -> T:
        """Return the index, or a part of it, with every field that holds several things watched."""
        changed: dict[str, Any] = {}
        for field in fields(holder):  # type: ignore[arg-type]
            name, value = f"{type(holder).__name__}.{field.name}", getattr(holder, field.name)
            if isinstance(value, (KnowledgeBase, Records)):
                changed[field.name] = self._watched(value)
                continue
            self._fields[name] = value
            if isinstance(value, Mapping):
                changed[field.name] = WatchedMapping(name, value, self._noted)
            elif isinstance(value, tuple):
                changed[field.name] = _Tuple.watched(name, value, self._noted)
            else:
                # a plain value cannot say when it is read
                self._always[name, WHOLE] = None
        return replaced(holder, **changed)  # type: ignore[type-var]

    def _digest(self, value: object) -> str:
        if isinstance(value, RECORDS):
            if id(value) not in self._records:
                # an entity part by part, for its statements are found without it too
                parts = [getattr(value, one.name) for one in fields(value)] if isinstance(value, Entity) else ()
                self._records[id(value)] = _hashed("\n".join(map(self._digest, parts)) or repr(value))
            return self._records[id(value)]
        if isinstance(value, Mapping):
            return _hashed("\n".join(f"{key!r} {self._digest(one)}" for key, one in value.items()))
        if isinstance(value, tuple):
            return _hashed("\n".join(map(self._digest, value)))
        return _hashed(repr(value))


def _hashed(text: str) -> str:
    """Return the digest of a text; a short one is its own."""
    return text if len(text) <= SHORT else hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


def _noting(name: str) -> Any:
    """Return a method of tuples that notes that the tuple is looked at."""

    def method(self: _Tuple, *given: Any) -> Any:
        self.noted[self.dependency] = None
        return getattr(tuple, name)(self, *given)

    return method


class _Tuple(tuple[Any, ...]):
    """A tuple that notes when it is looked at."""

    dependency: Dependency
    noted: dict[Dependency, None]
    __iter__, __len__, __getitem__ = map(_noting, ("__iter__", "__len__", "__getitem__"))
    __contains__, __add__, index, count = map(_noting, ("__contains__", "__add__", "index", "count"))

    @classmethod
    def watched(cls, name: str, values: tuple[Any, ...], noted: dict[Dependency, None]) -> _Tuple:
        """Return the values as a tuple that notes its name."""
        made = cls(values)
        made.dependency, made.noted = (name, WHOLE), noted
        return made


@dataclass(frozen=True, slots=True)
class _Done:
    """The pages that a task made, and the numbers of the look-ups that they rest on."""

    pages: tuple[Page, ...]
    facts: Sequence[int]


MakePages = Callable[[Sequence[Task], DependencyTracker], Iterator[MadePages]]


def made_here(tasks: Iterable[Task], reads: DependencyTracker) -> Iterator[MadePages]:
    """Yield what tasks make, one after the other."""
    return ((task.name, *reads.of(task.make)) for task in tasks)


class TaskCache:
    """The file of the last rendering, the tree that it made, and the digest of what reaches every page."""

    def __init__(self, file: Path, tree: Path, common: str, used: bool = True) -> None:
        self._file = file
        self._tree = tree
        self._common = common
        self._used = used
        self._done: dict[str, _Done] = {}
        self._reads: DependencyTracker

    def make(self, tasks: Iterable[Task], cat: SiteIndex, make_pages: MakePages = made_here) -> list[Page]:
        """Bring the tree into the state of the tasks; return its pages without their texts."""
        reads = self._reads = DependencyTracker(cat)
        known, every = self._recalled(reads), {task.name: task for task in tasks}
        new = make_pages([task for name, task in every.items() if name not in known], reads)
        known |= {name: _Done(tuple(self.written(pages)), reads.numbers(facts)) for name, pages, facts in new}
        self._done = {name: known[name] for name in every}
        return [page for one in self._done.values() for page in one.pages]

    def written(self, pages: Iterable[Page]) -> list[Page]:
        """Write other pages into the tree; return them without their texts."""
        return [self._put(page) for page in pages]

    def keep(self) -> None:
        """Write what the next rendering is to know."""
        used = sorted(set().union(*(one.facts for one in self._done.values())))
        numbers = {old: new for new, old in enumerate(used)}
        tasks = {
            name: [
                [numbers[fact] for fact in one.facts],
                [[page.path, page.template, page.record, page.digest, page.outline] for page in one.pages],
            ]
            for name, one in self._done.items()
        }
        every = self._reads.numbered()
        facts = [[*every[old], self._reads.digest(every[old])] for old in used]
        content = {"facts": facts, "tasks": tasks}
        keep(self._file, json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(), self._common)

    def _put(self, page: Page) -> Page:
        put(self._tree, page.path, page.content)
        outline = outline_digest(page.text) if page.path.endswith(".md") else ""
        return Page(page.path, "", page.template, page.record, page.digest, outline=outline)

    def _recalled(self, reads: DependencyTracker) -> dict[str, _Done]:
        """Return what the last rendering did and what is as it was."""
        found = kept(self._file, self._common) if self._used else None
        if found is None:
            return {}
        known = json.loads(found)
        facts = [(_fact(name, key), digest) for name, key, digest in known["facts"]]
        changed = {number for number, (fact, digest) in enumerate(facts) if reads.digest(fact) != digest}
        reads.numbers(fact for fact, _ in facts)
        hold = {name: one for name, one in known["tasks"].items() if changed.isdisjoint(one[0])}
        done = {name: _Done(tuple(map(_page, rows)), numbers) for name, (numbers, rows) in hold.items()}
        return {name: one for name, one in done.items() if all(map(self._stands, one.pages))}

    def _stands(self, page: Page) -> bool:
        try:
            return hashlib.sha256((self._tree / page.path).read_bytes()).hexdigest() == page.digest
        except OSError:
            return False


def _page(row: Sequence[str]) -> Page:
    path, template, record, digest, outline = row
    return Page(path, "", template, record, digest, outline=outline)


def _fact(name: str, key: Any) -> Dependency:
    return name, tuple(key) if isinstance(key, list) else key  # JSON knows no tuples
