"""Offices: the catalogue in, what the people were at which time, out; a kind of people is one whose names are a person's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from druzhba_kb.model import Attribute, Entity, Kind, Statement
from druzhba_kb.render.evidence import Source, source_of
from druzhba_kb.render.page_model import Link, link_to
from druzhba_kb.render.shown import Shown, show_claim, show_date
from druzhba_kb.render.site_index import SiteIndex
from druzhba_kb.values.dates import span

HERE = "offices/"
LONGEST = 90


@dataclass(frozen=True, slots=True)
class Held:
    """What somebody was: the attribute, the values of one statement, when, and where it stands."""

    label: str
    values: tuple[Shown, ...]
    when: str
    contested: bool
    source: Source


@dataclass(frozen=True, slots=True)
class Holder:
    """A person with what they were, in order of time."""

    person: Link
    held: tuple[Held, ...]


def holders(cat: SiteIndex) -> tuple[Holder, ...]:
    """Return the people of whom a source says what they were at a time."""
    kinds = [kind for kind in cat.kinds if kind.suggest and kind.suggest.recognizer == "person"]
    found = [Holder(link_to(one, HERE), tuple(_held(cat, kind, one))) for kind in kinds for one in cat.members(kind.id)]
    return tuple(holder for holder in found if holder.held)


def _held(cat: SiteIndex, kind: Kind, entity: Entity) -> Iterator[Held]:
    dated = [statement for statement in entity.statements if _date(statement)]
    for statement in sorted(dated, key=lambda one: span(_date(one) or "")[0]):
        attribute = kind.attributes[statement.claims[0].attribute]
        values = tuple(show_claim(cat, entity, claim, HERE, statement.denies) for claim in statement.claims)
        if not any(_is_sentence(value) for value in values):
            yield _one(cat, entity, statement, attribute, values)


def _is_sentence(value: Shown) -> bool:
    """Whether a value tells what somebody said or did, not what they were."""
    return value.text.endswith(".") or len(value.text) > LONGEST


def _one(cat: SiteIndex, entity: Entity, statement: Statement, attribute: Attribute, values: tuple[Shown, ...]) -> Held:
    return Held(
        label=attribute.label,
        values=values,
        when=_when(statement),
        contested=attribute.name in cat.contested(entity),
        source=source_of(cat, statement.evidence[0], HERE),
    )


def _date(statement: Statement) -> str | None:
    return statement.since or statement.as_of or statement.until


def _when(statement: Statement) -> str:
    parts = (("", statement.as_of), ("from ", statement.since), ("until ", statement.until))
    return ", ".join(f"{word}{show_date(value)}" for word, value in parts if value)
