"""Vouching: the knowledge base in, the lines out that say what was held against a text and found borne out.

Written only where the text is here and nothing stands against the base; a clone without the text can then check that what
it reads is what was held against it.
"""

from __future__ import annotations

from collections.abc import Iterator

from druzhba_kb.model import Entity, KnowledgeBase, Records
from druzhba_kb.relate.references import claims_of
from druzhba_kb.verify.digests import cited, digest_line, summary_line
from druzhba_kb.verify.paraphrases import Paraphrases, is_paraphrase
from druzhba_kb.verify.speakers import is_meant, names_of, speaker_line
from druzhba_kb.verify.support import is_of_the_day, says_in_block, time_line, times_of


def vouched_lines(kb: KnowledgeBase) -> Iterator[tuple[str, str]]:
    """Yield the article and the line for each value, digest, summary and speaker of a base that is sound."""
    checker = Paraphrases(kb.records)
    for entity in kb.records.entities.values():
        yield from _values(checker, entity)
        yield from _speakers(kb.records, entity)
        yield from _times(kb.records, entity)
        yield from (
            (article.id, summary_line(article, entity)) for article in cited(kb.records, entity) if entity.summary
        )
    for article in kb.records.articles.values():
        yield from ((article.id, digest_line(article, passage)) for passage in article.body if passage.is_written)


def _values(checker: Paraphrases, entity: Entity) -> Iterator[tuple[str, str]]:
    """Yield a line for each value that says what only its block has; what the quotation bears needs none."""
    for statement, claim, attribute in claims_of(checker.records, entity):
        value = claim.value or ""
        # a line for each value would let anybody guess the text from its hashes
        if is_paraphrase(claim, attribute, statement) and checker.over_quotations(entity, statement, value):
            yield from ((item.article, checker.value_line(item, value)) for item in statement.evidence)


def _speakers(records: Records, entity: Entity) -> Iterator[tuple[str, str]]:
    for statement in entity.statements:
        for item in statement.evidence:
            article = records.articles[item.article]
            block = item.quoted_block
            for speaker in item.said_by:
                names = names_of(records, speaker)
                if block is not None and is_meant(article, block, item.quote, speaker, names):
                    yield article.id, speaker_line(article, item, speaker)


def _times(records: Records, entity: Entity) -> Iterator[tuple[str, str]]:
    for statement in entity.statements:
        for time in times_of(statement):
            for item in time.items:
                article = records.articles[item.article]
                # what a clone can see by itself needs no seal
                if not is_of_the_day(article, time.value) and says_in_block(article, item, time.value):
                    yield article.id, time_line(article, item, time)
