"""Every page, in both schemes, on desks and phones: all can use it, it fits, no script fails and no other host is asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

DESK, PHONE = (1280, 800), (360, 740)
SCHEMES: dict[Literal["light", "dark"], str] = {"light": "default", "dark": "slate"}  # as the theme calls them
# The pages that show all of the frame; those whose layout a phone changes, two by two alike; those that are the same, narrower.
FRAMED = ["", "greenhouses/?sort=name"]
LAID_OUT = [
    "map/", "graph/", "timeline/", "articles/", "greenhouses/palm-house/", "plants/blue-lantern-vine/",
]  # fmt: skip
PLAIN = ["greenhouses/fern-house/", "articles/circular-1912/", "articles/post-1913/", "disagreements/", "404.html"]


def views(name: str) -> list[tuple[tuple[int, int], Literal["light", "dark"]]]:
    """Return the windows and schemes to look through a page in.

    The frame of all pages is seen in all of them. To look for faults is slow: of two pages of a kind one is seen on a desk in
    the light and on a phone in the dark, the other the other way round.
    """
    if name in FRAMED:
        return [(window, scheme) for window in (DESK, PHONE) for scheme in SCHEMES]
    if name in PLAIN:
        return [(DESK, scheme) for scheme in SCHEMES]
    return list(zip((DESK, PHONE), SCHEMES if LAID_OUT.index(name) % 2 else reversed(SCHEMES), strict=True))


@pytest.mark.parametrize("name", FRAMED + LAID_OUT + PLAIN)
def test_nothing_stands_in_the_way(
    name: str,
    garden: str,
    page: Page,
    alarms: list[str],
    foreign_requests: list[str],
    too_wide: Callable[[], list[str]],
) -> None:
    page.add_init_script("localStorage.clear()")  # the theme would keep the scheme of the page before
    for (width, height), scheme in views(name):
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        answered = page.goto(f"{garden}{name}")
        assert answered and answered.ok
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", SCHEMES[scheme])
        assert too_wide() == []
        page.evaluate("document.querySelectorAll('details').forEach(fold => (fold.open = true))")
        found = Axe().run(page)
        assert found.violations_count == 0, f"{scheme}, {width} wide: {found.generate_report()}"
    assert (alarms, foreign_requests) == ([], [])


@pytest.mark.parametrize("name", PLAIN)
def test_a_plain_page_does_not_scroll_sideways_on_a_phone(
    name: str, garden: str, page: Page, too_wide: Callable[[], list[str]]
) -> None:
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.goto(f"{garden}{name}")
    assert too_wide() == []
