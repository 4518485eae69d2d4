"""Drafts: the files that suggest writes pass the project's own check, and a second run writes none."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from druzhba_kb.editing.new import attribute_comments
from druzhba_kb.pipeline.checking import check
from druzhba_kb.report import Report
from druzhba_kb.suggesting import suggest, write_drafts
from tests.projects import content
from tests.suggesting.regattas import TEXT, add, make_base, read_base

AMBER = "entities/regattas/amber-regatta.yml"


def write(folder: Path, report: Report | None = None) -> list[str]:
    kb = read_base(folder)
    return write_drafts(
        kb, suggest(kb, [], Report()), folder, report or Report(), partial(attribute_comments, kb.records)
    )


def errors(folder: Path) -> list[str]:
    report = Report()
    check(folder, report)
    return [str(finding) for finding in report.findings if finding.level == "error"]


def test_a_draft_holds_what_is_known_and_leaves_the_rest_empty(tmp_path: Path) -> None:
    make_base(tmp_path, "Harbour master Aino Lehtola rang the bell. Lehtola, based in Kotka, was glad.")
    assert "entities/people/aino-lehtola.yml" in write(tmp_path)
    text = (tmp_path / "entities/people/aino-lehtola.yml").read_text()
    assert text.split("\n")[:7] == [
        "# herald-2019, block 1: “Harbour master Aino Lehtola rang the bell”",
        "# herald-2019, block 1: “Lehtola, based in Kotka, was glad”",
        "name: Aino Lehtola",
        "status: draft",
        "short_names:",
        "  - Lehtola",
        "summary: ''",
    ]
    assert "# The attributes of people:\n#   office: a few words of ours" in text
    assert errors(tmp_path) == []


def test_a_second_run_writes_nothing_new(tmp_path: Path) -> None:
    make_base(tmp_path)
    assert write(tmp_path)
    before = content(tmp_path)
    assert write(tmp_path) == []
    assert content(tmp_path) == before


def test_the_line_for_editors_programs_is_taken_over(tmp_path: Path) -> None:
    make_base(tmp_path)
    add(tmp_path, "places", "hanko", "# yaml-language-server: $schema=../../build/schemas/places.json\nname: Hanko\n")
    write(tmp_path)
    first = (tmp_path / "entities/people/aino-lehtola.yml").read_text().split("\n")[0]
    assert first == "# yaml-language-server: $schema=../../build/schemas/people.json"


def test_a_name_that_may_be_in_the_base_is_left_to_the_editor(tmp_path: Path) -> None:
    make_base(tmp_path)
    add(tmp_path, "people", "lehtola", "name: Aimo Lehtola\n")
    report = Report()
    assert "entities/people/aino-lehtola.yml" not in write(tmp_path, report)
    (finding,) = report.findings
    assert (finding.code, finding.level) == ("draft-skipped", "warning")
    assert "no draft of 'Aino Lehtola': it may be 'lehtola'" in finding.message


def test_a_taken_id_is_said(tmp_path: Path) -> None:
    make_base(tmp_path)
    add(tmp_path, "organizations", "aino-lehtola", "name: Old Rope Works\n")
    report = Report()
    assert "entities/people/aino-lehtola.yml" not in write(tmp_path, report)
    assert ["its id is taken" in finding.message for finding in report.findings] == [True]


def test_no_file_is_overwritten(tmp_path: Path) -> None:
    make_base(tmp_path)
    kb = read_base(tmp_path)
    found = suggest(kb, [], Report())
    add(tmp_path, "people", "aino-lehtola", "name: written meanwhile\n")
    report = Report()
    assert "entities/people/aino-lehtola.yml" not in write_drafts(kb, found, tmp_path, report, lambda _kind: "")
    assert (tmp_path / "entities/people/aino-lehtola.yml").read_text() == "name: written meanwhile\n"
    assert [finding.code for finding in report.findings] == ["draft-skipped"]


def test_where_one_file_cannot_be_written_none_is(tmp_path: Path) -> None:
    make_base(tmp_path)
    before = sorted(tmp_path.rglob("*.yml"))
    (tmp_path / "entities/people/.aino-lehtola.yml.part").mkdir()
    report = Report()
    assert write(tmp_path, report) == []
    assert [str(finding) for finding in report.findings] == [
        "entities/people/aino-lehtola.yml:1:1: error[draft-write]: cannot be written: is a directory; nothing is changed"
    ]
    assert sorted(tmp_path.rglob("[!.]*.yml")) == before


NAMES = [
    "Harbour master Aino Lehtola",
    "President Ilse Norrby",
    "the Amber Regatta",
    "the Regatta Gull 2018",
    "the Herring Club",
]
DOINGS = [
    "began on 3 June 2019", "ended on Monday", "will start on the 8th of this month", "was held in Turku",
    "was part of the Tar Club", "drew about 40 boats and at least 120 sailors", "ran from 3 to 9 June",
    "has a prize of $2.5 million", "was the third regatta", "took place in Turku, Finland (Oct 21 – Nov 4)",
]  # fmt: skip
SAYINGS = ["", ", officials said", ", according to Aino Lehtola", ", the Herring Club said"]
sentences = st.builds("{} {}{}.".format, st.sampled_from(NAMES), st.sampled_from(DOINGS), st.sampled_from(SAYINGS))
paragraphs = st.lists(sentences, min_size=1, max_size=4).map(" ".join)
texts = st.lists(st.one_of(paragraphs, sentences.map("“{}”".format)), min_size=1, max_size=4).map("\n\n".join)


@settings(max_examples=25)
@given(texts)
def test_every_draft_of_any_article_passes_the_check(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = make_base(Path(folder), text)
        write(root)
        assert errors(root) == []


@pytest.mark.parametrize("text", [TEXT, "", "— 3 — “", "ISPR\n\nISPR"])
def test_every_statement_on_an_entity_of_the_base_passes_too(text: str, tmp_path: Path) -> None:
    make_base(tmp_path, text or "Nothing.")
    add(tmp_path, "regattas", "amber-regatta", "name: Amber Regatta\n")
    kb = read_base(tmp_path)
    found = [draft for draft in suggest(kb, [], Report()).statements if draft.target is None]
    lines = "".join(f"  - {draft.as_yaml_data(set())!r}\n" for draft in found if draft.entity == "amber-regatta")
    add(
        tmp_path,
        "regattas",
        "amber-regatta",
        f"name: Amber Regatta\nstatements:\n{lines}" if lines else "name: Amber Regatta\n",
    )
    assert errors(tmp_path) == []
