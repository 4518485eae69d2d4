"""Dependencies: a site index in, the same with a note of every look-up in it out, and what each look-up finds as a digest.

What a page says follows from what is looked up while it is made, so it need not be made again while all of that finds
the same. A look-up that is not noted here would leave an old page in the site: each field of the index has to be
watched.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, ItemsView, Iterator, KeysView, Mapping, ValuesView
from dataclasses import fields, replace
from typing import Any, TypeVar

from druzhba_kb.model import Article, Entity, Kind, KnowledgeBase, Records, Statement
from druzhba_kb.render.site_index import SiteIndex

T = TypeVar("T")
Dependency = tuple[str, Hashable]
RECORDS = (Entity, Article, Kind)  # digested once, however often they are found
SHORT = 24
WHOLE = "*"  # the key of a look-up of all that there is; no id has a star


class DependencyTracker:
    """A site index whose look-ups are noted, each as a dependency: the name of a field and a key in it."""

    def __init__(self, index: SiteIndex) -> None:
        self._fields: dict[str, Any] = {}
        self._noted: dict[Dependency, None] = {}
        self._always: dict[Dependency, None] = {}
        self._digests: dict[Dependency, str] = {}
        self._records: dict[int, str] = {}
        self._index = self._watched(index)

    def of(self, make: Callable[[SiteIndex], T]) -> tuple[T, list[Dependency]]:
        """Return what is made of the index, and the look-ups that it depends on."""
        self._noted.clear()
        made = make(self._index)
        return made, [*self._always, *self._noted]

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
                changed[field.name] = _Mapping(name, value, self._noted)
            elif isinstance(value, tuple):
                changed[field.name] = _Tuple.watched(name, value, self._noted)
            else:
                self._always[name, WHOLE] = None
        return replace(holder, **changed)  # type: ignore[type-var]

    def _digest(self, value: object) -> str:
        if isinstance(value, Statement):
            return value.id  # it is found with its entity, which holds the rest
        if isinstance(value, RECORDS):
            if id(value) not in self._records:
                self._records[id(value)] = _hashed(repr(value))
            return self._records[id(value)]
        if isinstance(value, Mapping):
            return _hashed("\n".join(f"{key!r} {self._digest(one)}" for key, one in value.items()))
        if isinstance(value, tuple):
            return _hashed("\n".join(map(self._digest, value)))
        return _hashed(repr(value))


def _hashed(text: str) -> str:
    """Return the digest of a text; a short one is its own."""
    return text if len(text) <= SHORT else hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


class _Mapping(Mapping[Any, Any]):
    """A mapping that notes which keys are asked for."""

    def __init__(self, name: str, inner: Mapping[Any, Any], noted: dict[Dependency, None]) -> None:
        self._name = name
        self._inner = inner
        self._noted = noted

    def __getitem__(self, key: Any) -> Any:
        self._noted[self._name, key] = None
        return self._inner[key]

    def __contains__(self, key: object) -> bool:
        self._noted[self._name, key] = None
        return key in self._inner

    def get(self, key: Any, default: Any = None) -> Any:
        self._noted[self._name, key] = None
        return self._inner.get(key, default)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def keys(self) -> KeysView[Any]:
        return self._all().keys()

    def values(self) -> ValuesView[Any]:
        return self._all().values()

    def items(self) -> ItemsView[Any, Any]:
        return self._all().items()

    def _all(self) -> Mapping[Any, Any]:
        self._noted[self._name, WHOLE] = None
        return self._inner


class _Tuple(tuple[Any, ...]):
    """A tuple that notes when it is looked at."""

    dependency: Dependency
    noted: dict[Dependency, None]

    @classmethod
    def watched(cls, name: str, values: tuple[Any, ...], noted: dict[Dependency, None]) -> _Tuple:
        """Return the values as a tuple that notes its name."""
        made = cls(values)
        made.dependency, made.noted = (name, WHOLE), noted
        return made

    def __iter__(self) -> Iterator[Any]:
        self.noted[self.dependency] = None
        return super().__iter__()

    def __len__(self) -> int:
        self.noted[self.dependency] = None
        return super().__len__()

    def __getitem__(self, at: Any) -> Any:
        self.noted[self.dependency] = None
        return super().__getitem__(at)

    def __contains__(self, value: object) -> bool:
        self.noted[self.dependency] = None
        return super().__contains__(value)

    def index(self, *what: Any) -> int:
        self.noted[self.dependency] = None
        return super().index(*what)
