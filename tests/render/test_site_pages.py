"""Every page of the tree, made from the small knowledge base."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from html import unescape
from pathlib import Path
from posixpath import join, normpath

from druzhba_kb.model import TAKEN, KnowledgeBase
from druzhba_kb.render.exports.data import data_pages
from druzhba_kb.render.navigation import navigation
from druzhba_kb.report import Report
from druzhba_kb.write import are_apart
from tests.render.lighthouses import MARCH, ROOT, SITE, YEAR, made, render, rendered, statement, told

THEME = ROOT / "templates"
IDS = re.compile(r'\sid="([^"]+)"')
HREFS = re.compile(r'\shref="([^"]+)"')


def test_every_page_is_made(pages: dict[str, str]) -> None:
    assert {path for path in pages if path.endswith(".md")} == {
        "index.md", "timeline/index.md", "disagreements/index.md", "about.md", "names/index.md", "compare.md", "coverage/index.md",
        "graph.md", "embed/timeline.md", "data/index.md",
        "articles/index.md",
        "articles/herald-1901.md", "articles/gazette-1902.md", "articles/almanac-1903.md",
        "lights/index.md", "lights/north-light.md", "lights/south-light.md", "lights/old-light.md",
        "towns/index.md", "towns/old-harbour.md", "search.md",
    }  # fmt: skip
    assert "assets/site.css" in pages


def test_no_kind_may_have_the_address_of_a_page(pages: dict[str, str], kb: KnowledgeBase) -> None:
    firsts = {path.removesuffix(".md").partition("/")[0] for path in pages if "/" in path or path.endswith(".md")}
    assert firsts - kb.records.kinds.keys() <= TAKEN


def test_the_same_input_gives_the_same_pages(kb: KnowledgeBase) -> None:
    assert rendered(kb) == rendered(made())


def test_links_lead_to_pages_and_anchors(pages: dict[str, str]) -> None:
    found = {
        normpath("/" + address(path)): set(IDS.findall(text)) for path, text in pages.items() if path.endswith(".md")
    }
    found |= {
        f"/{path}": set() for path in (*pages, *(page.path for page in data_pages(made()))) if not path.endswith(".md")
    }
    for path, text in pages.items():
        for href in (unescape(raw) for raw in HREFS.findall(text)):
            if not href.startswith("http"):
                target, _, anchor = href.partition("#")
                there = normpath(join("/" + address(path), target))
                assert there in found, (path, href)
                assert not anchor or anchor in found[there], (path, href)


def address(path: str) -> str:
    return "" if path == "index.md" else path.removesuffix("/index.md").removesuffix(".md")


def test_ids_are_unique_on_a_page(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        ids = IDS.findall(text)
        assert len(ids) == len(set(ids)), path


def test_evidence_is_numbered_in_the_order_of_reading(pages: dict[str, str]) -> None:
    page = pages["lights/north-light.md"]
    assert re.findall(r'<li id="(e-[^"]+)"', page) == ["e-s1-1", "e-s2-1", "e-s3-1", "e-s5-1", "e-s4-1"]
    assert "Keepers" in page.split("Nothing recorded here")[1]


def test_quotation_leads_out_to_the_publisher_at_its_words(pages: dict[str, str]) -> None:
    page = unescape(pages["lights/north-light.md"])
    assert 'href="https://herald.example/lights#:~:text=well%2Dknown%2C%20at%20Old%20Harbour"' in page


def test_each_block_has_its_anchor_and_its_statements(pages: dict[str, str]) -> None:
    page = pages["articles/herald-1901.md"]
    assert {"b0", "b1", "b2", "b3", "b4"} <= set(IDS.findall(page))
    assert "not summed up yet" in page
    assert "../../lights/north-light/&#35;e-s1-1" in page
    assert 'against <span dir="auto">Gazette 1902</span>' in page


def test_mentions_become_links(pages: dict[str, str]) -> None:
    linked = '<em><a href="../../towns/old-harbour/">Old Harbour</a></em>'
    assert linked in pages["lights/north-light.md"]
    assert '<a href="../../lights/north-light/">North Light</a>' in pages["articles/herald-1901.md"]


def test_former_id_redirects_and_is_not_searched(pages: dict[str, str]) -> None:
    page = pages["lights/old-light.md"]
    assert 'content="0; url=../../lights/north-light/"' in page or 'content="0; url=../north-light/"' in page
    assert "exclude: true" in page


def test_the_addresses_of_a_renamed_kind_redirect(kb: KnowledgeBase) -> None:
    kinds = {**kb.records.kinds, "lights": replace(kb.records.kinds["lights"], formerly=("lamps",))}
    drawn = render(replace(kb, records=replace(kb.records, kinds=kinds)), SITE, ROOT, Report())
    pages = {page.path: page.content.decode() for page in drawn if page.path.startswith("lamps")}
    leads = {path: text.partition("0; url=")[2].partition('"')[0] for path, text in pages.items()}
    assert leads == {
        "lamps.md": "../lights/",
        "lamps/north-light.md": "../../lights/north-light/",
        "lamps/old-light.md": "../../lights/north-light/",
        "lamps/south-light.md": "../../lights/south-light/",
    }


def test_undated_entities_stand_on_the_timeline(pages: dict[str, str]) -> None:
    assert "South Light" in pages["timeline/index.md"].split("## Without a date")[1]


def test_navigation_has_no_leaf_pages(kb: KnowledgeBase) -> None:
    paths = {"timeline/index.md", "disagreements/index.md", "coverage/index.md", "compare.md"}
    assert navigation(kb, paths) == [
        {"Overview": "index.md"},
        {"Lights": "lights/index.md"},
        {"Towns": "towns/index.md"},
        {
            "Views": [
                {"Compare": "compare.md"},
                {"Timeline": "timeline/index.md"},
                {"Disagreements": "disagreements/index.md"},
            ]
        },
        {"Articles": "articles/index.md"},
        {"About": [{"Coverage": "coverage/index.md"}]},
    ]


def test_two_inputs_for_one_page_are_a_finding(kb: KnowledgeBase) -> None:
    entities = dict(kb.records.entities)
    entities["south-light"] = replace(entities["south-light"], formerly=("north-light",))
    report = Report()
    pages = render(replace(kb, records=replace(kb.records, entities=entities)), SITE, ROOT, report)
    assert not are_apart([page.path for page in pages], report)
    assert [finding.code for finding in report.findings] == ["page-collision"]


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def test_unknown_name_in_a_template_is_a_finding_at_its_line(kb: KnowledgeBase, tmp_path: Path) -> None:
    write(tmp_path / "templates/kind.md.j2", "# {{ kind.plural }}\n\n{{ kind.plurl }}\n")
    report = Report()
    render(kb, SITE, tmp_path, report)
    assert {finding.code for finding in report.findings} == {"template"}
    assert str(report.findings[0].place) == "templates/kind.md.j2:3:1"


def test_a_fault_in_a_template_of_the_theme_says_how_to_change_it(kb: KnowledgeBase, tmp_path: Path) -> None:
    write(tmp_path / "templates/partials/finder.j2", "{% macro seek() %}{% endmacro %}\n")
    report = Report()
    render(kb, SITE, tmp_path, report)
    line = next(
        at for at, text in enumerate((THEME / "articles.md.j2").read_text().splitlines(), 1) if "r.finder(" in text
    )
    assert [str(one) for one in report.in_order() if "articles/index" in one.message] == [
        f"druzhba_kb/theme/templates/articles.md.j2:{line}:1: error[template]: 'jinja2.environment.TemplateModule object' "
        "has no attribute 'finder' while writing 'articles/index.md' "
        "(to change it: druzhba-kb templates eject articles.md.j2)"
    ]


def test_a_template_that_is_not_there_is_a_finding_without_the_path_of_this_machine(
    kb: KnowledgeBase, tmp_path: Path
) -> None:
    write(tmp_path / "templates/about.md.j2", "# About\n{% include 'partials/none.j2' %}\n")
    report = Report()
    render(kb, SITE, tmp_path, report)
    assert [str(finding) for finding in report.findings] == [
        "templates/about.md.j2:2:1: error[template]: there is no template 'partials/none.j2' while writing 'about.md'"
    ]


def test_a_file_of_the_project_takes_the_place_of_the_themes_while_it_is_there(
    kb: KnowledgeBase, tmp_path: Path
) -> None:
    def made() -> dict[str, str]:
        report = Report()
        pages = {page.path: page.text for page in render(kb, SITE, tmp_path, report)}
        assert report.findings == []
        return pages

    theirs = made()
    partial, style = tmp_path / "templates/partials/sheets.j2", tmp_path / "templates/assets/find.css"
    write(partial, "{% macro rest(sheet) %} data-own{% endmacro %}{% macro pager(sheet, again=false) %}{% endmacro %}")
    write(style, ".own{margin:0}\n")
    write(tmp_path / "templates/assets/more.css", ".more{margin:0}\n")
    ours = made()
    assert (ours["assets/find.css"], ours["assets/more.css"]) == (".own{margin:0}\n", ".more{margin:0}\n")
    assert "data-own" in ours["articles/index.md"]
    shared = {name for name in theirs if ours[name] == theirs[name]}
    assert {"about.md", "assets/site.css", "articles/herald-1901.md"} <= shared
    shutil.rmtree(tmp_path / "templates")
    assert made() == theirs


def test_nothing_to_show_still_makes_a_home_page(kb: KnowledgeBase) -> None:
    records = replace(kb.records, kinds={}, entities={}, articles={})
    pages = rendered(KnowledgeBase(records, (), {}, ()))
    assert "# Lights of the coast" in pages["index.md"]
    assert "do not disagree" in pages["disagreements/index.md"]


def test_the_home_page_counts_disagreements_only_where_there_are_several(kb: KnowledgeBase) -> None:
    counted = [
        re.search(r'<a href="disagreements/">([^<]*)</a></p>', rendered(replace(kb, disagreements=found))["index.md"])
        for found in (kb.disagreements, kb.disagreements[:1])
    ]
    assert [one and one[1] for one in counted] == [f"All {len(kb.disagreements)}, with the words", "With the words"]


def test_a_paragraph_that_tells_a_heading_and_more_is_no_heading(pages: dict[str, str]) -> None:
    assert '<div class="para contested" id="b2">' in pages["articles/herald-1901.md"]


def test_a_paragraph_that_tells_a_heading_alone_is_one(kb: KnowledgeBase) -> None:
    herald = kb.records.articles["herald-1901"]
    alone = replace(herald, body=(told(1, 1, "The light."), told(2, 2, "A name."), told(3, 3, "It is old.")))
    articles = {**kb.records.articles, "herald-1901": alone}
    page = rendered(replace(kb, records=replace(kb.records, articles=articles)))["articles/herald-1901.md"]
    assert '<div class="para none hd" id="b2">' in page


def test_only_the_value_with_the_inferred_component_is_marked(kb: KnowledgeBase) -> None:
    both = statement("s1", {"lit": "1899-03", "height": "27"}, MARCH, inferred=YEAR, note="From the date.")
    light = kb.records.entities["north-light"]
    entities = {**kb.records.entities, "north-light": replace(light, statements=(both, *light.statements[1:]))}
    page = rendered(replace(kb, records=replace(kb.records, entities=entities)))["lights/north-light.md"]
    assert '<span class="inf"><span dir="auto" data-value>March 1899</span></span>' in page
    assert '<span class="inf"><span dir="auto" data-value>27' not in page
    assert "27 metres" in page
