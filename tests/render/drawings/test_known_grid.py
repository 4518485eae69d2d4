"""Known grids: a cell for each attribute of each record, told apart without colour."""

from __future__ import annotations

from druzhba_kb.render.drawings.figure_charts import STATES, KnownCell, KnownRow, known_grid


def row(*states: str, articles: int = 1) -> KnownRow:
    return KnownRow("Height", tuple(KnownCell("North Light", state, articles, "27", "./") for state in states))


def test_each_state_has_its_own_sign_and_its_key() -> None:
    drawn = known_grid([f"{number}" for number in range(len(STATES))], [row(*STATES)], True)
    signs = {state: known_grid(["1901"], [row(state)], True).shapes[1:] for state in STATES}
    assert len({tuple((one.style, one.path) for one in those) for those in signs.values()}) == len(STATES)
    assert [one.text for one in drawn.words if one.style == "quiet"] == [
        "Height", "sources differ", "may mean something else", "in an article’s own words", "in an opinion column",
        "from a speaker an article names", "from a reference", "nothing recorded",
    ]  # fmt: skip
    assert [one.text for one in drawn.words if one.style == "sign"] == ["≠", "≠"]


def test_what_cannot_be_asked_is_empty_and_has_no_key() -> None:
    drawn = known_grid(["1901"], [row("")], True)
    assert [one.style for one in drawn.shapes] == ["rule"]
    assert [one.text for one in drawn.words] == ["1901", "Height"]


def test_several_articles_are_counted_beside_the_sign() -> None:
    drawn = known_grid(["1901"], [row("article", articles=3)], True)
    assert [one.text for one in drawn.words if one.style == "tally"] == ["3", "2"]  # the second is that of the key
    assert not [one for one in known_grid(["1901"], [row("article")], True).words if one.style == "tally"]


def test_headings_that_have_no_room_run_upwards() -> None:
    wide = known_grid(["1901"], [row("article")], True)
    long = known_grid(["A lighthouse with a long name"] * 9, [row(*["article"] * 9)], False)
    assert [one.turned for one in wide.words if one.style == "column"] == [False]
    headings = [one for one in long.words if one.style == "column"]
    assert all(one.turned and 0 < one.x <= 345 for one in headings)
    assert min(one.y for one in long.words if one.style != "column") > headings[0].y
