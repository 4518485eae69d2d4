"""References: an asserted one is seen from its target and may close a cycle, a denied one does neither."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.pipeline.checking import relate_project
from druzhba_kb.report import Report
from tests.sites_on_disk import lay_out

ASSERTED = "  - {lights: gull-point, source: courier-1931, quote: lamp at Gull Point}\n"
DENIED = "  - {lights: gull-point, denies: true, source: tidings-1931, quote: The tower of Gull Point}\n"
BACKLINK = ("ada-finch", "lights")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return lay_out(None, tmp_path / "site")


def backlinks(site: Path, *statements: str) -> dict[str, list[tuple[str, str]]]:
    """Return source and attribute of each backlink where these are the statements of a person."""
    (site / "entities/people/ada-finch.yml").write_text("".join(["name: Ada Finch\nstatements:\n", *statements]))
    report = Report()
    kb = relate_project(site, report)
    assert kb is not None, report.in_order()
    return {id: [(one.source, one.attribute) for one in links] for id, links in kb.backlinks.items()}


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ([ASSERTED], {"gull-point": [BACKLINK]}),
        ([DENIED], {}),
        ([ASSERTED, DENIED], {"gull-point": [BACKLINK]}),
    ],
    ids=["asserted", "denied", "asserted and denied"],
)
def test_a_reference_that_is_asserted_is_seen_from_its_target(
    statements: list[str], expected: dict[str, list[tuple[str, str]]], site: Path
) -> None:
    assert backlinks(site, *statements) == expected


@pytest.mark.parametrize(("denies", "closes"), [("false", True), ("true", False)])
def test_a_denied_reference_closes_no_cycle(denies: str, closes: bool, site: Path) -> None:
    kind = site / "entities/lighthouses/_kind.yml"
    twin = "  twin: {label: Twin, type: ref, to: [lighthouses], acyclic: true}\n"
    kind.write_text(kind.read_text().replace("attributes:\n", f"attributes:\n{twin}"))
    for id, target, more in (("one", "two", "false"), ("two", "one", denies)):
        statement = f"twin: {target}, denies: {more}, source: tidings-1931, quote: The tower of Gull Point"
        (site / f"entities/lighthouses/{id}.yml").write_text(f"name: Twin {id}\nstatements:\n  - {{{statement}}}\n")
    report = Report()
    relate_project(site, report)
    assert [(one.place.file, one.code) for one in report.in_order() if one.level == "error"] == (
        [("entities/lighthouses/two.yml", "cycle")] if closes else []
    )


def test_an_article_is_about_what_is_there(site: Path) -> None:
    article = site / "articles/tidings-1931.md"
    article.write_text(article.read_text().replace("budget: 60\n", "budget: 60\nsubjects: [gull-piont]\n"))
    report = Report()
    relate_project(site, report)
    found = [(one.code, one.message) for one in report.in_order() if one.level == "error"]
    assert found == [("unknown-reference", "there is no entity 'gull-piont'; did you mean 'gull-point'?")]
