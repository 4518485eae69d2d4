"""Reading: the formats, folders and standard input, front matter, and what cannot be read."""

from __future__ import annotations

import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from druzhba_kb.importing.declared_metadata import DeclaredMetadata
from druzhba_kb.importing.formats.page_files import LONGEST_PAGE
from druzhba_kb.importing.formats.record_files import LONGEST_TEXT
from druzhba_kb.importing.raw_files import find_files, read_raw
from druzhba_kb.report import Report
from importing import saved


@pytest.fixture
def read(tmp_path):
    """Return a function that reads a file of this name and content, and gives the raw article and the findings."""

    def read(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        report = Report()
        raw = next(iter(read_raw(str(path), report)), None)
        return raw, [(finding.code, finding.place.line) for finding in report.findings]

    return read


FRONT = "---\ntitle: The Pier\ndate: 2019-06-05 10:00:00 +0500\n---\n\n# The *Pier*\n\nIt is **open**.\n"


@pytest.mark.parametrize(
    ("name", "content", "suffix"),
    [
        ("a.txt", "A pier\n\n# Not a title", ".txt"),
        ("a.txt", FRONT, ".md"),
        ("a.txt", "---\nA rule, and no front matter", ".txt"),
        ("a.txt", "---\nnot: [closed\n---\nA rule, and no front matter", ".txt"),
        ("a.txt", "\ufeff<!-- saved --> <!DOCTYPE html><p>A pier", ".html"),
        ("a.txt", "<b>A pier</b>", ".txt"),
        ("a.markdown", "A pier", ".md"),
        ("a.MD", "A pier", ".md"),
        ("a.htm", "<p>A pier", ".html"),
        ("a.html", "A pier, 2 < 3", ".txt"),
        ("article", "# A pier\n\nIt is open.", ".md"),
        ("article", "A pier\n\n#Gannet", ".txt"),
        ("article", "<html><p>A pier", ".html"),
    ],
)
def test_the_format_of_a_file(read, name, content, suffix):
    raw, found = read(name, content)
    assert (raw.suffix, found) == (suffix, [])
    assert raw.data == content.encode()
    assert raw.lines


def test_front_matter_is_stated_and_its_lines_are_counted(read):
    raw, _ = read("pier.md", FRONT)
    assert raw.declared == DeclaredMetadata(title="The Pier", published="2019-06-05")
    assert [(line.number, line.text, line.mark) for line in raw.lines] == [
        (6, "The Pier", "title"),
        (8, "It is open.", "paragraph"),
    ]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_any_line_end_will_do(read, end):
    raw, _ = read("pier.md", FRONT.replace("\n", end))
    assert [line.number for line in raw.lines] == [6, 8]


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("headline: A  b\nsite: The Post\nby: x", DeclaredMetadata(title="A b", publisher="The Post")),
        ("source: https://example.org/a", DeclaredMetadata(url="https://example.org/a")),
        ("source: The Post\ncanonical: javascript:x", DeclaredMetadata(publisher="The Post")),
        ("authors: [Ina Moss, {name: Per Holm}]", DeclaredMetadata(author="Ina Moss, Per Holm")),
        ("Author: null\ndate: soon", DeclaredMetadata()),
        ("date: June 5, 2019", DeclaredMetadata(published="2019-06-05")),
        (
            "published: 2016-09-23~\nrights: full\ngenre: analysis",
            DeclaredMetadata(published="2016-09-23~", rights="full", genre="analysis"),
        ),
        ("published: 2019-02-30\nrights: mine", DeclaredMetadata()),
        ("lang: de", DeclaredMetadata(lang="de")),
        ("language: pt_BR.UTF-8", DeclaredMetadata(lang="pt-BR")),
        ("language: English", DeclaredMetadata(lang="en")),
        ("lang: zz", DeclaredMetadata()),
        ("category: [World, Op-Ed]", DeclaredMetadata(genre="opinion")),
    ],
)
def test_what_a_front_matter_states(read, front, expected):
    raw, found = read("a.md", f"---\n{front}\n---\nText\n")
    assert (raw.declared, found) == (expected, [])


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        ("---\ntitle: A\n\nText\n", "unclosed-front-matter", 1),
        ("---\ntitle: [A\n---\nText\n", "yaml-syntax", 2),
        ("---\ntitle: A\ntitle: B\n---\nText\n", "repeated-key", 3),
        ("---\nA line\n---\nText\n", "not-a-mapping", 2),
    ],
)
def test_a_bad_front_matter_is_a_finding(read, content, code, line):
    assert read("a.md", content) == (None, [(code, line)])


def test_a_page(read):
    raw, found = read("page.htm", saved.LATIN.encode("cp1252"))
    assert (raw.suffix, found, raw.declared.title) == (".html", [], "Die Fähre fährt wieder")
    assert raw.text.split("\n")[raw.lines[1].number - 1] == raw.lines[1].text


@pytest.mark.parametrize("name", ["a.html", "a.txt"])
def test_a_page_without_text_is_a_finding(read, name):
    assert read(name, "<html><body><script>x</script></body></html>") == (None, [("import-empty", 0)])


@pytest.mark.parametrize(("name", "start"), [("a.txt", ""), ("a.md", ""), ("a.html", "<p>")])
def test_a_file_that_is_too_large_is_a_finding(read, name, start):
    content = start + "a" * (LONGEST_PAGE if start else LONGEST_TEXT)
    assert read(name, content + "a") == (None, [("import-unreadable", 0)])


@pytest.mark.parametrize(
    ("content", "suffix"), [(saved.AMP, ".html"), (FRONT, ".md"), ("# A pier\n\nOpen.", ".md"), ("A pier", ".txt")]
)
def test_standard_input_is_recognized(monkeypatch, content, suffix):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    report = Report()
    [raw] = read_raw("-", report)
    assert (raw.origin, raw.suffix, report.findings) == ("-", suffix, [])


def test_a_folder(tmp_path):
    for name in ("b.txt", "a.html", "c.md", ".hidden", "notes.psd"):
        (tmp_path / name).write_text("x")
    for name in ("a_files", "more", ".git"):
        (tmp_path / name).mkdir()
    report = Report()
    files = find_files([str(tmp_path), "-", "missing.txt"], report)
    assert files == [str(tmp_path / name) for name in ("a.html", "b.txt", "c.md")] + ["-", "missing.txt"]
    assert [(finding.code, finding.level) for finding in report.findings] == [("import-skipped", "warning")] * 2
    assert ["more" in report.findings[0].message, "notes.psd" in report.findings[1].message] == [True, True]


def test_a_folder_without_articles_is_a_finding(tmp_path):
    report = Report()
    assert find_files([str(tmp_path)], report) == []
    assert [finding.code for finding in report.findings] == ["import-empty"]


@given(
    st.one_of(st.binary(), st.text().map(str.encode), st.text().map("---\n{}\n---\na".format).map(str.encode)),
    st.sampled_from([".txt", ".md", ".html", ""]),
)
def test_any_file_is_lines_or_findings(tmp_path_factory, data, suffix):
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_bytes(data)
    report = Report()
    assert bool(list(read_raw(str(path), report))) != report.failed
