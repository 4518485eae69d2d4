"""The outlines that the package holds, and what is drawn of them."""

from __future__ import annotations

from itertools import pairwise

from druzhba_kb.render.drawing import drawing
from druzhba_kb.render.outlines import outlines
from druzhba_kb.render.projection import viewport


def test_the_whole_world_is_there() -> None:
    data = outlines()
    assert len(data.countries) > 200
    assert len(data.borders) > 200
    assert data.disputed
    assert all(-90 <= y <= 90 for country in data.countries for ring in country.rings for _, y in ring)


def test_rings_are_closed_and_never_leap_round_the_globe() -> None:
    for country in outlines().countries:
        for ring in country.rings:
            assert all(abs(b[0] - a[0]) < 180 or a[1] == b[1] == -90 for a, b in pairwise(ring)), country.name
            assert ring[0] == ring[-1] or abs(ring[-1][1]) == 90, country.name


def test_only_what_is_seen_is_drawn() -> None:
    near, sea = drawing(viewport([(8.5, 47.4)])), drawing(viewport([(-140.0, -40.0)]))
    assert near.land
    assert near.borders
    assert {choice[0].name for choice in near.names} >= {"Switzerland"}
    assert (sea.land, sea.borders, sea.disputed, sea.names) == ("", "", "", ())


def test_disputed_lines_are_drawn_apart() -> None:
    assert drawing(viewport([(33.4, 35.1)])).disputed
