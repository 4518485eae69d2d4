"""Figures of a site on another topic: each number with who gives it, the silence of others, and how they are taken away."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from druzhba_kb.model import Attribute, Disagreement, Figure, Position
from druzhba_kb.pipeline.checking import relate_project
from druzhba_kb.render.exports.table import csv_of_rows
from druzhba_kb.render.site_index import SiteIndex, index_site
from druzhba_kb.render.site_pages import tasks
from druzhba_kb.render.templates import load_templates
from druzhba_kb.render.views.figures import FigureView, declared, figure_rows, figure_view, leading_figure
from druzhba_kb.report import Report
from druzhba_kb.theme import theme_of
from tests.render.lighthouses import HERE, MARCH, ROOT, made, statement
from tests.sites_on_disk import SITES

SITE = {"site_name": "Glass", "copyright": "CC BY 4.0."}


@pytest.fixture(scope="module")
def index() -> SiteIndex:
    kb = relate_project(SITES / "other-topic", Report())
    assert kb
    return index_site(kb)


@pytest.fixture(scope="module")
def pages(index: SiteIndex) -> Mapping[str, str]:
    report = Report()
    templates = load_templates(theme_of(ROOT), report)
    made = {page.path: page.text for task in tasks(index, SITE, templates) for page in task.make(index)}
    assert report.findings == []
    return made


def view(index: SiteIndex, id: str, here: str = "figures/guests/") -> FigureView:
    return figure_view(index, SITE, "greenhouses", id, here)


def rows(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:])))


def test_a_kind_without_figures_has_none(index: SiteIndex) -> None:
    assert declared(index) == (("greenhouses", "guests"), ("greenhouses", "known"))


def test_each_number_is_told_as_it_is_put_with_who_gives_it(index: SiteIndex) -> None:
    numbers = view(index, "guests").numbers
    assert [(one.record.name, one.text, one.form, one.low, one.voice, one.contested) for one in numbers] == [
        ("Palm House", "200", "dot", 200.0, "Low Meadow Circular 1912 ¶2, heading", "fact"),
        ("Palm House", "about 150", "ring", 150.0, "Low Meadow Circular 1912 ¶3", "fact"),
        (
            "Palm House",
            "“nearly as many guests as the Fern House”",
            "none",
            None,
            "a neighbour, in The Meadow Post 1913 ¶1",
            "",
        ),
    ]
    assert all(one.evidence.startswith("../../greenhouses/palm-house/#e-") for one in numbers)


def test_records_are_called_by_their_years_only_where_their_names_have_these(index: SiteIndex) -> None:
    house, *_ = index.members("greenhouses")
    for name, label in (("Palm House", "Palm House"), ("Games of 1912", "1912")):
        alone = {house.id: replace(house, name=name)}
        one = index_site(replace(index.kb, records=replace(index.kb.records, entities=alone)))
        assert {number.label for number in view(one, "guests").numbers} == {label}


def test_the_lead_says_how_much_is_recorded(index: SiteIndex) -> None:
    assert view(index, "guests").lead == "A number is recorded for 1 of 3, and for 1 of these the sources differ."
    assert view(index, "known").lead == "Of 18 points 7 are recorded, and on 2 of these the sources differ."


def test_the_sources_differ_too_where_the_editors_reject_one_of_them(index: SiteIndex) -> None:
    house = index.kb.records.entities["palm-house"]
    (guests, *_) = [s.id for s in house.statements if s.claims[0].attribute == "guests" and s.claims[0].value]
    statements = tuple(replace(s, standing="rejected") if s.id == guests else s for s in house.statements)
    entities = {**index.kb.records.entities, house.id: replace(house, statements=statements)}
    one = index_site(replace(index.kb, records=replace(index.kb.records, entities=entities)))
    assert view(one, "guests").lead == "A number is recorded for 1 of 3, and for 1 of these the sources differ."
    bare = index_site(replace(index.kb, disagreements={}))
    assert view(bare, "guests").lead == "A number is recorded for 1 of 3."
    assert view(bare, "known").lead == "Of 18 points 7 are recorded."


def test_what_is_known_has_a_cell_for_each_attribute_of_each_record(index: SiteIndex) -> None:
    known = view(index, "known")
    assert {row.label: [(cell.record, cell.state, cell.articles) for cell in row.cells] for row in known.rows} == {
        "Opened": [("Palm House", "contested", 2), ("Fern House", "nothing", 0), ("Orchid Wing", "nothing", 0)],
        "Guests": [("Palm House", "contested", 2), ("Fern House", "nothing", 0), ("Orchid Wing", "nothing", 0)],
        "Height": [("Palm House", "article", 1), ("Fern House", "nothing", 0), ("Orchid Wing", "nothing", 0)],
        "Site": [("Palm House", "article", 1), ("Fern House", "reference", 0), ("Orchid Wing", "nothing", 0)],
        "Plan": [("Palm House", "article", 1), ("Fern House", "nothing", 0), ("Orchid Wing", "nothing", 0)],
        "Part of": [("Palm House", "nothing", 0), ("Fern House", "nothing", 0), ("Orchid Wing", "article", 1)],
    }
    assert known.rows[0].cells[0].href == "../../greenhouses/palm-house/#contest-opened"


def test_the_home_page_has_the_first_figure_of_the_leading_kind(index: SiteIndex, pages: Mapping[str, str]) -> None:
    leading = leading_figure(index, SITE)
    assert leading and leading.away.id == "guests"
    assert "## Guests of each greenhouse" in pages["index.md"]


def test_a_figure_has_a_page_a_frame_a_picture_and_a_table(pages: Mapping[str, str]) -> None:
    assert {path for path in pages if path.startswith(("figures/", "embed/"))} == {
        "figures/index.md", "figures/guests.md", "figures/guests.svg", "figures/guests.csv", "figures/known.md",
        "figures/known.svg", "figures/known.csv", "figures/map.svg", "figures/map.csv", "figures/timeline.svg",
        "figures/timeline.csv", "embed/guests.md", "embed/known.md", "embed/map.md", "embed/timeline.md",
    }  # fmt: skip
    assert "template: embed.html" in pages["embed/guests.md"]


@pytest.mark.parametrize("id", ["guests", "known", "map", "timeline"])
def test_a_picture_is_svg_with_its_title_its_source_and_its_licence(id: str, pages: Mapping[str, str]) -> None:
    drawn = ElementTree.fromstring(pages[f"figures/{id}.svg"])
    words = [text.text or "" for text in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert words[0] == (drawn.findtext("{http://www.w3.org/2000/svg}title") or "")
    assert "Source: Glass. 2 articles, 1912 to 1913. CC BY 4.0." in " ".join(words)
    painted = [node for node in drawn.iter() if node.get("class")]
    assert painted and all(node.get("fill") or node.get("stroke") for node in painted)


def test_the_tables_have_a_row_for_each_thing_that_is_drawn(index: SiteIndex, pages: Mapping[str, str]) -> None:
    numbers = rows(pages["figures/guests.csv"])
    assert [(row["record"], row["low"], row["put_as"], row["voice"]) for row in numbers] == [
        ("Palm House", "200", "dot", "article"), ("Palm House", "150", "ring", "article"), ("Palm House", "", "none", "speaker"),
    ]  # fmt: skip
    assert numbers[0]["evidence"].startswith("greenhouses/palm-house/#e-")
    assert len(rows(csv_of_rows(figure_rows(view(index, "known", ""))))) == 18
    assert [(row["place"], row["latitude"], row["longitude"]) for row in rows(pages["figures/map.csv"])] == [
        ("Fern House", "57.26", "12.12"), ("Palm House", "57.25", "12.11"),
    ]  # fmt: skip
    assert {row["date"] for row in rows(pages["figures/timeline.csv"])} == {"1912-05-03", "1912-05-05", "1912"}


def test_what_contests_each_other_comes_first_and_apart_from_what_may_count_something_else() -> None:
    kb = made()
    names = ("keepers", "hands")
    attributes = {name: Attribute(name, name.capitalize(), "integer", single=True) for name in names}
    figure = Figure("crew", "Who keeps the light", "values", names, "", HERE)
    kind = replace(kb.records.kinds["lights"], attributes=attributes, timeline={}, order_by="name", figures=(figure,))
    counted = (("p1", "hands", "9"), ("p2", "keepers", "3"), ("p3", "keepers", "4"), ("p4", "keepers", "7"))
    statements = tuple(statement(name, {about: value}, MARCH) for name, about, value in counted)
    north = replace(kb.records.entities["north-light"], statements=statements)
    sides = tuple(Position(value, None, False, (name,)) for name, _, value in counted[2:])
    dispute = Disagreement("north-light", ("keepers",), "unknown", None, sides)
    records = replace(kb.records, kinds={"lights": kind}, entities={"north-light": north})
    index = index_site(replace(kb, records=records, mentions=(), disagreements=(dispute,), concerns={}))
    view = figure_view(index, SITE, "lights", "crew", "figures/crew/")
    assert [(one.text, one.form, one.other, one.contested) for one in view.numbers] == [
        ("4", "dot", False, "fact"), ("7", "dot", False, "fact"), ("3", "dot", False, ""), ("9", "other", True, ""),
    ]  # fmt: skip
    assert [one.text for one in view.wide.words if one.style == "differ"] == ["one article", "against itself"]
    assert "Hands" in [one.text for one in view.wide.words if one.style == "aside"]
