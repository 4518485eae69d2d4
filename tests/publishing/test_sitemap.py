"""Sitemap: the addresses of the pages, and the days of their changes where those are known."""

from __future__ import annotations

from pathlib import Path

from druzhba_kb.publishing.sitemap import write_sitemap

PAGES = ["lamps/price-index.md", "lamps/tall & old.md", "index.md", "embed/heights.md", "lamps/index.md"]
EXPECTED = """\
<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
  <url>
    <loc>https://lamps.example/kb/</loc>
  </url>
  <url>
    <loc>https://lamps.example/kb/lamps/</loc>
    <lastmod>0842-01-31</lastmod>
  </url>
  <url>
    <loc>https://lamps.example/kb/lamps/price-index/</loc>
  </url>
  <url>
    <loc>https://lamps.example/kb/lamps/tall%20%26%20old/</loc>
  </url>
</urlset>
"""


def test_it_has_every_page_but_those_for_frames_with_the_days_that_are_known(tmp_path: Path) -> None:
    write_sitemap(tmp_path, PAGES, "https://lamps.example/kb/", {"lamps/index.md": "0842-01-31"})
    assert (tmp_path / "sitemap.xml").read_text() == EXPECTED


def test_a_site_without_an_address_lists_no_page(tmp_path: Path) -> None:
    write_sitemap(tmp_path, PAGES, "", {})
    lines = EXPECTED.splitlines(keepends=True)
    assert (tmp_path / "sitemap.xml").read_text() == "".join([*lines[:2], lines[-1]])
