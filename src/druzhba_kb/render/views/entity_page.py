"""Entity page: one entity in, everything that its page shows out.

The same evidence is shown three times: at a glance by attribute, in a table by article, and as numbered footnotes to
which both lead. Each value stands once, with all that it rests on. What an article is silent about is shown as silence,
never as agreement. What is told at length is a list to read, since sentences side by side cannot be compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace

from druzhba_kb.model import Alias, Article, Attribute, Claim, Entity, Mention
from druzhba_kb.render.markdown import Markdown, summary_html
from druzhba_kb.render.page_model import Link, block_label, href, link_to
from druzhba_kb.render.site_index import SiteIndex, kind_link, quoted_articles
from druzhba_kb.render.views.disputes_page import Dispute, disputes_of
from druzhba_kb.render.views.evidence import (
    Footnote,
    FootnoteGroup,
    ShownValue,
    Source,
    alias_source,
    evidence_groups,
    show_claim,
    show_period,
)
from druzhba_kb.render.views.graph_page import Neighbourhood, Relation, neighbourhood, relations
from druzhba_kb.render.views.voices import Voices, other_voice, voices_of
from druzhba_kb.values import is_inferred

FEW_VALUES = 2  # texts that can be compared at a glance
GLANCE = 90  # letters of our own words that can be taken in at a glance


@dataclass(frozen=True, slots=True)
class OtherName:
    """Another name, with its language, its note and where it stands."""

    name: str
    lang: str
    use: str
    note: str
    quote: str
    source: Source | None


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
class AttributeValue:
    """A value with its voices and the evidence that bears it."""

    shown: ShownValue
    inferred: bool
    rejected: bool
    when: str
    voices: Voices
    items: tuple[Footnote, ...]


@dataclass(frozen=True, slots=True)
class VoicedValues:
    """The values that are in the same voices: who says them, and what is said."""

    voices: Voices
    values: tuple[AttributeValue, ...]


@dataclass(frozen=True, slots=True)
class AttributeRow:
    """An attribute with its values."""

    attribute: Attribute
    contested: bool
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


@dataclass(frozen=True, slots=True)
class ArticleCell:
    """What one article says of one attribute: values, nothing, or silence about the whole entity."""

    article: str
    silent: bool
    values: tuple[AttributeValue, ...]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """What each article says of one attribute."""

    label: str
    contested: bool
    cells: tuple[ArticleCell, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is said of an entity: the evidence, the values of each attribute, and what each article says of it.

    `rows` fit at a glance; `told` are attributes told at length and claims, which are read one below the other, not
    compared: an accusation in a box looks like a fact.
    """

    groups: tuple[FootnoteGroup, ...]
    rows: tuple[AttributeRow, ...]
    told: tuple[AttributeRow, ...]
    not_stated: tuple[str, ...]
    columns: tuple[Link, ...]
    others: bool
    table: tuple[SourceRow, ...]


@dataclass(frozen=True, slots=True)
class EntityView:
    """What the page of an entity shows."""

    name: str
    draft: bool
    file: str
    position: KindPosition
    summary: tuple[Markdown, ...]
    contests: tuple[Dispute, ...]
    said: Comparison
    related: tuple[tuple[str, tuple[Link, ...]], ...]
    near: Neighbourhood | None
    mentions: tuple[MentionView, ...]
    names: tuple[OtherName, ...]


def entity_view(index: SiteIndex, entity: Entity) -> EntityView:
    """Return what the page of an entity shows."""
    here = entity.page
    related = relations(index, entity, own=True).items()
    return EntityView(
        name=entity.name,
        draft=entity.draft,
        file=entity.place.file,
        position=_position(index, entity),
        summary=tuple(summary_html(index, entity, here)),
        contests=disputes_of(index, entity, here),
        said=_comparison(index, entity),
        related=tuple((label, tuple(_related(index, one, here) for one in those)) for label, those in related),
        near=neighbourhood(index, entity),
        mentions=tuple(_mention(index, mention, here) for mention in index.mentions_of.get(entity.id, ())),
        names=tuple(_name(index, alias, here) for alias in entity.aliases),
    )


def _related(index: SiteIndex, relation: Relation, here: str) -> Link:
    return link_to(relation.other, here, other_voice(index, relation.items, here))


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
    return link_to(index.kb.records.entities[id], here) if id else None


def _mention(index: SiteIndex, mention: Mention, here: str) -> MentionView:
    if mention.article is None:
        entity = index.kb.records.entities[mention.in_entity or ""]
        return MentionView(entity.name, "summary", href(here, entity.page), mention.sentence)
    if mention.block is None:
        link, block = index.article_link(mention.article, here), ""
    else:
        link = index.article_link(mention.article, here, f"b{mention.block}")
        block = block_label(index.article(mention.article), mention.block)
    return MentionView(link.name, block, link.href, mention.sentence)


