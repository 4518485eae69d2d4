"""Suggest report: suggestions in, their account for a terminal out, or one object of plain data for programs.

Statements are shown as YAML that can be pasted as it is. What is shown was scraped, so nothing of it may reach the
terminal as a control character; the keys of the data are stable, for programs read them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from druzhba_kb.folding import printable, shorten
from druzhba_kb.model import KnowledgeBase
from druzhba_kb.suggesting.suggest_model import (
    FURTHER_EVIDENCE,
    ExtractedName,
    StatementDraft,
    Suggestions,
    UncitedPassage,
)
from druzhba_kb.yaml_dump import as_yaml

WIDTH = 100


def described(kb: KnowledgeBase, found: Suggestions) -> str:
    """Return the account: names by kind, statements as YAML to paste, passages that nothing cites, and their numbers."""
    counts = ((found.names, "name"), (found.statements, "statement"), (found.uncited, "passage"))
    totals = ", ".join(f"{len(items)} {noun}{'' if len(items) == 1 else 's'}" for items, noun in counts)
    unread = (f"{id}: names are read in English only, and it is in '{lang}'" for id, lang in found.unread)
    parts = [*unread, *_names(kb, found), *_statements(kb, found.statements), *_passages(found.uncited)]
    return "\n".join([*parts, f"suggested: {totals}"])


def _names(kb: KnowledgeBase, found: Suggestions) -> Iterator[str]:
    for kind, names in groupby(sorted(found.names, key=lambda name: name.kind), key=lambda name: name.kind):
        yield f"{kb.records.kinds[kind].plural} that the base does not have"
        for name in names:
            yield from _name(name)
        yield ""


def _name(name: ExtractedName) -> Iterator[str]:
    count, at = len(name.occurrences), name.occurrences[0].sentence
    yield f"  {printable(name.name)}  ({count} {'time' if count == 1 else 'times'})"
    yield f"    {at.article}:{at.block}  {_cut(at.text)}"
    also = [form for form in name.forms if form != name.name]
    if also:
        yield f"    also spelt: {printable(', '.join(also))}"
    for one in name.likely:
        yield f"    may be: {one.entity} ({one.reason})"
    for key in dict.fromkeys(detail.key for detail in name.details):
        yield f"    {key}: {printable(', '.join(name.details_of(key)))}"


def _statements(kb: KnowledgeBase, drafts: Sequence[StatementDraft]) -> Iterator[str]:
    known, number = kb.records.entities.keys(), 1
    for (kind, id), group in groupby(drafts, key=lambda draft: (draft.kind, draft.entity)):
        listed = list(group)
        wanted = sorted({one for draft in listed for one in (id, draft.target) if one and one not in known})
        numbers = f"{number}-{number + len(listed) - 1}" if len(listed) > 1 else str(number)
        yield f"entities/{kind}/{id}.yml  # {numbers}{', needs the new ' + ', '.join(wanted) if wanted else ''}"
        for at, draft in enumerate(listed, number):
            if draft.against:
                yield f"# {at}: {draft.relation}, {'for' if draft.relation == FURTHER_EVIDENCE else 'with'} {draft.against}"
        number += len(listed)
        yield "\n".join(
            map(printable, as_yaml({"statements": [one.as_yaml_data(known) for one in listed]}).split("\n"))
        )


def outlined(passages: Sequence[UncitedPassage]) -> str:
    """Return what digests must not miss, passage by passage."""
    parts = []
    for one in passages:
        details = "; ".join(f"{detail.kind} {' '.join(detail.words.split())}" for detail in one.details)
        parts.append(f"{one.sentence.article}:{one.sentence.block}  {_cut(one.sentence.text)}\n  {printable(details)}")
    return "\n".join(parts)


def _passages(uncited: Sequence[UncitedPassage]) -> Iterator[str]:
    for article, passages in groupby(uncited, key=lambda one: one.sentence.article):
        yield f"{article}: passages that no quotation cites"
        for one in passages:
            yield f"  {article}:{one.sentence.block}  {_cut(one.sentence.text)}"
            yield f"    {_cut('; '.join(f'{detail.kind} {detail.words}' for detail in one.details))}"
        yield ""


def _cut(text: str) -> str:
    return shorten(" ".join(text.split()), WIDTH)


def as_data(kb: KnowledgeBase, found: Suggestions) -> dict[str, Any]:
    """Return the suggestions as plain data with stable keys."""
    known = kb.records.entities.keys()
    statements = [
        {
            "kind": draft.kind,
            "entity": draft.entity,
            "new": draft.entity not in known,
            "article": draft.article,
            "block": draft.block,
            "relation": draft.relation,
            "against": draft.against,
            "statement": draft.as_yaml_data(known),
        }
        for draft in found.statements
    ]
    names = [_name_data(name, found.ids.get(name)) for name in found.names]
    unread = [{"article": id, "lang": lang} for id, lang in found.unread]
    return {"names": names, "statements": statements, "uncited": passages_data(found.uncited), "unread": unread}


def passages_data(passages: Sequence[UncitedPassage]) -> list[dict[str, Any]]:
    """Return passages as plain data."""
    return [
        {
            "article": one.sentence.article,
            "block": one.sentence.block,
            "text": one.sentence.text,
            "reasons": [{"kind": detail.kind, "words": detail.words} for detail in one.details],
        }
        for one in passages
    ]


def _name_data(name: ExtractedName, id: str | None) -> dict[str, Any]:
    places = [at.sentence for at in name.occurrences]
    return {
        "kind": name.kind,
        "name": name.name,
        "id": id,
        "count": len(places),
        "forms": list(name.forms),
        "existing": [{"entity": one.entity, "reason": one.reason} for one in name.likely],
        "details": [{"key": one.key, "words": one.words} for one in name.details],
        "sightings": [{"article": at.article, "block": at.block, "sentence": at.text} for at in places],
    }
