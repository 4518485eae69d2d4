"""Tables: an entity in, what the table of its kind says of it out: its own statements, and what fills its columns.

The export gives each statement once, at its home; a table is read alone, so that it has all that the entity's page shows.
"""

from __future__ import annotations

from dataclasses import replace

from druzhba_kb.model import Entity
from druzhba_kb.render.exports.data import exported_entity, row_of
from druzhba_kb.render.exports.data_schema import Json
from druzhba_kb.render.site_index import SiteIndex


def tabled_entity(index: SiteIndex, entity: Entity) -> Json:
    """Return what a table says of an entity: what the export says, and what fills its columns from elsewhere.

    Each statement names its home, and what stands elsewhere has the ids that it has there.
    """
    exported = exported_entity(index.kb, entity)
    rows = [{**row, "home": entity.id} for row in exported["statements"]]
    for statement, claim in entity.filled:
        there = replace(claim, attribute=index.stated_as(index.attribute(entity, claim.attribute)).name)
        row = row_of(index.kb, statement, there)
        rows.append({**row, "attribute": claim.attribute, "home": index.home(statement).id})
    return {**exported, "statements": rows}