def _name(index: SiteIndex, alias: Alias, here: str) -> OtherName:
    source = alias_source(index, alias, here)
    return OtherName(alias.name, alias.lang or "", alias.use or "", alias.note or "", alias.quote or "", source)


def _comparison(index: SiteIndex, entity: Entity) -> Comparison:
    """Return what is said of an entity, by all articles where they are few, else by those that speak of it."""
    groups = evidence_groups(index, entity)
    every = _rows(index, entity, [item for group in groups for item in group.items])
    rows = tuple(row for row in every if not _is_told(row))
    speaking = _speaking(index, entity)
    columns = index.articles if index.few else index.dated(speaking)
    return Comparison(
        groups=groups,
        rows=rows,
        told=tuple(row for row in every if _is_told(row)),
        not_stated=_not_stated(index, entity),
        columns=tuple(index.article_link(article.id, entity.page, note=article.title) for article in columns),
        others=not index.few,
        table=tuple(
            SourceRow(
                row.label,
                row.contested,
                tuple(_cell(index, row, one, one.id in speaking, entity.page) for one in columns),
            )
            for row in sorted(rows, key=lambda row: not row.contested)
        ),
    )


def _speaking(index: SiteIndex, entity: Entity) -> set[str]:
    """Return the ids of the articles that are quoted for an entity, mention it or have a name of it."""
    named = {mention.article for mention in index.mentions_of.get(entity.id, ()) if mention.article}
    return {*quoted_articles(entity), *named, *(alias.source for alias in entity.aliases if alias.source)}


def _rows(index: SiteIndex, entity: Entity, items: list[Footnote]) -> tuple[AttributeRow, ...]:
    contested = index.contested(entity)
    attributes = index.kind(entity).attributes.values()
    rows = (AttributeRow(a, a.name in contested, _values(index, entity, a, items)) for a in attributes)
    return tuple(row for row in rows if row.values)


def _is_told(row: AttributeRow) -> bool:
    """Whether an attribute is a claim, or takes in our own words more room than a glance."""
    if row.attribute.claim:
        return True
    length = sum(len(value.shown.text) for value in row.values)
    return row.attribute.type == "text" and not row.contested and (len(row.values) > FEW_VALUES or length > GLANCE)


def _values(
    index: SiteIndex, entity: Entity, attribute: Attribute, items: list[Footnote]
) -> tuple[AttributeValue, ...]:
    """Return the values of an attribute, each once, with all the evidence that bears it."""
    stating: dict[tuple[str | None, str | None, bool, str], list[Footnote]] = defaultdict(list)
    for item in items:
        statement = index.statements[item.statement][1]
        for claim in statement.claims:
            if claim.attribute == attribute.name:
                period = show_period(statement, statement.as_of)
                stating[claim.value, claim.words, statement.denies, period].append(item)
    return tuple(
        AttributeValue(
            shown=show_claim(index, entity, Claim(attribute.name, value, words, entity.place), entity.page, denies),
            inferred=_all_inferred(index, attribute, those),
            rejected=all(item.standing == "rejected" for item in those),
            when=_when(those),
            voices=_voices(index, those, entity.page),
            items=tuple(those),
        )
        for (value, words, denies, _), those in stating.items()
    )


def _when(items: Iterable[Footnote]) -> str:
    """Return when a value holds by all of its evidence: what one article says of 2018 another may say of 2019."""
    return "; ".join(dict.fromkeys(item.when for item in items if item.when))


def _all_inferred(index: SiteIndex, attribute: Attribute, items: Iterable[Footnote]) -> bool:
    stated = ((index.statements[item.statement][1], item.article) for item in items)
    return all(is_inferred(statement.inferred_in(article), attribute) for statement, article in stated)


def _not_stated(index: SiteIndex, entity: Entity) -> tuple[str, ...]:
    stated = {claim.attribute for statement in entity.statements for claim in statement.claims}
    return tuple(a.label for a in index.kind(entity).attributes.values() if a.single and a.name not in stated)


def _voices(index: SiteIndex, items: Iterable[Footnote], here: str) -> Voices:
    return voices_of(index, [item.cited for item in items], here)


def _cell(index: SiteIndex, row: AttributeRow, article: Article, speaks: bool, here: str) -> ArticleCell:
    narrowed = ((value, tuple(item for item in value.items if item.article == article.id)) for value in row.values)
    values = tuple(
        replace(
            v,
            inferred=_all_inferred(index, row.attribute, items),
            when=_when(items),
            voices=_voices(index, items, here),
            items=items,
        )
        for v, items in narrowed
        if items
    )
    return ArticleCell(index.labels[article.id], not speaks, values)
