"""Map pictures: what a panel shows, cut at its edge, with what its signs mean."""

from __future__ import annotations

from druzhba_kb.render.drawings.map_panels import Spot, map_panels, map_picture
from druzhba_kb.render.page_model import Link

FAR = [(-77.0, 38.9, "Washington"), (116.4, 39.9, "Beijing")]
CROWD = [(2.3, 48.8, "Paris"), (4.3, 50.8, "Brussels"), (-0.1, 51.5, "London"), (4.9, 52.4, "Amsterdam")]


def spot(longitude: float, latitude: float, name: str, inferred: bool = False, contested: bool = False) -> Spot:
    return Spot(longitude, latitude, Link(name, "./"), inferred, contested, ("1901",) if name == "Paris" else ())


def test_both_panels_stand_below_each_other_with_the_years_of_pins() -> None:
    panels = map_panels([spot(*place) for place in (*FAR, *CROWD)])
    drawn = map_picture(panels)
    assert {one.text for one in drawn.words if one.style == "name"} == {
        "Washington", "Beijing", "Paris, 1901", "Brussels", "London", "Amsterdam",
    }  # fmt: skip
    assert [one.text for one in drawn.words if one.style == "caption"] == [
        "All places",
        "Closer view",
        "position stated",
    ]
    assert drawn.height > sum(panel.height for panel in panels)
    assert [one.style for one in drawn.shapes].count("beyond") == len(panels)


def test_what_is_inferred_or_contested_has_its_sign_and_its_key() -> None:
    drawn = map_picture(map_panels([spot(2.3, 48.8, "Paris", True, True)]))
    assert [one.style for one in drawn.shapes if one.style in ("dot", "ring", "halo")] == [
        "halo",
        "ring",
        "ring",
        "halo",
        "dot",
    ]
    assert [one.text for one in drawn.words if one.style == "doubted"] == ["Paris, 1901 ≠"]
    assert [one.text for one in drawn.words if one.style == "caption"][1:] == [
        "position inferred",
        "sources differ about the place",
    ]


def test_places_that_are_one_circle_have_their_number() -> None:
    many = [spot(x / 2, y / 2, f"Place {x} {y}") for x in range(30) for y in range(30, 60, 3)]
    drawn = map_picture(map_panels(many))
    assert sum(int(one.text) for one in drawn.words if one.style == "crowd") <= len(many)
    assert [one for one in drawn.words if one.style == "crowd"]
