"""Value charts: the sign of each number, where it stands, and what is never joined."""

from __future__ import annotations

import pytest

from druzhba_kb.render.drawings.drawing import Drawing
from druzhba_kb.render.drawings.figure_charts import Mark, MarkGroup, value_chart


def mark(number: float | None, form: str = "dot", **more: object) -> Mark:
    known: dict[str, object] = {
        "who": "Herald ¶1",
        "spoken": False,
        "text": str(number),
        "note": "",
        "contested": False,
    }
    return Mark(form=form, low=number, high=number, **{**known, **more})  # type: ignore[arg-type]


def chart(*marks: Mark, between: str = "", wide: bool = True) -> Drawing:
    return value_chart([MarkGroup("1901", marks, between)], "metres", wide)


def words(drawn: Drawing, style: str) -> list[str]:
    return [one.text for one in drawn.words if one.style == style]


def styles(drawn: Drawing) -> list[str]:
    return [one.style for one in drawn.shapes]


@pytest.mark.parametrize("wide", [True, False])
@pytest.mark.parametrize(
    ("form", "signs", "key"),
    [
        ("dot", {"stem": 1, "dot": 2}, "as given"),
        ("ring", {"dotted": 1, "ring": 2}, "“about”"),
        ("least", {"stem": 1, "dot": 2, "arrow": 2}, "“at least”, or more than"),
        ("most", {"stem": 1, "dot": 2, "arrow": 2}, "“at most”, or less than"),
        ("other", {"dotted": 1, "other": 2}, "may mean something else"),
    ],
)
def test_each_way_to_put_a_number_has_its_sign_and_its_key(
    form: str, signs: dict[str, int], key: str, wide: bool
) -> None:
    drawn = chart(mark(40, form), wide=wide)
    found = [style for style in styles(drawn) if style not in ("zero", "grid", "rule")]
    assert {style: found.count(style) for style in found} == signs
    assert key in words(drawn, "quiet")


@pytest.mark.parametrize("marks", [(), (mark(40),)])
def test_a_long_name_of_a_record_ends_above_what_follows(marks: tuple[Mark, ...]) -> None:
    name = "The Old Bridge over the Middle Stream at Willow Ford"
    drawn = value_chart([MarkGroup(name, marks, ""), MarkGroup("1902", marks, "")], "metres", True)
    labels = [one for one in drawn.words if one.style == "label"]
    assert len(labels) > 3
    assert [one.y - two.y for one, two in zip(labels[1:], labels, strict=False)] == [24] * (len(labels) - 2) + [38]


def test_a_range_has_two_dots_and_its_line() -> None:
    drawn = value_chart(
        [MarkGroup("1901", (Mark("Herald", False, "20 to 40", "", "range", 20, 40, False),), "")], "", True
    )
    assert styles(drawn).count("stem") == 3
    assert styles(drawn).count("dot") == 4


def test_the_ticks_are_numbers_that_people_count_in_and_the_last_has_the_unit() -> None:
    assert words(chart(mark(200)), "quiet")[:5] == ["0", "50", "100", "150", "200 metres"]
    assert words(chart(mark(1400)), "quiet")[:3] == ["0", "500", "1,000 metres"]
    assert words(chart(mark(0.7)), "quiet")[:3] == ["0", "0.2", "0.4"]


def test_what_contests_each_other_stands_on_one_wash_with_the_sign_and_who_differs() -> None:
    against = [mark(200, contested=True), mark(70, "ring", contested=True), mark(200, "other")]
    drawn = chart(*against, between="one article against itself")
    assert (styles(drawn)[0], styles(drawn).count("wash"), styles(drawn).count("bars")) == ("wash", 1, 1)
    assert words(drawn, "sign") == ["≠"]
    assert " ".join(words(drawn, "differ")) == "one article against itself"
    wash = drawn.shapes[0].path
    assert float(wash.split("v")[1].split("h")[0]) == 70  # the two rows, and not the one that may mean something else


def test_one_contested_number_alone_has_no_sign_against_nothing() -> None:
    assert words(chart(mark(200, contested=True), mark(70)), "sign") == []


def test_nothing_recorded_is_said_and_not_drawn() -> None:
    drawn = value_chart([MarkGroup("1901", (), ""), MarkGroup("1902", (mark(5),), "")], "", True)
    assert words(drawn, "aside") == ["nothing recorded"]
    assert words(drawn, "label") == ["1901", "1902"]


def test_words_in_place_of_a_number_have_no_sign() -> None:
    drawn = chart(mark(None, "none", text="“a modest height”"), mark(9))
    assert words(drawn, "aside") == ["“a modest height”"]
    assert styles(drawn).count("stem") == 1


def test_a_speaker_has_the_mark_before_the_name() -> None:
    for wide in (True, False):
        drawn = chart(mark(5, spoken=True, who="the keeper, in Herald ¶1"), wide=wide)
        assert words(drawn, "quote") == ["“", "“"]  # the second is that of the key
        first, name = (next(one for one in drawn.words if one.text.startswith(start)) for start in ("“", "the keeper"))
        assert first.x < name.x


def test_numbers_below_nothing_stand_left_of_it() -> None:
    drawn = chart(mark(-20), mark(20))
    assert words(drawn, "quiet")[:5] == ["-20", "-10", "0", "10", "20 metres"]


@pytest.mark.parametrize("wide", [True, False])
def test_all_words_stand_on_the_sheet_and_rows_below_each_other(wide: bool) -> None:
    long = mark(
        200,
        who="A very long name of a ministry, reported by an agency, in the Herald ¶12",
        note="Troops, side not stated",
    )
    drawn = value_chart([MarkGroup(str(year), (long, mark(3)), "") for year in (1901, 1902)], "metres", wide)
    assert all(0 <= one.x < drawn.width and 0 < one.y < drawn.height for one in drawn.words)
    values = [one.y for one in drawn.words if one.style == "value"]
    assert values == sorted(values) and len(set(values)) == 4
