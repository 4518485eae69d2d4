"""Comparing: two revisions of the content in, what differs between them out: facts, names, records and disagreements."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from druzhba_kb.fileformat import ARTICLE
from druzhba_kb.model import Article, Disagreement, Entity
from druzhba_kb.reviewing.facts import Fact, facts_of
from druzhba_kb.reviewing.revisions import Revision

What = Literal[
    "added", "removed", "renamed", "drafted", "published", "name", "alias added", "alias removed", "field",
    "fact added", "fact removed", "value", "evidence", "detail", "opened", "settled", "sides", "reason",
]  # fmt: skip
FIELDS = tuple(key.name for key in ARTICLE.read_by("text", "date", "url", "choice"))
KEYS: tuple[tuple[What, Callable[[Fact], Hashable]], ...] = (
    ("detail", lambda fact: (fact.told, fact.proof)),
    ("evidence", lambda fact: fact.told),
    ("value", lambda fact: (fact.attribute, fact.proof)),
    ("value", lambda fact: (fact.attribute, fact.articles)),
)
Side = Fact | Disagreement | str | None


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
    comparison = _Comparison(before, after, _renamed(before, after))
    found = [*comparison.records(), *comparison.disagreements()]
    aside = {*_aside(before, after), *_aside(after, before)}
    return sorted((one for one in found if one.record not in aside), key=lambda one: one.record)


def _renamed(before: Revision, after: Revision) -> dict[str, str]:
    """Return the new id of each record that has another now."""
    old = {*before.records.articles, *before.records.entities}
    now: dict[str, Article | Entity] = {**after.records.articles, **after.records.entities}
    return {id: one.id for one in now.values() for id in one.formerly if id in old and id not in now}


def _aside(revision: Revision, other: Revision) -> Iterator[str]:
    """Yield the ids of what stands in a file that cannot be read, or is of a kind that cannot."""
    known = {**other.records.entities, **revision.records.entities}
    for file in revision.unread:
        folder, _, name = file.rpartition("/")
        if name == "_kind.yml":
            yield from (id for id, one in known.items() if one.place.file.startswith(f"{folder}/"))
        yield name.rpartition(".")[0]


@dataclass(frozen=True, slots=True)
class _Comparison:
    """Two revisions beside each other, with what was renamed between them."""

    before: Revision
    after: Revision
    renamed: Mapping[str, str]

    def records(self) -> Iterator[Difference]:
        """Yield what differs in articles and entities."""
        old: dict[str, Article | Entity] = {**self.before.records.articles, **self.before.records.entities}
        now: dict[str, Article | Entity] = {**self.after.records.articles, **self.after.records.entities}
        ids = {self.renamed.get(id, id): id for id in old}
        for id in sorted(ids.keys() | now.keys()):
            one, other = old.get(ids.get(id, "")), now.get(id)
            if one is None or other is None:
                yield Difference("added" if one is None else "removed", id, "", None, None)
            elif one.id != other.id:
                yield Difference("renamed", id, "", one.id, other.id)
            yield from self._record(id, one, other)

    def _record(self, id: str, one: Article | Entity | None, other: Article | Entity | None) -> Iterator[Difference]:
        if isinstance(one, Article) and isinstance(other, Article):
            for name in FIELDS:
                if getattr(one, name) != getattr(other, name):
                    yield Difference("field", id, name, getattr(one, name), getattr(other, name))
        if isinstance(one, Entity) and isinstance(other, Entity):
            yield from _names(id, one, other)
        old = facts_of(self.before.records, one, self.renamed) if isinstance(one, Entity) else []
        now = facts_of(self.after.records, other, {}) if isinstance(other, Entity) else []
        yield from _facts(id, old, now)

    def disagreements(self) -> Iterator[Difference]:
        """Yield what was opened, settled or goes between other sides now."""
        old = {(self.renamed.get(d.entity, d.entity), d.about): d for d in self.before.disagreements}
        now = {(d.entity, d.about): d for d in self.after.disagreements}
        for key in sorted(old.keys() | now.keys()):
            one, other = old.get(key), now.get(key)
            id, about = key[0], ", ".join(key[1])
            if one is None or other is None or _is_open(one) != _is_open(other):
                yield Difference(
                    "opened" if one is None or (other and _is_open(other)) else "settled", id, about, one, other
                )
            elif self._sides(one) != self._sides(other):
                yield Difference("sides", id, about, one, other)
            elif (one.reason, one.note) != (other.reason, other.note):
                yield Difference("reason", id, about, _reason(one), _reason(other))

    def _sides(self, one: Disagreement) -> set[tuple[str | None, str | None, bool]]:
        """Return the values that stand against each other; an id that was renamed as it is now."""
        return {(self.renamed.get(p.value or "", p.value), p.words, p.denies) for p in one.positions}


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


def _facts(id: str, old: Sequence[Fact], now: Sequence[Fact]) -> Iterator[Difference]:
    """Yield what differs between two lists of facts: the same ones are paired first, then those more and more unlike."""
    for what, key in KEYS:
        pairs, old, now = _paired(old, now, key)
        for one, other in pairs:
            if what != "detail":
                yield Difference(what, id, other.attribute, one, other)
            elif one.details != other.details:
                yield Difference("detail", id, other.attribute, one, other)
    yield from (Difference("fact removed", id, fact.attribute, fact, None) for fact in old)
    yield from (Difference("fact added", id, fact.attribute, None, fact) for fact in now)


def _paired(
    old: Sequence[Fact], now: Sequence[Fact], key: Callable[[Fact], Hashable]
) -> tuple[list[tuple[Fact, Fact]], list[Fact], list[Fact]]:
    """Return the pairs of facts with the same key, and what is left on both sides."""
    waiting: dict[Hashable, list[Fact]] = {}
    for fact in old:
        waiting.setdefault(key(fact), []).append(fact)
    pairs, left = [], []
    for fact in now:
        same = waiting.get(key(fact))
        if same:
            pairs.append((same.pop(0), fact))
        else:
            left.append(fact)
    rest = {id(fact) for facts in waiting.values() for fact in facts}
    return pairs, [fact for fact in old if id(fact) in rest], left
