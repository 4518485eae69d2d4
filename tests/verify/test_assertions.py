"""Assertions: what counts for them, what does not, and what is said where one does not hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.pipeline.checking import check
from druzhba_kb.relate import relate
from druzhba_kb.report import Report
from tests.sites_on_disk import lay_out

FILE = "entities/_assertions.yml"
SKERRY = "entities/lighthouses/skerry-light.yml"
DENIED = """  - lens: sold
    denies: true
    source: courier-1931
    quote: denied that the old lens was sold
    said_by: {words: the keeper}
"""
REJECTED = """  - lens: sold
    standing: rejected
    note: Not this one's.
    source: tidings-1931
    quote: the old lens was sold
    said_by: {words: a dealer}
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = lay_out(None, tmp_path / "site")
    (site / "entities/_ratchets.yml").unlink()
    return site


def found(site: Path, *lines: str) -> list[str]:
    """Return what a check of the site says of these assertions."""
    (site / FILE).write_text("\n".join(["assertions:", *(f"  - {line}" for line in lines)]) + "\n", "utf-8")
    report = Report()
    check(site, report)
    return [str(one).removeprefix(f"{FILE}:") for one in report.in_order() if one.level == "error"]


def draft(site: Path, file: str) -> None:
    path = site / file
    path.write_text(path.read_text().replace("summary:", "status: draft\nsummary:"))
    other = site / "entities/lighthouses/gull-point.yml"  # what is published concerns no draft
    other.write_text(other.read_text().replace("    concerns: [skerry-light]\n", ""))


@pytest.mark.parametrize(
    ("of", "number"),
    [("lighthouses", 2), ("people", 1), ("articles", 2), ("entities", 3), ("statements", 11), ("quotations", 11),
     ("disagreements", 3)],
)  # fmt: skip
def test_what_there_is_is_counted(of: str, number: int, site: Path) -> None:
    assert found(site, f"{{count: {of}, at_least: {number}, at_most: {number}}}") == []
    assert found(site, f"{{count: {of}, at_least: {number + 1}}}", f"{{count: {of}, at_most: {number - 1}}}") == [
        f"2:5: error[assertion-failed]: {of}: {number}; expected at least {number + 1}",
        f"3:5: error[assertion-failed]: {of}: {number}; expected at most {number - 1}",
    ]


def test_a_sourced_alias_is_a_quotation(site: Path) -> None:
    path = site / "entities/lighthouses/gull-point.yml"
    path.write_text(path.read_text().replace("aliases:\n", "aliases:\n  - {name: Gull Point, source: courier-1931}\n"))
    assert found(site, "{count: quotations, at_least: 12, at_most: 12}") == []


def test_spellings_are_no_disagreements(site: Path) -> None:
    path = site / "entities/lighthouses/gull-point.yml"
    spelt = "aliases:\n  - {name: the tower, source: courier-1931}\n  - {name: The tower, source: tidings-1931}\n"
    declared = "disagreements:\n  - {about: [name], reason: transcription}\n"
    text = path.read_text().replace("aliases:\n", spelt).replace("disagreements:\n", declared)
    path.write_text(text)
    assert found(site, "{count: disagreements, at_least: 3, at_most: 3}") == []


def test_drafts_do_not_count(site: Path) -> None:
    draft(site, SKERRY)
    assert found(
        site,
        "{count: lighthouses, at_least: 2}",
        "{count: statements, at_least: 11}",
        "{count: entities, at_least: 3}",
        "{count: quotations, at_least: 11}",
        "{every: lighthouses, has: height}",
    ) == [
        "2:5: error[assertion-failed]: lighthouses: 1; expected at least 2",
        "3:5: error[assertion-failed]: statements: 10; expected at least 11",
        "4:5: error[assertion-failed]: entities: 2; expected at least 3",
        "5:5: error[assertion-failed]: quotations: 10; expected at least 11",
    ]


