"""Guided: a guide in, its steps out; run as a program, it types and runs them, for `make sessions` to record."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from druzhba_kb.layout import ASSETS, CONTENT

ROOT = Path(__file__).resolve().parents[1]
GUIDES = ROOT / "guides"
FENCED = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)
LETTER, LINE = 0.02, 0.4


@dataclass(frozen=True, slots=True)
class Step:
    """A fenced block of a guide: commands (sh), what they print (text), or a file with its path."""

    language: str
    file: str
    body: str


def steps(guide: str) -> list[Step]:
    """Return the steps of a guide, `editor.md`."""
    return [Step(*match) for match in FENCED.findall((GUIDES / guide).read_text("utf-8"))]


def project(folder: Path) -> None:
    """Copy the project's content to a folder, for a guide that works in it."""
    for name in (name for name in (*CONTENT, ASSETS, "tests/guides") if (ROOT / name).is_dir()):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)


def main(guide: str) -> int:
    """Play a guide in a copy of the project, or in an empty folder if it starts one; stop where a command fails."""
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    with TemporaryDirectory() as folder:
        os.chdir(folder)
        if guide == "editor.md":
            project(Path(folder))
        return next((status for step in steps(guide) if (status := _play(step))), 0)


def _play(step: Step) -> int:
    if step.file:
        _type(f"# write {step.file}")
        Path(step.file).write_text(step.body, "utf-8")
        print(f"\x1b[2m{step.body}\x1b[0m", flush=True)
    if step.language == "sh":
        return next((status for line in step.body.splitlines() if (status := _run(line))), 0)
    return 0


def _run(line: str) -> int:
    _type(line)
    if line.startswith("cd "):
        os.chdir(line.removeprefix("cd "))
        return 0
    return subprocess.run(line, shell=True, check=False).returncode


def _type(line: str) -> None:
    print("\n$ ", end="", flush=True)
    for letter in line:
        print(letter, end="", flush=True)
        time.sleep(LETTER)
    time.sleep(LINE)
    print(flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
