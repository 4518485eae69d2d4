"""The guides, followed to the letter: their commands run, their files are written, what they show is what is printed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from druzhba_kb.cli import main
from tests.guided import FENCED, GUIDES, steps
from tests.walker import Walker


def test_the_adopters_guide_leads_to_a_site_on_another_topic(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Walker(tmp_path, monkeypatch, capsys).follow("adopter.md")
    assert "Mills of the Brook" in (tmp_path / "public/index.html").read_text("utf-8")
    assert not list((tmp_path / "public").rglob("*mill-bridge*"))


def commands_named(text: str) -> Iterator[str]:
    yield from re.findall(r"druzhba-kb ([a-z]+)", text)


@pytest.mark.parametrize("guide", ["reader.md", "editor.md", "adopter.md"])
def test_a_guide_leads_to_files_that_exist_and_names_commands_that_exist(
    guide: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (GUIDES / guide).read_text("utf-8")
    targets = re.findall(r"\]\(([^)#:]+)\)", re.sub(FENCED, "", text))
    assert [target for target in targets if not (GUIDES / target).exists()] == []
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
