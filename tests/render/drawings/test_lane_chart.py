"""Lane charts: the lanes of the timeline as they leave the site."""

from __future__ import annotations

import pytest

from druzhba_kb.render.drawings.gantt import Bar, LaneOfDates, Month, lane_chart

MONTHS = (Month(3, "March", "0.00%"), Month(4, "April", "50.00%"))
LANES = (
    LaneOfDates("1901", "North Light", (Bar("solid", "10.00%", "20.00%"), Bar("contested", "30.00%", "5.00%")), ("60.00%",),
                ("First lit: 3 March 1901 ≠ 9 March 1901",)),
    LaneOfDates("", "South Light", (), (), ()),
)  # fmt: skip


@pytest.mark.parametrize("wide", [True, False])
def test_bars_stand_at_their_part_of_the_calendar_with_their_dates_in_words(wide: bool) -> None:
    drawn = lane_chart(MONTHS, LANES, "another date: Relit", wide)
    side, across = (170, 750) if wide else (0, 340)
    bars = [one for one in drawn.shapes if one.style in ("full", "doubtful")][:2]
    assert [one.path.split(" ")[0] for one in bars] == [f"M{side + across // 10}", f"M{side + 3 * across // 10}"]
    texts = [one.text for one in drawn.words]
    assert "First lit: 3 March 1901 ≠ 9 March 1901" in " ".join(texts)
    assert "nothing recorded" in texts
    assert [text for text in texts if text in ("dated", "contested days", "month or year only")] == [
        "dated",
        "contested days",
    ]
    assert texts[-1] == "another date: Relit"
    assert all(0 <= one.x < drawn.width and 0 < one.y < drawn.height for one in drawn.words)


@pytest.mark.parametrize(("count", "shown"), [(2, "September"), (6, "Sep"), (16, "S")])
def test_a_month_has_the_longest_name_for_which_there_is_room(count: int, shown: str) -> None:
    months = [Month(9, "September", "0.00%")] * count
    assert [one.text for one in lane_chart(months, LANES, "", False).words[:count]] == [shown] * count


def test_without_other_dates_there_is_no_key_of_them() -> None:
    drawn = lane_chart(MONTHS, LANES[1:], "another date: Relit", True)
    assert not [one for one in drawn.shapes if one.style == "mark"]
    assert "another date: Relit" not in [one.text for one in drawn.words]
