"""Graph page: the site index in, the neighbourhoods of its entities and the list to choose one from out.

The page of an entity has the drawing: the entity, what it refers to or is referred to by, and what these hang together
with, the relation on each edge. Only what a source says is an edge, and it is marked where sources differ on it; that two
are named in one article ties them to the article and not to each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, islice, zip_longest

from druzhba_kb.locales import formats, gettext
from druzhba_kb.model import Entity
from druzhba_kb.relate.references import claims_of, filled_claims
from druzhba_kb.render.drawings.graph import Branch, GraphDrawing, Ray, draw_graph
from druzhba_kb.render.page_model import Link, link_to
from druzhba_kb.render.site_index import SiteIndex
from druzhba_kb.render.views.attributions import other_voice

HERE = "graph/"
DRAWN = "#near"  # where the drawing stands on an entity's page
MOST_NEAR, MOST_FAR = 10, 14
LOOKED = 30  # references of a neighbour that are looked at: a country may have thousands
LISTED = 150  # of those without a link, so that the page does not grow with the base


@dataclass(frozen=True, slots=True)
class Relation:
    """A reference seen from one of its ends: the head of the other, what it is to this one, and the ids of what says so."""

    label: str
    other: Entity
    contested: bool
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The drawing, how many of the neighbours it shows, whether any edge is contested, and whether what leads on is cut."""

    sketch: GraphDrawing
    shown: int
    count: int
    contested: bool
    cut: bool


@dataclass(frozen=True, slots=True)
class GraphSection:
    """The entities of a kind whose neighbourhoods are drawn, each with how many neighbours it has."""

    name: str
    links: tuple[tuple[Link, int], ...]


@dataclass(frozen=True, slots=True)
class GraphView:
    """The entity with the most neighbours, its neighbourhood, and the list from which another is chosen.

    `more` counts those without a link that the list leaves out.
    """

    link: Link
    near: Neighbourhood
    sections: tuple[GraphSection, ...]
    alone: tuple[Link, ...]
    more: int


def relations(index: SiteIndex, entity: Entity, own: bool = False) -> dict[str, tuple[Relation, ...]]:
    """Return the references in both directions by label, each entity once under each, contested where any is.

    One of the entity to itself is among them for lists, with `own`; no drawing shows it.
    """
    found: dict[str, dict[str, Relation]] = {}
    for relation in (one for one in _every(index, entity) if own or one.other.id != entity.id):
        group = found.setdefault(relation.label, {})
        before = group.get(relation.other.id, replace(relation, statements=()))
        contested = before.contested or relation.contested
        statements = (*before.statements, *relation.statements)
        group[relation.other.id] = replace(before, contested=contested, statements=statements)
    return {label: tuple(group.values()) for label, group in found.items()}


def _every(index: SiteIndex, entity: Entity) -> Iterator[Relation]:
    """Yield what an entity refers to, then what refers to it."""
    records = index.kb.records
    for statement, claim, attribute in (*claims_of(records, entity), *filled_claims(records, entity)):
        refers = attribute.type == "ref" and statement.stands
        other = index.heads.get(claim.value or "") if refers else None
        if other is not None:
            contested = index.contest(entity, attribute.name, statement.id) == "fact"
            yield Relation(attribute.label, other, contested, (statement.id,))
    for back in index.kb.backlinks.get(entity.id, ()):
        other = index.heads[back.source]  # who has many neighbours is no reason to be made at every edit of one
        contested = index.contest(other, back.attribute, back.statement) == "fact"
        attribute = index.attribute(other, back.attribute)
        # L10n: what a record is called that refers to another by an attribute without a word for that: "Architect of"
        label = attribute.inverse or gettext("{label} of").format(label=attribute.label)
        yield Relation(label, other, contested, (back.statement,))


def relation_link(index: SiteIndex, relation: Relation, here: str) -> Link:
    """Return a link to the other end, noting who says so where no article does in its own voice: a speaker, a reference."""
    statements = [index.statements[id][1] for id in relation.statements]
    items = [item for statement in statements for item in statement.evidence]
    cited = dict.fromkeys(one.reference for statement in statements for one in statement.citations)
    titles = formats.commas(index.kb.records.references[id].title for id in cited)
    return link_to(relation.other, here, other_voice(index, items, here) if items else titles)


