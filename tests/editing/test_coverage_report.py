"""The coverage command: its whole text and data over the good site, and what it says of an unknown article."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from druzhba_kb.cli import main
from tests.sites_on_disk import lay_out

ONE = """\
courier-1931
    0  title         open: no statement quotes it, and no reason is given
    1  paragraph     ada-finch (2), gull-point (1)
    2  heading       gull-point (1)
    3  paragraph     gull-point (3)
    4  embedded post - It says nothing that can be checked.
  58 words, 52 % of them quoted, the digest 74 % as long

5 blocks: 3 quoted, 1 with a reason why not, 1 open
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = lay_out(None, tmp_path / "site")
    (root / "mkdocs.yml").write_text("site_name: Lights\n")
    article = root / "articles/courier-1931.md"
    uncited = "blocks: phpe\nuncited:\n  4: It says nothing that can be checked.\n"
    article.write_text(article.read_text().replace("blocks: phpe\n", uncited))
    return root


def test_an_article_is_told_block_by_block(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(root), "coverage", "courier-1931"]) == 0
    assert capsys.readouterr().out == ONE


def test_without_an_article_the_kinds_are_told_too(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(root), "coverage"]) == 0
    out = capsys.readouterr().out
    assert (
        "lighthouses\n  attribute       stated     disputed     inferred     in words by reference   unrecorded\n"
        in out
    )
    assert "  relit                2            1            0            0            0            0\n" in out
    assert "  position             0            0            0            0            1            1\n" in out


def test_programs_get_the_same_as_one_object(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(root), "coverage", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    reason = "It says nothing that can be checked."
    assert found["articles"]["courier-1931"][4] == {
        "block": 4, "kind": "embedded post", "statements": {}, "reason": reason, "open": False,
    }  # fmt: skip
    assert found["kinds"]["lighthouses"]["height"] == {
        "stated": 1, "disputed": 0, "inferred": 0, "in_words": 0, "by_reference": 0, "unrecorded": 1,
    }  # fmt: skip


def test_an_unknown_article_is_a_finding_with_the_nearest(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for form in ((), ("--json",)):
        assert main(["--root", str(root), "coverage", "courier-1932", "courier-1931", *form]) == 1
        printed = capsys.readouterr()
        assert printed.out == ""
        assert (
            "ARTICLE: error[unknown-article]: there is no article 'courier-1932'; did you mean 'courier-1931'?"
            in printed.err
        )
