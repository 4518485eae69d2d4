"""Graph page: the site index in, the entities with the references between them as a drawing and as lists out.

The page of an entity has a drawing of its own, of the entity between its articles and what is around it. Only what a
source says is an edge, and it is marked where sources differ on it; that two are named in one article ties them to the
article and not to each other. Where there are too many to be read, the most connected are drawn, and the page says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from itertools import chain, islice, zip_longest

from druzhba_kb.model import Article, Entity, Statement
from druzhba_kb.relate.references import claims_of, filled_claims
from druzhba_kb.render.drawings.graph import Column, Edge, GraphDrawing, GraphPlan, arrange, draw_graph, heights
from druzhba_kb.render.page_model import Link, link_to
from druzhba_kb.render.site_index import SiteIndex, quoted_articles
from druzhba_kb.render.views.attributions import other_voice

HERE = "graph/"
MOST = 150  # entities that one drawing can hold and still be read
MOST_ARTICLES = 30
ARTICLES = "articles"
WIDTH = 1180
GAP = 76
NARROWEST, WIDEST = 175, 240
FEWEST_NEAR, MOST_NEAR, MOST_NEAR_ARTICLES = 3, 16, 8
HUB, NEAR_ARTICLES = "", "/"  # no id and no label
NEAR_ACROSS = ((0, 130), (182, 142), (390, 209))  # left and width of the three columns


@dataclass(frozen=True, slots=True)
class Relation:
    """A reference seen from one of its ends: the entity at the other end, what it is to this one, and what says so."""

    label: str
    other: Entity
    contested: bool
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """An edge in words: where it leads, and whether the sources differ on it."""

    link: Link
    contested: bool


@dataclass(frozen=True, slots=True)
class ListedNode:
    """A node in words: its ties by what the others are to it."""

    link: Link
    groups: tuple[tuple[str, tuple[Tie, ...]], ...]


@dataclass(frozen=True, slots=True)
class GraphSection:
    """The nodes of a kind, in words."""

    id: str
    name: str
    nodes: tuple[ListedNode, ...]


@dataclass(frozen=True, slots=True)
class GraphView:
    """What the page of the graph shows, and how much of the whole that is."""

    sketch: GraphDrawing
    sections: tuple[GraphSection, ...]
    entities: int
    connected: int
    shown: int
    references: int
    contested: int
    alone: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The drawing, and how many of the neighbours and of the articles it shows."""

    sketch: GraphDrawing
    shown: int
    count: int
    contested: bool


def relations(index: SiteIndex, entity: Entity, own: bool = False) -> dict[str, tuple[Relation, ...]]:
    """Return the references in both directions by label, each entity once under each, contested where any is.

    One of the entity to itself is among them for lists, with `own`; no drawing shows it.
    """
    found: dict[str, dict[str, Relation]] = {}
    every = (*_outgoing(index, entity), *_incoming(index, entity))
    for relation in (one for one in every if own or one.other is not entity):
        group = found.setdefault(relation.label, {})
        before = group.get(relation.other.id, replace(relation, statements=()))
        contested = before.contested or relation.contested
        statements = (*before.statements, *relation.statements)
        group[relation.other.id] = replace(before, contested=contested, statements=statements)
    return {label: tuple(group.values()) for label, group in found.items()}


def _outgoing(index: SiteIndex, entity: Entity) -> Iterator[Relation]:
    records = index.kb.records
    for statement, claim, attribute in (*claims_of(records, entity), *filled_claims(records, entity)):
        refers = attribute.type == "ref" and not statement.denies
        other = index.kb.records.entities.get(claim.value or "") if refers else None
        if other is not None:
            contested = index.contest(entity, attribute.name, statement.id) == "fact"
            yield Relation(attribute.label, other, contested, (statement,))


