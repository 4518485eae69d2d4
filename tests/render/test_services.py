"""Citations and what a page offers: content version, addresses, reports of errors, the source file."""

from __future__ import annotations

import json

import pytest

from druzhba_kb.model import KnowledgeBase
from druzhba_kb.render.citation import cite
from druzhba_kb.render.services import entity_services

SITE = {"site_name": "Lights"}
VERSION = "0123456789ab"


def test_all_citations_name_title_site_version_and_address() -> None:
    cited = cite("x", 'A "b" & {c}', "Lights", "0123456789ab", "https://kb.example/x/")
    assert cited.plain == '“A "b" & {c}”, Lights, content version 0123456789ab, https://kb.example/x/'
    assert cited.bibtex[0] == "@misc{x-0123456789ab,"
    assert cited.bibtex[1] == r' title = {{A "b" \& \{c\}}},'
    (item,) = json.loads("\n".join(cited.csl))
    assert item == {
        "id": "x-0123456789ab", "type": "webpage", "title": 'A "b" & {c}', "container-title": "Lights",
        "version": "0123456789ab", "URL": "https://kb.example/x/",
    }  # fmt: skip


def test_a_site_without_an_address_gives_none(kb: KnowledgeBase) -> None:
    cited = entity_services(kb.records.entities["north-light"], VERSION, SITE).citation
    assert cited.plain.endswith("content version 0123456789ab")
    assert not any("url" in line for line in cited.bibtex)


def test_a_report_names_the_fact_and_its_address(kb: KnowledgeBase) -> None:
    site = {**SITE, "site_url": "https://kb.example/a", "report_url": "mailto:x@y.example?subject={title}&body={page}"}
    services = entity_services(kb.records.entities["north-light"], VERSION, site)
    said = "mailto:x@y.example?subject=North%20Light%2C%20evidence%202&body="
    assert services.report("e-s2-1", 2) == said + "https%3A%2F%2Fkb.example%2Fa%2Flights%2Fnorth-light%2F%23e-s2-1"
    assert entity_services(kb.records.entities["north-light"], VERSION, SITE).report() is None


@pytest.mark.parametrize(
    ("repository", "uri", "expected"),
    [
        ("https://git.example/kb", "edit/main/", "https://git.example/kb/edit/main/entities/lights/north-light.yml"),
        ("https://github.com/o/kb", "", "https://github.com/o/kb/blob/HEAD/entities/lights/north-light.yml"),
        ("https://git.example/kb", "", None),
        ("javascript:alert()", "x/", None),
        ("", "", None),
    ],
)
def test_the_source_file_is_linked_where_its_place_is_known(
    kb: KnowledgeBase, repository: str, uri: str, expected: str | None
) -> None:
    site = {**SITE, "repo_url": repository, "edit_uri": uri}
    assert entity_services(kb.records.entities["north-light"], VERSION, site).edit == expected
