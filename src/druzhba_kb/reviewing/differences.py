"""Differences: two revisions of the content in, what differs between them out: facts, names, records and disagreements.

The id of a statement is derived from what it says, so a changed one has another: facts are paired by what they say. The
layout of a file, the order of statements, quotation marks and a renamed id are no difference. What cannot be read on one
side must never look removed.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from druzhba_kb.fileformat import ARTICLE, REFERENCE, STATEMENT
from druzhba_kb.folding import fold
from druzhba_kb.model import Article, Claim, Disagreement, Entity, Evidence, Records, Reference, Statement
from druzhba_kb.relate.references import claims_of
from druzhba_kb.reviewing.revisions import Revision

What = Literal[
    "added", "removed", "renamed", "drafted", "published", "name", "alias added", "alias removed", "field",
    "fact added", "fact removed", "value", "evidence", "detail", "opened", "settled", "sides", "reason",
]  # fmt: skip
# How the text is read and parted is no change of what the article says.
FIELDS: Mapping[type, tuple[str, ...]] = {
    Article: tuple(
        key.name for key in ARTICLE.read_by("text", "date", "url", "choice") if key.name not in ("blocks", "lang")
    ),
    Reference: REFERENCE.names,
}
DETAILS = {key.name: key.attribute for key in STATEMENT.exported if key.name != "denies"}


@dataclass(frozen=True, slots=True)
class CitedQuote:
    """A quotation for a fact, with the speakers, ids or words, from speaker to mouthpiece; or the entry of a reference."""

    article: str
    quote: str
    block: int | None
    said_by: tuple[str, ...]
    is_entry: bool = False


@dataclass(frozen=True, slots=True)
class StatedFact:
    """One value of an attribute with its evidence; `statement` is the id of the statement that gives it."""

    statement: str
    attribute: str
    value: str | None
    words: str | None
    denies: bool
    evidence: tuple[CitedQuote, ...]
    details: Mapping[str, str | tuple[str, ...] | None]

    @property
    def claim(self) -> tuple[str, str | None, str | None, bool]:
        """Return what is stated, whatever the evidence."""
        return self.attribute, self.value, self.words, self.denies

    @property
    def folded_evidence(self) -> tuple[CitedQuote, ...]:
        """Return the evidence in a form in which quotation marks, dashes and the order do not count."""
        found = {replace(one, quote=fold(one.quote)) for one in self.evidence}
        return tuple(sorted(found, key=repr))

    @property
    def articles(self) -> tuple[str, ...]:
        """Return the articles that give it."""
        return tuple(sorted({one.article for one in self.evidence}))


# Pairs are made by the first key, then what is left by the next, so that a fact that stayed is no other's new value.
PAIRED_BY: tuple[tuple[What, Callable[[StatedFact], Hashable]], ...] = (
    ("detail", lambda fact: (fact.claim, fact.folded_evidence)),
    ("evidence", lambda fact: fact.claim),
    ("value", lambda fact: (fact.attribute, fact.folded_evidence)),
    ("value", lambda fact: (fact.attribute, fact.articles)),
)
Side = StatedFact | Disagreement | str | None
Record = Article | Entity | Reference


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs: of which record, about which attribute or field, and both sides of it."""

    what: What
    record: str
    about: str
    before: Side
    after: Side


def compare(before: Revision, after: Revision) -> list[Difference]:
    """Return the differences, by record; records that cannot be read on one side are left out on both."""
    renamed = renamed_ids(before.records, after.records)
    found = [*_records(before.records, after.records, renamed), *_disagreements(before, after, renamed)]
    unread = {*_unread(before, after), *_unread(after, before)}
    return sorted((one for one in found if one.record not in unread), key=lambda one: one.record)


def renamed_ids(before: Records, after: Records) -> dict[str, str]:
    """Return the new id of each record that has another now."""
    old, now = before.by_id, after.by_id
    led = (one for one in now.values() if not isinstance(one, Reference))
    # an old id that is in use again belongs to its new owner
    return {id: one.id for one in led for id in one.formerly if id in old and id not in now}


def _unread(revision: Revision, other: Revision) -> Iterator[str]:
    """Yield the ids of what is in a file that cannot be read, or is of a kind that cannot."""
    known = {**other.records.entities, **revision.records.entities}
    for file in revision.unread:
        folder, _, name = file.rpartition("/")
        if name == "_kind.yml":
            yield from (id for id, one in known.items() if one.place.file.startswith(f"{folder}/"))
        yield name.rpartition(".")[0]


