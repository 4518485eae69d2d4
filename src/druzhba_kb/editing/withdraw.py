"""What `withdraw` does: an article or a reference in, what the base would lose without it out.

A publisher may ask that an article be taken out, and an editor must know before what that costs: facts without a source,
entities without a fact, disagreements with one side. Nothing is changed here, for what takes the place of a source is for the
editor to find.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from druzhba_kb.editing.transaction import read_sound
from druzhba_kb.model import Alias, Disagreement, Entity, Records, Statement
from druzhba_kb.relate.disagreements import relate_disagreements
from druzhba_kb.relate.references import chosen_articles
from druzhba_kb.report import Report
from druzhba_kb.verify.own_pages import file_of, targets_of
from druzhba_kb.verify.records import links_to_files


@dataclass(frozen=True, slots=True)
class Loss:
    """What would be lost with an article or a reference, `article` being the id of either.

    `statements` and `aliases` would lose their only source, `weakened` one of several, `bare` entities all that they
    state; `ended` disagreements would have one side left or none; `links` stand in the files named.
    """

    article: str
    statements: tuple[tuple[Entity, Statement], ...]
    weakened: tuple[tuple[Entity, Statement], ...]
    aliases: tuple[tuple[Entity, Alias], ...]
    bare: tuple[Entity, ...]
    ended: tuple[Disagreement, ...]
    links: tuple[str, ...]


def find_loss(root: Path, article: str, report: Report) -> Loss | None:
    """Return what the base would lose with an article or a reference; None where it cannot be read or has neither."""
    read = read_sound(root, report)
    if read is None:
        return None
    _, kb = read
    known = article in kb.records.references or chosen_articles(kb.records, [article], report)
    return _loss(kb.records, kb.disagreements, article) if known else None


def _loss(records: Records, disagreements: Sequence[Disagreement], article: str) -> Loss:
    entities = records.entities.values()
    cited = [(entity, one) for entity in entities for one in entity.statements if article in _sources(one)]
    lost = tuple((entity, statement) for entity, statement in cited if _sources(statement) == {article})
    left = records.without_sources({article})
    # an alias with a note has a reason of its own
    unsourced = [(e, a) for e in entities for a in e.aliases if {*filter(None, (a.source, a.reference))} == {article}]
    return Loss(
        article=article,
        statements=lost,
        weakened=tuple(one for one in cited if one not in lost),
        aliases=tuple((entity, alias) for entity, alias in unsourced if not alias.note),
        bare=tuple(entity for entity in entities if entity.statements and not left.entities[entity.id].statements),
        ended=tuple(_ended(disagreements, left)),
        links=_links(records, article),
    )


def _sources(statement: Statement) -> set[str]:
    return {item.article for item in statement.evidence} | {one.reference for one in statement.citations}


def _ended(disagreements: Sequence[Disagreement], left: Records) -> Iterator[Disagreement]:
    """Yield the disagreements that would have fewer than two sides, or as many as none."""
    sides = {(one.entity, one.about): len(one.positions) for one in relate_disagreements(left)}
    for one in disagreements:
        # one that an editor declared with one side cannot end
        if sides.get((one.entity, one.about), 0) < min(2, len(one.positions)):
            yield one


def _links(records: Records, article: str) -> tuple[str, ...]:
    if article in records.references:
        return ()
    own = records.articles[article].place.file
    linking = [place.file for place, _, path in links_to_files(records) if path == own != place.file]
    pages = (page for page in records.pages.values() if own in (file_of(page, one) for one in targets_of(page)))
    return tuple(dict.fromkeys([*linking, *(page.place.file for page in pages)]))


def loss_text(loss: Loss) -> str:
    """Return the loss for a terminal."""
    parts = [
        _part("statements that would lose their only source", [_statement(*one) for one in loss.statements]),
        _part("statements that would keep another source", [_statement(*one) for one in loss.weakened]),
        _part(
            "names that would lose their source", [f"{e.place.file}:{a.place.line}: {a.name}" for e, a in loss.aliases]
        ),
        _part("entities that would state nothing any more", [f"{one.place.file}: {one.name}" for one in loss.bare]),
        _part("disagreements that would end", [f"{one.entity}: {', '.join(one.about)}" for one in loss.ended]),
        _part("files that link to it", list(loss.links)),
    ]
    return "\n\n".join([f"without '{loss.article}' (nothing is changed):", *parts])


def _part(title: str, lines: Sequence[str]) -> str:
    return "\n".join([f"{title}: {len(lines)}", *(f"  {line}" for line in lines)])


def _statement(entity: Entity, statement: Statement) -> str:
    said = ", ".join(f"{claim.attribute} {_value(claim.value, claim.words)}" for claim in statement.claims)
    return f"{statement.place.file}:{statement.place.line}: {entity.name}: {'not ' if statement.denies else ''}{said}"


def _value(value: str | None, words: str | None) -> str:
    return value if value is not None else f"“{words}”"


def loss_data(loss: Loss) -> dict[str, object]:
    """Return the loss as plain data."""
    return {
        "article": loss.article,
        "statements": [_statement_data(*one) for one in loss.statements],
        "weakened": [_statement_data(*one) for one in loss.weakened],
        "aliases": [{"entity": entity.id, "name": alias.name} for entity, alias in loss.aliases],
        "entities": [entity.id for entity in loss.bare],
        "disagreements": [{"entity": one.entity, "about": list(one.about)} for one in loss.ended],
        "links": list(loss.links),
    }


def _statement_data(entity: Entity, statement: Statement) -> dict[str, object]:
    claims = [{"attribute": one.attribute, "value": one.value, "words": one.words} for one in statement.claims]
    where = {"file": statement.place.file, "line": statement.place.line}
    return {"entity": entity.id, "id": statement.id, **where, "denies": statement.denies, "claims": claims}
