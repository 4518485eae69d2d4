"""Editions: what the public site and the preview show of a draft, and the preview while its editor works."""

from __future__ import annotations

import json
import re
import shutil
import socket
from pathlib import Path

import pytest

from druzhba_kb.cli import main
from tests.previews import serving
from tests.projects import built, content, make_project, run
from tests.waiting import eventually

ROCK = """name: Wreck Rock
status: draft
aliases:
  - {name: Sunken Stone, note: What pilots call it.}
summary: A tower near [Gull Point](gull-point.yml), kept by Bo Marsh.
formerly: [old-wreck]
statements:
  - relit: 1931-05-06
    source: tidings-1931
    quote: relit on 6 May 1931
  - relit: 1931-05-04
    source: courier-1931
    quote: lit again on 4 May 1931
    said_by: ada-finch
"""
KEEPER = """name: Bo Marsh
status: draft
statements:
  - lights: wreck-rock
    source: courier-1931
    quote: "Ada Finch said"
    inferred: [value]
    note: The keeper is not named.
"""
TRACES = re.compile(rb"wreck|sunken|marsh|\bdraft<|\(draft\)|noindex", re.IGNORECASE)
BUILDS = ("site.checked", "schemas")  # what only builds read
PRIVATE = (*BUILDS, "preview", "preview-docs", "preview.yml", "preview.lock", "preview.stamp")


