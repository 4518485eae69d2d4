"""Entity page: one entity in, everything that its page shows out.

Each fact stands once, as a row that says on whose word it stands and unfolds its evidence. Where nothing is recorded, no
article is said to be silent. What is said on the pages of others is shown from there and not repeated: one line for each home,
opened on demand, each fact with its voices and the way to its evidence; what the page shows already, under 'related' or in a
column of its own, is not told again. Others have cited the addresses of facts that have left the page: they lead on from here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from druzhba_kb.locales import gettext
from druzhba_kb.model import Entity, Mention, Statement
from druzhba_kb.render.markdown import Markdown, summary_html
from druzhba_kb.render.page_model import Link, ShownPicture, block_label, href, link_to, picture_of
from druzhba_kb.render.site_index import Contest, SiteIndex, contest_of, kind_link
from druzhba_kb.render.views.articles_on import evidence_on, is_heard, own_evidence
from druzhba_kb.render.views.attribute_rows import AttributeRow, attribute_rows
from druzhba_kb.render.views.attributions import Voices, voices_of
from druzhba_kb.render.views.collection_pages import NameEntry, name_entry
from druzhba_kb.render.views.disputes_page import Dispute, disputes_of, spellings_of
from druzhba_kb.render.views.evidence import (
    ShownValue,
    anchor_of,
    evidence_link,
    show_claim,
    show_period,
    silence_on,
)
from druzhba_kb.render.views.graph_page import Neighbourhood, neighbourhood, relation_link, relations
from druzhba_kb.render.views.reference_pages import CitedRow, cited_rows


@dataclass(frozen=True, slots=True)
class MentionView:
    """A sentence in which the entity is mentioned, and the links to its place."""

    label: str
    block: str
    href: str
    sentence: str


@dataclass(frozen=True, slots=True)
class KindPosition:
    """Where an entity stands among those of its kind."""

    kind: Link
    label: str
    number: int
    count: int
    previous: Link | None
    next: Link | None


@dataclass(frozen=True, slots=True)
class UnrecordedAttribute:
    """An attribute of which nothing is recorded, and the articles that were read for it and do not give it."""

    label: str
    absent: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class EntityView:
    """What the page of an entity shows."""

    name: str
    draft: bool
    category: str
    file: str
    position: KindPosition
    image: ShownPicture | None
    summary: tuple[Markdown, ...]
    seen: Voices
    contests: tuple[Dispute, ...]
    spellings: tuple[Dispute, ...]
    glance: tuple[AttributeRow, ...]
    told: tuple[AttributeRow, ...]
    unrecorded: tuple[UnrecordedAttribute, ...]
    cited: tuple[CitedRow, ...]
    derived: tuple[DerivedSection, ...]
    related: tuple[tuple[str, tuple[Link, ...]], ...]
    near: Neighbourhood | None
    mentions: tuple[MentionView, ...]
    names: tuple[NameEntry, ...]
    moved: tuple[MovedFact, ...]


def entity_view(index: SiteIndex, entity: Entity) -> EntityView:
    """Return what the page of an entity shows."""
    here, rows = entity.page, attribute_rows(index, entity)
    related = relations(index, entity, own=True).items()
    return EntityView(
        name=entity.name,
        draft=entity.draft,
        category=entity.category or "",
        file=entity.place.file,
        position=_position(index, entity),
        image=picture_of(entity, index.kb.records.assets, here),
        summary=tuple(summary_html(index, entity, here)),
        seen=voices_of(index, tuple(evidence_on(index, entity)), entity.page),
        contests=disputes_of(index, entity, here),
        spellings=spellings_of(index, entity, here),
        glance=tuple(row for row in rows if not row.told),
        told=tuple(row for row in rows if row.told),
        unrecorded=tuple(_unrecorded(index, entity)),
        derived=derived_sections(index, entity),
        cited=cited_rows(index, entity),
        related=tuple((label, tuple(relation_link(index, one, here) for one in those)) for label, those in related),
        near=neighbourhood(index, entity),
        # each sentence once, however often it names the entity
        mentions=tuple(dict.fromkeys(_mention(index, one, here) for one in index.mentions_of.get(entity.id, ()))),
        names=tuple(name_entry(index, entity, alias, here) for alias in entity.aliases),
        moved=moved_facts(index, entity.id, here),
    )


def _position(index: SiteIndex, entity: Entity) -> KindPosition:
    kind, beside = index.kind(entity), index.neighbours[entity.page]
    return KindPosition(
        kind=kind_link(kind, entity.page),
        label=kind.label,
        number=beside.number,
        count=beside.count,
        previous=_neighbour(index, beside.previous, entity.page),
        next=_neighbour(index, beside.next, entity.page),
    )


def _neighbour(index: SiteIndex, id: str | None, here: str) -> Link | None:
    return link_to(index.heads[id], here) if id else None


def _mention(index: SiteIndex, mention: Mention, here: str) -> MentionView:
    if mention.article is None:
        entity = index.heads[mention.in_entity or ""]
        return MentionView(entity.name, gettext("summary"), href(here, entity.page), mention.sentence)
    if mention.block is None:
        link, block = index.article_link(mention.article, here), ""
    else:
        link = index.article_link(mention.article, here, f"b{mention.block}")
        block = block_label(index.article(mention.article), mention.block)
    return MentionView(link.name, block, link.href, mention.sentence)


def _unrecorded(index: SiteIndex, entity: Entity) -> Iterator[UnrecordedAttribute]:
    """Yield the attributes of which nothing is recorded where a reader can expect it, or an editor looked for it."""
    stated = {claim.attribute for statement in entity.statements for claim in statement.claims}
    stated |= {claim.attribute for _, claim in entity.filled}
    for attribute in index.kind(entity).attributes.values():
        silence = silence_on(index, entity, attribute, entity.page)
        if attribute.name not in stated and silence.asked and (attribute.single or silence.absent):
            yield UnrecordedAttribute(attribute.label, silence.absent)


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
    return tuple(_derived_section(index, entity, speaks, pairs) for speaks, pairs in every if pairs)


def _speaks(entity: Entity, statement: Statement) -> bool:
    return any(is_heard(entity, item) for item in statement.evidence)


def _stands_here(index: SiteIndex, entity: Entity, statement: Statement) -> bool:
    """Whether the page says all of it already, as references to the entity or as values of its columns."""
    filled = {claim.attribute for one, claim in entity.filled if one.id == statement.id}
    columns = {index.stated_as(index.attribute(entity, name)).name for name in filled}
    told = (claim.attribute in columns or claim.value == entity.id for claim in statement.claims)
    return all(told) and not (statement.denies and not columns)


def _derived_section(
    index: SiteIndex, entity: Entity, speaks: bool, pairs: Sequence[tuple[Entity, Statement]]
) -> DerivedSection:
    by_home: dict[str, list[Statement]] = {}
    for home, statement in pairs:
        by_home.setdefault(home.id, []).append(statement)
    # The order of the site among those with equally many.
    homes = sorted(index.in_order(by_home), key=lambda home: -len(by_home[home.id]))
    shown = tuple(
        FactsOfHome(
            link_to(home, entity.page, index.kind(home).label),
            tuple(_fact(index, entity, home, statement) for statement in by_home[home.id]),
        )
        for home in homes
    )
    items = [item for home, statement in pairs for item in own_evidence(index, home, statement, entity)]
    own = [item for item in items if not speaks or is_heard(entity, item)]
    return DerivedSection(
        speaks,
        sum(map(len, by_home.values())),
        voices_of(index, own, entity.page),
        shown[:MOST_LINES],
        shown[MOST_LINES:],
    )


def _fact(index: SiteIndex, entity: Entity, home: Entity, statement: Statement) -> DerivedFact:
    here = entity.page
    return DerivedFact(
        claims=tuple(_derived_claims(index, entity, home, statement)),
        contested=contest_of({index.contest(home, claim.attribute, statement.id) for claim in statement.claims}),
        when=show_period(statement, statement.as_of),
        voices=voices_of(index, statement.evidence, here),
        alone=all([one.id for one in item.said_by] == [entity.id] for item in statement.evidence),
        evidence=evidence_link(home, statement, here),
    )


def _derived_claims(index: SiteIndex, entity: Entity, home: Entity, statement: Statement) -> Iterator[ShownValue]:
    for claim in statement.claims:
        shown = show_claim(index, home, claim, entity.page, statement)
        # A link to the page on which it stands leads nowhere.
        yield replace(shown, href=None) if claim.value == entity.id else shown


@dataclass(frozen=True, slots=True)
class MovedFact:
    """The anchors that the evidence of a statement had, and the page on which it stands now."""

    anchors: tuple[str, ...]
    now: Link


def moved_facts(index: SiteIndex, id: str, here: str) -> tuple[MovedFact, ...]:
    """Return the facts that stood on the page of an entity with this id, as seen from the page here."""
    return tuple(
        MovedFact(
            anchors=tuple(anchor_of(move.was, number) for number in range(1, move.quotations + 1)),
            now=link_to(index.heads[move.to], here, anchor=anchor_of(move.now, 1)),
        )
        for move in index.moved.get(id, ())
    )
