"""The private edition: withheld texts in the place of their digests, with the quoted words marked."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.cli import main
from druzhba_kb.pipeline import PRIVATE, build
from druzhba_kb.pipeline.checking import check
from druzhba_kb.render.site_index import index_site
from druzhba_kb.render.views.article_page import article_view, mark_quotes
from druzhba_kb.report import Report
from tests.projects import make_project
from tests.sites_on_disk import lay_out


@pytest.mark.parametrize(
    ("quotes", "shown"),
    [
        ([], "the lamp was lit again"),
        (["was lit"], "the lamp <mark>was lit</mark> again"),
        (["lamp was", "was lit"], "the <mark>lamp was lit</mark> again"),
        (["lam"], "the lamp was lit again"),
    ],
)
def test_quoted_words_are_marked_and_overlaps_once(quotes: list[str], shown: str) -> None:
    assert mark_quotes("the lamp was lit again", quotes) == shown


def test_a_text_is_escaped_around_its_marks() -> None:
    assert mark_quotes("<b>lit</b>", ["lit"]) == "&#60;b&#62;<mark>lit</mark>&#60;/b&#62;"


def test_every_block_stands_with_its_own_text(tmp_path: Path) -> None:
    kb = check(lay_out(None, tmp_path / "site"), Report())
    assert kb
    article = kb.records.articles["courier-1931"]
    assert article.text
    view = article_view(index_site(kb), article, whole=True)
    assert view.private
    assert len(view.blocks) == len(article.text)
    assert "<mark>" in view.blocks[1].paragraphs[0]
    assert not article_view(index_site(kb), article).private


def test_without_the_texts_there_is_no_private_edition(tmp_path: Path) -> None:
    root = make_project("good", tmp_path / "good")
    for text in (root / "sources").glob("*.md"):
        text.unlink()
    report = Report()
    assert build(root, report, lambda _: None, PRIVATE) is None
    assert {finding.code for finding in report.findings} == {"no-texts"}


def test_the_private_edition_has_a_folder_of_its_own_and_a_notice(tmp_path: Path) -> None:
    root = make_project("good", tmp_path / "good")
    assert main(["--root", str(root), "build", "--edition", "private"]) == 0
    page = (root / "build/private/articles/courier-1931/index.html").read_text("utf-8")
    assert "For the desk, not for publication" in page
    assert "<mark>" in page
    assert not (root / "build/site").exists()
