"""References: records in, the links between them seen from their targets out; every id or address that leads nowhere is a finding.

A denied or rejected reference makes no link back: the page of the thing referred to would say what the source denies. A published
address is never lost without a word: one that leads to a statement which has gone again would be, and one whose statement still
stands there would name two things.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches

from druzhba_kb.folding import fold, nearest, slug
from druzhba_kb.model import TAKEN, Article, Attribute, Backlink, Claim, Entity, Kind, Move, Records, Statement
from druzhba_kb.report import Place, Report, argument
from druzhba_kb.values.base import quoted

NO_ENTITY = "; expected an id, or {words: …} for one who is no entity"


def claims_of(records: Records, entity: Entity) -> Iterator[tuple[Statement, Claim, Attribute]]:
    """Yield each claim of an entity with its statement and its attribute."""
    attributes = records.kinds[entity.kind].attributes
    for statement in entity.statements:
        for claim in statement.claims:
            yield statement, claim, attributes[claim.attribute]


def filled_claims(records: Records, entity: Entity) -> Iterator[tuple[Statement, Claim, Attribute]]:
    """Yield each value of an entity's columns with the statement of another record that gives it."""
    attributes = records.kinds[entity.kind].attributes
    yield from ((statement, claim, attributes[claim.attribute]) for statement, claim in entity.filled)


def relate_references(records: Records, report: Report) -> dict[str, tuple[Backlink, ...]]:
    """Return the backlinks of each entity, after a check that every id leads to a record of the right kind."""
    backlinks: dict[str, list[Backlink]] = {}
    for entity in records.entities.values():
        _check_evidence(records, entity, report)
        for statement, claim, attribute in claims_of(records, entity):
            if attribute.type != "ref" or claim.value is None:
                continue
            if _leads_right(records, claim, attribute, report) and statement.stands:
                backlinks.setdefault(claim.value, []).append(Backlink(entity.id, attribute.name, statement.id))
        for statement, claim, attribute in filled_claims(records, entity):
            if attribute.type == "ref" and claim.value and claim.value in records.entities and statement.stands:
                backlinks.setdefault(claim.value, []).append(Backlink(entity.id, attribute.name, statement.id))
    _check_changes(records, report)
    _check_absent(records, report)
    _check_subjects(records, report)
    _check_exceptions(records, report)
    _check_cycles(records, report)
    _check_pages(records, report)
    return {id: tuple(links) for id, links in sorted(backlinks.items())}


def record_named(records: Records, name: str, known: Iterable[str]) -> str | None:
    """Return the one of these ids whose record has exactly this name, in whatever case."""
    wanted = fold(name).casefold()
    found = [id for id in known if any(fold(one).casefold() == wanted for one in _names(records, id))]
    return found[0] if wanted and len(found) == 1 else None


def _names(records: Records, id: str) -> tuple[str, ...]:
    if id in records.entities:
        return records.entities[id].names
    titled = records.articles.get(id) or records.references.get(id)
    return (titled.title,) if titled else ()


def unknown(records: Records, what: str, wrong: str, known: Collection[str], otherwise: str = "") -> str:
    """Return the message on an id of nothing; where it is the name of something, that is meant."""
    named = record_named(records, wrong, known)
    near = f"; did you mean '{named}'?" if named else nearest(slug(wrong) or wrong, list(known))
    return f"there is no {what.format(quoted(wrong))}{near or otherwise}"


def chosen_kind(kinds: Mapping[str, Kind], id: str, report: Report, option: str = "KIND") -> Kind | None:
    """Return the kind with an id; an id of none is a finding with the nearest, which may be named by its labels too."""
    if id not in kinds:
        called = {name.casefold(): kind.id for kind in kinds.values() for name in (kind.plural, kind.label, kind.id)}
        close = get_close_matches(id.casefold(), called, n=1)
        near = f"; did you mean '{called[close[0]]}'?" if close else nearest(id, list(kinds))
        report.error(argument(option), "unknown-kind", f"there is no kind {quoted(id)}{near}")
    return kinds.get(id)


def _leads_right(records: Records, claim: Claim, attribute: Attribute, report: Report) -> bool:
    target = records.entities.get(claim.value or "")
    if target is None:
        known = [id for id, entity in records.entities.items() if entity.kind in attribute.to]
        message = unknown(records, f"{{}} among {' and '.join(attribute.to)}", claim.value or "", known)
        report.error(claim.place, "unknown-reference", message)
        return False
    if target.kind not in attribute.to:
        message = (
            f"'{claim.value}' is one of the {target.kind}; '{attribute.name}' leads to {' or '.join(attribute.to)}"
        )
        report.error(claim.place, "wrong-kind", message)
        return False
    return True


