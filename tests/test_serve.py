"""The preview as its user sees it: edits appear, faults are shown over the last good pages, and it recovers by itself."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.previews import Preview, serving
from tests.projects import COMMAND, environment, make_project, override
from tests.waiting import PATIENCE, eventually

ADA = "entities/people/ada-finch.yml"


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    with serving(make_project("good", tmp_path / "kb")) as one:
        yield one
        assert "Traceback" not in one.stop()


def test_an_edit_shows_a_fault_stands_over_the_last_good_page_and_goes_when_mended(
    preview: Preview, page: Page
) -> None:
    page.goto(f"{preview.address}people/ada-finch/")
    heading, overlay = page.get_by_role("heading", level=1), page.locator("#preview-findings")
    preview.edit(ADA, "name: Ada Finch", "name: Ada Mary Finch")
    expect(heading).to_contain_text("Ada Mary Finch")
    preview.edit(ADA, "name: Ada Mary Finch", "nam: Ada Mary Finch")
    expect(overlay).to_contain_text(f"{ADA}:1:1: error[unknown-key]")
    expect(heading).to_contain_text("Ada Mary Finch")
    preview.edit(ADA, "nam: Ada Mary Finch", "name: Ada Finch")
    expect(heading).to_contain_text("Ada Finch")
    expect(overlay).to_have_count(0)


def test_templates_styles_new_renamed_and_deleted_files_and_a_burst_of_saves_all_show(preview: Preview) -> None:
    people = preview.root / "entities/people"
    own = override(preview.root, "about.md.j2")
    preview.edit("templates/about.md.j2", "#", "<p>Edited.</p>\n\n#")
    preview.shows("about/", "Edited.")
    own.unlink()
    eventually(lambda: "Edited." not in (preview.text("about/") or "Edited."))
    style = override(preview.root, "assets/site.css")
    with style.open("a") as stream:
        stream.write("\n.edited{margin:0}\n")
    preview.shows("assets/site.css", ".edited")
    (people / "bo-marsh.yml").write_text("name: Bo Marsh\nsummary: A keeper.\nstatus: draft\n")
    preview.shows("people/bo-marsh/", "draft")
    (people / "bo-marsh.yml").rename(people / "bo.yml")
    preview.shows("people/bo/", "Bo Marsh")
    for number in range(20):
        (people / "bo.yml").write_text(f"name: Bo Marsh {number}\nsummary: A keeper.\nstatus: draft\n")
    preview.shows("people/bo/", "Bo Marsh 19")
    (people / "bo.yml").unlink()
    eventually(lambda: "Bo Marsh" not in (preview.text("people/") or "Bo Marsh"))


def test_a_page_left_in_the_middle_and_a_taken_port_do_no_harm(preview: Preview) -> None:
    port = preview.address.rstrip("/").rpartition(":")[2]
    command = [*COMMAND, "--root", str(preview.root), "serve", "--port", port]
    taken = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    assert taken.returncode == 2
    assert f"port {port} cannot be used" in taken.stderr
    for _ in range(3):
        with urlopen(f"{preview.address}data/kb.json") as answer:
            answer.read(10)
    assert preview.state()["number"] == 1


def test_two_previews_of_one_project_both_show_an_edit(preview: Preview, page: Page) -> None:
    with serving(preview.root) as second:
        page.goto(f"{second.address}people/ada-finch/")
        preview.edit(ADA, "name: Ada Finch", "name: Ada Mary Finch")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Ada Mary Finch")
        preview.shows("people/ada-finch/", "Ada Mary Finch")
        eventually(lambda: preview.state()["number"] > 1)
        assert not [line for one in (preview, second) for line in one.lines if "error" in line]
        second.stop()


def test_a_service_that_ends_it_is_heard_as_an_editor_is(tmp_path: Path) -> None:
    with serving(make_project("good", tmp_path / "kb")) as one:
        one.process.send_signal(signal.SIGTERM)
        assert one.process.wait(PATIENCE) == 0
        one.reader.join(PATIENCE)
        assert one.lines[-1] == "druzhba-kb: stopped; the last good preview stays in build/"
