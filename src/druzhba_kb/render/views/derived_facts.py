"""Derived facts: an entity in, what stands on the pages of others and concerns it out, by the record in which it stands.

A fact is written once, at its home, so a page must be able to show what is said elsewhere without repeating it: one line for
each home, opened on demand, each fact with its whole chain of voices and the way to its evidence. What the page shows already,
under 'related' or in a column of its own, is not told again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from druzhba_kb.model import Entity, Evidence, Statement
from druzhba_kb.render.page_model import Link, link_to
from druzhba_kb.render.site_index import Contest, SiteIndex, contest_of
from druzhba_kb.render.views.attributions import Voices, voices_of
from druzhba_kb.render.views.evidence import ShownValue, evidence_link, show_claim, show_period

MOST_LINES = 12  # homes that stand open to the eye; the rest is folded


@dataclass(frozen=True, slots=True)
class DerivedFact:
    """A fact that stands on another page: what it says, on whose word, and the way to its evidence there.

    `alone` is whether nobody but the entity says it.
    """

    claims: tuple[ShownValue, ...]
    contested: Contest
    when: str
    voices: Voices
    alone: bool
    evidence: str


@dataclass(frozen=True, slots=True)
class FactsOfHome:
    """The record on whose page some facts stand, and these."""

    home: Link
    facts: tuple[DerivedFact, ...]


@dataclass(frozen=True, slots=True)
class DerivedSection:
    """What an entity says elsewhere, or what is said of it there: the homes with most facts first, and the rest apart."""

    speaks: bool
    count: int
    voices: Voices
    homes: tuple[FactsOfHome, ...]
    more: tuple[FactsOfHome, ...]


def derived_sections(index: SiteIndex, entity: Entity) -> tuple[DerivedSection, ...]:
    """Return what an entity says on other pages, and what else is said of it there; neither is there without a fact."""
    about = index.about.get(entity.id, ())
    spoken = [pair for pair in about if _speaks(entity, pair[1])]
    named = [pair for pair in about if not _speaks(entity, pair[1]) and not _stands_here(index, entity, pair[1])]
    every = ((True, spoken), (False, named))
    return tuple(_section(index, entity, speaks, pairs) for speaks, pairs in every if pairs)


def _speaks(entity: Entity, statement: Statement) -> bool:
    return any(_is_speaker(entity, item) for item in statement.evidence)


def _is_speaker(entity: Entity, item: Evidence) -> bool:
    return any(speaker.id == entity.id for speaker in item.said_by)


def _stands_here(index: SiteIndex, entity: Entity, statement: Statement) -> bool:
    """Whether the page says all of it already, as references to the entity or as values of its columns."""
    filled = {claim.attribute for one, claim in entity.filled if one.id == statement.id}
    columns = {index.stated_as(index.attribute(entity, name)).name for name in filled}
    told = (claim.attribute in columns or claim.value == entity.id for claim in statement.claims)
    return all(told) and not (statement.denies and not columns)


def _section(
    index: SiteIndex, entity: Entity, speaks: bool, pairs: Iterable[tuple[Entity, Statement]]
) -> DerivedSection:
    by_home: dict[str, list[Statement]] = {}
    for home, statement in pairs:
        by_home.setdefault(home.id, []).append(statement)
    # The order of the site among those with equally many.
    homes = sorted(index.in_order(by_home), key=lambda home: -len(by_home[home.id]))
    shown = tuple(_home(index, entity, home, by_home[home.id]) for home in homes)
    items = [item for those in by_home.values() for statement in those for item in statement.evidence]
    own = [item for item in items if not speaks or _is_speaker(entity, item)]
    return DerivedSection(
        speaks,
        sum(map(len, by_home.values())),
        voices_of(index, own, entity.page),
        shown[:MOST_LINES],
        shown[MOST_LINES:],
    )


def _home(index: SiteIndex, entity: Entity, home: Entity, statements: Iterable[Statement]) -> FactsOfHome:
    facts = tuple(_fact(index, entity, home, statement) for statement in statements)
    return FactsOfHome(link_to(home, entity.page, index.kind(home).label), facts)


def _fact(index: SiteIndex, entity: Entity, home: Entity, statement: Statement) -> DerivedFact:
    here = entity.page
    return DerivedFact(
        claims=tuple(_claims(index, entity, home, statement)),
        contested=contest_of({index.contest(home, claim.attribute, statement.id) for claim in statement.claims}),
        when=show_period(statement, statement.as_of),
        voices=voices_of(index, statement.evidence, here),
        alone=all(len(item.said_by) == 1 and _is_speaker(entity, item) for item in statement.evidence),
        evidence=evidence_link(home, statement, here),
    )


def _claims(index: SiteIndex, entity: Entity, home: Entity, statement: Statement) -> Iterator[ShownValue]:
    for claim in statement.claims:
        shown = show_claim(index, home, claim, entity.page, statement.denies)
        # A link to the page on which it stands leads nowhere.
        yield replace(shown, href=None) if claim.value == entity.id else shown
