"""Digests: a number that a passage tells stands in the blocks that it tells, and in none beside them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from druzhba_kb.pipeline.checking import check
from druzhba_kb.report import Report
from tests.sites_on_disk import lay_out

TEXT = """# The Harbour of 1930

The crew has 12 masons.

The tower is 27 metres high.

The quay holds 1,400 barrels.
"""
FILE = "articles/harbour.md"
HEAD = f"""---
title: The Harbour of 1930
rights: withheld
blocks: ppp
source_sha256: {hashlib.sha256(TEXT.encode()).hexdigest()}
---

"""


def passage(numbers: str, blocks: str) -> str:
    return f"The text has {numbers}.\n{{: #b{blocks} }}\n"


@pytest.mark.parametrize(
    ("numbers", "blocks", "message"),
    [
        ("12 masons", "2", "the number '12' does not stand in block 2; expected one of '27'"),
        ("the year 1930", "1", "the number '1930' does not stand in block 1; expected one of '12'"),
        ("27 metres and 1400 barrels", "2-3", None),
        (
            "12 masons and 27 metres",
            "2-3",
            "the number '12' does not stand in blocks 2-3; expected one of '27', '1,400'",
        ),
        (
            "12 masons and 1400 barrels",
            "1-2",
            "the number '1400' does not stand in blocks 1-2; expected one of '12', '27'",
        ),
    ],
)
def test_a_number_stands_in_the_blocks_that_its_passage_tells(
    numbers: str, blocks: str, message: str | None, tmp_path: Path
) -> None:
    site, report = lay_out(None, tmp_path / "site"), Report()
    (site / "sources/harbour.md").write_text(TEXT)
    (site / FILE).write_text(HEAD + passage(numbers, blocks))
    check(site, report, guarded=False)
    expected = [f"{FILE}:8:1: error[number-not-in-source]: {message}"] if message else []
    assert [str(one) for one in report.in_order() if one.level == "error"] == expected


def test_of_a_block_that_is_not_there_only_that_is_said(tmp_path: Path) -> None:
    site, report = lay_out(None, tmp_path / "site"), Report()
    (site / "sources/harbour.md").write_text(TEXT)
    (site / FILE).write_text(HEAD + passage("12 masons", "22"))
    check(site, report, guarded=False)
    expected = [f"{FILE}:9:1: error[bad-blocks]: 'harbour' has no block 22 to tell; expected 1 to 3"]
    assert [str(one) for one in report.in_order() if one.level == "error"] == expected


ADA = "entities/people/ada-finch.yml"
SUMMARY = "Harbour master, who announced the new lamp of Gull Point."


@pytest.mark.parametrize(
    ("summary", "message"),
    [
        ("Harbour master at a tower of 27 metres, [Gull Point](../lighthouses/gull-point.yml).", None),
        (
            "Harbour master at a tower of 27 metres.",
            "the number '27' of the summary stands in no statement of 'ada-finch' nor of what it links",
        ),
        (
            "Harbour master at a tower of 28 metres, [Gull Point](../lighthouses/gull-point.yml).",
            "the number '28' of the summary stands in no statement of 'ada-finch' nor of what it links",
        ),
    ],
)
def test_a_summary_may_say_a_number_of_what_it_links(summary: str, message: str | None, tmp_path: Path) -> None:
    site, report = lay_out(None, tmp_path / "site"), Report()
    text = (site / ADA).read_text()
    assert SUMMARY in text
    (site / ADA).write_text(text.replace(SUMMARY, summary))
    check(site, report, guarded=False)
    expected = [f"{ADA}:3:1: error[number-without-statement]: {message}"] if message else []
    assert [str(one) for one in report.in_order() if one.level == "error"] == expected
