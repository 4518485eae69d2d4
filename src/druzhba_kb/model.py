"""The nouns that pass between the stages: kinds, articles, entities, their statements, and the knowledge base.

They are frozen, so that a stage can only return something new: what one stage found, no other changes. They must never
know a file format, a page or a template.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from druzhba_kb.folding import find_whole
from druzhba_kb.limits import Assertion, Bound, Ratchet, Requirement
from druzhba_kb.report import Place
from druzhba_kb.sealing import Seals

BLOCK_KINDS = {"d": "deck", "p": "paragraph", "h": "heading", "q": "quotation", "e": "embedded post"}


@dataclass(frozen=True, slots=True)
class Attribute:
    """What a kind says of one of its attributes.

    `options` maps each choice to its cue words; `cues` are words near which a value of the attribute stands;
    `unit_words` count as its unit; `role` is 'start' or 'end' where the kind's timeline has both and this is one.
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


@dataclass(frozen=True, slots=True)
class Suggest:
    """How names of a kind are found in the texts: by which recognizer, and next to which words."""

    recognizer: str
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A folder of entities: labels, attributes, the attribute that orders them and those that date them.

    `schema` is what schema.org calls things of this kind.
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


@dataclass(frozen=True, slots=True)
class Block:
    """A block of an article's clean text: number (0 is the title), kind letter ('t' for the title) and text."""

    number: int
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of an article's body, in Markdown, and the source blocks it tells, first to last."""

    first: int
    last: int
    markdown: str
    place: Place
    is_written: bool = True

    @property
    def block_line(self) -> Place:
        """Return the line that names the blocks: below the paragraph, or in the place of one that is not told yet."""
        below = self.place.line + self.markdown.count("\n") + 1
        return Place(self.place.file, below, 1) if self.is_written else self.place


@dataclass(frozen=True, slots=True)
class Reason:
    """Why no statement quotes a block of an article, in an editor's words."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Article:
    """An article: publication data, the kinds of its blocks, the body in passages, the clean text where present."""

    id: str
    title: str
    publisher: str | None
    author: str | None
    published: str | None
    published_basis: str | None
    published_note: str | None
    url: str | None
    archived_url: str | None
    genre: str | None
    rights: str
    blocks: str
    source_sha256: str | None
    budget: int
    body: tuple[Passage, ...]
    formerly: tuple[str, ...]
    text: tuple[Block, ...] | None
    text_sha256: str | None
    text_place: Place | None
    seals: Seals | None
    place: Place
    places: Mapping[str, Place]
    uncited: Mapping[int, Reason] = field(default_factory=dict)
    lang: str | None = None

    @property
    def page(self) -> str:
        """Return the address of the article's page from the site's root."""
        return f"articles/{self.id}/"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who claims something: an entity by id, or words for a speaker who is no entity."""

    id: str | None
    words: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quotation from an article; `block` is given by the editor, or None where the words stand in one block only.

    `context` names the marks of the sentence around it that the editor has weighed. `found` are the blocks in which the
    words stand, in order, the title as 0; `relate` sets it.
    """

    article: str
    quote: str
    block: int | None
    said_by: tuple[Speaker, ...]
    place: Place
    article_place: Place
    context: tuple[str, ...] = ()
    found: tuple[int, ...] = ()

    @property
    def quoted_block(self) -> int | None:
        """Return the block that the editor names, or the only one in which the words stand."""
        if self.block is not None:
            return self.block
        return self.found[0] if len(self.found) == 1 else None


@dataclass(frozen=True, slots=True)
class Claim:
    """One attribute of a statement with its value in canonical form, or the source's words where there is no value."""

    attribute: str
    value: str | None
    words: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Statement:
    """One or more claims on the same evidence; `id` is derived from the content and survives reordering."""

    id: str
    claims: tuple[Claim, ...]
    evidence: tuple[Evidence, ...]
    denies: bool
    as_of: str | None
    since: str | None
    until: str | None
    inferred: tuple[str, ...]
    standing: str
    note: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of an entity; use 'metonym' supports a reference and never links.

    `found` are the blocks in which its quotation stands, or the name itself without one; `relate` sets it.
    """

    name: str
    lang: str | None
    source: str | None
    quote: str | None
    note: str | None
    use: str | None
    ambiguous: bool
    place: Place
    found: tuple[int, ...] = ()

    @property
    def quotation(self) -> str:
        """Return the words of the source in which it stands: the name itself, if none are given."""
        return self.quote or self.name


@dataclass(frozen=True, slots=True)
class Declared:
    """A disagreement that an editor declares: the attributes (or 'name') it is about, its reason and a note."""

    about: tuple[str, ...]
    reason: str
    note: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Names:
    """The names that bear out a reference: those that name the thing, and the adjectives that tell of it."""

    full: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing that the articles speak of; a draft is checked and previewed, but not published."""

    id: str
    kind: str
    name: str
    aliases: tuple[Alias, ...]
    short_names: tuple[str, ...]
    summary: str
    statements: tuple[Statement, ...]
    declared: tuple[Declared, ...]
    formerly: tuple[str, ...]
    place: Place
    places: Mapping[str, Place]
    status: str | None = None
    adjectives: tuple[str, ...] = ()

    @property
    def draft(self) -> bool:
        """Return whether it is not to be published yet."""
        return self.status == "draft"

    @property
    def page(self) -> str:
        """Return the address of the entity's page from the site's root."""
        return f"{self.kind}/{self.id}/"

    @property
    def names(self) -> tuple[str, ...]:
        """Return every name that the entity goes by."""
        return (self.name, *(alias.name for alias in self.aliases), *self.short_names)

    @property
    def supporting_names(self) -> Names:
        """Return the names that bear out a reference: its own, aliases that a source has, parts of these, adjectives.

        An alias that no source has bears nothing, or any words could be made a name.
        """
        full = (self.name, *(alias.name for alias in self.aliases if alias.source))
        short = (name for name in self.short_names if any(find_whole(name, one) for one in full))
        return Names((*full, *short), self.adjectives)


