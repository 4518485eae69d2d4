"""Completion in the shells themselves, where they are installed: commands, options, and the ids of the project."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from druzhba_kb.cli import main
from tests.sites_on_disk import lay_out
from tests.waiting import PATIENCE

BASH = """
source "$1"
COMP_WORDS=(druzhba-kb {words}); COMP_CWORD=$(( ${{#COMP_WORDS[@]}} - 1 ))
complete_with=$(complete -p druzhba-kb | sed 's/.*-F \\([^ ]*\\).*/\\1/')
$complete_with druzhba-kb "${{COMP_WORDS[COMP_CWORD]}}" "${{COMP_WORDS[COMP_CWORD-1]}}"
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
FISH = "source $argv[1]; complete -C 'druzhba-kb {words}'"
LINES = [
    ("completion ''", {"bash", "zsh", "fish"}),
    ("kind ''", {"add", "attribute", "remove", "rename"}),
    ("kind rename ''", {"lighthouses", "people"}),
    ("suggest --kind ''", {"lighthouses", "people"}),
    ("coverage ''", {"courier-1931", "tidings-1931"}),
    ("kind add --plu", {"--plural"}),
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = lay_out(None, tmp_path / "site")
    (root / "mkdocs.yml").write_text("site_name: Lights\n")
    return root


def printed(shell: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["completion", shell]) == 0
    return capsys.readouterr().out


def run(command: list[str], folder: Path) -> set[str]:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=PATIENCE)
    return {line.split("\t")[0] for line in done.stdout.splitlines() if line}


@pytest.mark.parametrize(("words", "expected"), LINES)
@pytest.mark.parametrize("shell", [shell for shell in ("bash", "fish") if shutil.which(shell)])
def test_a_shell_completes_commands_options_and_ids(
    shell: str, words: str, expected: set[str], root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = tmp_path / f"completion.{shell}"
    script.write_text(printed(shell, capsys), "utf-8")
    below = root / "entities" / "people"
    if shell == "bash":
        found = run(["bash", "-c", BASH.format(words=words), "bash", str(script)], below)
    else:
        found = run(["fish", "--no-config", "-c", FISH.format(words=words.replace("''", "")), str(script)], below)
    assert found == expected


def test_zsh_reads_its_script(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = printed("zsh", capsys)
    assert text.startswith("#compdef druzhba-kb")
    assert "_druzhba_kb_articles()" in text
    if shutil.which("zsh"):
        (tmp_path / "_druzhba-kb").write_text(text, "utf-8")
        done = subprocess.run(["zsh", "-n", str(tmp_path / "_druzhba-kb")], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")


def test_a_folder_without_a_project_completes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script = tmp_path / "completion.bash"
    script.write_text(printed("bash", capsys), "utf-8")
    assert run(["bash", "-c", BASH.format(words="coverage ''"), "bash", str(script)], tmp_path) == set()


def test_a_shell_that_is_not_known_is_wrong_usage() -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["completion", "tcsh"])
    assert stopped.value.code == 2
