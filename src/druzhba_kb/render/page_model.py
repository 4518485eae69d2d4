"""Page model: the nouns of every page: files of the tree, links between them, lists in pages, facets to narrow them.

The views speak in these, and templates print them. An address is relative to the page that names it, so that the site
works under any host and folder. Nothing here may look a record up: what a page knows comes from the site index alone.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from posixpath import relpath
from typing import TypeVar

from druzhba_kb.locales import N_, gettext
from druzhba_kb.locales.alphabet import Key, alphabet
from druzhba_kb.locales.formats import commas, in_digits, number
from druzhba_kb.model import BLOCK_KINDS, Article, Asset, Entity

T = TypeVar("T")
EMBED = "embed/"  # below it stand the pages for frames on the pages of others
WIDTHS, CARD_WIDTH = (160, 480, 960), 1200  # of pictures on pages, and for previews of links
MEDIA = "media/"  # below it stand the files of the project's assets/
HEADING = re.compile(r"^#{1,6} .*$", re.MULTILINE)  # what a renderer reads of a page of the tree
YEAR = re.compile(r"-?\d+")
FEW = 12  # options of a facet that a reader can overlook, though each leaves but one row
Marks = Mapping[str, tuple[tuple[str, str], ...]]
"""What a row belongs to: for each facet its values, each with the words for it."""


@dataclass(frozen=True, slots=True)
class Page:
    """A file of the tree: POSIX path from its root, its text, its template, and the file of the record that it shows.

    `known_digest` is that of a page whose text is not in memory, since it was written before, and `outline` that of what a
    renderer is given of it; `data` has what is no text.
    """

    path: str
    text: str
    template: str = ""
    record: str = ""
    known_digest: str = ""
    data: bytes = b""
    outline: str = ""

    @property
    def content(self) -> bytes:
        """Return what stands in the file."""
        return self.data or self.text.encode()

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the content."""
        return self.known_digest or hashlib.sha256(self.content).hexdigest()


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
    if not path.endswith(".md"):
        return path
    folder, _, name = path.removesuffix(".md").rpartition("/")
    return "".join(f"{part}/" for part in (folder, "" if name == "index" else name) if part)


def href(here: str, there: str, anchor: str = "") -> str:
    """Return a relative link between two addresses."""
    fragment = f"#{anchor}" if anchor else ""
    if here == there:
        return fragment or "./"
    return f"{_way(here, there)}/{fragment}"


# Pages name the same addresses over and over, and working one out is slow.
@lru_cache(maxsize=16_384)
def _way(here: str, there: str) -> str:
    return relpath("/" + there, "/" + here)


def address(here: str, file: str) -> str:
    """Return a relative link from the address here to a file of the site that is no page."""
    return relpath(f"/{file.lstrip('/')}", f"/{here}")


def media(file: str) -> str:
    """Return where a file of the project's `assets/` lies in the site, apart from the theme's own."""
    return f"{MEDIA}{file.removeprefix('assets/')}"


def sized(file: str, digest: str, width: int) -> str:
    """Return where a picture of `assets/` lies in the site in a size; its name changes with its content."""
    ending = "jpg" if width == CARD_WIDTH else "webp"
    return f"{MEDIA}sizes/{file.rpartition('/')[2].rpartition('.')[0]}-{digest[:12]}-{width}.{ending}"


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture as a page shows it: in a list, beside text, and where points are close; with its size there."""

    small: str
    medium: str
    large: str
    width: int
    height: int
    alt: str
    credit: str
    licence: str


def picture_of(entity: Entity, assets: Mapping[str, Asset], here: str) -> ShownPicture | None:
    """Return the picture of an entity for the page here, if it has one."""
    if entity.image is None:
        return None
    image, asset = entity.image, assets[entity.image.file]
    small, medium, large = (address(here, sized(image.file, asset.digest, width)) for width in WIDTHS)
    width = min(asset.width, WIDTHS[1])
    height = round(asset.height * width / asset.width)
    return ShownPicture(small, medium, large, width, height, image.alt, image.credit, image.licence)


def link_to(entity: Entity, here: str, note: str = "", anchor: str = "") -> Link:
    """Return a link from the page here to an entity's."""
    return Link(entity.name, href(here, entity.page, anchor), note, entity.draft)