@dataclass(frozen=True, slots=True)
class Change:
    """A change of the content that readers are told of: its day, what changed, and the records that it is about."""

    date: str
    title: str
    text: str
    about: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Records:
    """What parsing gives: everything by id, in the order of ids."""

    kinds: Mapping[str, Kind]
    articles: Mapping[str, Article]
    entities: Mapping[str, Entity]
    changes: tuple[Change, ...] = ()
    assertions: tuple[Assertion, ...] = ()
    ratchets: tuple[Ratchet, ...] = ()
    language: str | None = None

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        """Return the assertions on every entity of a kind."""
        return tuple(one for one in self.assertions if isinstance(one, Requirement))

    @property
    def drafts(self) -> frozenset[str]:
        """Return the ids of the entities that are not to be published yet."""
        return frozenset(id for id, entity in self.entities.items() if entity.draft)

    @property
    def published(self) -> Records:
        """Return the records without the drafts."""
        kept = {id: entity for id, entity in self.entities.items() if not entity.draft}
        changes = (replace(it, about=tuple(id for id in it.about if id not in self.drafts)) for it in self.changes)
        told = tuple(new for new, old in zip(changes, self.changes, strict=True) if new.about or not old.about)
        return replace(self, entities=kept, changes=told, assertions=tuple(map(self._published, self.assertions)))

    def _published(self, assertion: Assertion) -> Assertion:
        """Return the assertion without the exceptions that are drafts."""
        if isinstance(assertion, Bound):
            return assertion
        kept = tuple(one for one in assertion.exceptions if one.id not in self.drafts)
        return replace(assertion, exceptions=kept)


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
    """A reference to an entity, seen from its target: who refers, by which attribute, under which inverse label."""

    source: str
    attribute: str
    label: str
    statement: str


@dataclass(frozen=True, slots=True)
class Position:
    """One side of a disagreement: a value (or words), whether it is denied, and the statements that hold it."""

    value: str | None
    words: str | None
    denies: bool
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What the sources differ on about one entity, side by side."""

    entity: str
    about: tuple[str, ...]
    reason: str
    note: str | None
    positions: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class KnowledgeBase:
    """The records with everything that follows from them."""

    records: Records
    mentions: tuple[Mention, ...]
    backlinks: Mapping[str, tuple[Backlink, ...]]
    disagreements: tuple[Disagreement, ...]
