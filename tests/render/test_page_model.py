"""The nouns of pages: a long list on several pages, none of which weighs more because of the others, and its facets."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from druzhba_kb.model import KnowledgeBase
from druzhba_kb.render import site_pages as making
from druzhba_kb.render.page_model import encoded, facets, paginate
from druzhba_kb.render.site_pages import Sizes
from tests.render.lighthouses import rendered

PAGER = re.compile(r'<nav class="sheets" aria-label="Pages of this list(?:, again)?">.*?</nav>', re.DOTALL)


@given(total=st.integers(0, 50), size=st.integers(1, 12))
def test_every_item_stands_on_one_page(total: int, size: int) -> None:
    items = list(range(total))
    found = paginate("towns/", total, size)
    assert [item for sheet in found for item in sheet.of(items)] == items
    assert all(len(sheet.of(items)) <= size for sheet in found)
    assert len(found) == len(found[0].links) >= 1
    assert [sheet.number for sheet in found] == list(range(1, len(found) + 1))


def test_the_pages_stand_below_the_first_where_no_record_can_stand() -> None:
    one, two = paginate("towns/", 12, 10)
    assert (one.here, one.path, one.suffix) == ("towns/", "towns/index.md", "")
    assert (two.here, two.path, two.suffix) == ("towns/all/2/", "towns/all/2.md", ", page 2")
    assert [link.href for link in one.links] == ["./", "all/2/"]
    assert [link.href for link in two.links] == ["../../", "./"]
    assert (two.first, two.last, two.total) == (11, 12, 12)


def test_a_list_that_one_page_holds_has_no_pager(pages: dict[str, str]) -> None:
    assert not any("sheets" in text or "/all/" in path for path, text in pages.items() if path.endswith(".md"))


def test_facets_count_rows_and_one_that_tells_nothing_apart_is_left_out() -> None:
    rows = [{"year": (("1900", "1900"),), "kind": (("a", "A"),)}, {"year": (("1901", "1901"),), "kind": (("a", "A"),)}]
    found = facets({"year": "Year", "kind": "Kind"}, rows)
    assert [(facet.key, [(o.value, o.count) for o in facet.options]) for facet in found] == [
        ("year", [("1900", 1), ("1901", 1)])
    ]


def test_what_a_row_belongs_to_survives_quotation_marks() -> None:
    assert json.loads(encoded({"genre": (('a "b" <c>\'', "x"),)})) == {"genre": ['a "b" <c>\'']}


@pytest.fixture
def parted(kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    monkeypatch.setattr(making, "Sizes", lambda: Sizes(1, 1, 1, 1, 1))
    return rendered(kb)


def test_each_long_list_is_parted(parted: dict[str, str]) -> None:
    further = sorted(path for path in parted if "/all/" in path)
    assert further == [
        "articles/all/2.md", "articles/all/3.md", "coverage/all/2.md", "coverage/all/3.md", "disagreements/all/2.md",
        "lights/all/2.md", "names/all/2.md", "names/all/3.md", "names/all/4.md", "names/all/5.md", "timeline/all/2.md",
    ]  # fmt: skip
    for path in further:
        first = parted[f"{path.partition('/')[0]}/index.md"]
        assert len(PAGER.findall(parted[path])) >= 1
        assert f'href="{path.partition("/")[2].removesuffix(".md")}/"' in first
        assert "exclude: true" in parted[path].partition("\n---\n")[0]


def test_the_first_page_has_the_fields_that_narrow_and_knows_the_rest(parted: dict[str, str]) -> None:
    assert 'data-rest="all/2/"' in parted["lights/index.md"]
    assert 'data-narrow="index"' in parted["lights/index.md"]
    assert "data-rest" not in parted["lights/all/2.md"]
    assert "data-narrow" not in parted["lights/all/2.md"]
    assert "title: Lights, page 2\n" in parted["lights/all/2.md"]
    assert '<a href="../../south-light/" dir="auto">South Light</a>' in parted["lights/all/2.md"]


def test_what_has_no_date_stands_on_the_last_page(parted: dict[str, str]) -> None:
    assert "## Without a date" not in parted["timeline/index.md"]
    assert 'href="all/2/#undated"' in parted["timeline/index.md"]
    assert 'id="undated"' in parted["timeline/all/2.md"]


def test_lists_stay_whole_where_no_script_can_fetch_the_rest(kb: KnowledgeBase) -> None:
    many = {f"light-{at}": replace(kb.records.entities["south-light"], id=f"light-{at}") for at in range(120)}
    wide = replace(kb, records=replace(kb.records, entities={**kb.records.entities, **many}))
    assert {path for path in rendered(wide) if "/all/" in path} == {"lights/all/2.md"}
    assert not any("/all/" in path for path in rendered(wide, whole_lists="yes"))


def test_the_home_page_shows_some_of_a_long_leading_kind_and_leads_to_all(kb: KnowledgeBase) -> None:
    many = {f"light-{at}": replace(kb.records.entities["south-light"], id=f"light-{at}") for at in range(30)}
    home = rendered(replace(kb, records=replace(kb.records, entities={**kb.records.entities, **many})))["index.md"]
    strip = home.partition('<ol class="strip">')[2].partition("</ol>")[0]
    assert strip.count('<span class="nm">') == 24
    assert '<a href="lights/">All 32 Lights</a>' in home


def test_squares_are_explained_where_there_are_some(kb: KnowledgeBase) -> None:
    herald = kb.records.articles["herald-1901"]
    many = {f"herald-{year}": replace(herald, id=f"herald-{year}") for year in range(1910, 1916)}
    crowded = rendered(replace(kb, records=replace(kb.records, articles={**kb.records.articles, **many})))
    few = rendered(kb)
    for page in ("index.md", "lights/north-light.md", "timeline/index.md", "compare.md"):
        assert "from a speaker it names" in few[page]
        assert "from a speaker it names" not in crowded[page]
