"""Kinds: what can be said of a sort of thing, as a `_kind.yml` describes it; no kind is known to the code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from druzhba_kb.report import Place


@dataclass(frozen=True, slots=True)
class Column:
    """Where the values of an attribute stand that is filled from another kind: in records whose `by` refers to the entity."""

    kind: str
    attribute: str
    by: str
    place: Place
    by_place: Place


@dataclass(frozen=True, slots=True)
class Attribute:
    """What a kind says of one of its attributes.

    `options` maps each choice to its cue words; `cues` are words near which a value of the attribute stands;
    `unit_words` count as its unit; `role` is 'start' or 'end' where the kind's timeline has both and this is one.
    Values of a `claim` are never shown without their voice; `only` are the categories for which it can be asked; those of
    a `column` stand in records of another kind. `option_names` are what another language calls the options.
    """

    name: str
    label: str
    type: str
    single: bool = False
    unit: str | None = None
    to: tuple[str, ...] = ()
    inverse: str | None = None
    acyclic: bool = False
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cues: tuple[str, ...] = ()
    unit_words: tuple[str, ...] = ()
    role: str = ""
    claim: bool = False
    only: tuple[str, ...] = ()
    references: bool = False
    column: Column | None = None
    option_names: Mapping[str, str] = field(default_factory=dict)

    def option_name(self, option: str) -> str:
        """Return what pages call one of its options."""
        return self.option_names.get(option) or option.replace("-", " ").replace("_", " ")

    def option_cues(self, option: str) -> tuple[str, ...]:
        """Return the words that tell one of its options: its cues, else what it is called."""
        return self.options.get(option) or (self.option_name(option),)

    def is_asked_of(self, category: str | None) -> bool:
        """Return whether it can be asked of an entity of a category; nobody is killed on a visit."""
        return not self.only or category in self.only


@dataclass(frozen=True, slots=True)
class Suggest:
    """How names of a kind are found in the texts: by which recognizer, and next to which words."""

    recognizer: str
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing of a kind's records: the numbers that sources give of each, or what is known of each."""

    id: str
    title: str
    type: str
    attributes: tuple[str, ...]
    note: str
    place: Place


@dataclass(frozen=True, slots=True)
class Kind:
    """A folder of entities: labels, attributes, the attribute that orders them and those that date them.

    `schema` is what schema.org calls things of this kind, `location` the attributes that refer to where they are.
    """

    id: str
    label: str
    plural: str
    icon: str | None
    summary: str
    order_by: str | None
    attributes: Mapping[str, Attribute]
    timeline: Mapping[str, str]
    place: Place
    suggest: Suggest | None = None
    schema: str | None = None
    categories: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    location: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()

    @property
    def stated(self) -> tuple[Attribute, ...]:
        """Return the attributes that its own records state, without those that are filled from elsewhere."""
        return tuple(attribute for attribute in self.attributes.values() if attribute.column is None)
