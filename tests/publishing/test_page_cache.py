"""The page cache: what of the last site is found again, and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.publishing.page_cache import Kept, KeptPage, PageCache, html_path
from druzhba_kb.publishing.policy import Inline

INLINE = Inline(frozenset(["'script'"]), frozenset(["'style'"]))
PAGES = {path: KeptPage(f"all of {path}", f"outline of {path}", INLINE) for path in ("index.md", "lamps/tall.md")}
MADE = Kept("only this", PAGES, ["assets/theme.js"])
INTACT = frozenset(["assets/theme.js", "index.html", "lamps/tall/index.html"])


def cache(root: Path, reaching: str = "same", used: bool = True, intact: frozenset[str] = INTACT) -> PageCache:
    return PageCache(root / "site.made", root / "site", intact, reaching, used)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    cache(tmp_path).keep(MADE)
    return tmp_path


def known(one: PageCache) -> set[str]:
    return {path for path in PAGES if one.page(path, f"outline of {path}")}


def test_what_a_site_consists_of_is_found_again(root: Path) -> None:
    one = cache(root)
    assert Kept(one.policy, {path: one.page(path, page.outline) for path, page in PAGES.items()}, one.files) == MADE
    assert one.file("index.html") == root / "site/index.html"


def test_a_page_of_another_outline_and_one_that_is_new_are_not_found(root: Path) -> None:
    assert cache(root).page("index.md", "other") is None
    assert cache(root).page("lamps/new.md", "outline of index.md") is None


def test_what_reaches_every_page_makes_them_all_anew(root: Path) -> None:
    assert known(cache(root, reaching="other")) == set()
    assert known(cache(root, used=False)) == set()


@pytest.mark.parametrize("damage", [b"", b"[]", b"{"])
def test_a_damaged_list_is_no_list(root: Path, damage: bytes) -> None:
    (root / "site.made").write_bytes(damage)
    assert known(cache(root)) == set() and not cache(root).files


def test_a_damaged_page_is_not_found_and_the_others_are(root: Path) -> None:
    assert known(cache(root, intact=INTACT - {"index.html"})) == {"lamps/tall.md"}


def test_no_page_is_found_where_a_file_of_its_theme_is_damaged(root: Path) -> None:
    one = cache(root, intact=INTACT - {"assets/theme.js"})
    assert known(one) == set() and not one.files


@pytest.mark.parametrize(
    ("path", "html"),
    [
        ("index.md", "index.html"),
        ("lamps/index.md", "lamps/index.html"),
        ("lamps/a.md", "lamps/a/index.html"),
        ("lamps/b-index.md", "lamps/b-index/index.html"),
    ],
)
def test_a_page_stands_where_the_renderer_puts_it(path: str, html: str) -> None:
    assert html_path(path) == html
