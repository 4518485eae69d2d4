"""The value type `choice`: one of the options of the attribute, borne out by a cue phrase.

The cues are the kind's data: which words mean 'lifted' is for whoever defines the option.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from druzhba_kb.folding import find_whole, nearest
from druzhba_kb.model import Attribute, Names
from druzhba_kb.reading import Words
from druzhba_kb.reading.names import is_empty
from druzhba_kb.values.base import ValueType, quoted, unexcused


class ChoiceType(ValueType):
    """One of a few options."""

    name = "choice"
    parts = ("cue",)

    def parse(self, raw: str, attribute: Attribute) -> str:
        """Return raw as the id of an option."""
        option = raw.strip()
        if option not in attribute.options:
            known = nearest(option[:60], list(attribute.options))
            raise ValueError(f"{quoted(raw)} is no option of '{attribute.name}'{known}")
        return option

    def show(self, value: str, attribute: Attribute) -> str:
        """Return the option in words."""
        return _in_words(value)

    def missing(
        self, value: str, inferred: Collection[str], passages: Sequence[Words], attribute: Attribute, names: Names
    ) -> list[str]:
        """Return 'cue' when no cue phrase of the option (or, without any, its own words) stands in the passages."""
        cues = _cues(value, attribute)
        given = any(
            # a cue such as "on" or "in" stands in any sentence, and proves nothing
            find_whole(cue.casefold(), words.text.casefold()) and not is_empty(cue, words.lang)
            for cue in cues
            for words in passages
        )
        return unexcused([] if given else ["cue"], inferred, attribute)

    def spans(self, value: str, words: Words, attribute: Attribute, names: Names) -> list[tuple[int, int]]:
        """Return where cue phrases of the option stand."""
        return [span for cue in _cues(value, attribute) for span in find_whole(cue.casefold(), words.text.casefold())]

    def schema(self, attribute: Attribute, ids: Sequence[str]) -> dict[str, Any]:
        """Return a schema for the options."""
        return {"enum": list(attribute.options)}


def _cues(option: str, attribute: Attribute) -> tuple[str, ...]:
    return attribute.options.get(option, ()) or (_in_words(option),)


def _in_words(option: str) -> str:
    return option.replace("-", " ").replace("_", " ")