def graph_view(index: SiteIndex) -> GraphView | None:
    """Return the page of the graph, or None where nothing refers to anything."""
    known = index.kb.records.entities
    near = {id: {one.other.id for one in _every(index, entity)} - {id} for id, entity in known.items()}
    counts = {id: len(others) for id, others in near.items() if others}
    if not counts:
        return None
    most = known[min(counts, key=lambda id: (-counts[id], id))]
    drawn = neighbourhood(index, most, HERE)
    assert drawn
    sections = (
        GraphSection(kind.plural, tuple((_drawn(one, HERE), counts[one.id]) for one in members))
        for kind in index.kinds
        if (members := [one for one in index.members(kind.id) if one.id in counts])
    )
    alone = index.in_order(known.keys() - counts.keys())
    links = tuple(link_to(entity, HERE, index.kind(entity).label) for entity in alone[:LISTED])
    return GraphView(link_to(most, HERE), drawn, tuple(sections), links, len(alone) - len(links))


def _drawn(entity: Entity, here: str) -> Link:
    """Return a link to an entity's own drawing."""
    link = link_to(entity, here)
    return replace(link, href=link.href + DRAWN)


def neighbourhood(index: SiteIndex, entity: Entity, here: str = "") -> Neighbourhood | None:
    """Return the neighbourhood of an entity as its own page or another shows it, or None where it has no neighbour."""
    here = here or entity.page
    near = _near(index, entity)
    if not near:
        return None
    chosen = dict(islice(near.items(), MOST_NEAR))
    onward, cut = _onward(index, entity, chosen)
    branches = tuple(
        Branch(_drawn(one.other, here), one.label, one.contested, onward.get(id, ())) for id, one in chosen.items()
    )
    far = {id: _drawn(index.heads[id], here) for rays in onward.values() for ray in rays for id in ray.ends}
    sketch = draw_graph(Link(entity.name, "", draft=entity.draft), branches, far)
    return Neighbourhood(sketch, len(chosen), len(near), any(edge.contested for edge in sketch.edges), cut)


def _near(index: SiteIndex, entity: Entity) -> dict[str, Relation]:
    """Return the neighbours, each once with all that it is: contested ones, then the first of each label, and so on."""
    groups = [sorted(those, key=lambda one: not one.contested) for those in relations(index, entity).values()]
    turns = [one for one in chain.from_iterable(zip_longest(*groups)) if one]
    found: dict[str, Relation] = {}
    for one in sorted(turns, key=lambda one: not one.contested):
        before = found.setdefault(one.other.id, one)
        if before is not one:
            label, contested = f"{before.label}, {one.label}", before.contested or one.contested
            found[one.other.id] = replace(before, label=label, contested=contested)
    return found


def _onward(index: SiteIndex, hub: Entity, near: Mapping[str, Relation]) -> tuple[dict[str, tuple[Ray, ...]], bool]:
    """Return what leads on from each neighbour, to those at which most of them meet, then to the first of each; and if cut."""
    known = index.kb.records.entities
    seen = {
        id: [one for one in islice(_every(index, known[id]), LOOKED) if one.other.id not in {hub.id, *near}]
        for id in near
    }
    met: dict[str, set[str]] = {}
    for turn in zip_longest(*seen.values()):
        for id, one in zip(seen, turn, strict=True):
            if one:
                met.setdefault(one.other.id, set()).add(id)
    kept = set(sorted(met, key=lambda id: -len(met[id]))[:MOST_FAR])
    return {id: _rays(one for one in those if one.other.id in kept) for id, those in seen.items()}, len(kept) < len(met)


def _rays(relations: Iterator[Relation]) -> tuple[Ray, ...]:
    """Return the edges by what they say."""
    found: dict[str, dict[str, bool]] = {}
    for one in relations:
        ends = found.setdefault(one.label, {})
        ends[one.other.id] = ends.get(one.other.id, False) or one.contested
    return tuple(Ray(label, ends) for label, ends in found.items())
