"""Text tables: which lines of plain text are rows, and how their cells are parted."""

from __future__ import annotations

import pytest

from druzhba_kb.importing.imported_article import read_article
from druzhba_kb.importing.lines import read_text
from druzhba_kb.importing.options import Corrections, ImportOptions
from druzhba_kb.importing.text_tables import table_rows

SPACED = """\
Year   From       To                Guests   Crew
----   --------   ---------------   ------   ----
2016   Gullport   Skerry                70    130
2017   Skerry     Gull Point            80      9"""
ROWS = ["Year; From; To; Guests; Crew", "", "2016; Gullport; Skerry; 70; 130", "2017; Skerry; Gull Point; 80; 9"]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (SPACED, ROWS),
        ("Year\tPort\tBoats\n2016\tSule\t\n2017\t\t9", ["Year; Port; Boats", "2016; Sule", "2017; 9"]),
        ("Port\tBoats\nSule\t4\nNorwick\t9", ["Port; Boats", "Sule; 4", "Norwick; 9"]),
        ("Port\tBoats\nSule\t4", []),  # two labels with their values are no table
        ("•\tone thing\n•\ttwo things\n•\tmore things", []),
        ("Sule   4\nNorwick   9", []),
        (
            "Year Port    Norwick Sule\n2016 Holm         70  130\n2017 Harbour      80    7",
            ["Year; Port; Norwick; Sule", "2016; Holm; 70; 130", "2017; Harbour; 80; 7"],
        ),
        (
            "Port      Ships     Cargo\nGull Bay     12    12 000\nGull Quay     8       900",
            ["Port; Ships; Cargo", "Gull Bay; 12; 12 000", "Gull Quay; 8; 900"],
        ),
        (
            "The  boats sailed  out to the  north\nand  came back  as soon as  they\ncould  for the  wind had turned.",
            [],
        ),
        ("Q:  Who built it?\nA:  We did. In May.\nQ:  And the pier?", []),
        ("Q\tWho built it?\nA\tWe did.\nQ\tAnd the pier?", []),
        ("THE MAYOR    We built it.\nMR. HOLM     In May?\nTHE MAYOR    In June.", []),
        ("Boat:      Skerry\nCrew:      nine\nHarbour:   Sule", []),  # labels, which the colon parts already
        ("Crew:    4    9\nBoats:   2    3\nPiers:   1    1", ["Crew:; 4; 9", "Boats:; 2; 3", "Piers:; 1; 1"]),
        ("HMS SULE    9\nHMS HOLM    8\nHMS SKER    7", ["HMS SULE; 9", "HMS HOLM; 8", "HMS SKER; 7"]),
        ("| a    | b    |\n| c    | d    |\n| e    | f    |", []),
    ],
)
def test_rows_are_lines_of_the_same_columns(text: str, rows: list[str]) -> None:
    assert list(table_rows(text.split("\n")).values()) == rows


ARTICLE = f"""\
The ferry in four questions
By Omar Lessing, 3 February 2021
{SPACED}
The harbour has given us these figures, and says that the ferry will sail to Gull Point until autumn.
"""


def test_a_table_is_no_title_and_drops_nothing_above_it() -> None:
    one = read_article(read_text(ARTICLE), "a.txt", ImportOptions())
    assert (one.fields.title, [block.text for block in one.blocks[1:4]]) == (
        "The ferry in four questions",
        [row for row in ROWS if row],
    )
    assert [(line.line, line.rule) for line in (*one.dropped, *one.flags)] == [(2, "byline"), (4, "separator")]


def test_a_table_stays_whole_as_it_is() -> None:
    one = read_article(read_text(ARTICLE), "a.txt", ImportOptions(as_is=True))
    assert one.blocks[2].text == "\n".join(row for row in ROWS if row)


def test_a_line_that_the_editor_keeps_stays_where_he_gives_another_title() -> None:
    options = ImportOptions(title="Ferry Notes")
    one = read_article(read_text(ARTICLE), "a.txt", options, corrections=Corrections(keep=frozenset({1})))
    assert (one.fields.title, one.blocks[1].text) == ("Ferry Notes", "The ferry in four questions")


def test_lines_of_two_numbers_are_kept_in_doubt() -> None:
    text = "Harbour notes\n\nThe guards used two boats, the port office said on 3 March.\n\n2021 30\n\n2022 40\n"
    one = read_article(read_text(text), "a.txt", ImportOptions())
    assert [(line.text, line.rule) for line in one.flags] == [("2021 30", "player"), ("2022 40", "player")]
    assert one.dropped == ()
