"""Showing: suggestions in, their account for a terminal out, or one object of plain data for programs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from typing import Any

from druzhba_kb.model import KnowledgeBase
from druzhba_kb.suggesting.drafts import Draft
from druzhba_kb.suggesting.suggest_model import Name
from druzhba_kb.suggesting.suggestions import Suggestions
from druzhba_kb.suggesting.uncited import Uncited
from druzhba_kb.text import printable, shorten
from druzhba_kb.yaml_dump import as_yaml

WIDTH = 100


def described(kb: KnowledgeBase, found: Suggestions) -> str:
    """Return the account: names by kind, statements as YAML to paste, passages that nothing cites, and their numbers."""
    parts = [*_names(kb, found), *_statements(kb, found.statements), *_passages(found.uncited), _counts(found)]
    return "\n".join(parts)


def _names(kb: KnowledgeBase, found: Suggestions) -> Iterator[str]:
    for kind, names in groupby(sorted(found.names, key=lambda name: name.kind), key=lambda name: name.kind):
        yield f"{kb.records.kinds[kind].plural} that the base does not have"
        for name in names:
            yield from _name(name)
        yield ""


def _name(name: Name) -> Iterator[str]:
    yield f"  {printable(name.name)}  ({name.count} {'time' if name.count == 1 else 'times'})"
    at = name.sightings[0].sentence
    yield f"    {at.article}:{at.block}  {_cut(at.text)}"
    also = [form for form in name.forms if form != name.name]
    if also:
        yield f"    also spelt: {printable(', '.join(also))}"
    for one in name.existing:
        yield f"    may be: {one.entity} ({one.reason})"
    for key in dict.fromkeys(detail.key for detail in name.details):
        yield f"    {key}: {printable(', '.join(name.told(key)))}"


def _statements(kb: KnowledgeBase, drafts: Sequence[Draft]) -> Iterator[str]:
    known = kb.records.entities.keys()
    for (kind, id), group in groupby(sorted(drafts, key=_order), key=_order):
        listed = list(group)
        wanted = sorted({one for draft in listed for one in (id, draft.target) if one and one not in known})
        yield f"entities/{kind}/{id}.yml{'  # needs the new ' + ', '.join(wanted) if wanted else ''}"
        yield _shown_lines(as_yaml({"statements": [draft.written(known) for draft in listed]}))


def _order(draft: Draft) -> tuple[str, str]:
    return draft.kind, draft.entity


def _passages(uncited: Sequence[Uncited]) -> Iterator[str]:
    for article, passages in groupby(uncited, key=lambda one: one.sentence.article):
        yield f"{article}: passages that no quotation cites"
        for one in passages:
            why = "; ".join(f"{reason.kind} {reason.words}" for reason in one.reasons)
            yield f"  {article}:{one.sentence.block}  {_cut(one.sentence.text)}"
            yield f"    {_cut(why)}"
        yield ""


def _counts(found: Suggestions) -> str:
    counts = ((found.names, "name"), (found.statements, "statement"), (found.uncited, "passage"))
    return "suggested: " + ", ".join(f"{len(items)} {noun}{'' if len(items) == 1 else 's'}" for items, noun in counts)


def _cut(text: str) -> str:
    return shorten(" ".join(text.split()), WIDTH)


def _shown_lines(text: str) -> str:
    return "\n".join(map(printable, text.split("\n")))


def as_data(kb: KnowledgeBase, found: Suggestions) -> dict[str, Any]:
    """Return the suggestions as plain data with stable keys."""
    known = kb.records.entities.keys()
    return {
        "names": [_name_data(name, found.ids.get(name)) for name in found.names],
        "statements": [_draft_data(draft, known) for draft in found.statements],
        "uncited": [_uncited_data(one) for one in found.uncited],
    }


def _name_data(name: Name, id: str | None) -> dict[str, Any]:
    places = [one.sentence for one in name.sightings]
    return {
        "kind": name.kind,
        "name": name.name,
        "id": id,
        "count": name.count,
        "forms": list(name.forms),
        "existing": [{"entity": one.entity, "reason": one.reason} for one in name.existing],
        "details": [{"key": one.key, "words": one.words} for one in name.details],
        "sightings": [{"article": at.article, "block": at.block, "sentence": at.text} for at in places],
    }


def _draft_data(draft: Draft, known: Collection[str]) -> dict[str, Any]:
    return {
        "kind": draft.kind,
        "entity": draft.entity,
        "new": draft.entity not in known,
        "article": draft.article,
        "block": draft.block,
        "statement": draft.written(known),
    }


def _uncited_data(one: Uncited) -> dict[str, Any]:
    return {
        "article": one.sentence.article,
        "block": one.sentence.block,
        "text": one.sentence.text,
        "reasons": [{"kind": reason.kind, "words": reason.words} for reason in one.reasons],
    }
