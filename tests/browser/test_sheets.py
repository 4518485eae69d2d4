"""Long lists in a real browser: pages for readers without scripts, and narrowing that reaches all of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from druzhba_kb.pipeline import PUBLIC, build
from druzhba_kb.report import Report
from tests.projects import make_project

ROWS = "#index > tbody > tr:visible"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_project("good", tmp_path_factory.mktemp("long") / "kb")
    for file in ("_assertions", "_ratchets"):
        (root / f"entities/{file}.yml").unlink()
    for number in range(250):
        name = f"Keeper {number:03}"
        (root / f"entities/people/keeper-{number:03}.yml").write_text(f"name: {name}\nsummary: Warden {number}.\n")
    report = Report()
    assert build(root, report, lambda _: None, PUBLIC), report.findings
    return root / "build/site"


@pytest.fixture
def people(site: Path, serve: Callable[[Path], str]) -> str:
    return f"{serve(site)}people/"


def test_without_scripts_the_pages_lead_to_each_other(people: str, still: Page) -> None:
    still.goto(people)
    expect(still.locator(ROWS)).to_have_count(100)
    still.get_by_role("navigation", name="Pages of this list", exact=True).get_by_role("link", name="3").click()
    expect(still).to_have_url(f"{people}all/3/")
    expect(still.locator(ROWS)).to_have_count(51)
    still.get_by_role("link", name="Keeper 249").click()
    expect(still).to_have_url(f"{people}keeper-249/")


def test_narrowing_and_sorting_reach_what_stands_on_other_pages(people: str, page: Page) -> None:
    page.goto(people)
    expect(page.locator(ROWS)).to_have_count(100)
    expect(page.locator(".count")).to_have_text("")
    page.get_by_label("Filter by words").fill("warden 249")
    expect(page.locator(ROWS)).to_have_count(1)
    expect(page.locator(".count")).to_have_text("1 of 251")
    expect(page.get_by_role("navigation", name="Pages of this list")).to_have_count(0)
    page.get_by_role("link", name="Keeper 249").click()
    expect(page).to_have_url(f"{people}keeper-249/")
    page.goto(f"{people}?sort=-name")
    expect(page.locator(ROWS)).to_have_count(251)
    expect(page.locator(ROWS).first).to_contain_text("Keeper 249")


def test_where_the_rest_cannot_be_had_what_is_here_is_narrowed(people: str, page: Page) -> None:
    page.route("**/all/*/", lambda route: route.abort())
    page.goto(people)
    page.get_by_label("Filter by words").fill("keeper 01")
    expect(page.locator(ROWS)).to_have_count(11)
    expect(page.get_by_role("navigation", name="Pages of this list", exact=True)).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_pages_of_a_list_are_accessible(scheme: str, width: int, people: str, page: Page) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{people}all/2/")
    results = Axe().run(page, context=".sheets")
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for link in page.locator(".sheets li > *").all():
        box = link.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24
