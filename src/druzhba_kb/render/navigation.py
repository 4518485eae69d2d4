"""Navigation: the sections of the site, without the leaf pages, which would make every page long and slow."""

from __future__ import annotations

import html
from collections.abc import Set

from druzhba_kb.model import KnowledgeBase
from druzhba_kb.render.page_model import source
from druzhba_kb.render.site_index import kinds_in_order

VIEWS = {
    "Compare": "compare/",
    "Timeline": "timeline/",
    "Map": "map/",
    "Graph": "graph/",
    "Disagreements": "disagreements/",
}
ABOUT = {"Method": "about/", "Coverage": "coverage/", "Names": "names/", "Offices": "offices/"}


def navigation(kb: KnowledgeBase, paths: Set[str]) -> list[dict[str, object]]:
    """Return the navigation for the renderer's configuration: home, the kinds, the views across them, articles, about.

    `paths` are the files of the tree; a view that the content gives nothing for has none, and no entry.
    """
    kinds: list[dict[str, object]] = [{html.escape(kind.plural): f"{kind.id}/index.md"} for kind in kinds_in_order(kb)]
    return [
        {"Overview": "index.md"},
        *kinds,
        {"Views": _section(VIEWS, paths)},
        {"Articles": "articles/index.md"},
        {"About": _section(ABOUT, paths)},
    ]


def _section(pages: dict[str, str], paths: Set[str]) -> list[dict[str, str]]:
    files = ((name, file) for name, page in pages.items() for file in (source(page), f"{page}index.md"))
    return [{name: file} for name, file in files if file in paths]
