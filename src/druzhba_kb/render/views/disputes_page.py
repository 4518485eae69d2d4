"""Disputes page: the disagreements between sources in, each with its sides, their words and their sources, out.

The entity's page, the article's and the home page show the same disputes. All sides stand beside each other, in the
order of the statements and equal in size: nothing here may rank them or leave one out, even where the editors prefer
one.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from druzhba_kb.locales import formats, gettext, ngettext
from druzhba_kb.model import Attribute, Disagreement, Entity, Position
from druzhba_kb.relate.disagreements import side_of
from druzhba_kb.render.page_model import Marks, encoded, href
from druzhba_kb.render.site_index import SiteIndex
from druzhba_kb.render.views.evidence import (
    Quote,
    ShownValue,
    StatedValue,
    alias_source,
    one_of_each_voice,
    quotes_of,
    show_value,
    stated_value,
)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a dispute: a value, or several that the same voice gives and that can all be true."""

    values: tuple[ShownValue, ...]
    quotes: tuple[Quote, ...]

    @property
    def voiced(self) -> tuple[Quote, ...]:
        """Return one quotation of each voice in each article, where there is no room for all."""
        return one_of_each_voice(self.quotes)


@dataclass(frozen=True, slots=True)
class Dispute:
    """What the sources differ on, side by side.

    `anchor` is its address on the page of the entity, `id` the same where several entities share a page, `former` its address
    there when disagreements were numbered. `between` says in words who differs.
    """

    entity: str
    kind: str
    draft: bool
    href: str
    anchor: str
    id: str
    former: str
    label: str
    type: str
    between: str
    reason: str
    note: str | None
    sides: tuple[Side, ...]

    @property
    def marks(self) -> Marks:
        """Return what a list of disputes is narrowed by."""
        sources = [quote.source for side in self.sides for quote in side.quotes]
        speakers = (voice.name for source in sources for voice in source.voices)
        type = gettext("may mean something else") if self.type == "scope" else gettext("sources differ")
        return {
            "type": ((self.type, type),),
            "kind": ((self.kind, self.kind),),
            "article": tuple(dict.fromkeys((source.article, source.article) for source in sources)),
            "speaker": tuple(dict.fromkeys((name, name) for name in speakers)),
        }

    @property
    def facets(self) -> str:
        """Return the same as the script reads it."""
        return encoded(self.marks)


def disputes_of(index: SiteIndex, entity: Entity, here: str) -> tuple[Dispute, ...]:
    """Return the disputes about an entity as they are shown on the page here, those about facts first."""
    disputes = (one for one in every_dispute(index, entity, here) if one.type != "name")
    return tuple(sorted(disputes, key=lambda dispute: dispute.type != "fact"))


def spellings_of(index: SiteIndex, entity: Entity, here: str) -> tuple[Dispute, ...]:
    """Return what sources write differently of an entity, which contests nothing and stands with its names."""
    return tuple(one for one in every_dispute(index, entity, here) if one.type == "name")


def every_dispute(index: SiteIndex, entity: Entity, here: str) -> Iterator[Dispute]:
    """Yield the disputes and spellings of an entity, in the order of its disagreements."""
    for number, disagreement in enumerate(index.disagreements.get(entity.id, ()), 1):
        yield _dispute(index, entity, disagreement, number, here)


def all_disputes(index: SiteIndex, here: str) -> tuple[Dispute, ...]:
    """Return every dispute, by kind and in each kind's order."""
    every = index.in_order(index.heads)
    return tuple(dispute for entity in every for dispute in disputes_of(index, entity, here))


def weightiest(index: SiteIndex) -> tuple[Dispute, ...]:
    """Return every dispute for the home page, those about facts first, and of these the leading kind's."""
    kinds = sorted(index.ordered, key=lambda kind: index.lead is None or kind != index.lead.id)
    disputes = [one for kind in kinds for id in index.ordered[kind] for one in disputes_of(index, index.heads[id], "")]
    return tuple(sorted(disputes, key=lambda dispute: dispute.type != "fact"))


def by_entity(disputes: Iterable[Dispute]) -> tuple[tuple[str, tuple[Dispute, ...]], ...]:
    """Return disputes under the names of the entities that they are about."""
    grouped = groupby(disputes, key=lambda dispute: (dispute.entity, dispute.href.partition("#")[0]))
    return tuple((name, tuple(those)) for (name, _), those in grouped)


def dispute_anchor(disagreement: Disagreement) -> str:
    """Return the anchor of a dispute on its entity's page, which no other dispute can take over."""
    return "-".join(("contest", *disagreement.about))


def dispute_link(index: SiteIndex, disagreement: Disagreement, here: str) -> str:
    """Return the way from the page here to a dispute on the page of its entity."""
    return href(here, index.heads[disagreement.entity].page, dispute_anchor(disagreement))


