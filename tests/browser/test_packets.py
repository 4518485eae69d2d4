"""The page of a proof packet: it stands alone, can be read by all, fits and prints, and nothing in it runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from druzhba_kb.pipeline.checking import check
from druzhba_kb.render.exports.packet import packed_records, packet_data, packet_files
from druzhba_kb.render.site_index import index_site
from druzhba_kb.render.templates import load_templates
from druzhba_kb.report import Report
from druzhba_kb.theme import theme_of
from tests.projects import make_project

DESK, PHONE = (1280, 800), (360, 740)


@pytest.fixture(scope="module")
def packets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the pages of the packets of two hostile records and of one that is not."""
    base, report = tmp_path_factory.mktemp("packets"), Report()
    kb = check(make_project("hostile", base / "site"), report, guarded=False)
    assert kb, report.findings
    index, templates = index_site(kb), load_templates(theme_of(base / "site"), report)
    for record in (
        kb.records.entities["gull-point"],
        kb.records.entities["snare"],
        kb.records.articles["pamphlet-1932"],
    ):
        packed = next(packed_records(index, record))
        (page, _) = packet_files(packet_data(index, packed, {"site_name": "<b>Lights</b>"}), templates)
        (base / page.path).write_bytes(page.content)
    assert report.failed is False
    return base


@pytest.mark.parametrize("name", ["gull-point", "snare", "pamphlet-1932"])
def test_a_packet_can_be_read_by_all_fits_and_asks_nobody(
    name: str, packets: Path, page: Page, alarms: list[str], too_wide: Callable[[], list[str]]
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda told: alarms.append(told.text))
    for width, height in (DESK, PHONE):
        page.set_viewport_size({"width": width, "height": height})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.goto((packets / f"{name}.packet.html").as_uri())
            assert too_wide() == []
            found = Axe().run(page)
            assert found.violations_count == 0, f"{scheme}, {width} wide: {found.generate_report()}"
    assert set(asked) == {(packets / f"{name}.packet.html").as_uri()}
    assert alarms == []
    assert page.evaluate("window.__pwned") is None


def test_a_printed_packet_is_dark_on_white_and_gives_the_addresses(packets: Path, page: Page) -> None:
    page.emulate_media(color_scheme="dark", media="print")
    page.goto((packets / "gull-point.packet.html").as_uri())
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    link = page.locator("h3 a").first
    assert link.evaluate("node => getComputedStyle(node, '::after').content") == '"https://example.org/courier-1931"'
