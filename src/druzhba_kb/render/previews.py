"""Previews: the catalogue in, what a link to an entity can say of it beforehand out, as one small file of the site."""

from __future__ import annotations

import json

from druzhba_kb.model import Entity
from druzhba_kb.relate.prose import sentence_at
from druzhba_kb.render.catalogue import Catalogue
from druzhba_kb.render.page import Page

PATH = "data/previews.json"


def previews(cat: Catalogue) -> Page:
    """Return the label of each kind and, by the last part of its address, each entity's name and first sentence."""
    kinds = {
        kind.id: {"label": kind.label, "pages": {entity.id: _said(entity) for entity in cat.members(kind.id)}}
        for kind in cat.kinds
    }
    return Page(PATH, json.dumps(kinds, ensure_ascii=False, separators=(",", ":")) + "\n")


def _said(entity: Entity) -> list[str]:
    name = f"{entity.name} (draft)" if entity.draft else entity.name
    start = len(entity.summary) - len(entity.summary.lstrip())
    return [name, sentence_at(entity.summary, start, start + 1) if entity.summary.strip() else ""]