def _check_evidence(records: Records, entity: Entity, report: Report) -> None:
    for alias in entity.aliases:
        if alias.source and alias.source not in records.articles:
            message = unknown(records, "article {}", alias.source, records.articles)
            report.error(alias.place, "unknown-article", message)
    _check_citations(records, entity, report)
    for statement in entity.statements:
        for item in statement.evidence:
            if item.article not in records.articles:
                message = unknown(records, "article {}", item.article, records.articles)
                report.error(item.article_place, "unknown-article", message)
            for speaker in filter(None, (*item.said_by, item.origin)):
                if speaker.id and speaker.id not in records.entities:
                    message = unknown(records, "entity {}", speaker.id, records.entities, NO_ENTITY)
                    report.error(speaker.place, "unknown-speaker", message)


def _check_citations(records: Records, entity: Entity, report: Report) -> None:
    """Report each reference of an alias or a statement that is not there."""
    named = [(alias.place, alias.reference) for alias in entity.aliases if alias.reference]
    named += [(one.place, one.reference) for statement in entity.statements for one in statement.citations]
    for place, id in named:
        if id not in records.references:
            message = unknown(records, "reference {} in references/", id, records.references)
            report.error(place, "unknown-reference", message)


def _check_changes(records: Records, report: Report) -> None:
    known = [*records.entities, *records.articles]
    every = [*known, *records.references]
    gone = {item.record for change in records.changes for item in change.items if item.name}
    for change in records.changes:
        for id in change.about:
            if id not in known:
                report.error(change.place, "unknown-reference", unknown(records, "{}", id, known))
        for item in change.items:
            if item.record not in every and item.record not in gone:
                message = unknown(records, "{}", item.record, every, "; expected its 'name', if it is gone")
                report.error(item.place, "unknown-reference", message)


def _check_absent(records: Records, report: Report) -> None:
    """Report each entity and attribute that an article is said not to give and that is not there."""
    for article in records.articles.values():
        for one in article.absent:
            entity = records.entities.get(one.entity)
            if entity is None:
                message = unknown(records, "entity {}", one.entity, records.entities)
                report.error(one.entity_place, "unknown-reference", message)
            elif one.attribute not in (known := records.kinds[entity.kind].attributes):
                message = f"{records.kinds[entity.kind].plural.lower()} have no '{one.attribute}'"
                report.error(one.place, "unknown-attribute", f"{message}{nearest(one.attribute, list(known))}")


def _check_subjects(records: Records, report: Report) -> None:
    """Report each entity that an article is said to be about and that is not there."""
    for article in records.articles.values():
        for id in article.subjects:
            if id not in records.entities:
                otherwise = "; 'druzhba-kb suggest --write' drafts what it is about under this id"
                message = unknown(records, "entity {}", id, records.entities, otherwise)
                report.error(article.places["subjects"], "unknown-reference", message)


def _check_exceptions(records: Records, report: Report) -> None:
    """Report each exception of an assertion that is no entity of the kind that it is about."""
    for requirement in records.requirements:
        known = [id for id, entity in records.entities.items() if entity.kind == requirement.kind]
        for one in requirement.exceptions:
            if one.id not in records.entities:
                message = unknown(records, f"{{}} among {requirement.kind}", one.id, known)
                report.error(one.place, "unknown-reference", message)
            elif one.id not in known:
                message = (
                    f"'{one.id}' is one of the {records.entities[one.id].kind}; expected one of {requirement.kind}"
                )
                report.error(one.place, "wrong-kind", message)


def _check_cycles(records: Records, report: Report) -> None:
    """Report each cycle of an acyclic attribute once, at the claim that closes it."""
    edges: dict[str, dict[str, dict[str, Place]]] = {}
    for entity in records.entities.values():
        for statement, claim, attribute in claims_of(records, entity):
            if attribute.acyclic and claim.value and claim.value in records.entities and not statement.denies:
                edges.setdefault(attribute.name, {}).setdefault(entity.id, {})[claim.value] = claim.place
    for name, graph in edges.items():
        for path in _cycles(graph):
            message = f"'{name}' runs in a circle: {' → '.join(path)}"
            report.error(graph[path[-2]][path[-1]], "cycle", message)


