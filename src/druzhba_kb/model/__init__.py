"""The nouns that pass between the stages: kinds, articles, entities, their statements, and the knowledge base.

They are frozen, so that a stage can only return something new: what one stage found, no other changes. They must never
know a file format, a page or a template.
"""

from __future__ import annotations

from druzhba_kb.model.articles import (
    BLOCK_KINDS,
    TAKEN,
    Absence,
    Article,
    Asset,
    Attested,
    Block,
    OwnPage,
    Passage,
    Reason,
    Reference,
)
from druzhba_kb.model.entities import (
    Alias,
    Citation,
    Claim,
    Declared,
    Entity,
    Evidence,
    Names,
    Picture,
    PlacedId,
    Speaker,
    Statement,
)
from druzhba_kb.model.kinds import Attribute, Column, Figure, Kind, Suggest
from druzhba_kb.model.knowledge_base import (
    Assertion,
    Backlink,
    Bound,
    Change,
    ChangedItem,
    Disagreement,
    KnowledgeBase,
    Mention,
    Move,
    Position,
    Ratchet,
    Records,
    Requirement,
)
