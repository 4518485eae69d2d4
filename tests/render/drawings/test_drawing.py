"""Drawings: shapes and words at their places, the signs below them, and what a picture has when it leaves."""

from __future__ import annotations

from druzhba_kb.render.drawings.drawing import (
    Drawing,
    LegendEntry,
    Lettering,
    Shape,
    box,
    circle,
    diamond,
    picture,
    with_keys,
    wrapped,
)

PLAIN = Drawing(300, 40, (Shape("dot", circle(10, 10, 5)),), (Lettering("quiet", 20, 14, "Ten"),))


def test_paths_close_on_themselves() -> None:
    assert box(1, 2, 30, 4.5) == "M1 2h30v4.5h-30z"
    assert circle(10, 10, 5) == "M5 10a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z"
    assert diamond(10, 10, 5) == "M10 5l5 5l-5 5l-5 -5z"


def test_what_is_moved_takes_its_words_along() -> None:
    assert PLAIN.moved(5, 7) == Drawing(
        305, 47, (Shape("dot", circle(10, 10, 5), 5, 7),), (Lettering("quiet", 25, 21, "Ten"),)
    )


def test_words_are_parted_at_blanks_alone() -> None:
    assert wrapped("one two three", 60) == ["one two", "three"]
    assert wrapped("unparted", 1) == ["unparted"]
    assert wrapped("", 50) == []


def test_signs_stand_below_in_as_many_lines_as_they_need() -> None:
    sign = (Shape("dot", circle(0, 0, 6)),)
    keyed = with_keys(
        PLAIN, [LegendEntry(sign, "as it is given"), LegendEntry((), "from a speaker whom it names", "“", "quote")]
    )
    assert [(one.style, one.x, one.y, one.text) for one in keyed.words] == [
        ("quiet", 20, 14, "Ten"),
        ("quiet", 26, 66, "as it is given"),
        ("quote", 9, 95, "“"),
        ("quiet", 26, 88, "from a speaker whom it names"),
    ]
    assert [(one.style, one.x, one.y) for one in keyed.shapes] == [("dot", 0, 0), ("dot", 9, 62)]
    assert (keyed.width, keyed.height) == (300, 96)


def test_words_below_that_are_wider_than_the_sheet_stand_in_several_lines() -> None:
    keyed = with_keys(PLAIN, [LegendEntry((), "word " * 12), LegendEntry((), "next")])
    assert [(one.x, one.y, one.text) for one in keyed.words[1:]] == [
        (26, 66, "word word word word word word word"),
        (26, 83, "word word word word word"),
        (26, 105, "next"),
    ]
    assert keyed.height == 113


def test_a_picture_has_its_title_its_note_its_source_and_a_ground() -> None:
    made = picture(PLAIN, "Heights", "As counted.", "Source: Lights.")
    assert [(one.style, one.text) for one in made.words] == [
        ("title", "Heights"),
        ("quiet", "As counted."),
        ("quiet", "Ten"),
        ("quiet", "Source: Lights."),
    ]
    assert made.shapes[0] == Shape("sheet", box(0, 0, made.width, made.height))
    assert all(0 < one.x < made.width and 0 < one.y < made.height for one in made.words)
    assert [one.y for one in made.words] == sorted(one.y for one in made.words)
