"""Every page with axe, in both schemes, on desks and phones: nothing stands in anybody's way."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

DESK, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 800}
# The pages whose layout a phone changes, and those that are the same but narrower.
LAID_OUT = [
    "", "map/", "graph/", "timeline/", "articles/",
    "greenhouses/?sort=name", "greenhouses/palm-house/", "plants/blue-lantern-vine/",
]  # fmt: skip
PLAIN = ["greenhouses/fern-house/", "articles/circular-1912/", "articles/post-1913/", "disagreements/", "404.html"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("name", "size"),
    [*((name, DESK) for name in [*LAID_OUT, *PLAIN]), *((name, PHONE) for name in LAID_OUT)],
    ids=lambda value: value if isinstance(value, str) else str(value["width"]),
)
def test_nothing_stands_in_the_way(name: str, size: dict[str, int], scheme: str, garden: str, page: Page) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    page.goto(f"{garden}{name}")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate" if scheme == "dark" else "default")
    page.evaluate("document.querySelectorAll('details').forEach(fold => (fold.open = true))")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.scrollingElement.scrollWidth") <= size["width"]
