"""A project that an older version built: told what changes, its copies merged, its settings brought to this version."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from druzhba_kb.cli import main
from druzhba_kb.editing import generator_version, overrides, upgrading
from druzhba_kb.editing.starting import STEPS
from tests.editing.desk import commit, git
from tests.projects import content

OLD = "# About\n\nOf lamps.\n\nBy us.\n\nEnd.\n"
NEW = OLD.replace("By us.", "By us all.")
MINE = OLD.replace("# About", "# On us")
CHANGES = """
[[change]]
version = "0.5.0"
says = "too old"
[[change]]
version = "0.7.0"
says = "Lamps are lights."
files = ["entities/**/*.yml", "mkdocs.yml"]
holds = '^lamp:'
[[change]]
version = "0.7.1"
says = "For all."
[[change]]
version = "0.8.0"
says = "not yet"
"""
LEFT = (
    "left to you: templates/about.md.j2 cannot take over what the theme has changed since 0.6.0 by itself; "
    "compare them with druzhba-kb templates diff about.md.j2\n"
)


def use(version: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (generator_version, overrides, upgrading):
        monkeypatch.setattr(module, "__version__", version)


@pytest.fixture
def theme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a theme of one file, of version 0.6.0."""
    folder = tmp_path / "theme"
    folder.mkdir()
    (folder / "about.md.j2").write_text(OLD)
    monkeypatch.setattr(overrides, "SHIPPED", folder)
    (tmp_path / "changes.toml").write_text(CHANGES)
    monkeypatch.setattr(upgrading, "CHANGES", tmp_path / "changes.toml")
    use("0.6.0", monkeypatch)
    return folder


@pytest.fixture
def root(theme: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project of 0.6.0 with a copy, and this program is of 0.7.1, with another theme."""
    base = tmp_path / "base"
    base.mkdir()
    (base / "mkdocs.yml").write_text('site_name: Lamps\nextra:\n  generator_version: ">=0.6,<0.7"\n')
    assert main(["--root", str(base), "templates", "eject", "about.md.j2"]) == 0
    use("0.7.1", monkeypatch)
    (theme / "about.md.j2").write_text(NEW)
    return base


def own(root: Path) -> tuple[str, str]:
    """Return the version that the project's copy is from, and its text."""
    mark, _, text = (root / "templates/about.md.j2").read_text().partition("\n")
    found = re.search(r"druzhba-kb (\S+),", mark)
    return found[1] if found else "", text


def write(root: Path, text: str) -> None:
    file = root / "templates/about.md.j2"
    file.write_text(file.read_text().partition("\n")[0] + "\n" + text)


def upgrade(root: Path, *arguments: str) -> int:
    return main(["--root", str(root), "upgrade", *arguments])


def test_all_is_shown_first_and_written_on_yes(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(root, MINE)
    before = content(root)
    capsys.readouterr()
    assert upgrade(root) == 0
    shown = capsys.readouterr()
    assert shown.err == "nothing is written; add --yes to write these changes\n"
    assert shown.out.startswith("0.7.1: For all.\n\n--- templates/about.md.j2\n+++ templates/about.md.j2\n")
    assert "-By us.\n+By us all.\n" in shown.out
    assert '-  generator_version: ">=0.6,<0.7"\n+  generator_version: ">=0.7,<0.8"\n' in shown.out
    assert content(root) == before
    assert upgrade(root, "--yes") == 0
    again = capsys.readouterr()
    assert (again.out, again.err) == (
        shown.out, "the project is for druzhba-kb >=0.7,<0.8 now; next: druzhba-kb check\n",
    )  # fmt: skip
    assert own(root) == ("0.7.1", MINE.replace("By us.", "By us all."))
    assert (root / "templates/.theme/about.md.j2").read_text() == NEW
    assert upgrade(root) == 0
    nothing = "the project is for druzhba-kb >=0.7,<0.8 already; there is nothing to change\n"
    assert capsys.readouterr() == ("0.7.1: For all.\n\n", nothing)


def test_a_copy_that_nobody_has_changed_takes_the_themes_text(root: Path) -> None:
    assert upgrade(root, "--yes") == 0
    assert own(root) == ("0.7.1", NEW)


def test_a_copy_whose_change_collides_is_left_and_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(root, OLD.replace("By us.", "By me."))
    before = own(root)
    assert upgrade(root, "--yes") == 1
    assert capsys.readouterr().err.endswith(LEFT)
    assert own(root) == before
    assert ">=0.7,<0.8" in (root / "mkdocs.yml").read_text()


def test_a_copy_of_a_version_that_kept_nothing_is_merged_by_what_git_has(root: Path) -> None:
    commit(root)
    write(root, MINE)
    git(root, "rm", "-rq", "--cached", "templates/.theme")
    (root / "templates/.theme/about.md.j2").unlink()
    git(root, "commit", "-qam", "mine")
    assert upgrade(root, "--yes") == 0
    assert own(root) == ("0.7.1", MINE.replace("By us.", "By us all."))


@pytest.mark.parametrize("kept", [None, "another\n"])
def test_a_copy_of_which_nobody_knows_what_it_was_is_left(
    kept: str | None, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(root, MINE)
    (root / "templates/.theme/about.md.j2").unlink()
    if kept:
        (root / "templates/.theme/about.md.j2").write_text(kept)
    assert upgrade(root, "--yes") == 1
    assert capsys.readouterr().err.endswith(LEFT)
    assert own(root) == ("0.6.0", MINE)


def test_a_copy_is_left_where_git_is_not_installed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(root, MINE)
    monkeypatch.setenv("PATH", "")
    assert upgrade(root, "--yes") == 1
    assert own(root) == ("0.6.0", MINE)


def test_a_change_is_told_with_the_files_that_it_concerns(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a", "b", "c", "d"):
        (root / f"entities/{name}").mkdir(parents=True)
        (root / f"entities/{name}/x.yml").write_text("name: X\nlamp: 3\n")
    capsys.readouterr()
    upgrade(root)
    assert capsys.readouterr().out.startswith(
        "0.7.0: Lamps are lights. → entities/a/x.yml, entities/b/x.yml, entities/c/x.yml and 1 more\n\n0.7.1: For all.\n\n"
    )


@pytest.mark.parametrize(
    ("since", "told"),
    [("0.4.0", "0.5.0: too old\n\n0.7.1: For all.\n"), ("0.7.0", "0.7.1: For all.\n"), ("0.7.1", "---")],
)
def test_the_version_before_can_be_said(since: str, told: str, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    upgrade(root, "--from", since)
    assert capsys.readouterr().out.startswith(told)


@pytest.mark.parametrize(
    ("since", "message"),
    [
        ("soon", "'soon' is no version; expected one such as 0.1.0"),
        ("0.8.0", "this project is of druzhba-kb 0.8.0, and this is 0.7.1; install that, or a newer one"),
    ],
)
def test_a_version_that_cannot_be_upgraded_from_is_refused(
    since: str, message: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = content(root)
    assert upgrade(root, "--from", since, "--yes") == 2
    assert capsys.readouterr().err == f"druzhba-kb: {message}\n"
    assert content(root) == before


def test_steps_of_a_workflow_that_are_those_of_another_version_are_named(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / STEPS).parent.mkdir(parents=True)
    (root / STEPS).write_text("name: old\n")
    assert upgrade(root, "--yes") == 1
    assert capsys.readouterr().err.endswith(
        f"left to you: {STEPS} is not that of this version; delete it, and druzhba-kb init base --github writes it\n"
    )
