"""Records: findings out where names are shared, links or pictures lead nowhere, something needs a draft, or words have an id.

What these need is the records alone, not their evidence, so they are told even where texts are missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from posixpath import dirname, join, normpath

from druzhba_kb.folding import fold, nearest
from druzhba_kb.model import Alias, Declared, Entity, Evidence, Kind, Records, Statement
from druzhba_kb.relate.references import claims_of
from druzhba_kb.report import Place, Report

# no images: their files are the theme's, and the link check of the site sees them
LINK = re.compile(r"(?<!!)\[[^\[\]]+\]\(([^()\s]+)\)")
DIGIT = re.compile(r"-(?=.*\d)|\d.*-")
ID_IN_WORDS = re.compile(r"(?<![\w./-])[a-z0-9]+(?:-[a-z0-9]+)+(?![\w/-])")
HAS_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


def verify_names(records: Records, report: Report) -> None:
    """Report each name of two entities, unless it is a metonym or every alias that bears it says that it is ambiguous."""
    owners: dict[str, list[tuple[Entity, bool, Place]]] = {}
    for entity in records.entities.values():
        for name, ambiguous, place in _names(entity):
            owners.setdefault(fold(name).casefold(), []).append((entity, ambiguous, place))
            report.checked["names"] += 1
    for name, holders in owners.items():
        _verify_name(name, holders, report)


def _names(entity: Entity) -> list[tuple[str, bool, Place]]:
    own = (entity.name, False, entity.places.get("name", entity.place))
    # a capital may stand for its government, and for several bodies of it
    aliases = [alias for alias in entity.aliases if alias.use != "metonym"]
    return [own, *((alias.name, alias.ambiguous, alias.place) for alias in aliases)]


def _verify_name(name: str, holders: list[tuple[Entity, bool, Place]], report: Report) -> None:
    first, *others = holders
    for entity, ambiguous, place in others:
        # both must say so, or the one that does not would be linked everywhere
        if entity.id != first[0].id and not (ambiguous and first[1]):
            where = f"{first[2].file}:{first[2].line}"
            named = next((one.id for one in (entity, first[0]) if fold(one.name).casefold() == name), None)
            way = "say 'ambiguous: true' at both aliases, or drop one"
            if named:  # nothing can be said of a name that is no alias
                way = f"name '{named}' more fully; as an alias of both, with 'ambiguous: true', it may stay"
            message = f"'{name}' is a name of '{first[0].id}' too ({where}); {way}"
            report.error(place, "name-of-two", message)


def verify_drafts(records: Records, report: Report) -> None:
    """Report each reference, speaker and link of something published that leads to a draft."""
    files = {one.id: one.place.file for one in records.articles_and_entities if one.draft}
    ids = {file: id for id, file in files.items()}
    linked = ((place, ids.get(path)) for place, _, path in links_to_files(records.published))
    for place, id in chain(_named(records.published), linked):
        if id in files:
            message = f"'{id}' is a draft; remove 'status: draft' from {files[id]}, or what refers to it here"
            report.error(place, "draft-reference", message)


def _named(records: Records) -> Iterator[tuple[Place, str | None]]:
    """Yield each id that a statement names: as a value, as a speaker or origin, or as one whom it concerns."""
    for entity in records.entities.values():
        for _, claim, attribute in claims_of(records, entity):
            if attribute.type == "ref":
                yield claim.place, claim.value
        for statement in entity.statements:
            quoted = (one for item in statement.evidence for one in (*item.said_by, item.origin) if one)
            yield from ((speaker.place, speaker.id) for speaker in quoted)
            yield from ((concern.place, concern.id) for concern in statement.concerns)


def verify_citations(records: Records, report: Report) -> None:
    """Report each value that rests on a reference though its attribute does not allow it, or that is a source's words.

    A gazetteer may give a position or a spelling; what happened needs quoted words, which can be held against a text.
    """
    for entity in records.entities.values():
        for statement in entity.statements:
            if statement.citations:
                report.checked["citations of references"] += len(statement.citations)
                _verify_citation(records.kinds[entity.kind], statement, report)


def _verify_citation(kind: Kind, statement: Statement, report: Report) -> None:
    allowed = [attribute.name for attribute in kind.attributes.values() if attribute.references]
    for claim in statement.claims:
        if claim.attribute not in allowed:
            known = (
                f"of {kind.plural.lower()} it may be {', '.join(allowed)}"
                if allowed
                else f"no attribute of {kind.plural.lower()} may"
            )
            message = (
                f"'{claim.attribute}' cannot rest on a reference; {known}; quote an article, or say 'references: true'"
            )
            report.error(claim.place, "not-by-reference", message)
        elif claim.words is not None and statement.by_reference:
            message = f"the words of '{claim.attribute}' cannot be held against a reference; expected a value"
            report.error(claim.place, "not-by-reference", message)


def verify_words(records: Records, report: Report) -> None:
    """Report each id that stands in a note or a summary: readers know things and articles by their names alone.

    Only ids with a digit are told from words: duran-2016 is no English, sea-port may be.
    """
    ids = {id for id in (*records.articles, *records.entities) if DIGIT.search(id)}
    for place, text in _notes(records):
        for id in dict.fromkeys(ID_IN_WORDS.findall(LINK.sub("", text))):
            if id in ids:
                message = f"'{id}' is an id, which readers do not know; name the article or the thing in words"
                report.warning(place, "id-in-words", message)


def _notes(records: Records) -> Iterator[tuple[Place, str]]:
    """Yield each text in the editors' own words that a page shows as it is."""
    for entity in records.entities.values():
        yield entity.places.get("summary", entity.place), entity.summary
        evidence = [item for statement in entity.statements for item in statement.evidence]
        noted: list[Alias | Declared | Statement | Evidence] = [*entity.aliases, *entity.declared, *entity.statements]
        yield from ((one.place, one.note) for one in [*noted, *evidence] if one.note)
    for article in records.articles.values():
        yield from ((reason.place, reason.text) for reason in article.uncited.values())
        yield article.places.get("published_note", article.place), article.published_note or ""


