"""Knowledge base: all records together, what editors assert of them, and what follows: mentions, links back, disagreements."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from druzhba_kb.locales.catalogue import Catalogue
from druzhba_kb.model.articles import Article, Asset, OwnPage, Reference
from druzhba_kb.model.entities import Entity, PlacedId
from druzhba_kb.model.kinds import Attribute, Kind
from druzhba_kb.report import Place


@dataclass(frozen=True, slots=True)
class Bound:
    """What an editor asserts of a number: how many there are at least and at most of a kind, or of statements and the like."""

    of: str
    at_least: int | None
    at_most: int | None
    place: Place


@dataclass(frozen=True, slots=True)
class Requirement:
    """What an editor asserts of every entity of a kind: that it has one at least of some attributes or other keys."""

    kind: str
    has: tuple[str, ...]
    exceptions: tuple[PlacedId, ...]
    place: Place


Assertion = Bound | Requirement


@dataclass(frozen=True, slots=True)
class Ratchet:
    """A limit on a number that may fall and not rise: of all, or of each hundred things among which it is counted."""

    name: str
    limit: int
    place: Place
    is_rate: bool = False

    def allows(self, count: int, total: int) -> bool:
        """Return whether a number of so many things is within the limit."""
        return count * 100 <= self.limit * total if self.is_rate else count <= self.limit

    def tight(self, count: int, total: int) -> int:
        """Return the limit that is tight; a rate leaves room for a new article, whose editor must not raise it."""
        return -(-count * 100 // max(1, total)) + 1 if self.is_rate and count else count

    def __str__(self) -> str:
        return f"{self.limit:,}{' %' if self.is_rate else ''}"


@dataclass(frozen=True, slots=True)
class ChangedItem:
    """One thing that was added, corrected or withdrawn: of which record, in words, and an editor's reason.

    `name` is what a record was called that is gone.
    """

    record: str
    name: str | None
    what: str
    text: str
    reason: str | None
    # items move down with each new change, and say the same
    place: Place = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Change:
    """What changed in the content on a day, for readers: in a few words, the records that it is about, and item by item."""

    date: str
    title: str
    text: str
    about: tuple[str, ...]
    place: Place = field(repr=False, compare=False)
    items: tuple[ChangedItem, ...] = ()

    @property
    def records(self) -> tuple[str, ...]:
        """Return the ids of the records that changed, those that an editor names first."""
        return tuple(dict.fromkeys((*self.about, *(item.record for item in self.items))))

    def without(self, ids: Set[str]) -> Change | None:
        """Return the change without some records; None where it was about them alone."""
        about = tuple(id for id in self.about if id not in ids)
        items = tuple(item for item in self.items if item.record not in ids)
        rest = replace(self, about=about, items=items)
        return rest if rest.records or not self.records else None


@dataclass(frozen=True, slots=True)
class Move:
    """Where a statement stands now that stood on another page, or had another id there, with so many quotations."""

    entity: str
    was: str
    to: str
    now: str
    quotations: int
    places: Mapping[str, Place]


@dataclass(frozen=True)
class Records:
    """What parsing gives: everything by id, in the order of ids; own pages, and the files of `assets/`, by their paths.

    `translations` are the catalogues of the content by language. Records in one of these know in `untranslated` which of
    their texts they lack, each with the language that it is in.
    """

    kinds: Mapping[str, Kind]
    articles: Mapping[str, Article]
    entities: Mapping[str, Entity]
    changes: tuple[Change, ...] = ()
    assertions: tuple[Assertion, ...] = ()
    ratchets: tuple[Ratchet, ...] = ()
    language: str | None = None
    references: Mapping[str, Reference] = field(default_factory=dict)
    moved: tuple[Move, ...] = ()
    pages: Mapping[str, OwnPage] = field(default_factory=dict)
    assets: Mapping[str, Asset] = field(default_factory=dict)
    translations: Mapping[str, Catalogue] = field(default_factory=dict)
    untranslated: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> Mapping[str, Article | Entity | Reference]:
        """Return every record by its id."""
        return {**self.articles, **self.entities, **self.references}

    @property
    def articles_and_entities(self) -> tuple[Article | Entity, ...]:
        """Return the records that have a page and may have had another id."""
        return (*self.articles.values(), *self.entities.values())

    def stated_as(self, attribute: Attribute) -> Attribute:
        """Return the attribute that the statements of an attribute name: another one where it is filled from elsewhere."""
        column = attribute.column
        return self.kinds[column.kind].attributes[column.attribute] if column else attribute

    def ids_of(self, kinds: Collection[str]) -> list[str]:
        """Return the ids of the entities of some kinds."""
        return [id for id, entity in self.entities.items() if entity.kind in kinds]

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        """Return the assertions on every entity of a kind."""
        return tuple(one for one in self.assertions if isinstance(one, Requirement))

    def former_addresses(self, record: Article | Entity) -> Iterator[tuple[str, str]]:
        """Yield each address that the page of an article or entity had, with its id there."""
        folder = record.page.partition("/")[0]
        kind = self.kinds.get(folder)
        for former in (folder, *(kind.formerly if kind else ())):
            for id in (record.id, *record.formerly):
                if f"{former}/{id}/" != record.page:
                    yield f"{former}/{id}/", id

    @property
    def newest_changes(self) -> tuple[Change, ...]:
        """Return the changes, the newest first."""
        return tuple(sorted(self.changes, key=lambda change: change.date, reverse=True))

    @cached_property
    def drafts(self) -> frozenset[str]:
        """Return the ids of the entities and articles that are not to be published yet."""
        return frozenset(one.id for one in self.articles_and_entities if one.draft)

    @cached_property
    def published(self) -> Records:
        """Return the records without the drafts and without what draft articles alone say."""
        drafts = frozenset(id for id, article in self.articles.items() if article.draft)
        whole = self.without_sources(drafts) if drafts else self
        rest = {id: entity for id, entity in whole.entities.items() if not entity.draft}
        changes = tuple(filter(None, (change.without(self.drafts) for change in self.changes)))
        assertions = tuple(map(self._published, self.assertions))
        articles = {id: self._without_drafts(article) for id, article in whole.articles.items()}
        moved = tuple(one for one in self.moved if self.drafts.isdisjoint((one.entity, one.to)))
        pages = {file: page for file, page in self.pages.items() if not page.draft}
        records = replace(self, articles=articles, entities=rest, pages=pages)
        return replace(records, changes=changes, assertions=assertions, moved=moved)

    def without_sources(self, ids: Set[str]) -> Records:
        """Return the records without some articles and references and what they alone say."""
        articles = {id: article for id, article in self.articles.items() if id not in ids}
        entities = {id: entity.without_sources(ids) for id, entity in self.entities.items()}
        changes = tuple(filter(None, (change.without(ids) for change in self.changes)))
        return replace(self, articles=articles, entities=entities, changes=changes)

    def _without_drafts(self, article: Article) -> Article:
        """Return the article without the drafts that it is about or gives nothing of; the same one, where there are none."""
        absent = tuple(one for one in article.absent if one.entity not in self.drafts)
        subjects = tuple(id for id in article.subjects if id not in self.drafts)
        same = absent == article.absent and subjects == article.subjects
        return article if same else replace(article, absent=absent, subjects=subjects)

    def _published(self, assertion: Assertion) -> Assertion:
        """Return the assertion without the exceptions that are drafts."""
        if isinstance(assertion, Bound):
            return assertion
        rest = tuple(one for one in assertion.exceptions if one.id not in self.drafts)
        return replace(assertion, exceptions=rest)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of an entity found in an article's passage or in another entity's summary.

    `start` and `end` are offsets in `markdown`, the text in which it was found; `sentence` is that of the mention in
    plain text. `linked` says whether this is the first mention of its section, which becomes a link.
    """

    article: str | None
    in_entity: str | None
    block: int | None
    entity: str
    text: str
    start: int
    end: int
    sentence: str
    linked: bool


