"""Look-ups: a mapping in, the same out, which notes what is asked of it.

What is made of such a mapping alone need not be made again while everything that was asked finds the same. A way to ask that
is not noted would leave something old in place, so each is.
"""

from __future__ import annotations

from collections.abc import Hashable, ItemsView, Iterator, KeysView, Mapping, ValuesView
from typing import Any

Dependency = tuple[str, Hashable]
WHOLE = "*"  # the key of a look-up of all that there is; no id has a star


class WatchedMapping(Mapping[Any, Any]):
    """A mapping that notes, under its name, which keys are asked for, or all of it; of an empty one that is one look-up."""

    def __init__(self, name: str, inner: Mapping[Any, Any], noted: dict[Dependency, None]) -> None:
        self._name = name
        self._inner = inner
        self._noted = noted

    def __getitem__(self, key: Any) -> Any:
        self._noted[self._name, key if self._inner else WHOLE] = None
        return self._inner[key]

    def __contains__(self, key: object) -> bool:
        self._noted[self._name, key if self._inner else WHOLE] = None
        return key in self._inner

    def get(self, key: Any, default: Any = None) -> Any:
        """Return what stands under a key."""
        self._noted[self._name, key if self._inner else WHOLE] = None
        return self._inner.get(key, default)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def keys(self) -> KeysView[Any]:
        """Return every key."""
        return self._all().keys()

    def values(self) -> ValuesView[Any]:
        """Return every value."""
        return self._all().values()

    def items(self) -> ItemsView[Any, Any]:
        """Return every key with its value."""
        return self._all().items()

    def _all(self) -> Mapping[Any, Any]:
        self._noted[self._name, WHOLE] = None
        return self._inner
