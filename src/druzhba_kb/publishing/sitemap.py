"""Sitemap: the pages of a site with the days of their changes in, the list that search engines read out.

It is ours and no renderer's, which sees only the pages that it is asked for. It names no day that is not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import quote
from xml.sax.saxutils import escape

from druzhba_kb.render.page_model import EMBED, address_in

SITEMAP = "sitemap.xml"
START = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
END = "</urlset>\n"


def write_sitemap(site: Path, pages: Iterable[str], base: str, changed: Mapping[str, str]) -> None:
    """Write the sitemap of the pages, `kind/id.md`, served at base; `changed` has the days of those that are known.

    Pages for frames are left out: a search leads to the page that holds the figure.
    """
    listed = (page for page in sorted(pages) if base and not page.startswith(EMBED))
    lines = "".join(line for page in listed for line in _entry(base + quote(address_in(page)), changed.get(page, "")))
    (site / SITEMAP).write_bytes(f"{START}{lines}{END}".encode())


def add_to_sitemap(site: Path, languages: Iterable[str]) -> None:
    """Add to the sitemap of a site, the one that search engines look for, those of the languages that stand in it."""
    files = [site / SITEMAP, *(site / code / SITEMAP for code in languages)]
    lines = (file.read_text("utf-8").removeprefix(START).removesuffix(END) for file in files)
    (site / SITEMAP).write_bytes("".join([START, *lines, END]).encode())


def _entry(address: str, day: str) -> Iterator[str]:
    yield f"  <url>\n    <loc>{escape(address)}</loc>\n"
    if day:
        yield f"    <lastmod>{escape(day)}</lastmod>\n"
    yield "  </url>\n"
