"""Catalogue: a knowledge base in, the same with the look-ups that pages need, made once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from druzhba_kb.model import (
    Article,
    Attribute,
    Disagreement,
    Entity,
    Kind,
    KnowledgeBase,
    Mention,
    Statement,
)
from druzhba_kb.render.order import in_order, kinds_in_order, leading

K = TypeVar("K")
V = TypeVar("V")
FEW_ARTICLES = 6
NAME = Attribute(name="name", label="Name", type="text")


@dataclass(frozen=True, slots=True)
class Among:
    """Where a record stands among those of its sort: its number from 1, how many there are, and the ids beside it."""

    number: int
    count: int
    previous: str | None
    next: str | None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The knowledge base, with everything found by what it belongs to.

    `by_date` has the ids of the articles, undated ones last, `dates` what they are ordered by, and `ordered` the ids of
    each kind's entities; `among` says by page where each stands there, so that a page need not look at all. `few` is whether a
    reader can overlook the articles at once. `quoted` are the entities of whose statements an article is evidence, `spelt` the ids
    of those that have a name from it.
    """

    kb: KnowledgeBase
    kinds: tuple[Kind, ...]
    lead: Kind | None
    labels: Mapping[str, str]
    by_date: tuple[str, ...]
    ordered: Mapping[str, tuple[str, ...]]
    dates: Mapping[str, tuple[str, str]]
    among: Mapping[str, Among]
    few: bool
    disagreements: Mapping[str, tuple[Disagreement, ...]]
    mentions_of: Mapping[str, tuple[Mention, ...]]
    mentions_in: Mapping[str, tuple[Mention, ...]]
    statements: Mapping[str, tuple[Entity, Statement]]
    support: Mapping[tuple[str, int], tuple[tuple[Entity, Statement, int], ...]]
    quoted: Mapping[str, Mapping[str, Entity]]
    spelt: Mapping[str, tuple[str, ...]]

    def kind(self, entity: Entity) -> Kind:
        """Return the kind of an entity."""
        return self.kb.records.kinds[entity.kind]

    def attribute(self, entity: Entity, name: str) -> Attribute:
        """Return what the entity's kind says of an attribute; a disagreement may be about the name itself."""
        return self.kind(entity).attributes.get(name, NAME)

    def article(self, name: str) -> Article:
        """Return an article by its id."""
        return self.kb.records.articles[name]

    @property
    def articles(self) -> tuple[Article, ...]:
        """Return the articles by date."""
        return tuple(map(self.article, self.by_date))

    def dated(self, ids: Iterable[str]) -> tuple[Article, ...]:
        """Return the articles with some ids, as far as there are such, by date."""
        known = (id for id in ids if id in self.dates)
        return tuple(self.article(id) for id in sorted(known, key=self.dates.__getitem__))

    def members(self, kind: str) -> tuple[Entity, ...]:
        """Return the entities of a kind in its order."""
        return tuple(self.kb.records.entities[id] for id in self.ordered[kind])

    def some(self, ids: Iterable[str]) -> tuple[Entity, ...]:
        """Return the entities with some ids, by kind and in each kind's order."""
        found = (self.kb.records.entities[id] for id in ids)
        return tuple(sorted(found, key=lambda entity: (entity.kind, self.among[entity.page].number)))

    def contested(self, entity: Entity) -> dict[str, tuple[Disagreement, ...]]:
        """Return the disagreements about an entity by attribute."""
        found: dict[str, list[Disagreement]] = defaultdict(list)
        for disagreement in self.disagreements.get(entity.id, ()):
            for name in disagreement.about:
                found[name].append(disagreement)
        return {name: tuple(those) for name, those in found.items()}


def catalogue(kb: KnowledgeBase) -> Catalogue:
    """Return the catalogue of a knowledge base."""
    entities, articles = kb.records.entities.values(), kb.records.articles.values()
    dates = {article.id: (article.published or "9999", article.id) for article in articles}
    by_date = tuple(sorted(dates, key=dates.__getitem__))
    ordered = {kind.id: tuple(e.id for e in in_order(kind, entities)) for kind in kb.records.kinds.values()}
    return Catalogue(
        kb=kb,
        kinds=kinds_in_order(kb),
        lead=leading(kb),
        labels=_labels(articles),
        by_date=by_date,
        ordered=ordered,
        dates=dates,
        among={
            f"{sort}/{id}/": place
            for sort, ids in {"articles": by_date, **ordered}.items()
            for id, place in _among(ids)
        },
        few=len(dates) <= FEW_ARTICLES,
        disagreements=_grouped((d.entity, d) for d in kb.disagreements),
        mentions_of=_grouped((m.entity, m) for m in kb.mentions),
        mentions_in=_grouped((m.article or m.in_entity or "", m) for m in kb.mentions),
        statements={s.id: (entity, s) for entity in entities for s in entity.statements},
        support=_grouped(_supported(kb)),
        quoted=_quoted(entities),
        spelt=_grouped((alias.source or "", entity.id) for entity in entities for alias in entity.aliases),
    )


def _among(ids: Sequence[str]) -> Iterator[tuple[str, Among]]:
    around = (None, *ids, None)
    for number, id in enumerate(ids, 1):
        yield id, Among(number, len(ids), around[number - 1], around[number + 1])


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    groups: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}


def _supported(kb: KnowledgeBase) -> Iterable[tuple[tuple[str, int], tuple[Entity, Statement, int]]]:
    for entity in kb.records.entities.values():
        for statement in entity.statements:
            for index, evidence in enumerate(statement.evidence, 1):
                block = evidence.quoted_block
                if block is not None:
                    yield (evidence.article, block), (entity, statement, index)


def _quoted(entities: Iterable[Entity]) -> dict[str, dict[str, Entity]]:
    """Return the entities of whose statements an article is evidence, by the article."""
    found: dict[str, dict[str, Entity]] = defaultdict(dict)
    for entity in entities:
        for item in (item for statement in entity.statements for item in statement.evidence):
            found[item.article][entity.id] = entity
    return dict(found)


def _labels(articles: Iterable[Article]) -> dict[str, str]:
    """Name each article by publisher and year, and by its id too where that is not enough."""
    short = {article.id: _label(article) for article in articles}
    count = Counter(short.values())
    return {name: label if count[label] == 1 else f"{label} ({name})" for name, label in short.items()}


def _label(article: Article) -> str:
    return " ".join(part for part in (article.publisher or article.title, (article.published or "")[:4]) if part)