def _records(before: Records, after: Records, renamed: Mapping[str, str]) -> Iterator[Difference]:
    """Yield what differs in articles, references and entities."""
    old, now = before.by_id, after.by_id
    ids = {renamed.get(id, id): id for id in old}
    for id in sorted(ids.keys() | now.keys()):
        one, other = old.get(ids.get(id, "")), now.get(id)
        if one is None or other is None:
            yield Difference("added" if one is None else "removed", id, "", None, None)
        elif one.id != other.id:
            yield Difference("renamed", id, "", one.id, other.id)
        for name in FIELDS.get(type(one), ()) if type(one) is type(other) else ():
            if getattr(one, name) != getattr(other, name):
                yield Difference("field", id, name, getattr(one, name), getattr(other, name))
        if isinstance(one, Entity) and isinstance(other, Entity):
            yield from _names(id, one, other)
        stated = facts_of(before, one, renamed) if isinstance(one, Entity) else []
        yield from _facts(id, stated, facts_of(after, other, {}) if isinstance(other, Entity) else [])


def _disagreements(before: Revision, after: Revision, renamed: Mapping[str, str]) -> Iterator[Difference]:
    """Yield what was opened, settled or goes between other sides now."""

    def sides(one: Disagreement) -> set[tuple[str | None, str | None, bool]]:
        return {(renamed.get(p.value or "", p.value), p.words, p.denies) for p in one.positions}

    old = {(renamed.get(d.entity, d.entity), d.about): d for d in before.disagreements}
    now = {(d.entity, d.about): d for d in after.disagreements}
    for key in sorted(old.keys() | now.keys()):
        one, other = old.get(key), now.get(key)
        id, about = key[0], ", ".join(key[1])
        if one is None or other is None or _is_open(one) != _is_open(other):
            opened = one is None or (other and _is_open(other))
            yield Difference("opened" if opened else "settled", id, about, one, other)
        elif sides(one) != sides(other):
            yield Difference("sides", id, about, one, other)
        elif (one.reason, one.note) != (other.reason, other.note):
            yield Difference("reason", id, about, _reason(one), _reason(other))


def _is_open(one: Disagreement) -> bool:
    """Return whether two sides are left; an editor may declare a disagreement of which only one side has a statement."""
    return len(one.positions) > 1


def _reason(one: Disagreement) -> str:
    return f"{one.reason}: {one.note}" if one.note else one.reason


def _names(id: str, one: Entity, other: Entity) -> Iterator[Difference]:
    if one.draft != other.draft:
        yield Difference("drafted" if other.draft else "published", id, "", None, None)
    if one.name != other.name:
        yield Difference("name", id, "", one.name, other.name)
    old, now = ({alias.name for alias in entity.aliases} for entity in (one, other))
    yield from (Difference("alias removed", id, "", name, None) for name in sorted(old - now))
    yield from (Difference("alias added", id, "", None, name) for name in sorted(now - old))


def _facts(id: str, old: Sequence[StatedFact], now: Sequence[StatedFact]) -> Iterator[Difference]:
    """Yield what differs between two lists of facts: the same ones are paired first, then those more and more unlike."""
    for what, key in PAIRED_BY:
        pairs, old, now = _paired(old, now, key)
        for one, other in pairs:
            if what != "detail" or one.details != other.details:
                yield Difference(what, id, other.attribute, one, other)
    yield from (Difference("fact removed", id, fact.attribute, fact, None) for fact in old)
    yield from (Difference("fact added", id, fact.attribute, None, fact) for fact in now)


def _paired(
    old: Sequence[StatedFact], now: Sequence[StatedFact], key: Callable[[StatedFact], Hashable]
) -> tuple[list[tuple[StatedFact, StatedFact]], list[StatedFact], list[StatedFact]]:
    """Return the pairs of facts with the same key, and what is left on both sides."""
    waiting: dict[Hashable, list[StatedFact]] = {}
    for fact in old:
        waiting.setdefault(key(fact), []).append(fact)
    pairs, left = [], []
    for fact in now:
        if same := waiting.get(key(fact)):
            pairs.append((same.pop(0), fact))
        else:
            left.append(fact)
    rest = {id(fact) for facts in waiting.values() for fact in facts}
    return pairs, [fact for fact in old if id(fact) in rest], left


def facts_of(records: Records, entity: Entity, renamed: Mapping[str, str]) -> list[StatedFact]:
    """Return the facts of an entity, one for each value; ids that were renamed since are given as they are now."""
    return [
        _fact(statement, claim, renamed if attribute.type == "ref" else {}, renamed)
        for statement, claim, attribute in claims_of(records, entity)
    ]


def _fact(statement: Statement, claim: Claim, values: Mapping[str, str], renamed: Mapping[str, str]) -> StatedFact:
    value = values.get(claim.value, claim.value) if claim.value is not None else None
    entries = (CitedQuote(one.reference, one.entry, None, (), True) for one in statement.citations)
    evidence = (*(_cited(item, renamed) for item in statement.evidence), *entries)
    details = {name: getattr(statement, field) for name, field in DETAILS.items()}
    return StatedFact(statement.id, claim.attribute, value, claim.words, statement.denies, evidence, details)


def _cited(item: Evidence, renamed: Mapping[str, str]) -> CitedQuote:
    speakers = tuple(renamed.get(one.id, one.id) if one.id else one.words or "" for one in item.said_by)
    return CitedQuote(renamed.get(item.article, item.article), item.quote, item.block, speakers)
