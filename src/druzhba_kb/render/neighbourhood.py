"""Neighbourhood: an entity in, a small drawing of it between its articles and the entities around it out."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, zip_longest

from druzhba_kb.model import Entity
from druzhba_kb.render.drawings.graph import Column, Edge, GraphDrawing, GraphPlan, draw_graph
from druzhba_kb.render.page_model import Link, href, link_to
from druzhba_kb.render.references import Reference, articles_on, grouped
from druzhba_kb.render.site_index import SiteIndex

FEWEST, MOST, MOST_ARTICLES = 3, 16, 8
HUB, ARTICLES = "", "/"  # no id and no label
ACROSS = ((0, 130), (182, 142), (390, 209))  # left and width of the three columns


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The drawing, and how many of the neighbours and of the articles it shows."""

    sketch: GraphDrawing
    shown: int
    count: int
    contested: bool


def neighbourhood(cat: SiteIndex, entity: Entity) -> Neighbourhood | None:
    """Return the neighbourhood of an entity, or None where a list says as much."""
    groups = grouped(cat, entity)
    count = len({reference.other.id for those in groups.values() for reference in those})
    if count < FEWEST:
        return None
    chosen = _chosen(groups)
    drawn = _sketch(cat, entity, {label: those for label, those in chosen.items() if those})
    contested = any(reference.contested for those in chosen.values() for reference in those)
    shown = len({reference.other.id for those in chosen.values() for reference in those})
    return Neighbourhood(drawn, shown, count, contested)


def _chosen(groups: dict[str, tuple[Reference, ...]]) -> dict[str, list[Reference]]:
    """Return as many neighbours as there is room for: contested ones, then the first of each label, then the second, and so on."""
    chosen: dict[str, list[Reference]] = {label: [] for label in groups}
    ranked = [[(label, one) for one in sorted(those, key=lambda r: not r.contested)] for label, those in groups.items()]
    turns = [pair for pair in chain.from_iterable(zip_longest(*ranked)) if pair]
    for label, reference in turns[:MOST]:
        chosen[label].append(reference)
    return chosen


def _sketch(cat: SiteIndex, entity: Entity, chosen: dict[str, list[Reference]]) -> GraphDrawing:
    here = entity.page
    around = {f"{label}/{one.other.id}": one for label, those in chosen.items() for one in those}
    articles = {f"/{article.id}": article for article in articles_on(cat, entity)[:MOST_ARTICLES]}
    links = {HUB: Link(entity.name, "", draft=entity.draft)}
    links |= {node: Link(cat.labels[article.id], href(here, article.page)) for node, article in articles.items()}
    links |= {node: link_to(one.other, here) for node, one in around.items()}
    edges: dict[Edge, bool] = {(HUB, article): False for article in articles}
    edges |= {(HUB, node): one.contested for node, one in around.items()}
    titles = {label: label for label in chosen} | {ARTICLES: "Articles", HUB: ""}
    left: Column = ((ARTICLES, tuple(articles)),) if articles else ()
    right = tuple((label, tuple(f"{label}/{one.other.id}" for one in those)) for label, those in chosen.items())
    return draw_graph(GraphPlan((left, ((HUB, (HUB,)),), right), links, titles, ACROSS, centred=True), edges)
