"""Shape: how often things stand in the shipped content, counted there once, which a generated base repeats."""

from __future__ import annotations

ENTITIES_PER_ARTICLE = 28
GUESTS_PER_ARTICLE = 10
BLOCKS_PER_ARTICLE = 26
DIGEST = 0.36  # of the words of the blocks that a paragraph of a digest tells
NAMES_PER_DIGEST_PARAGRAPH = 3.2
WORDS_PER_TEXT = 11
WORDS_PER_NOTE = 12
WORDS_PER_SUMMARY = 18
BUDGET = 33

# Shares of statements.
SECOND_QUOTATION = 0.24
SECOND_CLAIM = 0.14
SECOND_VALUE = 0.25
AS_OF = 0.36
NOTE = 0.22
ELSEWHERE = 0.4
NAMED_FROM_BLOCK = 0.72  # of texts with a block that names somebody else

# Of paragraphs, how many have a speaker; of their sentences, how many are spoken; of speakers, how many are no entity. Of
# what nobody says in its own sentence, but somebody beside it, how much is said by them.
SPEAKING_BLOCKS = 0.6
SPOKEN_SENTENCES = 0.75
SPEAKER_WITHOUT_NAME = 0.2
SAID_BESIDE = 0.75

# Shares of aliases.
OTHER_SCRIPT = 0.6

# Of the phrases of an article, how many bear what.
BEARS = {"text": 38, "ref": 30, "date": 5, "span": 2, "choice": 4, "quantity": 3, "integer": 1, "money": 1}

# Entities of each kind among a hundred, and aliases of each.
KINDS = {"charters": 15, "fairs": 4, "gatherings": 17, "guilds": 24, "lamps": 3, "people": 13, "towns": 24}
ALIASES = {
    "charters": 0.33,
    "fairs": 2.8,
    "gatherings": 0.25,
    "guilds": 1.0,
    "lamps": 1.25,
    "people": 1.0,
    "towns": 2.5,
}

# How often an entity of the kind states the attribute; the end of a fair comes with its start.
RATES = {
    "charters": {
        "effect": 1.67, "status": 0.9, "subject": 0.9, "receiver": 0.67, "giver": 0.67, "party": 0.67, "reason": 0.48,
        "date": 0.33, "place": 0.24, "condition": 0.19, "lamp": 0.19, "price": 0.1, "number": 0.1, "broker": 0.1,
        "part_of": 0.05,
    },
    "fairs": {
        "start": 1.8, "status": 1.6, "purpose": 1.6, "reception": 1.6, "edition": 1.4, "host": 1.2, "place": 1.2,
        "makers": 1.0, "activity": 1.0, "company": 0.8, "background": 0.8, "duration": 0.6, "guilds": 0.6,
        "planning": 0.6, "arrival": 0.4, "refused_place": 0.4, "ground": 0.4, "framework": 0.4, "series": 0.4,
        "announced": 0.4, "visitors": 0.2, "altitude": 0.2, "planning_place": 0.2, "wares": 0.2, "singers": 0.2,
    },
    "gatherings": {
        "description": 1.96, "town": 1.38, "consequence": 0.92, "date": 0.58, "person": 0.54, "place": 0.42,
        "guild": 0.42, "reason": 0.21, "complaint": 0.12, "guests": 0.04, "edition": 0.04,
    },
    "guilds": {
        "act": 0.85, "statement": 0.85, "town": 0.45, "said_of": 0.42, "role": 0.21, "part_of": 0.15, "located": 0.09,
        "complaint": 0.09, "members": 0.09,
    },
    "lamps": {"type": 1.0, "owner": 1.0, "maker": 1.0, "number": 0.5},
    "people": {
        "view": 4.17, "act": 1.06, "office": 0.83, "affiliation": 0.67, "rank": 0.33, "town": 0.33, "described": 0.28,
        "occupation": 0.28, "based_in": 0.06,
    },
    "towns": {
        "relations": 5.0, "role": 0.88, "site_of": 0.41, "coordinates": 0.32, "complaint": 0.32, "county": 0.29,
        "located": 0.21, "quarrel": 0.18, "part_of": 0.06,
    },
}  # fmt: skip
