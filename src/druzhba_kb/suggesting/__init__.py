"""Suggest: the texts of articles in, what they hold and the base does not out."""

from __future__ import annotations

from druzhba_kb.suggesting.drafting import write_drafts
from druzhba_kb.suggesting.names import find_names
from druzhba_kb.suggesting.nouns import Detail, Existing, Name, Sentence, Sighting, Text
from druzhba_kb.suggesting.passages import sentences_of, texts_of
from druzhba_kb.suggesting.showing import as_data, described
from druzhba_kb.suggesting.suggestions import Suggestions, suggest

__all__ = [
    "Detail",
    "Existing",
    "Name",
    "Sentence",
    "Sighting",
    "Suggestions",
    "Text",
    "as_data",
    "described",
    "find_names",
    "sentences_of",
    "suggest",
    "texts_of",
    "write_drafts",
]
