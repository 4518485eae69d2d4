"""What may rest on a reference: an attribute that allows it, a value and nothing that is about a quotation."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.pipeline.checking import check
from druzhba_kb.report import Report
from tests.sites_on_disk import lay_out

SKERRY = "entities/lighthouses/skerry-light.yml"
CITED = "reference: coast-pilot, entry: Light 12"


def said(folder: Path, statement: str) -> list[str]:
    """Return what a check says of a further statement of Skerry Light."""
    site = lay_out(None, folder / "site")
    (site / SKERRY).write_text((site / SKERRY).read_text() + f"  - {{{statement}}}\n")
    report = Report()
    check(site, report, guarded=False)
    return [f"{one.code}: {one.message}" for one in report.in_order()]


@pytest.mark.parametrize("more", ["", ", as_of: 1902", ", from: 1902, until: 1903", ", note: Of the rock."])
def test_a_reference_alone_bears_a_value_at_any_time(more: str, tmp_path: Path) -> None:
    assert said(tmp_path, f"position: '57.51, 11.21', {CITED}{more}") == []


def test_an_article_and_a_reference_may_bear_one_value_and_the_article_must_bear_it_alone(tmp_path: Path) -> None:
    both = f"evidence: [{{source: tidings-1931, quote: will be lit in June 1932}}, {{{CITED}}}]"
    message, *_ = said(tmp_path, f"position: '57.51, 11.21', {both}")
    assert message.startswith(
        "unsupported-value: the quotation from 'tidings-1931' does not give the value of 'position'"
    )


@pytest.mark.parametrize("key", ["block: 1", "context: [negated]", "said_by: ada-finch", "origin: ada-finch"])
def test_what_is_about_a_quotation_stands_beside_none(key: str, tmp_path: Path) -> None:
    message, *_ = said(tmp_path, f"position: '57.51, 11.21', {CITED}, {key}, note: As it says there.")
    name = key.partition(":")[0]
    assert message == (
        f"not-by-reference: '{name}' is about a quotation, and a reference has none; expected it beside 'source'"
    )


def test_a_kind_without_such_attributes_says_so(tmp_path: Path) -> None:
    site = lay_out(None, tmp_path / "site")
    ada = site / "entities/people/ada-finch.yml"
    ada.write_text(ada.read_text() + f"  - {{office: Keeper, {CITED}}}\n")
    report = Report()
    check(site, report, guarded=False)
    assert [one.message for one in report.findings] == [
        "'office' cannot rest on a reference; no attribute of people may; quote an article, or say 'references: true'"
    ]
