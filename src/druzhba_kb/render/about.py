"""About: the catalogue in, the figures that the page on the method names out."""

from __future__ import annotations

from dataclasses import dataclass

from druzhba_kb.render.site_index import SiteIndex


@dataclass(frozen=True, slots=True)
class About:
    """How much there is, and how much of it is inferred or told in our own words."""

    articles: int
    entities: int
    statements: int
    quotations: int
    inferred: int
    paraphrases: int


def about(cat: SiteIndex) -> About:
    """Return the figures of the collection."""
    records = cat.kb.records
    said = [(entity, statement) for entity in records.entities.values() for statement in entity.statements]
    claims = [(entity, claim) for entity, statement in said for claim in statement.claims]
    return About(
        articles=len(records.articles),
        entities=len(records.entities),
        statements=len(said),
        quotations=sum(len(statement.evidence) for _, statement in said),
        inferred=sum(bool(statement.inferred) for _, statement in said),
        paraphrases=sum(c.words is None and cat.attribute(e, c.attribute).type == "text" for e, c in claims),
    )
