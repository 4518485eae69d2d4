"""The files that import writes: their form, importing again, force, and what goes wrong on the way."""

from __future__ import annotations

import hashlib
import io
import sys
from pathlib import Path

import frontmatter
import pytest
import yaml

from druzhba_kb.importing import ImportOptions, describe, import_articles
from druzhba_kb.load import load
from druzhba_kb.parse import parse
from druzhba_kb.relate.locations import root_of, tree_of
from druzhba_kb.report import Report
from importing import pages, saved

KEYS = [
    "title",
    "publisher",
    "author",
    "published",
    "published_basis",
    "url",
    "archived_url",
    "genre",
    "rights",
    "blocks",
    "source_sha256",
    "commitment",
]


def codes(report):
    return [finding.code for finding in report.findings]


def files(project):
    return {path.relative_to(project).as_posix(): path.read_bytes() for path in project.rglob("*") if path.is_file()}


def test_four_files_are_written_and_the_raw_one_is_kept_byte_for_byte(run, project):
    imported, _ = run("\ufeff" + pages.DATELINE.replace("\n", "\r\n"))
    assert sorted(files(project)) == ["articles/page.md", "sources/page.key", "sources/page.md", "sources/raw/page.txt"]
    assert files(project)["sources/raw/page.txt"] == ("\ufeff" + pages.DATELINE.replace("\n", "\r\n")).encode()
    assert {file.status for file in imported.files} == {"new"}
    assert b"\r" not in files(project)["sources/page.md"]


def test_the_clean_text(run, project):
    run(pages.DATELINE)
    blocks = (project / "sources/page.md").read_text().removesuffix("\n").split("\n\n")
    assert blocks[0] == "# Harbour Town and Isle Open Third Ferry Line"
    assert blocks[3] == "## Old piers, new boats"
    assert len(blocks) == 7


def test_the_front_matter(run, project):
    run(pages.SITE_HEADER, url="https://example.org/a")
    front, body = (project / "articles/page.md").read_text().removeprefix("---\n").split("---\n", 1)
    values = yaml.load(front, Loader=yaml.BaseLoader)
    assert list(values) == [*KEYS[:5], "published_note", *KEYS[5:8], "lang", *KEYS[8:]]
    assert values["url"] == "https://example.org/a"
    assert values["source_sha256"] == hashlib.sha256((project / "sources/page.md").read_bytes()).hexdigest()
    assert "published: 2018-05\n" in front
    assert body.startswith("\n<!-- b1 deck, 32 words -->\n\n<!-- b2 paragraph, 21 words -->\n\n")


def test_the_commitment_is_the_one_that_seals_open(run, project):
    run(pages.DATELINE)
    report = Report()
    (article,) = parse(load(project, report), report).articles.values()
    assert article.commitment == root_of(article) and tree_of(article)


def test_a_text_without_a_title_has_no_commitment_yet(run, project):
    run(pages.NO_TITLE)
    assert "commitment" not in (project / "articles/page.md").read_text()


@pytest.mark.parametrize(
    "title", ["No", "a: b # c", "- x", "12:30", "\"quoted\" 'both'", "x *y* {z}", "Порт", "a" * 300]
)
def test_any_title_survives_the_front_matter(run, project, title):
    run(pages.NO_TITLE, title=title)
    assert frontmatter.load(str(project / "articles/page.md"))["title"] == title


def test_the_whole_text_where_rights_are_full(run, project):
    run(pages.NO_TITLE, title="Pilots", rights="full")
    text = (project / "articles/page.md").read_text()
    assert "rights: full\n" in text
    assert "source_sha256: null\n---\n\nIn a note" in text
    assert "\n\n## Ties across the strait warmer since 2014\n\n" in text
    assert "# Pilots" not in text


@pytest.mark.parametrize("genre", ["report", "analysis", "opinion", "interview"])
def test_every_genre_that_the_front_matter_takes_may_be_given(run, genre):
    imported, report = run(pages.OPINION, genre=genre)
    assert (imported.fields.genre, codes(report)) == (genre, [])


def test_importing_again_changes_nothing(run, project):
    run(pages.OPINION)
    before = files(project)
    imported, _ = run(pages.OPINION)
    assert {file.status for file in imported.files} == {"unchanged"}
    assert files(project) == before


