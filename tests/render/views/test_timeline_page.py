"""The timeline: the lanes of the leading kind above it."""

from __future__ import annotations

from dataclasses import replace

from druzhba_kb.model import KnowledgeBase
from druzhba_kb.render.site_index import index_site
from druzhba_kb.render.views.timeline_page import chronologies, entries, lanes


def test_each_entity_of_the_leading_kind_has_a_lane(kb: KnowledgeBase) -> None:
    drawn = lanes(index_site(kb))
    assert drawn is not None
    north, south = drawn.lanes
    assert (north.year, [bar.style for bar in north.bars]) == ("1899", ["vague"])
    assert (south.year, south.bars, south.fields) == ("", (), ())


def test_the_dates_can_be_narrowed_by_year(kb: KnowledgeBase) -> None:
    index = index_site(kb)
    (page,) = chronologies(index, 100)
    assert [(option.value, option.count) for option in page.facets[0].options] == [("1899", 1), ("1900", 1)]
    assert [one.iso for one in entries(index, "")] == ["1899-03", "1900"]


def test_what_has_no_date_has_that_of_the_first_article_that_speaks_of_it(kb: KnowledgeBase) -> None:
    north = kb.records.entities["north-light"]
    town = tuple(statement for statement in north.statements if statement.claims[0].attribute == "town")
    south = replace(kb.records.entities["south-light"], statements=town)
    records = replace(kb.records, entities={**kb.records.entities, "south-light": south})
    (page,) = chronologies(index_site(replace(kb, records=records)), 100)
    assert [(link.name, link.note) for link in page.undated] == [("South Light", "Light, in an article of 2 May 1901")]
