"""Attribute rows: an entity and its footnotes in, its attributes with their values out, each value once with its voices.

What bears a value stands on the page, as numbered footnotes, or at the home of a fact that fills a column from elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from druzhba_kb.model import Attribute, Claim, Entity, Evidence
from druzhba_kb.render.page_model import Link, link_to
from druzhba_kb.render.site_index import Contest, SiteIndex
from druzhba_kb.render.views.attributions import Voices, voices_of
from druzhba_kb.render.views.evidence import Footnote, Quote, ShownValue, anchor, quotes_of, show_claim, show_period
from druzhba_kb.values import is_inferred


@dataclass(frozen=True, slots=True)
class QuoteElsewhere:
    """A quotation for a value that stands on the page of another record, its home."""

    home: Link
    cited: Evidence
    statement: str
    when: str
    quote: Quote


Bearing = Footnote | QuoteElsewhere


@dataclass(frozen=True, slots=True)
class AttributeValue:
    """A value with its voices and the evidence that bears it, on this page or elsewhere."""

    shown: ShownValue
    inferred: bool
    rejected: bool
    when: str
    voices: Voices
    items: tuple[Footnote, ...]
    elsewhere: tuple[QuoteElsewhere, ...]

    @property
    def homes(self) -> tuple[Link, ...]:
        """Return the records on whose pages the value stands, each once, with the way to its evidence there."""
        return tuple({one.home.name: one.home for one in reversed(self.elsewhere)}.values())[::-1]


@dataclass(frozen=True, slots=True)
class VoicedValues:
    """The values that are in the same voices: who says them, and what is said."""

    voices: Voices
    values: tuple[AttributeValue, ...]


@dataclass(frozen=True, slots=True)
class AttributeRow:
    """An attribute with its values."""

    attribute: Attribute
    contested: Contest
    values: tuple[AttributeValue, ...]

    @property
    def label(self) -> str:
        """Return the attribute's label."""
        return self.attribute.label

    @property
    def by_voice(self) -> tuple[VoicedValues, ...]:
        """Return the values under who says them, so that a speaker is named once above all that he says."""
        found: dict[Hashable, list[AttributeValue]] = defaultdict(list)
        for value in self.values:
            found[tuple((one.voice, one.article, one.speakers) for one in value.voices.by)].append(value)
        return tuple(VoicedValues(those[0].voices, tuple(those)) for those in found.values())


def attribute_rows(index: SiteIndex, entity: Entity, footnotes: Iterable[Footnote]) -> tuple[AttributeRow, ...]:
    """Return the attributes of an entity that have values, in the order of its kind."""
    known = tuple(footnotes)
    rows = (
        AttributeRow(attribute, index.contest(entity, attribute.name), _values(index, entity, attribute, known))
        for attribute in index.kind(entity).attributes.values()
    )
    return tuple(row for row in rows if row.values)


def narrowed(index: SiteIndex, entity: Entity, row: AttributeRow, article: str) -> tuple[AttributeValue, ...]:
    """Return the values of a row that one article gives, each with the evidence of that article alone."""
    found = []
    for value in row.values:
        every: tuple[Bearing, ...] = (*value.items, *value.elsewhere)
        if bearing := [one for one in every if one.cited.article == article]:
            found.append(_value(index, entity, row.attribute, value.shown, bearing))
    return tuple(found)


def _values(
    index: SiteIndex, entity: Entity, attribute: Attribute, footnotes: Iterable[Footnote]
) -> tuple[AttributeValue, ...]:
    """Return the values of an attribute, each once, with all the evidence that bears it."""
    there = index.stated_as(attribute).name
    stating: dict[tuple[str | None, str | None, bool, str], list[Bearing]] = defaultdict(list)
    for one in _elsewhere(index, entity, attribute) if attribute.column else footnotes:
        statement = index.statements[one.statement][1]
        for claim in (claim for claim in statement.claims if claim.attribute == there):
            period = show_period(statement, statement.as_of)
            stating[claim.value, claim.words, statement.denies, period].append(one)
    shown = (
        show_claim(index, entity, Claim(attribute.name, value, words, entity.place), entity.page, denies)
        for value, words, denies, _ in stating
    )
    return tuple(_value(index, entity, attribute, *one) for one in zip(shown, stating.values(), strict=True))


def _elsewhere(index: SiteIndex, entity: Entity, attribute: Attribute) -> Iterator[QuoteElsewhere]:
    """Yield what fills an attribute from the pages of others."""
    filling = {statement.id: statement for statement, claim in entity.filled if claim.attribute == attribute.name}
    for statement in filling.values():
        home = link_to(index.home(statement), entity.page, anchor=anchor(statement, 1))
        quotes = quotes_of(index, statement, attribute, entity.page)
        for item, quote in zip(statement.evidence, quotes, strict=True):
            yield QuoteElsewhere(home, item, statement.id, show_period(statement, item.as_of or statement.as_of), quote)


def _value(
    index: SiteIndex, entity: Entity, attribute: Attribute, shown: ShownValue, bearing: Sequence[Bearing]
) -> AttributeValue:
    stated = [(index.statements[one.statement][1], one.cited.article) for one in bearing]
    there = index.stated_as(attribute)
    return AttributeValue(
        shown=shown,
        inferred=all(is_inferred(statement.inferred_in(article), there) for statement, article in stated),
        rejected=all(statement.standing == "rejected" for statement, _ in stated),
        # What one article says of 2018 another may say of 2019.
        when="; ".join(dict.fromkeys(one.when for one in bearing if one.when)),
        voices=voices_of(index, [one.cited for one in bearing], entity.page),
        items=tuple(one for one in bearing if isinstance(one, Footnote)),
        elsewhere=tuple(one for one in bearing if isinstance(one, QuoteElsewhere)),
    )
