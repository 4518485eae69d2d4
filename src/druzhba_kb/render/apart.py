"""Apart: an article in, what other articles contradict it in and what only this article says out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from druzhba_kb.model import Article, Entity
from druzhba_kb.render.contest import Contest, contests_of
from druzhba_kb.render.evidence import anchor
from druzhba_kb.render.page_model import Link, href, link_to
from druzhba_kb.render.shown import Shown, show_claim
from druzhba_kb.render.site_index import SiteIndex


@dataclass(frozen=True, slots=True)
class Single:
    """A value that stands in one article only, and the way to its evidence."""

    shown: Shown
    evidence: str


@dataclass(frozen=True, slots=True)
class Alone:
    """An entity with the values that stand in one article only."""

    entity: Link
    values: tuple[Single, ...]


def contradicted(cat: SiteIndex, article: Article) -> tuple[Contest, ...]:
    """Return the disagreements in which the article stands on one side and another article on another."""
    speaking = {*cat.quoted.get(article.id, ()), *cat.named.get(article.id, ())}
    disputed = (cat.kb.records.entities[id] for id in sorted(speaking) if id in cat.disagreements)
    contests = (contest for entity in disputed for contest in contests_of(cat, entity, article.page))
    return tuple(contest for contest in contests if _is_against(contest, cat.labels[article.id]))


def alone(cat: SiteIndex, article: Article) -> tuple[Alone, ...]:
    """Return the values of single attributes that only this article gives, by entity."""
    quoting = cat.quoted.get(article.id, {})
    found = ((entity, _singles(cat, article, entity)) for entity in cat.in_order(quoting))
    return tuple(Alone(link_to(entity, article.page), values) for entity, values in found if values)


def _is_against(contest: Contest, label: str) -> bool:
    """Whether some side is held by the article and some side by others and not by it."""
    sides = [{quoted.source.article for quoted in side.quotes} for side in contest.sides]
    return any(label in side for side in sides) and any(side and label not in side for side in sides)


def _singles(cat: SiteIndex, article: Article, entity: Entity) -> tuple[Single, ...]:
    """Return each value once that is not wholly inferred, with the first evidence that bears it."""
    every = ((statement, claim) for statement in entity.statements for claim in statement.claims)
    claimed = [(s, claim) for s, claim in every if {"value", claim.attribute}.isdisjoint(s.inferred)]
    giving: dict[str, set[str]] = defaultdict(set)
    for statement, claim in claimed:
        giving[claim.attribute] |= {evidence.article for evidence in statement.evidence}
    found: dict[Shown, Single] = {}
    for statement, claim in claimed:
        if cat.attribute(entity, claim.attribute).single and giving[claim.attribute] == {article.id}:
            shown = show_claim(cat, entity, claim, article.page, statement.denies)
            found.setdefault(shown, Single(shown, href(article.page, entity.page, anchor(statement, 1))))
    return tuple(found.values())
