"""The leading kind's entities beside each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.model import KnowledgeBase
from druzhba_kb.pipeline.checking import check, relate_project
from druzhba_kb.render.site_index import index_site
from druzhba_kb.render.views.compare_page import matrix
from druzhba_kb.report import Report
from tests.render.lighthouses import rendered
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


REFERENCED = """\
  - {height: 30, reference: coast-pilot, entry: Light 12}
  - {masons: 9, source: tidings-1931, quote: crew of nine, standing: rejected, note: Misread.}
"""


def test_what_a_reference_gives_or_the_editors_reject_is_not_called_unrecorded(tmp_path: Path) -> None:
    root = lay_out(None, tmp_path / "site")
    kind, light = (root / "entities/lighthouses" / name for name in ("_kind.yml", "skerry-light.yml"))
    kind.write_text(kind.read_text().replace("unit: metres,", "unit: metres, references: true,"))
    light.write_text(light.read_text() + REFERENCED)
    found = relate_project(root, Report())
    beside = matrix(index_site(found)) if found else None
    assert found and beside
    rows = {row.label: row.cells[1] for row in beside.rows}
    assert [cited.shown.text for cited in rows["Height"].cited] == ["30 metres"]
    assert [(name, cell.empty) for name, cell in rows.items()] == [
        ("Relit", False), ("Height", False), ("Masons", False), ("Lens sold", True), ("Status", False),
    ]  # fmt: skip
    page = rendered(found)["compare.md"]
    assert page.count("nothing recorded: ") == 1
    assert '<span class="said by-ref"><span dir="auto" data-value>30 metres</span>' in page
