"""The preview as its user sees it: edits appear, faults are shown over the last good pages, and it recovers by itself."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.projects import environment, make_project, override

ADA = "entities/people/ada-finch.yml"
PATIENCE = 60


class Serving:
    """A preview that runs, its address, and what it prints."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.process = subprocess.Popen(
            [sys.executable, "-m", "druzhba_kb", "--root", str(root), "serve", "--port", "0"],
            env=environment(PYTHONUNBUFFERED="1"),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            # a shell starts what runs in its background deaf to SIGINT
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        self.address = self.printed("http://").split()[0]

    def printed(self, start: str) -> str:
        """Return the next line that starts so."""
        assert self.process.stdout
        return next(line for line in self.process.stdout if line.startswith(start))

    def state(self) -> dict[str, Any]:
        with urlopen(f"{self.address}__preview.json") as answer:
            found: dict[str, Any] = json.load(answer)
        return found

    def after(self, change: Callable[[], object]) -> dict[str, Any]:
        """Make a change and return the next state."""
        number, until = self.state()["number"], time.monotonic() + PATIENCE
        change()
        while (state := self.state())["number"] == number:
            assert time.monotonic() < until
            time.sleep(0.05)
        return state

    def edit(self, file: str, old: str, new: str) -> Callable[[], object]:
        path = self.root / file
        return lambda: path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def eventually(holds: Callable[[], bool]) -> None:
    """Wait until it holds: after a burst of saves, more than one build may follow."""
    until = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.1)


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[Serving]:
    one = Serving(make_project("good", tmp_path / "kb"))
    yield one
    one.process.send_signal(signal.SIGINT)
    rest = one.process.communicate(timeout=PATIENCE)[0]
    assert one.process.returncode == 0, rest
    assert "Traceback" not in rest


def test_an_edit_shows_a_fault_stands_over_the_last_good_page_and_goes_when_mended(
    serving: Serving, page: Page
) -> None:
    page.goto(f"{serving.address}people/ada-finch/")
    serving.after(serving.edit(ADA, "name: Ada Finch", "name: Ada Mary Finch"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ada Mary Finch")
    state = serving.after(serving.edit(ADA, "name: Ada Mary Finch", "nam: Ada Mary Finch"))
    assert "error[unknown-key]" in state["findings"][0]
    told = page.locator("#preview-findings")
    expect(told).to_contain_text(f"{ADA}:1:1: error[unknown-key]")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ada Mary Finch")
    serving.after(serving.edit(ADA, "nam: Ada Mary Finch", "name: Ada Finch"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ada Finch")
    expect(told).to_have_count(0)


def test_templates_styles_new_renamed_and_deleted_files_and_a_burst_of_saves_all_show(serving: Serving) -> None:
    people = serving.root / "entities/people"

    def text(path: str) -> str:
        with urlopen(f"{serving.address}{path}") as answer:
            return str(answer.read().decode())

    own = override(serving.root, "about.md.j2")
    serving.after(serving.edit("templates/about.md.j2", "#", "<p>Edited.</p>\n\n#"))
    assert "Edited." in text("about/")
    serving.after(own.unlink)
    assert "Edited." not in text("about/")
    style = override(serving.root, "assets/site.css")
    serving.after(lambda: style.open("a").write("\n.edited{margin:0}\n"))
    assert ".edited" in text("assets/site.css")
    serving.after(lambda: (people / "bo-marsh.yml").write_text("name: Bo Marsh\nsummary: A keeper.\nstatus: draft\n"))
    assert "draft" in text("people/bo-marsh/").casefold()
    serving.after(lambda: (people / "bo-marsh.yml").rename(people / "bo.yml"))
    assert "Bo Marsh" in text("people/bo/")

    def burst() -> None:
        for number in range(20):
            (people / "bo.yml").write_text(f"name: Bo Marsh {number}\nsummary: A keeper.\nstatus: draft\n")
            time.sleep(0.01)

    burst()
    eventually(lambda: "Bo Marsh 19" in text("people/bo/"))
    (people / "bo.yml").unlink()
    eventually(lambda: "Bo Marsh" not in text("people/"))


def test_a_page_left_in_the_middle_and_a_taken_port_do_no_harm(serving: Serving) -> None:
    port = int(serving.address.rstrip("/").rpartition(":")[2])
    taken = subprocess.run(
        [sys.executable, "-m", "druzhba_kb", "--root", str(serving.root), "serve", "--port", str(port)],
        env=environment(), capture_output=True, text=True, check=False, timeout=PATIENCE,
    )  # fmt: skip
    assert taken.returncode == 2
    assert f"port {port} cannot be used" in taken.stderr
    for _ in range(3):
        with urlopen(f"{serving.address}data/kb.json") as answer:
            answer.read(10)
    assert serving.state()["number"] == 1
