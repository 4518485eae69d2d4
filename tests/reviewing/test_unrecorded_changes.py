"""The changes command: what differs since a revision is told to readers, once, in words that quote no article."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from druzhba_kb.cli import main
from tests.editing.desk import GULL, change, commit, desk, files

LIST = "articles/_changes.yml"
HEIGHT = "  - height: 27\n    source: courier-1931\n    quote: 27 metres high\n"
ADA = "entities/people/ada-finch.yml"
DAY = ("--date", "1932-06-02")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = desk(tmp_path)
    commit(root)
    return root


def run(root: Path, *arguments: str) -> int:
    return main(["--root", str(root), "changes", *arguments])


def told(root: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    """Return the items that the command adds."""
    capsys.readouterr()
    assert run(root, "HEAD", *DAY, "--json", *arguments) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert found["done"] == bool(found["items"])
    return found["items"]  # type: ignore[no-any-return]


def words(root: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    return [f"{one['what']} {one['record']}: {one['text']}" for one in told(root, capsys)]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (HEIGHT, "", "withdrawn gull-point: Height: 27 metres (The Courier 1931)"),
        ("statements:\n", "statements:\n  - lens: Big\n    source: courier-1931\n    quote: the old lens\n",
         "added gull-point: Lens: Big (The Courier 1931)"),
        ("relit: 1931-05-06", "relit: 1931-05-04", "corrected gull-point: Relit: 6 May 1931 → 4 May 1931 (Coast Tidings 1931)"),
        ("quote: relit on 6 May 1931", "quote: relit on 6 May 1931\n    said_by: ada-finch",
         "corrected gull-point: Relit: 6 May 1931: evidence Coast Tidings 1931 → Coast Tidings 1931, said by Ada Finch"),
        ("quote: 27 metres high", "quote: is 27 metres high",
         "corrected gull-point: Height: 27 metres: other words of The Courier 1931"),
        ("quote: relit on 6 May 1931", "quote: relit on 6 May 1931\n    note: So it says.",
         "corrected gull-point: Relit: 6 May 1931; note: none → So it says."),
        ("name: Point des Mouettes", "name: La Mouette", "withdrawn gull-point: also called: Point des Mouettes"),
        ("name: Point des Mouettes", "name: La Mouette", "added gull-point: also called: La Mouette"),
        ("name: Gull Point\n", "name: Gull Light\n", "corrected gull-point: name: Gull Point → Gull Light"),
        ("relit: 1931-05-06", "relit: 1931-05-04",
         "corrected gull-point: disagreement on Relit settled: 4 May 1931 against 6 May 1931"),
        ("masons: {words: almost as many masons as Skerry Light}", "masons: 39",
         "corrected gull-point: Masons: in the source’s words → 39 masons (Coast Tidings 1931)"),
        ("reason: unknown", "reason: date",
         "corrected gull-point: disagreement on Relit: unknown: The two papers give days two apart. → "
         "date: The two papers give days two apart."),
    ],
)  # fmt: skip
def test_each_kind_of_difference_is_told_and_no_article_is_quoted(
    root: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, said: str
) -> None:
    change(root, GULL, old, new)
    found = words(root, capsys)
    assert said in found
    assert not [line for line in found if "“" in line]


def test_a_page_that_comes_or_goes_is_one_item_and_keeps_its_name(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (root / ADA).read_text()
    (root / ADA).unlink()
    (root / "entities/people/bo-finch.yml").write_text(text.replace("name: Ada", "name: Bo"))
    change(root, GULL, "said_by: ada-finch", "said_by: bo-finch")
    (root / "references/atlas.yml").write_text((root / "references/coast-pilot.yml").read_text())
    found = [line for line in words(root, capsys) if not line.split()[1].startswith("gull")]
    assert found == ["withdrawn ada-finch: the page", "added atlas: the work", "added bo-finch: the page"]
    assert "      - record: ada-finch\n        name: Ada Finch\n        what: withdrawn\n" in (root / LIST).read_text()


def test_drafts_are_no_news_until_they_are_published(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(root, GULL, "summary: >", "status: draft\nsummary: >")
    assert words(root, capsys) == ["withdrawn gull-point: the page"]
    commit(root)
    change(root, GULL, "height: 27", "height: 28")
    assert words(root, capsys) == []
    change(root, GULL, "status: draft\n", "")
    assert words(root, capsys) == ["added gull-point: the page"]


def test_a_fact_that_stands_elsewhere_now_is_not_withdrawn(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(root, GULL, HEIGHT, "")
    change(root, "entities/lighthouses/skerry-light.yml", "statements:\n", f"statements:\n{HEIGHT}")
    assert main(["--root", str(root), "moved", "HEAD"]) == 0
    assert words(root, capsys) == [
        "corrected gull-point: Height: 27 metres (The Courier 1931), stated at Skerry Light now",
        "added skerry-light: Height: 27 metres (The Courier 1931)",
    ]


def test_what_is_told_is_told_once(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(root, GULL, HEIGHT, "")
    assert len(told(root, capsys)) == 1
    before = files(root)
    assert run(root, "HEAD") == 0
    said = "articles/_changes.yml tells all that has changed since revision 'HEAD'; nothing is added\n"
    assert capsys.readouterr().out == said
    assert files(root) == before


def test_what_changed_since_is_added_to_the_same_day_and_an_editors_words_stay(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(root, GULL, HEIGHT, "")
    told(root, capsys)
    change(root, LIST, "reason: null", "reason: It is no height.")
    change(root, LIST, "title: Gull Point", "title: A tower less high")
    change(root, GULL, "name: Point des Mouettes", "name: La Mouette")
    assert [one["text"] for one in told(root, capsys)] == ["also called: Point des Mouettes", "also called: La Mouette"]
    text = (root / LIST).read_text()
    assert text.count("date: ") == 1 and "title: A tower less high" in text and "reason: It is no height." in text


def test_the_same_words_of_an_earlier_change_do_not_stand_for_a_new_one(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(root, GULL, HEIGHT, "")
    told(root, capsys)
    commit(root)
    change(root, GULL, "statements:\n", f"statements:\n{HEIGHT}")
    assert words(root, capsys) == ["added gull-point: Height: 27 metres (The Courier 1931)"]
    commit(root)
    change(root, GULL, HEIGHT, "")
    assert words(root, capsys) == ["withdrawn gull-point: Height: 27 metres (The Courier 1931)"]


def test_a_reason_is_that_of_all_that_is_corrected_or_withdrawn(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(root, GULL, "name: Point des Mouettes", "name: La Mouette")
    assert [(one["what"], one["reason"]) for one in told(root, capsys, "--reason", "Read again.")] == [
        ("withdrawn", "Read again."), ("added", None),
    ]  # fmt: skip


def test_the_command_says_what_it_wrote_and_what_is_next(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(root, GULL, "name: Point des Mouettes", "name: La Mouette")
    assert run(root, "HEAD", *DAY) == 0
    printed = capsys.readouterr()
    assert printed.err == "comparing the work tree with 'HEAD' …\n"
    assert printed.out == (
        "articles/_changes.yml: 1 added, 1 withdrawn since revision 'HEAD', under 1932-06-02\n"
        "  withdrawn  gull-point: also called: Point des Mouettes\n"
        "  added      gull-point: also called: La Mouette\n"
        "next: say why under 'reason' of 1 item, give the day a title in your words, "
        "run 'druzhba-kb check' and commit articles/_changes.yml\n"
    )


def test_what_is_told_and_not_so_any_more_is_named_with_its_line(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(root, GULL, "height: 27", "height: 28")
    told(root, capsys)
    change(root, GULL, "height: 28", "height: 29")
    assert [one["text"] for one in told(root, capsys)] == ["Height: 27 metres → 29 metres (The Courier 1931)"]
    assert run(root, "HEAD") == 0
    assert (
        "not so (any more) since revision 'HEAD': articles/_changes.yml:10: gull-point: "
        "Height: 27 metres → 28 metres (The Courier 1931); delete it, unless it was published\n"
    ) in capsys.readouterr().out


def test_the_title_names_the_first_of_many_records(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(5):
        (root / f"entities/people/finch-{number}.yml").write_text(f"name: Finch {number}\n")
    told(root, capsys)
    assert "    title: Finch 0, Finch 1, Finch 2 and 2 more\n" in (root / LIST).read_text()


def test_without_a_day_it_is_todays(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(root, GULL, HEIGHT, "")
    days = {date.today().isoformat()}
    assert run(root, "HEAD") == 0
    days.add(date.today().isoformat())
    assert (root / LIST).read_text().split("date: ")[1].split("\n")[0] in days


@pytest.mark.parametrize("day", ["1932-13-01", "yesterday"])
def test_what_is_no_day_is_refused(root: Path, capsys: pytest.CaptureFixture[str], day: str) -> None:
    with pytest.raises(SystemExit):
        run(root, "HEAD", "--date", day)
    assert f"'{day}' is no day; expected one such as 2026-01-31" in capsys.readouterr().err


def test_content_that_cannot_be_read_is_not_told_of(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(root, GULL, "height: 27", "hieght: 27")
    assert run(root, "HEAD") == 1
    assert "error[not-compared]: cannot be read in the work tree" in capsys.readouterr().err
    assert not (root / LIST).exists()


def test_an_unknown_revision_is_a_finding(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "v9") == 1
    assert "error[unknown-revision]: there is no revision 'v9' here" in capsys.readouterr().err


def test_a_review_counts_what_readers_are_not_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(root, GULL, "name: Point des Mouettes", "name: La Mouette")
    said = "Not told to readers yet: 2 items. 'druzhba-kb changes BASE' adds what is missing."
    for form in ("text", "markdown"):
        assert main(["--root", str(root), "review", "HEAD", "--format", form]) == 0
        assert said in capsys.readouterr().out
    told(root, capsys)
    assert main(["--root", str(root), "review", "HEAD"]) == 0
    assert "Not told" not in capsys.readouterr().out


def test_a_rename_follows_into_what_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(root, GULL, HEIGHT, "")
    change(root, "references/coast-pilot.yml", "accessed: 1932-02-01", "accessed: 1933")
    told(root, capsys)
    commit(root)
    assert main(["--root", str(root), "rename", "gull-point", "gull-light", "--yes"]) == 0
    assert words(root, capsys) == ["corrected gull-light: id: gull-point → gull-light"]
    assert run(root, "HEAD") == 0
    assert "not so" not in capsys.readouterr().out
    assert main(["--root", str(root), "rename", "coast-pilot", "pilot", "--yes"]) == 0
    text = (root / LIST).read_text()
    assert "record: gull-light" in text and "record: pilot" in text and "record: gull-point" not in text
