"""Names: every name and alias from A to Z, those of other scripts last, each with what it names."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.model import KnowledgeBase
from druzhba_kb.pipeline import check
from druzhba_kb.render.about import about
from druzhba_kb.render.matrix import matrix
from druzhba_kb.render.names import names_views
from druzhba_kb.render.site_index import index_site
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
        ("A", "#a"), ("G", "#g"), ("P", "all/2/#p"), ("S", "all/2/#s"),
    ]  # fmt: skip
    assert second.begins[0].href == "../../#a"


def test_the_figures_of_the_method_are_counted(kb: KnowledgeBase) -> None:
    found = about(index_site(kb))
    assert (found.articles, found.entities) == (2, 3)
    assert found.statements == sum(len(entity.statements) for entity in kb.records.entities.values())
    assert found.quotations >= found.statements


def test_the_matrix_has_a_row_for_each_attribute_that_a_source_gives(kb: KnowledgeBase) -> None:
    found = matrix(index_site(kb))
    assert found
    assert [column.name for column in found.columns] == ["Gull Point", "Skerry Light"]
    assert [(row.label, row.contested) for row in found.rows] == [
        ("Relit", True), ("Height", False), ("Masons", True), ("Lens sold", True), ("Status", False),
    ]  # fmt: skip
    relit = found.rows[0].cells[0]
    assert [(value.shown.text, value.source.article) for value in relit.values] == [
        ("4 May 1931", "The Courier 1931"), ("6 May 1931", "Coast Tidings 1931"),
    ]  # fmt: skip
