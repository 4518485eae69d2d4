"""The part of the world that a map shows, the outlines that the package holds, and what is drawn of them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from druzhba_kb.locales import Interface, speaking
from druzhba_kb.render.drawings.basemap import (
    WIDTH,
    Box,
    basemap,
    clip_line,
    clip_ring,
    outlines,
    path,
    simplified,
    viewport,
)

FRAME = Box(0, 0, 10, 10)
PLACES = {
    "one": [(12.1, 57.2)],
    "region": [(66.4, 30.9), (73.2, 34.2), (62.3, 25.1)],
    "across the date line": [(174.8, -36.8), (-157.9, 21.3), (139.7, 35.7)],
    "world": [(-120.0, 50.0), (0.0, -30.0), (120.0, 10.0), (60.0, 60.0), (-60.0, 0.0)],
    "poles": [(0.0, 90.0), (10.0, -90.0)],
    "twins": [(2.3, 48.8), (2.3, 48.8)],
}


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
    near, sea = basemap(viewport([(8.5, 47.4)])), basemap(viewport([(-140.0, -40.0)]))
    assert near.land
    assert near.borders
    assert {choice[0].name for choice in near.names} >= {"Switzerland"}
    assert (sea.land, sea.borders, sea.disputed, sea.names) == ("", "", "", ())


def test_countries_are_named_in_the_language_of_the_site() -> None:
    view = viewport([(8.5, 47.4)])
    assert {choice[0].name for choice in basemap(view).names} >= {"Switzerland"}
    with speaking(Interface("ru")):
        assert {choice[0].name for choice in basemap(view).names} >= {"Швейцария"}


def test_disputed_lines_are_drawn_apart() -> None:
    assert basemap(viewport([(33.4, 35.1)])).disputed


@pytest.mark.parametrize("places", PLACES.values(), ids=PLACES)
def test_all_places_are_on_the_map(places: list[tuple[float, float]]) -> None:
    view = viewport(places)
    assert view.width == WIDTH
    assert 0 < view.east - view.west <= 360.001
    for longitude, latitude in places:
        x, y = view.locate(longitude, latitude)
        assert 0 <= x <= view.width
        assert 0 <= y <= view.height


def test_the_shortest_way_round_the_globe_is_taken() -> None:
    view = viewport(PLACES["across the date line"])
    assert view.east - view.west < 180
    assert view.locate(174.8, 0)[0] < view.locate(-157.9, 0)[0]


def test_north_is_up_and_east_is_right_in_equal_steps() -> None:
    view = viewport(PLACES["region"])
    (ax, ay), (bx, by), (cx, cy) = (view.locate(x, y) for x, y in ((65, 30), (66, 31), (67, 32)))
    assert (bx - ax, by - ay) == pytest.approx((cx - bx, cy - by))
    assert bx > ax
    assert by < ay
    assert (bx - ax) / (ay - by) == pytest.approx(0.87, abs=0.01)  # the cosine of the middle latitude


def test_a_ring_is_cut_at_the_frame() -> None:
    ring = clip_ring([(-5, -5), (5, -5), (5, 5), (-5, 5)], FRAME)
    assert set(ring) == {(0, 0), (5, 0), (5, 5), (0, 5)}


def test_a_ring_outside_is_nothing_and_one_around_is_the_frame() -> None:
    assert clip_ring([(20, 20), (30, 20), (30, 30)], FRAME) == []
    assert set(clip_ring([(-9, -9), (90, -9), (90, 90), (-9, 90)], FRAME)) == {(0, 0), (10, 0), (10, 10), (0, 10)}


def test_a_line_is_cut_into_the_stretches_that_are_seen() -> None:
    line = [(-5, 5), (5, 5), (5, 15), (8, 15), (8, 5)]
    assert list(clip_line(line, FRAME)) == [[(0, 5), (5, 5), (5, 10)], [(8, 10), (8, 5)]]
    assert list(clip_line([(-5, -5), (-1, 20)], FRAME)) == []


def test_bends_smaller_than_the_tolerance_go() -> None:
    line = [(0.0, 0.0), (5.0, 0.4), (10.0, 0.0), (10.0, 9.0)]
    assert simplified(line, 1) == [(0, 0), (10, 0), (10, 9)]
    assert simplified(line, 0.1) == line


def test_a_path_goes_in_steps_of_whole_units() -> None:
    assert path([[(0.2, 0.1), (3.9, 0.0), (4.0, 5.2)]], True) == "M0,0l4,0 0,5z"
    assert path([[(0.2, 0.1), (0.3, 0.0)]], False) == ""
