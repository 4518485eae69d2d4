"""The map in a real browser: pins are links for every hand, the plates enlarge, and the words need no script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

VIEW = "document.querySelector('svg.map').viewBox.baseVal.width"


@pytest.mark.parametrize("name", ["map/", ""])
def test_a_pin_is_reached_and_followed_by_keyboard(name: str, garden: str, page: Page) -> None:
    page.goto(f"{garden}{name}")
    pin = page.get_by_role("link", name="Palm House").and_(page.locator("a.pin.contested"))
    pin.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(pin).to_be_focused()
    outline = pin.locator(".hit").evaluate("node => getComputedStyle(node).strokeWidth")
    assert outline != "1px"
    page.keyboard.press("Enter")
    page.wait_for_url(f"{garden}greenhouses/palm-house/")


def test_the_buttons_enlarge_and_move_and_the_wheel_does_not(garden: str, page: Page) -> None:
    page.goto(f"{garden}map/")
    tools = page.get_by_role("group", name="Zoom and move")
    whole = page.evaluate(VIEW)
    tools.get_by_role("button", name="Zoom in").click()
    assert page.evaluate(VIEW) == whole / 2
    before = page.locator("svg.map").get_attribute("viewBox")
    tools.get_by_role("button", name="Move left").click()
    assert page.locator("svg.map").get_attribute("viewBox") != before
    page.locator("svg.map").hover()
    page.mouse.wheel(0, 300)
    page.wait_for_function("scrollY > 0")
    assert page.evaluate(VIEW) == whole / 2
    tools.get_by_role("button", name="Whole plate").click()
    assert page.evaluate(VIEW) == whole


def test_dragging_an_enlarged_plate_follows_no_link(garden: str, page: Page) -> None:
    page.goto(f"{garden}map/")
    page.get_by_role("button", name="Zoom in").click()
    before = page.locator("svg.map").get_attribute("viewBox")
    box = page.locator("a.pin.contested .hit").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 80, y + 20, steps=5)
    page.mouse.up()
    assert page.locator("svg.map").get_attribute("viewBox") != before
    assert page.url == f"{garden}map/"


def test_a_pin_out_of_sight_is_brought_into_sight_when_reached(garden: str, page: Page) -> None:
    page.goto(f"{garden}map/")
    for name in ("Zoom in", "Zoom in", "Move right", "Move right", "Move right", "Move right"):
        page.get_by_role("button", name=name).click()
    page.locator("a.pin.contested").focus()
    inner, outer = (page.locator(it).bounding_box() for it in ("a.pin.contested .dot", "svg.map"))
    assert inner
    assert outer
    assert outer["x"] <= inner["x"] <= outer["x"] + outer["width"]


def test_the_map_is_read_without_scripts(garden: str, still: Page) -> None:
    still.goto(f"{garden}map/")
    expect(still.locator("svg.map")).to_be_visible()
    expect(still.locator(".placed")).to_contain_text("57.25° N, 12.11° E")
    expect(still.get_by_role("button", name="Zoom in")).to_have_count(0)
    still.locator("a.pin.contested").click()
    still.wait_for_url(f"{garden}greenhouses/palm-house/")


def test_the_map_is_printed_without_its_buttons(garden: str, page: Page) -> None:
    page.goto(f"{garden}map/")
    page.emulate_media(media="print")
    expect(page.locator("svg.map")).to_be_visible()
    expect(page.locator(".map-tools")).to_be_hidden()
