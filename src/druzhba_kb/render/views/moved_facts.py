"""Moved facts: a former page or one of today in, the old addresses of evidence on it out, each with the way to the fact now.

Others have cited the address of a fact. The page shows nothing of this, until somebody comes by such an address.
"""

from __future__ import annotations

from dataclasses import dataclass

from druzhba_kb.render.page_model import Link, link_to
from druzhba_kb.render.site_index import SiteIndex
from druzhba_kb.render.views.evidence import anchor_of


@dataclass(frozen=True, slots=True)
class MovedFact:
    """The anchors that the evidence of a statement had, and the page on which it stands now."""

    anchors: tuple[str, ...]
    now: Link


def moved_facts(index: SiteIndex, id: str, here: str) -> tuple[MovedFact, ...]:
    """Return the facts that stood on the page of an entity with this id, as seen from the page here."""
    return tuple(
        MovedFact(
            anchors=tuple(anchor_of(move.was, number) for number in range(1, move.quotations + 1)),
            now=link_to(index.kb.records.entities[move.to], here, anchor=anchor_of(move.now, 1)),
        )
        for move in index.moved.get(id, ())
    )
