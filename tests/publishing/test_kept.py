"""Kept pages: which are taken over, and which are made anew."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from druzhba_kb.publishing.kept import LIST, Kept, common, html_path, jobs_for

PAGES = [("index.md", "# Home, version 0123"), ("lamps/tall.md", "A tall lamp."), ("data.json", "{}")]


def site(folder: Path, version: str = "0123") -> Path:
    for path, html in (("index.html", f"<p>Home {version}"), ("lamps/tall/index.html", "<p>Tall")):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(html)
    return folder


def kept(root: Path, version: str = "0123", reaching: str = "same", used: bool = True) -> Kept:
    return Kept(root / "pages", reaching, version, used)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    one = kept(tmp_path)
    one.keep(one.sources(PAGES), site(tmp_path / "site"))
    return tmp_path


def fresh(one: Kept, pages: list[tuple[str, str]] = PAGES) -> dict[str, bytes]:
    return one.fresh(one.sources(pages))


def test_pages_that_nothing_changed_are_taken_over(root: Path) -> None:
    assert fresh(kept(root)) == {"index.md": b"<p>Home 0123", "lamps/tall.md": b"<p>Tall"}


def test_another_version_of_the_content_is_put_in(root: Path) -> None:
    pages = [("index.md", "# Home, version 4567"), *PAGES[1:]]
    assert fresh(kept(root, version="4567"), pages)["index.md"] == b"<p>Home 4567"


def test_a_changed_page_a_new_one_and_one_with_a_link_are_made_anew(root: Path) -> None:
    pages = [("index.md", "# House, version 0123"), ("lamps/new.md", "New."), ("lamps/tall.md", "A [tall](x.md) lamp.")]
    assert fresh(kept(root), pages) == {}


def test_a_page_with_a_link_is_made_anew_each_time(tmp_path: Path) -> None:
    one, pages = kept(tmp_path), [("index.md", "A [lamp](lamps/tall.md).")]
    one.keep(one.sources(pages), site(tmp_path / "site"))
    assert fresh(one, pages) == {}


def test_what_reaches_every_page_makes_them_all_anew(root: Path) -> None:
    assert fresh(kept(root, reaching="other")) == {}
    assert fresh(kept(root, used=False)) == {}


@pytest.mark.parametrize("text", ["", "[]", "{", '{"common": "same"}', '{"common": "same", "pages": {"index.md": 1}}'])
def test_a_damaged_list_is_no_list(root: Path, text: str) -> None:
    (root / "pages" / LIST).write_text(text)
    assert fresh(kept(root)) == {}


def test_a_damaged_or_lost_page_is_made_anew(root: Path) -> None:
    known = json.loads((root / "pages" / LIST).read_text())["pages"]
    (root / "pages" / known["index.md"][1]).write_bytes(b"<p>Damaged")
    (root / "pages" / known["lamps/tall.md"][1]).unlink()
    assert fresh(kept(root)) == {}


def test_only_the_pages_of_the_last_site_are_kept(root: Path) -> None:
    (root / "pages" / "foreign").write_text("x")
    one = kept(root)
    one.keep(one.sources(PAGES[:1]), root / "site")
    assert len(list((root / "pages").iterdir())) == 2
    assert fresh(one) == {"index.md": b"<p>Home 0123"}


def test_a_file_of_the_theme_reaches_every_page(tmp_path: Path) -> None:
    file = tmp_path / "main.html"
    file.write_text("one")
    before = common(["settings"], tmp_path, [file])
    assert common(["settings"], tmp_path, [file]) == before
    assert common(["other"], tmp_path, [file]) != before
    file.write_text("two")
    assert common(["settings"], tmp_path, [file]) != before
    (tmp_path / "below").mkdir()
    moved = file.rename(tmp_path / "below/main.html")
    moved.write_text("one")
    assert common(["settings"], tmp_path, [moved]) != before


@pytest.mark.parametrize(
    ("path", "html"),
    [("index.md", "index.html"), ("lamps/index.md", "lamps/index.html"), ("lamps/a.md", "lamps/a/index.html")],
)
def test_a_page_stands_where_the_renderer_puts_it(path: str, html: str) -> None:
    assert html_path(path) == html


def test_few_pages_are_one_process_s_work() -> None:
    assert jobs_for(0) == jobs_for(100) == 1
    assert 1 <= jobs_for(10_000) <= 10_000