def with_drafts(folder: Path) -> Path:
    """Lay out the good site with two drafts, one of which refers to the other."""
    make_project("good", folder)
    (folder / "entities/lighthouses/wreck-rock.yml").write_text(ROCK, "utf-8")
    (folder / "entities/people/bo-marsh.yml").write_text(KEEPER, "utf-8")
    assert run(folder, "seal").returncode == 0
    return folder


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project with drafts whose two editions are built, which no test changes."""
    folder = with_drafts(tmp_path_factory.mktemp("editions") / "project")
    done = run(folder)
    assert (done.returncode, "2 drafts" in done.stdout) == (0, True), done.stderr
    with serving(folder):
        return folder


def test_nothing_of_a_draft_is_in_any_file_of_the_public_edition(project: Path) -> None:
    made = {name: text for name, text in content(project / "build").items() if not name.startswith(PRIVATE)}
    assert {"site/data/kb.json", "site/search/names.json", "docs/lighthouses/index.md"} < made.keys()
    assert [name for name, text in made.items() if TRACES.search(name.encode()) or TRACES.search(text)] == []


def test_without_its_drafts_a_project_gives_the_same_site(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    plain = built("good", tmp_path_factory.getbasetemp())
    assert content(plain / "build/site") == content(project / "build/site")


def test_the_preview_shows_drafts_marked_in_words(project: Path) -> None:
    preview = project / "build/preview"
    page = (preview / "lighthouses/wreck-rock/index.html").read_text("utf-8")
    assert re.search(r'<h1[^>]*><span dir="auto">Wreck Rock</span> <span class="tag dr">Draft</span>', page)
    assert "This page is a draft." in page and "remove “status: draft” from entities/lighthouses/wreck-rock.yml" in page
    assert '<a href="../../people/bo-marsh/" dir="auto">Bo Marsh</a> <span class="tag dr">Draft</span>' in page
    for index in ("index.html", "lighthouses/index.html", "timeline/index.html"):
        text = (preview / index).read_text("utf-8")
        assert re.search(r'wreck-rock/[^"]*" dir="auto">Wreck Rock</a> <span class="tag dr">Draft</span>', text), index


def test_every_page_of_the_preview_asks_not_to_be_indexed(project: Path) -> None:
    pages = {name: text for name, text in content(project / "build/preview").items() if name.endswith(".html")}
    assert len(pages) > 10
    assert [name for name, text in pages.items() if b'<meta name="robots" content="noindex">' not in text] == []


def test_the_preview_has_the_drafts_in_its_data(project: Path) -> None:
    known = json.loads((project / "build/preview/data/kb.json").read_text("utf-8"))
    assert {"wreck-rock", "bo-marsh"} < {entity["id"] for entity in known["entities"]}
    assert "wreck-rock" in {dispute["entity"] for dispute in known["disagreements"]}


def test_a_clone_without_the_texts_passes_by_the_seals_of_drafts(project: Path, tmp_path: Path) -> None:
    clone = shutil.copytree(project, tmp_path / "clone", ignore=shutil.ignore_patterns("build"))
    for text in (clone / "sources").iterdir():
        text.unlink()
    done = run(clone, "check")
    assert (done.returncode, done.stderr) == (0, "")
    assert "2 drafts" in done.stdout


def test_a_fault_in_a_draft_stops_the_check(tmp_path: Path) -> None:
    folder = make_project("good", tmp_path / "site")
    (folder / "entities/lighthouses/wreck-rock.yml").write_text(ROCK.replace("6 May", "7 May"), "utf-8")
    done = run(folder, "check")
    assert (done.returncode, "wreck-rock.yml:10:12: error[quote-not-found]" in done.stderr) == (1, True), done.stderr


def test_a_draft_uses_up_nothing_of_the_budget(tmp_path: Path) -> None:
    folder = make_project("good", tmp_path / "site")
    quotes = ("After three months of work the lamp", "the tower, which is", "Gull Point shines tonight! — Ada")
    aliases = "".join(f"  - {{name: {quote[:9]!r}, source: courier-1931, quote: {quote!r}}}\n" for quote in quotes)
    entity = folder / "entities/lighthouses/wreck-rock.yml"
    entity.write_text(f"name: Wreck Rock\nstatus: draft\naliases:\n{aliases}", "utf-8")
    assert "over-budget" not in run(folder, "check").stderr
    entity.write_text(entity.read_text("utf-8").replace("status: draft\n", ""), "utf-8")
    assert "over-budget" in run(folder, "check").stderr


SKERRY, SHOWN = "entities/lighthouses/skerry-light.yml", "lighthouses/skerry-light/"


def test_a_broken_edit_leaves_the_last_good_pages_and_a_mended_one_shows(tmp_path: Path) -> None:
    folder = make_project("good", tmp_path / "site")
    with serving(folder) as preview:
        preview.shows(SHOWN, "held back by storms")
        preview.edit(SKERRY, "summary", "sumary")
        preview.printed("error[unknown-key]: an entity has no 'sumary'; did you mean 'summary'?")
        preview.printed("shows the last good pages")
        assert "held back by storms" in preview.text(SHOWN)
        preview.edit(SKERRY, "sumary", "summary")
        preview.edit(SKERRY, "held back", "held up")
        preview.shows(SHOWN, "held up by storms")
        eventually(lambda: preview.lines[-1].endswith("is ready, drafts included; Ctrl-C stops it"))
        assert "stopped" in preview.stop().splitlines()[-1]
    assert not (folder / "build/site").exists()


def test_a_project_that_is_broken_from_the_start_is_served_once_it_is_mended(tmp_path: Path) -> None:
    folder = make_project("good", tmp_path / "site")
    text = (folder / SKERRY).read_text("utf-8")
    (folder / SKERRY).write_text("name: [\n", "utf-8")
    with serving(folder) as preview:
        assert preview.text(SHOWN) == ""
        (folder / SKERRY).write_text(text, "utf-8")
        preview.printed(f"{preview.address} is ready")
        preview.shows(SHOWN, "held back by storms")


def test_a_port_in_use_is_named_with_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = make_project("good", tmp_path / "site")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["--root", str(folder), "serve", "--port", str(port)]) == 2
    assert capsys.readouterr().err.strip() == (
        f"druzhba-kb: port {port} cannot be used: Address already in use; name another with --port"
    )
    assert not (folder / "build").exists()


@pytest.mark.parametrize("port", ["no", "-1", "65536", "٣"])
def test_what_is_no_port_is_wrong_usage(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["serve", f"--port={port}"])
    assert stopped.value.code == 2
    assert f"'{port}' is no port; expected a number from 0 to 65535" in capsys.readouterr().err
