"""Kinds added by command: from options, from answers, and what the parser of the project refuses."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from druzhba_kb.cli import main
from tests.sites_on_disk import lay_out

FORD = """\
label: Ford
plural: Fords
summary: Where one wades through
order_by: name
attributes:
  first: {label: First, type: date, single: true}
  depth: {label: Depth, type: quantity, unit: metres}
  waders: {label: Waders, type: quantity, unit: people, unit_words: [waders, hands]}
  river_bed: {label: River bed, type: choice, options: {gravel: [of gravel, stony], mud: [mud]}}
  keeper: {label: Keeper, type: ref, to: [people]}
timeline: {start: first}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = lay_out(None, tmp_path / "site")
    (root / "mkdocs.yml").write_text("site_name: Lights\n")
    return root


def add(root: Path, *options: str) -> int:
    return main(["--root", str(root), "kind", "add", *options])


def attributes(*texts: str) -> list[str]:
    return [part for text in texts for part in ("--attribute", text)]


def test_a_kind_is_made_of_options(root: Path) -> None:
    given = (
        "first:date:single", "depth:quantity:metres", "waders:quantity:people|waders| hands ",
        "river_bed:choice:gravel=of gravel|stony,mud", "keeper:ref:people",
    )  # fmt: skip
    assert add(root, "--label", "Ford", "--summary", "Where one wades through", *attributes(*given)) == 0
    assert (root / "entities/fords/_kind.yml").read_text("utf-8") == FORD
    assert main(["--root", str(root), "check"]) == 0


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_kind_is_made_of_answers(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = "Ford\n\nWhere one wades through\nfirst\ndate\ny\ndepth\nquantty\nquantity\nmetres\nn\n"
    said += "waders\nquantity\npeople|waders|hands\nn\n"
    said += "river_bed\nchoice\ngravel=of gravel|stony,mud\nn\nkeeper\nref\npeople\n\n\ny\n"
    monkeypatch.setattr("sys.stdin", Terminal(said))
    assert add(root) == 0
    assert (root / "entities/fords/_kind.yml").read_text("utf-8") == FORD


def test_nothing_is_written_without_a_yes(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Terminal("n\n"))
    assert add(root, "--label", "Ford") == 0
    assert not (root / "entities/fords").exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("first:dat", "'dat' of 'first:dat' is no type of value; did you mean 'date'?"),
        ("first", "'' of 'first' is no type of value"),
        ("first:date:2018", "'first:date:2018' says more than 'date' takes"),
        ("bed:choice", "'bed:choice' does not give the options"),
        ("keeper:ref", "'keeper:ref' does not give the kinds that it may lead to"),
    ],
)
def test_an_attribute_that_cannot_be_read_is_named(
    text: str, message: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(root, "--label", "Ford", "--attribute", text) == 2
    assert message in capsys.readouterr().err
    assert not (root / "entities/fords").exists()


@pytest.mark.parametrize(
    ("text", "code"), [("source:date", "bad-attribute"), ("Big:text", "bad-attribute"), ("a:ref:peple", "unknown-kind")]
)
def test_the_projects_own_parser_has_the_last_word(
    text: str, code: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(root, "--label", "Ford", "--attribute", text) == 1
    assert f"error[{code}]" in capsys.readouterr().err
    assert not (root / "entities/fords").exists()


def test_a_kind_that_is_there_is_not_overwritten(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (root / "entities/people/_kind.yml").read_bytes()
    assert add(root, "--label", "Person", "--plural", "People") == 2
    assert "the kind 'people' is there already; edit entities/people/_kind.yml" in capsys.readouterr().err
    assert (root / "entities/people/_kind.yml").read_bytes() == before


def test_an_attribute_given_twice_is_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(root, "--label", "Ford", *attributes("a:text", "a:date")) == 2
    assert "the attribute 'a' is given twice" in capsys.readouterr().err


def test_hostile_words_stay_words(root: Path) -> None:
    assert add(root, "--label", "Ford: #1", "--plural", "Fords", "--summary", "it's {all} 'so'") == 0
    assert main(["--root", str(root), "check"]) == 0


def test_without_a_terminal_the_options_are_asked_for(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(root, "--yes") == 2
    assert "give --label" in capsys.readouterr().err
