"""What hostile files try, and where each is caught: a row for each attack."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.pipeline import check
from druzhba_kb.report import Place, Report
from druzhba_kb.reporter import LONGEST, formatted
from tests.sites_on_disk import lay_out

ADA, KIND = "entities/people/ada-finch.yml", "entities/lighthouses/_kind.yml"
COURIER, CHANGES = "articles/courier-1931.md", "articles/_changes.yml"


def findings(root: Path, file: str, old: str, new: str) -> list[str]:
    """Return what a check says after one text of a file is another, or the file has been written where there is none."""
    path, report = root / file, Report()
    text = path.read_text("utf-8") if path.exists() else old
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    check(root, report, guarded=False)
    return [f"{one.place} {one.code}" for one in report.in_order()]


@pytest.mark.parametrize(
    ("file", "old", "new", "caught"),
    [
        (ADA, "name: Ada Finch", 'name: "Ada \\e]0;X\\a\\e[2J"', [f"{ADA}:1:{at}" for at in (12, 18, 20)]),
        (ADA, "name: Ada Finch", "name: Ada \u202eFinch", [f"{ADA}:1:11"]),
        (ADA, "name: Ada Finch", "name: Ada Finch # \u2066 a remark", [f"{ADA}:1:19"]),
        (ADA, "name: Ada Finch", "name: Ada \x1b[2JFinch", [f"{ADA}:1:11"]),
        (ADA, "name: Ada Finch", "name: Ada Finch\naliases: [{name: Ada\ue000, note: n}]", [f"{ADA}:2:21"]),
        (ADA, "name: Ada Finch", 'name: "Ada\\ufffe"', [f"{ADA}:1:11"]),
        (KIND, "label: Lighthouse", 'label: "Light\\x9bhouse"', [f"{KIND}:1:14"]),
        (KIND, "unit: metres", 'unit: "me\\vtres"', [f"{KIND}:8:52"]),
        (COURIER, "title: New Lamp for Gull Point", 'title: "New\\x1b"', [f"{COURIER}:2:12"]),
        (COURIER, "forty.", "forty\U000e0041.", [f"{COURIER}:19:37"]),
        (CHANGES, "", '"2020-01-01":\n  - {title: "A\\vB", items: []}\n', [f"{CHANGES}:2:15"]),
        ("entities/_moved.yml", "", 'a: "\\u2069"\n', ["entities/_moved.yml:1:5"]),
        ("references/coast-pilot.yml", "title: ", "title: \u2028", ["references/coast-pilot.yml:1:8"]),
    ],
)
def test_a_text_holds_no_character_that_is_none(
    file: str, old: str, new: str, caught: list[str], tmp_path: Path
) -> None:
    found = findings(lay_out(None, tmp_path / "site"), file, old, new)
    assert [one for one in found if one.endswith(" bad-character")] == [f"{place} bad-character" for place in caught]


def test_a_private_text_is_as_its_publisher_wrote_it(tmp_path: Path) -> None:
    found = findings(lay_out(None, tmp_path / "site"), "sources/courier-1931.md", "\n\n", "\n\n\ue000\n\n")
    assert not any("bad-character" in one for one in found)


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_no_message_clears_a_terminal_or_fills_more_than_a_screen(form: str, tmp_path: Path) -> None:
    report = Report()
    report.error(Place("a\x1b.yml"), "bad-value", "'\x1b[2J\x9b\u202e\n' is none; " + "[a](" * 250_000)
    (told,) = formatted(report.findings, tmp_path, form)
    assert len(told) < LONGEST + 200
    assert told.isprintable()
