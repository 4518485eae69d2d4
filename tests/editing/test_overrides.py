"""The files of the theme that a project has of its own: listed, copied, compared."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from druzhba_kb import __version__
from druzhba_kb.cli import main
from druzhba_kb.editing import overrides
from druzhba_kb.editing.overrides import digest_of
from tests.projects import ROOT, content, make_project, run

ABOUT = "# About\n\nOf lamps.\n"
HEADER = "<header>\n</header>\n"
STYLE = ".lamp{margin:0}\n"


@pytest.fixture
def theme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a small theme in the place of this program's."""
    folder = tmp_path / "theme"
    for name, text in {"about.md.j2": ABOUT, "assets/lamp.css": STYLE, "theme/header.html": HEADER}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    (folder / "assets/lamp.png").write_bytes(b"\x89PNG")
    monkeypatch.setattr(overrides, "SHIPPED", folder)
    return folder


@pytest.fixture
def base(theme: Path, tmp_path: Path) -> Path:
    (tmp_path / "base").mkdir()
    (tmp_path / "base/mkdocs.yml").write_text("site_name: Lamps\n")
    return tmp_path / "base"


@pytest.fixture
def act(base: Path, capsys: pytest.CaptureFixture[str]) -> object:
    def run(*arguments: str) -> tuple[int, str]:
        status = main(["--root", str(base), "templates", *arguments])
        printed = capsys.readouterr()
        return status, printed.out + printed.err

    return run


def digest(text: str) -> str:
    return digest_of(text.encode())


def test_a_base_without_templates_has_the_themes(act) -> None:  # type: ignore[no-untyped-def]
    v = __version__
    assert act("list") == (
        0,
        "NAME               WHOSE  FROM     STATE\n"
        f"about.md.j2        theme  {v}\n"
        f"assets/lamp.css    theme  {v}\n"
        f"assets/lamp.png    theme  {v}\n"
        f"theme/header.html  theme  {v}\n",
    )
    assert act("list", "--same") == act("diff") == (0, "")


def test_a_copy_says_in_a_comment_which_version_it_came_from(act, base: Path) -> None:  # type: ignore[no-untyped-def]
    assert act("eject", "about.md.j2", "assets/", "templates/theme/header.html") == (
        0,
        "wrote templates/about.md.j2\n"
        "wrote templates/assets/lamp.css\n"
        "wrote templates/assets/lamp.png\n"
        "wrote templates/theme/header.html\n",
    )
    assert content(base / "templates") == {
        "about.md.j2": f"{{# from druzhba-kb {__version__}, {digest(ABOUT)} #}}\n{ABOUT}".encode(),
        "assets/lamp.css": f"/* from druzhba-kb {__version__}, {digest(STYLE)} */\n{STYLE}".encode(),
        "assets/lamp.png": b"\x89PNG",
        "theme/header.html": f"{{#- from druzhba-kb {__version__}, {digest(HEADER)} -#}}\n{HEADER}".encode(),
        ".theme/about.md.j2": ABOUT.encode(),
        ".theme/assets/lamp.css": STYLE.encode(),
        ".theme/theme/header.html": HEADER.encode(),
    }


def test_a_file_that_is_there_is_kept(act, base: Path) -> None:  # type: ignore[no-untyped-def]
    act("eject", "assets/lamp.css")
    (base / "templates/assets/lamp.css").write_text("mine")
    assert act("eject", "assets") == (
        0,
        "kept templates/assets/lamp.css, which is there already\nwrote templates/assets/lamp.png\n",
    )
    assert (base / "templates/assets/lamp.css").read_text() == "mine"


