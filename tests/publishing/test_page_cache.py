"""The page cache: what of the last site is found again, and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.publishing.page_cache import LIST, Kept, KeptPage, PageCache, common, digest_of, html_path
from druzhba_kb.publishing.policy import Inline

PAGES = {"index.md": "<p>Home", "lamps/tall.md": "<p>Tall"}
FILES = {"assets/theme.js": "x"}


def kept(root: Path, reaching: str = "same", used: bool = True) -> PageCache:
    return PageCache(root / "pages", reaching, used)


def site(folder: Path) -> Kept:
    """Write a site, and return what it consists of."""
    written = {html_path(path): html for path, html in PAGES.items()} | FILES
    for path, text in written.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    inline = Inline(frozenset(["'script'"]), frozenset(["'style'"]))
    pages = {
        path: KeptPage(f"all of {path}", f"outline of {path}", digest_of(html.encode()), inline)
        for path, html in PAGES.items()
    }
    return Kept("only this", pages, {name: digest_of(text.encode()) for name, text in FILES.items()})


@pytest.fixture
def root(tmp_path: Path) -> Path:
    kept(tmp_path).keep(site(tmp_path / "site"), tmp_path / "site")
    return tmp_path


def known(one: PageCache) -> set[str]:
    return {path for path in PAGES if one.page(path, f"outline of {path}")}


def test_what_was_kept_is_found(root: Path) -> None:
    one, was = kept(root), site(root / "site")
    assert (one.policy, one.files) == (was.policy, was.files)
    assert {path: one.page(path, page.outline) for path, page in was.pages.items()} == was.pages
    assert one.file(was.pages["index.md"].html).samefile(root / "site/index.html")


def test_it_is_a_copy_where_the_disk_knows_no_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.link", refused)
    made = site(tmp_path / "site")
    kept(tmp_path).keep(made, tmp_path / "site")
    assert known(kept(tmp_path)) == set(PAGES)
    assert not kept(tmp_path).file(made.pages["index.md"].html).samefile(tmp_path / "site/index.html")


def refused(*_: object) -> None:
    raise OSError


def test_a_page_of_another_outline_and_one_that_is_new_are_not_found(root: Path) -> None:
    assert kept(root).page("index.md", "other") is None
    assert kept(root).page("lamps/new.md", "outline of index.md") is None


def test_what_reaches_every_page_makes_them_all_anew(root: Path) -> None:
    assert known(kept(root, reaching="other")) == set()
    assert known(kept(root, used=False)) == set()


@pytest.mark.parametrize("text", ["", "[]", "{", '{"common": "same"}', '{"common": "same", "pages": {"index.md": 1}}'])
def test_a_damaged_list_is_no_list(root: Path, text: str) -> None:
    (root / "pages" / LIST).write_text(text)
    assert known(kept(root)) == set() and not kept(root).files


def test_a_damaged_or_lost_page_is_not_found_and_the_others_are(root: Path) -> None:
    file = kept(root).file(digest_of(b"<p>Home"))
    file.unlink()
    assert known(kept(root)) == {"lamps/tall.md"}
    file.write_bytes(b"<p>Damaged")
    assert known(kept(root)) == {"lamps/tall.md"}


def test_no_page_is_found_where_a_file_of_its_theme_is_damaged(root: Path) -> None:
    kept(root).file(digest_of(b"x")).write_bytes(b"y")
    assert known(kept(root)) == set() and kept(root).files == {}


def test_what_is_damaged_is_whole_again_once_it_is_made_anew(root: Path) -> None:
    for file in (root / "pages").iterdir():
        if file.name != LIST:
            file.unlink()
            file.write_bytes(b"<p>Damaged")
    kept(root).keep(site(root / "site"), root / "site")
    assert known(kept(root)) == set(PAGES)


def test_only_what_the_last_site_consists_of_is_kept(root: Path) -> None:
    (root / "pages" / "foreign").write_text("x")
    made = site(root / "site")
    kept(root).keep(Kept(made.policy, {"index.md": made.pages["index.md"]}, made.files), root / "site")
    assert len(list((root / "pages").iterdir())) == 3
    assert known(kept(root)) == {"index.md"}


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