def _incoming(index: SiteIndex, entity: Entity) -> Iterator[Relation]:
    for back in index.kb.backlinks.get(entity.id, ()):
        other = index.kb.records.entities[back.source]
        contested = index.contest(other, back.attribute, back.statement) == "fact"
        yield Relation(back.label, other, contested, (index.statements[back.statement][1],))


def relation_link(index: SiteIndex, relation: Relation, here: str) -> Link:
    """Return a link to the other end, noting who says so where no article does in its own voice: a speaker, a reference."""
    items = [item for statement in relation.statements for item in statement.evidence]
    cited = dict.fromkeys(one.reference for statement in relation.statements for one in statement.citations)
    titles = ", ".join(index.kb.records.references[id].title for id in cited)
    return link_to(relation.other, here, other_voice(index, items, here) if items else titles)


def _articles_on(index: SiteIndex, entity: Entity) -> tuple[Article, ...]:
    """Return the articles that mention an entity or are quoted for it, by date."""
    return index.dated(quoted_articles(entity) | {m.article for m in index.mentions_of.get(entity.id, ()) if m.article})


def graph_view(index: SiteIndex) -> GraphView | None:
    """Return the graph of the whole, or None where nothing refers to anything."""
    edges = _edges(index)
    if not edges:
        return None
    degrees = Counter(end for pair in edges for end in pair)
    connected = sorted(degrees, key=lambda id: (-degrees[id], id))
    shown = frozenset(connected[:MOST])
    kept = {pair: contested for pair, contested in edges.items() if shown.issuperset(pair)}
    articles = _articles(index, shown)
    # No more than the drawing holds, so that the page does not grow with the base.
    alone = islice(index.in_order(index.kb.records.entities.keys() - degrees.keys()), MOST)
    return GraphView(
        sketch=_whole(index, shown, kept, articles),
        sections=tuple(_sections(index, shown, articles)),
        entities=len(index.kb.records.entities),
        connected=len(connected),
        shown=len(shown),
        references=len(kept),
        contested=sum(kept.values()),
        alone=tuple(link_to(entity, HERE, index.kind(entity).label) for entity in alone),
    )


def _edges(index: SiteIndex) -> dict[Edge, bool]:
    """Return every pair of entities of which one refers to the other, and whether the sources differ on that."""
    edges: dict[Edge, bool] = {}
    for entity in index.kb.records.entities.values():
        for relation in _outgoing(index, entity):
            pair = (min(entity.id, relation.other.id), max(entity.id, relation.other.id))
            if relation.other is not entity:
                edges[pair] = edges.get(pair, False) or relation.contested
    return edges


def _articles(index: SiteIndex, shown: Set[str]) -> dict[str, tuple[Entity, ...]]:
    """Return the entities shown that each article speaks of, for the newest articles that there is room for."""
    spoken: dict[str, list[Entity]] = {id: [] for id in index.by_date[-MOST_ARTICLES:]}
    for entity in index.in_order(shown):
        for article in _articles_on(index, entity):
            if article.id in spoken:
                spoken[article.id].append(entity)
    return {id: tuple(entities) for id, entities in spoken.items() if entities}


def _whole(
    index: SiteIndex, shown: Set[str], edges: Mapping[Edge, bool], articles: Mapping[str, tuple[Entity, ...]]
) -> GraphDrawing:
    """Return the drawing of the nodes by kind, the articles first."""
    kinds = ((kind, tuple(id for id in those if id in shown)) for kind, those in index.ordered.items())
    groups = [group for group in ((ARTICLES, tuple(articles)), *kinds) if group[1]]
    known = index.kb.records.entities
    links = {id: link_to(known[id], HERE) for id in shown} | {id: index.article_link(id, HERE) for id in articles}
    # How wide a column is follows from how many there are: so they are filled as if each were the narrowest.
    columns = arrange(groups, list(edges), heights(links, dict.fromkeys(links, NARROWEST)))
    titles = {ARTICLES: "Articles"} | {kind.id: kind.plural for kind in index.kinds}
    quiet = [(id, entity.id) for id, entities in articles.items() for entity in entities]
    return draw_graph(GraphPlan(columns, links, titles, _across(len(columns))), edges, quiet)


