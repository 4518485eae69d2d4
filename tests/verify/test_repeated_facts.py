"""A fact that is stated in two places: which statements are held for one, and which of the two is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.pipeline.checking import relate_project
from druzhba_kb.report import Report
from druzhba_kb.verify.repeated_facts import verify_repeats
from tests.verify.stating import FILE, lay

BLOCK = "Forty masons built the dark stone tower of New Light and it was lit in May 1931 by Otto Reed."
PERSON = """
attributes:
  office: {label: Office, type: text}
  lights: {label: Lights, type: ref, to: [lighthouses, lights]}
  masons: {label: Masons, type: quantity, unit: masons}
  built: {label: Built, type: text}
"""
OTTO = "entities/people/otto-reed.yml"


def found(folder: Path, mine: str, other: str, dated: bool = False) -> list[str]:
    """Return what is said of a statement of a light and one of a person over the same block."""
    site = lay(folder, BLOCK)
    kind = site / "entities/people/_kind.yml"
    kind.write_text(kind.read_text().partition("attributes:")[0].rstrip() + PERSON)
    light = site / "entities/lights/_kind.yml"
    light.write_text(light.read_text() + ("timeline: {start: lit}\n" if dated else ""))
    mine, other = (one if "source" in one else f"{one}, source: log" for one in (mine, other))
    (site / FILE).write_text(f"name: New Light\nstatements:\n  - {{{mine}}}\n")
    (site / OTTO).write_text((site / OTTO).read_text() + f"statements:\n  - {{{other}}}\n")
    report = Report()
    kb = relate_project(site, report)
    assert kb, report.findings
    verify_repeats(kb.records, report)
    return [str(one) for one in report.in_order() if one.code == "stated-twice"]


SAME = [
    ("masons: 40, quote: Forty masons", "masons: 40, quote: Forty masons built"),
    ("lens: The dark stone tower was built., quote: masons built the dark stone tower",
     "built: He built the dark stone tower., quote: dark stone tower of New Light"),
    ("keeper: otto-reed, quote: of New Light and it was lit", "lights: new-light, quote: New Light and it was lit in May"),
    ("lens: {words: built the dark stone tower}, quote: built the dark stone tower",
     "built: {words: the dark stone tower of}, quote: the dark stone tower of New Light"),
]  # fmt: skip
OTHERS = [
    ("masons: 40, quote: Forty masons", "masons: 39, quote: Forty masons"),
    ("masons: 40, quote: Forty masons built", "masons: 40, quote: the dark stone tower"),
    ("masons: 40, quote: Forty masons", "built: Forty masons built it., quote: Forty masons"),
    ("masons: 40, quote: Forty masons", "masons: 40, denies: true, quote: Forty masons"),
    ("masons: 40, quote: Forty masons", "masons: 40, standing: rejected, note: A guess., quote: Forty masons"),
    ("lens: Its stone was dark., quote: masons built the dark stone tower",
     "built: He liked the sea very much., quote: dark stone tower of New Light"),
    ("lens: The tower., quote: masons built the dark stone tower", "built: The tower., quote: dark stone tower of New Light"),
    ("keeper: otto-reed, quote: of New Light and it was lit", "lights: gull-point, quote: New Light and it was lit in May"),
]  # fmt: skip


@pytest.mark.parametrize(("mine", "other"), SAME)
def test_claims_that_are_alike_on_the_same_words_are_one_fact(mine: str, other: str, tmp_path: Path) -> None:
    assert len(found(tmp_path, mine, other)) == 1


@pytest.mark.parametrize(
    "again",
    [
        "lights: new-light, source: log, quote: New Light and it was lit in May",
        "lights: new-light, source: log, quote: tower of New Light, said_by: otto-reed",
    ],
)
def test_a_value_of_one_record_on_the_same_words_is_stated_once(again: str, tmp_path: Path) -> None:
    first = "lights: new-light, quote: stone tower of New Light"
    assert len(found(tmp_path, "masons: 40, quote: Forty masons", f"{first}, source: log}}\n  - {{{again}")) == 1


@pytest.mark.parametrize(("mine", "other"), OTHERS)
def test_other_words_other_values_and_other_standing_are_other_facts(mine: str, other: str, tmp_path: Path) -> None:
    assert found(tmp_path, mine, other) == []


def test_the_record_of_what_is_dated_is_the_home(tmp_path: Path) -> None:
    assert found(tmp_path, *SAME[0], dated=True) == [
        f"{OTTO}:7:5: warning[stated-twice]: 'masons' says on the same words what 'masons' of 'new-light' says "
        f"({FILE}:3); keep that one, and let this page show it from there"
    ]


def test_the_one_with_more_sources_is_kept_where_both_are_alike(tmp_path: Path) -> None:
    two = "[{source: log, quote: dark stone tower of New Light}, {source: tidings-1931, quote: almost as many masons}]"
    (line,) = found(tmp_path, SAME[1][0], f"built: He built the dark stone tower., evidence: {two}")
    assert line.startswith(FILE)
