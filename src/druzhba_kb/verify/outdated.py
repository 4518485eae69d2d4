"""What editors wrote on the evidence of a day: disagreements and summaries in, findings out where the evidence is another now.

A note on a disagreement and a summary that counts the articles are true of the articles that there were. A page that shows one
side of a disagreement shows none, so a declared one needs two.
"""

from __future__ import annotations

from druzhba_kb.model import Entity, KnowledgeBase, Records
from druzhba_kb.reading.language import language, split
from druzhba_kb.relate.disagreements import count_sides
from druzhba_kb.report import Report

# How many articles may speak of a thing where its summary says so; "no article" and "two articles" may be about a part of it.
MOST = {"only": 1, "neither": 2}


def verify_disagreements(kb: KnowledgeBase, report: Report) -> None:
    """Report each declared disagreement of which one side at most is stated, or that was weighed with other evidence."""
    entities = kb.records.entities
    declared = {(entity.id, one.about): one for entity in entities.values() for one in entity.declared}
    for found in kb.disagreements:
        said, names = declared.get((found.entity, found.about)), ", ".join(found.about)
        if said is None:
            continue
        if (sides := count_sides(kb.records, entities[found.entity], found)) < 2:
            stated = "one side only" if sides else "no side"
            message = f"the disagreement about '{names}' has {stated}; state what the other source says, or delete it"
            report.error(said.place, "one-sided", message)
        elif said.sides and said.sides != found.sides:
            message = (
                f"the disagreement about '{names}' was weighed with other evidence; "
                "read it again, then run 'druzhba-kb check --accept'"
            )
            report.warning(said.place, "note-outdated", message)


def verify_summaries(records: Records, report: Report) -> None:
    """Report each summary that says "the only article" or "neither article" where more articles are quoted."""
    for entity in records.entities.values():
        for phrase, means in counting_phrases(entity, records.language):
            quoted = len(entity.quoted_articles)
            if quoted > MOST.get(means, quoted):
                message = f"the summary says '{phrase}', and {quoted} articles are quoted here; say what holds now"
                report.warning(entity.places.get("summary", entity.place), "summary-outdated", message)


def counting_phrases(entity: Entity, lang: str | None) -> list[tuple[str, str]]:
    """Return the phrases of a summary that count articles, each with what it means: only, neither or some."""
    words = language(lang)
    return list(words.table("articles").within(split(entity.summary))) if words else []
