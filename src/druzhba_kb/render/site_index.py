"""Site index: the knowledge base in, the same with the look-ups that pages need, made once, and the order of the site.

A page is made from the index alone, and again only when something that it looked up there finds something else
(`publishing/task_cache.py`). So look a record up by its id, in `heads` where that is enough: a page that goes through
all of them is made at every edit. Nothing here may change once it is made, and nothing in it may be about one page.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from druzhba_kb.locales.alphabet import Key, alphabet
from druzhba_kb.locales.formats import commas
from druzhba_kb.model import (
    Article,
    Attribute,
    Change,
    ChangedItem,
    Claim,
    Disagreement,
    Entity,
    Kind,
    KnowledgeBase,
    Mention,
    Move,
    Statement,
)
from druzhba_kb.render.page_model import Link, Page, href
from druzhba_kb.values import TYPES
from druzhba_kb.values.edtf import sort_key

K = TypeVar("K")
V = TypeVar("V")
MOST_OWN = 2000  # records with files of their own; of more, so many share a file at most
PER_FILE = 100
MOST_SQUARES = 8  # articles that can be told apart as a row of squares; of more, the count alone is shown
Contest = Literal["", "fact", "scope"]
NAME = Attribute(name="name", label="Name", type="text")
NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Where a record stands among those of its sort: its number from 1, how many there are, and the ids beside it."""

    number: int
    count: int
    previous: str | None
    next: str | None


@dataclass(frozen=True, slots=True)
class RecordChange:
    """What changed in one record on a day; without items, what an editor told of it."""

    date: str
    title: str
    items: tuple[ChangedItem, ...]


