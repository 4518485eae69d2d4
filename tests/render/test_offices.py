"""Offices: what people were, each with its date and source; what they said or did is no office."""

from __future__ import annotations

from pathlib import Path

from druzhba_kb.pipeline import check
from druzhba_kb.render.offices import holders
from druzhba_kb.render.site_index import index_site
from druzhba_kb.report import Report
from tests.sites_on_disk import lay_out

DATED = """\
name: Ada Finch
summary: The master of the lights.
statements:
  - office: Master of the coast lights
    source: courier-1931
    quote: harbour master Ada Finch
    as_of: 1931-05-05
  - office: She lit the lamp herself.
    source: courier-1931
    quote: harbour master Ada Finch
    as_of: 1931
  - office: Keeper
    source: courier-1931
    quote: harbour master Ada Finch
"""


def found(folder: Path, suggest: str) -> list[tuple[str, str, list[str]]]:
    site = lay_out(None, folder / "site")
    kind = site / "entities/people/_kind.yml"
    kind.write_text(kind.read_text().replace("attributes:\n", f"{suggest}attributes:\n", 1))
    (site / "entities/people/ada-finch.yml").write_text(DATED)
    kb = check(site, Report())
    assert kb
    people = holders(index_site(kb))
    return [(one.person.name, held.when, [value.text for value in held.values]) for one in people for held in one.held]


def test_what_people_were_stands_with_its_date(tmp_path: Path) -> None:
    assert found(tmp_path, "suggest: {as: person}\n") == [
        ("Ada Finch", "5 May 1931", ["Master of the coast lights"]),
    ]


def test_a_kind_whose_names_are_no_persons_has_no_offices(tmp_path: Path) -> None:
    assert found(tmp_path, "") == []
