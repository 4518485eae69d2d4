"""One panel, or two where places crowd, and the names beside pins."""

from __future__ import annotations

from itertools import combinations

import pytest

from druzhba_kb.render.drawings.basemap import Box
from druzhba_kb.render.drawings.map_panels import Spot, map_panels, pin_box, place_labels
from druzhba_kb.render.page_model import Link

FRAME = Box(0, 0, 880, 580)
PINS = [(400.0, 300.0, "Alpha"), (430.0, 300.0, "Beta"), (415.0, 330.0, "Gamma"), (870.0, 10.0, "Corner")]
FAR = [(-77.0, 38.9, "Washington"), (116.4, 39.9, "Beijing")]
CROWD = [(2.3, 48.8, "Paris"), (4.3, 50.8, "Brussels"), (-0.1, 51.5, "London"), (4.9, 52.4, "Amsterdam")]


def spots(*places: tuple[float, float, str]) -> list[Spot]:
    return [Spot(x, y, Link(name, "./"), False, False) for x, y, name in places]


@pytest.mark.parametrize("places", [FAR, CROWD, FAR[:1], [FAR[0], FAR[0]]])
def test_places_that_do_not_crowd_are_one_panel(places: list[tuple[float, float, str]]) -> None:
    (panel,) = map_panels(spots(*places))
    assert len(panel.pins) == len(places)
    assert panel.cut is None


def test_places_that_crowd_have_a_closer_panel() -> None:
    whole, closer = map_panels(spots(*FAR, *CROWD))
    assert whole.cut
    assert whole.cut.count == len(closer.pins) == len(CROWD)
    assert {pin.text for pin in whole.pins} == {"Washington", "Beijing"}
    assert {pin.text for pin in closer.pins} == {"Paris", "Brussels", "London", "Amsterdam"}
    assert all(pin.label for panel in (whole, closer) for pin in panel.pins)
    assert 0 < whole.cut.x < whole.width


def test_names_of_countries_give_way_to_pins() -> None:
    for panel in map_panels(spots(*FAR, *CROWD)):
        boxes = [pin.label.box for pin in panel.pins if pin.label]
        assert not any(name.box.meets(box) for name in panel.names for box in boxes)


def test_a_contested_place_says_so_without_colour() -> None:
    (panel,) = map_panels([Spot(2.3, 48.8, Link("Paris", "./"), True, True)])
    assert panel.pins[0].text == "Paris ≠"


def test_countries_are_named_on_a_panel_of_a_region_and_not_of_the_world() -> None:
    whole, closer = map_panels(spots(*FAR, *CROWD))
    assert not whole.names
    assert "France" in {name.name for name in closer.names}


MANY = [(x / 2, y / 2, f"Place {x} {y}") for x in range(30) for y in range(30, 60, 3)]


def test_more_places_than_can_be_told_apart_are_circles_with_their_number() -> None:
    (panel,) = map_panels(spots(*MANY, (-40.0, 0.0, "Far away")))
    assert [pin.text for pin in panel.pins] == ["Far away"]
    shown = [spot.link.name for cluster in panel.clusters for spot in cluster.spots]
    assert sorted(shown) == sorted(name for *_, name in MANY)
    assert all(len(cluster.spots) > 1 for cluster in panel.clusters)
    assert [cluster.anchor for cluster in panel.clusters] == [f"close-{at}" for at in range(1, len(panel.clusters) + 1)]
    assert [cluster.y for cluster in panel.clusters] == sorted(cluster.y for cluster in panel.clusters)


def test_a_circle_says_that_some_of_its_places_are_contested() -> None:
    crowd = [Spot(x, y, Link(name, "./"), False, name == "Place 0 30") for x, y, name in MANY]
    (panel,) = map_panels(crowd)
    assert [cluster.contested for cluster in panel.clusters].count(True) == 1


def test_names_meet_neither_each_other_nor_a_pin() -> None:
    labels = place_labels(PINS, [], FRAME)
    assert labels.keys() == {0, 1, 2, 3}
    boxes = [label.box for label in labels.values()]
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    assert not any(box.meets(pin_box(x, y)) for box in boxes for x, y, _ in PINS)
    assert all(box.within(FRAME) for box in boxes)


def test_a_name_without_room_is_left_out() -> None:
    assert place_labels([(400.0, 300.0, "long " * 60)], [], FRAME) == {}
    assert place_labels(PINS[:1], [FRAME], FRAME) == {}


def test_wide_letters_take_more_room() -> None:
    narrow, wide = (place_labels([(400.0, 300.0, text)], [], FRAME)[0].box for text in ("aaaa", "東京大阪"))
    assert wide.right - wide.left > narrow.right - narrow.left
