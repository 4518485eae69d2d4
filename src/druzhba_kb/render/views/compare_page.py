"""Compare page: the leading kind in, its entities beside each other, attribute by attribute, out.

It answers at a glance how the editions of one thing differ; so there is none where they do not fit beside each other,
and what is said at length is left to each entity's page. No value is merged with another: what sources give differently
stands in one cell, each with its source.
"""

from __future__ import annotations

from dataclasses import dataclass

from druzhba_kb.model import Attribute, Entity
from druzhba_kb.render.page_model import Link, href, link_to
from druzhba_kb.render.site_index import Contest, SiteIndex, contest_of, stated_claims
from druzhba_kb.render.views.disputes_page import dispute_anchor, other_sides
from druzhba_kb.render.views.evidence import Silence, StatedValue, silence_on, stated_values
from druzhba_kb.render.views.reference_pages import CitedValue, cited_cell

HERE = "compare/"
MOST_COLUMNS = 12
LONGEST_TEXT = 60  # letters of our own words that a narrow column can hold


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """What the sources say of one attribute of one entity, against the values of other attributes where they are the other side."""

    entity: str
    contested: Contest
    values: tuple[StatedValue, ...]
    against: tuple[tuple[str, StatedValue], ...]
    href: str
    silence: Silence
    cited: tuple[CitedValue, ...]

    @property
    def empty(self) -> bool:
        """Return whether nothing at all is recorded."""
        return not (self.values or self.cited or self.silence.rejected)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One attribute over all entities."""

    label: str
    contested: Contest
    cells: tuple[MatrixCell, ...]

    @property
    def differs(self) -> bool:
        """Return whether two of the entities, or two sources on one of them, have different values."""
        given = {frozenset(value.shown.text for value in cell.values) for cell in self.cells if cell.values}
        return bool(self.contested) or len(given) > 1


@dataclass(frozen=True, slots=True)
class Matrix:
    """A kind's entities as columns, its attributes as rows."""

    plural: str
    columns: tuple[Link, ...]
    rows: tuple[MatrixRow, ...]

    @property
    def differing(self) -> int:
        """Return in how many rows values differ."""
        return sum(row.differs for row in self.rows)


def matrix(index: SiteIndex) -> Matrix | None:
    """Return the matrix of the leading kind; None where there is none or its entities do not fit beside each other."""
    kind = index.lead
    if kind is None or not 1 < len(index.ordered[kind.id]) <= MOST_COLUMNS:
        return None
    entities = index.members(kind.id)
    compared = (attribute for attribute in kind.attributes.values() if not attribute.claim)
    rows = tuple(row for attribute in compared if (row := _row(index, attribute, entities)))
    return Matrix(kind.plural, tuple(link_to(entity, HERE) for entity in entities), rows)


def _row(index: SiteIndex, attribute: Attribute, entities: tuple[Entity, ...]) -> MatrixRow | None:
    cells = tuple(_cell(index, attribute, entity) for entity in entities)
    values = [value for cell in cells for value in cell.values]
    long = attribute.type == "text" and any(len(value.shown.text) > LONGEST_TEXT for value in values)
    if long or not values:
        return None
    return MatrixRow(attribute.label, contest_of({cell.contested for cell in cells}), cells)


def _cell(index: SiteIndex, attribute: Attribute, entity: Entity) -> MatrixCell:
    """Return each value once, with its voices."""
    contests = index.contested(entity).get(attribute.name, ())
    return MatrixCell(
        entity=entity.name,
        contested=index.contest(entity, attribute.name),
        values=tuple(stated_values(index, entity, stated_claims(entity, attribute.name), HERE)),
        against=other_sides(index, entity, attribute.name, HERE),
        href=href(HERE, entity.page, dispute_anchor(contests[0])) if contests else "",
        silence=silence_on(index, entity, attribute, HERE),
        cited=cited_cell(index, entity, attribute, HERE),
    )