@dataclass(frozen=True, slots=True)
class Backlink:
    """A reference to an entity, seen from its target: who refers, by which attribute, in which statement."""

    source: str
    attribute: str
    statement: str


@dataclass(frozen=True, slots=True)
class Position:
    """One side of a disagreement: a value (or words), whether it is denied, and the statements that hold it."""

    value: str | None
    words: str | None
    denies: bool
    statements: tuple[str, ...]


DisagreementType = Literal["fact", "scope", "name"]
TYPE_OF: Mapping[str, DisagreementType] = {
    **dict.fromkeys(("transcription", "translation"), "name"),
    **dict.fromkeys(("scope", "definition"), "scope"),
}


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What the sources differ on about one entity, side by side.

    `sides` is the digest of what its positions rest on now.
    """

    entity: str
    about: tuple[str, ...]
    reason: str
    note: str | None
    positions: tuple[Position, ...]
    sides: str = ""

    @property
    def statements(self) -> frozenset[str]:
        """Return the ids of the statements that take part in it."""
        return frozenset(id for position in self.positions for id in position.statements)

    @property
    def type(self) -> DisagreementType:
        """Return what is differed on: a fact, what a value counts, or how a name is written."""
        return "name" if set(self.about) == {"name"} else TYPE_OF.get(self.reason, "fact")


@dataclass(frozen=True, slots=True)
class KnowledgeBase:
    """The records with everything that follows from them; `concerns` are found by the ids of statements.

    `named_in_pages` has the mentions in each own page by its file.
    """

    records: Records
    mentions: tuple[Mention, ...]
    backlinks: Mapping[str, tuple[Backlink, ...]]
    disagreements: tuple[Disagreement, ...]
    concerns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    named_in_pages: Mapping[str, tuple[Mention, ...]] = field(default_factory=dict)

    @property
    def contested(self) -> tuple[Disagreement, ...]:
        """Return the disagreements that count: how a name is written contests nothing."""
        return tuple(one for one in self.disagreements if one.type != "name")
