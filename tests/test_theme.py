"""Theme: which file is whose, and how messages name it."""

from __future__ import annotations

import json
import re
from importlib.metadata import files
from pathlib import Path

import material

from druzhba_kb.theme import SETTINGS, SHIPPED, files_below, is_source, theme_of

ROOT = Path(__file__).resolve().parent.parent


def put(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)


def test_a_project_without_templates_has_those_of_the_theme(tmp_path: Path) -> None:
    theme = theme_of(tmp_path)
    assert theme.files == files_below(SHIPPED) == {
        path.relative_to(ROOT / "templates").as_posix(): path
        for path in sorted((ROOT / "templates").rglob("*"))
        if path.is_file()
    }  # fmt: skip
    assert theme.own == frozenset()


def test_a_projects_file_takes_the_place_of_the_themes_and_more_stand_beside(tmp_path: Path) -> None:
    names = {
        "about.md.j2",
        "assets/site.css",
        "assets/lamp.png",
        "theme/partials/header.html",
        "theme/partials/logo.html",
    }
    put(tmp_path / "templates", *names)
    theme = theme_of(tmp_path)
    assert theme.own == names
    assert theme.files == dict(
        sorted({**files_below(SHIPPED), **{name: tmp_path / "templates" / name for name in names}}.items())
    )


def test_what_editors_leave_is_no_file_of_the_theme(tmp_path: Path) -> None:
    put(tmp_path / "templates", "about.md.j2~", ".DS_Store", "assets/.site.css.12.part", ".git/config")
    assert theme_of(tmp_path).own == frozenset()


def test_a_part_of_the_files_is_asked_for_by_folder_and_ending(tmp_path: Path) -> None:
    put(tmp_path / "templates", "partials/own.j2", "partials/own.txt")
    theirs = {f"partials/{path.name}" for path in (SHIPPED / "partials").iterdir()}
    assert theme_of(tmp_path).below("partials/", ".j2").keys() == {*theirs, "partials/own.j2"}


def test_a_message_names_a_file_that_can_be_edited_or_how_it_becomes_so(tmp_path: Path) -> None:
    put(tmp_path / "templates", "about.md.j2")
    theme = theme_of(tmp_path)
    assert (theme.place("about.md.j2"), theme.hint("about.md.j2")) == ("templates/about.md.j2", "")
    assert (theme.place("none.j2"), theme.hint("none.j2")) == ("templates/none.j2", "")
    assert theme.place("kind.md.j2") == "druzhba_kb/theme/templates/kind.md.j2"
    assert theme.hint("kind.md.j2") == " (to change it: druzhba-kb templates eject kind.md.j2)"


def test_the_source_tree_is_the_theme_and_overrides_nothing(tmp_path: Path) -> None:
    assert is_source(ROOT) and not is_source(tmp_path)
    theme = theme_of(ROOT)
    assert (theme.place("kind.md.j2"), theme.hint("kind.md.j2")) == ("templates/kind.md.j2", "")


def test_every_style_and_script_of_the_theme_is_loaded_by_the_settings_or_by_the_theme() -> None:
    page = ROOT / "templates/about.md.j2"  # which leads to the notices
    loading = [SETTINGS, ROOT / "templates/theme/main.html", ROOT / "templates/assets/find.js", page]
    named = "".join(file.read_text("utf-8") for file in loading)
    assert [name for name in theme_of(ROOT).below("assets/") if Path(name).name not in named] == []


def test_styles_say_start_and_end_so_that_they_hold_for_both_directions_of_reading() -> None:
    physical = re.compile(
        r"^ +(?:(?:left|right|(?:margin|padding|border)-(?:left|right)[a-z-]*):|(?:text-align|float|clear): (?:left|right);"
        r"|(?:margin|padding|inset): \S+ (\S+) \S+ (?!\1;)[^\s;!]+;)",
        re.MULTILINE,
    )
    styles = sorted((ROOT / "templates/assets").glob("*.css"))
    assert len(styles) > 10
    assert {file.name: found[0] for file in styles if (found := physical.search(file.read_text("utf-8")))} == {}


def test_the_notices_name_each_library_in_the_scripts_of_mkdocs_theme_and_hold_the_licences() -> None:
    text = (SHIPPED / "assets/notices.txt").read_text("utf-8")
    scripts = Path(material.__file__).parent / "templates/assets/javascripts"
    sources = [source for file in scripts.rglob("*.map") for source in json.loads(file.read_bytes())["sources"]]
    libraries = {name[1] for source in sources if (name := re.search(r"node_modules/((?:@[^/]+/)?[^/]+)", source))}
    assert {"rxjs", "lunr"} <= libraries
    assert {name for name in libraries if f"  {name}" not in text} == set()
    (licence,) = (
        file for file in files("mkdocs-material") or () if file.name == "LICENSE" and "dist-info" in str(file)
    )
    owner, _, terms = licence.read_text().partition("\n")
    assert owner.partition(" <")[0] in text
    assert terms.strip() in text
    assert "Pagefind" in text
    assert "Natural Earth" in text
    assert "END OF TERMS AND CONDITIONS" in text
