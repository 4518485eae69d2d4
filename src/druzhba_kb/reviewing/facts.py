"""Facts: records in, what they state out, one fact for each value, in a form that two revisions can be compared in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from druzhba_kb.fileformat import STATEMENT
from druzhba_kb.model import Claim, Entity, Evidence, Records, Statement
from druzhba_kb.relate.references import claims_of
from druzhba_kb.text import fold

DETAILS = {key.name: key.attribute for key in STATEMENT.exported if key.name != "denies"}


@dataclass(frozen=True, slots=True)
class Cited:
    """A quotation for a fact, with the speakers, ids or words, from speaker to mouthpiece."""

    article: str
    quote: str
    block: int | None
    said_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of an attribute with its evidence; `statement` is the id of the statement that gives it."""

    statement: str
    attribute: str
    value: str | None
    words: str | None
    denies: bool
    evidence: tuple[Cited, ...]
    details: Mapping[str, str]

    @property
    def told(self) -> tuple[str, str | None, str | None, bool]:
        """Return what is stated, whatever the evidence."""
        return self.attribute, self.value, self.words, self.denies

    @property
    def proof(self) -> tuple[Cited, ...]:
        """Return the evidence in a form in which quotation marks, dashes and the order do not count."""
        found = {Cited(one.article, fold(one.quote), one.block, one.said_by) for one in self.evidence}
        return tuple(sorted(found, key=repr))

    @property
    def articles(self) -> tuple[str, ...]:
        """Return the articles that bear it out."""
        return tuple(sorted({one.article for one in self.evidence}))


def facts_of(records: Records, entity: Entity, renamed: Mapping[str, str]) -> list[Fact]:
    """Return the facts of an entity; ids that were renamed since are given as they are now."""
    return [
        _fact(statement, claim, renamed if attribute.type == "ref" else {}, renamed)
        for statement, claim, attribute in claims_of(records, entity)
    ]


def _fact(statement: Statement, claim: Claim, values: Mapping[str, str], renamed: Mapping[str, str]) -> Fact:
    value = values.get(claim.value, claim.value) if claim.value is not None else None
    evidence = tuple(_cited(item, renamed) for item in statement.evidence)
    return Fact(statement.id, claim.attribute, value, claim.words, statement.denies, evidence, _details(statement))


def _details(statement: Statement) -> dict[str, str]:
    said = {name: getattr(statement, field) for name, field in DETAILS.items()}
    return {name: ", ".join(one) if isinstance(one, tuple) else one or "" for name, one in said.items()}


def _cited(item: Evidence, renamed: Mapping[str, str]) -> Cited:
    speakers = tuple(renamed.get(one.id, one.id) if one.id else one.words or "" for one in item.said_by)
    return Cited(renamed.get(item.article, item.article), item.quote, item.block, speakers)
