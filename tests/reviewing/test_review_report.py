"""The review command: what a change does to facts, evidence, coverage, pages and links, whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from druzhba_kb.cli import main
from tests.editing.desk import GULL, change, commit, desk

SKERRY = "entities/lighthouses/skerry-light.yml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = desk(tmp_path)
    commit(root)
    return root


def review(root: Path, *arguments: str) -> int:
    return main(["--root", str(root), "review", *(arguments or ("HEAD",))])


def test_a_change_is_told_in_markdown(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(root, GULL, "masons: ~30", "masons: ~31")
    assert main(["--root", str(root), "rename", "skerry-light", "skerry", "--yes"]) == 0
    (root / "entities/people/bo-marsh.yml").write_text("name: Bo Marsh\nsummary: A keeper.\n")
    capsys.readouterr()
    assert review(root, "HEAD", "--format", "markdown") == 1
    captured = capsys.readouterr()
    assert captured.out == (Path(__file__).parent / "changed.md").read_text("utf-8")
    assert "error[unsupported-value]" in captured.err


def test_nothing_changed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert review(root) == 0
    out = capsys.readouterr().out
    assert out.startswith("revision 'HEAD' → the work tree: no fact differs\n")
    assert "  quotations                           11 → 11\n" in out
    assert out.endswith("\n\nNo page is added, redirected or lost.\n")


def test_a_program_reads_the_same(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "entities/people/bo-marsh.yml").write_text("name: Bo Marsh\nsummary: A keeper.\n")
    assert review(root, "HEAD", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["counts"]["entities"] == {"before": 3, "after": 4}
    assert found["pages"] == {"added": ["people/bo-marsh/"], "removed": [], "redirected": []}
    assert [one["record"] for one in found["facts"]["differences"]] == ["bo-marsh"]
    assert found["site"] is None


def test_content_that_cannot_be_read_is_not_counted(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / GULL).write_text("name: [")
    assert review(root, "HEAD", "--format", "markdown") == 1
    captured = capsys.readouterr()
    assert "The content has errors, so that nothing of it is counted." in captured.out
    assert f"{GULL}:1:7: error[yaml-syntax]" in captured.err
    assert "lost-address" not in captured.err


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        (GULL, "source: courier-1931", "source: courier-1913", "unknown-article"),
        ("articles/courier-1931.md", "title: New Lamp", "title: A Lamp", "title-changed"),
    ],
)
def test_evidence_that_errors_keep_from_being_checked_is_not_counted_as_nought(
    root: Path, capsys: pytest.CaptureFixture[str], file: str, old: str, new: str, code: str
) -> None:
    text = (root / file).read_text("utf-8")
    (root / file).write_text(text.replace(old, new), "utf-8")
    assert review(root) == 1
    captured = capsys.readouterr()
    assert "The content has errors, so that nothing of it is counted.\n" in captured.out
    assert "counted:" not in captured.out
    assert f"error[{code}]" in captured.err
    assert "lost-address" not in captured.err


def test_a_picture_stood_there_before_too(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "assets").mkdir()
    Image.new("RGB", (9, 9)).save(root / "assets/lamp.png")
    change(
        root,
        GULL,
        "statements:",
        "image: {file: assets/lamp.png, alt: A lamp, credit: Ours, licence: CC0}\nstatements:",
    )
    commit(root)
    assert review(root) == 0
    assert "  errors                                0 → 0\n" in capsys.readouterr().out


def test_warnings_that_a_limit_allows_are_not_told_one_by_one(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    thin = "  - {lens: A work of the harbour, source: courier-1931, quote: lamp at Gull Point, said_by: ada-finch}\n"
    (root / SKERRY).write_text((root / SKERRY).read_text() + thin)
    (root / "entities/_ratchets.yml").write_text("ratchets: {thin_quotes: 1}\n")
    assert review(root) == 0
    assert "thin-quote" not in capsys.readouterr().err


def test_the_finished_site_is_counted(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = root / "build/site"
    site.mkdir(parents=True)
    (site / "index.html").write_text('<a href="./">home</a> <a href="gone/">gone</a>')
    assert review(root) == 0
    assert capsys.readouterr().out.endswith("The site: 1 page, 0.0 MB, 2 links checked, 1 broken.\n")


def test_a_site_built_for_another_address_is_looked_through_at_that_address(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = root / "build/site"
    site.mkdir(parents=True)
    (site / "index.html").write_text('<link rel="canonical" href="https://keep.example/kb/">')
    (site / "404.html").write_text('<a href="/kb/">home</a> <a href="/">not ours</a>')
    assert review(root) == 0
    assert capsys.readouterr().out.endswith("The site: 2 pages, 0.0 MB, 3 links checked, 1 broken.\n")


def test_a_long_list_of_facts_is_folded(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(12):
        (root / f"entities/people/keeper-{number}.yml").write_text(f"name: Keeper {number}\nsummary: A keeper.\n")
    assert review(root, "HEAD", "--format", "markdown") == 0
    lead, _, rest = capsys.readouterr().out.partition("\n\n<details><summary>All of them, by record</summary>\n\n")
    assert lead.endswith("no fact differs, but names or records do")
    assert rest.index("Keeper 9") < rest.index("</details>") < rest.index("## Evidence")


def test_a_lost_page_is_an_error_that_names_the_rename(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / SKERRY).rename(root / "entities/lighthouses/skerry-rock.yml")
    assert review(root) == 1
    captured = capsys.readouterr()
    assert "1 page lost:\n\n- `lighthouses/skerry-light/`" in captured.out
    assert (
        "lighthouses/skerry-light/:1:1: error[lost-address]: was published and leads nowhere now; if 'skerry-rock' was "
        "'skerry-light', 'druzhba-kb rename skerry-light skerry-rock' was forgotten" in captured.err
    )
