"""The page cache: which pages are taken over, and which are made anew."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pytest

from druzhba_kb.publishing.page_cache import PageCache, common, html_path, is_linked
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


def kept(root: Path, reaching: str = "same", used: bool = True, intact: Collection[str] = tuple(HTML)) -> PageCache:
    return PageCache(root / "made", root / "site", intact, reaching, used)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    site(tmp_path / "site")
    kept(tmp_path).keep(TREE, ADMITTED)
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
    kept(root).keep({**TREE, "index.md": ""}, ADMITTED)
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


def test_a_list_in_which_any_byte_has_changed_is_no_list(root: Path) -> None:
    whole = (root / "made").read_bytes()
    for at in range(len(whole)):
        (root / "made").write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert fresh(kept(root)) == set()
    (root / "made").unlink()
    assert fresh(kept(root)) == set()


def test_a_page_that_is_not_as_it_was_published_is_made_anew(root: Path) -> None:
    assert fresh(kept(root, intact=["index.html"])) == {"index.md"}


def test_a_page_that_the_site_does_not_have_is_not_kept(root: Path) -> None:
    kept(root).keep({**TREE, "lost.md": "lost"}, ADMITTED)
    assert fresh(kept(root, intact=[*HTML, "lost/index.html"]), {**TREE, "lost.md": "lost"}) == set(TREE)


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
