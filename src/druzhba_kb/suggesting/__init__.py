"""Suggest: texts of articles in, what they hold and the base does not out: names, statements, uncited passages.

A first reading for an editor, who decides. It is made for a high precision, by rules that show their reasons, and it is
allowed to miss: no page depends on it, nothing is written without being asked for, and no file is overwritten. Names
are recognized in English texts; what words say in numbers, dates and speech is read in every language that `reading`
knows.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from druzhba_kb.folding import nearest
from druzhba_kb.model import KnowledgeBase
from druzhba_kb.relate.passages import texts_of
from druzhba_kb.relate.references import chosen_articles, chosen_kind
from druzhba_kb.report import Report, argument
from druzhba_kb.suggesting.draft_files import write_drafts
from druzhba_kb.suggesting.mention_index import MentionIndex
from druzhba_kb.suggesting.name_extraction import find_names
from druzhba_kb.suggesting.statements import find_statements, statements_about, surest
from druzhba_kb.suggesting.suggest_model import StatementDraft, Suggestions, UncitedPassage
from druzhba_kb.suggesting.suggest_report import as_data, described, outlined, passages_data
from druzhba_kb.suggesting.taking_over import DraftCard, by_file, draft_cards, edited, placed, proved
from druzhba_kb.suggesting.uncited_passages import find_all, find_uncited

__all__ = [
    "DraftCard",
    "Suggestions",
    "as_data",
    "chosen_by_file",
    "described",
    "draft_cards",
    "drafts_about",
    "edited",
    "outline",
    "outlined",
    "passages_data",
    "suggest",
    "write_drafts",
]

NAMES_READ = "en"  # the language of the lists of words by which names are recognized


def suggest(kb: KnowledgeBase, ids: Sequence[str], report: Report, kind: str | None = None) -> Suggestions:
    """Return what the articles with these ids (all, without any) hold and the base does not, of one kind where given."""
    if kind is not None:
        chosen_kind(kb.records.kinds, kind, report, "--kind")
    texts = texts_of(chosen_articles(kb.records, ids, report), report)
    if report.failed:
        return Suggestions((), {}, (), ())
    # with the known ones: statements are about them, and speakers are among them
    langs = {text.article: kb.records.articles[text.article].lang or NAMES_READ for text in texts}
    unread = tuple((id, lang) for id, lang in langs.items() if lang.split("-")[0] != NAMES_READ)
    names = find_names(kb, [text for text in texts if (text.article, langs[text.article]) not in unread], known=True)
    index = MentionIndex(kb.records, names, texts)
    statements = surest(kb, proved(kb, find_statements(kb, index, names, texts)))
    # in the order of the account, which numbers them
    statements = tuple(sorted(statements, key=lambda draft: (draft.kind, draft.entity)))
    return Suggestions(
        # what the base describes in other words is not new
        names=tuple(name for name in names if name in index.new and kind in (None, name.kind)),
        ids=index.ids,
        statements=tuple(draft for draft in statements if kind in (None, draft.kind)),
        uncited=find_uncited(kb.records, index, texts),
        unread=unread,
    )


def outline(kb: KnowledgeBase, ids: Sequence[str], report: Report) -> tuple[UncitedPassage, ...]:
    """Return the sentences of articles with every number, date, name and speaker in them, which a digest must not miss.

    No sentence of a digest is drafted: it replaces a text that may not be published, and must be somebody's own words.
    """
    texts = texts_of(chosen_articles(kb.records, ids, report), report)
    return find_all(kb.records, MentionIndex(kb.records, (), texts), texts)


def chosen_by_file(
    kb: KnowledgeBase, found: Suggestions, numbers: Collection[int], report: Report
) -> dict[str, list[dict[str, Any]]]:
    """Return the statements with these numbers of the account by file, as editors write them; without any, all that can be."""
    if not numbers:
        return by_file(kb, placed(kb, found.statements), report)
    last = len(found.statements)
    if beyond := [number for number in sorted(numbers) if not 0 < number <= last]:
        message = f"there is no statement {beyond[0]}; expected numbers from 1 to {last}"
        report.error(argument("--apply"), "no-such-draft", message)
    return by_file(kb, [draft for number, draft in enumerate(found.statements, 1) if number in numbers], report)


def drafts_about(kb: KnowledgeBase, article: str, entity: str, report: Report) -> tuple[StatementDraft, ...]:
    """Return what an article's sentences would give of an entity if they all spoke of it, as far as the check accepts it."""
    if entity not in kb.records.entities:
        message = f"there is no entity '{entity}'{nearest(entity, list(kb.records.entities))}"
        report.error(argument("--for"), "unknown-reference", message)
    texts = texts_of(chosen_articles(kb.records, [article], report), report)
    if report.failed or not texts:
        return ()
    return proved(kb, statements_about(kb, MentionIndex(kb.records, (), texts), texts, entity))