def test_an_edited_file_is_kept_and_the_difference_is_shown(run, project):
    run(pages.OPINION)
    article = project / "articles/page.md"
    article.write_text(article.read_text().replace("genre: opinion", "genre: analysis"))
    edited = files(project)
    imported, report = run(pages.OPINION)
    assert files(project) == edited
    assert [file.status for file in imported.files] == ["unchanged", "unchanged", "unchanged", "edited"]
    assert "\n      -genre: analysis\n      +genre: opinion\n" in describe(imported)
    assert describe(imported).endswith(": --force overwrites it, --id makes another article")
    assert not report.failed


def test_of_a_raw_file_no_difference_is_shown(run, project):
    run(pages.OPINION)
    assert describe(run(pages.OPINION.replace("boats", "ships"))[0]).count("      --- sources/raw/") == 0


def test_force_overwrites(run, project):
    run(pages.OPINION)
    before = files(project)
    (project / "articles/page.md").write_text("mine")
    imported, _ = run(pages.OPINION, force=True)
    assert [file.status for file in imported.files] == ["unchanged", "unchanged", "unchanged", "changed"]
    assert files(project) == before


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("header", "strait-weekly-review-2018"),
        ("opinion", "the-pilot"),
        ("updated", "island-sends-pilots-to-mainland-for-ferry-trials"),
    ],
)
def test_an_id_is_derived(run, page, expected):
    assert run(pages.PAGES[page], id=None)[0].id == expected


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "import-empty"),
        (b" \n\n", "import-empty"),
        (b"a\n\xff\xfea", "import-unreadable"),
        (b"a\n b\0", "import-unreadable"),
    ],
)
def test_a_bad_file_is_one_finding(tmp_path, project, data, code):
    report = Report()
    (tmp_path / "raw.txt").write_bytes(data)
    assert import_articles([str(tmp_path / "raw.txt")], project, ImportOptions(id="page"), report) == []
    assert codes(report) == [code]
    assert files(project) == {}


@pytest.mark.parametrize("path", ["missing.txt", "a\0b"])
def test_what_is_no_file_is_one_finding(project, path):
    report = Report()
    assert import_articles([path], project, ImportOptions(), report) == []
    assert codes(report) == ["import-unreadable"]


def test_the_finding_of_a_bad_byte_tells_line_and_column(tmp_path, project):
    report = Report()
    (tmp_path / "raw.txt").write_bytes("ä\nöü".encode() + b"\xff")
    import_articles([str(tmp_path / "raw.txt")], project, ImportOptions(), report)
    assert (report.findings[0].place.line, report.findings[0].place.column) == (2, 3)


def test_a_file_that_is_too_large(tmp_path, project):
    report = Report()
    (tmp_path / "raw.txt").write_bytes(b"a " * 1_500_000)
    import_articles([str(tmp_path / "raw.txt")], project, ImportOptions(), report)
    assert codes(report) == ["import-unreadable"]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"id": "../x"}, "import-id"),
        ({"id": "Page"}, "import-id"),
        ({"id": "a--b"}, "import-id"),
        ({"id": "pâge"}, "import-id"),
        ({"id": ""}, "import-id"),
        ({"published": "2018-02-30"}, "import-option"),
        ({"published": "last week"}, "import-option"),
        ({"rights": "ful"}, "import-option"),
        ({"genre": "novel"}, "import-option"),
        ({"title": "a\nb"}, "import-option"),
        ({"title": "\udcff"}, "import-option"),
        ({"title": ""}, "import-option"),
        ({"url": "javascript:alert(1)"}, "import-option"),
        ({"archived_url": "example.org"}, "import-option"),
    ],
)
def test_a_bad_option_is_one_finding_and_nothing_is_written(tmp_path, project, options, code):
    report = Report()
    (tmp_path / "raw.txt").write_text(pages.OPINION)
    import_articles([str(tmp_path / "raw.txt")], project, ImportOptions(**options), report)
    assert codes(report) == [code]
    str(report.findings[0]).encode()
    assert files(project) == {}


def test_a_text_of_no_letters_needs_an_id(run, tmp_path, project):
    report = Report()
    (tmp_path / "…!.txt").write_text("…!\n\n……\n")
    assert import_articles([str(tmp_path / "…!.txt")], project, ImportOptions(), report) == []
    assert codes(report) == ["import-id"]


