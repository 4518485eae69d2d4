"""Names: the catalogue in, every name and spelling in alphabetical order with what it names and where it stands, out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from druzhba_kb.model import Alias, Entity
from druzhba_kb.render.evidence import Source, alias_source
from druzhba_kb.render.page_model import Link, ListPage, href, paginate
from druzhba_kb.render.site_index import SiteIndex

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


@dataclass(frozen=True, slots=True)
class NamesView:
    """A page of the names under their first letters, and where each letter begins if there are several pages."""

    letters: tuple[tuple[str, tuple[Named, ...]], ...]
    begins: tuple[Link, ...]
    sheet: ListPage


def names_views(cat: SiteIndex, size: int) -> Iterator[NamesView]:
    """Yield all names in pages of a size, those of other scripts last."""
    named = sorted(_all(cat), key=lambda one: (_letter(one[0]) == OTHER, _plain(one[0]), one[1].name))
    pages = paginate(HERE, len(named), size)
    starts = {_letter(name): page for page in reversed(pages) for name, *_ in reversed(page.of(named))}
    for page in pages:
        shown = (_named(cat, *one, page.here) for one in page.of(named))
        letters = groupby(shown, key=lambda one: _letter(one.name))
        links = (Link(letter, href(page.here, starts[letter].here, _anchor(letter))) for letter in reversed(starts))
        yield NamesView(tuple((letter, tuple(those)) for letter, those in letters), tuple(links), page)


def _all(cat: SiteIndex) -> Iterator[tuple[str, Entity, Alias | None]]:
    for entity in cat.kb.records.entities.values():
        yield entity.name, entity, None
        yield from ((alias.name, entity, alias) for alias in entity.aliases)


def _named(cat: SiteIndex, name: str, entity: Entity, alias: Alias | None, here: str) -> Named:
    kind = cat.kind(entity).label
    link = Link(entity.name, href(here, entity.page), draft=entity.draft)
    if alias is None:
        return Named(name, link, kind, True, "", "", "", None)
    source = alias_source(cat, alias, here) if alias.source in cat.kb.records.articles else None
    return Named(name, link, kind, False, alias.lang or "", alias.use or "", alias.note or "", source)


def _plain(name: str) -> str:
    """Return a name in the form in which it is sorted: without marks above its letters, quotation marks and case."""
    letters = unicodedata.normalize("NFKD", name)
    return "".join(char for char in letters if char.isalnum() or char.isspace()).casefold()


def _anchor(letter: str) -> str:
    """Return the anchor that the renderer gives to a letter's heading."""
    return letter.lower().replace(" ", "-")


def _letter(name: str) -> str:
    first = _plain(name)[:1].upper()
    if first.isdigit():
        return "0-9"
    return first if first.isascii() and first.isalpha() else OTHER
