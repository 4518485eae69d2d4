"""Kinds and attributes renamed and removed by command: every file that names them, all or nothing, and what may not be lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from druzhba_kb.cli import main
from tests.editing.desk import GULL, change, commit, desk, files

KIND = "entities/lighthouses/_kind.yml"
PEOPLE = "entities/people/_kind.yml"
ADA = "entities/people/ada-finch.yml"
LISTS = """\
figures:
  - {id: masons, title: Masons, attributes: [masons]}
  - id: known
    title: Known
    type: matrix
    attributes: [relit, lens,
      masons]   # in this order
location: [keeper]
"""
FIRM = """\
label: Firm
attributes:
  start: {label: Start, type: date}
  lamp: {label: Lamp, type: ref, to: [lighthouses, people]}
  tall: {label: Tall, type: quantity, unit: metres, from: lighthouses.height, by: keeper}
timeline: {start: start}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = desk(tmp_path)
    change(root, ADA, "lamp of Gull Point.", "lamp of [Gull\n  Point](../lighthouses/gull-point.yml#b1).")
    change(
        root,
        GULL,
        "name: Gull Point\n",
        "# yaml-language-server: $schema=../../build/schemas/lighthouses.json\nname: Gull Point\n",
    )
    change(root, "articles/tidings-1931.md", "Gull Point is", "[Gull Point](../entities/lighthouses/gull-point.yml) is")
    change(
        root,
        "articles/tidings-1931.md",
        "rights:",
        "absent: {skerry-light: [masons, height], ada-finch: [masons]}\nrights:",
    )
    change(root, PEOPLE, "attributes:\n", "attributes:\n  masons: {label: Masons led, type: integer}\n")
    change(
        root,
        KIND,
        "timeline: {start: relit}\n",
        f"  keeper: {{label: Keeper, type: ref, to: firms}}\ntimeline: {{start: relit}}\n{LISTS}",
    )
    (root / "entities/firms").mkdir()
    (root / "entities/firms/_kind.yml").write_text(FIRM)
    (root / "entities/_ratchets.yml").unlink()
    (root / "mkdocs.yml").write_text("site_name: Lights\nnav: lighthouses/index.md\n")
    return root


def kind(root: Path, *arguments: str) -> int:
    return main(["--root", str(root), "kind", *arguments])


def is_sound(root: Path, capsys: pytest.CaptureFixture[str]) -> bool:
    capsys.readouterr()
    status = main(["--root", str(root), "check"])
    return status == 0 and "error[" not in capsys.readouterr().err


def changed(root: Path, before: dict[str, bytes]) -> dict[str, str]:
    """Return the files that are new or have another text, by their paths."""
    return {file: text.decode() for file, text in files(root).items() if before.get(file) != text}


