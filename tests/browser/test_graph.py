"""The graph in a real browser: a record is chosen, its drawing opens, one walks on by its boxes, and a phone has the lists."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

NEAR = "plants/blue-lantern-vine/"


def test_a_record_is_chosen_and_one_walks_on_by_the_boxes(garden: str, page: Page) -> None:
    page.goto(f"{garden}graph/")
    page.locator(".lines a", has_text="Ilse Norrby").click()
    page.wait_for_url(f"{garden}gardeners/ilse-norrby/#near")
    expect(page.locator(".web .hub")).to_contain_text("Ilse Norrby")
    page.locator(".web a", has_text="Blue Lantern Vine").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{garden}{NEAR}#near")
    expect(page.locator(".web .hub")).to_be_visible()


def test_no_words_leave_the_drawing_or_lie_on_a_box(garden: str, page: Page) -> None:
    page.goto(f"{garden}{NEAR}#near")
    apart = """() => {
      const boxes = [...document.querySelectorAll(".web rect")].map(box => box.getBoundingClientRect());
      return [...document.querySelectorAll(".web text.on")].map(text => text.getBoundingClientRect())
        .filter(a => boxes.some(b => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)).length;
    }"""
    assert page.locator(".web text.on").count() > 3
    assert page.evaluate(apart) == 0


def test_without_scripts_the_drawing_is_a_fold_of_the_record(garden: str, still: Page) -> None:
    still.goto(f"{garden}graph/")
    expect(still.locator(".web .hub")).to_be_visible()
    still.goto(f"{garden}{NEAR}")
    still.get_by_text("The neighbourhood as a drawing").click()
    expect(still.locator(".web .hub")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_graph_has_no_fault_that_axe_finds(garden: str, page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"{garden}graph/")
    assert Axe().run(page).response["violations"] == []


def test_a_phone_has_the_lists_alone(garden: str, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{garden}graph/")
    expect(page.locator(".web")).to_be_hidden()
    expect(page.locator(".lines a", has_text="Ilse Norrby").first).to_be_visible()
    page.goto(f"{garden}{NEAR}")
    expect(page.locator(".web")).to_be_hidden()
    expect(page.locator(".lines a").first).to_be_visible()


def test_links_in_drawings_are_what_the_theme_expects(garden: str, page: Page) -> None:
    page.goto(f"{garden}{NEAR}")
    assert page.locator(".web a").first.evaluate("link => link.href").startswith(garden)
