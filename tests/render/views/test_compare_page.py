"""The leading kind's entities beside each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.model import KnowledgeBase
from druzhba_kb.pipeline.checking import check
from druzhba_kb.render.site_index import index_site
from druzhba_kb.render.views.compare_page import matrix
from druzhba_kb.report import Report
from tests.sites_on_disk import lay_out


@pytest.fixture
def kb(tmp_path: Path) -> KnowledgeBase:
    found = check(lay_out(None, tmp_path / "site"), Report())
    assert found
    return found


def test_the_matrix_has_a_row_for_each_attribute_that_a_source_gives(kb: KnowledgeBase) -> None:
    found = matrix(index_site(kb))
    assert found
    assert [column.name for column in found.columns] == ["Gull Point", "Skerry Light"]
    assert [(row.label, row.contested) for row in found.rows] == [
        ("Relit", "fact"), ("Height", ""), ("Masons", "fact"), ("Lens sold", "fact"), ("Status", ""),
    ]  # fmt: skip
    relit = found.rows[0].cells[0]
    assert [(value.shown.text, [one.article for one in value.voices.by]) for value in relit.values] == [
        ("4 May 1931", ["The Courier 1931"]), ("6 May 1931", ["Coast Tidings 1931"]),
    ]  # fmt: skip


def test_a_row_differs_where_two_values_do_and_not_where_one_entity_alone_has_one(kb: KnowledgeBase) -> None:
    found = matrix(index_site(kb))
    assert found
    assert [(row.label, row.differs) for row in found.rows] == [
        ("Relit", True),
        ("Height", False),
        ("Masons", True),
        ("Lens sold", True),
        ("Status", True),
    ]
    assert found.differing == 4
