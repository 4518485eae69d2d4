"""Entities: the status of a file is its own, whatever attributes its kind has."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.load import load
from druzhba_kb.model import Names, Records
from druzhba_kb.parse import parse
from druzhba_kb.pipeline.checking import relate_project
from druzhba_kb.report import Report
from tests.sites_on_disk import lay_out

LIGHT = """
statements:
  - status: planned
    source: tidings-1931
    quote: will be lit in June 1932
"""


def parsed(tmp_path: Path, head: str) -> tuple[Records | None, Report]:
    root, report = lay_out(None, tmp_path / "site"), Report()
    (root / "entities/lighthouses/skerry-light.yml").write_text(f"name: Skerry Light\n{head}{LIGHT}", "utf-8")
    kb = relate_project(root, report)
    return (kb.records if kb else None), report


@pytest.mark.parametrize(("head", "drafts"), [("status: draft\n", {"skerry-light"}), ("status:\n", set()), ("", set())])
def test_only_a_status_says_that_an_entity_is_a_draft(tmp_path: Path, head: str, drafts: set[str]) -> None:
    records, report = parsed(tmp_path, head)
    assert records and report.findings == []
    assert records.drafts == drafts
    assert records.published.entities.keys() == records.entities.keys() - drafts
    assert records.entities["skerry-light"].statements[0].claims[0].value == "planned"


@pytest.mark.parametrize(
    ("status", "code", "hint"),
    [
        ("Draft", "bad-value", "did you mean 'draft'?"),
        ("published", "bad-value", "expected one of: draft"),
        ("[draft]", "bad-shape", "a list stands for 'status'"),
    ],
)
def test_another_status_is_a_finding(tmp_path: Path, status: str, code: str, hint: str) -> None:
    _, report = parsed(tmp_path, f"status: {status}\n")
    (finding,) = report.findings
    assert (finding.code, str(finding.place)) == (code, "entities/lighthouses/skerry-light.yml:2:9")
    assert hint in finding.message


def test_an_attribute_that_no_other_is_like_is_told_with_those_of_the_kind(tmp_path: Path) -> None:
    root, report = lay_out(None, tmp_path / "site"), Report()
    file = root / "entities/people/ada-finch.yml"
    text = file.read_text()
    file.write_text(text.replace("  - office:", "  - wavelength:", 1))
    relate_project(root, report)
    assert [str(one).partition(" error")[2] for one in report.findings] == [
        "[unknown-attribute]: people have no 'wavelength'; expected one of: office, lights"
    ]


def test_an_alias_that_is_a_bare_name_is_told_as_it_should_be(tmp_path: Path) -> None:
    _, report = parsed(tmp_path, "aliases: [The Skerry]\n")
    assert [str(finding) for finding in report.findings] == [
        "entities/lighthouses/skerry-light.yml:2:11: error[bad-shape]: a single value stands for 'aliases' of an entity; "
        "expected mappings, such as {name: The Skerry}"
    ]


def test_a_misspelt_key_of_an_alias_is_one_finding(tmp_path: Path) -> None:
    _, report = parsed(tmp_path, "aliases:\n  - {name: The Skerry, nots: Local use.}\n")
    assert [finding.code for finding in report.findings] == ["unknown-key"]


def test_a_misspelt_key_that_is_needed_is_one_finding(tmp_path: Path) -> None:
    root = lay_out(None, tmp_path / "site")
    file = root / "entities/people/ada-finch.yml"
    file.write_text(file.read_text().replace("name: Ada Finch\n", "nam: Ada Finch\n", 1))
    report = Report()
    relate_project(root, report)
    assert [finding.code for finding in report.in_order()] == ["unknown-key"]


def test_adjectives_bear_a_reference_and_are_no_names(tmp_path: Path) -> None:
    records, report = parsed(tmp_path, "adjectives: [Skerrish, of the skerry]\n")
    assert records and report.findings == []
    skerry = records.entities["skerry-light"]
    assert skerry.names == ("Skerry Light",)
    assert skerry.supporting_names == Names(("Skerry Light",), ("Skerrish", "of the skerry"))


def test_an_alias_without_a_source_and_a_short_name_of_none_bear_nothing(tmp_path: Path) -> None:
    aliases = "[{name: Old Tower, note: So it is called.}, {name: the Wick, source: tidings-1931, quote: the Wick}]"
    records, _ = parsed(tmp_path, f"aliases: {aliases}\nshort_names: [Skerry, Wick, Tower, kerry]\n")
    assert records
    skerry = records.entities["skerry-light"]
    assert skerry.names == ("Skerry Light", "Old Tower", "the Wick", "Skerry", "Wick", "Tower", "kerry")
    assert skerry.supporting_names == Names(("Skerry Light", "the Wick", "Skerry", "Wick"))


@pytest.mark.parametrize(
    ("lines", "context", "findings"),
    [
        ("context: negated\n    note: x", ("negated",), []),
        ("context: [asked, doubted]\n    note: x", ("asked", "doubted"), []),
        ("context: [asked]", ("asked",), ["5:14: error[missing-note]: 'context' needs a 'note' that says why"]),
        (
            "context: [ask]\n    note: x",
            ("ask",),
            ["5:14: error[bad-value]: 'ask' is no mark of context; did you mean 'asked'?"],
        ),
    ],
)
def test_marks_that_were_weighed_stand_at_the_evidence(
    lines: str, context: tuple[str, ...], findings: list[str], tmp_path: Path
) -> None:
    root, report = lay_out(None, tmp_path / "site"), Report()
    file = "entities/lighthouses/skerry-light.yml"
    evidence = "source: tidings-1931\n    quote: will be lit in June 1932"
    (root / file).write_text(
        f"name: Skerry Light\nstatements:\n  - status: planned\n    said_by: {{words: a dealer}}\n    {lines}\n    {evidence}\n"
    )
    records = parse(load(root, report), report)
    assert records.entities["skerry-light"].statements[0].evidence[0].context == context
    assert [str(one).removeprefix(f"{file}:") for one in report.in_order()] == findings


def test_a_mark_beside_a_list_of_evidence_belongs_in_it(tmp_path: Path) -> None:
    root, report = lay_out(None, tmp_path / "site"), Report()
    item = "{source: tidings-1931, quote: will be lit in June 1932, context: [negated]}"
    text = f"name: Skerry Light\nstatements:\n  - {{status: planned, context: [asked], note: x, evidence: [{item}]}}\n"
    (root / "entities/lighthouses/skerry-light.yml").write_text(text)
    records = parse(load(root, report), report)
    assert [one.code for one in report.findings] == ["doubled-evidence"]
    assert records.entities["skerry-light"].statements[0].evidence[0].context == ("negated",)


@pytest.mark.parametrize(
    ("settings", "lang", "expected"),
    [
        (None, None, None),
        ("theme: {language: ru}", None, "ru"),
        ("theme: {language: ru}", "de", "de"),
        ("theme: {name: material}", "pt-BR", "pt-BR"),
        ("theme: material", None, None),
        (": no yaml: [", None, None),
    ],
)
def test_an_article_is_in_its_own_language_or_in_that_of_the_base(
    settings: str | None, lang: str | None, expected: str | None, tmp_path: Path
) -> None:
    root, report = lay_out(None, tmp_path / "site"), Report()
    if settings:
        (root / "mkdocs.yml").write_text(f"site_name: Lights\n{settings}\n")
    path = root / "articles/courier-1931.md"
    if lang:
        path.write_text(path.read_text().replace("rights:", f"lang: {lang}\nrights:"))
    records = parse(load(root, report), report)
    assert records.articles["courier-1931"].lang == expected
    assert report.findings == []