def _across(count: int) -> tuple[tuple[int, int], ...]:
    """Return the left and the width of each column."""
    width = min(WIDEST, (WIDTH - GAP * (count - 1)) // count)
    step = (WIDTH - width) // max(1, count - 1)
    return tuple((step * at, width) for at in range(count))


def _sections(index: SiteIndex, shown: Set[str], articles: Mapping[str, tuple[Entity, ...]]) -> Iterator[GraphSection]:
    """Yield the same nodes and edges in words, the articles last, because their lists are long."""
    for kind in index.kinds:
        if members := [entity for entity in index.members(kind.id) if entity.id in shown]:
            yield GraphSection(kind.id, kind.plural, tuple(_listed(index, entity, shown) for entity in members))
    if articles:
        ties = ((id, tuple(Tie(link_to(e, HERE), False) for e in those)) for id, those in articles.items())
        nodes = tuple(ListedNode(index.article_link(id, HERE), (("Speaks of", those),)) for id, those in ties)
        yield GraphSection(ARTICLES, "Articles", nodes)


def _listed(index: SiteIndex, entity: Entity, shown: Set[str]) -> ListedNode:
    groups = (
        (label, tuple(Tie(relation_link(index, r, HERE), r.contested) for r in those if r.other.id in shown))
        for label, those in relations(index, entity).items()
    )
    return ListedNode(link_to(entity, HERE), tuple(group for group in groups if group[1]))


def neighbourhood(index: SiteIndex, entity: Entity) -> Neighbourhood | None:
    """Return the neighbourhood of an entity, or None where a list says as much."""
    groups = relations(index, entity)
    count = len({relation.other.id for those in groups.values() for relation in those})
    if count < FEWEST_NEAR:
        return None
    chosen = _chosen(groups)
    near = [relation for those in chosen.values() for relation in those]
    return Neighbourhood(
        sketch=_around(index, entity, chosen),
        shown=len({relation.other.id for relation in near}),
        count=count,
        contested=any(relation.contested for relation in near),
    )


def _chosen(groups: Mapping[str, Iterable[Relation]]) -> dict[str, list[Relation]]:
    """Return as many as there is room for: contested ones, then the first of each label, then the second, and so on."""
    ranked = [[(label, one) for one in sorted(those, key=lambda r: not r.contested)] for label, those in groups.items()]
    turns = [pair for pair in chain.from_iterable(zip_longest(*ranked)) if pair][:MOST_NEAR]
    chosen = {label: [one for at, one in turns if at == label] for label in groups}
    return {label: those for label, those in chosen.items() if those}


def _around(index: SiteIndex, entity: Entity, chosen: Mapping[str, list[Relation]]) -> GraphDrawing:
    here = entity.page
    near = {f"{label}/{one.other.id}": one for label, those in chosen.items() for one in those}
    articles = {f"/{article.id}": article.id for article in _articles_on(index, entity)[:MOST_NEAR_ARTICLES]}
    links = {HUB: Link(entity.name, "", draft=entity.draft)}
    links |= {node: index.article_link(id, here) for node, id in articles.items()}
    links |= {node: link_to(one.other, here) for node, one in near.items()}
    edges: dict[Edge, bool] = {(HUB, article): False for article in articles}
    edges |= {(HUB, node): one.contested for node, one in near.items()}
    titles = {label: label for label in chosen} | {NEAR_ARTICLES: "Articles", HUB: ""}
    left: Column = ((NEAR_ARTICLES, tuple(articles)),) if articles else ()
    right = tuple((label, tuple(f"{label}/{one.other.id}" for one in those)) for label, those in chosen.items())
    return draw_graph(GraphPlan((left, ((HUB, (HUB,)),), right), links, titles, NEAR_ACROSS, centred=True), edges)
