"""Shown: claims in, what a reader sees of their values out."""

from __future__ import annotations

from dataclasses import dataclass

from druzhba_kb.model import Attribute, Claim, Entity
from druzhba_kb.render.page_model import href
from druzhba_kb.render.site_index import NAME, SiteIndex
from druzhba_kb.values import TYPES

DATE = Attribute(name="date", label="Date", type="date")


@dataclass(frozen=True, slots=True)
class Shown:
    """A value as people read it: its attribute's label, the text or the source's words, and where it leads."""

    label: str
    text: str
    words: bool
    denies: bool
    href: str | None


def show_claim(cat: SiteIndex, entity: Entity, claim: Claim, here: str, denies: bool = False) -> Shown:
    """Return a claim as it is shown on the page here."""
    attribute = cat.attribute(entity, claim.attribute)
    return show_value(cat, attribute, claim.value, claim.words, here, denies)


def show_value(
    cat: SiteIndex, attribute: Attribute, value: str | None, words: str | None, here: str, denies: bool = False
) -> Shown:
    """Return a value, or the source's words where there is none, as it is shown on the page here."""
    if value is None:
        return Shown(attribute.label, words or "", True, denies, None)
    if attribute.type == "ref":
        return _reference(cat, attribute, value, here, denies)
    text = value if attribute is NAME else TYPES[attribute.type].show(value, attribute)
    leads = value if attribute.type == "url" and value.startswith(("http://", "https://")) else None
    return Shown(attribute.label, text, False, denies, leads)


def show_date(value: str) -> str:
    """Return an EDTF date as people read it."""
    return TYPES["date"].show(value, DATE)


def _reference(cat: SiteIndex, attribute: Attribute, value: str, here: str, denies: bool) -> Shown:
    entity = cat.kb.records.entities.get(value)
    if entity is None:
        return Shown(attribute.label, value, False, denies, None)
    return Shown(attribute.label, entity.name, False, denies, href(here, entity.page))
