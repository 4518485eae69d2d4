"""Figures in a real browser: read at every width, in both schemes and without scripts, taken away, and framed by others."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.projects import make_project, run

FIGURE = "figures/guests/"
DRAWN = ".fig > svg:visible"


@pytest.mark.parametrize(("width", "which"), [(390, "narrow"), (1280, "wide")])
def test_a_reader_sees_the_drawing_that_has_room_for_its_letters(
    width: int, which: str, garden: str, page: Page, too_wide: Callable[[], list[str]]
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{garden}{FIGURE}")
    expect(page.locator(DRAWN)).to_have_count(1)
    expect(page.locator(DRAWN)).to_have_class(which)
    letters = page.locator(f"{DRAWN} text.quiet").first.bounding_box()
    assert letters and letters["height"] >= 13
    assert too_wide() == []


def test_a_drawing_takes_the_colours_of_the_page(garden: str, page: Page) -> None:
    page.goto(f"{garden}{FIGURE}")
    dot = page.locator(f"{DRAWN} .dot").first
    light = dot.evaluate("node => getComputedStyle(node).fill")
    page.get_by_title("Switch to the dark scheme").click()
    expect(dot).not_to_have_css("fill", light)


def test_the_numbers_are_read_without_scripts(garden: str, still: Page) -> None:
    still.goto(f"{garden}{FIGURE}")
    expect(still.locator(DRAWN)).to_be_visible()
    expect(still.locator("table.numbers")).to_contain_text("about 150")
    expect(still.get_by_role("link", name="SVG")).to_have_attribute("href", "../guests.svg")
    expect(still.get_by_role("button", name="PNG")).to_have_count(0)


@pytest.mark.parametrize("name", [FIGURE, "map/", "timeline/"])
def test_the_picture_is_taken_away_as_png(name: str, garden: str, page: Page, tmp_path: Path) -> None:
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(f"{garden}{name}")
    with page.expect_download() as taken:
        page.get_by_role("button", name="PNG").click()
    taken.value.save_as(tmp_path / "taken.png")
    data = (tmp_path / "taken.png").read_bytes()
    width, height = struct.unpack(">II", data[16:24])
    assert data.startswith(b"\x89PNG") and width > 1500 and height > 400
    assert errors == []


def test_the_code_of_a_frame_has_the_address_at_hand(garden: str, page: Page) -> None:
    page.goto(f"{garden}{FIGURE}")
    page.get_by_text("Embed", exact=True).click()
    expect(page.locator("[data-frame]")).to_contain_text(f'src="{garden}embed/guests/"')


def test_others_can_frame_a_figure_and_no_other_page(
    garden: str, page: Page, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    frames = "".join(f"<iframe src='{garden}{name}'></iframe>" for name in ("embed/guests/", "greenhouses/palm-house/"))
    (tmp_path / "index.html").write_text(frames)
    page.goto(serve(tmp_path))
    figure, other = (page.frame_locator("iframe").nth(number) for number in (0, 1))
    expect(figure.locator("h1")).to_have_text("Guests of each greenhouse")
    expect(figure.locator("svg:visible")).to_have_count(1)
    expect(figure.get_by_role("link", name="Sources and numbers")).to_have_attribute("target", "_blank")
    expect(figure.locator("script")).to_have_count(0)
    expect(other.locator("body > *")).to_have_count(1)
    expect(other.get_by_role("link")).to_have_attribute("target", "_top")


def test_a_page_for_frames_is_in_no_sitemap(tmp_path: Path) -> None:
    folder = make_project("other-topic", tmp_path / "kb")
    done = run(folder, "build", "--site-url", "https://garden.example/")
    assert done.returncode == 0, done.stderr
    sitemap = (folder / "build/site/sitemap.xml").read_text("utf-8")
    assert "https://garden.example/figures/guests/" in sitemap
    assert "/embed/" not in sitemap
