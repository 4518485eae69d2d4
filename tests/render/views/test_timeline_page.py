"""The timeline: the lanes of the leading kind above it."""

from __future__ import annotations

from dataclasses import replace

from druzhba_kb.model import Citation, Claim, KnowledgeBase, Reference
from druzhba_kb.render.site_index import index_site
from druzhba_kb.render.views.index_pages import kind_indexes
from druzhba_kb.render.views.timeline_page import chronologies, date_rows, lane_drawing, lanes
from tests.render.lighthouses import HERE, rendered, statement


def test_each_entity_of_the_leading_kind_has_a_lane(kb: KnowledgeBase) -> None:
    drawn = lanes(index_site(kb))
    assert drawn is not None
    north, south = drawn.lanes
    assert (north.year, [bar.style for bar in north.bars]) == ("1899", ["vague"])
    assert (south.year, south.bars, south.fields) == ("", (), ())


def dated(kb: KnowledgeBase, *values: str) -> KnowledgeBase:
    north = kb.records.entities["north-light"]
    stated = tuple(
        replace(north.statements[0], id=f"s{value}", claims=(Claim("lit", value, None, north.place),))
        for value in values
    )
    entities = {**kb.records.entities, "north-light": replace(north, statements=stated)}
    return replace(kb, records=replace(kb.records, entities=entities), backlinks={}, disagreements=())


def test_what_lasts_for_years_has_no_calendar_of_one_year(kb: KnowledgeBase) -> None:
    assert lanes(index_site(dated(kb, "1899-03-02/1900-02-01")))
    without = dated(kb, "1899-03-02/1951-06-30")
    assert lanes(index_site(without)) is None
    assert "from a speaker it names" not in rendered(without)["timeline/index.md"]  # no lane has squares


def test_headings_and_filters_have_years_as_people_write_them(kb: KnowledgeBase) -> None:
    index = index_site(dated(kb, "Y17000", "0842", "-0043", "0000", "Y-17000"))
    (view,) = chronologies(index, 100)
    years = ["17001 BC", "44 BC", "1 BC", "842", "17000"]
    assert [one.year for one in view.years] == years
    (listing,) = kind_indexes(index, index.kb.records.kinds["lights"], 100)
    (facet,) = [facet for facet in listing.facets if facet.key == "year"]
    assert [(option.value, option.label) for option in facet.options] == list(
        zip(["-17000", "-43", "0", "842", "17000"], years, strict=True)
    )
    assert listing.rows[0].it.year == "17000"


def test_the_dates_can_be_narrowed_by_year(kb: KnowledgeBase) -> None:
    index = index_site(kb)
    (page,) = chronologies(index, 100)
    assert [(option.value, option.count) for option in page.facets[0].options] == [("1899", 1), ("1900", 1)]
    assert [row["date"] for row in date_rows(index)] == ["1899-03", "1900"]


def test_what_has_no_date_has_that_of_the_first_article_that_speaks_of_it(kb: KnowledgeBase) -> None:
    north = kb.records.entities["north-light"]
    town = tuple(statement for statement in north.statements if statement.claims[0].attribute == "town")
    south = replace(kb.records.entities["south-light"], statements=town)
    records = replace(kb.records, entities={**kb.records.entities, "south-light": south})
    (page,) = chronologies(index_site(replace(kb, records=records)), 100)
    assert [(link.name, link.note) for link in page.undated] == [("South Light", "Light, in an article of 2 May 1901")]


def test_a_day_that_the_editors_reject_says_so_in_the_table_of_dates(kb: KnowledgeBase) -> None:
    north = kb.records.entities["north-light"]
    first = replace(north.statements[0], standing="rejected")
    entities = {**kb.records.entities, north.id: replace(north, statements=(first, *north.statements[1:]))}
    rows = date_rows(index_site(replace(kb, records=replace(kb.records, entities=entities))))
    assert [(row["date"], row["rejected"]) for row in rows] == [("1899-03", "yes"), ("1900", "no")]


def test_a_day_that_a_reference_alone_gives_stands_in_its_lane(kb: KnowledgeBase) -> None:
    south, atlas = kb.records.entities["south-light"], Reference("atlas", "Atlas", "A", "", "1950", None, HERE)
    cited = statement("c", {"lit": "1899"}, citations=(Citation("atlas", "South Light", HERE),))
    entities = {**kb.records.entities, south.id: replace(south, statements=(cited,))}
    records = replace(kb.records, entities=entities, references={"atlas": atlas})
    found = lanes(index_site(replace(kb, records=records)))
    assert found
    drawn = lane_drawing(found, True)
    assert [word.text for word in drawn.words if "Atlas" in word.text] == ["First lit: 1899 (Atlas)"]
    page = rendered(replace(kb, records=records))["timeline/index.md"]
    assert "nothing recorded" not in page.partition('class="lanes"')[2].partition('class="legend')[0]


def test_what_the_editors_reject_bears_out_no_day_that_is_inferred_else(kb: KnowledgeBase) -> None:
    north = kb.records.entities["north-light"]
    stated = replace(north.statements[0], id="r", inferred=(), standing="rejected")
    for statements, inferred in (((north.statements[0], stated), "yes"), ((stated,), "no")):
        entities = {**kb.records.entities, north.id: replace(north, statements=statements)}
        index = index_site(replace(kb, records=replace(kb.records, entities=entities), disagreements=()))
        assert {row["inferred"] for row in date_rows(index)} == {inferred}
