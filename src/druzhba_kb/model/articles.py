"""Articles: the texts that are quoted, the works beside them that are cited for what no article says, and editors' own pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from druzhba_kb.locales import N_
from druzhba_kb.report import Place
from druzhba_kb.sealing import Seals

# The first part of each address that a site may have beside those of its kinds.
TAKEN = frozenset(
    (
        "404", "about", "articles", "assets", "changes", "compare", "coverage", "data", "disagreements", "embed", "figures",
        "graph", "index", "map", "media", "names", "offices", "references", "search", "timeline",
    )
)  # fmt: skip
BLOCK_KINDS = {
    "d": N_("deck"),
    "p": N_("paragraph"),
    "h": N_("heading"),
    "q": N_("quotation"),
    "e": N_("embedded post"),
}


@dataclass(frozen=True, slots=True)
class Block:
    """A block of an article's clean text: number (0 is the title), kind letter ('t' for the title) and text."""

    number: int
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of an article's body, in Markdown, and the source blocks it tells, first to last."""

    first: int
    last: int
    markdown: str
    place: Place
    is_written: bool = True

    @property
    def block_line(self) -> Place:
        """Return the line that names the blocks: below the paragraph, or in the place of one that is not told yet."""
        below = self.place.line + self.markdown.count("\n") + 1
        return Place(self.place.file, below, 1) if self.is_written else self.place


@dataclass(frozen=True, slots=True)
class Reason:
    """Why no statement quotes a block of an article, in an editor's words."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Absence:
    """An attribute of an entity that an editor has read an article for, and that the article does not give."""

    entity: str
    attribute: str
    entity_place: Place
    place: Place


@dataclass(frozen=True, slots=True)
class Attested:
    """Who has signed that an article was read against its text, and on which day."""

    by: str
    day: str


@dataclass(frozen=True, slots=True)
class Article:
    """An article: publication data, the kinds of its blocks, the body in passages, the clean text where present."""

    id: str
    title: str
    publisher: str | None
    author: str | None
    published: str | None
    published_basis: str | None
    published_note: str | None
    url: str | None
    archived_url: str | None
    genre: str | None
    rights: str
    blocks: str
    source_sha256: str | None
    budget: int
    body: tuple[Passage, ...]
    formerly: tuple[str, ...]
    text: tuple[Block, ...] | None
    text_sha256: str | None
    text_place: Place | None
    seals: Seals | None
    place: Place
    places: Mapping[str, Place]
    uncited: Mapping[int, Reason] = field(default_factory=dict)
    absent: tuple[Absence, ...] = ()
    lang: str | None = None
    subjects: tuple[str, ...] = ()
    commitment: str | None = None
    text_key: bytes | None = None
    status: str | None = None
    attested: Attested | None = None

    @property
    def draft(self) -> bool:
        """Return whether it is not to be published yet."""
        return self.status == "draft"

    @property
    def sealed(self) -> bool:
        """Return whether seals prove what is quoted of it where its text is not."""
        return self.seals is not None and self.rights == "withheld"

    @property
    def page(self) -> str:
        """Return the address of the article's page from the site's root."""
        return f"articles/{self.id}/"


@dataclass(frozen=True, slots=True)
class Reference:
    """A work such as a gazetteer or an atlas, for what no article says; it is never counted as an article."""

    id: str
    title: str
    publisher: str
    url: str
    accessed: str
    note: str | None
    place: Place


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