def test_the_list_says_what_an_adopter_may_do_about_each_file(act, base: Path, theme: Path) -> None:  # type: ignore[no-untyped-def]
    act("eject", "about.md.j2", "theme", "assets")
    own = base / "templates"
    for name in ("about.md.j2", "theme/header.html"):
        (own / name).write_text((own / name).read_text() + "mine\n")
    (theme / "theme/header.html").write_text(f"{HEADER}new\n")
    (own / "assets/lamp.png").write_bytes(b"mine")
    (own / "partials").mkdir()
    (own / "partials/more.j2").write_text("mine\n")
    v = __version__
    assert act("list") == (
        0,
        "NAME               WHOSE  FROM     STATE\n"
        f"about.md.j2        own    {v}    the theme's has not changed since\n"
        f"assets/lamp.css    own    {v}    equals the theme's and can be deleted\n"
        "assets/lamp.png    own    unknown  differs from the theme's\n"
        "partials/more.j2   own    unknown  is not in the theme\n"
        f"theme/header.html  own    {v}    the theme's has changed since\n",
    )
    assert act("list", "--same") == (0, "templates/assets/lamp.css\n")


def test_a_difference_is_told_with_status_1_once_the_theme_has_changed(act, base: Path, theme: Path) -> None:  # type: ignore[no-untyped-def]
    act("eject", "about.md.j2", "assets/lamp.css")
    about = base / "templates/about.md.j2"
    about.write_text(about.read_text().replace("lamps", "lights"))
    difference = (
        "--- theme/about.md.j2\n+++ templates/about.md.j2\n@@ -1,3 +1,3 @@\n # About\n \n-Of lamps.\n+Of lights.\n"
    )
    assert act("diff") == act("diff", "about.md.j2") == (0, difference)
    assert act("diff", "assets") == (0, "")
    more = f"{ABOUT}More.\n"
    (theme / "about.md.j2").write_text(more)
    mark = f"{{# from druzhba-kb {__version__}, {digest(more)} #}}"
    assert act("diff") == (
        1,
        "--- theme/about.md.j2\n+++ templates/about.md.j2\n@@ -1,4 +1,3 @@\n # About\n \n-Of lamps.\n-More.\n+Of lights.\n"
        f"templates/about.md.j2: the theme's has changed since {__version__}; once it holds what you want of that,\n"
        f"let its first line be: {mark}\n",
    )
    about.write_text("\n".join([mark, *about.read_text().splitlines()[1:], ""]))
    assert act("diff")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("eject", "abuot.md.j2"), "the theme has no 'abuot.md.j2'; did you mean 'about.md.j2'?"),
        (("eject", "about.md.j2", "lamp.css"), "the theme has no 'lamp.css'; did you mean 'assets/lamp.css'?"),
        (("diff", "about.md.j2"), "'templates' has no 'about.md.j2'"),
    ],
)
def test_a_name_that_is_none_is_told_and_nothing_written(  # type: ignore[no-untyped-def]
    act, base: Path, arguments: tuple[str, ...], message: str
) -> None:
    assert act(*arguments) == (2, f"druzhba-kb: {message}\n")
    assert [path.name for path in base.iterdir()] == ["mkdocs.yml"]


def test_the_source_of_the_theme_is_edited_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(ROOT), "templates", "eject", "about.md.j2"]) == 2
    assert capsys.readouterr().err == "druzhba-kb: 'templates' is the theme itself here; edit it\n"
    assert main(["--root", str(ROOT), "templates", "list"]) == 0
    assert " own " not in capsys.readouterr().out


def test_a_site_of_copies_is_the_same_but_for_the_comments_in_styles_and_scripts(tmp_path: Path) -> None:
    root = make_project("good", tmp_path / "kb")
    assert run(root).returncode == 0
    before = content(root / "build/site")
    shutil.rmtree(root / "build")
    assert run(root, "templates", "eject", "about.md.j2", "entity.md.j2", "partials", "theme", "assets").returncode == 0
    assert run(root).returncode == 0
    after = content(root / "build/site")
    changed = {name for name in before | after if before.get(name) != after.get(name)}
    # a plain text has no comment that could say where it is from
    assert changed == {name for name in before if (ROOT / "templates" / name).is_file()} - {"assets/notices.txt"}
    assert all(after[name].partition(b"\n")[2] == before[name] for name in changed)
