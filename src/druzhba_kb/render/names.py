"""Names: the catalogue in, every name and spelling in alphabetical order with what it names and where it stands, out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from druzhba_kb.model import Alias, Entity
from druzhba_kb.render.catalogue import Catalogue
from druzhba_kb.render.evidence import Source, alias_source
from druzhba_kb.render.page import Link, href

HERE = "names/"
OTHER = "Other scripts"


@dataclass(frozen=True, slots=True)
class Named:
    """A name: what it names, its language and use, the note on it and where it stands."""

    name: str
    entity: Link
    kind: str
    is_main: bool
    lang: str
    use: str
    note: str
    source: Source | None


def names_by_letter(cat: Catalogue) -> tuple[tuple[str, tuple[Named, ...]], ...]:
    """Return all names under their first letters, those of other scripts last."""
    named = sorted(_all(cat), key=lambda one: (_letter(one.name) == OTHER, _plain(one.name), one.entity.name))
    grouped = groupby(named, key=lambda one: _letter(one.name))
    return tuple((letter, tuple(those)) for letter, those in grouped)


def _all(cat: Catalogue) -> Iterator[Named]:
    for entity in cat.kb.records.entities.values():
        kind = cat.kind(entity).label
        link = Link(entity.name, href(HERE, entity.page), draft=entity.draft)
        yield Named(entity.name, link, kind, True, "", "", "", None)
        for alias in entity.aliases:
            yield _named(cat, entity, alias, link, kind)


def _named(cat: Catalogue, entity: Entity, alias: Alias, link: Link, kind: str) -> Named:
    source = alias_source(cat, alias, HERE) if alias.source in cat.kb.records.articles else None
    return Named(alias.name, link, kind, False, alias.lang or "", alias.use or "", alias.note or "", source)


def _plain(name: str) -> str:
    """Return a name in the form in which it is sorted: without marks above its letters, quotation marks and case."""
    letters = unicodedata.normalize("NFKD", name)
    return "".join(char for char in letters if char.isalnum() or char.isspace()).casefold()


def _letter(name: str) -> str:
    first = _plain(name)[:1].upper()
    if first.isdigit():
        return "0-9"
    return first if first.isascii() and first.isalpha() else OTHER