@dataclass(frozen=True, slots=True)
class SiteIndex:
    """The knowledge base, with everything found by what it belongs to.

    `heads` are the entities without what is said of them, for a page that links to one, or names it, and says no more; where
    a statement stands beside an entity, that is a head too, so that a page rests on no other statement of it.
    `by_date` has the ids of the articles, undated ones last, `dates` what they are ordered by, and `ordered` the ids of
    each kind's entities; `neighbours` says by page where each stands there, so that a page need not look at all. `squares`
    are their ids by date, none where a row of squares has
    no room for all, since a page that looks at `by_date` is made again for each new article. `absent` has the articles that
    an editor read for an attribute of an entity and that do not give it. `quoted` are the statements of which an
    article is evidence, `named` the ids of those that have a name from it. `about` are the statements that concern an
    entity and stand on the page of another, each with that one; `moved` those that left its page. `changes` are
    found by their day, and `history` has those of each record, the newest first; `gone` names the records that changes
    name and that are gone. `shares` is the number of files that the records share, 0 where each has its own, and
    `sharing` the ids in each.
    """

    kb: KnowledgeBase
    heads: Mapping[str, Entity]
    kinds: tuple[Kind, ...]
    lead: Kind | None
    labels: Mapping[str, str]
    by_date: tuple[str, ...]
    ordered: Mapping[str, tuple[str, ...]]
    dates: Mapping[str, tuple[str, str]]
    neighbours: Mapping[str, Neighbours]
    squares: tuple[str, ...]
    disagreements: Mapping[str, tuple[Disagreement, ...]]
    absent: Mapping[tuple[str, str], tuple[str, ...]]
    mentions_of: Mapping[str, tuple[Mention, ...]]
    mentions_in: Mapping[str, tuple[Mention, ...]]
    statements: Mapping[str, tuple[Entity, Statement]]
    support: Mapping[tuple[str, int], tuple[tuple[Entity, Statement, int], ...]]
    quoted: Mapping[str, tuple[tuple[Entity, Statement], ...]]
    named: Mapping[str, tuple[str, ...]]
    about: Mapping[str, tuple[tuple[Entity, Statement], ...]]
    moved: Mapping[str, tuple[Move, ...]]
    changes: Mapping[str, Change]
    history: Mapping[str, tuple[RecordChange, ...]]
    gone: Mapping[str, str]
    shares: int
    sharing: Mapping[int, tuple[str, ...]]

    def kind(self, entity: Entity) -> Kind:
        """Return the kind of an entity."""
        return self.kb.records.kinds[entity.kind]

    def attribute(self, entity: Entity, name: str) -> Attribute:
        """Return what the entity's kind says of an attribute; a disagreement may be about the name itself."""
        return self.kind(entity).attributes.get(name, NAME)

    def stated_as(self, attribute: Attribute) -> Attribute:
        """Return the attribute that the statements of an attribute name: another one where it is filled from elsewhere."""
        return self.kb.records.stated_as(attribute)

    def home(self, statement: Statement) -> Entity:
        """Return the head of the entity on whose page a statement stands."""
        return self.statements[statement.id][0]

    def article(self, name: str) -> Article:
        """Return an article by its id."""
        return self.kb.records.articles[name]

    def foreign(self, lang: str | None) -> str:
        """Return a language where it is another than that of the base, else nothing."""
        return lang if lang and lang != self.kb.records.language else ""

    def original(self, text: str) -> str:
        """Return the language of a text of an editor's that has no translation into that of the site, else nothing."""
        return self.kb.records.untranslated.get(text, "")

    def language_of(self, statement: Statement) -> str:
        """Return the language of the words of a statement where it is another than that of the base."""
        return next((self.foreign(self.article(item.article).lang) for item in statement.evidence), "")

    @property
    def articles(self) -> tuple[Article, ...]:
        """Return the articles by date."""
        return tuple(map(self.article, self.by_date))

    def dated(self, ids: Iterable[str | None]) -> tuple[Article, ...]:
        """Return the articles with some ids, as far as there are such, by date."""
        known = [id for id in ids if id and id in self.dates]
        return tuple(self.article(id) for id in sorted(known, key=self.dates.__getitem__))

    def members(self, kind: str) -> tuple[Entity, ...]:
        """Return the entities of a kind in its order."""
        return tuple(self.kb.records.entities[id] for id in self.ordered[kind])

    def in_order(self, ids: Iterable[str]) -> tuple[Entity, ...]:
        """Return the heads of the entities with some ids, by kind and in each kind's order."""
        found = (self.heads[id] for id in ids)
        return tuple(sorted(found, key=lambda entity: (entity.kind, self.neighbours[entity.page].number)))

    def contests(self, entity: Entity) -> tuple[Disagreement, ...]:
        """Return the disagreements about an entity, on facts first; how a name is written contests nothing."""
        those = (one for one in self.disagreements.get(entity.id, ()) if one.type != "name")
        return tuple(sorted(those, key=lambda one: one.type != "fact"))

    def contested(self, entity: Entity) -> dict[str, tuple[Disagreement, ...]]:
        """Return the same by attribute, those on what fills it from elsewhere among them."""
        pairs = [(name, one) for one in self.contests(entity) for name in one.about]
        for statement, claim in entity.filled:
            there = self.stated_as(self.attribute(entity, claim.attribute)).name
            disputes = (one for one in self.contests(self.home(statement)) if statement.id in one.statements)
            pairs += [(claim.attribute, one) for one in disputes if there in one.about]
        return _grouped(dict.fromkeys(pairs))

    def contest(self, entity: Entity, attribute: str, statement: str | None = None) -> Contest:
        """Return how an attribute is contested, or a statement on it: as a fact, in what it counts, or not at all."""
        those = self.contested(entity).get(attribute, ())
        return contest_of({one.type for one in those if statement is None or statement in one.statements})

    def subject(self, entity: Entity, disagreement: Disagreement) -> str:
        """Return what a disagreement is about, in words."""
        return commas(self.attribute(entity, name).label for name in disagreement.about)

    def article_link(self, id: str, here: str, anchor: str = "", note: str = "") -> Link:
        """Return a link from the page here to an article's, by its label."""
        article = self.article(id)
        return Link(self.labels[id], href(here, article.page, anchor), note, article.draft)


@dataclass(frozen=True, slots=True)
class Task:
    """What makes one or several pages, from the index and from nothing else that an edit of the content changes."""

    name: str
    pages: Callable[[SiteIndex], Iterable[Page]]

    def make(self, index: SiteIndex) -> list[Page]:
        """Return the pages, made to the end, so that no look-up in the index comes too late to be noted."""
        return list(self.pages(index))


