"""A knowledge base started by command: what it holds, that it builds, and what is refused."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from html import unescape
from pathlib import Path

import pytest
import yaml
from hatchling.builders.wheel import WheelBuilder

from druzhba_kb.cli import main
from druzhba_kb.editing.generator_version import this_range
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
    assert {path.name for path in folder.iterdir()} - {".cache"} == {
        ".gitignore", "README.md", "articles", "entities", "lychee.toml", "mkdocs.yml",
    }  # fmt: skip
    assert "/sources/" in (folder / ".gitignore").read_text("utf-8")


@pytest.mark.parametrize("language", ["de", "ru"])
def test_a_new_knowledge_base_in_another_language_passes_its_check(
    folder: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", folder.name, "--yes"]) == 0
    settings = folder / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("language: en", f"language: {language}"), "utf-8")
    capsys.readouterr()
    assert main(["--root", str(folder), "check"]) == 0
    assert capsys.readouterr().err == ""


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
        "extra": {"generator_version": this_range()},
    }
    assert (folder / "README.md").read_text("utf-8").startswith('# The "Bridges": all {0}\n')


def test_an_empty_folder_is_filled_even_when_one_stands_in_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.mkdir()
    monkeypatch.chdir(folder)
    assert main(["init", "."]) == 0
    assert (folder / "mkdocs.yml").is_file()
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def init(*arguments: str) -> int:
    return main(["init", *arguments, "--yes"])


def test_a_file_in_the_place_of_the_folder_stays(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder.write_text("mine")
    assert init(folder.name) == 2
    assert capsys.readouterr().err == (
        "druzhba-kb: 'village-bridges' is a file; expected a folder, or the name of a new one\n"
    )
    assert folder.read_text() == "mine"


def test_a_repository_with_a_readme_and_a_licence_keeps_them(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    theirs = {
        ".git/HEAD": "ref",
        "README.md": "# Ours\n",
        "LICENSE": "free",
        "docs/a.md": "a",
        ".gitignore": "/build/\nx",
    }
    for name, text in theirs.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    monkeypatch.chdir(folder)
    assert init(".") == 0
    printed = capsys.readouterr()
    assert printed.err == ("kept README.md, which is there already\nnext: druzhba-kb build, then druzhba-kb serve\n")
    assert "README.md" not in printed.out and ".gitignore\narticles/" in printed.out
    ignored = theirs.pop(".gitignore")
    assert {name: (folder / name).read_text() for name in theirs} == theirs
    lines = (folder / ".gitignore").read_text().splitlines()
    assert lines[:2] == ignored.splitlines()
    assert {"/sources/", "/.cache/"} <= set(lines) and lines.count("/build/") == 1
    assert main(["check"]) == 0


def test_private_texts_are_ignored_where_gitignore_is_empty(folder: Path) -> None:
    folder.mkdir()
    (folder / ".gitignore").touch()
    assert init(folder.name) == 0
    assert "/sources/" in (folder / ".gitignore").read_text().splitlines()


def test_a_site_of_mkdocs_gets_its_knowledge_base_in_a_folder_of_its_own(folder: Path) -> None:
    folder.mkdir()
    (folder / "mkdocs.yml").write_text("site_name: Ours\n")
    assert init(folder.name) == 0
    assert (folder / "mkdocs.yml").read_text() == "site_name: Ours\n"
    assert sorted(path.name for path in folder.iterdir()) == ["kb", "mkdocs.yml"]
    assert main(["--root", str(folder / "kb"), "check"]) == 0
    assert init(folder.name) == 2


def test_what_stands_in_the_way_is_named_with_the_way_on(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "articles").mkdir(parents=True)
    (folder / "articles/mine.txt").write_text("mine")
    (folder / "templates").write_text("mine")
    (folder / "entities").mkdir()
    before = content(folder)
    assert init(folder.name) == 2
    assert capsys.readouterr().err == (
        "druzhba-kb: 'articles', 'templates' in 'village-bridges' stands where a knowledge base keeps its own; "
        "move it, or start in a folder of its own: druzhba-kb init village-bridges/kb\n"
    )
    assert content(folder) == before


def test_a_knowledge_base_is_not_started_twice(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert init(folder.name) == 0
    before = content(folder)
    capsys.readouterr()
    assert init(folder.name) == 2
    assert capsys.readouterr().err == (
        "druzhba-kb: 'village-bridges' holds a knowledge base already; --github and --ci add what checks and publishes it\n"
    )
    assert content(folder) == before


def test_nothing_that_is_published_has_to_carry_the_name_of_the_program(folder: Path) -> None:
    assert init(folder.name) == 0
    assert main(["--root", str(folder), "build"]) == 0
    lines = {line.strip() for data in content(folder / "build/site").values() for line in data.splitlines()}
    lines = {line for line in lines if b"druzhba" in line.lower()}
    assert {re.sub(rb"druzhba-kb [\d.]+", b"NAME", line) for line in lines} == {
        b'"generator": "NAME",', b'generator: "NAME"',
    }  # fmt: skip


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
    automation = {f"automation/{name}" for name in ("ci/ci.sh", "github/.github/workflows/knowledge-base.yml")}
    assert {*starter, *theme, *automation, "theme/mkdocs-defaults.yml", "editing/upgrades.toml", "py.typed"} <= carried
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
