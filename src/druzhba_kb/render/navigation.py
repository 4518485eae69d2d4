"""Navigation: the sections of the site, without the leaf pages, which would make every page long and slow."""

from __future__ import annotations

import html

from druzhba_kb.model import KnowledgeBase


def navigation(kb: KnowledgeBase) -> list[dict[str, str]]:
    """Return the navigation for the renderer's configuration: home, each kind's index, and the pages across kinds."""
    kinds = [{html.escape(kind.plural): f"{kind.id}/index.md"} for kind in kb.records.kinds.values()]
    return [
        {"Overview": "index.md"},
        *kinds,
        {"Timeline": "timeline.md"},
        {"Disagreements": "disagreements.md"},
        {"Articles": "articles/index.md"},
        {"Coverage": "coverage.md"},
    ]
