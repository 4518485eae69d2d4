"""Verify: the knowledge base in, findings out: texts, quotations, support of values, names, order of dates, budgets, guards.

This is the promise: what passes here may be published as proved. Doubt refuses. It must never change a record, and never
need the private texts for what a seal can prove.
"""

from __future__ import annotations

from collections.abc import Callable

from druzhba_kb.model import KnowledgeBase
from druzhba_kb.report import Report
from druzhba_kb.verify.absences import verify_absences, verify_categories
from druzhba_kb.verify.citations import verify_citations
from druzhba_kb.verify.digests import verify_digests, verify_texts, verify_uncited
from druzhba_kb.verify.guard_checks import NewLines, hide_allowed, verify_assertions, verify_ratchets
from druzhba_kb.verify.look_alikes import verify_look_alikes
from druzhba_kb.verify.outdated import verify_disagreements, verify_summaries
from druzhba_kb.verify.paraphrases import verify_paraphrases
from druzhba_kb.verify.quotations import verify_quotations
from druzhba_kb.verify.records import verify_drafts, verify_links, verify_names, verify_words
from druzhba_kb.verify.repeated_facts import verify_repeats
from druzhba_kb.verify.sentence_context import verify_context
from druzhba_kb.verify.support import verify_support, verify_times
from druzhba_kb.verify.volume_limits import verify_volumes


def verify(kb: KnowledgeBase, report: Report) -> None:
    """Check everything that needs the evidence."""
    # what needs no text comes first, so that a clone without texts hears of it too
    verify_names(kb.records, report)
    verify_look_alikes(kb.records, report)
    verify_links(kb.records, report)
    verify_drafts(kb.records, report)
    verify_words(kb.records, report)
    verify_citations(kb.records, report)
    verify_disagreements(kb, report)
    verify_summaries(kb.records, report)
    verify_categories(kb.records, report)
    verify_absences(kb.records, report)
    # against a text that changed, every finding below would speak of other words
    if verify_texts(kb.records, report):
        misquoted = verify_quotations(kb.records, report)
        verify_support(kb.records, misquoted, report)
        verify_context(kb.records, misquoted, report)
        verify_times(kb.records, misquoted, report)
        verify_paraphrases(kb.records, misquoted, report)
        verify_repeats(kb.records.published, report)
        verify_digests(kb.records, report)
        verify_volumes(kb.records.published, report)
        verify_uncited(kb, report)


def guard(kb: KnowledgeBase, report: Report, new_lines: Callable[[], NewLines]) -> None:
    """Check what editors assert of the whole content, and its limits where no error could have moved a number."""
    verify_assertions(kb.records, report)
    if not report.failed:
        verify_ratchets(kb, report, new_lines)
    # last, since a ratchet counts the warnings that this leaves out
    hide_allowed(kb, report)
