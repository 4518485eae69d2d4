"""Verify: the knowledge base in, findings out: texts, quotations, support of values, names, order of dates, budgets, guards.

This is the promise: what passes here may be published as proved. Doubt refuses. It must never change a record, and never
need the private texts for what a seal can prove.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from druzhba_kb.model import KnowledgeBase, Records
from druzhba_kb.relate.mentions import all_words
from druzhba_kb.report import Report
from druzhba_kb.verify.absences import verify_absences, verify_categories
from druzhba_kb.verify.digests import verify_digests, verify_texts, verify_uncited
from druzhba_kb.verify.guard_checks import NewLines, verify_assertions, verify_ratchets
from druzhba_kb.verify.kept_checks import KeptChecks, digest_of_words
from druzhba_kb.verify.look_alikes import verify_look_alikes
from druzhba_kb.verify.other_records import NamedRecords
from druzhba_kb.verify.outdated import verify_disagreements, verify_summaries
from druzhba_kb.verify.own_pages import verify_pages
from druzhba_kb.verify.paraphrases import Paraphrases, verify_paraphrases
from druzhba_kb.verify.quotations import report_unsealed, verify_commitment, verify_quotations
from druzhba_kb.verify.records import (
    verify_citations,
    verify_drafts,
    verify_links,
    verify_names,
    verify_pictures,
    verify_words,
)
from druzhba_kb.verify.repeated_facts import verify_repeats
from druzhba_kb.verify.sentence_context import verify_context
from druzhba_kb.verify.support import verify_inferred, verify_notes, verify_support, verify_times
from druzhba_kb.verify.translations import verify_translations
from druzhba_kb.verify.volume_limits import verify_volumes


def verify(kb: KnowledgeBase, report: Report, known: Mapping[str, Any] | None = None) -> KeptChecks:
    """Check everything that needs the evidence; return the checks of single records, of which `known` are the rows kept."""
    checks = KeptChecks(kb.records, known or {})
    # what needs no text comes first, so that a clone without texts hears of it too
    verify_names(kb.records, report)
    verify_look_alikes(kb.records, report)
    verify_links(kb.records, report)
    verify_drafts(kb.records, report)
    verify_pages(kb.records, report)
    verify_pictures(kb.records, report)
    verify_words(kb.records, report)
    verify_citations(kb.records, report)
    verify_disagreements(kb, report)
    verify_summaries(kb.records, report)
    verify_categories(kb.records, report)
    verify_absences(kb.records, report)
    verify_translations(kb.records, report)
    # against a text that changed, every finding below would speak of other words
    if verify_texts(kb.records, report):
        _verify_records(kb.records, checks, report)
        verify_notes(kb.records, report)
        verify_repeats(kb.records.published, report)
        verify_digests(kb.records, report)
        verify_volumes(kb.records.published, report)
        verify_uncited(kb, report)
    return checks


def _verify_records(records: Records, checks: KeptChecks, report: Report) -> None:
    """Check each article and each entity by itself, as far as the last run has not."""
    for id in records.articles:
        checks.of(f"articles/{id}", "", partial(_verify_article, checks.records, id), report)
    words = all_words(records.entities.values())
    paraphrases, given, unsealed = Paraphrases(checks.records, words), digest_of_words(words), Counter[str]()
    # those that quote one article one after the other, while what was read of its text is remembered
    for id in sorted(records.entities, key=lambda id: [*records.entities[id].quoted_articles][:1]):
        unsealed.update(checks.of(f"entities/{id}", given, partial(_verify_entity, paraphrases, id), report))
    report_unsealed(records, unsealed, report)


def _verify_article(records: Records, id: str, report: Report) -> Mapping[str, int]:
    verify_commitment(records.articles[id], report)
    return {}


def _verify_entity(paraphrases: Paraphrases, id: str, report: Report) -> Mapping[str, int]:
    """Check the statements of an entity; return how many quotations of each article are not sealed."""
    records, entity = paraphrases.records, paraphrases.records.entities[id]
    misquoted, unsealed = verify_quotations(records, entity, report)
    # a misspelt component infers nothing, so that the value would fail with a puzzling message
    misquoted |= verify_inferred(records, entity, report)
    verify_support(records, entity, misquoted, report)
    verify_context(NamedRecords(records, paraphrases.names), entity, misquoted, report)
    verify_times(records, entity, misquoted, report)
    verify_paraphrases(paraphrases, entity, misquoted, report)
    return unsealed


def guard(kb: KnowledgeBase, report: Report, new_lines: Callable[[], NewLines]) -> None:
    """Check what editors assert of the whole content, and its limits where no error could have moved a number."""
    verify_assertions(kb.records, report)
    if not report.failed:
        verify_ratchets(kb, report, new_lines)
