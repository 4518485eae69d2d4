"""Which part of the world a plate shows, and where places stand on it."""

from __future__ import annotations

import pytest

from druzhba_kb.render.projection import WIDTH, viewport

PLACES = {
    "one": [(12.1, 57.2)],
    "region": [(66.4, 30.9), (73.2, 34.2), (62.3, 25.1)],
    "across the date line": [(174.8, -36.8), (-157.9, 21.3), (139.7, 35.7)],
    "world": [(-120.0, 50.0), (0.0, -30.0), (120.0, 10.0), (60.0, 60.0), (-60.0, 0.0)],
    "poles": [(0.0, 90.0), (10.0, -90.0)],
    "twins": [(2.3, 48.8), (2.3, 48.8)],
}


@pytest.mark.parametrize("places", PLACES.values(), ids=PLACES)
def test_all_places_stand_on_the_plate(places: list[tuple[float, float]]) -> None:
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
