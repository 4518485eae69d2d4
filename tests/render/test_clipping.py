"""What of a ring or a line is drawn."""

from __future__ import annotations

from druzhba_kb.render.clipping import clip_line, clip_ring, path, simplified

FRAME = (0.0, 0.0, 10.0, 10.0)


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
