"""Paraphrases: numbers and names of our own words that no source says, copied words, and quotations that say too little."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.cli import main
from druzhba_kb.pipeline.checking import check
from druzhba_kb.report import Report
from tests.editing.desk import change
from tests.verify.stating import FILE, lay, said, state

BLOCK = "The lens has many panes of green glass. Otto Reed cut twelve of them in May 1930."
COPIED = (
    "'has many panes of green glass Otto Reed …' stands so in a withheld text; say it in your own words, "
    "or quote at most 12 words as evidence"
)
VALUE = ["lens: Twelve panes of green glass", "source: log", "quote: many panes of green glass"]


@pytest.mark.parametrize(
    ("block", "lines", "expected"),
    [
        (BLOCK, ["lens: Green glass in many panes", "quote: many panes of green glass"], []),
        (BLOCK, ["lens: Twelve panes of green glass", "quote: many panes of green glass"], []),
        (BLOCK, ["lens: 12 panes of green glass", "quote: many panes of green glass"], []),
        (BLOCK, ["lens: 13 panes of green glass", "quote: many panes of green glass"], [("unsupported-number", "13")]),
        (BLOCK, ["lens: Green glass of 1930", "quote: many panes of green glass"], []),
        (
            BLOCK,
            ["lens: Green glass of May 1931", "quote: many panes of green glass"],
            [("unsupported-number", "May 1931")],
        ),
        (BLOCK, ["lens: Green glass cut by Otto Reed", "quote: many panes of green glass"], []),
        (BLOCK, ["lens: Green glass cut by Reed", "quote: many panes of green glass"], []),
        (BLOCK, ["lens: Green glass cut by Old Otto", "quote: many panes of green glass"], []),
        (BLOCK, ["lens: Reedish green glass", "quote: many panes of green glass"], []),
        (
            BLOCK,
            ["lens: Green glass cut by Ada Finch", "quote: many panes of green glass"],
            [("unsupported-name", "Ada Finch")],
        ),
        (
            BLOCK,
            ["lens: Green glass cut by Finch", "quote: many panes of green glass"],
            [("unsupported-name", "Finch")],
        ),
        (
            BLOCK,
            ["lens: Green glass from Norland", "quote: many panes of green glass"],
            [("unsupported-name", "Norland")],
        ),
        (BLOCK, ["lens: Green glass, new to New Light", "quote: many panes of green glass"], []),
        (BLOCK, ["lens: Green glass of a Monday", "quote: many panes of green glass"], []),
        (
            BLOCK,
            ["lens: Green glass for the light of Gull Point", "quote: many panes of green glass"],
            [("unsupported-name", "Gull Point")],
        ),
        (
            BLOCK,
            ["lens: Green glass, as the RAF has it", "quote: many panes of green glass"],
            [("unsupported-name", "RAF")],
        ),
        (
            BLOCK,
            [
                "lens: 13 panes from Norland",
                "inferred: [lens]",
                "note: Counted in the log book of May.",
                "quote: many panes of green glass",
            ],
            [],
        ),
        (
            BLOCK,
            [
                "lens: 13 panes from Norland",
                "inferred: [value]",
                "note: Counted in the log book of May.",
                "quote: many panes of green glass",
            ],
            [],
        ),
        (BLOCK, ["lens: Made by hand", "quote: many panes of green glass"], [("thin-quote", "lens")]),
        (BLOCK, ["lens: Green glass", "quote: green glass"], [("thin-quote", "green glass")]),
        (BLOCK, ["keeper: otto-reed", "quote: Otto Reed"], []),
        (BLOCK, ["lens: Cut by Reed", "quote: Otto Reed"], []),
        (BLOCK, ["lit: 1930-05", "quote: May 1930"], []),
        (BLOCK, ["lens: Glass and panes", "quote: green glass. Otto"], []),
        ("After the war the light burnt again.", ["lens: A thing of the war", "quote: After the war the light"], []),
        (
            BLOCK,
            ["lens: Nine hundred and two panes, said Ada Finch", "quote: many panes of green glass"],
            [("unsupported-name", "Ada Finch"), ("unsupported-number", "Nine hundred and two")],
        ),
    ],
)
def test_a_value_says_no_number_and_no_name_that_neither_quotation_nor_block_has(
    block: str, lines: list[str], expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    site = lay(tmp_path, block)
    state(site, *lines, "source: log")
    assert [(one.partition(":")[0], one.split("'")[1]) for one in said(site)] == expected


def test_a_name_is_that_of_the_text_in_any_case_and_with_any_ending(tmp_path: Path) -> None:
    site = lay(tmp_path, "The Norlander and the Frisian came in winter with José.")
    state(
        site, "lens: A winter gift from Norland and Frisia with Jose", "source: log", "quote: came in winter with José"
    )
    assert said(site) == []


def test_what_only_the_block_gives_is_counted(tmp_path: Path) -> None:
    site = lay(tmp_path, BLOCK)
    report = Report()
    state(site, *VALUE)
    check(site, report, guarded=False)
    assert report.checked["from the block"] == 1
    state(site, "lens: Panes of green glass", *VALUE[1:])
    report = Report()
    check(site, report, guarded=False)
    assert report.checked["from the block"] == 0


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", []),
        ("Twelve panes", "A dozen panes", ["unsealed-text"]),
        ("Twelve panes", "Thirteen panes", ["unsealed-text"]),
        ("Twelve panes", "Many panes", []),
        ("Twelve  panes", "Twelve panes", []),
    ],
)
def test_a_clone_without_the_text_knows_by_a_seal_what_the_block_gives(
    old: str, new: str, expected: list[str], tmp_path: Path
) -> None:
    site = lay(tmp_path, BLOCK, withheld=True)
    (site / "mkdocs.yml").write_text("site_name: Test\n")
    state(site, VALUE[0].replace("Twelve", "Twelve " if "  " in old else "Twelve"), *VALUE[1:])
    assert main(["--root", str(site), "seal"]) == 0
    (site / "sources/log.md").unlink()
    if old:
        change(site, FILE, old, new)
    assert [one.partition(":")[0] for one in said(site)] == expected


@pytest.mark.parametrize(
    ("summary", "lines", "expected"),
    [
        ("The lens, says the log, has many panes of green glass. Otto Reed cut them.", [], [COPIED]),
        ("The lens, so the log, has many panes of green glass. Otto cut them.", [], []),
        ("The log says that the lens “has many panes of green glass. Otto Reed cut” it.", [], []),
        ("HAS MANY PANES of green glass, Otto *Reed*.", [], [COPIED.replace("has many panes", "HAS MANY PANES")]),
        ("", ["note: It has many panes of green glass. Otto Reed is meant."], [COPIED]),
        ("", ["lens: It has many panes of green glass. Otto Reed is meant."], [COPIED]),
    ],
)
def test_eight_words_of_a_withheld_text_are_copied_unless_they_are_quoted(
    summary: str, lines: list[str], expected: list[str], tmp_path: Path
) -> None:
    site = lay(tmp_path, BLOCK, withheld=True)
    own = [] if any(line.startswith("lens") for line in lines) else ["lens: Green panes"]
    state(site, *own, *lines, *VALUE[1:], summary=f"'{summary}'")
    assert said(site) == [f"copied-words: {one}" for one in expected]


def test_words_of_an_open_text_may_be_told_again(tmp_path: Path) -> None:
    site = lay(tmp_path, BLOCK)
    state(site, "lens: It has many panes of green glass. Otto Reed is meant.", *VALUE[1:])
    assert said(site) == []


def test_a_digest_copies_nothing_of_its_own_article(tmp_path: Path) -> None:
    site = lay(tmp_path, BLOCK, withheld=True)
    change(site, "articles/log.md", "The log is kept.", "It has many panes of green glass. Otto Reed is told of.")
    state(site, "lens: Green panes", *VALUE[1:])
    assert said(site) == [f"copied-words: {COPIED}"]


@pytest.mark.parametrize(
    ("block", "lines", "expected"),
    [
        (BLOCK, ["lens: Green glass", "quote: green glass"], "'green glass' is no whole name, date or number"),
        (BLOCK, ["lens: Cut in May", "quote: May 1930"], None),
        (BLOCK, ["lens: Reed’s work", "quote: Otto Reed"], None),
        ("The lens has 12 panes.", ["lens: A dozen panes", "quote: 12 panes"], None),
        ("The light cost $5 billion.", ["cost: 5e9 USD", "quote: $5 billion"], None),
        (BLOCK, ["lens: Made by hand", "quote: many panes of green glass"], "no word in common with 'lens'"),
        ("It was lit on 5 May 1930.", ["lens: Old since 1930", "quote: lit on 5 May 1930"], None),
        ("Reed the Elder cut it.", ["lens: Old Otto’s work", "quote: Reed the Elder cut it"], None),
        ("The gas burns.", ["lens: Gas", "quote: The gas burns"], None),
    ],
)
def test_a_quotation_that_is_no_whole_thing_or_shares_no_word_is_thin(
    block: str, lines: list[str], expected: str | None, tmp_path: Path
) -> None:
    site = lay(tmp_path, block)
    state(site, *lines, "source: log")
    found = said(site)
    assert len(found) == (expected is not None)
    assert all(one.startswith("thin-quote: ") and expected in one for one in found if expected)


def test_a_quotation_in_another_language_need_share_no_word(tmp_path: Path) -> None:
    site = lay(tmp_path, "Die Linse hat viele Scheiben aus grünem Glas.")
    log = site / "articles/log.md"
    log.write_text(log.read_text("utf-8").replace("rights:", "lang: de\nrights:"), "utf-8")
    state(site, "lens: Made by hand", "source: log", "quote: viele Scheiben aus grünem Glas")
    assert said(site) == []


def test_a_time_that_only_the_block_gives_is_sealed_and_passes_without_the_text(tmp_path: Path) -> None:
    site = lay(tmp_path, "The lens has many panes of green glass. So it was in June 1920.", withheld=True)
    (site / "mkdocs.yml").write_text("site_name: Lights\n")
    state(site, "lens: Green glass in many panes", "source: log", "quote: many panes of green glass", "as_of: 1920-06")
    assert said(site) == []
    assert main(["--root", str(site), "seal"]) == 0
    (site / "sources/log.md").unlink()
    assert said(site) == []
    change(site, FILE, "as_of: 1920-06", "as_of: 1920-07")
    assert [one.partition(":")[0] for one in said(site)] == ["unsupported-time"]
