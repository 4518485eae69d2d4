"""The value type `text`: a paraphrase in our words, shown as such.

Nothing of it is proved here: its numbers and names are held against the source by `verify.paraphrases`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from druzhba_kb.folding import fold
from druzhba_kb.model import Attribute, Names
from druzhba_kb.reading import Words
from druzhba_kb.values.base import ValueType, has_control, quoted

# a longer paraphrase is prose, which belongs to a summary or a digest
LONGEST = 400


class TextType(ValueType):
    """A few words."""

    name = "text"

    def parse(self, raw: str, attribute: Attribute) -> str:
        """Return raw with its white space made single."""
        text = " ".join(raw.split())
        if not text or not fold(text):  # invisible characters alone fold to nothing
            raise ValueError("'' is no text; expected words")
        if len(text) > LONGEST:
            raise ValueError(f"{quoted(text)} has {len(text)} characters; expected at most {LONGEST}")
        if has_control(text):
            raise ValueError(f"{quoted(text)} holds a control character; expected plain words")
        return text

    def compatible(self, one: str, other: str) -> bool:
        """Return whether the texts are the same after folding, in any case."""
        return fold(one).casefold() == fold(other).casefold()

    def missing(
        self, value: str, inferred: Collection[str], passages: Sequence[Words], attribute: Attribute, names: Names
    ) -> list[str]:
        """Return nothing: a text is a paraphrase, and is counted and shown as one."""
        return []

    def schema(self, attribute: Attribute, ids: Sequence[str]) -> dict[str, Any]:
        """Return a schema for short texts, which YAML may read as numbers."""
        return {"type": ["string", "number"], "minLength": 1, "maxLength": LONGEST}
