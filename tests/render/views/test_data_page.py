"""The page on the data: what can be downloaded, and what each column means."""

from __future__ import annotations

from druzhba_kb.model import KnowledgeBase
from druzhba_kb.render.site_index import index_site
from druzhba_kb.render.views.data_page import data_page
from tests.render.lighthouses import rendered


def test_every_file_that_is_named_is_there_and_every_table_is_explained(kb: KnowledgeBase) -> None:
    view, pages = data_page(index_site(kb)), rendered(kb)
    links = [*view.files, *(link for kind in view.kinds for link in kind.files)]
    made = {path.removeprefix("data/") for path in pages} | {"kb.json", "kb.schema.json"}
    assert {link.href for link in links} <= made
    assert [table.anchor for table in view.tables] == [
        "columns-lights", "columns-towns", "columns-statements", "columns-of-articles", "columns-of-references",
        "columns-of-disagreements",
    ]  # fmt: skip
    assert [(kind.name, kind.count) for kind in view.kinds] == [("Lights", 2), ("Towns", 1)]


def test_the_page_names_the_licence_and_is_cited(kb: KnowledgeBase) -> None:
    text = rendered(kb, license="CC0-1.0", site_author="Finch, Ada")["data/index.md"]
    assert 'rel="license noopener">CC0-1.0</a>' in text
    assert "edited by Ada Finch" in text
