"""Matrix: the kind that the sources say most about in, its entities beside each other, attribute by attribute, out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from druzhba_kb.model import Attribute, Claim, Entity, Kind, Statement
from druzhba_kb.render.evidence import Source, anchor, source_of
from druzhba_kb.render.page_model import Link, href, link_to
from druzhba_kb.render.shown import Shown, show_claim
from druzhba_kb.render.site_index import SiteIndex
from druzhba_kb.values import is_inferred

HERE = "compare/"
MOST_COLUMNS = 12
LONGEST_TEXT = 60


@dataclass(frozen=True, slots=True)
class Said:
    """A value, whether part of it is inferred, where it stands, and the way to its evidence."""

    shown: Shown
    inferred: bool
    source: Source
    evidence: str


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """What the sources say of one attribute of one entity."""

    entity: str
    contested: bool
    values: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One attribute over all entities."""

    label: str
    contested: bool
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """A kind's entities as columns, its attributes as rows."""

    plural: str
    columns: tuple[Link, ...]
    rows: tuple[MatrixRow, ...]


def matrix(cat: SiteIndex) -> Matrix | None:
    """Return the matrix of the leading kind; None where there is none or its entities do not fit beside each other."""
    kind = cat.lead
    if kind is None or not 1 < len(cat.ordered[kind.id]) <= MOST_COLUMNS:
        return None
    entities = cat.members(kind.id)
    rows = tuple(row for attribute in kind.attributes.values() if (row := _row(cat, attribute, entities)))
    return Matrix(kind.plural, tuple(link_to(entity, HERE) for entity in entities), rows)


def has_matrix(cat: SiteIndex, kind: Kind) -> bool:
    """Whether a kind has its entities beside each other on a page."""
    return kind == cat.lead and 1 < len(cat.ordered[kind.id]) <= MOST_COLUMNS


def _row(cat: SiteIndex, attribute: Attribute, entities: tuple[Entity, ...]) -> MatrixRow | None:
    cells = tuple(_cell(cat, attribute, entity) for entity in entities)
    values = [value for cell in cells for value in cell.values]
    long = attribute.type == "text" and any(len(value.shown.text) > LONGEST_TEXT for value in values)
    if long or not values:
        return None
    return MatrixRow(attribute.label, any(cell.contested for cell in cells), cells)


def _cell(cat: SiteIndex, attribute: Attribute, entity: Entity) -> MatrixCell:
    contested = attribute.name in cat.contested(entity)
    found = {value.shown: value for value in reversed(list(_values(cat, attribute, entity)))}
    return MatrixCell(entity.name, contested, tuple(reversed(found.values())))


def _values(cat: SiteIndex, attribute: Attribute, entity: Entity) -> Iterator[Said]:
    for statement in entity.statements:
        for claim in statement.claims:
            if claim.attribute == attribute.name and statement.standing != "rejected":
                yield _said(cat, attribute, entity, statement, claim)


def _said(cat: SiteIndex, attribute: Attribute, entity: Entity, statement: Statement, claim: Claim) -> Said:
    return Said(
        shown=show_claim(cat, entity, claim, HERE, statement.denies),
        inferred=is_inferred(statement.inferred, attribute),
        source=source_of(cat, statement.evidence[0], HERE),
        evidence=href(HERE, entity.page, anchor(statement, 1)),
    )
