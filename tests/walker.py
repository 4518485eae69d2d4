"""Walker: a guide in, its commands run and its files written in a folder; what it shows must be what is printed."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from druzhba_kb.cli import main
from tests.guided import Step, steps

Replace = Callable[[Step], Step | None]


class Walker:
    """Follows the steps of a guide from a folder on."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.monkeypatch = monkeypatch
        self.capsys = capsys
        self.output = ""
        monkeypatch.chdir(folder)

    def follow(self, guide: str, replace: Replace = lambda step: step) -> None:
        """Take every step of a guide; `replace` may give another one for it, or none."""
        for step in filter(None, map(replace, steps(guide))):
            if step.file:
                assert Path(step.file).parent.is_dir(), step.file
                Path(step.file).write_text(step.body, "utf-8")
            elif step.language == "sh":
                self.output = "".join(self.run(line) for line in step.body.splitlines())
            else:
                self.expect(step.body)

    def run(self, line: str) -> str:
        program, *arguments = shlex.split(line)
        if program == "cd":
            self.monkeypatch.chdir(arguments[0])
            return ""
        if program == "druzhba-kb":
            status = main(arguments)
            printed = "".join(self.capsys.readouterr())
            assert status == 0, f"{line}\n{printed}"
            return printed
        done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{line}\n{done.stderr}"
        return done.stdout

    def expect(self, text: str) -> None:
        """Check that the lines stand in the output, in their order; a line may begin one that is longer."""
        rest = iter(self.output.splitlines())
        for line in text.splitlines():
            assert any(one.startswith(line) for one in rest), f"'{line}' is not printed, or not there:\n{self.output}"
