"""The graph in a real browser: lines light up, kinds can be left out, lists say the same, and a phone has the lists."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

NEAR = "plants/blue-lantern-vine/"
LIT = re.compile(r"\blit\b")


def node(page: Page, name: str) -> Locator:
    return page.locator(".whole .node", has=page.get_by_role("link", name=name))


def seen(page: Page) -> int:
    """Count the lines of articles that can be seen; a level one has no height, which Playwright takes for hidden."""
    lines = page.locator(".whole path.own")
    return lines.evaluate_all("those => those.filter(line => getComputedStyle(line).visibility === 'visible').length")


def test_a_node_lights_what_hangs_together_with_it(garden: str, page: Page) -> None:
    page.goto(f"{garden}graph/")
    page.get_by_role("link", name="Ilse Norrby").first.focus()
    expect(node(page, "Blue Lantern Vine")).to_have_class(LIT)
    expect(node(page, "Fern House")).not_to_have_class(LIT)
    node(page, "The Meadow Post 1913").locator("a").hover()
    expect(node(page, "Fern House")).to_have_class(LIT)
    expect(node(page, "Ilse Norrby")).not_to_have_class(LIT)
    assert seen(page) == 3


def test_a_node_is_a_link_for_the_keyboard(garden: str, page: Page) -> None:
    page.goto(f"{garden}graph/")
    page.locator(".whole a").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{garden}gardeners/ilse-norrby/")


def test_a_kind_can_be_left_out(garden: str, page: Page) -> None:
    page.goto(f"{garden}graph/")
    lines = page.locator(".whole .edges path:not(.off)")
    before = lines.count()
    page.get_by_role("checkbox", name="Gardeners").uncheck()
    expect(node(page, "Ilse Norrby")).to_be_hidden()
    assert lines.count() < before
    page.get_by_role("checkbox", name="Gardeners").check()
    expect(node(page, "Ilse Norrby")).to_be_visible()
    assert lines.count() == before


def test_without_scripts_an_article_shows_its_lines_and_no_box_asks_for_a_script(garden: str, still: Page) -> None:
    still.goto(f"{garden}graph/")
    still.locator(".whole a").first.hover()
    assert seen(still) == 4
    expect(still.get_by_role("checkbox", name="Gardeners")).to_have_count(0)


def test_a_phone_has_the_lists_alone(garden: str, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{garden}graph/")
    expect(page.locator(".whole")).to_be_hidden()
    expect(page.locator(".ties a", has_text="Ilse Norrby").first).to_be_visible()
    page.goto(f"{garden}{NEAR}")
    expect(page.locator(".drawn")).to_be_hidden()
    expect(page.locator(".lines a").first).to_be_visible()


def test_links_in_drawings_are_what_the_theme_expects(garden: str, page: Page) -> None:
    page.goto(f"{garden}{NEAR}")
    assert page.locator(".near a").first.evaluate("link => link.href").startswith(garden)
