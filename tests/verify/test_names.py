"""Names: two entities go by one name only where every alias that bears it says so, or where one is a metonym."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.pipeline.checking import check
from druzhba_kb.report import Report
from tests.sites_on_disk import lay_out

FILES = {"one": "entities/lighthouses/one.yml", "two": "entities/lighthouses/two.yml"}
AMBIGUOUS = "name: Old Light, note: So it is called., ambiguous: true"
PLAIN = "name: Old Light, note: So it is called."
METONYM = "name: Old Light, note: So it is called., use: metonym"


def found(folder: Path, entities: dict[str, tuple[str, list[str]]]) -> list[str]:
    """Return the errors of a check where there are these entities, by id, each with its name and its aliases."""
    site, report = lay_out(None, folder / "site"), Report()
    for id, (name, aliases) in entities.items():
        lines = [f"name: {name}", "aliases:" if aliases else "", *(f"  - {{{alias}}}" for alias in aliases)]
        (site / FILES[id]).write_text("\n".join(lines) + "\n")
    check(site, report, guarded=False)
    return [str(one) for one in report.in_order() if one.level == "error"]


def errors(wrong: str | None, line: int) -> list[str]:
    """Return the error at the first alias of an entity, which names the line of the first that bears its name."""
    where = f"{FILES['one']}:{line}"
    message = f"'old light' is a name of 'one' too ({where}); say 'ambiguous: true' at both aliases, or drop one"
    return [f"{FILES[wrong]}:3:5: error[name-of-two]: {message}"] if wrong else []


@pytest.mark.parametrize(
    ("aliases", "wrong"),
    [
        ({"one": AMBIGUOUS, "two": AMBIGUOUS}, None),
        ({"one": PLAIN, "two": AMBIGUOUS}, "two"),
        ({"one": AMBIGUOUS, "two": PLAIN}, "two"),
        ({"one": PLAIN, "two": METONYM}, None),
    ],
)
def test_every_alias_that_bears_a_name_of_two_says_that_it_is_ambiguous(
    aliases: dict[str, str], wrong: str | None, tmp_path: Path
) -> None:
    assert found(tmp_path, {id: (f"Name of {id}", [one]) for id, one in aliases.items()}) == errors(wrong, line=3)


def test_the_own_name_of_an_entity_is_never_ambiguous(tmp_path: Path) -> None:
    way = "name 'one' more fully; as an alias of both, with 'ambiguous: true', it may stay"
    message = f"error[name-of-two]: 'old light' is a name of 'one' too ({FILES['one']}:1); {way}"
    assert found(tmp_path, {"one": ("Old Light", []), "two": ("Name of two", [AMBIGUOUS])}) == [
        f"{FILES['two']}:3:5: {message}"
    ]


def test_names_that_differ_by_look_alike_letters_are_told(tmp_path: Path) -> None:
    """A Cyrillic а, and a capital I for an l; other words, and one name in two scripts, are no matter."""
    site, report = lay_out(None, tmp_path / "site"), Report()
    names = {"one": ("Hanna Weir", "Skerry Il"), "two": ("H\u0430nna Weir", "Skerry ll")}
    for id, (name, alias) in names.items():
        (site / FILES[id]).write_text(
            f"name: {name}\naliases:\n  - {{name: {alias}, note: So it is called.}}\n", "utf-8"
        )
    check(site, report, guarded=False)
    said = "'{}' looks like '{}' of 'one' and has other letters: {}; write both alike"
    assert [str(one) for one in report.in_order() if one.code == "look-alike-name"] == [
        f"{FILES['two']}:{place}: warning[look-alike-name]: {said.format(*words)}"
        for place, words in (
            ("1:1", ("H\u0430nna Weir", "Hanna Weir", "U+0430")),
            ("3:5", ("Skerry ll", "Skerry Il", "U+006C")),
        )
    ]
