"""The nouns of drafting: values and what a sentence names, where an attribute takes a value, and the drafted statement."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from druzhba_kb.model import Attribute
from druzhba_kb.relate.passages import BlockText, Sentence
from druzhba_kb.suggesting.mention_index import Seen, Subject
from druzhba_kb.suggesting.quoting import Span
from druzhba_kb.suggesting.speakers import Said


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement that could be made: about whom, the values by attribute, its evidence, and the entity it leads to."""

    entity: str
    kind: str
    values: tuple[tuple[str, str], ...]
    article: str
    quote: str
    block: int
    is_unique: bool
    said_by: Said | None = None
    inferred: tuple[str, ...] = ()
    note: str | None = None
    target: str | None = None

    def written(self, known: Collection[str]) -> dict[str, Any]:
        """Return the statement as an editor writes it in YAML; a speaker who is not among the known ids is left in words."""
        written: dict[str, Any] = {**dict(self.values), "source": self.article, "quote": self.quote}
        if not self.is_unique:
            written["block"] = self.block
        if self.said_by:
            is_known = self.said_by.id in known
            written["said_by"] = self.said_by.id if is_known else {"words": self.said_by.words}
        if self.inferred:
            written |= {"inferred": list(self.inferred), "note": self.note}
        return written


@dataclass(frozen=True, slots=True)
class Value:
    """Something in a text that could be a value: its type, its place in the block and its form.

    A range of dates has two forms; `attribute` is the only one that may take it; `target` is what a reference leads to.
    """

    type: str
    span: Span
    forms: tuple[str, ...]
    attribute: str | None = None
    target: Subject | None = None
    inferred: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Presence:
    """A subject that a sentence may be about: where it stands, and whether by its own name."""

    subject: Subject
    span: Span | None
    is_named: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with the text of its block, what it names and whom it may be about."""

    number: int
    text: BlockText
    sentence: Sentence
    seen: tuple[Seen, ...]
    cast: tuple[Presence, ...]


@dataclass(frozen=True, slots=True, order=True)
class Fit:
    """How well attributes of a subject take a value: the fewer words between, the better."""

    cue_gap: int
    subject_gap: int
    subject_id: str
    names: tuple[str, ...]
    subject: Subject = field(compare=False)
    attributes: tuple[Attribute, ...] = field(compare=False)
    towards: Span = field(compare=False)
