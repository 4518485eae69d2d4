"""Navigation: the knowledge base and the files of the tree in, what leads through the site out: kinds, views, own pages.

It has no leaf pages of records, which would make every page long and slow.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Set

from druzhba_kb.locales import N_, gettext
from druzhba_kb.locales.alphabet import alphabet
from druzhba_kb.model import KnowledgeBase
from druzhba_kb.render.page_model import source
from druzhba_kb.render.site_index import kinds_in_order
from druzhba_kb.render.views.data_page import DATA

VIEWS = {
    N_("Figures"): "figures/",
    N_("Compare"): "compare/",
    N_("Timeline"): "timeline/",
    N_("Map"): "map/",
    N_("Graph"): "graph/",
    N_("Disagreements"): "disagreements/",
}
ABOUT = {
    N_("Method"): "about/",
    N_("Changes"): "changes/",
    N_("Data"): DATA,
    N_("Coverage"): "coverage/",
    N_("References"): "references/",
    N_("Names"): "names/",
    N_("Offices"): "offices/",
}


def navigation(kb: KnowledgeBase, paths: Set[str]) -> list[dict[str, object]]:
    """Return the navigation for the renderer's configuration: home, the kinds, the views across them, articles, about.

    It has no leaf pages, which would make every page long and slow. `paths` are the files of the tree; a view that the
    content gives nothing for has none, and no entry.
    """
    kinds: list[dict[str, object]] = [{html.escape(kind.plural): f"{kind.id}/index.md"} for kind in kinds_in_order(kb)]
    own = _own_sections(kb)
    named = (gettext("Views"), VIEWS), (gettext("About"), ABOUT)
    views, about = ((name, _section(those, paths) + own.pop(name, [])) for name, those in named)
    sections: list[dict[str, object]] = [{html.escape(name): pages} for name, pages in own.items()]
    return [
        {gettext("Overview"): "index.md"},
        *kinds,
        dict([views]),
        {gettext("Articles"): "articles/index.md"},
        *sections,
        dict([about]),
    ]


def _own_sections(kb: KnowledgeBase) -> dict[str, list[dict[str, str]]]:
    """Return the own pages by the sections in which they stand, each in its order."""
    pages, found = kb.records.pages, dict[str, list[dict[str, str]]]()
    for page in sorted(pages.values(), key=lambda one: (one.order is None, one.order or 0, alphabet().key(one.title))):
        folder = page.page.partition("/")[0] if "/" in page.place.file.removeprefix("pages/") else ""
        first = pages.get(f"pages/{folder}/index.md")
        named = first.section or first.title if first else folder.replace("-", " ").capitalize()
        entry = {html.escape(page.title): source(page.page)}
        found.setdefault(page.section or named or gettext("About"), []).append(entry)
    return found


def named_files(navigation: Iterable[Mapping[str, object]]) -> list[str]:
    """Return the files that a navigation names."""
    return [file for entry in navigation for value in entry.values() for file in _files(value)]


def _files(value: object) -> list[str]:
    return [value] if isinstance(value, str) else named_files(value)  # type: ignore[arg-type]


def _section(pages: Mapping[str, str], paths: Set[str]) -> list[dict[str, str]]:
    files = ((name, file) for name, page in pages.items() for file in (source(page), f"{page}index.md"))
    return [{gettext(name): file} for name, file in files if file in paths]
