"""Entities: the status of a file is its own, whatever attributes its kind has."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.model import Records
from druzhba_kb.pipeline import relate_project
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
