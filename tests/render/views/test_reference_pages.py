"""References on pages: what a gazetteer gives stands apart from the articles, and on one page with all else of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from druzhba_kb.model import KnowledgeBase
from druzhba_kb.pipeline.checking import relate_project
from druzhba_kb.render.site_index import index_site
from druzhba_kb.render.views.compare_page import matrix
from druzhba_kb.render.views.entity_page import entity_view
from druzhba_kb.render.views.index_pages import kind_indexes
from druzhba_kb.render.views.map_page import map_view
from druzhba_kb.render.views.reference_pages import reference_views
from druzhba_kb.report import Report
from tests.sites_on_disk import SITES, lay_out

SKERRY = "entities/lighthouses/skerry-light.yml"
ARTICLE = "  - position: 57.9, 11.9\n    source: courier-1931\n    quote: 27 metres high\n"


def base(folder: Path, more: str = "") -> KnowledgeBase:
    site = lay_out(None, folder / "site")
    file = site / SKERRY
    file.write_text(file.read_text() + more)
    kb = relate_project(site, Report())
    assert kb
    return kb


def test_what_a_reference_gives_stands_apart_with_its_entry_and_its_anchor(tmp_path: Path) -> None:
    index = index_site(base(tmp_path))
    view = entity_view(index, index.kb.records.entities["skerry-light"])
    (row,) = view.cited
    (value,) = row.values
    assert (row.label, value.shown.text) == ("Position", "57.5° N, 11.2° E")
    assert [(one.title, one.href, one.entry) for one in value.entries] == [
        ("Coast Pilot", "../../references/#ref-coast-pilot", "Light 12")
    ]
    (statement,) = (s for s in index.kb.records.entities["skerry-light"].statements if s.by_reference)
    assert value.anchor == f"e-{statement.id}-1"


def test_it_is_neither_at_a_glance_nor_among_what_articles_say(tmp_path: Path) -> None:
    index = index_site(base(tmp_path))
    view = entity_view(index, index.kb.records.entities["skerry-light"])
    assert "Position" not in {row.label for row in (*view.glance, *view.told, *view.unrecorded)}


def test_it_contradicts_no_article_and_both_are_shown(tmp_path: Path) -> None:
    index = index_site(base(tmp_path, ARTICLE))
    view = entity_view(index, index.kb.records.entities["skerry-light"])
    assert not any("position" in one.about for one in index.kb.disagreements)
    assert [value.shown.text for row in view.glance if row.label == "Position" for value in row.values] == [
        "57.9° N, 11.9° E"
    ]
    assert [value.shown.text for row in view.cited for value in row.values] == ["57.5° N, 11.2° E"]


def test_two_articles_still_disagree_beside_a_reference(tmp_path: Path) -> None:
    other = ARTICLE.replace("57.9, 11.9", "50, 10").replace("courier-1931", "tidings-1931")
    kb = base(tmp_path, ARTICLE + other)
    (found,) = (one for one in kb.disagreements if "position" in one.about)
    assert {one.value for one in found.positions} == {"57.9, 11.9", "50, 10"}


def test_a_position_of_a_reference_is_on_the_map_and_not_inferred(tmp_path: Path) -> None:
    view = map_view(index_site(base(tmp_path)), 100)
    assert view
    (placed,) = view.kinds[0].placed
    assert (placed.where, placed.inferred, placed.rests) == ("57.5° N, 11.2° E", False, ())
    assert [one.title for one in placed.entries] == ["Coast Pilot"]


def test_a_table_has_it_with_its_reference_and_finds_a_row_by_it(tmp_path: Path) -> None:
    kb = base(tmp_path)
    kind = kb.records.kinds["lighthouses"]
    seen = {name: replace(one, references=True) for name, one in kind.attributes.items() if name in ("relit", "status")}
    narrow = replace(kind, attributes=kind.attributes | seen)
    skerry = kb.records.entities["skerry-light"]
    cited = tuple(
        replace(s, evidence=(), citations=skerry.statements[-1].citations) if not s.by_reference else s
        for s in skerry.statements
    )
    records = replace(
        kb.records,
        kinds={**kb.records.kinds, "lighthouses": narrow},
        entities={**kb.records.entities, "skerry-light": replace(skerry, statements=cited)},
    )
    (listing,) = kind_indexes(index_site(replace(kb, records=records)), narrow, 100)
    (row,) = (row for row in listing.rows if row.it.name == "Skerry Light")
    fields = {field.label: field for field in row.it.fields}
    assert fields["Status"].sides == ()
    assert [(one.shown.text, one.entries[0].title) for one in fields["Status"].cited] == [("planned", "Coast Pilot")]
    assert '"status":["planned"]' in row.facets
    # another page states something of it from an article; the reference is none
    assert [one.name for one in row.it.articles] == ["Coast Tidings 1931"]


def test_the_page_of_all_says_what_each_is_and_what_rests_on_it(tmp_path: Path) -> None:
    index = index_site(base(tmp_path))
    (view,) = reference_views(index, 100)
    (shown,) = view.references
    assert (shown.title, shown.publisher, shown.url) == (
        "Coast Pilot",
        "Office of Tides",
        "https://tides.example/coast-pilot",
    )
    assert (shown.accessed, shown.note, shown.values, shown.names) == (
        "1 February 1932",
        "Second edition, free to use.",
        1,
        0,
    )
    ((title, facts),) = view.resting
    assert title == "Coast Pilot"
    assert [(one.entity.name, one.shown.label, one.shown.text, one.entry) for one in facts] == [
        ("Skerry Light", "Position", "57.5° N, 11.2° E", "Light 12")
    ]


def test_names_of_a_reference_are_told_with_their_entry() -> None:
    kb = relate_project(SITES / "other-topic", Report())
    assert kb
    index = index_site(kb)
    (view,) = reference_views(index, 100)
    ((_, facts),) = view.resting
    assert [(one.shown.label, one.shown.text, one.lang, one.entry) for one in facts] == [
        ("Site", "57.26° N, 12.12° E", "", "Plate 3"),
        ("Name", "Пальмовый дом", "ru", "Plate 1, in Russian"),
    ]
    (name,) = entity_view(index, kb.records.entities["palm-house"]).names
    assert name.source is None
    assert name.entry is not None
    assert (name.entry.title, name.entry.entry) == ("Garden Atlas", "Plate 1, in Russian")


@pytest.mark.parametrize(("size", "pages"), [(1, 2), (2, 1)])
def test_what_rests_on_them_is_in_pages_and_the_first_tells_the_works(size: int, pages: int) -> None:
    kb = relate_project(SITES / "other-topic", Report())
    assert kb
    views = list(reference_views(index_site(kb), size))
    assert len(views) == pages
    assert [len(view.references) for view in views] == [1, *[0] * (pages - 1)]


def test_without_references_there_is_no_page_of_them(tmp_path: Path) -> None:
    kb = base(tmp_path)
    bare = {id: replace(one, statements=one.from_articles) for id, one in kb.records.entities.items()}
    records = replace(kb.records, entities=bare, references={})
    assert list(reference_views(index_site(replace(kb, records=records)), 100)) == []


def test_no_entity_is_compared_by_what_a_reference_says(tmp_path: Path) -> None:
    compared = matrix(index_site(base(tmp_path)))
    assert compared
    assert "Position" not in [row.label for row in compared.rows]
