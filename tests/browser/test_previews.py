"""The previews in a real browser: a small sheet for hover and focus, which Escape closes and which no fact depends on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

MARK = ".versus a[href*='#e-']"
ENTITY = "greenhouses/palm-house/"


def test_a_link_says_what_it_leads_to(garden: str, page: Page, foreign_requests: list[str]) -> None:
    page.goto(f"{garden}gardeners/ilse-norrby/")
    said = page.locator("#summary p").first.inner_text()
    page.goto(f"{garden}plants/blue-lantern-vine/")
    page.locator("main a[href*='gardeners/ilse-norrby/']:not(svg a)").first.hover()
    sheet = page.get_by_role("tooltip")
    expect(sheet).to_be_visible()
    expect(sheet.locator("b")).to_have_text("Ilse Norrby")
    expect(sheet.locator("small")).to_have_text("Gardener")
    expect(sheet.locator("span")).to_contain_text(said)
    page.mouse.move(0, 0)
    expect(sheet).to_be_hidden()
    assert foreign_requests == []


def test_a_link_to_evidence_says_value_quotation_and_source(garden: str, page: Page) -> None:
    page.goto(f"{garden}{ENTITY}")
    mark = page.locator(MARK).first
    item = page.locator(f"[id='{(mark.get_attribute('href') or '').partition('#')[2]}']")
    mark.hover()
    sheet = page.get_by_role("tooltip")
    expect(sheet.locator("q")).to_have_text(item.locator(".d > q").first.text_content() or "")
    expect(sheet.locator("small")).to_contain_text(item.locator(".by > a").first.text_content() or "")
    expect(sheet).not_to_contain_text("at the publisher")


def test_focus_opens_it_escape_closes_it_and_focus_stays(garden: str, page: Page) -> None:
    page.goto(f"{garden}{ENTITY}")
    mark = page.locator(MARK).first
    mark.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    sheet = page.get_by_role("tooltip")
    expect(sheet).to_be_visible()
    expect(mark).to_be_focused()
    expect(mark).to_have_attribute("aria-describedby", "peek")
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(mark).to_be_focused()
    assert mark.get_attribute("aria-describedby") is None


def test_the_pointer_may_rest_on_the_sheet(garden: str, page: Page) -> None:
    page.goto(f"{garden}{ENTITY}")
    page.locator(MARK).first.hover()
    sheet = page.get_by_role("tooltip")
    expect(sheet).to_be_visible()
    sheet.hover()
    page.wait_for_timeout(400)
    expect(sheet).to_be_visible()


def test_it_stays_inside_the_window(garden: str, page: Page) -> None:
    page.set_viewport_size({"width": 700, "height": 500})
    page.goto(f"{garden}{ENTITY}")
    sheet = page.get_by_role("tooltip")
    for mark in page.locator(MARK).all()[:6]:
        mark.hover()
        expect(sheet).to_be_visible()
        box = sheet.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 700
        assert box["y"] >= 0
        page.mouse.move(0, 0)
        expect(sheet).to_be_hidden()


def test_a_hostile_name_is_text_in_it(hostile: Path, page: Page, serve: Callable[[Path], str]) -> None:
    page.goto(f"{serve(hostile)}traps/")
    page.locator("main a[href*='snare']").first.hover()
    sheet = page.get_by_role("tooltip")
    expect(sheet).to_be_visible()
    assert sheet.locator("script, img, svg, a").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_open_sheet_is_accessible(scheme: str, garden: str, page: Page) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{garden}{ENTITY}")
    page.locator(MARK).first.hover()
    expect(page.get_by_role("tooltip")).to_be_visible()
    results = Axe().run(page, context=".peek")
    assert results.violations_count == 0, results.generate_report()
