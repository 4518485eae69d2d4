"""Suggestions: a knowledge base and the ids of articles in, the names, statements and passages that it could take up out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from druzhba_kb.model import KnowledgeBase
from druzhba_kb.relate.passages import texts_of
from druzhba_kb.relate.references import chosen_articles
from druzhba_kb.report import Place, Report
from druzhba_kb.suggesting.drafts import Draft
from druzhba_kb.suggesting.mention_index import Cast
from druzhba_kb.suggesting.name_extraction import find_names
from druzhba_kb.suggesting.statements import find_statements
from druzhba_kb.suggesting.suggest_model import Name
from druzhba_kb.suggesting.uncited import Uncited, find_uncited
from druzhba_kb.text import nearest


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What articles hold and the base does not; `ids` are those that the new names would have as entities."""

    names: tuple[Name, ...]
    ids: dict[Name, str]
    statements: tuple[Draft, ...]
    uncited: tuple[Uncited, ...]


def suggest(kb: KnowledgeBase, ids: Sequence[str], report: Report, kind: str | None = None) -> Suggestions:
    """Return what the articles with these ids (all, without any) hold and the base does not, of one kind where given."""
    kinds = kb.records.kinds
    if kind is not None and kind not in kinds:
        report.error(Place("entities"), "unknown-kind", f"there is no kind '{kind}'{nearest(kind, list(kinds))}")
    texts = texts_of(chosen_articles(kb.records, ids, report), report)
    if report.failed:
        return Suggestions((), {}, (), ())
    names = find_names(kb, texts, known=True)
    cast = Cast(kb.records, names, texts)
    statements = find_statements(kb, cast, names, texts)
    return Suggestions(
        names=tuple(name for name in names if not name.known and kind in (None, name.kind)),
        ids=cast.ids,
        statements=tuple(draft for draft in statements if kind in (None, draft.kind)),
        uncited=find_uncited(kb.records, cast, texts),
    )