def contest_of(types: Collection[str]) -> Contest:
    """Return the strongest of some types of disagreements: where a fact is contested, what else may differ is no matter."""
    return "fact" if "fact" in types else "scope" if "scope" in types else ""


def kind_link(kind: Kind, here: str) -> Link:
    """Return a link from the page here to the index of a kind."""
    return Link(kind.plural, href(here, f"{kind.id}/"))


def index_site(kb: KnowledgeBase) -> SiteIndex:
    """Return the index of a knowledge base."""
    entities, articles = kb.records.entities.values(), kb.records.articles.values()
    heads = {entity.id: _head(entity) for entity in entities}
    stated = [(heads[entity.id], statement) for entity in entities for statement in entity.statements]
    # An article without a date comes last, as if of a year that none will have.
    dates = {article.id: (article.published or "9999", article.id) for article in articles}
    by_date = tuple(sorted(dates, key=dates.__getitem__))
    ordered = {kind.id: tuple(e.id for e in _in_order(kind, entities)) for kind in kb.records.kinds.values()}
    sorts = {"articles": by_date, **ordered}
    shares = _shares(len(kb.records.entities) + len(articles))
    ids = sorted((*kb.records.entities, *dates)) if shares else ()
    return SiteIndex(
        kb=kb,
        heads=heads,
        kinds=kinds_in_order(kb),
        lead=_leading(kb),
        labels=_labels(articles),
        by_date=by_date,
        ordered=ordered,
        dates=dates,
        neighbours={f"{sort}/{id}/": beside for sort, ids in sorts.items() for id, beside in _neighbours(ids)},
        squares=by_date if len(by_date) <= MOST_SQUARES else (),
        disagreements=_grouped((d.entity, d) for d in kb.disagreements),
        absent=_grouped(((one.entity, one.attribute), a.id) for a in articles for one in a.absent),
        mentions_of=_grouped((m.entity, m) for m in kb.mentions),
        mentions_in=_grouped((m.article or m.in_entity or "", m) for m in kb.mentions),
        statements={statement.id: (head, statement) for head, statement in stated},
        support=_grouped(_supported(stated)),
        quoted=_grouped((id, pair) for pair in stated for id in dict.fromkeys(e.article for e in pair[1].evidence)),
        named=_grouped((alias.source or "", entity.id) for entity in entities for alias in entity.aliases),
        about=_grouped((id, pair) for pair in stated for id in kb.concerns.get(pair[1].id, ()) if pair[1].evidence),
        moved=_grouped((one.entity, one) for one in kb.records.moved),
        changes={change.date: change for change in kb.records.newest_changes},
        history=_grouped(_changed(kb)),
        gone={item.record: item.name for change in kb.records.changes for item in change.items if item.name},
        shares=shares,
        sharing=_grouped((share_of(id, shares), id) for id in ids),
    )


def kinds_in_order(kb: KnowledgeBase) -> tuple[Kind, ...]:
    """Return the kinds: the leading one, then the others from A to Z.

    All stood from A to Z once, so that the subject of the collection came fifth among the tabs.
    """
    lead = _leading(kb)
    return tuple(sorted(kb.records.kinds.values(), key=lambda kind: (kind is not lead, alphabet().key(kind.plural))))


def stated_claims(entity: Entity, attribute: str) -> list[tuple[Statement, Claim]]:
    """Return what articles say of an attribute, here or elsewhere, denials too, without rejected statements."""
    own = ((s, claim) for s in entity.from_articles if s.standing != "rejected" for claim in s.claims)
    return [(s, claim) for s, claim in (*own, *entity.filled) if claim.attribute == attribute]


def claims_on(entity: Entity, attribute: str) -> list[Claim]:
    """Return what is asserted of an attribute, preferred statements first and without rejected ones."""
    asserted = (pair for pair in stated_claims(entity, attribute) if not pair[0].denies)
    return [claim for _, claim in sorted(asserted, key=lambda pair: pair[0].standing != "preferred")]


def cited_claims(entity: Entity, attribute: str) -> list[tuple[Statement, Claim]]:
    """Return what references alone say of an attribute, denials and rejected statements left out."""
    cited = (s for s in entity.statements if s.by_reference and not s.denies and s.standing != "rejected")
    return [(s, claim) for s in cited for claim in s.claims if claim.attribute == attribute]


