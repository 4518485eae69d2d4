"""References: what gazetteers, atlases and the like give in, what pages show of it out, always apart from the articles.

A position or a spelling that no article has still needs a source that a reader can open. It is no voice among voices: it is
never counted as an article, and where an article says otherwise, both are shown and neither is contested.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from druzhba_kb.locales import gettext
from druzhba_kb.locales.alphabet import alphabet
from druzhba_kb.model import Alias, Attribute, Claim, Entity, Statement
from druzhba_kb.render.page_model import Link, ListPage, href, is_web, link_to, paginate
from druzhba_kb.render.site_index import NAME, SiteIndex, cited_claims
from druzhba_kb.render.views.evidence import ShownValue, anchor_of, show_claim, show_date, show_period

REFERENCES = "references/"


@dataclass(frozen=True, slots=True)
class CitedEntry:
    """An entry of a reference: its title, the way to what is said of it, and the entry in words."""

    title: str
    href: str
    entry: str


@dataclass(frozen=True, slots=True)
class CitedValue:
    """A value that references give, with their entries."""

    shown: ShownValue
    anchor: str
    when: str
    note: str
    entries: tuple[CitedEntry, ...]


@dataclass(frozen=True, slots=True)
class CitedRow:
    """An attribute with the values that references give."""

    label: str
    values: tuple[CitedValue, ...]


@dataclass(frozen=True, slots=True)
class ShownReference:
    """A reference: its title, who publishes it, its address, when it was read, and how much rests on it."""

    title: str
    anchor: str
    publisher: str
    url: str | None
    accessed: str
    note: str
    values: int
    names: int


@dataclass(frozen=True, slots=True)
class RestingFact:
    """A value or a name that rests on a reference: of which entity, about what, and by which entry."""

    reference: str
    entity: Link
    shown: ShownValue
    lang: str
    entry: str


@dataclass(frozen=True, slots=True)
class ReferencesView:
    """A page of what rests on the references, by reference; the first page says what each is."""

    references: tuple[ShownReference, ...]
    resting: tuple[tuple[str, tuple[RestingFact, ...]], ...]
    sheet: ListPage


def reference_anchor(id: str) -> str:
    """Return the anchor of a reference on the page of all."""
    return f"ref-{id}"


def entry_of(index: SiteIndex, reference: str, entry: str, here: str) -> CitedEntry:
    """Return an entry of a reference as it is shown on the page here."""
    title = index.kb.records.references[reference].title
    return CitedEntry(title, href(here, REFERENCES, reference_anchor(reference)), entry)


def alias_entry(index: SiteIndex, alias: Alias, here: str) -> CitedEntry | None:
    """Return the entry of a reference in which a name stands, or None where it is from elsewhere."""
    return entry_of(index, alias.reference, alias.entry, here) if alias.reference and alias.entry else None


def cited_rows(index: SiteIndex, entity: Entity) -> tuple[CitedRow, ...]:
    """Return what references give of an entity, by attribute, for its own page."""
    rows = []
    for attribute in index.kind(entity).attributes.values():
        cited = ((s, c) for s in entity.statements if s.citations for c in s.claims if c.attribute == attribute.name)
        if values := tuple(_value(index, entity, *one, entity.page, True) for one in cited):
            rows.append(CitedRow(attribute.label, values))
    return tuple(rows)


def _value(
    index: SiteIndex, entity: Entity, statement: Statement, claim: Claim, here: str, at_length: bool
) -> CitedValue:
    return CitedValue(
        shown=show_claim(index, entity, claim, here, statement),
        anchor=anchor_of(statement.id, len(statement.evidence) + 1),
        when=show_period(statement, statement.as_of) if at_length else "",
        note=(statement.note or "") if at_length else "",
        entries=entries_of(index, statement, here),
    )


def entries_of(index: SiteIndex, statement: Statement, here: str) -> tuple[CitedEntry, ...]:
    """Return the entries of references on which a statement rests."""
    return tuple(entry_of(index, one.reference, one.entry, here) for one in statement.citations)


def cited_cell(index: SiteIndex, entity: Entity, attribute: Attribute, here: str) -> tuple[CitedValue, ...]:
    """Return what references alone give of an attribute, for a table."""
    return tuple(_value(index, entity, *one, here, False) for one in cited_claims(entity, attribute.name))


def reference_views(index: SiteIndex, size: int) -> Iterator[ReferencesView]:
    """Yield the references in pages of so much that rests on them; none where there are no references."""
    references = index.kb.records.references
    facts = sorted(_resting(index), key=lambda one: (one[0], alphabet().key(one[1].name), one[1].id))
    for sheet in paginate(REFERENCES, len(facts), size) if references else ():
        shown = [_fact(index, *one, sheet.here) for one in sheet.of(facts)]
        groups = groupby(shown, key=attrgetter("reference"))
        resting = tuple((references[id].title, tuple(those)) for id, those in groups)
        first = tuple(_shown(index, id, facts) for id in references) if sheet.number == 1 else ()
        yield ReferencesView(first, resting, sheet)


Resting = tuple[str, Entity, tuple[Statement, Claim] | Alias, str]


def _resting(index: SiteIndex) -> Iterator[Resting]:
    """Yield each value and each name with the reference and the entry on which it rests."""
    for entity in index.kb.records.entities.values():
        for statement in entity.statements:
            for one in statement.citations:
                yield from ((one.reference, entity, (statement, claim), one.entry) for claim in statement.claims)
        for alias in entity.aliases:
            if alias.reference and alias.entry:
                yield alias.reference, entity, alias, alias.entry


def _fact(
    index: SiteIndex, id: str, entity: Entity, said: tuple[Statement, Claim] | Alias, entry: str, here: str
) -> RestingFact:
    if isinstance(said, Alias):
        shown = ShownValue(gettext(NAME.label), said.name, False, False, None)
        return RestingFact(id, link_to(entity, here), shown, said.lang or "", entry)
    statement, claim = said
    return RestingFact(id, link_to(entity, here), show_claim(index, entity, claim, here, statement), "", entry)


def _shown(index: SiteIndex, id: str, facts: Iterable[Resting]) -> ShownReference:
    reference = index.kb.records.references[id]
    of_names = [isinstance(one[2], Alias) for one in facts if one[0] == id]
    return ShownReference(
        title=reference.title,
        anchor=reference_anchor(id),
        publisher=reference.publisher,
        url=reference.url if is_web(reference.url) else None,
        accessed=show_date(reference.accessed),
        note=reference.note or "",
        values=of_names.count(False),
        names=of_names.count(True),
    )
