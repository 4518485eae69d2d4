"""A site in Urdu, with an article in English: read from the right on every page, each word in its own direction and language."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.projects import make_project, run

PAGES = [
    "", "bridges/", "bridges/new-bridge/", "people/nadia-mir/", "places/willow-ford/", "articles/", "articles/nahr-1931/",
    "articles/chronicle-1931/", "map/", "graph/", "timeline/", "figures/", "figures/builders/", "figures/known/",
    "disagreements/", "compare/", "search/?q=1931", "names/", "references/", "coverage/", "data/", "changes/",
    "changes/1932-06-01/", "about/", "method/", "404.html", "embed/map/", "embed/timeline/", "embed/builders/",
]  # fmt: skip
WIDTHS = {1280: "light", 390: "dark"}
OUTSIDE = """() => {
  const width = document.documentElement.clientWidth;
  const shown = [...document.querySelectorAll(".md-typeset *")].filter((node) => !node.closest(".sr, svg *"));
  const outside = shown.filter((node) => {
    const { left, right, width: own } = node.getBoundingClientRect();
    return own && (left < -1 || right > width + 1);
  });
  const scrolled = document.scrollingElement.scrollWidth > width ? ["the page scrolls sideways"] : [];
  return [...scrolled, ...outside.map((node) => `${node.tagName}.${node.className.baseVal ?? node.className}`)];
}"""
LEANING = """() => {
  const found = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), wrong = [];
  while (found.nextNode()) {
    if (!/\\p{Script=Arabic}/u.test(found.currentNode.data)) continue;
    const { fontStyle, letterSpacing } = getComputedStyle(found.currentNode.parentElement);
    if (fontStyle !== "normal" || !["normal", "0px"].includes(letterSpacing)) wrong.push(found.currentNode.data.trim());
  }
  return wrong;
}"""
QUOTED = """() => [...document.querySelectorAll(".ev q")].map((quote) => [
  quote.textContent, quote.closest("[lang]").lang, getComputedStyle(quote).direction,
])"""


@pytest.fixture(scope="module")
def bridges(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    project = make_project("right-to-left", tmp_path_factory.mktemp("right-to-left") / "site")
    config = project / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("  language: en", "  language: ur"), "utf-8")
    done = run(project)
    assert done.returncode == 0, done.stderr
    return serve(project / "build" / "site")


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_read_from_the_right_and_fits(name: str, bridges: str, page: Page, alarms: list[str]) -> None:
    page.add_init_script("localStorage.clear()")
    for width, scheme in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        page.goto(f"{bridges}{name}")
        expect(page.locator("html")).to_have_attribute("lang", "ur")
        expect(page.locator("main")).to_have_css("direction", "rtl")
        # where nothing is asked for later, half a second of silence is but lost
        page.wait_for_load_state("networkidle" if "?" in name else "load")
        page.evaluate("document.fonts.ready.then(() => true)")
        page.evaluate("document.querySelectorAll('details').forEach(fold => (fold.open = true))")
        assert (page.evaluate(OUTSIDE), page.evaluate(LEANING)) == ([], []), width
        if (
            PAGES.index(name) + (width == 390)
        ) % 2:  # slow, so that of each two pages one is looked through at each width
            continue
        found = Axe().run(page)
        assert found.violations_count == 0, f"{width} wide: {found.generate_report()}"
    assert alarms == []


def test_each_quotation_has_the_direction_of_its_words_and_the_language_of_its_article(
    bridges: str, page: Page
) -> None:
    page.goto(f"{bridges}bridges/new-bridge/")
    assert page.evaluate(QUOTED)[:4] == [
        ["3 مئی 1931 کو کھولا گیا", "ur", "rtl"],
        ["opened on 5 May 1931", "en", "ltr"],
        ["اس کی لمبائی 120 میٹر ہے", "ur", "rtl"],
        ["It is 118 metres long", "en", "ltr"],
    ]


def test_the_text_of_an_article_is_in_its_own_language_and_what_we_say_of_it_in_ours(bridges: str, page: Page) -> None:
    page.goto(f"{bridges}articles/chronicle-1931/")
    for words in (page.locator("h1 span"), page.locator("#b1 .text p")):
        expect(words).to_have_attribute("lang", "en")
        expect(words).to_have_css("direction", "ltr")
    page.goto(f"{bridges}bridges/new-bridge/")
    expect(page.locator("#summary p")).to_have_css("direction", "rtl")
    expect(page.locator(".names b").first).to_have_attribute("lang", "en")


@pytest.mark.parametrize(
    ("name", "drawing"), [("map/", "svg.map"), ("figures/builders/", ".fig > svg"), ("graph/", ".web svg")]
)
def test_drawings_keep_their_left_and_right(name: str, drawing: str, bridges: str, page: Page) -> None:
    page.goto(f"{bridges}{name}")
    expect(page.locator(drawing).first).to_have_css("direction", "ltr")


def test_the_arrows_of_the_map_stand_as_they_point(bridges: str, page: Page) -> None:
    page.goto(f"{bridges}map/")
    left, right = (page.get_by_role("button", name=side).bounding_box() for side in ("بائیں سرکائیں", "دائیں سرکائیں"))
    assert left and right and left["x"] < right["x"]


def test_tables_begin_at_the_right(bridges: str, page: Page) -> None:
    page.goto(f"{bridges}bridges/")
    cells = [cell.bounding_box() for cell in page.locator("table.index thead th").all()]
    places = [cell["x"] for cell in cells if cell]
    assert places == sorted(places, reverse=True)


def test_a_preview_begins_at_the_right_edge_of_its_link(bridges: str, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{bridges}people/")
    link = page.locator("table.index tbody th a")
    link.hover()
    sheet = page.locator(".peek")
    expect(sheet).to_be_visible()
    expect(sheet.locator("span")).to_have_css("direction", "rtl")
    at, box = link.bounding_box(), sheet.bounding_box()
    assert at and box and abs(at["x"] + at["width"] - box["x"] - box["width"]) < 2


@pytest.mark.parametrize("words", ["نیا پل", "New Bridge", "Новый мост"])
def test_the_search_finds_a_name_in_any_script(words: str, bridges: str, page: Page) -> None:
    page.goto(bridges)
    page.keyboard.press("/")
    page.locator("#find-field").fill(words)
    found = page.locator(".find-results a").first
    expect(found).to_have_attribute("href", f"{bridges}bridges/new-bridge/")
    expect(found.locator("b")).to_have_css("direction", "rtl")
