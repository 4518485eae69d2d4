"""Read again: two revisions in, what an editor wrote on the evidence of the first and must read on that of the second out.

A note on a disagreement and a summary that says "no article" stand unchanged in a change that brings evidence, so that no
difference shows them.
"""

from __future__ import annotations

from collections.abc import Iterator

from druzhba_kb.reviewing.revisions import Revision
from druzhba_kb.verify.outdated import counting_phrases

OUTDATED = ("note-outdated", "summary-outdated")


def read_again(before: Revision, after: Revision) -> list[str]:
    """Return what is to be read again, each with its place; the later revision has been checked."""
    found = [one for one in after.report.in_order() if one.code in OUTDATED]
    known = {one.place.file for one in found if one.code == "summary-outdated"}
    summaries = (line for file, line in _summaries(before, after) if file not in known)
    return [*(f"{one.place}: {one.message}" for one in found), *summaries]


def _summaries(before: Revision, after: Revision) -> Iterator[tuple[str, str]]:
    """Yield each summary that counts articles, is as it was, and is of an entity for which an article came in."""
    for id, entity in after.records.entities.items():
        old = before.records.entities.get(id)
        new = sorted(entity.quoted_articles - old.quoted_articles) if old and old.summary == entity.summary else []
        phrases = [phrase for phrase, _ in counting_phrases(entity, after.records.language)]
        if new and phrases:
            place = entity.places.get("summary", entity.place)
            said = ", ".join(f"'{phrase}'" for phrase in dict.fromkeys(phrases))
            yield place.file, f"{place}: the summary says {said}, and the page rests on {', '.join(new)} too now"
