"""Names beside pins."""

from __future__ import annotations

from itertools import combinations

from druzhba_kb.render.labels import Box, dot, place

FRAME = Box(0, 0, 880, 580)
SPOTS = [(400.0, 300.0, "Alpha"), (430.0, 300.0, "Beta"), (415.0, 330.0, "Gamma"), (870.0, 10.0, "Corner")]


def test_names_meet_neither_each_other_nor_a_pin() -> None:
    labels = place(SPOTS, [], FRAME)
    assert labels.keys() == {0, 1, 2, 3}
    boxes = [label.box for label in labels.values()]
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    assert not any(box.meets(dot(spot)) for box in boxes for spot in SPOTS)
    assert all(box.within(FRAME) for box in boxes)


def test_a_name_without_room_is_left_out() -> None:
    assert place([(400.0, 300.0, "long " * 60)], [], FRAME) == {}
    assert place(SPOTS[:1], [FRAME], FRAME) == {}


def test_wide_letters_take_more_room() -> None:
    narrow, wide = (place([(400.0, 300.0, text)], [], FRAME)[0].box for text in ("aaaa", "東京大阪"))
    assert wide.right - wide.left > narrow.right - narrow.left
