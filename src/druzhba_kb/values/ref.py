"""The value type `ref`: the id of an entity, borne out by one of its names.

An alias that no source uses bears nothing out, or any words could be made a name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from druzhba_kb.folding import find_whole
from druzhba_kb.model import Attribute, Names
from druzhba_kb.reading import Words
from druzhba_kb.reading.names import has_adjective, has_whole_name
from druzhba_kb.values.base import ValueType, quoted, strings, unexcused

PATTERN = "[a-z0-9]+(-[a-z0-9]+)*"
ID = re.compile(PATTERN)
LONGEST = 100


class RefType(ValueType):
    """A reference to an entity; whether the entity exists is for the caller to say."""

    name = "ref"
    parts = ("reference",)
    cells = (("id", "string", "its id, by which the record is found in the table of its kind"),)

    def parse(self, raw: str, attribute: Attribute) -> str:
        """Return raw as an id."""
        entity = raw.strip()
        if len(entity) > LONGEST or not ID.fullmatch(entity):
            raise ValueError(f"{quoted(raw)} is no id; expected small letters and digits joined by hyphens")
        return entity

    def split(self, value: str) -> tuple[str, ...]:
        """Return the id."""
        return (value,)

    def missing(
        self, value: str, inferred: Collection[str], passages: Sequence[Words], attribute: Attribute, names: Names
    ) -> list[str]:
        """Return 'reference' when none of names stands in the passages; the case of its first letter is free."""
        given = any(
            any(has_whole_name(form, words) for name in names.full for form in _forms(name))
            or any(has_adjective(form, words) for name in names.adjectives for form in _forms(name))
            for words in passages
        )
        return unexcused([] if given else ["reference"], inferred, attribute)

    def spans(self, value: str, words: Words, attribute: Attribute, names: Names) -> list[tuple[int, int]]:
        """Return where names and adjectives of the entity stand."""
        forms = (form for name in (*names.full, *names.adjectives) for form in _forms(name))
        return [span for form in forms for span in find_whole(form, words.text)]

    def schema(self, attribute: Attribute, ids: Sequence[str]) -> dict[str, Any]:
        """Return a schema for the known ids, or for any id where none is known."""
        return {"enum": sorted(ids)} if ids else strings(f"^{PATTERN}$")


def _forms(name: str) -> Iterator[str]:
    if name := name.strip():
        # "the Lantern Trust" opens a sentence as "The Lantern Trust"
        yield from {name, name[0].upper() + name[1:], name[0].lower() + name[1:]}
