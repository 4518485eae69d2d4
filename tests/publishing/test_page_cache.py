"""The page cache: which pages are taken over, and which are made anew."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from druzhba_kb.publishing.page_cache import LIST, PageCache, common, html_path, is_linked
from druzhba_kb.publishing.policy import Admitted, Inline
from tests.projects import content

TREE = {"index.md": "home", "lamps/tall.md": "tall"}
HTML = {"index.html": "<p>Home", "lamps/tall/index.html": "<p>Tall"}
ADMITTED = Admitted("only this", {path: Inline(frozenset([f"'{path}'"]), frozenset()) for path in HTML})


def site(folder: Path) -> Path:
    for path, html in HTML.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(html)
    return folder


def kept(root: Path, reaching: str = "same", used: bool = True) -> PageCache:
    return PageCache(root / "pages", reaching, used)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    kept(tmp_path).keep(TREE, site(tmp_path / "site"), ADMITTED)
    return tmp_path


def fresh(one: PageCache, tree: dict[str, str] = TREE) -> set[str]:
    return set(one.fresh(tree))


def test_pages_that_nothing_changed_are_put_into_the_next_site(root: Path) -> None:
    one = kept(root)
    assert one.put(one.fresh(TREE), root / "next") == ADMITTED
    assert content(root / "next") == {path: html.encode() for path, html in HTML.items()}


def test_a_page_of_the_next_site_is_no_copy_where_the_disk_knows_links(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = kept(root)
    one.put(one.fresh(TREE), root / "next")
    assert (root / "next/index.html").samefile(root / "site/index.html")
    monkeypatch.setattr("os.link", refused)
    one.put(one.fresh(TREE), root / "copied")
    assert content(root / "copied") == content(root / "next")
    assert not (root / "copied/index.html").samefile(root / "site/index.html")


def refused(*_: object) -> None:
    raise OSError


def test_a_changed_page_and_a_new_one_are_made_anew(root: Path) -> None:
    assert fresh(kept(root), {"index.md": "house", "lamps/new.md": "new", "lamps/tall.md": "tall"}) == {"lamps/tall.md"}


def test_a_page_that_was_kept_without_a_digest_is_made_anew_each_time(root: Path) -> None:
    kept(root).keep({**TREE, "index.md": ""}, root / "site", ADMITTED)
    assert fresh(kept(root), {**TREE, "index.md": ""}) == {"lamps/tall.md"}


def test_what_reaches_every_page_makes_them_all_anew(root: Path) -> None:
    assert fresh(kept(root, reaching="other")) == set()
    assert fresh(kept(root, used=False)) == set()


@pytest.mark.parametrize(
    ("text", "linked"),
    [("A [lamp](lamps/tall.md).", True), ("[lamp]: tall.md", True), ("A <a href='tall/'>lamp</a> [1].", False)],
)
def test_a_page_with_a_markdown_link_is_known(text: str, linked: bool) -> None:
    assert is_linked(text) is linked


@pytest.mark.parametrize("text", ["", "[]", "{", '{"common": "same"}', '{"common": "same", "pages": {"index.md": 1}}'])
def test_a_damaged_list_is_no_list(root: Path, text: str) -> None:
    (root / "pages" / LIST).write_text(text)
    assert fresh(kept(root)) == set()


def test_a_damaged_or_lost_page_is_made_anew(root: Path) -> None:
    known = json.loads((root / "pages" / LIST).read_text())["pages"]
    (root / "pages" / known["index.md"][1]).write_bytes(b"<p>Damaged")
    (root / "pages" / known["lamps/tall.md"][1]).unlink()
    assert fresh(kept(root)) == set()


def test_a_damaged_page_is_kept_whole_again_once_it_is_made_anew(root: Path) -> None:
    for file in (root / "pages").iterdir():
        if file.name != LIST:
            file.unlink()
            file.write_bytes(b"<p>Damaged")
    assert fresh(kept(root)) == set()
    kept(root).keep(TREE, root / "site", ADMITTED)
    assert fresh(kept(root)) == set(TREE)


def test_only_the_pages_of_the_last_site_are_kept(root: Path) -> None:
    (root / "pages" / "foreign").write_text("x")
    one = kept(root)
    one.keep({"index.md": "home"}, root / "site", ADMITTED)
    assert len(list((root / "pages").iterdir())) == 2
    assert fresh(kept(root)) == {"index.md"}


def test_settings_and_the_name_and_bytes_of_a_file_reach_every_page(tmp_path: Path) -> None:
    file = tmp_path / "main.html"
    file.write_text("one")
    before = common(["settings"], {"main.html": file})
    assert common(["settings"], {"main.html": file}) == before
    assert common(["other"], {"main.html": file}) != before
    assert common(["settings"], {"below/main.html": file}) != before
    file.write_text("two")
    assert common(["settings"], {"main.html": file}) != before


@pytest.mark.parametrize(
    ("path", "html"),
    [("index.md", "index.html"), ("lamps/index.md", "lamps/index.html"), ("lamps/a.md", "lamps/a/index.html")],
)
def test_a_page_stands_where_the_renderer_puts_it(path: str, html: str) -> None:
    assert html_path(path) == html
