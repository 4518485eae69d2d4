"""Stamps: when a site is what a build would make, and when it stands as it was left."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from druzhba_kb import theme
from druzhba_kb.pipeline.fingerprint import digest_of, report_damage, stamp
from druzhba_kb.pipeline.settings import PREVIEW, PUBLIC, Edition
from druzhba_kb.publishing.search import FOLDER
from druzhba_kb.report import Finding, Place, Report

INPUT = "entities/lamps/tall.yml"


def put(root: Path, edition: Edition = PUBLIC, findings: Sequence[Finding] = ()) -> Path:
    """Stamp a site of a project; return the project."""
    for name in (INPUT, "templates/x.j2", "mkdocs.yml", "build/site/index.html", f"build/site/{FOLDER}/words"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)
    stamp(root, root / "build/site", edition).put(findings)
    return root


def states(root: Path, edition: Edition = PUBLIC) -> tuple[bool, bool]:
    now = stamp(root, root / "build/site", edition)
    return now.fits(), now.is_intact()


def test_a_site_fits_its_project_until_something_is_edited(tmp_path: Path) -> None:
    root = put(tmp_path)
    assert states(root) == (True, True)
    (root / INPUT).write_text("edited")
    assert states(root) == (False, True)
    (root / INPUT).write_text(INPUT)
    assert states(root) == (True, True)


def test_a_file_of_the_theme_counts_unless_the_project_has_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped, root = tmp_path / "shipped", tmp_path / "kb"
    shipped.mkdir()
    monkeypatch.setattr(theme, "SHIPPED", shipped)
    for name in ("x.j2", "y.j2"):
        (shipped / name).write_text("one")
    put(root)
    (shipped / "x.j2").write_text("two")
    assert states(root) == (True, True)
    (shipped / "y.j2").write_text("two")
    assert states(root) == (False, True)
    (shipped / "y.j2").write_text("one")
    assert states(root) == (True, True)
    (root / "templates/y.j2").write_text("mine")
    assert states(root) == (False, True)


@pytest.mark.parametrize("name", ["index.html", "new.html", f"{FOLDER}/words"])
def test_a_site_that_was_touched_stands_no_more(tmp_path: Path, name: str) -> None:
    root = put(tmp_path)
    (root / "build/site" / name).write_text("touched")
    assert states(root) == (False, False)


def test_the_index_of_a_preview_is_made_later(tmp_path: Path) -> None:
    root = put(tmp_path, PREVIEW)
    (root / "build/site" / FOLDER / "words").write_text("more words")
    assert states(root, PREVIEW) == (True, True)


def test_a_source_file_that_is_gone_may_have_been_linked_to(tmp_path: Path) -> None:
    root = put(tmp_path)
    (root / "entities/lamps/new.yml").write_text("new")
    assert states(root) == (False, True)
    (root / INPUT).unlink()
    assert states(root) == (False, False)


def test_what_was_found_is_found_again_where_nothing_has_changed(tmp_path: Path) -> None:
    found = Finding(Place(INPUT, 3, 7), "thin-quote", "too little", "warning")
    root = put(tmp_path, findings=[found])
    assert states(root) == (True, True)
    assert stamp(root, root / "build/site", PUBLIC).findings == [found]


def test_the_sitemap_of_the_published_site_counts(tmp_path: Path) -> None:
    edition = replace(PUBLIC, sitemap=tmp_path / "sitemap.xml")
    (tmp_path / "sitemap.xml").write_text("one")
    root = put(tmp_path / "kb", edition)
    assert states(root, edition) == (True, True)
    (tmp_path / "sitemap.xml").write_text("two")
    assert states(root, edition) == (False, True)


def test_another_edition_needs_another_site(tmp_path: Path) -> None:
    assert states(put(tmp_path), replace(PUBLIC, settings={"site_url": ""})) == (False, True)


def test_a_file_that_lost_a_bit_and_kept_its_time_is_noticed_alone(tmp_path: Path) -> None:
    root = put(tmp_path)
    page = root / "build/site/index.html"
    written = page.stat().st_mtime_ns
    page.write_bytes(bytes([page.read_bytes()[0] ^ 1]) + page.read_bytes()[1:])
    os.utime(page, ns=(written, written))
    assert states(root) == (False, False)
    assert stamp(root, root / "build/site", PUBLIC).intact == {f"{FOLDER}/words"}


def test_a_stamp_in_which_any_byte_has_changed_is_none(tmp_path: Path) -> None:
    root = put(tmp_path)
    whole = (root / "build/site.stamp").read_bytes()
    for at in range(0, len(whole), 7):
        (root / "build/site.stamp").write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert states(root) == (False, False)


def damage(root: Path) -> list[str]:
    report = Report()
    report_damage(root / "build/site", PUBLIC, report)
    return [f"{finding.place.file}: [{finding.code}] {finding.message}" for finding in report.in_order()]


def test_each_file_that_is_not_as_it_was_left_is_named(tmp_path: Path) -> None:
    root = put(tmp_path)
    assert damage(root) == []
    (root / "build/site/index.html").write_text("touched")
    os.mkfifo(root / "build/site/more")
    (root / f"build/site/{FOLDER}/words").unlink()
    mend = "'druzhba-kb build' makes the site anew"
    assert damage(root) == [
        f"build/site/index.html: [damaged-site] is not as the last build left it; {mend}",
        f"build/site/more: [damaged-site] is not as the last build left it; {mend}",
        f"build/site/{FOLDER}/words: [damaged-site] is gone; {mend}",
    ]
    (root / "build/site.stamp").write_text("{}")
    lost = f"there is no site, or what the build noted of it is lost; {mend}"
    assert damage(root) == [f"build/site.stamp: [damaged-site] {lost}"]


def test_an_edit_during_a_build_is_not_part_of_what_it_made(tmp_path: Path) -> None:
    root = put(tmp_path)
    before = stamp(root, root / "build/site", PUBLIC)
    (root / INPUT).write_text("edited meanwhile")
    before.put([])
    assert states(root) == (False, True)


def test_settings_and_the_name_and_bytes_of_a_file_reach_every_page(tmp_path: Path) -> None:
    file = tmp_path / "main.html"
    file.write_text("one")
    before = digest_of(["settings"], {"main.html": file})
    assert digest_of(["settings"], {"main.html": file}) == before
    assert digest_of(["other"], {"main.html": file}) != before
    assert digest_of(["settings"], {"below/main.html": file}) != before
    file.write_text("two")
    assert digest_of(["settings"], {"main.html": file}) != before
