"""Graph: the catalogue in, the entities with the references between them as one drawing and as lists out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import islice

from druzhba_kb.model import Article, Entity
from druzhba_kb.render.drawings.graph import (
    Column,
    Edge,
    GraphDrawing,
    GraphPlan,
    NodeGroup,
    arrange,
    draw_graph,
    heights,
)
from druzhba_kb.render.page_model import Link, href, link_to
from druzhba_kb.render.references import articles_on, grouped, outgoing
from druzhba_kb.render.site_index import SiteIndex

HERE = "graph/"
MOST = 150  # entities that one drawing can hold and still be read
MOST_ARTICLES = 30
ARTICLES = "articles"
WIDTH = 1180
GAP = 76
NARROWEST, WIDEST = 175, 240


@dataclass(frozen=True, slots=True)
class Tie:
    """An edge in words: where it leads, and whether the sources differ on it."""

    link: Link
    contested: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """A node in words: its ties by what the others are to it."""

    link: Link
    groups: tuple[tuple[str, tuple[Tie, ...]], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The nodes of a kind, in words."""

    id: str
    name: str
    nodes: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """What the page of the graph shows, and how much of the whole that is."""

    sketch: GraphDrawing
    sections: tuple[Section, ...]
    entities: int
    connected: int
    shown: int
    references: int
    contested: int
    alone: tuple[Link, ...]


def graph_view(cat: SiteIndex) -> Graph | None:
    """Return the graph of the whole, or None where nothing refers to anything."""
    edges = _edges(cat)
    if not edges:
        return None
    connected = _by_degree(edges)
    shown = frozenset(connected[:MOST])
    kept = {pair: contested for pair, contested in edges.items() if shown.issuperset(pair)}
    articles = _articles(cat, shown)
    return Graph(
        sketch=_sketch(cat, shown, kept, articles),
        sections=tuple(_sections(cat, shown, articles)),
        entities=len(cat.kb.records.entities),
        connected=len(connected),
        shown=len(shown),
        references=len(kept),
        contested=sum(kept.values()),
        alone=tuple(_alone(cat, frozenset(connected))),
    )


def _edges(cat: SiteIndex) -> dict[Edge, bool]:
    """Return every pair of entities of which one refers to the other, and whether the sources differ on that."""
    edges: dict[Edge, bool] = {}
    for entity in cat.kb.records.entities.values():
        for reference in outgoing(cat, entity):
            pair = (min(entity.id, reference.other.id), max(entity.id, reference.other.id))
            edges[pair] = edges.get(pair, False) or reference.contested
    return edges


def _by_degree(edges: Iterable[Edge]) -> list[str]:
    degree: dict[str, int] = {}
    for pair in edges:
        for end in pair:
            degree[end] = degree.get(end, 0) + 1
    return sorted(degree, key=lambda id: (-degree[id], id))


def _articles(cat: SiteIndex, shown: Set[str]) -> dict[str, tuple[Entity, ...]]:
    """Return the entities shown that each article speaks of, for the newest articles that there is room for."""
    told: dict[str, list[Entity]] = {id: [] for id in cat.by_date[-MOST_ARTICLES:]}
    for entity in cat.in_order(shown):
        for article in articles_on(cat, entity):
            if article.id in told:
                told[article.id].append(entity)
    return {id: tuple(entities) for id, entities in told.items() if entities}


def _alone(cat: SiteIndex, connected: Set[str]) -> list[Link]:
    found = islice(cat.in_order(cat.kb.records.entities.keys() - connected), MOST)
    return [link_to(entity, HERE, cat.kind(entity).label) for entity in found]


def _sketch(
    cat: SiteIndex, shown: Set[str], edges: Mapping[Edge, bool], articles: Mapping[str, tuple[Entity, ...]]
) -> GraphDrawing:
    groups = _groups(cat, shown, articles)
    known = cat.kb.records.entities
    links = {id: link_to(known[id], HERE) for id in shown} | {id: _article(cat, id) for id in articles}
    columns = arrange(groups, list(edges), heights(links, dict.fromkeys(links, NARROWEST)))
    titles = {ARTICLES: "Articles"} | {kind.id: kind.plural for kind in cat.kinds}
    quiet = [(id, entity.id) for id, entities in articles.items() for entity in entities]
    return draw_graph(GraphPlan(columns, links, titles, _across(columns)), edges, quiet)


def _groups(cat: SiteIndex, shown: Set[str], articles: Iterable[str]) -> list[NodeGroup]:
    """Return the nodes by kind, the articles first."""
    kinds = ((kind, tuple(id for id in those if id in shown)) for kind, those in cat.ordered.items())
    return [group for group in ((ARTICLES, tuple(articles)), *kinds) if group[1]]


def _across(columns: tuple[Column, ...]) -> tuple[tuple[int, int], ...]:
    """Return the left and the width of each column."""
    count = len(columns)
    width = min(WIDEST, (WIDTH - GAP * (count - 1)) // count)
    step = (WIDTH - width) // max(1, count - 1)
    return tuple((step * at, width) for at in range(count))


def _sections(cat: SiteIndex, shown: Set[str], articles: Mapping[str, tuple[Entity, ...]]) -> Iterator[Section]:
    """Yield the same nodes and edges in words, the articles last, because their lists are long."""
    for kind in cat.kinds:
        members = [entity for entity in cat.members(kind.id) if entity.id in shown]
        if members:
            yield Section(kind.id, kind.plural, tuple(_listed(cat, entity, shown) for entity in members))
    if articles:
        told = ((id, tuple(Tie(link_to(e, HERE), False) for e in those)) for id, those in articles.items())
        yield Section(ARTICLES, "Articles", tuple(Listed(_article(cat, id), (("Speaks of", t),)) for id, t in told))


def _listed(cat: SiteIndex, entity: Entity, shown: Set[str]) -> Listed:
    groups = (
        (label, tuple(Tie(link_to(r.other, HERE), r.contested) for r in those if r.other.id in shown))
        for label, those in grouped(cat, entity).items()
    )
    return Listed(link_to(entity, HERE), tuple(group for group in groups if group[1]))


def _article(cat: SiteIndex, id: str) -> Link:
    article: Article = cat.article(id)
    return Link(cat.labels[id], href(HERE, article.page))
