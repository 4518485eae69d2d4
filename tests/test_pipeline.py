"""The pipeline: what stops a build before anything is rendered, and what is left behind."""

from __future__ import annotations

import errno
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue

import pytest

from druzhba_kb.locales.alphabet import _alphabet, alphabet
from druzhba_kb.pipeline import PREVIEW, PUBLIC, build, index_preview
from druzhba_kb.pipeline.checking import forget_texts
from druzhba_kb.publishing import search
from druzhba_kb.publishing.atomic_publish import lock
from druzhba_kb.reading.context import known_contexts, word_context
from druzhba_kb.reading.language import language
from druzhba_kb.reading.sentences import sentence_ends
from druzhba_kb.report import Report
from tests.sites_on_disk import lay_out
from tests.waiting import PATIENCE

ROOT = Path(__file__).resolve().parent.parent


def project(tmp_path: Path) -> Path:
    root = lay_out(None, tmp_path / "site")
    (root / "mkdocs.yml").write_text("site_name: Lights\n")
    return root


def codes(root: Path) -> list[str]:
    report = Report()
    assert build(root, report, lambda _: None) is None
    return [finding.code for finding in report.in_order()]


def test_a_configuration_that_is_no_yaml_is_a_finding(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "mkdocs.yml").write_text("site_name: [\n")
    assert codes(root) == ["bad-config"]
    assert not (root / "build" / "site").exists()


def test_a_configuration_without_a_name_is_a_finding(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "mkdocs.yml").write_text("theme: material\n")
    assert codes(root) == ["bad-config"]


def test_an_address_for_reports_that_could_run_is_a_finding(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "mkdocs.yml").write_text("site_name: Lights\nextra: {report_url: 'javascript:alert()'}\n")
    assert codes(root) == ["bad-config"]


def test_a_broken_site_is_never_written(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "entities" / "people" / "ada-finch.yml").write_text("name: [Ada\n")
    assert codes(root) == ["yaml-syntax"]
    assert not (root / "build" / "docs").exists()


def test_a_file_in_the_place_of_the_build_folder_is_a_finding(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "build").write_text("in the way\n")
    assert codes(root) == ["cannot-write"]


def test_a_second_build_waits_for_the_first_and_finds_what_that_has_made(tmp_path: Path) -> None:
    root, told = project(tmp_path), Queue[str]()
    shutil.copy(ROOT / "mkdocs.yml", root)
    assert build(root, Report(), lambda _: None)
    with ThreadPoolExecutor(1) as beside:
        with lock(root / "build/site", Report()):
            second = beside.submit(build, root, Report(), told.put)
            assert told.get(timeout=PATIENCE) == "waiting for another build of 'site' to end"
            assert not second.done()
        assert second.result(PATIENCE) is False
    assert told.empty()


def test_a_build_lets_go_of_the_texts_that_it_has_checked_and_a_preview_keeps_them(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "mkdocs.yml").write_text("theme: material\n")  # so that it ends when the content is checked
    for edition in (PREVIEW, PUBLIC):
        word_context("It is.", 0, "en")
        assert build(root, Report(), lambda _: None, edition) is None
        assert bool(known_contexts.cache_info().currsize) is edition.at_once


def test_an_asset_that_is_no_text_is_a_finding(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "templates/assets").mkdir(parents=True)
    (root / "templates/assets/picture.css").write_bytes(b"\xff\xfe")
    assert codes(root) == ["asset"]


def test_a_warning_is_told_at_every_build(tmp_path: Path) -> None:
    root = project(tmp_path)
    shutil.copy(ROOT / "mkdocs.yml", root)
    (root / "entities" / "_ratchets.yml").unlink()
    for seals in (root / "articles").glob("*.seals"):
        seals.unlink()
    for changed in (True, False):
        report = Report()
        assert build(root, report, lambda _: None) is changed
        assert {finding.code for finding in report.findings} == {"not-sealed"}


def test_an_index_that_cannot_be_written_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page, report = tmp_path / "build/preview/index.html", Report()
    page.parent.mkdir(parents=True)
    page.write_text("<article data-pagefind-body>Lamp</article>")

    def full(_: Path, there: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(there))

    monkeypatch.setattr(search, "link", full)
    index_preview(tmp_path, report, lambda _: None, PREVIEW)
    # in the folder of its own in which the index is made, whose name is never the same
    assert [(Path(one.place.file).name, one.code) for one in report.findings] == [("index.html", "cannot-write")]
    assert [path.name for path in page.parent.iterdir()] == ["index.html"]


def test_a_preview_that_is_being_built_is_not_indexed_meanwhile(tmp_path: Path) -> None:
    (tmp_path / "build/preview").mkdir(parents=True)
    told = Queue[str]()
    with ThreadPoolExecutor(1) as beside:
        with lock(tmp_path / "build/preview", Report()):
            indexing = beside.submit(index_preview, tmp_path, Report(), told.put, PREVIEW)
            assert told.get(timeout=PATIENCE) == "waiting for another build of 'preview' to end"
            assert list((tmp_path / "build/preview").iterdir()) == []
        indexing.result(PATIENCE)
    assert (tmp_path / "build/preview/search/pagefind").is_dir()


def test_what_was_found_in_texts_is_forgotten_and_what_languages_are_is_not() -> None:
    sentence_ends("Forty lamps came. Two went.", "en")
    assert sentence_ends.cache_info().currsize and language("en")
    forget_texts()
    assert (sentence_ends.cache_info().currsize, language.cache_info().currsize > 0) == (0, True)


def test_what_pages_are_made_with_is_kept_for_the_next_build() -> None:
    before = alphabet().key("Åse")
    kept = _alphabet.cache_info().misses
    forget_texts()
    assert (alphabet().key("Åse"), _alphabet.cache_info().misses) == (before, kept)
