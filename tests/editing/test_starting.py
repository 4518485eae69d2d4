"""A knowledge base started by command: what it holds, that it builds, and what is refused."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from html import unescape
from pathlib import Path

import pytest
import yaml
from hatchling.builders.wheel import WheelBuilder

from druzhba_kb.cli import main
from tests.projects import content

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / "village-bridges"


def test_a_new_knowledge_base_passes_its_check(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", folder.name, "--kind", "Mill/Mills", "--yes"]) == 0
    assert "village-bridges/entities/mills/_kind.yml" in capsys.readouterr().out
    assert main(["--root", str(folder), "check"]) == 0
    printed = capsys.readouterr()
    assert printed.out.startswith("checked: 1 article, 3 entities, 1 disagreement,")
    assert printed.err == ""
    assert {path.name for path in folder.iterdir()} == {
        ".gitignore", "README.md", "articles", "entities", "lychee.toml", "mkdocs.yml",
    }  # fmt: skip
    assert "/sources/" in (folder / ".gitignore").read_text("utf-8")


def test_a_new_knowledge_base_builds_at_once(folder: Path) -> None:
    assert main(["init", folder.name, "--title", 'The "Bridges": all', "--kind", "Mill/Mills"]) == 0
    assert main(["--root", str(folder), "build"]) == 0
    home = unescape((folder / "build/site/index.html").read_text("utf-8"))
    assert '<title>The "Bridges": all</title>' in home
    assert (folder / "build/site/mills/index.html").is_file()


def test_the_settings_name_the_new_site_and_nothing_of_ours(folder: Path) -> None:
    assert main(["init", folder.name, "--title", 'The "Bridges": all {0}']) == 0
    assert yaml.safe_load((folder / "mkdocs.yml").read_text("utf-8")) == {
        "site_name": 'The "Bridges": all {0}',
        "site_description": "Each fact with the words that it rests on, each disagreement with both sides.",
        "site_url": "",
        "copyright": "",
        "theme": {"language": "en", "icon": {"logo": "material/not-equal-variant"}},
    }
    assert (folder / "README.md").read_text("utf-8").startswith('# The "Bridges": all {0}\n')


def test_an_empty_folder_is_filled_even_when_one_stands_in_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.mkdir()
    monkeypatch.chdir(folder)
    assert main(["init", "."]) == 0
    assert (folder / "mkdocs.yml").is_file()
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


@pytest.mark.parametrize("taken", ["file", "folder"])
def test_what_is_there_is_never_touched(taken: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if taken == "folder":
        folder.mkdir()
    kept = folder / "notes.txt" if taken == "folder" else folder
    kept.write_text("mine")
    assert main(["init", folder.name]) == 2
    assert "expected a new or empty folder" in capsys.readouterr().err
    assert kept.read_text() == "mine"
    assert sorted(path.name for path in folder.parent.iterdir()) == [folder.name]


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("Mill", "'Mill' is no kind; expected LABEL/PLURAL, such as Mill/Mills"),
        ("Mill/…", "'Mill/…' is no kind; expected a label and a plural with letters"),
        ("Bridge/Bridges", "the kind 'bridges' is there already"),
    ],
)
def test_a_kind_that_cannot_be_is_named(
    kind: str, message: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", folder.name, "--kind", kind]) == 2
    assert message in capsys.readouterr().err
    assert not folder.exists()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_is_asked_for_the_title_and_the_kinds(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Terminal("Old Bridges\nMill/Mills\nМост/Мосты\n\n"))
    assert main(["init", folder.name]) == 0
    assert 'site_name: "Old Bridges"' in (folder / "mkdocs.yml").read_text("utf-8")
    kinds = sorted(path.name for path in (folder / "entities").iterdir())
    assert kinds == ["bridges", "mills", "mosty", "people"]


def test_the_wheel_carries_what_a_new_knowledge_base_needs_and_the_theme(tmp_path: Path) -> None:
    (wheel,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])
    carried = {name.removeprefix("druzhba_kb/") for name in zipfile.ZipFile(wheel).namelist()}
    starter = {
        f"starter/{name}" for name in ("mkdocs.yml", "gitignore", "README.md", "entities/bridges/mill-bridge.yml")
    }
    theme = {f"theme/{path.relative_to(ROOT)}" for path in (ROOT / "templates").rglob("*") if path.is_file()}
    assert {*starter, *theme, "theme/mkdocs-defaults.yml"} <= carried
    assert {name for name in carried if name.startswith("theme/templates/")} == theme


def test_the_wheel_alone_builds_a_new_knowledge_base_and_its_theme_is_that_of_the_source(
    folder: Path, tmp_path: Path
) -> None:
    (wheel,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])
    zipfile.ZipFile(wheel).extractall(tmp_path / "installed")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "installed")}
    for command in (["init", str(folder)], ["--root", str(folder), "build"]):
        done = subprocess.run(
            [sys.executable, "-m", "druzhba_kb", *command], env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    made = content(folder / "build/site")
    assert main(["--root", str(folder), "build", "--no-cache"]) == 0
    assert content(folder / "build/site") == made


def test_yes_asks_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Terminal("Asked\n"))
    assert main(["init", folder.name, "--yes"]) == 0
    assert "Asked" not in (folder / "mkdocs.yml").read_text("utf-8")
