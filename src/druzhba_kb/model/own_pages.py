"""Own pages: what editors write beside articles and entities, and the addresses that the site keeps for itself."""

from __future__ import annotations

from dataclasses import dataclass

from druzhba_kb.model.articles import Passage
from druzhba_kb.report import Place

# The first part of each address that a site may have beside those of its kinds.
TAKEN = frozenset(
    (
        "404", "about", "articles", "assets", "changes", "compare", "coverage", "data", "disagreements", "embed", "figures",
        "graph", "index", "map", "media", "names", "offices", "references", "search", "timeline",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of `assets/`: the SHA-256 of its content, and its size where it is a picture of points."""

    digest: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A page of an editor's own: where it stands in the navigation, what it is about in a sentence, and its Markdown."""

    title: str
    section: str
    order: int | None
    summary: str
    status: str | None
    body: Passage
    place: Place
    anchors: tuple[str, ...] = ()  # of the title and the headings of the original, where it is translated

    @property
    def draft(self) -> bool:
        """Return whether it is not to be published yet."""
        return self.status == "draft"

    @property
    def page(self) -> str:
        """Return its address from the site's root: `pages/guide/index.md` is `guide/`."""
        name = self.place.file.removeprefix("pages/").removesuffix(".md")
        return f"{name.removesuffix('/index')}/"
