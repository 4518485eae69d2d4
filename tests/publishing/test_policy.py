"""Policy: which scripts and styles it admits, and where it stands."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterable
from pathlib import Path

import pytest

from druzhba_kb.publishing.policy import (
    EVERYWHERE,
    WAY,
    framing,
    inline,
    inline_scripts,
    policy,
    theme_scripts,
    with_policy,
    without_policy,
    write_headers,
)

THEME = "material"


def hashed(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@pytest.fixture(autouse=True)
def theme(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a theme whose scripts are single letters and a few calls, and that of real pages."""
    known = [re.compile("[a-z]|one\\(\\)|two\\(\\)|theme"), *theme_scripts(THEME)]
    monkeypatch.setattr("druzhba_kb.publishing.policy.theme_scripts", lambda _: known)


def policy_of(pages: Iterable[str]) -> str:
    return policy(inline(page, THEME) for page in pages)


def test_it_admits_the_inline_scripts_of_all_pages_and_no_other_host() -> None:
    made = policy_of(["<script>one()</script>", "<script>two()</script><style>p{}</style>"])
    assert all(hashed(text) in made for text in ("one()", "two()", "p{}"))
    assert "http" not in made
    assert "unsafe-inline" not in made and "'unsafe-eval'" not in made


def test_pages_in_any_order_give_the_same_policy() -> None:
    pages = ["<script>b</script>", "<script>a</script>", "<script>b</script>"]
    assert policy_of(pages) == policy_of(reversed(pages))


@pytest.mark.parametrize(
    ("page", "run"),
    [
        ("<script>a</script>", ["a"]),
        ("<SCRIPT type='module'>a</SCRIPT>", ["a"]),
        ('<script id="c" type="application/json">{}</script>', []),
        ('<script type="application/ld+json">{}</script>', []),
        ('<script src="a.js"></script>', []),
        ("<script>a\n</script><script>b</script>", ["a\n", "b"]),
    ],
)
def test_only_what_a_browser_runs_is_admitted(page: str, run: list[str]) -> None:
    assert list(inline_scripts(page)) == run


def test_a_script_in_an_article_is_not_admitted() -> None:
    made = policy_of(["<script>theme</script><article class='a'><script>slipped</script></article>"])
    assert (hashed("theme") in made, hashed("slipped") in made) == (True, False)


def test_a_browser_hashes_line_feeds() -> None:
    assert hashed("a\nb") in policy_of(["<style>a\r\nb</style>"])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<html><head>\n<meta charset='utf-8'>", "\r\n<title>é</title>"),
        ("<head>", "<script>x</script></head>"),
        ("<head>", "<title></title></head><p>&lt;head><head>"),
    ],
)
def test_a_page_gets_it_first_of_all_and_keeps_its_letters(before: str, after: str) -> None:
    page = with_policy(before + after, "only this")
    assert page == f'{before}<meta http-equiv="Content-Security-Policy" content="only this">{after}'
    assert without_policy(page, "only this") == with_policy(before + after, "") == before + after


def test_no_page_but_those_for_frames_may_be_framed(tmp_path: Path) -> None:
    pages = ["404.html", "embed/heights/index.html", "index.html", "lights/north/index.html", "lights/index.html"]
    assert (
        framing(pages)
        == f"/*\n{EVERYWHERE}\n"
        + "".join(
            f"{path}\n  Content-Security-Policy: frame-ancestors 'none'\n"
            for path in ("/", "/404.html", "/index.html", "/lights/*")
        )
        + "/media/*\n  Content-Security-Policy: script-src 'none'; frame-ancestors 'none'\n"
    )
    (tmp_path / "index.html").write_text("<head>")
    (tmp_path / "_headers").write_text("old")
    (tmp_path / "linked").hardlink_to(tmp_path / "_headers")
    write_headers(tmp_path)
    assert (tmp_path / "_headers").read_text() == framing(["index.html"])
    assert (tmp_path / "linked").read_text() == "old"


@pytest.mark.parametrize(
    ("way", "is_admitted"),
    [(".", True), ("..", True), ("../../..", True), ("/", True), ("/kb/", True), ('",alert(1)),"', False)],
)
def test_a_script_of_the_theme_is_admitted_wherever_its_page_stands_and_no_other_is(
    way: str, is_admitted: bool
) -> None:
    scope = next(one.pattern for one in theme_scripts(THEME)[1:] if "__md_scope=" in one.pattern)
    before, _, after = re.sub(r"\\(.)", r"\1", scope.replace(WAY, "WAY")).partition("WAY")
    code = f"{before}{way}{after}"
    made = policy_of([f"<script>{code}</script><script>alert(1)</script>"])
    assert (hashed(code) in made, hashed("alert(1)") in made) == (is_admitted, False)
