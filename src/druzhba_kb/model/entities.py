"""Entities: the things that the articles speak of, each statement with the words that bear it out."""

from __future__ import annotations

from collections.abc import KeysView, Mapping, Set
from dataclasses import dataclass, replace

from druzhba_kb.folding import find_whole
from druzhba_kb.report import Place


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who claims something: an entity by id, or words for a speaker who is no entity."""

    id: str | None
    words: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class PlacedId:
    """An entity that an editor names: one that a statement concerns, or of which an assertion need not hold."""

    id: str
    place: Place


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quotation from an article; `block` is given by the editor, or None where the words stand in one block only.

    `context` names the marks of the sentence around it that the editor has weighed; `origin` says where the article has
    it from, if it tells. `inferred`, `as_of` and `note` are those of the statement for this quotation alone. `found` are
    the blocks in which the words stand, in order, the title as 0; `relate` sets it.
    """

    article: str
    quote: str
    block: int | None
    said_by: tuple[Speaker, ...]
    place: Place
    article_place: Place
    context: tuple[str, ...] = ()
    origin: Speaker | None = None
    inferred: tuple[str, ...] = ()
    as_of: str | None = None
    note: str | None = None
    found: tuple[int, ...] = ()

    @property
    def quoted_block(self) -> int | None:
        """Return the block that the editor names, or the only one in which the words stand."""
        if self.block is not None:
            return self.block
        return self.found[0] if len(self.found) == 1 else None


@dataclass(frozen=True, slots=True)
class Citation:
    """An entry of a reference, such as a gazetteer, for what no article says."""

    reference: str
    entry: str
    place: Place


@dataclass(frozen=True, slots=True)
class Claim:
    """One attribute of a statement with its value in canonical form, or the source's words where there is no value."""

    attribute: str
    value: str | None
    words: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Statement:
    """One or more claims on the same evidence; `id` is derived from the content and survives reordering.

    `citations` of references stand beside or instead of evidence from articles; `concerns` are the entities that an editor
    adds to those that its value, references and speakers name.
    """

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
    concerns: tuple[PlacedId, ...] = ()
    citations: tuple[Citation, ...] = ()

    def without_sources(self, ids: Set[str]) -> Statement:
        """Return the statement without what some articles and references give; the same one, where they give nothing."""
        evidence = tuple(item for item in self.evidence if item.article not in ids)
        citations = tuple(item for item in self.citations if item.reference not in ids)
        same = evidence == self.evidence and citations == self.citations
        return self if same else replace(self, evidence=evidence, citations=citations)

    def inferred_in(self, article: str) -> tuple[str, ...]:
        """Return what the quotations of an article, which are read together, do not give of the values."""
        own = (name for item in self.evidence if item.article == article for name in item.inferred)
        return tuple(dict.fromkeys((*self.inferred, *own)))

    @property
    def inferred_everywhere(self) -> frozenset[str]:
        """Return what no article gives of the values."""
        every = [frozenset(self.inferred_in(item.article)) for item in self.evidence]
        return frozenset(self.inferred).union(frozenset.intersection(*every) if every else ())

    @property
    def by_time(self) -> Mapping[str | None, tuple[Evidence, ...]]:
        """Return the evidence by the time as of which it speaks, its own or that of the statement."""
        found: dict[str | None, tuple[Evidence, ...]] = {}
        for item in self.evidence:
            time = item.as_of or self.as_of
            found[time] = (*found.get(time, ()), item)
        return found or {self.as_of: ()}

    @property
    def stands(self) -> bool:
        """Return whether it asserts something: no source denies it in it, and the editors do not reject it."""
        return not self.denies and self.standing != "rejected"

    @property
    def by_reference(self) -> bool:
        """Return whether no article says it, so that it rests on references alone."""
        return not self.evidence


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
    reference: str | None = None
    entry: str | None = None
    found: tuple[int, ...] = ()

    @property
    def quotation(self) -> str:
        """Return the words of the source in which it stands: the name itself, if none are given."""
        return self.quote or self.name


@dataclass(frozen=True, slots=True)
class Declared:
    """A disagreement that an editor declares: the attributes (or 'name') it is about, its reason and a note.

    `sides` is the digest of the evidence that it was weighed with.
    """

    about: tuple[str, ...]
    reason: str
    note: str | None
    place: Place
    sides: str | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """The names that bear out a reference: those that name the thing, and the adjectives that tell of it."""

    full: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of an entity: its file, what it shows in words, whose it is, and under which licence it may be published."""

    file: str
    alt: str
    credit: str
    licence: str
    place: Place


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing that the articles speak of; a draft is checked and previewed, but not published.

    `filled` are the values of its columns, each with the statement of another record that gives it; `relate` sets it.
    """

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
    category: str | None = None
    image: Picture | None = None
    filled: tuple[tuple[Statement, Claim], ...] = ()

    @property
    def draft(self) -> bool:
        """Return whether it is not to be published yet."""
        return self.status == "draft"

    def without_sources(self, ids: Set[str]) -> Entity:
        """Return the entity without what some articles and references alone say of it; the same one, where they say nothing."""
        aliases = tuple(alias for alias in self.aliases if alias.source not in ids)
        found = (statement.without_sources(ids) for statement in self.statements)
        statements = tuple(statement for statement in found if statement.evidence or statement.citations)
        same = aliases == self.aliases and statements == self.statements
        return self if same else replace(self, aliases=aliases, statements=statements)

    @property
    def from_articles(self) -> tuple[Statement, ...]:
        """Return the statements that articles bear, without those that rest on references alone."""
        return tuple(statement for statement in self.statements if not statement.by_reference)

    @property
    def quoted_articles(self) -> KeysView[str]:
        """Return the ids of the articles that its statements rest on, in the order of the statements."""
        return dict.fromkeys(item.article for statement in self.statements for item in statement.evidence).keys()

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

    @property
    def metonyms(self) -> frozenset[str]:
        """Return the names that stand for the entity and are those of something else, as a capital for a government."""
        return frozenset(alias.name for alias in self.aliases if alias.use == "metonym")
