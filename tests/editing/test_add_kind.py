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
    said = "Ford\n\nWhere one wades through\nnone\nfirst\ndate\ny\n-\ndepth\nquantty\nquantity\nmetres\nn\n-\n"
    said += "waders\nquantity\npeople|waders|hands\nn\n-\n"
    said += "river_bed\nchoice\ngravel=of gravel|stony,mud\nn\nkeeper\nref\npeople\n\n-\n\ny\n"
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
    assert (
        "the kind 'people' is there already, and no file is overwritten; edit entities/people/_kind.yml"
        in capsys.readouterr().err
    )
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


def test_cues_are_asked_for_in_the_language_of_the_base(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "mkdocs.yml").write_text("site_name: Lights\ntheme: {language: de}\n")
    monkeypatch.setattr("sys.stdin", Terminal("Furt\nFurten\n\nnamed\nFurt|Übergang\nöffnung\ndate\ny\n\n\ny\n"))
    assert add(root) == 0
    assert (root / "entities/furten/_kind.yml").read_text("utf-8") == (
        "label: Furt\nplural: Furten\norder_by: name\nsuggest: {as: named, cues: [Furt, Übergang]}\nattributes:\n"
        "  offnung: {label: Öffnung, type: date, single: true, cues: [öffnung]}\ntimeline: {start: offnung}\n"
    )
    err = capsys.readouterr().err
    assert "  words next to a name, such as mill|watermill, in German [furt]: " in err
    assert "  words near which it stands, in German ('-' for none) [öffnung]: " in err


def test_further_parts_say_what_keys_say(root: Path) -> None:
    given = (
        "built:date:label=Built in:cues=built|erected:single",
        "keeper:ref:people:inverse=Fords kept",
        "fee:money:claim",
    )
    assert (
        add(
            root,
            "--label",
            "Ford",
            "--suggest",
            "named:ford|crossing",
            *attributes(*given, "is:choice:single,label=so"),
        )
        == 0
    )
    text = (root / "entities/fords/_kind.yml").read_text("utf-8")
    for line in (
        "suggest: {as: named, cues: [ford, crossing]}",
        "  built: {label: Built in, type: date, cues: [built, erected], single: true}",
        "  keeper: {label: Keeper, type: ref, to: [people], inverse: Fords kept}", "  fee: {label: Fee, type: money, claim: true}",
        "  is: {label: Is, type: choice, options: {single: [single], label: [so]}}",
    ):  # fmt: skip
        assert f"{line}\n" in text
    assert main(["--root", str(root), "check"]) == 0


def test_two_kinds_refer_to_each_other_in_one_command(root: Path) -> None:
    both = ("--label", "Ford", *attributes("guild:ref:guilds"), "--label", "Guild", *attributes("ford:ref:fords"))
    assert add(root, *both) == 0
    assert main(["--root", str(root), "check"]) == 0


@pytest.mark.parametrize("first", [0, 1])
def test_two_kinds_refer_to_each_other_in_either_order(
    first: int, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    both = [
        ("--label", "Ford", "--attribute", "guild:ref:guilds"),
        ("--label", "Guild", "--attribute", "ford:ref:fords"),
    ]
    assert add(root, *both[first]) == 0
    told = ("fords", 5, 41, "guilds") if first == 0 else ("guilds", 5, 39, "fords")
    way = "yet; 'druzhba-kb check' refuses this until 'kind add' has made it\n"
    assert (
        "entities/{}/_kind.yml:{}:{}: warning[unknown-kind]: there is no kind '{}' ".format(*told) + way
        in capsys.readouterr().err
    )
    assert main(["--root", str(root), "check"]) == 1
    assert add(root, *both[1 - first]) == 0
    assert main(["--root", str(root), "check"]) == 0


def test_one_kind_given_twice_is_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(root, "--plural", "Fords", "--label", "Ford", "--label", "A", "--plural", "Fords") == 2
    assert "the kind 'fords' is given twice" in capsys.readouterr().err


def attribute_add(root: Path, *given: str) -> int:
    return main(["--root", str(root), "kind", "attribute", "add", *given])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("attributes: {}\n", "attributes: \n  depth: {}\n"),
        (
            "attributes:\n    a: {type: text}   # more\n\norder_by: a\n",
            "attributes:\n    a: {type: text}   # more\n    depth: {}\n\norder_by: a\n",
        ),
        ("attributes:\n  a:\n    type: text", "attributes:\n  a:\n    type: text\n  depth: {}\n"),
        ("attributes: {a: {type: text}}\n", "attributes: {a: {type: text}, depth: {}}\n"),
        ("plural: Fords\n", "plural: Fords\nattributes:\n  depth: {}\n"),
    ],
)
def test_an_attribute_is_added_in_the_layout_of_the_file(before: str, after: str, root: Path) -> None:
    (root / "entities/fords").mkdir()
    (root / "entities/fords/_kind.yml").write_text(f"label: Ford\n{before}")
    assert attribute_add(root, "fords", "depth:quantity:metres", "--yes") == 0
    added = "{label: Depth, type: quantity, unit: metres}"
    assert (root / "entities/fords/_kind.yml").read_text() == f"label: Ford\n{after}".replace(
        "depth: {}", f"depth: {added}"
    )
    assert main(["--root", str(root), "check"]) == 0


@pytest.mark.parametrize(
    ("given", "status", "message"),
    [
        (("people", "office:text"), 1, "people/_kind.yml:6:11: error[bad-attribute]: 'people' have 'office' already;"),
        (("peple", "a:text"), 1, "KIND: error[unknown-kind]: there is no kind 'peple'; did you mean 'people'?"),
        (("person", "a:text"), 1, "KIND: error[unknown-kind]: there is no kind 'person'; did you mean 'people'?"),
        (("people", "a:ref:nowhere"), 1, "error[unknown-kind]: there is no kind 'nowhere'"),
        (("people", "a:txt"), 2, "'txt' of 'a:txt' is no type of value; did you mean 'text'?"),
        (("people",), 2, "there is no terminal to ask at; give the attributes"),
    ],
)
def test_an_attribute_that_cannot_be_added_is_named(
    given: tuple[str, ...], status: int, message: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (root / "entities/people/_kind.yml").read_bytes()
    assert attribute_add(root, *given) == status
    assert message in capsys.readouterr().err
    assert (root / "entities/people/_kind.yml").read_bytes() == before


def test_an_attribute_is_made_of_answers(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Terminal("born\ndate\n\n\n\ny\n"))
    assert attribute_add(root, "people") == 0
    text = (root / "entities/people/_kind.yml").read_text()
    assert text.endswith("  born: {label: Born, type: date, single: true, cues: [born]}\n")
    monkeypatch.setattr("sys.stdin", Terminal("died\ndate\n\n\n\nn\n"))
    assert attribute_add(root, "people") == 0
    assert (root / "entities/people/_kind.yml").read_text() == text
