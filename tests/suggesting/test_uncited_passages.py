"""Passages that no quotation cites: numbers, dates and names, in titles and headings too."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.cli import main
from tests.suggesting.regattas import add, make_base, suggested


def uncited(folder: Path, statements: str = "") -> dict[int, list[str]]:
    """Return the reasons of each block."""
    add(folder, "regattas", "amber-regatta", f"name: Amber Regatta\n{statements}")
    found: dict[int, list[str]] = {}
    for one in suggested(folder).uncited:
        found.setdefault(one.sentence.block, []).extend(f"{why.kind} {why.words}" for why in one.details)
    return found


def test_a_number_a_date_and_a_name_are_reasons(tmp_path: Path) -> None:
    make_base(tmp_path, "All were glad.\n\nOn 3 June 2019 some 40 boats left for the old Quay.")
    assert uncited(tmp_path)[2] == ["date 3 June 2019", "number some 40", "name Quay"]


def test_titles_and_headings_are_passages(tmp_path: Path) -> None:
    make_base(tmp_path, "## Nearly 30 sails\n\nAll were glad.", title="Forty boats in one bay")
    assert uncited(tmp_path) == {0: ["number Forty"], 1: ["number Nearly 30"]}


def test_what_a_quotation_touches_is_cited(tmp_path: Path) -> None:
    make_base(tmp_path, "The Amber Regatta began on 3 June 2019 with 40 boats.")
    found = uncited(
        tmp_path, "statements:\n  - {start: 2019-06-03, source: herald-2019, quote: began on 3 June 2019}\n"
    )
    assert found[1] == ["number 40"]


def test_a_quotation_counts_in_its_own_block(tmp_path: Path) -> None:
    make_base(tmp_path, "There were 40 boats.\n\nThere were 40 boats.")
    statement = "statements:\n  - {boats: 40, source: herald-2019, quote: were 40 boats, block: 2}\n"
    assert uncited(tmp_path, statement) == {0: ["name Coast"], 1: ["number 40"]}


def test_words_that_only_open_a_sentence_are_no_names(tmp_path: Path) -> None:
    make_base(tmp_path, "Glad they were. “Sails are up,” they sang. French sails, in summer.", title="Sails")
    assert uncited(tmp_path) == {}


def test_a_digest_must_miss_nothing_of_what_is_cited_either(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_base(tmp_path, "On 3 June 2019 some 40 boats left for the old Quay, Aino Lehtola said.\n\nAll were glad.")
    statement = "statements:\n  - {boats: ~40, source: herald-2019, quote: some 40 boats}\n"
    add(tmp_path, "regattas", "amber-regatta", f"name: Amber Regatta\n{statement}")
    assert main(["--root", str(tmp_path), "suggest", "--digest", "herald-2019"]) == 0
    lines = capsys.readouterr().out.split("\n")
    told = lines.index("herald-2019:1  On 3 June 2019 some 40 boats left for the old Quay, Aino Lehtola said.")
    assert lines[told + 1] == "  date 3 June 2019; number some 40; name Quay; name Aino Lehtola; speaker Aino Lehtola"
    assert not any("All were glad" in line for line in lines)
