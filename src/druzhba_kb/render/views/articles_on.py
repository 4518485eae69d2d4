"""Articles on a record: an entity in, out the evidence in which something is stated of it, here or on the pages of others.

Each page that counts articles counts these: an index once said "no statement" of whom others' pages quote, and an article that
repeats what somebody says was counted as one on the speaker. What is not sure to be on the record is not counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from druzhba_kb.model import Article, Entity, Evidence, Statement
from druzhba_kb.render.site_index import SiteIndex
from druzhba_kb.values import is_inferred


def is_heard(entity: Entity, item: Evidence) -> bool:
    """Whether a quotation is what an entity says: in the words of the article, or as where the article has it from."""
    return any(one.id == entity.id for one in (*item.said_by, item.origin) if one)


def own_evidence(index: SiteIndex, home: Entity, statement: Statement, entity: Entity) -> Sequence[Evidence]:
    """Return the evidence that is surely about an entity, of a statement on the page of another.

    An article that says what a speaker says does not name the speaker, one whose words give no reference does not refer to
    it, and of several that bear out what an editor declares to concern the entity, each need not speak of it.
    """
    heard = [item for item in statement.evidence if is_heard(entity, item)]
    names = [claim.attribute for claim in statement.claims if claim.value == entity.id]
    if names:
        there = [index.attribute(home, name) for name in names]
        given = [
            item
            for item in statement.evidence
            if not all(is_inferred(statement.inferred_in(item.article), one) for one in there)
        ]
        return [item for item in statement.evidence if item in heard or item in given] or statement.evidence
    declared = any(concern.id == entity.id for concern in statement.concerns)
    several = len({item.article for item in statement.evidence}) > 1
    return heard or (() if declared and several else statement.evidence)


def evidence_on(index: SiteIndex, entity: Entity) -> Iterator[Evidence]:
    """Yield the evidence of what is stated of an entity: on its page, in its columns, and on the pages of others."""
    for statement in (*entity.statements, *(statement for statement, _ in entity.filled)):
        yield from statement.evidence
    for pair in index.about.get(entity.id, ()):
        yield from own_evidence(index, *pair, entity)


def articles_on(index: SiteIndex, entity: Entity) -> tuple[Article, ...]:
    """Return the articles from which something is stated of an entity, by date."""
    return index.dated({item.article for item in evidence_on(index, entity)})


def is_alone_on(index: SiteIndex, article: Article, entity: Entity) -> bool:
    """Whether an article is the only one that speaks of an entity: that states something of it, names it, or is told to."""
    speaking = _speaking_of(index, entity)
    return next(speaking, "") == article.id and all(one == article.id for one in speaking)


def _speaking_of(index: SiteIndex, entity: Entity) -> Iterator[str]:
    """Yield the articles that speak of an entity, one by one, so that who has found two looks nothing more up."""
    yield from (alias.source for alias in entity.aliases if alias.source)
    yield from (item.article for item in evidence_on(index, entity))
    yield from (mention.article for mention in index.mentions_of.get(entity.id, ()) if mention.article)
