"""Addresses that were published: none may be lost, and the rename that was forgotten is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.publishing.link_check import lost_addresses, published
from druzhba_kb.report import Report

HEAD = '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'


def lost(before: list[str], now: list[str]) -> list[str]:
    report = Report()
    lost_addresses(before, now, report)
    return [str(finding) for finding in report.in_order()]


def test_pages_and_redirects_that_are_there_are_not_lost() -> None:
    assert lost(["", "lamps/", "lamps/tall/"], ["", "lamps/", "lamps/tall/", "lamps/new/"]) == []


def test_a_lost_page_names_the_new_one_that_is_likest() -> None:
    assert lost(["lamps/gull-point/"], ["lamps/gull-light/", "lamps/skerry/", "keepers/gull-pointer/"]) == [
        "lamps/gull-point/:1:1: error[lost-address]: was published and leads nowhere now; if 'gull-light' was "
        "'gull-point', 'druzhba-kb rename gull-point gull-light' was forgotten: it needs 'formerly: [gull-point]'"
    ]


def test_a_lost_page_names_the_only_new_one_of_its_kind_however_it_is_called() -> None:
    (found,) = lost(["lamps/gull-point/", "lamps/skerry/"], ["lamps/x/", "lamps/skerry/"])
    assert "'druzhba-kb rename gull-point x' was forgotten" in found


def test_a_lost_page_without_a_new_one_needs_a_redirect() -> None:
    assert lost(["lamps/gull-point/", "lamps/skerry/"], ["lamps/skerry/"]) == [
        "lamps/gull-point/:1:1: error[lost-address]: was published and leads nowhere now; expected "
        "'formerly: [gull-point]' in what takes its place, so that a redirect is left"
    ]


def test_a_page_that_is_lost_in_each_language_is_told_once() -> None:
    pages = ["lamps/", "lamps/old/", "it/"]
    before = [*pages, "ru/", *(f"ru/{page}" for page in pages)]
    now = [page for page in before if not page.endswith(("lamps/old/", "it/"))]
    assert [one.partition(":")[0] for one in lost(before, now)] == ["it/", "lamps/old/"]
    assert lost(before, [*pages, "ru/lamps/"]) == [
        "ru/:1:1: error[lost-address]: was published and leads nowhere now; expected translations/ru.po, which made this site"
    ]


@pytest.mark.parametrize(
    "home", ["https://lamps.example/", "https://lamps.example/kb/", "/", "http://127.0.0.1:8000/a/b/"]
)
def test_a_sitemap_is_counted_from_its_home_page(tmp_path: Path, home: str) -> None:
    file = tmp_path / "sitemap.xml"
    places = "".join(f"<url><loc>{home}{path}</loc></url>" for path in ("", "lamps/", "lamps/p%C3%A9/"))
    file.write_text(f"{HEAD}{places}</urlset>")
    assert published(file, Report()) == ("", "lamps/", "lamps/pé/")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "cannot be read: No such file or directory; expected a sitemap.xml"),
        ("", "names no page; expected the sitemap.xml of a published site"),
        ("<html><body>Not found", "names no page; expected the sitemap.xml of a published site"),
    ],
)
def test_what_is_no_sitemap_is_a_finding(tmp_path: Path, text: str | None, said: str) -> None:
    file, report = tmp_path / "sitemap.xml", Report()
    if text is not None:
        file.write_text(text)
    assert published(file, report) == ()
    assert [str(finding) for finding in report.findings] == [f"sitemap.xml:1:1: error[no-sitemap]: {said}"]