def coordinates(kind: Kind) -> tuple[Attribute, ...]:
    """Return the attributes of a kind that say where on the earth something is."""
    return tuple(attribute for attribute in kind.attributes.values() if attribute.type == "coordinates")


def _head(entity: Entity) -> Entity:
    """Return an entity with its id, kind, names and status alone."""
    return Entity(
        entity.id, entity.kind, entity.name, entity.aliases, (), "", (), (), (), entity.place, {}, entity.status
    )


def share_of(id: str, shares: int) -> int:
    """Return the number of the file that a record shares with others."""
    return int(hashlib.sha256(id.encode()).hexdigest(), 16) % shares


def _shares(records: int) -> int:
    """Return how many files so many records share: a power of two, so that a base which grows deals them out anew seldom."""
    return 0 if records <= MOST_OWN else 1 << ((records - 1) // PER_FILE).bit_length()


def _leading(kb: KnowledgeBase) -> Kind | None:
    """Return the dated kind of whose entities the sources say most, one by one: not the kind with the most entities.

    One alone has nothing that it could stand beside, so a kind of several goes before: an accident does not head three tram lines.
    """
    entities = kb.records.entities.values()
    members, said = Counter(e.kind for e in entities), Counter(e.kind for e in entities for _ in e.from_articles)
    dated = [kind for kind in kb.records.kinds.values() if kind.timeline and members[kind.id]]
    return max(dated, key=lambda kind: (members[kind.id] > 1, said[kind.id] / members[kind.id]), default=None)


def _in_order(kind: Kind, entities: Iterable[Entity]) -> list[Entity]:
    """Return the kind's entities by the value of `order_by`, those without a value last, then by name."""
    members = (entity for entity in entities if entity.kind == kind.id)
    # The id settles what is left, so that two builds never differ.
    return sorted(members, key=lambda entity: (*_order_key(kind, entity), alphabet().key(entity.name), entity.id))


def _order_key(kind: Kind, entity: Entity) -> tuple[bool, tuple[int, ...], float, Key | tuple[()]]:
    values = [claim.value for claim in claims_on(entity, kind.order_by or "") if claim.value]
    if not values:
        return (True, (), 0.0, ())
    if kind.attributes[kind.order_by or ""].type == "date":
        return (False, sort_key(values[0]), 0.0, ())
    number = NUMBER.search(values[0])
    return (False, (), float(number[0]) if number else 0.0, alphabet().key(values[0]))


def _neighbours(ids: Sequence[str]) -> Iterator[tuple[str, Neighbours]]:
    around = (None, *ids, None)
    for number, id in enumerate(ids, 1):
        yield id, Neighbours(number, len(ids), around[number - 1], around[number + 1])


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    groups: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}


def _supported(
    stated: Iterable[tuple[Entity, Statement]],
) -> Iterator[tuple[tuple[str, int], tuple[Entity, Statement, int]]]:
    for head, statement in stated:
        for number, evidence in enumerate(statement.evidence, 1):
            block = evidence.quoted_block
            if block is not None:
                yield (evidence.article, block), (head, statement, number)


def _changed(kb: KnowledgeBase) -> Iterator[tuple[str, RecordChange]]:
    for change in kb.records.newest_changes:
        items = _grouped((item.record, item) for item in change.items)
        yield from ((id, RecordChange(change.date, change.title, items.get(id, ()))) for id in change.records)


def _labels(articles: Iterable[Article]) -> dict[str, str]:
    """Name each article by publisher and year, and where others of it are of that year by the day, the title or the id."""
    forms = {article.id: _forms(article) for article in articles}
    counts = Counter(pair for those in forms.values() for pair in enumerate(those))
    return {id: next(form for at, form in enumerate(those) if counts[at, form] == 1) for id, those in forms.items()}


def _forms(article: Article) -> tuple[str, ...]:
    """Return what an article may be called, the last of which no other is."""
    publisher, published = article.publisher or article.title, article.published or ""
    by_year = " ".join(filter(None, (publisher, published[:4])))
    by_day = commas(filter(None, (publisher, TYPES["date"].show(published, NAME) if published else "")))
    return by_year, by_day, commas((by_year, article.title)), f"{by_year} ({article.id})"