def verify_links(records: Records, report: Report) -> None:
    """Check every link of a summary or a digest that names a file."""
    files = {article.place.file: None for article in records.articles.values()}
    files |= {entity.place.file: None for entity in records.entities.values()}
    for place, target, path in links_to_files(records):
        report.checked["links to files"] += 1
        # such a path would resolve on the editor's machine, and nowhere else
        if path.startswith(("../", "/")):
            report.error(
                place, "outside-link", f"'{target}' leads out of the project; expected an article or an entity"
            )
        elif path not in files:
            report.error(place, "unknown-link", f"'{target}' leads to no article or entity{nearest(path, [*files])}")


def verify_pictures(records: Records, report: Report) -> None:
    """Check that the picture of each entity is one of points in `assets/`."""
    known = [file for file, asset in records.assets.items() if asset.width]
    for image in (entity.image for entity in records.entities.values() if entity.image):
        if image.file not in known:
            message = f"'{image.file}' is no PNG, JPEG, WebP or GIF in 'assets'{nearest(image.file, known)}"
            report.error(image.place, "unknown-link", message)


def links_to_files(records: Records) -> Iterator[tuple[Place, str, str]]:
    """Yield each link of a summary or a digest that names a file: its place, its target and the path that this means."""
    for place, markdown in _texts(records):
        for target in LINK.findall(markdown):
            if not HAS_SCHEME.match(target):
                yield place, target, normpath(join(dirname(place.file), target.partition("#")[0]))


def _texts(records: Records) -> Iterator[tuple[Place, str]]:
    for entity in records.entities.values():
        yield entity.places.get("summary", entity.place), entity.summary
    for article in records.articles.values():
        yield from ((passage.place, passage.markdown) for passage in article.body)