def test_an_exception_that_is_a_draft_may_stay(site: Path) -> None:
    draft(site, SKERRY)
    assert found(site, "{every: lighthouses, has: status, except: skerry-light, note: Not yet.}") == []
    kb, report = check(site, Report()), Report()
    assert kb is not None
    relate(kb.records.published, report)
    assert report.findings == []


def test_every_entity_of_the_kind_has_one_of_the_names(site: Path) -> None:
    assert found(site, "{every: lighthouses, has: [height, status]}", "{every: people, has: [office]}") == []
    assert found(site, "{every: lighthouses, has: height}", "{every: lighthouses, has: [lens, height, masons]}") == [
        "2:5: error[assertion-failed]: lighthouses without 'height': 'skerry-light'; "
        "expected it in each, or the id under 'except' with a note",
        "3:5: error[assertion-failed]: lighthouses without 'lens', 'height' or 'masons': 'skerry-light'; "
        "expected one of them in each, or the id under 'except' with a note",
    ]


def test_a_value_in_words_is_one(site: Path) -> None:
    path = site / SKERRY
    statement = "lens: {words: the old lens}, source: tidings-1931, quote: the old lens was sold"
    path.write_text(path.read_text() + f"  - {{{statement}, said_by: {{words: a dealer}}}}\n")
    assert found(site, "{every: lighthouses, has: lens, except: gull-point, note: x}") == []


@pytest.mark.parametrize("statement", [DENIED, REJECTED], ids=["denied", "rejected"])
def test_what_is_denied_or_rejected_is_not_had(statement: str, site: Path) -> None:
    path = site / SKERRY
    path.write_text(path.read_text() + statement)
    assert found(site, "{every: lighthouses, has: lens, except: gull-point, note: x}") == [
        "2:5: error[assertion-failed]: lighthouses without 'lens': 'skerry-light'; "
        "expected it in each, or the id under 'except' with a note"
    ]


@pytest.mark.parametrize(
    ("name", "lacking"), [("summary", "empty"), ("statements", "empty"), ("aliases", "empty', 'skerry-light")]
)
def test_the_keys_of_an_entity_count_too(name: str, lacking: str, site: Path) -> None:
    (site / "entities/lighthouses/empty.yml").write_text("name: Empty Rock\n")
    assert found(site, f"{{every: lighthouses, has: {name}}}") == [
        f"2:5: error[assertion-failed]: lighthouses without '{name}': '{lacking}'; "
        "expected it in each, or the id under 'except' with a note"
    ]


@pytest.mark.parametrize(("number", "more"), [(8, ""), (9, " and 1 more"), (20, " and 12 more")])
def test_eight_are_named_and_the_others_counted(number: int, more: str, site: Path) -> None:
    for one in range(number):
        (site / f"entities/people/p{one:02}.yml").write_text(f"name: Person {one:02}\n")
    named = ", ".join(f"'p{one:02}'" for one in range(8))
    assert found(site, "{every: people, has: office}") == [
        f"2:5: error[assertion-failed]: people without 'office': {named}{more}; "
        "expected it in each, or the id under 'except' with a note"
    ]


def test_an_exception_is_needed(site: Path) -> None:
    assert found(site, "{every: lighthouses, has: [lens, height], except: skerry-light, note: Not measured.}") == []
    assert found(
        site, "{every: lighthouses, has: [lens, status, height], except: [skerry-light, gull-point], note: x}"
    ) == [
        "2:64: error[needless-exception]: 'skerry-light' has 'status'; expected no exception for it",
        "2:78: error[needless-exception]: 'gull-point' has 'status'; expected no exception for it",
    ]


def test_an_exception_leads_to_an_entity_of_the_kind(site: Path) -> None:
    assert found(site, "{every: lighthouses, has: height, except: [skery-light, ada-finch], note: x}") == [
        "2:48: error[unknown-reference]: there is no 'skery-light' among lighthouses; did you mean 'skerry-light'?",
        "2:61: error[wrong-kind]: 'ada-finch' is one of the people; expected one of lighthouses",
    ]
