"""Own pages: the site index and a page's file in, the page as it is shown out: its parts in their order, tags filled.

Where an entity is named, the name becomes a link to its file, as an editor would write it, before the Markdown is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from posixpath import dirname, relpath

from druzhba_kb.locales import formats, ngettext, spoken
from druzhba_kb.relate.page_markdown import PageTag, anchors_in, kept_anchors, page_parts
from druzhba_kb.render.markdown import Markdown, resolved
from druzhba_kb.render.page_model import Link, address, href
from druzhba_kb.render.site_index import SiteIndex
from druzhba_kb.render.views.figures import FigureView, declared, figure_view
from druzhba_kb.render.views.index_pages import KindView, kind_columns, kind_view
from druzhba_kb.render.views.map_page import MapView, map_view

MOST = 100  # rows of a table or a list; of more, the way to all is named


@dataclass(frozen=True, slots=True)
class OwnPart:
    """A part of an own page: a heading with its level, HTML, or what a tag shows; a tag of which nothing is known yet shows that.

    `rows` are those of a table or a list, and `all` the way to the rest, if they are not all.
    """

    tag: str = ""
    level: int = 0
    heading: str = ""
    anchor: str = ""
    html: Markdown | None = None
    figure: FigureView | None = None
    map: MapView | None = None
    rows: KindView | None = None
    all: Link | None = None


@dataclass(frozen=True, slots=True)
class OwnPageView:
    """What an own page shows."""

    title: str
    summary: str
    parts: tuple[OwnPart, ...]


def own_page_view(index: SiteIndex, site: Mapping[str, str], file: str, size: int) -> OwnPageView:
    """Return the page of a file."""
    page = index.kb.records.pages[file]
    found = page_parts(_linked(index, file), lambda target: _leads(index, target, file, page.page))
    kept = iter(kept_anchors(page, spoken().is_latin)[1:])
    parts = (
        _shown(index, site, one.tag, page.page, size)
        if one.tag
        else OwnPart(level=one.level, heading=one.text, anchor=next(kept, ""))
        if one.level
        else OwnPart(html=Markdown(one.text))
        for one in found
    )
    return OwnPageView(page.title, page.summary, tuple(parts))


def _leads(index: SiteIndex, target: str, file: str, here: str) -> str | None:
    """Return where a link of a page leads, which may be an address of the site too."""
    if target.startswith("mailto:"):
        return target
    if target.startswith("#"):  # a translation may lack a heading
        return target if target[1:] in anchors_in(index.kb.records.pages[file], spoken().is_latin) else "#"
    path, _, fragment = target.removeprefix("/").partition("#")
    if path == target.partition("#")[0]:
        return resolved(index, target, file, here)
    return href(here, path, fragment) if path.endswith("/") else address(here, path)


def _linked(index: SiteIndex, file: str) -> str:
    """Return the Markdown of a page in which the first mention of an entity in each section is a link to its file."""
    text = index.kb.records.pages[file].body.markdown
    for one in sorted(index.kb.named_in_pages.get(file, ()), key=lambda mention: -mention.start):
        if one.linked and not {"[", "]"} & set(one.text):
            to = relpath(index.kb.records.entities[one.entity].place.file, dirname(file))
            text = f"{text[: one.start]}[{one.text}]({to}){text[one.end :]}"
    return text


def _shown(index: SiteIndex, site: Mapping[str, str], tag: PageTag, here: str, size: int) -> OwnPart:
    """Return what a tag shows on the page here."""
    if tag.name == "map":
        return OwnPart("map", map=map_view(index, size, here))
    if tag.name == "figure":
        kind = next((kind for kind, id in declared(index) if id == tag.of), None)
        return OwnPart("figure", figure=figure_view(index, site, kind, tag.of, here) if kind else None)
    of, ids = index.kb.records.kinds[tag.of], index.ordered[tag.of]
    columns = kind_columns(index, of) if tag.name == "table" else []
    rows = kind_view(index, of, map(index.kb.records.entities.__getitem__, ids[:MOST]), here, columns) if ids else None
    # L10n: of all records of a kind: All 1,400 Bridges
    name = ngettext("All {n} {kind}", "All {n} {kind}", len(ids)).format(n=formats.number(len(ids)), kind=of.plural)
    rest = Link(name, href(here, f"{of.id}/")) if len(ids) > MOST else None
    return OwnPart(tag.name, rows=rows, all=rest)
