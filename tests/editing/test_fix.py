"""Fixes: what has one right answer is mended, shown first, and nothing else is touched."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from druzhba_kb.cli import main
from druzhba_kb.commands import checks
from druzhba_kb.editing.yaml_edit import replaced
from druzhba_kb.report import Place
from tests.sites_on_disk import SITES, lay_out

POINT = "entities/lighthouses/gull-point.yml"
FINCH = "entities/people/ada-finch.yml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = lay_out(None, tmp_path / "site")
    (root / "mkdocs.yml").write_text("site_name: Lights\n")
    return root


def change(root: Path, file: str, old: str, new: str) -> str:
    """Replace old by new in a file and return the text that it had."""
    path = root / file
    before = path.read_text()
    assert old in before
    path.write_text(before.replace(old, new))
    return before


def fixed(root: Path, *options: str) -> int:
    return main(["--root", str(root), "check", "--fix", *options])


def test_a_good_project_has_nothing_to_mend(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert fixed(root) == 0
    assert capsys.readouterr().out.startswith("nothing that can be mended\n")


def test_what_is_mended_once_needs_no_mending(root: Path) -> None:
    change(root, POINT, "said_by: ada-finch", "said_by: Ada Finch")
    change(root, POINT, "quote: relit on 6 May 1931", "quote: relit on “6 May 1931”")
    fixed(root, "--yes")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    fixed(root, "--yes")
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_a_project_that_cannot_be_read_says_that_nothing_is_mended(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(root, POINT, "name: Gull Point", 'name: "Gull Point')
    assert fixed(root, "--yes") == 1
    assert capsys.readouterr().out.startswith("nothing can be mended before the errors that follow are\n")


def test_the_text_s_own_marks_and_spaces_are_put_into_a_quotation(root: Path) -> None:
    before = change(root, POINT, "quote: was lit again on 4 May 1931", "quote: was lit “again” on 4May 1931")
    assert fixed(root, "--yes") == 0
    assert (root / POINT).read_text() == before


def test_other_words_are_not_put_into_a_quotation(root: Path) -> None:
    change(root, POINT, "quote: was lit again on 4 May 1931", "quote: was relit again on 4 May 1931")
    text = (root / POINT).read_text()
    assert fixed(root, "--yes") == 1
    assert (root / POINT).read_text() == text


def test_an_id_renamed_elsewhere_is_followed_in_references_speakers_and_links(root: Path) -> None:
    (root / POINT).rename(root / "entities/lighthouses/gull-head.yml")
    (root / FINCH).rename(root / "entities/people/ada-jones.yml")
    finch, point = "entities/people/ada-jones.yml", "entities/lighthouses/gull-head.yml"
    shutil.copy(SITES / "told/articles/_changes.yml", root / "articles")
    change(root, point, "summary: >", "formerly: [gull-point]\nsummary: >")
    change(root, finch, "new lamp of Gull Point.", "lamp of [it](../lighthouses/gull-point.yml#facts).")
    change(root, finch, "statements:", "formerly: [ada-finch]\nstatements:")
    assert fixed(root, "--yes") == 0
    assert "lights: gull-head" in (root / finch).read_text()
    assert "[it](../lighthouses/gull-head.yml#facts)" in (root / finch).read_text()
    assert "said_by: ada-jones" in (root / point).read_text()
    told = (root / "articles/_changes.yml").read_text()
    assert "record: gull-head" in told and "about: [courier-1931, gull-head]" in told


def test_an_article_renamed_elsewhere_is_followed(root: Path) -> None:
    for suffix in (".md", ".seals"):
        (root / f"articles/tidings-1931{suffix}").rename(root / f"articles/coast-1931{suffix}")
    (root / "sources/tidings-1931.md").rename(root / "sources/coast-1931.md")
    change(root, "articles/coast-1931.md", "genre:", "formerly: tidings-1931\ngenre:")
    assert fixed(root, "--yes") == 0
    assert "tidings-1931" not in (root / POINT).read_text()


def test_an_exception_renamed_elsewhere_is_followed(root: Path) -> None:
    skerry = root / "entities/lighthouses/skerry-light.yml"
    skerry.rename(skerry.with_name("skerry.yml"))
    change(root, "entities/lighthouses/skerry.yml", "summary:", "formerly: [skerry-light]\nsummary:")
    text = (root / "entities/_assertions.yml").read_text()
    assert fixed(root, "--yes") == 0
    assert (root / "entities/_assertions.yml").read_text() == text.replace("[skerry-light]", "[skerry]")


def test_what_an_article_does_not_give_is_followed_whatever_its_body_is(root: Path) -> None:
    article = "articles/tidings-1931.md"
    change(root, article, "budget: 60\n", "budget: 60\nabsent: {skerry: [height]}\n")
    change(root, article, "Gull Point is said", "- *Gull Point*: it is said")
    change(
        root,
        "entities/lighthouses/skerry-light.yml",
        "name: Skerry Light\n",
        "name: Skerry Light\nformerly: [skerry]\n",
    )
    assert fixed(root, "--yes") == 0
    assert "absent: {skerry-light: [height]}\n" in (root / article).read_text()


def test_the_source_of_an_alias_is_followed(root: Path) -> None:
    change(root, POINT, "aliases:\n", "aliases:\n  - {name: relit, source: coast-1931, quote: relit on 6 May}\n")
    change(root, "articles/tidings-1931.md", "genre:", "formerly: coast-1931\ngenre:")
    assert fixed(root, "--yes") == 0
    assert "{name: relit, source: tidings-1931, quote: relit on 6 May}" in (root / POINT).read_text()


def test_without_yes_the_change_is_shown_and_nothing_is_written(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "can_ask", lambda: False)
    change(root, POINT, "quote: 27 metres high", "quote: 27 'metres' high")
    text = (root / POINT).read_text()
    assert fixed(root) == 1
    printed = capsys.readouterr()
    assert "-    quote: 27 'metres' high\n+    quote: 27 metres high\n" in printed.out
    assert "add --yes to write" in printed.err
    assert (root / POINT).read_text() == text


def test_on_a_terminal_the_editor_is_asked(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = change(root, POINT, "quote: 27 metres high", "quote: 27 'metres' high")
    monkeypatch.setattr(checks, "can_ask", lambda: True)
    monkeypatch.setattr(checks, "confirmed", lambda question: True)
    assert fixed(root) == 0
    assert (root / POINT).read_text() == before


def test_a_file_changed_meanwhile_is_left_alone(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(root, POINT, "quote: 27 metres high", "quote: 27 'metres' high")

    def edit(question: str) -> bool:
        change(root, POINT, "name: Gull Point", "name: Gull  Point")
        return True

    monkeypatch.setattr(checks, "can_ask", lambda: True)
    monkeypatch.setattr(checks, "confirmed", edit)
    assert fixed(root) == 1
    assert "27 'metres' high" in (root / POINT).read_text()


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("a: old # c\n", "new", "a: new # c\n"),
        ("a: old\n", "so: new", 'a: "so: new"\n'),
        ("a: old\n", "14,000", "a: 14,000\n"),
        ("a: 'old'\n", "it's", "a: 'it''s'\n"),
        ('a: "o"\n', 'a "b"', 'a: "a \\"b\\""\n'),
        ("a: >\n  old\n", "new", "a: >\n  old\n"),
        ("a: o\n  ld\n", "“new”", "a: “new”\n"),
    ],
)
def test_a_value_is_written_in_the_style_that_it_had(text: str, value: str, expected: str) -> None:
    assert replaced(text, {Place("a.yml", 1, 4): value}) == expected


def test_a_comma_is_put_in_quotation_marks_inside_braces() -> None:
    assert replaced("{a: old}\n", {Place("a.yml", 1, 5): "14,000"}) == '{a: "14,000"}\n'


def test_what_yaml_cannot_read_is_mended_where_it_has_one_right_answer(root: Path) -> None:
    change(root, POINT, "name: Gull Point\n", "name: Gull Point\nadjectives: *bold* words\n")
    assert fixed(root, "--yes") == 0
    assert 'adjectives: "*bold* words"\n' in (root / POINT).read_text()


def test_the_front_matter_of_an_article_is_mended_and_its_body_left(root: Path) -> None:
    file = "articles/courier-1931.md"
    before = change(root, file, "\n---\n", "\npublished_note: It says: in May\n---\n")
    fixed(root, "--yes")
    expected = before.replace("\n---\n", '\npublished_note: "It says: in May"\n---\n')
    assert (root / file).read_text() == expected


def test_a_quotation_mark_that_is_open_is_left_to_the_editor(root: Path) -> None:
    change(root, POINT, "name: Gull Point\n", 'name: "Gull Point\n')
    before = (root / POINT).read_text()
    fixed(root, "--yes")
    assert (root / POINT).read_text() == before
