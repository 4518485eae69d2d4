"""Kinds: how names of a kind are found, and near which words the value of an attribute stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.load import load
from druzhba_kb.model import Kind, Suggest
from druzhba_kb.parse import parse
from druzhba_kb.report import Report
from tests.editing.desk import change
from tests.sites_on_disk import lay_out
from tests.verify.stating import lay, said, state

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


DRAWN = """label: Lighthouse
attributes:
  relit: {label: Relit, type: date}
  height: {label: Height, type: quantity, unit: metres}
  masons: {label: Masons, type: quantity, unit: masons}
figures:
"""


def drawn(folder: Path, *figures: str) -> tuple[Kind, list[str]]:
    site = lay_out(None, folder / "site")
    kind = site / "entities" / "lighthouses" / "_kind.yml"
    kind.write_text(DRAWN + "".join(f"  - {{{figure}}}\n" for figure in figures))
    report = Report()
    read = parse(load(site, report), report).kinds["lighthouses"]
    return read, [str(one).partition(":")[2] for one in report.in_order() if one.place.file.endswith("_kind.yml")]


def test_a_kind_declares_figures(tmp_path: Path) -> None:
    kind, findings = drawn(
        tmp_path,
        "id: heights, title: Heights, attributes: height, note: By the papers.",
        "id: all, title: All, type: matrix",
    )
    assert findings == []
    assert [(one.id, one.title, one.type, one.attributes, one.note) for one in kind.figures] == [
        ("heights", "Heights", "values", ("height",), "By the papers."),
        ("all", "All", "matrix", (), ""),
    ]


@pytest.mark.parametrize(
    ("figure", "finding"),
    [
        (
            "id: Heights, title: Heights, attributes: height",
            "7:10: error[bad-id]: 'Heights' is no id; expected lower-case letters a to z and digits, parted by single hyphens",
        ),
        (
            "id: heights, title: Heights, attributes: hieght",
            "7:47: error[unknown-attribute]: there is no attribute 'hieght'; did you mean 'height'?",
        ),
        (
            "id: heights, title: Heights",
            "7:5: error[missing-key]: a figure of values needs 'attributes', the numbers that it draws",
        ),
        (
            "id: heights, title: Heights, attributes: relit",
            "7:47: error[bad-value]: 'relit' is a date; expected an attribute of the type quantity or integer",
        ),
        (
            "id: heights, title: Heights, attributes: [height, masons]",
            "7:56: error[bad-value]: 'masons' counts masons; expected metres, as in 'height'",
        ),
        (
            "id: heights, title: Heights, attributes: height, type: values, kind: map",
            "7:69: error[unknown-key]: a figure has no 'kind'; did you mean 'id'?",
        ),
        (
            "id: map, title: Heights, attributes: height",
            "7:10: error[repeated-id]: the id 'map' is taken by the site itself",
        ),
    ],
)
def test_a_figure_that_cannot_be_drawn_is_told(figure: str, finding: str, tmp_path: Path) -> None:
    assert drawn(tmp_path, figure)[1] == [finding]


def test_two_figures_cannot_have_one_address(tmp_path: Path) -> None:
    one = "id: heights, title: Heights, attributes: height"
    assert drawn(tmp_path, one, one)[1] == [
        "8:10: error[repeated-id]: the id 'heights' is taken by entities/lighthouses/_kind.yml:7"
    ]


def test_the_statements_of_an_attribute_of_no_type_have_no_fault_of_their_own(tmp_path: Path) -> None:
    site = lay(tmp_path, "The lens was ground in the town.")
    change(site, "entities/lights/_kind.yml", "type: text", "type: txt")
    state(site, "lens: Ground in the town", "source: log", "quote: lens was ground")
    assert said(site) == ["unknown-type: 'txt' is no type of value; did you mean 'text'?"]
