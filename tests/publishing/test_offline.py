"""Offline: addresses that a disk understands, and the passages that its search reads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from druzhba_kb.publishing.offline import make_offline

PAGE = """<html><head></head><body><a href="{href}">x</a><article data-pagefind-body data-kind="House">
<h1 id="top">Palm House<a class="headerlink" href="#top">#</a></h1><p>Built of glass &amp; iron in 1905.</p>
<div data-pagefind-ignore><p>Said again and again.</p></div>
<h2 id="evidence">Evidence</h2><ul><li id="e-1"><span id="by-e-1">Ada Finch, in
The Courier</span><span data-pagefind-ignore>at the publisher</span>
opened <b>in spring</b> 1905</li></ul></article></body></html>"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "houses/palm").mkdir(parents=True)
    (tmp_path / "search").mkdir()
    known = {"letters": {}, "names": [["Palm House", "House", "houses/palm/", ["Пальма"], 3]]}
    (tmp_path / "search/names.json").write_text(json.dumps(known), "utf-8")
    facts = {"houses/palm/": ["Palm House", "House", []]}
    (tmp_path / "search/facts.json").write_text(json.dumps({"facts": facts}), "utf-8")
    (tmp_path / "404.html").write_text("<html></html>", "utf-8")
    return tmp_path


def rewritten(site: Path, href: str) -> str:
    page = site / "houses/palm/index.html"
    page.write_text(PAGE.format(href=href), "utf-8")
    make_offline(site)
    return page.read_text("utf-8").partition('href="')[2].partition('"')[0]


@pytest.mark.parametrize(
    ("href", "whole"),
    [
        ("../../", "../../index.html"),
        (".", "./index.html"),
        ("..", "../index.html"),
        ("./", "./index.html"),
        ("../fern/#e-2", "../fern/index.html#e-2"),
        ("#e-1", "#e-1"),
        ("../../data/kb.json", "../../data/kb.json"),
        ("https://example.org/", "https://example.org/"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_an_address_of_a_folder_names_its_page(href: str, whole: str, site: Path) -> None:
    assert rewritten(site, href) == whole


def test_a_redirect_is_rewritten_too(site: Path) -> None:
    old = site / "old.html"
    old.write_text('<meta http-equiv="refresh" content="0; url=../palm/">', "utf-8")
    make_offline(site)
    assert 'content="0; url=../palm/index.html"' in old.read_text("utf-8")


def test_the_search_gets_names_facts_and_passages_with_their_places(site: Path) -> None:
    rewritten(site, "#")
    text = (site / "search/offline.js").read_text("utf-8")
    data = json.loads(text.removeprefix("window.offlineData = ").removesuffix(";\n"))
    assert data["known"]["names"] == [["Palm House", "House", "houses/palm/index.html", ["Пальма"], 3]]
    page = "houses/palm/index.html"
    assert data["facts"] == {page: ["Palm House", "House", []]}
    assert data["passages"] == [
        [f"{page}#top", "Palm House", "House", "", "", "Built of glass & iron in 1905."],
        [f"{page}#e-1", "Palm House", "House", "Evidence", "Ada Finch, in The Courier", "opened in spring 1905"],
    ]
    assert not any((site / name).exists() for name in ("404.html", "search/names.json", "search/facts.json"))
