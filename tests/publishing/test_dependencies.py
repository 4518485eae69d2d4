"""Dependencies: every look-up in a site index is noted, and its digest changes with what it finds and with nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from operator import add

import pytest

from druzhba_kb.model import KnowledgeBase, Records
from druzhba_kb.publishing.task_cache import WHOLE, Dependency, DependencyTracker
from druzhba_kb.render.site_index import SiteIndex, index_site
from tests.render.lighthouses import made

PLAIN = ("lead", "shares", "language")  # fields that hold one thing
ALWAYS = {("SiteIndex.lead", WHOLE), ("SiteIndex.shares", WHOLE), ("Records.language", WHOLE)}


@pytest.fixture
def kb() -> KnowledgeBase:
    return made()


def noted(kb: KnowledgeBase, make: Callable[[SiteIndex], object]) -> set[Dependency]:
    return set(DependencyTracker(index_site(kb)).of(make)[1]) - ALWAYS


@pytest.mark.parametrize(
    ("make", "facts"),
    [
        (lambda index: index.kb.records.entities["north-light"], {("Records.entities", "north-light")}),
        (lambda index: index.kb.records.entities.get("none"), {("Records.entities", "none")}),
        (lambda index: "none" in index.kb.records.articles, {("Records.articles", "none")}),
        (lambda index: index.support.get(("herald-1901", 3)), {("SiteIndex.support", ("herald-1901", 3))}),
        (lambda index: list(index.kb.records.entities), {("Records.entities", WHOLE)}),
        (lambda index: len(index.kb.records.entities), {("Records.entities", WHOLE)}),
        (lambda index: index.kb.records.entities.values(), {("Records.entities", WHOLE)}),
        (lambda index: index.kb.records.entities.keys(), {("Records.entities", WHOLE)}),
        (lambda index: index.kb.records.entities.items(), {("Records.entities", WHOLE)}),
        (lambda index: {**index.labels}, {("SiteIndex.labels", WHOLE)} | {("SiteIndex.labels", id) for id in (
            "almanac-1903", "gazette-1902", "herald-1901")}),
        (lambda index: list(index.by_date), {("SiteIndex.by_date", WHOLE)}),
        (lambda index: bool(index.by_date), {("SiteIndex.by_date", WHOLE)}),
        (lambda index: index.by_date[:1], {("SiteIndex.by_date", WHOLE)}),
        (lambda index: "x" in index.by_date, {("SiteIndex.by_date", WHOLE)}),
        (lambda index: add(index.by_date, ("x",)), {("SiteIndex.by_date", WHOLE)}),
        (lambda index: index.by_date.index("herald-1901"), {("SiteIndex.by_date", WHOLE)}),
        (lambda index: [*index.kb.mentions], {("KnowledgeBase.mentions", WHOLE)}),
        (lambda index: sorted(index.by_date), {("SiteIndex.by_date", WHOLE)}),
        (lambda index: index.members("towns"), {("SiteIndex.ordered", "towns"), ("Records.entities", "old-harbour")}),
        (lambda index: ("x" in index.gone, index.gone.get("y")), {("SiteIndex.gone", WHOLE)}),
        (lambda index: None, set()),
    ],
)  # fmt: skip
def test_what_is_looked_up_is_noted(
    kb: KnowledgeBase, make: Callable[[SiteIndex], object], facts: set[Dependency]
) -> None:
    assert noted(kb, make) == facts


def test_what_is_found_is_what_the_index_has(kb: KnowledgeBase) -> None:
    index = index_site(kb)
    found, _ = DependencyTracker(index).of(
        lambda watched: (watched.by_date, dict(watched.labels), watched.kb.records.entities["north-light"])
    )
    assert found == (index.by_date, index.labels, kb.records.entities["north-light"])


def test_one_making_does_not_note_what_another_looked_up(kb: KnowledgeBase) -> None:
    reads = DependencyTracker(index_site(kb))
    reads.of(lambda index: list(index.by_date))
    assert set(reads.of(lambda index: None)[1]) == ALWAYS


def test_every_field_is_watched_or_noted_each_time(kb: KnowledgeBase) -> None:
    every = {f"{one.__name__}.{field.name}" for one in (SiteIndex, KnowledgeBase, Records) for field in fields(one)}
    every -= {"SiteIndex.kb", "KnowledgeBase.records"}
    reads, names = DependencyTracker(index_site(kb)), set[str]()

    def look(index: SiteIndex) -> None:
        for holder in (index, index.kb, index.kb.records):
            for field in fields(holder):
                value = getattr(holder, field.name)
                if field.name not in PLAIN and not isinstance(value, (KnowledgeBase, Records)):
                    len(value)

    names.update(name for name, _ in reads.of(look)[1])
    assert names == every


FACTS: list[Dependency] = [
    ("Records.entities", "north-light"),
    ("Records.entities", "old-harbour"),
    ("Records.entities", WHOLE),
    ("Records.articles", "herald-1901"),
    ("SiteIndex.heads", "north-light"),
    ("SiteIndex.statements", "s1"),
    ("SiteIndex.mentions_of", "old-harbour"),
    ("SiteIndex.ordered", "towns"),
    ("KnowledgeBase.backlinks", "old-harbour"),
    ("SiteIndex.by_date", WHOLE),
]


def digests(kb: KnowledgeBase) -> list[str]:
    reads = DependencyTracker(index_site(kb))
    return [reads.digest(fact) for fact in FACTS]


def changed(kb: KnowledgeBase, other: KnowledgeBase) -> list[Dependency]:
    return [fact for fact, one, two in zip(FACTS, digests(kb), digests(other), strict=True) if one != two]


def test_the_same_content_has_the_same_digests(kb: KnowledgeBase) -> None:
    again = replace(kb, records=replace(kb.records, entities=dict(kb.records.entities)))
    assert changed(kb, again) == []


def test_an_edited_entity_changes_the_digests_of_what_it_is_found_in_with_all_that_is_said_of_it(
    kb: KnowledgeBase,
) -> None:
    north = replace(kb.records.entities["north-light"], summary="Edited.")
    other = replace(kb, records=replace(kb.records, entities={**kb.records.entities, "north-light": north}))
    assert changed(kb, other) == [FACTS[0], FACTS[2]]


def test_an_edited_statement_changes_the_digests_of_what_it_is_found_in_and_no_other_statement(
    kb: KnowledgeBase,
) -> None:
    first, *others = kb.records.entities["north-light"].statements
    edited = replace(kb.records.entities["north-light"], statements=(replace(first, note="Edited."), *others))
    other = replace(kb, records=replace(kb.records, entities={**kb.records.entities, "north-light": edited}))
    assert changed(kb, other) == [FACTS[0], FACTS[2], ("SiteIndex.statements", first.id)]
    beside: Dependency = ("SiteIndex.statements", others[0].id)
    assert len({DependencyTracker(index_site(one)).digest(beside) for one in (kb, other)}) == 1


def test_a_renamed_entity_changes_its_head_too(kb: KnowledgeBase) -> None:
    north = replace(kb.records.entities["north-light"], name="Edited")
    other = replace(kb, records=replace(kb.records, entities={**kb.records.entities, "north-light": north}))
    assert ("SiteIndex.heads", "north-light") in changed(kb, other)


def test_a_mention_that_is_gone_changes_the_digest_of_the_mentions(kb: KnowledgeBase) -> None:
    assert changed(kb, replace(kb, mentions=())) == [("SiteIndex.mentions_of", "old-harbour")]


def test_what_is_not_there_has_a_digest_too(kb: KnowledgeBase) -> None:
    reads = DependencyTracker(index_site(kb))
    assert reads.digest(("Records.entities", "none")) == reads.digest(("Records.entities", "never"))
    assert reads.digest(("Records.nothing", "none")) == reads.digest(("Records.nothing", WHOLE))


def test_what_comes_into_an_empty_mapping_changes_the_digest_of_all_that_was_looked_up_there(kb: KnowledgeBase) -> None:
    fact, text = ("Records.untranslated", WHOLE), {"A lamp.": "de"}
    before, after = (DependencyTracker(index_site(one)).digest(fact) for one in (kb, with_untranslated(kb, text)))
    assert noted(kb, lambda index: index.original("A lamp.")) == {fact}
    assert before != after


def with_untranslated(kb: KnowledgeBase, texts: dict[str, str]) -> KnowledgeBase:
    return replace(kb, records=replace(kb.records, untranslated=texts))
