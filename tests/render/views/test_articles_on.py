"""Which articles state something of a record, wherever that stands, and which is alone in speaking of it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from druzhba_kb.model import Entity, Evidence, KnowledgeBase, PlacedId, Speaker, Statement
from druzhba_kb.publishing.task_cache import DependencyTracker
from druzhba_kb.render.site_index import SiteIndex, index_site
from druzhba_kb.render.views.article_page import alone
from druzhba_kb.render.views.articles_on import articles_on, is_alone_on
from druzhba_kb.render.views.entity_page import entity_view
from druzhba_kb.render.views.home_page import home_view
from druzhba_kb.render.views.index_pages import kind_indexes
from tests.render.lighthouses import HERE, MARCH, evidence, rendered, statement

HARBOUR = "old-harbour"
REFERRED: dict[str, str | None] = {"town": HARBOUR}
APART: dict[str, str | None] = {"lit": "1900"}
SPOKEN = Speaker(HARBOUR, None, HERE)
GAZETTE = evidence("gazette-1902", "lit first in 1900")


def told(kb: KnowledgeBase, *statements: Statement) -> SiteIndex:
    """Return the index of a base in which statements on the page of the light concern the harbour."""
    light = replace(kb.records.entities["north-light"], statements=statements, declared=())
    records = replace(kb.records, entities={**kb.records.entities, light.id: light})
    concerns = {one.id: (HARBOUR,) for one in statements}
    return index_site(replace(kb, records=records, disagreements=(), backlinks={}, concerns=concerns))


def harbour(index: SiteIndex) -> Entity:
    return index.kb.records.entities[HARBOUR]


def on_harbour(kb: KnowledgeBase, claims: dict[str, str | None], *items: Evidence, **more: object) -> list[str]:
    index = told(kb, statement("s1", claims, *items, **more))
    return [one.id for one in articles_on(index, harbour(index))]


def test_an_article_that_repeats_what_a_record_says_is_none_on_it(kb: KnowledgeBase) -> None:
    heard = replace(GAZETTE, said_by=(SPOKEN,))
    assert on_harbour(kb, APART, MARCH, heard) == ["gazette-1902"]
    assert on_harbour(kb, APART, MARCH, replace(GAZETTE, origin=SPOKEN)) == ["gazette-1902"]


def test_an_article_that_gives_a_reference_is_one_on_its_target_beside_what_that_says(kb: KnowledgeBase) -> None:
    assert on_harbour(kb, REFERRED, MARCH, replace(GAZETTE, said_by=(SPOKEN,))) == ["herald-1901", "gazette-1902"]


def test_an_article_from_which_a_reference_is_inferred_counts_only_where_none_gives_it(kb: KnowledgeBase) -> None:
    assert on_harbour(kb, REFERRED, replace(MARCH, inferred=("town",)), GAZETTE) == ["gazette-1902"]
    assert on_harbour(kb, REFERRED, MARCH, inferred=("town",)) == ["herald-1901"]


def test_of_several_articles_none_counts_for_a_declared_concern(kb: KnowledgeBase) -> None:
    declared = (PlacedId(HARBOUR, HERE),)
    assert on_harbour(kb, APART, MARCH, GAZETTE, concerns=declared) == []
    assert on_harbour(kb, APART, MARCH, concerns=declared) == ["herald-1901"]


def test_the_index_and_the_page_of_a_record_count_the_same_articles(kb: KnowledgeBase) -> None:
    index = told(kb, statement("s1", {"town": HARBOUR}, MARCH))
    (listing,) = kind_indexes(index, index.kb.records.kinds["towns"], 100)
    assert [one.name for one in listing.rows[0].it.articles] == ["Coast Herald 1901"]
    assert '"article":["herald-1901"]' in listing.rows[0].facets
    assert listing.rows[0].voices.squares == entity_view(index, harbour(index)).seen.squares


def test_the_section_on_what_is_said_elsewhere_counts_no_article_of_a_declared_concern(kb: KnowledgeBase) -> None:
    concerning = statement("s1", {"lit": "1900"}, MARCH, GAZETTE, concerns=(PlacedId(HARBOUR, HERE),))
    index = told(kb, concerning)
    (section,) = entity_view(index, harbour(index)).derived
    assert (section.speaks, section.count, section.voices.articles) == (False, 1, 0)
    assert (
        "1 statement on other pages, each with its evidence there.</span> </div>"
        in rendered(index.kb)["towns/old-harbour.md"]
    )


def test_an_article_is_alone_where_no_other_states_names_or_spells(kb: KnowledgeBase) -> None:
    index = told(kb, statement("s1", {"town": HARBOUR}, MARCH))
    light, herald = index.kb.records.entities["north-light"], index.article("herald-1901")
    assert is_alone_on(index, herald, light)
    assert [(one.entity.name, one.whole) for one in alone(index, herald)] == [("North Light", True)]
    assert [[link.name for link in one.alone] for one in home_view(index).articles] == [["North Light"], [], []]
    mention = replace(kb.mentions[0], article="gazette-1902")
    assert not is_alone_on(index_site(replace(index.kb, mentions=(mention,))), herald, light)
    spelt = replace(light, aliases=(replace(light.aliases[0], source="gazette-1902"),))
    records = replace(index.kb.records, entities={**index.kb.records.entities, light.id: spelt})
    other = index_site(replace(index.kb, records=records))
    assert not is_alone_on(other, herald, spelt)
    assert [one.whole for one in alone(other, herald)] == [False]
    assert [one.alone for one in home_view(other).articles] == [(), (), ()]


def test_of_what_two_articles_state_something_nothing_more_is_looked_up(kb: KnowledgeBase) -> None:
    for items, alone_on in ((MARCH,), True), ((MARCH, GAZETTE), False):
        index = told(kb, statement("s1", REFERRED, *items))
        herald, light = index.article("herald-1901"), replace(index.kb.records.entities["north-light"], aliases=())
        found, noted = DependencyTracker(index).of(partial(is_alone_on, article=herald, entity=light))
        assert found == alone_on
        assert ("SiteIndex.mentions_of" in {name for name, _ in noted}) == alone_on
