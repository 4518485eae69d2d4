"""The timeline: the lanes of the leading kind above it."""

from __future__ import annotations

from dataclasses import replace

from druzhba_kb.model import Claim, KnowledgeBase
from druzhba_kb.render.site_index import index_site
from druzhba_kb.render.views.index_pages import kind_indexes
from druzhba_kb.render.views.timeline_page import chronologies, lanes


def test_each_entity_of_the_leading_kind_has_a_lane(kb: KnowledgeBase) -> None:
    drawn = lanes(index_site(kb))
    assert drawn is not None
    north, south = drawn.lanes
    assert (north.year, [bar.style for bar in north.bars]) == ("1899", ["vague"])
    assert (south.year, south.bars, south.fields) == ("", (), ())


def dated(kb: KnowledgeBase, *values: str) -> KnowledgeBase:
    north = kb.records.entities["north-light"]
    stated = tuple(
        replace(north.statements[0], id=f"s{value}", claims=(Claim("lit", value, None, north.place),))
        for value in values
    )
    entities = {**kb.records.entities, "north-light": replace(north, statements=stated)}
    return replace(kb, records=replace(kb.records, entities=entities), disagreements=())


def test_headings_and_filters_have_years_as_people_write_them(kb: KnowledgeBase) -> None:
    index = index_site(dated(kb, "Y17000", "0842", "-0043", "0000", "Y-17000"))
    (view,) = chronologies(index, 100)
    years = ["17001 BC", "44 BC", "1 BC", "842", "17000"]
    assert [one.year for one in view.years] == years
    (listing,) = kind_indexes(index, index.kb.records.kinds["lights"], 100)
    (facet,) = [facet for facet in listing.facets if facet.key == "year"]
    assert [(option.value, option.label) for option in facet.options] == list(
        zip(["-17000", "-43", "0", "842", "17000"], years, strict=True)
    )
    assert listing.rows[0].it.year == "17000"
