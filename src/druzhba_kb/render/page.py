"""Page: one file of the documentation tree, and the addresses that pages have on the site."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from posixpath import relpath
from typing import TYPE_CHECKING

from druzhba_kb.model import Entity

if TYPE_CHECKING:
    from druzhba_kb.render.catalogue import Catalogue


@dataclass(frozen=True)
class Page:
    """A file of the tree: POSIX path from its root, its text, its template, and the file of the record that it shows.

    `standing` is the digest of one whose text is not here, since it stands in the tree already.
    """

    path: str
    text: str
    template: str = ""
    record: str = ""
    standing: str = ""

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the text."""
        return self.standing or hashlib.sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Task:
    """What makes one or several pages, from the catalogue and from nothing else that an edit of the content changes."""

    name: str
    make: Callable[[Catalogue], Sequence[Page]]


@dataclass(frozen=True, slots=True)
class Link:
    """A link with a line that says what it is, and whether it leads to a draft."""

    name: str
    href: str
    note: str = ""
    draft: bool = False


def source(there: str) -> str:
    """Return the path of the file whose page has the address there: `kind/id/` gives `kind/id.md`."""
    return there.removesuffix("/") + ".md"


def address_in(path: str) -> str:
    """Return the address of a file of the tree: `kind/id.md` gives `kind/id/`, `index.md` gives ``."""
    folder = path.removesuffix(".md").removesuffix("index").removesuffix("/")
    return f"{folder}/" if folder and path.endswith(".md") else path.removesuffix("index.md")


@lru_cache(maxsize=100_000)
def href(here: str, there: str, anchor: str = "") -> str:
    """Return a relative link between two addresses, so that the site works under any host and folder."""
    fragment = f"#{anchor}" if anchor else ""
    if here == there:
        return fragment or "./"
    path = relpath("/" + there, "/" + here)
    return f"{path}/{fragment}"


def link_to(entity: Entity, here: str, note: str = "", anchor: str = "") -> Link:
    """Return a link from the page here to an entity's."""
    return Link(entity.name, href(here, entity.page, anchor), note, entity.draft)
