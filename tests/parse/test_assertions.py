"""Assertions: what is read of the list, and what each fault in it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.load import load
from druzhba_kb.model import Assertion, Bound, PlacedId, Requirement
from druzhba_kb.parse import parse
from druzhba_kb.report import Place, Report
from tests.sites_on_disk import lay_out

FILE = "entities/_assertions.yml"


def read(folder: Path, *lines: str) -> tuple[tuple[Assertion, ...], list[str]]:
    site = lay_out(None, folder / "site")
    (site / FILE).write_text("\n".join(["assertions:", *(f"  - {line}" for line in lines)]) + "\n", "utf-8")
    report = Report()
    records = parse(load(site, report), report)
    return records.assertions, [str(one).removeprefix(f"{FILE}:") for one in report.in_order()]


def test_a_count_is_read_with_its_bounds(tmp_path: Path) -> None:
    assertions, findings = read(tmp_path, "{count: people, at_least: 1, at_most: 20}", "{count: articles, at_most: 0}")
    assert findings == []
    assert assertions == (Bound("people", 1, 20, Place(FILE, 2, 5)), Bound("articles", None, 0, Place(FILE, 3, 5)))


@pytest.mark.parametrize("of", ["lighthouses", "articles", "entities", "statements", "quotations", "disagreements"])
def test_a_kind_or_a_total_is_counted(of: str, tmp_path: Path) -> None:
    assertions, findings = read(tmp_path, f"{{count: {of}, at_least: 1}}")
    assert ([one.of for one in assertions if isinstance(one, Bound)], findings) == ([of], [])


def test_a_requirement_is_read_with_its_exceptions(tmp_path: Path) -> None:
    lines = (
        "{every: people, has: office}",
        "{every: people, has: [office, summary, aliases, statements], except: ada-finch, note: Why not.}",
    )
    assertions, findings = read(tmp_path, *lines)
    assert findings == []
    assert assertions == (
        Requirement("people", ("office",), (), Place(FILE, 2, 5)),
        Requirement(
            "people",
            ("office", "summary", "aliases", "statements"),
            (PlacedId("ada-finch", Place(FILE, 3, 74)),),
            Place(FILE, 3, 5),
        ),
    )


@pytest.mark.parametrize(
    ("line", "findings"),
    [
        (
            "{count: lighthouse, at_least: 1}",
            ["2:13: error[unknown-kind]: 'lighthouse' is no kind and nothing else that is counted; "
             "did you mean 'lighthouses'?"],
        ),
        ("{count: people, at_least: few}", ["2:31: error[bad-value]: 'few' stands for 'at_least'; expected a whole number"]),
        ("{count: people, at_least: }", ["2:5: error[missing-key]: an assertion with 'count' needs 'at_least' or 'at_most'"]),
        ("{count: , at_least: 1}", ["2:13: error[missing-key]: an assertion with 'count' needs 'count'"]),
        (
            "{every: person, has: office}",
            ["2:13: error[unknown-kind]: there is no kind 'person'; expected one of: lighthouses, people"],
        ),
        ("{every: , has: office}", ["2:13: error[missing-key]: an assertion with 'every' needs 'every'"]),
        ("{every: people, has: }", ["2:5: error[missing-key]: an assertion with 'every' needs 'has'"]),
        (
            "{every: people, has: [offices, '']}",
            ["2:27: error[unknown-attribute]: people have no 'offices'; did you mean 'office'?",
             "2:36: error[unknown-attribute]: people have no ''; "
             "expected one of: office, lights, summary, aliases, statements"],
        ),
        (
            "{every: people, has: {office: true}}",
            ["2:26: error[bad-shape]: a mapping stands for 'has' of an assertion with 'every'; expected texts"],
        ),
        (
            "{every: people, hass: office}",
            ["2:21: error[unknown-key]: an assertion with 'every' has no 'hass'; did you mean 'has'?"],
        ),
        (
            "{every: people, has: office, except: [{ada: finch}], note: x}",
            ["2:43: error[bad-shape]: a mapping stands for 'except' of an assertion with 'every'; expected texts"],
        ),
        (
            "{every: people, has: office, except: ada-finch, note: ''}",
            ["2:42: error[missing-note]: 'except' needs a 'note' that says why"],
        ),
        (
            "{every: people, count: people, has: office}",
            ["2:21: error[unknown-key]: an assertion with 'every' has no 'count'; "
             "expected one of: every, has, except, note"],
        ),
        ("five lighthouses", ["2:5: error[bad-shape]: a single value stands for 'assertions' of the list of assertions; "
                              "expected mappings"]),
    ],
)  # fmt: skip
def test_a_fault_in_an_assertion_is_a_finding(line: str, findings: list[str], tmp_path: Path) -> None:
    assert read(tmp_path, line)[1] == findings
