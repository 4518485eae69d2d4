"""The nouns that pass between the stages: kinds, articles, entities, their statements, and the knowledge base.

They are frozen, so that a stage can only return something new: what one stage found, no other changes. They must never
know a file format, a page or a template.
"""

from __future__ import annotations

from druzhba_kb.model.articles import BLOCK_KINDS, Absence, Article, Attested, Block, Passage, Reason, Reference
from druzhba_kb.model.entities import (
    Alias,
    Citation,
    Claim,
    Concern,
    Declared,
    Entity,
    Evidence,
    Names,
    Picture,
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
    Excepted,
    KnowledgeBase,
    Mention,
    Move,
    Position,
    Ratchet,
    Records,
    Requirement,
)
from druzhba_kb.model.own_pages import TAKEN, Asset, OwnPage

__all__ = [
    "BLOCK_KINDS",
    "TAKEN",
    "Absence",
    "Alias",
    "Article",
    "Assertion",
    "Asset",
    "Attested",
    "Attribute",
    "Backlink",
    "Block",
    "Bound",
    "Change",
    "ChangedItem",
    "Citation",
    "Claim",
    "Column",
    "Concern",
    "Declared",
    "Disagreement",
    "Entity",
    "Evidence",
    "Excepted",
    "Figure",
    "Kind",
    "KnowledgeBase",
    "Mention",
    "Move",
    "Names",
    "OwnPage",
    "Passage",
    "Picture",
    "Position",
    "Ratchet",
    "Reason",
    "Records",
    "Reference",
    "Requirement",
    "Speaker",
    "Statement",
    "Suggest",
]
