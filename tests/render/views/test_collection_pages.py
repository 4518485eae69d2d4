"""The collection as a whole: names from A to Z with what each names, the figures of the method, what people were and when."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.model import KnowledgeBase
from druzhba_kb.pipeline.checking import check
from druzhba_kb.render.site_index import index_site
from druzhba_kb.render.views.collection_pages import collection_figures, names_views, office_holders
from druzhba_kb.report import Report
from tests.sites_on_disk import lay_out


@pytest.fixture
def kb(tmp_path: Path) -> KnowledgeBase:
    found = check(lay_out(None, tmp_path / "site"), Report())
    assert found
    return found


def test_names_stand_under_their_letters_with_what_they_name(kb: KnowledgeBase) -> None:
    (view,) = names_views(index_site(kb), 500)
    found = [(letter, one.name, one.entity.href) for letter, those in view.letters for one in those]
    assert found == [
        ("A", "Ada Finch", "../people/ada-finch/"),
        ("G", "Gull Point", "../lighthouses/gull-point/"),
        ("P", "Point des Mouettes", "../lighthouses/gull-point/"),
        ("S", "Skerry Light", "../lighthouses/skerry-light/"),
    ]


def test_many_names_are_several_pages_on_which_each_letter_is_found(kb: KnowledgeBase) -> None:
    first, second = names_views(index_site(kb), 2)
    assert [letter for letter, _ in first.letters] == ["A", "G"]
    assert second.letters[0][1][0].entity.href == "../../../lighthouses/gull-point/"
    assert [(link.name, link.href) for link in first.begins] == [
        ("A", "#letter-A"), ("G", "#letter-G"), ("P", "all/2/#letter-P"), ("S", "all/2/#letter-S"),
    ]  # fmt: skip
    assert second.begins[0].href == "../../#letter-A"


def test_the_figures_of_the_method_are_counted(kb: KnowledgeBase) -> None:
    found = collection_figures(index_site(kb))
    assert (found.articles, found.entities) == (2, 3)
    assert found.statements == sum(len(entity.from_articles) for entity in kb.records.entities.values())
    assert (found.references, found.cited) == (1, 1)
    assert found.quotations >= found.statements


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


def offices(folder: Path, suggest: str) -> list[tuple[str, str, list[str]]]:
    site = lay_out(None, folder / "site")
    kind = site / "entities/people/_kind.yml"
    kind.write_text(kind.read_text().replace("attributes:\n", f"{suggest}attributes:\n", 1))
    (site / "entities/people/ada-finch.yml").write_text(DATED)
    kb = check(site, Report())
    assert kb
    people = office_holders(index_site(kb))
    return [(one.person.name, held.when, [value.text for value in held.values]) for one in people for held in one.held]


def test_what_people_were_stands_with_its_date(tmp_path: Path) -> None:
    assert offices(tmp_path, "suggest: {as: person}\n") == [
        ("Ada Finch", "5 May 1931", ["Master of the coast lights"]),
    ]


def test_a_kind_whose_names_are_no_persons_has_no_offices(tmp_path: Path) -> None:
    assert offices(tmp_path, "") == []
