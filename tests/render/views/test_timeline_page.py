"""The timeline: the lanes of the leading kind above it."""

from __future__ import annotations

from druzhba_kb.model import KnowledgeBase
from druzhba_kb.render.site_index import index_site
from druzhba_kb.render.views.timeline_page import lanes


def test_each_entity_of_the_leading_kind_has_a_lane(kb: KnowledgeBase) -> None:
    drawn = lanes(index_site(kb))
    assert drawn is not None
    north, south = drawn.lanes
    assert (north.year, [bar.style for bar in north.bars]) == ("1899", ["vague"])
    assert (south.year, south.bars, south.fields) == ("", (), ())
