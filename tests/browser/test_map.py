"""The map in a real browser: pins are links for every hand, the plates enlarge, and the words need no script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

PINS = """() => {
  const { x, y, width, height } = document.querySelector("svg.map").viewBox.baseVal;
  const places = [...document.querySelectorAll("svg.map a.pin > g")].map((pin) => pin.transform.baseVal[0].matrix);
  return places.filter((at) => at.e >= x && at.e <= x + width && at.f >= y && at.f <= y + height).length;
}"""
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
    tools.get_by_role("button", name="Whole map").click()
    assert page.evaluate(VIEW) == whole


def test_dragging_an_enlarged_plate_follows_no_link(garden: str, page: Page) -> None:
    page.goto(f"{garden}map/")
    page.get_by_role("button", name="Zoom in").click()
    before = page.locator("svg.map").get_attribute("viewBox")
    box = page.locator("a.pin .hit").first.bounding_box()
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
    page.locator("a.pin").first.focus()
    inner, outer = (page.locator(it).first.bounding_box() for it in ("a.pin .dot", "svg.map"))
    assert inner
    assert outer
    assert outer["x"] <= inner["x"] <= outer["x"] + outer["width"]


def test_the_map_is_read_without_scripts(garden: str, still: Page) -> None:
    still.goto(f"{garden}map/")
    expect(still.locator("svg.map")).to_be_visible()
    expect(still.locator(".placed")).to_contain_text("57.25° N, 12.11° E")
    expect(still.get_by_role("button", name="Zoom in")).to_have_count(0)
    still.locator("a.pin").first.click()
    still.wait_for_url(f"{garden}greenhouses/palm-house/")


def test_the_map_is_printed_without_its_buttons(garden: str, page: Page) -> None:
    page.goto(f"{garden}map/")
    page.emulate_media(media="print")
    expect(page.locator("svg.map")).to_be_visible()
    expect(page.locator(".map-tools")).to_be_hidden()


def test_an_enlarged_plate_is_never_empty(garden: str, page: Page) -> None:
    page.goto(f"{garden}map/")
    for _ in range(2):
        page.get_by_role("button", name="Zoom in").click()
        assert page.evaluate(PINS) > 0
    expect(page.get_by_role("button", name="Zoom in")).to_have_attribute("aria-disabled", "true")


def test_two_fingers_enlarge_the_plate_and_not_the_page(garden: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{garden}map/")
    expect(page.locator(".plate.ready")).to_be_visible()
    page.locator("svg.map").scroll_into_view_if_needed()
    whole, box = page.evaluate(VIEW), page.locator("svg.map").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    session = context.new_cdp_session(page)
    for kind, apart in (("touchStart", 20), ("touchMove", 30), ("touchMove", 40)):
        points = [{"x": x + way * apart, "y": y, "id": number} for number, way in enumerate((-1, 1))]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_function(f"Math.abs({VIEW} - {whole / 2}) < 1")
    assert page.evaluate("visualViewport.scale") == 1
    context.close()


def test_the_buttons_take_no_place_that_they_had_not_before(garden: str, page: Page) -> None:
    page.goto(f"{garden}map/")
    expect(page.get_by_role("button", name="Zoom in")).to_be_visible()
    shift = """() => new Promise(done => {
      let sum = 0;
      new PerformanceObserver(list => { for (const one of list.getEntries()) sum += one.value; })
        .observe({ type: "layout-shift", buffered: true });
      requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
    })"""
    assert page.evaluate(shift) < 0.02


def test_a_year_leaves_the_pins_and_the_rows_of_that_year_and_stays_in_the_address(garden: str, page: Page) -> None:
    page.goto(f"{garden}map/")
    # No greenhouse names another as its place, so one gets its year here.
    page.evaluate("""() => {
      document.querySelector("a.pin").dataset.years = document.querySelector(".placed > li").dataset.years = "1912";
      document.querySelector(".plates").insertAdjacentHTML("beforebegin",
        "<p class='map-years'><label>Year <select><option value=''>all<option>1912<option>1913</select></label></p>");
      start();
    }""")
    page.get_by_label("Year").select_option("1913")
    assert page.url.endswith("?year=1913")
    expect(page.locator("a.pin:visible")).to_have_count(0)
    page.get_by_label("Year").select_option("1912")
    expect(page.locator("a.pin:visible")).to_have_count(1)
    expect(page.locator(".placed > li:visible")).to_have_count(1)
    page.get_by_label("Year").select_option("")
    assert page.url == f"{garden}map/"
