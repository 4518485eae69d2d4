"""Kinds: how names of a kind are found, and near which words the value of an attribute stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.load import load
from druzhba_kb.model import Kind, Suggest
from druzhba_kb.parse import parse
from druzhba_kb.report import Report
from tests.sites_on_disk import lay_out

KIND = """label: Lighthouse
{suggest}
attributes:
  relit: {{label: Relit, type: date, cues: [relit, lit again]}}
  height: {{label: Height, type: quantity}}
"""


def read(folder: Path, suggest: str) -> tuple[Kind, list[str]]:
    site = lay_out(None, folder / "site")
    (site / "entities" / "lighthouses" / "_kind.yml").write_text(KIND.format(suggest=suggest))
    report = Report()
    kind = parse(load(site, report), report).kinds["lighthouses"]
    return kind, [str(one) for one in report.in_order() if one.place.file.endswith("_kind.yml")]


def test_a_kind_says_how_its_names_are_found(tmp_path: Path) -> None:
    kind, findings = read(tmp_path, "suggest: {as: named, cues: [lighthouse, light tower]}")
    assert (kind.suggest, findings) == (Suggest("named", ("lighthouse", "light tower")), [])


def test_a_kind_without_the_key_finds_no_names(tmp_path: Path) -> None:
    assert read(tmp_path, "summary: Towers with a lamp.")[0].suggest is None


def test_an_attribute_has_cues(tmp_path: Path) -> None:
    kind, _ = read(tmp_path, "suggest: {as: place}")
    assert [one.cues for one in kind.attributes.values()] == [("relit", "lit again"), ()]


ROLES = """label: Lighthouse
attributes:
  relit: {label: Relit, type: date}
  dark: {label: Dark, type: date}
  height: {label: Height, type: quantity, unit: metres, unit_words: [feet, yards]}
"""


@pytest.mark.parametrize(
    ("timeline", "roles"),
    [
        ("timeline: {start: relit, end: dark}", ["start", "end", ""]),
        ("timeline: {start: dark, end: relit}", ["end", "start", ""]),
        ("timeline: {start: relit}", ["", "", ""]),
        ("", ["", "", ""]),
    ],
)
def test_a_date_has_a_role_where_the_timeline_has_both_ends(timeline: str, roles: list[str], tmp_path: Path) -> None:
    site = lay_out(None, tmp_path / "site")
    (site / "entities" / "lighthouses" / "_kind.yml").write_text(ROLES + timeline + "\n")
    kind = parse(load(site, Report()), Report()).kinds["lighthouses"]
    assert [one.role for one in kind.attributes.values()] == roles
    assert [one.unit_words for one in kind.attributes.values()] == [(), (), ("feet", "yards")]


@pytest.mark.parametrize(
    ("suggest", "finding"),
    [
        (
            "suggest: {as: plaice}",
            "2:15: error[unknown-recognizer]: 'plaice' is no recognizer of names; did you mean 'place'?",
        ),
        (
            "suggest: {as: named}",
            "2:10: error[missing-key]: the recognizer 'named' needs 'cues', the words next to a name",
        ),
        ("suggest: {cues: [tower]}", "2:10: error[missing-key]: 'suggest' needs 'as'"),
        (
            "suggest: {as: place, cue: [tower]}",
            "2:22: error[unknown-key]: 'suggest' has no 'cue'; did you mean 'cues'?",
        ),
        ("suggest: place", "2:10: error[bad-shape]: a single value stands for 'suggest' of a kind; expected a mapping"),
    ],
)
def test_a_misfit_is_reported(tmp_path: Path, suggest: str, finding: str) -> None:
    assert read(tmp_path, suggest)[1] == [f"entities/lighthouses/_kind.yml:{finding}"]
