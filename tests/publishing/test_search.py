"""The search index: dealt out to bundles, each made anew only where one of its pages has changed."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event
from types import SimpleNamespace
from typing import Any

import pytest

from druzhba_kb.publishing import search
from druzhba_kb.publishing.search import FOLDER, LIST, indexed, take_over_index
from druzhba_kb.report import Report

PAGE = '<html lang="en"><body><article data-pagefind-body><h1>{name}</h1><p>{text}</p></article></body></html>'
COUNT = 40


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "PAGES", 10)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of pages that Pagefind was given, each time that it ran."""
    found = list[int]()
    run = search.Pagefind.run

    def counted(self: search.Pagefind, pages: Path, bundle: Path) -> str:
        found.append(sum(1 for _ in pages.rglob("*.html")))
        return run(self, pages, bundle)

    monkeypatch.setattr(search.Pagefind, "run", counted)
    return found


def site(folder: Path, count: int = COUNT) -> Path:
    """Return a site of some lamps and a page that is not searched."""
    for number in range(count):
        write(folder, number, f"Lamp {number} burns oil")
    (folder / "index.html").write_text("<html><body>Home of the oil</body></html>")
    return folder


def write(folder: Path, number: int, text: str) -> None:
    (folder / f"lamps/lamp-{number}").mkdir(parents=True, exist_ok=True)
    (folder / f"lamps/lamp-{number}/index.html").write_text(PAGE.format(name=f"Lamp {number}", text=text))


def index(folder: Path, before: Path | None = None) -> dict[str, bytes]:
    """Index a site; return the files of its index."""
    report = Report()
    with indexed(folder, report, before):
        assert folder.is_dir()
    assert report.findings == []
    return files(folder)


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in (folder / FOLDER).rglob("*") if path.is_file())
    return {path.relative_to(folder / FOLDER).as_posix(): path.read_bytes() for path in found}


def test_every_page_with_a_body_is_in_one_bundle_and_the_first_has_the_engine(tmp_path: Path, made: list[int]) -> None:
    found = index(site(tmp_path / "site"))
    assert sum(made) == COUNT
    bundles = [json.loads(found[f"{number}/pagefind-entry.json"]) for number in range(4)]
    assert sum(bundle["languages"]["en"]["page_count"] for bundle in bundles) == COUNT
    assert len(json.loads(found[LIST])) == 4
    assert sorted(name for name in found if name.endswith(".js") or "wasm" in name) == [
        "0/pagefind-worker.js",
        "0/pagefind.js",
        "0/wasm.en.pagefind",
        "0/wasm.unknown.pagefind",
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize(("count", "bundles"), [(0, 0), (1, 1), (10, 1), (11, 2), (20, 2), (21, 4), (200, 4)])
def test_there_are_more_bundles_where_there_are_more_pages_up_to_a_bound(
    tmp_path: Path, count: int, bundles: int
) -> None:
    (tmp_path / "site").mkdir()
    dealt = search._bundles(site(tmp_path / "site", count))
    assert len(dealt) <= bundles
    assert len(dealt) == bundles or count < 20
    assert sum(map(len, dealt)) == count


def test_a_changed_page_makes_its_bundle_anew_and_the_rest_is_taken_over(tmp_path: Path, made: list[int]) -> None:
    before = site(tmp_path / "before")
    index(before)
    after = site(tmp_path / "after")
    write(after, 7, "Lamp 7 burns gas")
    made.clear()
    changed = index(after, before)
    assert len(made) == 1
    assert changed == index(after)


def test_the_index_of_a_site_is_brought_up_to_date_where_it_stands(tmp_path: Path, made: list[int]) -> None:
    folder = site(tmp_path / "site")
    index(folder)
    write(folder, 7, "Lamp 7 burns gas")
    made.clear()
    changed = index(folder, folder)
    assert len(made) == 1
    assert changed == index(folder)
    made.clear()
    assert index(folder, folder) == changed
    assert made == []


def tear(folder: Path) -> None:
    next((folder / FOLDER / "2/fragment").iterdir()).write_bytes(b"torn")


def lose(folder: Path) -> None:
    next((folder / FOLDER / "1/index").iterdir()).unlink()


def add(folder: Path) -> None:
    (folder / FOLDER / "0/foreign.js").write_text("alert()")


def empty(folder: Path) -> None:
    (folder / FOLDER / LIST).write_text("")


def list_oddly(folder: Path) -> None:
    (folder / FOLDER / LIST).write_text("[1, 2]")


@pytest.mark.parametrize("damage", [tear, lose, add, empty, list_oddly])
def test_a_damaged_bundle_is_made_anew(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    folder = site(tmp_path / "site")
    whole = index(folder)
    damage(folder)
    assert index(folder, folder) == whole


def test_a_site_without_records_has_an_empty_index(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    assert index(site(folder, 0)) == {LIST: b"{}"}


def test_what_the_indexer_complains_of_is_a_finding_and_the_old_index_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, report = site(tmp_path / "site"), Report()
    before = index(folder)
    monkeypatch.setattr(search, "OPTIONS", ("--no-such-option",))
    with indexed(folder, report):
        pass
    (finding,) = report.findings
    assert finding.message.startswith("pagefind ended with status 2, expected 0: '")
    assert files(folder) == before


def test_a_module_in_the_folder_of_a_project_does_not_take_the_place_of_the_indexer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = site(tmp_path / "site")
    (tmp_path / "pagefind.py").write_text("open('run', 'w')")
    monkeypatch.chdir(tmp_path)
    index(folder)
    assert not (tmp_path / "run").exists()


def test_nothing_more_is_made_nor_put_in_place_where_what_goes_on_beside_fails(tmp_path: Path, made: list[int]) -> None:
    folder = site(tmp_path / "site")
    with pytest.raises(KeyboardInterrupt), indexed(folder, Report()):
        raise KeyboardInterrupt
    assert not (folder / FOLDER).exists()
    assert len(made) <= 1
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_runs_is_ended_with_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started, begun = list[subprocess.Popen[str]](), Event()

    def slow(_: list[str], **options: Any) -> subprocess.Popen[str]:
        started.append(subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], **options))
        begun.set()
        return started[0]

    monkeypatch.setattr(search, "subprocess", SimpleNamespace(**{**vars(subprocess), "Popen": slow}))
    with pytest.raises(KeyboardInterrupt), indexed(site(tmp_path / "site"), Report()):
        begun.wait()
        raise KeyboardInterrupt
    assert [process.returncode for process in started] == [-signal.SIGKILL]


def test_another_pagefind_makes_the_index_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = site(tmp_path / "site")
    before = index(folder)
    assert index(folder) == before
    monkeypatch.setattr(search, "version", lambda name: "0.0.1")
    assert index(folder)[LIST] != before[LIST]


def test_the_next_site_has_the_index_of_the_last_one_for_the_time_being(tmp_path: Path) -> None:
    before, after = site(tmp_path / "before"), site(tmp_path / "after")
    take_over_index(before, after)
    assert files(after) == {}
    whole = index(before)
    take_over_index(before, after)
    assert files(after) == whole
