"""The guides, followed to the letter: their commands run, their files are written, what they show is what is printed."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest
import yaml

from druzhba_kb.cli import main
from druzhba_kb.theme import SETTINGS
from tests.guided import GUIDES, steps
from tests.projects import ROOT, content, environment, make_project
from tests.walker import Walker


def test_the_adopters_guide_leads_to_a_site_on_another_topic(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Walker(tmp_path, monkeypatch, capsys).follow("adopter.md")
    assert "Mills of the Brook" in (tmp_path / "public/index.html").read_text("utf-8")
    assert not list((tmp_path / "public").rglob("*mill-bridge*"))


def test_the_walk_in_russian_leads_to_a_russian_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Walker(tmp_path, monkeypatch, capsys).follow("adopter.ru.md")
    mill = (tmp_path / "melnitsy/build/site/melnitsy/verkhnyaya-melnitsa/index.html").read_text("utf-8")
    assert '<html lang="ru"' in mill
    assert ">4 м<" in mill


UPGRADE = "## Upgrade a base that holds its own copy of the theme"
COMMAND = f'druzhba-kb() {{ {shlex.quote(sys.executable)} -m druzhba_kb "$@"; }}\nset -euo pipefail\n'


def shell(folder: Path, commands: str) -> str:
    done = subprocess.run(
        ["bash", "-c", COMMAND + commands], cwd=folder, env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{commands}\n{done.stderr}"
    return done.stdout


def test_a_base_that_was_started_with_a_copy_of_the_theme_is_upgraded_by_the_guide(tmp_path: Path) -> None:
    section = (GUIDES / "adopter.md").read_text("utf-8").partition(f"{UPGRADE}\n")[2]
    delete, afresh, settings = (dedent(block) for block in re.findall(r"(?:^    .+\n)+", section, re.MULTILINE))
    root = make_project("good", tmp_path / "kb")
    own = root / "templates"
    shutil.copytree(ROOT / "templates", own)
    (own / "about.md.j2").write_text("# Of an older version\n")
    (root / "mkdocs.yml").write_text(
        yaml.safe_dump({**yaml.safe_load(SETTINGS.read_text()), **yaml.safe_load(settings)})
    )
    git = "git -c user.name=A -c user.email=a@b.example"
    shell(root, f"git init -q && git add -A && {git} commit -qm start")
    (own / "offices.md.j2").write_text("# Mine\n")
    (own / "articles.md.j2").write_text(
        (own / "articles.md.j2").read_text().replace('# {{ _("Articles") }}', "# Papers")
    )
    shell(root, f"{git} commit -qam changed && druzhba-kb build")
    before = content(root / "build/site")

    shell(root, delete)
    assert content(own).keys() == {"articles.md.j2", "offices.md.j2"}
    shell(root, afresh.replace("NAME", "articles.md.j2").replace("diff mine", "! diff mine") + "mv mine mine.j2\n")
    fresh = own / "articles.md.j2"
    fresh.write_text(fresh.read_text().replace('# {{ _("Articles") }}', "# Papers"))
    assert fresh.read_text().partition("\n")[2] == (root / "mine.j2").read_text()
    (root / "mkdocs.yml").write_text(settings)
    shell(root, "druzhba-kb build --no-cache")
    after = content(root / "build/site")
    assert {name for name in before | after if before.get(name) != after.get(name)} == {"about/index.html"}
    assert "How this is made" in after["about/index.html"].decode()


def commands_named(text: str) -> Iterator[str]:
    yield from re.findall(r"druzhba-kb ([a-z]+)", text)


@pytest.mark.parametrize(
    "page",
    [
        "guides/editor.md",
        "guides/adopter.md",
        "guides/adopter.ru.md",
        "README.md",
        "CONTRIBUTING.md",
        "docs/editing.md",
    ],
)
def test_a_page_names_commands_that_exist(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = (GUIDES.parent / page).read_text("utf-8")
    for command in sorted(set(commands_named(text))):
        with pytest.raises(SystemExit) as stopped:
            main([command, "--help"])
        assert stopped.value.code == 0, command


@pytest.mark.parametrize("guide", ["editor", "adopter"])
def test_the_recorded_session_runs_every_command_of_its_guide(guide: str) -> None:
    _head, *events = (GUIDES / f"{guide}.cast").read_text("utf-8").splitlines()
    typed = "".join(json.loads(event)[2] for event in events)
    commands = [line for step in steps(f"{guide}.md") if step.language == "sh" for line in step.body.splitlines()]
    assert [command for command in commands if f"$ {command}\r\n" not in typed] == []
    assert "error[" not in typed
