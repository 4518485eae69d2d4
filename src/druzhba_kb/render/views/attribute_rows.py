"""Attribute rows: an entity in, its attributes with their values out, each value once, with its voices and its evidence.

A row is the only home of a fact on the page: what bears it unfolds under it. What bears several rows has its address in the
first. Rows that fit at a glance come first; then claims and what is told at length, to read one below the other: an accusation
in a table looks like a fact.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from druzhba_kb.model import Attribute, Claim, Entity, Statement
from druzhba_kb.render.page_model import Link
from druzhba_kb.render.site_index import Contest, SiteIndex, contest_of
from druzhba_kb.render.views.attributions import Voices, voices_of
from druzhba_kb.render.views.disputes_page import dispute_link
from druzhba_kb.render.views.evidence import Footnote, ShownValue, footnote, show_claim, show_period, silence_on
from druzhba_kb.values import is_inferred

FEW_VALUES = 2  # texts that can be compared at a glance
GLANCE = 90  # letters of our own words that can be taken in at a glance
Cited = tuple[Statement, int]
"""A statement, and which of its quotations."""
Given = dict[tuple[ShownValue, str], list[Cited]]
"""The values of an attribute, each with the time for which its statement says that it holds, and what bears it."""
Cite = Callable[[Cited], Footnote]


@dataclass(frozen=True, slots=True)
class AttributeValue:
    """A value, and when it holds."""

    shown: ShownValue
    inferred: bool
    rejected: bool
    when: str


@dataclass(frozen=True, slots=True)
class VoicedValues:
    """Values that are in the same voices, with all the evidence that bears them, on this page or elsewhere.

    `contested` is how they are contested, and `unlike` how they contradict those that stand before them.
    """

    voices: Voices
    values: tuple[AttributeValue, ...]
    evidence: tuple[Footnote, ...]
    contested: Contest = ""
    unlike: Contest = ""

    @property
    def homes(self) -> tuple[Link, ...]:
        """Return the other records on whose pages they stand, each once, with the way to the evidence there."""
        return tuple({one.home.name: one.home for one in reversed(self.evidence) if one.home}.values())[::-1]


@dataclass(frozen=True, slots=True)
class AttributeRow:
    """An attribute with its values by who gives them, where they stand beside each other, and who does not give it."""

    label: str
    told: bool
    contested: Contest
    contest: str
    voiced: tuple[VoicedValues, ...]
    absent: tuple[Link, ...]

    @property
    def values(self) -> tuple[AttributeValue, ...]:
        """Return all its values."""
        return tuple(value for one in self.voiced for value in one.values)


def attribute_rows(index: SiteIndex, entity: Entity) -> tuple[AttributeRow, ...]:
    """Return the attributes of an entity that have values: those that fit at a glance first, in the order of its kind."""
    every = [(attribute, _given(index, entity, attribute)) for attribute in index.kind(entity).attributes.values()]
    stated = [(_is_told(index, entity, *one), *one) for one in every if one[1]]
    cite = _citing(index, entity.page)
    return tuple(_row(index, entity, *one, cite) for one in sorted(stated, key=lambda one: one[0]))


def _given(index: SiteIndex, entity: Entity, attribute: Attribute) -> Given:
    """Return the values of an attribute in the order in which they are given, with what bears each."""
    there = index.stated_as(attribute).name
    found: Given = defaultdict(list)
    for statement in _stating(entity, attribute):
        for claim in (claim for claim in statement.claims if claim.attribute == there):
            own = Claim(attribute.name, claim.value, claim.words, entity.place)
            shown = show_claim(index, entity, own, entity.page, statement)
            period = show_period(statement, statement.as_of)
            found[shown, period] += [(statement, at) for at in range(1, len(statement.evidence) + 1)]
    return {key: cited for key, cited in found.items() if cited}


def _stating(entity: Entity, attribute: Attribute) -> Iterable[Statement]:
    if not attribute.column:
        return entity.statements
    return {statement.id: statement for statement, claim in entity.filled if claim.attribute == attribute.name}.values()


def _is_told(index: SiteIndex, entity: Entity, attribute: Attribute, given: Given) -> bool:
    """Whether an attribute is a claim, or takes in our own words more room than a glance."""
    if attribute.claim:
        return True
    length = sum(len(shown.text) for shown, _ in given)
    contested = index.contest(entity, attribute.name)
    return attribute.type == "text" and not contested and (len(given) > FEW_VALUES or length > GLANCE)


def _citing(index: SiteIndex, here: str) -> Cite:
    """Return what makes footnotes, numbered in the order in which they are made."""
    known: list[Footnote] = []

    def cite(cited: Cited) -> Footnote:
        known.append(footnote(index, *cited, here, known))
        return known[-1]

    return cite


def _row(index: SiteIndex, entity: Entity, told: bool, attribute: Attribute, given: Given, cite: Cite) -> AttributeRow:
    contested = index.contest(entity, attribute.name)
    disputes = index.contested(entity).get(attribute.name, ())
    apart = told or bool(contested)
    return AttributeRow(
        label=attribute.label,
        told=told,
        contested=contested,
        contest=dispute_link(index, disputes[0], entity.page) if disputes else "",
        voiced=tuple(_every_voiced(index, entity, attribute, _by_voice(given, apart), cite)),
        absent=silence_on(index, entity, attribute, entity.page).absent,
    )


def _by_voice(given: Given, apart: bool) -> Iterable[Given]:
    """Return values under who says them, so that a speaker is named once for all that he says; or each apart."""
    groups: dict[Hashable, Given] = defaultdict(dict)
    for key, cited in given.items():
        groups[key if apart else _speakers(cited)][key] = cited
    return groups.values()


def _speakers(cited: Iterable[Cited]) -> Hashable:
    items = (statement.evidence[at - 1] for statement, at in cited)
    return frozenset((item.article, tuple((one.id, one.words) for one in item.said_by)) for item in items)


def _every_voiced(
    index: SiteIndex, entity: Entity, attribute: Attribute, every: Iterable[Given], cite: Cite
) -> Iterator[VoicedValues]:
    """Yield values by who says them; one that takes no side, as a year beside days that differ, contradicts none."""
    before: Contest = ""
    for given in every:
        statements = {statement.id for cited in given.values() for statement, _ in cited}
        contested = contest_of({index.contest(entity, attribute.name, id) for id in statements})
        voiced = _voiced(index, entity.page, attribute, given, cite)
        yield replace(voiced, contested=contested, unlike=contested if before else "")
        before = before or contested


def _voiced(index: SiteIndex, here: str, attribute: Attribute, given: Given, cite: Cite) -> VoicedValues:
    every = [cite(one) for one in dict.fromkeys(one for cited in given.values() for one in cited)]
    return VoicedValues(
        voices=voices_of(index, [one.cited for one in every], here),
        values=tuple(_value(index, attribute, shown, cited) for (shown, _), cited in given.items()),
        evidence=tuple(every),
    )


def _value(index: SiteIndex, attribute: Attribute, shown: ShownValue, cited: Sequence[Cited]) -> AttributeValue:
    there = index.stated_as(attribute)
    periods = (show_period(one, one.evidence[at - 1].as_of or one.as_of) for one, at in cited)
    return AttributeValue(
        shown=shown,
        inferred=all(is_inferred(one.inferred_in(one.evidence[at - 1].article), there) for one, at in cited),
        rejected=all(statement.standing == "rejected" for statement, _ in cited),
        # What one article says of 2018 another may say of 2019.
        when="; ".join(dict.fromkeys(filter(None, periods))),
    )