def other_sides(index: SiteIndex, entity: Entity, attribute: str, here: str) -> tuple[tuple[str, StatedValue], ...]:
    """Return the values of other attributes against which this one stands, each with the type of that disagreement.

    A cell once said "contested" of one value, whose other side stood in another row.
    """
    found: dict[StatedValue, str] = {}
    for disagreement in index.contested(entity).get(attribute, ()):
        for position in disagreement.positions:
            about = _attribute(index, entity, disagreement, position)
            if about.name != attribute:
                shown = _shown(index, about, position, here)
                stated = [(index.statements[name][1], about) for name in position.statements]
                found.setdefault(stated_value(index, shown, stated, here), disagreement.type)
    return tuple((type, value) for value, type in found.items())


def _dispute(index: SiteIndex, entity: Entity, disagreement: Disagreement, number: int, here: str) -> Dispute:
    anchor = dispute_anchor(disagreement)
    sides = tuple(_side(index, entity, held, here) for held in _by_side(index, entity, disagreement))
    return Dispute(
        entity=entity.name,
        kind=index.kind(entity).label,
        draft=entity.draft,
        href=href(here, entity.page, anchor),
        anchor=anchor,
        id=f"{entity.id}-{anchor}",
        former=f"d-{number}",
        label=index.subject(entity, disagreement),
        type=disagreement.type,
        between=between(sides),
        reason=disagreement.reason,
        note=disagreement.note,
        sides=sides,
    )


def between(sides: tuple[Side, ...]) -> str:
    """Return who differs: articles against articles, one against itself, or those whom it cites."""
    articles = [{quote.source.article for quote in side.quotes} for side in sides]
    count = len(set().union(*articles))
    if count > 1 and len(sides) == 2 and articles[0].isdisjoint(articles[1]):
        one, other = map(len, articles)
        found = ngettext("{n} article against {other}", "{n} articles against {other}", one)
        return found.format(n=formats.number(one), other=formats.number(other))
    # of a chain, who says it first
    speakers = [{quote.source.voices[:1] for quote in side.quotes} for side in sides]
    others = len(set().union(*speakers) - {()})
    itself = [() in those for those in speakers]
    if count > 1 or (any(itself) and not all(itself) and others > 1):
        found = ngettext("{values} values in {n} article", "{values} values in {n} articles", count)
        values = sum(max(1, len(side.values)) for side in sides)
        return found.format(values=formats.number(values), n=formats.number(count))
    if all(itself):
        return gettext("one article against itself")
    if any(itself):
        return gettext("one article against a speaker in it")
    found = ngettext("one speaker in one article", "{n} speakers in one article", max(1, others))
    return found.format(n=formats.number(others))


def _by_side(index: SiteIndex, entity: Entity, disagreement: Disagreement) -> list[list[tuple[Attribute, Position]]]:
    sides: dict[Hashable, list[tuple[Attribute, Position]]] = {}
    for position in disagreement.positions:
        attribute = _attribute(index, entity, disagreement, position)
        statements = [index.statements[name][1] for name in position.statements]
        side = side_of(position, attribute, position.denies, statements)
        sides.setdefault(side, []).append((attribute, position))
    return list(sides.values())


def _side(index: SiteIndex, entity: Entity, held: list[tuple[Attribute, Position]], here: str) -> Side:
    values = tuple(_shown(index, attribute, one, here) for attribute, one in held)
    stated = ((attribute, index.statements[name][1]) for attribute, one in held for name in one.statements)
    quotes = [quote for attribute, said in stated for quote in quotes_of(index, said, attribute, here)]
    # Spellings of a name have no statements: they stand where the aliases do.
    return Side(values, tuple(dict.fromkeys(quotes)) or tuple(_name_quotes(index, entity, held[0][1].value, here)))


def _shown(index: SiteIndex, attribute: Attribute, position: Position, here: str) -> ShownValue:
    statements = (index.statements[name][1] for name in position.statements)
    lang = next(map(index.language_of, statements), "")
    return show_value(index, attribute, position.value, position.words, here, position.denies, lang)


def _name_quotes(index: SiteIndex, entity: Entity, name: str | None, here: str) -> Iterator[Quote]:
    """Yield where a name stands that is one side of a dispute about names."""
    for alias in entity.aliases:
        if alias.name == name and (source := alias_source(index, alias, here)):
            yield Quote(alias.quote or alias.name, source, href(here, entity.page, "names"), False)


def _attribute(index: SiteIndex, entity: Entity, disagreement: Disagreement, position: Position) -> Attribute:
    """Return the attribute whose value the position is, where the disagreement is about several."""
    claims = (claim for name in position.statements for claim in index.statements[name][1].claims)
    about = (c.attribute for c in claims if c.attribute in disagreement.about and c.value == position.value)
    return index.attribute(entity, next(about, disagreement.about[0]))
