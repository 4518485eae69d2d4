"""Previews for tests: the command runs in a process of its own, and what it prints and serves can be waited for."""

from __future__ import annotations

import json
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.projects import COMMAND, environment
from tests.waiting import PATIENCE, eventually


class Preview:
    """A preview that runs: its address, and the lines that it has printed so far."""

    def __init__(self, root: Path, *options: str) -> None:
        self.root = root
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            [*COMMAND, "--root", str(root), "serve", "--port", "0", *options],
            env=environment(PYTHONUNBUFFERED="1", PYTHONFAULTHANDLER="1"),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            # a shell starts what runs in its background deaf to SIGINT
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        self.reader = Thread(target=self._read, daemon=True)
        self.reader.start()
        self.address = self.printed("http://").split()[0]

    def _read(self) -> None:
        assert self.process.stdout
        self.lines.extend(line.rstrip() for line in self.process.stdout)

    def printed(self, words: str) -> str:
        """Wait for a line with these words and return it."""
        return eventually(lambda: next((line for line in list(self.lines) if words in line), ""))

    def state(self) -> dict[str, Any]:
        """Return what the pages are told: the number of the state and its findings."""
        state: dict[str, Any] = json.loads(self.text("__preview.json"))
        return state

    def text(self, path: str) -> str:
        """Return the text at a path of the site, nothing where there is none now."""
        try:
            with urlopen(f"{self.address}{path}", timeout=PATIENCE) as answer:
                return str(answer.read().decode())
        except (URLError, ConnectionError):
            return ""

    def shows(self, path: str, words: str) -> None:
        """Wait until a page shows words; a build that saw half of a change may come before."""
        eventually(lambda: words in self.text(path))

    def edit(self, file: str, old: str, new: str) -> None:
        """Replace words in a file of the project."""
        path = self.root / file
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")

    def stop(self) -> str:
        """Interrupt it as an editor does, and return all that it printed."""
        self.process.send_signal(signal.SIGINT)
        try:
            assert self.process.wait(PATIENCE) == 0, self.lines
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGABRT)  # it then says where each of its threads is
            self.reader.join(PATIENCE)
            pytest.fail("\n".join(self.lines))
        self.reader.join(PATIENCE)
        return "\n".join(self.lines)


@contextmanager
def serving(root: Path, *options: str) -> Iterator[Preview]:
    """Serve a project on a free port until the end of the block."""
    preview = Preview(root, *options)
    try:
        yield preview
    finally:
        preview.process.kill()
        preview.process.wait()
