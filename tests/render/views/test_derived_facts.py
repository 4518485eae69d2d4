"""Derived facts: what stands on the pages of others is shown by its home, and nothing is told twice."""

from __future__ import annotations

from dataclasses import replace

from druzhba_kb.model import Citation, Entity, KnowledgeBase, PlacedId, Speaker, Statement
from druzhba_kb.render.site_index import index_site
from druzhba_kb.render.views.entity_page import MOST_LINES, DerivedSection, derived_sections, entity_view
from tests.render.lighthouses import HERE, MARCH, evidence, rendered, statement

HARBOUR = ("old-harbour",)
MASTER, KEEPER = Speaker("old-harbour", None, HERE), Speaker(None, "the keeper", HERE)


def with_statements(kb: KnowledgeBase, *statements: Statement, homes: int = 1) -> KnowledgeBase:
    """Return the base with some statements that concern the harbour, at a light or at several."""
    light = replace(kb.records.entities["north-light"], statements=statements)
    more = {f"light-{number}": replace(light, id=f"light-{number}", statements=()) for number in range(homes - 1)}
    more = {id: replace(one, statements=tuple(renamed(s, id) for s in statements)) for id, one in more.items()}
    entities = {**kb.records.entities, light.id: light, **more}
    concerns = {s.id: HARBOUR for entity in entities.values() for s in entity.statements}
    return replace(
        kb, records=replace(kb.records, entities=entities), disagreements=(), backlinks={}, concerns=concerns
    )


def renamed(one: Statement, home: str) -> Statement:
    return replace(one, id=f"{one.id}-{home}")


def sections(kb: KnowledgeBase) -> tuple[DerivedSection, ...]:
    index = index_site(kb)
    harbour: Entity = index.kb.records.entities["old-harbour"]
    return derived_sections(index, harbour)


def test_what_an_entity_says_stands_apart_from_what_is_said_of_it(kb: KnowledgeBase) -> None:
    said = statement("s1", {"lit": "1899"}, evidence("gazette-1902", "lit first in 1900", MASTER, KEEPER))
    of_it = statement("s2", {"lit": "1900"}, MARCH)
    speaks, named = sections(with_statements(kb, said, of_it, replace(of_it, id="s3")))
    assert [(one.speaks, one.count) for one in (speaks, named)] == [(True, 1), (False, 2)]
    assert [fact.evidence for home in speaks.homes for fact in home.facts] == ["../../lights/north-light/#e-s1-1"]


def test_an_article_that_repeats_what_a_speaker_said_is_not_counted_on_the_page_of_the_speaker(
    kb: KnowledgeBase,
) -> None:
    said = evidence("gazette-1902", "lit first in 1900", MASTER)
    of_others, of_the_harbour = (
        statement("s1", {"lit": "1899"}, said, MARCH),
        statement("s2", {"town": "old-harbour"}, MARCH),
    )
    for statements, count in (((of_others,), 1), ((of_others, of_the_harbour), 2)):
        index = index_site(with_statements(kb, *statements))
        assert entity_view(index, index.kb.records.entities["old-harbour"]).seen.articles == count


def test_of_several_articles_none_is_counted_for_what_an_editor_declares_to_concern_a_record(kb: KnowledgeBase) -> None:
    declared = (PlacedId("old-harbour", HERE),)
    one = replace(statement("s1", {"lit": "1899"}, MARCH), concerns=declared)
    other = evidence("gazette-1902", "lit first in 1900")
    for evidences, count in (((MARCH,), 1), ((MARCH, other), 0)):
        index = index_site(with_statements(kb, replace(one, evidence=evidences)))
        assert entity_view(index, index.kb.records.entities["old-harbour"]).seen.articles == count


def test_a_derived_fact_has_its_whole_chain_of_voices_and_its_time(kb: KnowledgeBase) -> None:
    quoted = evidence("gazette-1902", "lit first in 1900", KEEPER, MASTER)
    ((section,),) = [sections(with_statements(kb, statement("s1", {"lit": "1899"}, quoted, MARCH, as_of="1900")))]
    (fact,) = section.homes[0].facts
    assert [one.voice for one in fact.voices.by] == ["article", "speaker"]
    assert [[voice.name for voice in chain] for chain in fact.voices.speakers] == [["the keeper", "Old Harbour"]]
    assert (fact.when, [claim.text for claim in fact.claims]) == ("as of 1900", ["1899"])


def test_a_bare_reference_is_told_by_the_relations_alone(kb: KnowledgeBase) -> None:
    bare = statement("s1", {"town": "old-harbour"}, MARCH)
    assert sections(with_statements(kb, bare)) == ()
    (denied,) = sections(with_statements(kb, replace(bare, denies=True)))
    (more,) = sections(with_statements(kb, statement("s1", {"town": "old-harbour", "lit": "1899"}, MARCH)))
    assert (denied.count, more.count) == (1, 1)
    assert [claim.href for claim in more.homes[0].facts[0].claims] == [None, None]


def test_what_an_entity_says_of_itself_elsewhere_is_told_though_it_is_a_bare_reference(kb: KnowledgeBase) -> None:
    said = statement("s1", {"town": "old-harbour"}, evidence("gazette-1902", "lit first in 1900", MASTER))
    assert [one.speaks for one in sections(with_statements(kb, said))] == [True]


def test_the_home_with_most_facts_comes_first_and_many_homes_are_folded(kb: KnowledgeBase) -> None:
    one = statement("s1", {"lit": "1899"}, MARCH)
    made = with_statements(kb, one, homes=MOST_LINES + 3)
    last = made.records.entities["light-7"]
    twice = replace(last, statements=(*last.statements, replace(one, id="again")))
    entities = {**made.records.entities, twice.id: twice}
    kb = replace(made, records=replace(made.records, entities=entities), concerns={**made.concerns, "again": HARBOUR})
    (section,) = sections(kb)
    assert [len(home.facts) for home in section.homes] == [2] + [1] * (MOST_LINES - 1)
    assert (len(section.more), section.count) == (3, MOST_LINES + 4)
    assert "3 more records" in rendered(kb)["towns/old-harbour.md"]


def test_a_contested_fact_is_contested_on_every_page(kb: KnowledgeBase) -> None:
    (section,) = sections(replace(kb, concerns={"s1": HARBOUR}))
    assert [fact.contested for fact in section.homes[0].facts] == ["fact"]


def test_what_rests_on_a_reference_alone_is_told_on_its_own_page_only(kb: KnowledgeBase) -> None:
    cited = replace(statement("s1", {"lit": "1899"}), citations=(Citation("atlas", "Lights", HERE),))
    assert sections(with_statements(kb, cited)) == ()