def test_the_same_article_twice_is_refused_and_the_first_is_written(tmp_path, project):
    report = Report()
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(pages.OPINION)
    import_articles([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")], project, ImportOptions(), report)
    assert codes(report) == ["import-id"]
    assert sorted(files(project)) == [
        "articles/the-pilot.md", "sources/raw/the-pilot.txt", "sources/the-pilot.key", "sources/the-pilot.md",
    ]  # fmt: skip


def test_one_fault_loses_no_other_article_and_the_next_run_goes_on(tmp_path, project):
    folder = tmp_path / "many"
    folder.mkdir()
    (folder / "a.txt").write_text(pages.OPINION)
    (folder / "b.txt").write_bytes(b"\xff\x00")
    (folder / "c.txt").write_text(pages.DATELINE)
    report, seen = Report(), []
    first = import_articles([str(folder)], project, ImportOptions(), report, lambda *one: seen.append(one))
    assert codes(report) == ["import-unreadable"]
    assert report.checked == {"imported articles": 2}
    assert seen == [(number, 3, str(folder / f"{name}.txt")) for number, name in enumerate("abc", 1)]
    (folder / "b.txt").write_text(pages.NO_TITLE)
    again = import_articles([str(folder)], project, ImportOptions(), Report())
    assert {one.id for one in first} < {one.id for one in again}
    assert sorted(Path(one.origin).name for one in again if one.is_news) == ["b.txt"]


def test_what_is_kept_imports_to_the_same_articles(tmp_path, project):
    (tmp_path / "a.html").write_text(saved.AMP)
    (tmp_path / "b.txt").write_text(pages.OPINION)
    import_articles([str(tmp_path)], project, ImportOptions(), Report())
    before, report = files(project), Report()
    import_articles([str(project / "sources/raw")], project, ImportOptions(), report)
    assert (files(project), report.findings) == (before, [])


def test_the_doubtful_come_first(tmp_path, project):
    (tmp_path / "a.txt").write_text(
        f"---\ntitle: The Pier\npublisher: Gazette\ndate: 2019-06-05\n---\n{pages.NO_TITLE}"
    )
    (tmp_path / "b.txt").write_text(pages.NO_TITLE)
    found = import_articles([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")], project, ImportOptions(), Report())
    assert [(Path(one.origin).name, one.doubts > 0) for one in found] == [("b.txt", True), ("a.txt", False)]


def test_two_articles_of_one_publisher_and_year_get_ids_with_their_titles(tmp_path, project):
    report = Report()
    (tmp_path / "a.txt").write_text(pages.OPINION)
    (tmp_path / "b.txt").write_text(pages.OPINION.replace("edge closer", "drift apart"))
    imported = import_articles([str(tmp_path)], project, ImportOptions(), report)
    assert [one.id for one in imported] == ["the-pilot", "the-pilot-two-towns-drift-apart-share-their-boats"]
    assert not report.failed


DAYS = "---\ntitle: {}\npublisher: The Pilot\npublished: {}\nurl: {}\n---\n\nThe {} boat came in late, and nobody was there.\n"


@pytest.mark.parametrize(
    ("title", "published", "url", "expected"),
    [
        ("The day in brief", "1931-05-05", "https://pilot.example/5", "the-pilot-1931"),
        ("The day in brief", "1931-05-06", "null", "the-pilot-1931-the-day-in-brief"),
        ("The day in brief", "1931-05-05", "https://pilot.example/6", "the-pilot-1931-the-day-in-brief"),
        ("The day", "1931-05-05", "https://pilot.example/5", "the-pilot-1931-the-day"),
    ],
)
def test_an_article_of_another_day_address_or_title_is_another(tmp_path, project, title, published, url, expected):
    (tmp_path / "a.md").write_text(DAYS.format("The day in brief", "1931-05-05", "https://pilot.example/5", "first"))
    (tmp_path / "b.md").write_text(DAYS.format(title, published, url, "second"))
    import_articles([str(tmp_path / "a.md")], project, ImportOptions(), Report())
    [one] = import_articles([str(tmp_path / "b.md")], project, ImportOptions(), Report())
    assert one.id == expected


def test_a_file_imported_before_keeps_its_id(tmp_path, project):
    (tmp_path / "a.txt").write_text(pages.OPINION)
    import_articles([str(tmp_path / "a.txt")], project, ImportOptions(id="chosen"), Report())
    [again] = import_articles([str(tmp_path / "a.txt")], project, ImportOptions(), Report())
    assert again.id == "chosen"
    assert {file.status for file in again.files} == {"unchanged"}


def test_the_corrections_of_lines_are_remembered(tmp_path, project):
    (tmp_path / "a.txt").write_text(pages.OPINION)
    path = str(tmp_path / "a.txt")
    first = import_articles([path], project, ImportOptions(keep=frozenset([11])), Report())[0]
    assert "Take a minute to support" in (project / "sources/the-pilot.md").read_text()
    again = import_articles([path], project, ImportOptions(drop=frozenset([5])), Report())[0]
    assert {file.path: file.status for file in again.files}["articles/the-pilot.md"] == "changed"
    assert again.fields.blocks == first.fields.blocks[1:]
    assert (5, "given") in [(dropped.line, dropped.rule) for dropped in again.dropped]
    assert "Take a minute to support" in (project / "sources/the-pilot.md").read_text()


def test_corrections_overwrite_no_edited_file(tmp_path, project):
    (tmp_path / "a.txt").write_text(pages.OPINION)
    import_articles([str(tmp_path / "a.txt")], project, ImportOptions(), Report())
    with (project / "articles/the-pilot.md").open("a") as edited:
        edited.write("Our own words.\n")
    again = import_articles([str(tmp_path / "a.txt")], project, ImportOptions(drop=frozenset([5])), Report())[0]
    assert {file.path: file.status for file in again.files}["articles/the-pilot.md"] == "edited"
    assert (project / "articles/the-pilot.md").read_text().endswith("Our own words.\n")


def test_corrections_of_another_text_do_not_count(tmp_path, project):
    path = tmp_path / "a.txt"
    path.write_text(pages.OPINION)
    import_articles([str(path)], project, ImportOptions(id="page", keep=frozenset([11])), Report())
    path.write_text(pages.OPINION + "\n")
    one = import_articles([str(path)], project, ImportOptions(id="page"), Report())[0]
    assert (11, "donation") in [(dropped.line, dropped.rule) for dropped in one.dropped]


def test_one_title_for_two_files_is_refused(tmp_path, project):
    report = Report()
    import_articles(["a.txt", "b.txt"], project, ImportOptions(title="One"), report)
    said = ["import: error[import-option]: one 'title' is given for 2 files; expected one"]
    assert [str(one) for one in report.findings] == said


def test_standard_input(monkeypatch, project):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(pages.OPINION.encode())))
    report = Report()
    imported = import_articles(["-"], project, ImportOptions(), report)
    assert [one.origin for one in imported] == ["-"]
    assert (project / "articles/the-pilot.md").is_file()


def test_a_link_out_of_the_project_is_not_followed(run, tmp_path, project):
    (tmp_path / "outside").mkdir()
    (project / "articles").symlink_to(tmp_path / "outside")
    _, report = run(pages.OPINION)
    assert codes(report) == ["import-write"]
    assert list((tmp_path / "outside").iterdir()) == []


def test_a_folder_that_cannot_be_written_leaves_nothing_behind(run, project):
    (project / "articles").write_text("a file where a folder belongs")
    _, report = run(pages.OPINION)
    assert codes(report) == ["import-write"]
    assert sorted(files(project)) == ["articles"]


def test_a_full_disk_leaves_nothing_behind(run, project, monkeypatch):
    def full(folder):
        if folder.name == "articles":
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("druzhba_kb.journal._sync", full)
    _, report = run(pages.OPINION)
    assert codes(report) == ["import-write"]
    assert "no space left" in report.findings[0].message
    assert files(project) == {}


def test_a_title_with_nothing_below_it_is_refused(tmp_path, project):
    report = Report()
    (tmp_path / "raw.txt").write_text("A Quiet Day at the Harbour\n\nRead more: The harbour of old\n")
    import_articles([str(tmp_path / "raw.txt")], project, ImportOptions(), report)
    assert codes(report) == ["import-body"]