def titled(name: str, draft: bool) -> str:
    """Return what a record is called, which says that it is a draft."""
    return gettext("{name} (draft)").format(name=name) if draft else name


def cut(text: str, longest: int) -> str:
    """Return a text, or whole words of it where it has more letters."""
    return text if len(text) <= longest else f"{text[:longest].rpartition(' ')[0].rstrip(',;:–—')} …"


def block_label(article: Article, block: int) -> str:
    """Return how a block is called: its number, and its kind where it is no paragraph."""
    if block == 0:
        return gettext("title")
    kind = BLOCK_KINDS.get(article.blocks[block - 1 : block], "")
    kind = N_("subtitle") if kind == "deck" else kind  # the desk's word is no reader's
    mark = in_digits(f"¶{block}")
    return mark if kind in {"", "paragraph"} else commas((mark, gettext(kind)))


def is_web(url: str) -> bool:
    """Whether an address that an article or a setting gives may be a link: it leads to the web, and runs nothing."""
    return url.startswith(("https://", "http://"))


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list: address of the first, its own number from 1, the size of each, how many items there are.

    Lists have pages because at 5,000 records the coverage of the articles weighed 3.5 MB, and the names 1.9.
    """

    base: str
    number: int
    size: int
    total: int

    @property
    def here(self) -> str:
        """Return the address of this page, below `all/`, where the address of no record can be."""
        return self.base if self.number == 1 else f"{self.base}all/{self.number}/"

    @property
    def path(self) -> str:
        """Return the file of this page; the first stands in the folder that the others stand below."""
        return f"{self.base}index.md" if self.number == 1 else source(self.here)

    @property
    def first(self) -> int:
        """Return the number of its first item, from 1."""
        return (self.number - 1) * self.size + 1

    @property
    def last(self) -> int:
        """Return the number of its last item."""
        return min(self.number * self.size, self.total)

    @property
    def links(self) -> tuple[Link, ...]:
        """Return a link to each page of the list, named by its number."""
        pages = paginate(self.base, self.total, self.size)
        return tuple(Link(number(page.number), href(self.here, page.here)) for page in pages)

    @property
    def suffix(self) -> str:
        """Return what its title ends in."""
        return gettext(", page {number}").format(number=number(self.number)) if self.number > 1 else ""

    def of(self, items: Sequence[T]) -> Sequence[T]:
        """Return the items of this page."""
        return items[self.first - 1 : self.last]


def paginate(base: str, total: int, size: int) -> tuple[ListPage, ...]:
    """Return the pages of a list of so many items, one at least."""
    return tuple(ListPage(base, number, size, total) for number in range(1, max(1, -(-total // size)) + 1))


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a facet, and how many rows it leaves."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """A question by which a reader narrows a list; `key` names it in the address."""

    key: str
    label: str
    options: tuple[Option, ...]


def facets(labels: Mapping[str, str], rows: Sequence[Marks]) -> tuple[Facet, ...]:
    """Return the facets that tell rows apart, with their options in order."""
    found = (Facet(key, label, _options(key, rows)) for key, label in labels.items())
    return tuple(facet for facet in found if _divides(facet))


def encoded(marks: Marks) -> str:
    """Return what a row belongs to as the script reads it."""
    plain = {key: [value for value, _ in pairs] for key, pairs in marks.items() if pairs}
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def _options(key: str, rows: Iterable[Marks]) -> tuple[Option, ...]:
    counted = Counter(pair for row in rows for pair in dict.fromkeys(row.get(key, ())))
    return tuple(Option(value, label, counted[value, label]) for value, label in sorted(counted, key=_order))


def _order(option: tuple[str, str]) -> tuple[bool, int, Key, str]:
    """Order years by number and all else by its words."""
    value, label = option
    number = YEAR.fullmatch(value)
    return (not number, int(value) if number else 0, alphabet().key(label), value)


def _divides(facet: Facet) -> bool:
    """Whether a facet has a choice to make, and not merely one for each row of a long list."""
    few = len(facet.options) <= FEW or any(option.count > 1 for option in facet.options)
    return len(facet.options) > 1 and few
