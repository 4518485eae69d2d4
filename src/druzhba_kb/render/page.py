"""Page: one file of the documentation tree, and the addresses that pages have on the site."""

from __future__ import annotations

from dataclasses import dataclass
from posixpath import relpath

from druzhba_kb.model import Entity


@dataclass(frozen=True)
class Page:
    """A file of the tree: POSIX path from its root, and its text."""

    path: str
    text: str


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
