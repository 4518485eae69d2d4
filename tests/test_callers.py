"""The plugin that notes which functions a test calls, and the run of chosen tests."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

TESTS = """
from druzhba_kb.folding import fold, words

def test_first():
    assert fold("a  b") == "a b"

def test_second():
    assert words("a b") == ["a", "b"]
"""


def run(root: Path, folder: Path, extra: dict[str, str]) -> subprocess.CompletedProcess[str]:
    (folder / "test_it.py").write_text(TESTS, "utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "tools.callers",
        f"{folder}/test_it.py",
    ]
    environment = {**os.environ, **extra, "PYTHONPATH": os.pathsep.join([str(root), str(root / "src")])}
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)


def line_of(root: Path, function: str) -> int:
    lines = (root / "src/druzhba_kb/folding.py").read_text("utf-8").splitlines()
    return lines.index(next(line for line in lines if line.startswith(f"def {function}("))) + 1


def test_each_test_is_noted_with_the_functions_that_it_calls(root: Path, tmp_path: Path) -> None:
    note = tmp_path / "note.json"
    assert run(root, tmp_path, {"CALLERS_NOTE": str(note)}).returncode == 0
    noted = {name.rpartition("::")[2]: one["calls"] for name, one in json.loads(note.read_text("utf-8")).items()}
    module = "src/druzhba_kb/folding.py"
    assert noted["test_first"][module] == [line_of(root, "fold")]
    assert noted["test_second"][module] == [line_of(root, "words")]


def test_the_chosen_tests_alone_are_run(root: Path, tmp_path: Path) -> None:
    note, chosen = tmp_path / "note.json", tmp_path / "chosen.json"
    run(root, tmp_path, {"CALLERS_NOTE": str(note)})
    (_, second) = json.loads(note.read_text("utf-8"))
    chosen.write_text(json.dumps([second, "tests/test_gone.py::test"]), "utf-8")
    assert "1 passed" in run(root, tmp_path, {"CALLERS_CHOSEN": str(chosen)}).stdout