def _cycles(graph: dict[str, dict[str, Place]]) -> Iterator[list[str]]:
    """Yield a cycle for each edge that leads back into the path on which a depth-first walk stands, without recursion."""
    done: set[str] = set()
    for start in graph:
        path, walks = [start], [iter(graph[start])]
        while walks and start not in done:
            target = next(walks[-1], None)
            if target is None:
                done.add(path.pop())
                walks.pop()
            elif target in path:
                yield [*path[path.index(target) :], target]
            elif target not in done:
                path.append(target)
                walks.append(iter(graph.get(target, {})))


def _check_pages(records: Records, report: Report) -> None:
    """Report every two inputs that would write the same page."""
    for kind in records.kinds.values():
        if kind.id in TAKEN:
            report.error(
                kind.place,
                "page-collision",
                f"the site has a page '{kind.id}' of its own; expected another name of the folder",
            )
    for code in records.translations:
        taken = [kind.place for kind in records.kinds.values() if kind.id == code]
        taken += [page.place for page in records.pages.values() if page.page.partition("/")[0] == code]
        for place in taken:
            message = f"the site in the language '{code}' stands at '{code}/'; expected another name, or no translation"
            report.error(place, "page-collision", message)
    folders = {id: kind.place.file for id, kind in records.kinds.items()} | dict.fromkeys(TAKEN, "the site itself")
    for kind in records.kinds.values():
        for former in kind.formerly:
            if former in folders:
                message = f"'{former}' is in use by {folders[former]}; a former folder leads to one kind only"
                report.error(kind.place, "page-collision", message)
            folders.setdefault(former, kind.place.file)
    owners: dict[str, str] = {}
    pages = records.articles_and_entities
    for one in (*pages, *records.references.values()):
        if one.id in owners:
            report.error(one.place, "repeated-id", f"the id '{one.id}' is taken by {owners[one.id]}")
        owners.setdefault(one.id, one.place.file)
    for record in pages:
        for former in record.formerly:
            if former in owners:
                message = f"'{former}' is in use by {owners[former]}; a former id leads to one page only"
                report.error(record.places["formerly"], "page-collision", message)
            owners.setdefault(former, record.place.file)


def chosen_articles(records: Records, ids: Iterable[str], report: Report) -> list[Article]:
    """Return the articles with these ids, all without any; an id of no article is a finding."""
    chosen = list(dict.fromkeys(ids)) or list(records.articles)
    for id in chosen:
        if id not in records.articles:
            message = unknown(records, "article {}", id, records.articles)
            report.error(argument("ARTICLE"), "unknown-article", message)
    return [records.articles[id] for id in chosen if id in records.articles]


def verify_moves(records: Records, report: Report) -> None:
    """Report each move that is from or to nowhere, and each that is needless or stands twice."""
    former = {old: entity for entity in records.entities.values() for old in entity.formerly}
    seen: set[tuple[str, str]] = set()
    for move in records.moved:
        page = records.entities.get(move.entity) or former.get(move.entity)
        if page is None:
            _unknown_entity(records, move, "entity", move.entity, report)
        elif (move.entity, move.was) in seen or _states(page, move.was):
            why = "stands here twice" if (move.entity, move.was) in seen else f"still stands in '{page.id}'"
            report.error(move.places["was"], "needless-move", f"the statement '{move.was}' {why}; delete this line")
        seen.add((move.entity, move.was))
        _verify_target(records, move, report)


def _verify_target(records: Records, move: Move, report: Report) -> None:
    target = records.entities.get(move.to)
    if target is None:
        _unknown_entity(records, move, "to", move.to, report)
    elif not _states(target, move.now):
        way = "'druzhba-kb moved BASE' finds where it stands, or delete this line"
        message = f"'{move.to}' has no statement '{move.now}', to which an old address leads; {way}"
        report.error(move.places["now"], "moved-nowhere", message)
    elif target.draft and move.entity not in records.drafts:
        message = f"'{move.to}' is a draft; remove 'status: draft' from {target.place.file}, or what refers to it here"
        report.error(move.places["to"], "draft-reference", message)


def _unknown_entity(records: Records, move: Move, key: str, id: str, report: Report) -> None:
    report.error(move.places[key], "unknown-reference", unknown(records, "entity {}", id, records.entities))


def _states(entity: Entity, statement: str) -> bool:
    return any(one.id == statement for one in entity.statements)
