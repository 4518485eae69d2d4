"""What checks and publishes a base of somebody else: laid out at the top of its repository, linted, and locked."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from druzhba_kb.cli import main
from druzhba_kb.editing.generator_version import this_range
from druzhba_kb.editing.starting import AUTOMATION, STEPS
from tests.projects import ROOT, content

BIN = Path(sys.executable).parent
GITHUB = {
    ".editorconfig", ".github/dependabot.yml", ".github/workflows/check.yml", STEPS, ".github/workflows/publish.yml",
    ".pre-commit-config.yaml", ".vscode/extensions.json", ".vscode/settings.json", "requirements.in",
}  # fmt: skip
COMMAND = "uv pip compile requirements.in --universal --generate-hashes --output-file requirements.txt"


@pytest.fixture
def top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty repository, on a machine without uv."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    (tmp_path / "bin").mkdir()
    (tmp_path / "repository/.git").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "repository")
    return tmp_path / "repository"


def uv(top: Path, script: str) -> None:
    file = top.parent / "bin/uv"
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)


def test_a_new_base_has_its_workflows_with_the_first_command(top: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", ".", "--github", "--yes"]) == 0
    made = content(top)
    assert {name for name in made if not name.startswith(("articles", "entities", ".cache"))} == {
        *GITHUB, ".gitignore", "README.md", "lychee.toml", "mkdocs.yml",
    }  # fmt: skip
    assert made["requirements.in"].decode() == f"druzhba-kb{this_range()}\n"
    left = "requirements.txt is still to be made, by which the generator is installed with its hashes"
    assert capsys.readouterr().err.startswith(f"{left} (uv is not installed): {COMMAND}\n")


def test_a_base_that_is_there_gets_what_it_lacks_and_keeps_what_it_has(
    top: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", "kb", "--yes"]) == 0
    (top / ".editorconfig").write_text("root = true\n")
    before = content(top / "kb")
    capsys.readouterr()
    assert main(["init", "kb", "--github", "--ci", "--yes"]) == 0
    printed = capsys.readouterr()
    assert printed.out.splitlines() == sorted({*GITHUB, ".gitignore", "ci.sh"} - {".editorconfig"})
    assert printed.err.startswith("kept .editorconfig, which is there already\n")
    assert (content(top / "kb"), (top / ".editorconfig").read_text()) == (before, "root = true\n")
    assert (top / ".gitignore").read_text() == "/.cache/\n"


@pytest.mark.parametrize("folder", [".", "kb", "a b: #1"])
def test_what_is_laid_out_names_the_folder_and_passes_the_linters(folder: str, top: Path) -> None:
    assert main(["init", folder, "--github", "--ci", "--yes"]) == 0
    workflows = sorted((top / ".github/workflows").iterdir())
    called = [yaml.safe_load(one.read_text())["jobs"]["site"]["with"]["folder"] for one in (workflows[0], workflows[2])]
    hook = yaml.safe_load((top / ".pre-commit-config.yaml").read_text())["repos"][0]["hooks"][0]
    assert called == [folder, folder] and hook["args"] == ["--root", folder, "check"]
    zizmor = [BIN / "zizmor", "--offline", "--no-progress", "--color=never", "."]
    schema = [BIN / "check-jsonschema", "--builtin-schema"]
    for command in (
        zizmor,
        [*schema, "vendor.github-workflows", *workflows],
        [*schema, "vendor.dependabot", ".github/dependabot.yml"],
        ["/bin/sh", "-n", "ci.sh"],
    ):
        done = subprocess.run(command, cwd=top, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_steps_are_those_of_this_repository_which_everybody_can_call() -> None:
    assert (AUTOMATION / "github" / STEPS).read_text() == (ROOT / STEPS).read_text()


def test_the_script_installs_what_is_locked_and_checks_and_builds(top: Path) -> None:
    assert main(["init", "kb", "--ci", "--yes"]) == 0
    told = '#!/bin/sh\necho "$0 $*"\n'
    for name in ("python3", "venv/bin/pip", "venv/bin/druzhba-kb"):
        file = top / ".cache" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(told)
        file.chmod(0o755)
    path = f"{top / '.cache'}:/usr/bin:/bin"
    done = subprocess.run(
        ["/bin/sh", "ci.sh"], cwd=top, env={"PATH": path}, capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines() == [
        f"{top}/.cache/python3 -m venv .cache/venv",
        ".cache/venv/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt",
        ".cache/venv/bin/druzhba-kb --root kb check",
        ".cache/venv/bin/druzhba-kb --root kb build",
    ]


def test_uv_locks_the_generator_where_it_is_installed(top: Path, capsys: pytest.CaptureFixture[str]) -> None:
    uv(top, 'echo "$@" > requirements.txt')
    assert main(["init", ".", "--ci", "--yes"]) == 0
    locked = "pip compile requirements.in --universal --generate-hashes --quiet --output-file requirements.txt\n"
    assert (top / "requirements.txt").read_text() == locked
    assert (
        "\nwrote requirements.txt, by which the generator is installed with its hashes\n"
        in f"\n{capsys.readouterr().err}"
    )
    uv(top, "exit 1")
    assert main(["init", ".", "--ci", "--yes"]) == 0
    assert "requirements.txt is still" not in capsys.readouterr().err


def test_a_lock_that_cannot_be_made_says_why_and_how_to_go_on(top: Path, capsys: pytest.CaptureFixture[str]) -> None:
    uv(top, "echo 'no network' >&2; exit 2")
    assert main(["init", ".", "--ci", "--yes"]) == 0
    assert f"with its hashes (no network): {COMMAND}\n" in capsys.readouterr().err
