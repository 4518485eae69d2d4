"""Theme: which file is whose, and how messages name it."""

from __future__ import annotations

from pathlib import Path

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
    loading = ("templates/theme/main.html", "templates/assets/find.js")  # the search loads its own when it is opened
    named = SETTINGS.read_text("utf-8") + "".join((ROOT / name).read_text("utf-8") for name in loading)
    assert [name for name in theme_of(ROOT).below("assets/") if name not in named] == []
