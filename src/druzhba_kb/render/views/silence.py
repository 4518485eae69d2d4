"""Silence: an attribute of an entity in, out what a page says where nothing is recorded of it.

That nothing is recorded here says nothing of the articles: an editor may have left it out. Only where somebody read an article
for it, and it is not given, does a page say so of that article; and what cannot be asked of such a thing is not missed.
"""

from __future__ import annotations

from dataclasses import dataclass

from druzhba_kb.model import Attribute, Entity
from druzhba_kb.render.page_model import Link
from druzhba_kb.render.site_index import SiteIndex


@dataclass(frozen=True, slots=True)
class Silence:
    """Whether an attribute can be asked of an entity, and the articles that were read for it and do not give it."""

    asked: bool
    absent: tuple[Link, ...]


def silence_on(index: SiteIndex, entity: Entity, attribute: Attribute, here: str) -> Silence:
    """Return what the page here says of an attribute of an entity where it shows no value."""
    absent = index.dated(index.absent.get((entity.id, attribute.name), ()))
    links = tuple(index.article_link(article.id, here) for article in absent)
    return Silence(attribute.is_asked_of(entity.category), links)
