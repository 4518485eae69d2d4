"""One plate, or two where places crowd."""

from __future__ import annotations

import pytest

from druzhba_kb.render.page_model import Link
from druzhba_kb.render.plates import Spot, plates

FAR = [(-77.0, 38.9, "Washington"), (116.4, 39.9, "Beijing")]
CROWD = [(2.3, 48.8, "Paris"), (4.3, 50.8, "Brussels"), (-0.1, 51.5, "London"), (4.9, 52.4, "Amsterdam")]


def spots(*places: tuple[float, float, str]) -> list[Spot]:
    return [Spot(x, y, Link(name, "./"), False, False) for x, y, name in places]


@pytest.mark.parametrize("places", [FAR, CROWD, FAR[:1], [FAR[0], FAR[0]]])
def test_places_that_do_not_crowd_are_one_plate(places: list[tuple[float, float, str]]) -> None:
    (plate,) = plates(spots(*places))
    assert len(plate.pins) == len(places)
    assert plate.cut is None


def test_places_that_crowd_have_a_closer_cut() -> None:
    whole, closer = plates(spots(*FAR, *CROWD))
    assert whole.cut
    assert whole.cut.count == len(closer.pins) == len(CROWD)
    assert {pin.text for pin in whole.pins} == {"Washington", "Beijing"}
    assert {pin.text for pin in closer.pins} == {"Paris", "Brussels", "London", "Amsterdam"}
    assert all(pin.label for plate in (whole, closer) for pin in plate.pins)
    assert 0 < whole.cut.x < whole.width


def test_names_of_countries_give_way_to_pins() -> None:
    for plate in plates(spots(*FAR, *CROWD)):
        boxes = [pin.label.box for pin in plate.pins if pin.label]
        assert not any(name.box.meets(box) for name in plate.names for box in boxes)


def test_a_contested_place_says_so_without_colour() -> None:
    (plate,) = plates([Spot(2.3, 48.8, Link("Paris", "./"), True, True)])
    assert plate.pins[0].text == "Paris ≠"


def test_countries_are_named_on_a_plate_of_a_region_and_not_of_the_world() -> None:
    whole, closer = plates(spots(*FAR, *CROWD))
    assert not whole.names
    assert "France" in {name.name for name in closer.names}


MANY = [(x / 2, y / 2, f"Place {x} {y}") for x in range(30) for y in range(30, 60, 3)]


def test_more_places_than_can_be_told_apart_are_circles_with_their_number() -> None:
    (plate,) = plates(spots(*MANY, (-40.0, 0.0, "Far away")))
    assert [pin.text for pin in plate.pins] == ["Far away"]
    shown = [spot.link.name for cluster in plate.clusters for spot in cluster.spots]
    assert sorted(shown) == sorted(name for *_, name in MANY)
    assert all(len(cluster.spots) > 1 for cluster in plate.clusters)
    assert [cluster.anchor for cluster in plate.clusters] == [f"close-{at}" for at in range(1, len(plate.clusters) + 1)]
    assert [cluster.y for cluster in plate.clusters] == sorted(cluster.y for cluster in plate.clusters)


def test_a_circle_says_that_some_of_its_places_are_contested() -> None:
    crowd = [Spot(x, y, Link(name, "./"), False, name == "Place 0 30") for x, y, name in MANY]
    (plate,) = plates(crowd)
    assert [cluster.contested for cluster in plate.clusters].count(True) == 1