def test_a_kind_takes_its_folder_its_mentions_and_its_links_with_it(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(root)
    assert kind(root, "rename", "lighthouses", "lights", "--label", "Light", "--plural", "Lights: all", "--yes") == 0
    out = capsys.readouterr().out
    assert f"move {KIND} → entities/lights/_kind.yml\n" in out
    assert "the old name still stands in words: mkdocs.yml:2\n" in out
    assert out.endswith("\nlighthouses is lights now\n")
    new = changed(root, before)
    assert set(new) == {
        "articles/tidings-1931.md", "entities/_assertions.yml", "entities/firms/_kind.yml", "entities/lights/_kind.yml",
        "entities/lights/gull-point.yml", "entities/lights/skerry-light.yml", ADA, PEOPLE,
    }  # fmt: skip
    assert not (root / "entities/lighthouses").exists()
    assert "(../entities/lights/gull-point.yml) is" in new["articles/tidings-1931.md"]
    assert "(../lights/gull-point.yml#b1)." in new[ADA]
    assert "build/schemas/lights.json\n" in new["entities/lights/gull-point.yml"]
    assert "to: [lights, people]}" in new["entities/firms/_kind.yml"]
    assert "from: lights.height," in new["entities/firms/_kind.yml"]
    assert "{count: lights," in new["entities/_assertions.yml"]
    assert "{every: lights, has: height," in new["entities/_assertions.yml"]
    own = new["entities/lights/_kind.yml"]
    assert own.startswith("label: Light\nplural: 'Lights: all'\n") or own.startswith(
        'label: Light\nplural: "Lights: all"\n'
    )
    assert own.endswith("location: [keeper]\nformerly: [lighthouses]\n")
    assert is_sound(root, capsys)


def test_a_renamed_kind_takes_the_tags_and_links_of_own_pages_with_it(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tags = "{{table: {0}}}\n\n{{list: {0}}}\n\n```\n{{list: lighthouses}}\n```\n"
    page = f"---\ntitle: Coast\n---\n\nSee [all](/lighthouses/).\n\n{tags}"
    (root / "pages").mkdir()
    (root / "pages/coast.md").write_text(page.format("lighthouses"))
    assert kind(root, "rename", "lighthouses", "lights", "--yes") == 0
    assert (root / "pages/coast.md").read_text() == page.format("lights").replace("(/lighthouses/)", "(/lights/)")
    assert is_sound(root, capsys)


def test_a_kind_goes_back_to_its_former_name(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(root)
    assert (
        kind(root, "rename", "lighthouses", "lights", "--yes")
        == kind(root, "rename", "lights", "lighthouses", "--yes")
        == 0
    )
    after = files(root)
    assert after.pop(KIND) == before.pop(KIND) + b"formerly: [lights]\n"
    assert after == before
    assert is_sound(root, capsys)


def test_the_addresses_of_a_renamed_kind_lead_on(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    commit(root)
    assert main(["--root", str(root), "rename", "gull-point", "gull-light", "--yes"]) == 0
    assert kind(root, "rename", "lighthouses", "lights", "--yes") == 0
    capsys.readouterr()
    assert main(["--root", str(root), "review", "HEAD"]) == 0
    out = capsys.readouterr().out
    for line in (
        "lighthouses/ → lights/",
        "lighthouses/gull-point/ → lights/gull-light/",
        "lighthouses/skerry-light/ → lights/skerry-light/",
    ):
        assert f"- `{line}`\n" in out


def test_a_former_folder_leads_to_one_kind(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(root, PEOPLE, "label: Person\n", "label: Person\nformerly: [lighthouses, map]\n")
    assert main(["--root", str(root), "check"]) == 1
    err = capsys.readouterr().err
    assert (
        f"{PEOPLE}:1:1: error[page-collision]: 'lighthouses' is in use by {KIND}; a former folder leads to one kind only\n"
        in err
    )
    assert "error[page-collision]: 'map' is in use by the site itself;" in err


def test_an_attribute_is_renamed_wherever_it_is_named_and_one_of_another_kind_is_not(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(root)
    change(root, GULL, "quote: About 30 masons", "quote: About 30 masons   # masons: of stone")
    assert kind(root, "attribute", "rename", "lighthouses", "masons", "crew", "--label", "Crew", "--yes") == 0
    out = capsys.readouterr().out
    assert f"the old name still stands in words: {GULL}:25\n" in out
    assert out.endswith("\nmasons is crew now; 'druzhba-kb moved HEAD' lets the old addresses of its facts lead on\n")
    new = changed(root, before)
    assert set(new) == {"articles/tidings-1931.md", KIND, GULL}
    assert "absent: {skerry-light: [crew, height], ada-finch: [masons]}\n" in new["articles/tidings-1931.md"]
    assert "  crew: {label: Crew, type: quantity, unit: masons, single: true}\n" in new[KIND]
    assert "  - {id: masons, title: Masons, attributes: [crew]}\n" in new[KIND]
    assert "    attributes: [relit, lens,\n      crew]   # in this order\n" in new[KIND]
    assert new[GULL].count("  - crew: ") == 3 and "  - masons:" not in new[GULL]
    assert is_sound(root, capsys)


@pytest.mark.parametrize(
    ("of", "old", "line"),
    [
        ("lighthouses", "relit", "order_by: new\n"),
        ("lighthouses", "relit", "timeline: {start: new}\n"),
        ("lighthouses", "keeper", "location: [new]\n"),
        ("firms", "start", "timeline: {start: new}\n"),
    ],
)
def test_the_kind_itself_names_its_attributes(of: str, old: str, line: str, root: Path) -> None:
    assert kind(root, "attribute", "rename", of, old, "new", "--yes") == 0
    assert line in (root / f"entities/{of}/_kind.yml").read_text()


def test_columns_assertions_disagreements_and_inferred_parts_name_attributes(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for old in ("height", "relit", "keeper"):
        assert kind(root, "attribute", "rename", "lighthouses", old, f"{old}_x", "--yes") == 0
    assert "from: lighthouses.height_x, by: keeper_x}" in (root / "entities/firms/_kind.yml").read_text()
    assert "has: height_x," in (root / "entities/_assertions.yml").read_text()
    assert "about: [relit_x]" in (root / GULL).read_text()
    change(
        root,
        ADA,
        "    as_of: 1931-05-05\n",
        "    as_of: 1931-05-05\n    inferred: [office]\n    note: The paper calls her so elsewhere.\n",
    )
    assert kind(root, "attribute", "rename", "people", "office", "post", "--yes") == 0
    assert "    inferred: [post]\n" in (root / ADA).read_text()
    assert is_sound(root, capsys)


def test_a_statement_of_a_renamed_attribute_is_found_again(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    commit(root)
    assert kind(root, "attribute", "rename", "lighthouses", "masons", "crew", "--yes") == 0
    assert main(["--root", str(root), "moved", "HEAD"]) == 0
    assert "old addresses that lead on now, by entities/_moved.yml: 3\n" in capsys.readouterr().out
    assert is_sound(root, capsys)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("rename", "lighthuses", "x"),
            "KIND: error[unknown-kind]: there is no kind 'lighthuses'; did you mean 'lighthouses'?",
        ),
        (("rename", "Person", "x"), "KIND: error[unknown-kind]: there is no kind 'Person'; did you mean 'people'?"),
        (("rename", "lighthouses", "people"), "NEW: error[repeated-id]: 'people' is there already;"),
        (("rename", "lighthouses", "../out"), "NEW: error[bad-id]: '../out' is no id;"),
        (("rename", "lighthouses", "map"), "error[page-collision]: the site has a page 'map' of its own;"),
        (("rename", "lighthouses", "media"), "error[page-collision]: the site has a page 'media' of its own;"),
        (
            ("attribute", "rename", "people", "ofice", "x"),
            "NAME: error[unknown-attribute]: 'people' have no 'ofice'; did you mean 'office'?",
        ),
        (
            ("attribute", "rename", "people", "office", "lights"),
            f"{PEOPLE}:8:3: error[bad-attribute]: 'people' have 'lights' already;",
        ),
        (
            ("attribute", "rename", "people", "office", "source"),
            f"{PEOPLE}:7:3: error[bad-attribute]: 'source' cannot name",
        ),
        (("remove", "peple"), "KIND: error[unknown-kind]: there is no kind 'peple'; did you mean 'people'?"),
        (("attribute", "remove", "people", "ofice"), "error[unknown-attribute]: 'people' have no 'ofice'"),
    ],
)
def test_what_cannot_be_is_refused(
    arguments: tuple[str, ...], message: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(root)
    assert kind(root, *arguments, "--yes") == 1
    assert message in capsys.readouterr().err
    assert files(root) == before


def test_nothing_is_written_without_a_yes(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(root)
    for arguments in (
        ("rename", "lighthouses", "lights"),
        ("attribute", "rename", "lighthouses", "lens", "glass"),
        ("attribute", "remove", "lighthouses", "lens"),
    ):
        assert kind(root, *arguments) == 0
        assert capsys.readouterr().out.endswith("\n\nnothing is written yet; --yes acts\n")
    assert kind(root, "attribute", "remove", "lighthouses", "lens", "--json") == 0
    planned = json.loads(capsys.readouterr().out)
    assert (planned["done"], [one["file"] for one in planned["files"]]) == (False, [KIND])
    assert files(root) == before


def test_an_attribute_without_statements_goes(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert kind(root, "attribute", "remove", "lighthouses", "lens", "--yes") == 0
    text = (root / KIND).read_text()
    assert "lens: " not in text
    assert "    attributes: [relit, masons]   # in this order\n" in text
    assert is_sound(root, capsys)


def test_what_is_stated_is_lost_only_when_that_is_said(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(root)
    assert kind(root, "attribute", "remove", "lighthouses", "masons", "--yes") == 1
    err = capsys.readouterr().err
    way = "would be lost with 'masons'; move it, or say --with-statements to remove it too\n"
    assert f"articles/tidings-1931.md:10:25: error[would-be-lost]: what 'absent' says of it {way}" in err
    for line, value in ((20, "40"), (23, "~30"), (26, "almost as many masons as Skerry Light")):
        assert f"{GULL}:{line}:5: error[would-be-lost]: 'masons: {value}' {way}" in err
    assert "4 errors, 0 warnings\n" in err
    assert files(root) == before

    assert kind(root, "attribute", "remove", "lighthouses", "masons", "--with-statements", "--yes") == 0
    new = changed(root, before)
    assert set(new) == {"articles/tidings-1931.md", KIND, GULL}
    assert "absent: {skerry-light: [height], ada-finch: [masons]}\n" in new["articles/tidings-1931.md"]
    assert "masons" not in new[GULL]
    assert (
        "figures:\n  - id: known\n    title: Known\n    type: matrix\n    attributes: [relit, lens]   # in this order\n"
        in new[KIND]
    )
    assert "masons" not in new[KIND]
    assert is_sound(root, capsys)


def test_a_statement_of_two_values_keeps_the_other_and_its_parts(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(
        root,
        GULL,
        "    quote: was lit again on 4 May 1931\n",
        "    quote: was lit again on 4 May\n    inferred: [year, status]\n    note: The year is that of the paper's own day.\n",
    )
    assert kind(root, "attribute", "remove", "lighthouses", "relit", "--with-statements", "--yes") == 0
    text = (root / GULL).read_text()
    assert (
        "statements:\n  - status: lit\n    source: courier-1931\n    quote: was lit again on 4 May\n    inferred: [status]\n"
        in text
    )
    assert "disagreements" not in text
    assert "order_by" not in (root / KIND).read_text() and "timeline" not in (root / KIND).read_text()


def test_lines_of_moves_follow_the_statements_and_go_with_them(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    commit(root)
    kind(root, "attribute", "rename", "lighthouses", "masons", "crew", "--yes")
    kind(root, "attribute", "rename", "lighthouses", "status", "state", "--yes")
    main(["--root", str(root), "moved", "HEAD"])
    moves = root / "entities/_moved.yml"
    assert moves.read_text().count("entity: gull-point") == 5
    assert kind(root, "attribute", "rename", "lighthouses", "crew", "gang", "--yes") == 0
    assert is_sound(root, capsys)
    # a statement with another value beside it has a new id without it
    assert kind(root, "attribute", "remove", "lighthouses", "state", "--with-statements", "--yes") == 0
    assert is_sound(root, capsys)
    assert kind(root, "attribute", "remove", "lighthouses", "gang", "--with-statements", "--yes") == 0
    assert moves.read_text().count("entity: gull-point") == 2
    assert kind(root, "attribute", "remove", "lighthouses", "relit", "--with-statements", "--yes") == 0
    assert not moves.exists()
    assert is_sound(root, capsys)


def test_an_attribute_that_others_are_filled_from_stays(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert kind(root, "attribute", "remove", "lighthouses", "height", "--with-statements", "--yes") == 1
    assert (
        "entities/firms/_kind.yml:5:71: error[would-be-lost]: 'tall' of 'firms' means nothing without 'height'; change it "
        "first, or 'druzhba-kb kind attribute remove firms tall' removes it\n"
    ) in capsys.readouterr().err


def test_a_kind_with_entities_goes_only_when_that_is_said(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(root)
    assert kind(root, "remove", "people", "--yes") == 1
    way = "would be lost with 'people'; move it, or say --with-entities to remove it too\n"
    assert f"{ADA}:1:1: error[would-be-lost]: 'ada-finch' {way}" in capsys.readouterr().err
    # she speaks of the lamp, and an article was read for her
    assert kind(root, "remove", "people", "--with-entities", "--yes") == 1
    err = capsys.readouterr().err
    assert f"{GULL}:12:14: error[unknown-speaker]: " in err
    assert "articles/tidings-1931.md:10:42: error[unknown-reference]: there is no entity 'ada-finch'" in err
    assert files(root) == before

    change(root, GULL, "    said_by: ada-finch\n", "")
    change(root, "articles/tidings-1931.md", ", ada-finch: [masons]", "")
    assert kind(root, "remove", "people", "--with-entities", "--yes") == 0
    assert "+++ /dev/null\n" in capsys.readouterr().out
    assert not (root / "entities/people").exists()
    assert "to: [lighthouses]}" in (root / "entities/firms/_kind.yml").read_text()
    assert "people" not in (root / "entities/_assertions.yml").read_text()


def test_a_kind_that_another_needs_stays(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert kind(root, "remove", "firms", "--yes") == 1
    assert (
        f"{KIND}:14:42: error[would-be-lost]: 'keeper' of 'lighthouses' means nothing without 'firms';"
        in capsys.readouterr().err
    )
    (root / "entities/firms/_kind.yml").write_text("label: Firm\nattributes: {}\n")
    change(root, KIND, "to: firms", "to: [people, firms]")
    assert kind(root, "remove", "firms", "--yes") == 0
    assert "to: [people]}" in (root / KIND).read_text()
    assert is_sound(root, capsys)


def test_a_link_to_what_goes_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(
        root,
        "articles/tidings-1931.md",
        "[Gull Point](../entities/lighthouses/gull-point.yml)",
        "[Ada](../entities/people/ada-finch.yml)",
    )
    assert kind(root, "remove", "people", "--with-entities", "--yes") == 1
    assert "articles/tidings-1931.md:18:7: error[unknown-link]" in capsys.readouterr().err


LAYOUTS: dict[str, Callable[[str], str]] = {
    "of Windows": lambda text: text.replace("\n", "\r\n"),
    "without an end of the last line": lambda text: text.rstrip("\n"),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_file_keeps_its_line_ends(layout: str, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for file in (KIND, GULL):
        (root / file).write_bytes(LAYOUTS[layout]((root / file).read_text()).encode())
    assert kind(root, "attribute", "rename", "lighthouses", "masons", "crew", "--yes") == 0
    assert kind(root, "attribute", "remove", "lighthouses", "crew", "--with-statements", "--yes") == 0
    assert kind(root, "attribute", "add", "lighthouses", "floors:integer", "--yes") == 0
    assert kind(root, "rename", "lighthouses", "lights", "--yes") == 0
    text = (root / "entities/lights/_kind.yml").read_bytes()
    assert b"floors: {label: Floors, type: integer}" in text
    assert text.count(b"\r\n") == (text.count(b"\n") if layout == "of Windows" else 0)
    assert is_sound(root, capsys)
