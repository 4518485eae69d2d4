"""Reporter: the part at fault, the code frame around it, and the formats for terminals, programs and GitHub."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from druzhba_kb.cli import main
from druzhba_kb.report import Finding, Place, Report
from druzhba_kb.reporter import MOST_MARKS, CodeFrames, as_github, as_text, conclude, formatted, part_at_fault
from tests.sites_on_disk import lay_out


def site(tmp_path: Path, broken: str) -> str:
    root = lay_out(broken, tmp_path / "site")
    (root / "mkdocs.yml").write_text("site_name: Lights\n")
    return str(root)


@pytest.mark.parametrize(
    ("line", "column", "message", "part"),
    [
        ("  - lights: gull-pont", 4, "there is no 'gull-pont' among lighthouses; did you mean 'x'?", "gull-pont"),
        ("    quote: was relit again", 11, "'was relit again' does not stand in 'courier-1931'", "was relit again"),
        ("  - height: 29", 4, "the quotation from 'courier-1931' does not give the number of 'height'", "height"),
        ("    quote: about 30 # masons", 11, "this quotation has 13 words; expected 2 to 12", "about 30"),
        ("  - {quote: about 30, block: 2}", 12, "this quotation has 13 words; expected 2 to 12", "about 30"),
        ('    quote: "about: 30"  ', 11, "this quotation has 13 words; expected 2 to 12", '"about: 30"'),
        ("  - source: x", 4, "this statement has no attribute of lighthouses", "s"),
        ("name: 19312", 0, "the number '1931' of the summary stands nowhere", "n"),
        (
            "quote: the keeper's wife said",
            7,
            "'the keeper's wife said' does not stand in 'a'",
            "the keeper's wife said",
        ),
        ("x: 01234567890123 # c", 0, "'0123…' is no date; expected another", "01234567890123"),
        ("\t- a: b", 0, "a tab indents this line; expected spaces", "\t"),
    ],
)
def test_the_part_at_fault_is_the_value_that_the_message_quotes(
    line: str, column: int, message: str, part: str
) -> None:
    start, end = part_at_fault(line, column, message)
    assert line[start:end] == part


@pytest.mark.parametrize(("line", "most"), [("x: 1", 0), ("x: b'a'b", MOST_MARKS)])
def test_of_a_message_of_thousands_of_quoted_parts_a_line_is_searched_for_few(
    monkeypatch: pytest.MonkeyPatch, line: str, most: int
) -> None:
    searched: list[object] = []
    compiled = re.compile
    monkeypatch.setattr("re.compile", lambda *given: searched.append(given) or compiled(*given))
    part_at_fault(line, 0, "'a' " * 16_000 + "is wrong")
    assert len(searched) == most


def frame(tmp_path: Path, text: str, place: Place, message: str, width: int = 60) -> list[str]:
    (tmp_path / "a.yml").write_text(text)
    return as_text(Finding(place, "code", message), CodeFrames(tmp_path, width)).split("\n")[1:]


def test_tabs_and_wide_characters_keep_the_carets_under_the_part(tmp_path: Path) -> None:
    lines = frame(tmp_path, "a:\t灯台 x1\n", Place("a.yml", 1, 4), "'x1' is wrong")
    assert lines == ["    1 | a:    灯台 x1", "      |            ^^"]


def test_a_long_line_is_cut_on_both_sides_of_the_part(tmp_path: Path) -> None:
    line = "word " * 30 + "WRONG" + " word" * 30
    shown, carets = frame(tmp_path, line, Place("a.yml", 1, 1), "'WRONG' is wrong")
    assert len(shown) <= 60
    assert shown.startswith("    1 | …") and shown.endswith("…")
    assert shown[carets.index("^") : carets.rindex("^") + 1] == "WRONG"


def test_a_part_longer_than_the_screen_is_underlined_as_far_as_it_is_shown(tmp_path: Path) -> None:
    shown, carets = frame(tmp_path, "quote: " + "long " * 60, Place("a.yml", 1, 8), "this quotation is too long")
    assert len(carets) <= len(shown) <= 60


@pytest.mark.parametrize("place", [Place("a.yml"), Place("b.yml", 1, 1), Place("a.yml", 9, 1), Place("../a.yml", 1, 1)])
def test_nothing_is_shown_of_what_cannot_be_read(tmp_path: Path, place: Place) -> None:
    (tmp_path.parent / "a.yml").write_text("secret: x\n")
    assert frame(tmp_path, "name: x\n", place, "'x' is wrong") == []


def test_control_characters_do_not_reach_the_terminal(tmp_path: Path) -> None:
    assert frame(tmp_path, "name: \x1b[31mred\n", Place("a.yml", 1, 7), "it is red")[0] == "    1 | name: �[31mred"


def test_the_run_ends_with_the_counts_and_one_hint(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", site(tmp_path, "needless-reason"), "check"]) == 1
    err = capsys.readouterr().err
    assert err.endswith("2 errors, 0 warnings\nmore about a code: druzhba-kb explain needless-reason\n")
    assert err.count("druzhba-kb explain") == 1


def test_the_hint_names_the_first_error_where_warnings_stand_before_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = Report()
    report.warning(Place("a.yml", 1, 1), "paraphrase", "a warning")
    report.error(Place("b.yml", 1, 1), "bad-value", "an error")
    assert conclude(report, tmp_path) == 1
    assert capsys.readouterr().err.endswith("more about a code: druzhba-kb explain bad-value\n")


def test_programs_get_one_object_for_each_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", site(tmp_path, "unknown-reference"), "check", "--format", "json"]) == 1
    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == [
        {
            "file": "entities/people/ada-finch.yml",
            "line": 9,
            "column": 13,
            "level": "error",
            "code": "unknown-reference",
            "message": "there is no 'gull-pont' among lighthouses; did you mean 'gull-point'?",
        }
    ]


@pytest.mark.parametrize("command", ["check", "seal", "build"])
def test_nothing_but_findings_goes_where_a_program_reads(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["--root", site(tmp_path, "block-not-told"), command, "--format", "json"])
    assert all(json.loads(line)["code"] for line in capsys.readouterr().out.splitlines())


def test_github_gets_workflow_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--root", site(tmp_path, "block-not-told"), "check", "--format", "github"])
    assert capsys.readouterr().out.startswith(
        "::warning file=articles/courier-1931.md,line=26,col=1,title=block-not-told::block 4 (embedded post) is not told"
    )


def test_what_github_would_misread_is_escaped() -> None:
    finding = Finding(Place("a,b:c%.md"), "over-budget", "30 % of it\r\nis quoted: too much")
    assert as_github(finding) == (
        "::error file=a%2Cb%3Ac%25.md,line=1,col=1,title=over-budget::30 %25 of it%0D%0Ais quoted: too much"
    )


SUMMARY = (
    "name: Gull Point\nsummary: >\n  A tower of 27 metres, lit\n  again in 1932 by Ada\n  Finch.\nstatements: []\n"
)


@pytest.mark.parametrize(
    ("place", "message", "line", "column"),
    [
        (Place("a.yml", 2, 1), "the number '1932' of the summary stands nowhere", 4, 12),
        (Place("a.yml", 2, 1), "'lit again' is wrong", 3, 25),
        (Place("a.yml", 2, 1), "'Gull Point' is wrong", 2, 1),
        (Place("a.yml", 2, 1), "'statements' is wrong", 2, 1),
        (Place("a.yml", 1, 1), "'Gull Point' is wrong; did you mean 'Ada'?", 1, 7),
        (Place("a.yml", 1, 1), "it is wrong", 1, 1),
        (Place("a.md", 4, 1), "the number '40' does not stand in block 1", 5, 10),
        (Place("a.md", 4, 1), "the number '50' does not stand in block 1", 4, 1),
        (Place("c.yml", 1, 1), "'x' is wrong", 1, 1),
    ],
)
def test_a_finding_stands_at_the_word_that_it_quotes(
    tmp_path: Path, place: Place, message: str, line: int, column: int
) -> None:
    (tmp_path / "a.yml").write_text(SUMMARY)
    (tmp_path / "a.md").write_text(
        "---\ntitle: x\n---\nOnce upon a time\nthere we 40 masons.\n{: #b1 }\n\nAnd 50 more.\n"
    )
    text = formatted([Finding(place, "code", message)], tmp_path, "text")[0]
    assert text.startswith(f"{place.file}:{line}:{column}: error[code]: ")
    known = json.loads(formatted([Finding(place, "code", message)], tmp_path, "json")[0])
    assert (known["line"], known["column"]) == (line, column)
