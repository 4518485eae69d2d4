"""Load: what becomes of files that are not what they should be."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import IO, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from druzhba_kb.layout import MAX_BYTES
from druzhba_kb.load import load
from druzhba_kb.report import Report
from druzhba_kb.yaml_read import Listing, Scalar, Table, read_yaml
from tests.sites_on_disk import lay_out


def messages(root: Path) -> list[str]:
    report = Report()
    load(root, report)
    return [str(finding) for finding in report.in_order()]


def plain(node: object) -> object:
    if isinstance(node, Table):
        return {key.text: plain(value) for key, value in node.items}
    if isinstance(node, Listing):
        return [plain(item) for item in node.items]
    assert isinstance(node, Scalar)
    return None if node.null else node.text


def test_no_value_changes_its_type() -> None:
    table = read_yaml("country: NO\ntime: 12:30\nversion: 1.10\nflag: yes\nday: 2018-10-22\n", "f.yml", Report())
    assert plain(table) == {"country": "NO", "time": "12:30", "version": "1.10", "flag": "yes", "day": "2018-10-22"}


def test_only_an_unquoted_nothing_is_null() -> None:
    table = read_yaml("a: null\nb: ~\nc:\nd: 'null'\ne: ''\n", "f.yml", Report())
    assert plain(table) == {"a": None, "b": None, "c": None, "d": "null", "e": ""}


def test_every_value_knows_its_line_and_column() -> None:
    table = read_yaml("a: 1\nb:\n  - {c: d}\n", "f.yml", Report())
    assert table is not None
    listing = table.items[1][1]
    assert isinstance(listing, Listing) and isinstance(listing.items[0], Table)
    assert str(listing.items[0].items[0][1].place) == "f.yml:3:9"


def test_a_front_matter_keeps_the_lines_of_its_file(tmp_path: Path) -> None:
    root = lay_out(None, tmp_path / "site")
    article = root / "articles" / "courier-1931.md"
    article.write_text(article.read_text().replace("---\n", "---\n\n", 1).replace("genre: report", "genre: &a report"))
    assert [message.split(":")[1] for message in messages(root)] == ["10"]


def test_a_file_of_fifty_megabytes_is_refused_unread(tmp_path: Path) -> None:
    root = lay_out(None, tmp_path / "site")
    with (root / "entities" / "people" / "ada-finch.yml").open("wb") as stream:
        stream.truncate(50_000_000)
    expected = f"error[file-too-large]: 50,000,000 bytes; expected at most {MAX_BYTES:,}"
    assert messages(root) == [f"entities/people/ada-finch.yml:1:1: {expected}"]


def test_a_link_that_leaves_the_project_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.yml").write_text("name: Secret\n")
    root = lay_out(None, tmp_path / "site")
    (root / "entities" / "people" / "secret.yml").symlink_to(tmp_path / "secret.yml")
    assert messages(root) == ["entities/people/secret.yml:1:1: error[outside-link]: this link leads out of the project"]


def test_a_dangling_link_is_reported(tmp_path: Path) -> None:
    root = lay_out(None, tmp_path / "site")
    (root / "entities" / "people" / "gone.yml").symlink_to(root / "nowhere.yml")
    assert messages(root) == ["entities/people/gone.yml:1:1: error[unreadable-file]: this link leads to nothing"]


@pytest.mark.parametrize("place", ["articles/a.md", "entities/people/z.yml", "sources/z.md", "templates/assets/z.css"])
def test_a_pipe_and_a_link_to_itself_are_faults_and_are_never_opened(place: str, tmp_path: Path) -> None:
    root = lay_out(None, tmp_path / "site")
    (root / place).parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(root / place)
    link = Path(place).with_stem("y").as_posix()
    (root / link).symlink_to(Path(link).name)
    assert sorted(messages(root)) == sorted(
        [
            f"{link}:1:1: error[unreadable-file]: cannot be read: Too many levels of symbolic links",
            f"{place}:1:1: error[unreadable-file]: this is a pipe, a socket or a device; expected a file",
        ]
    )


def test_a_file_that_may_not_be_read_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = lay_out(None, tmp_path / "site")
    opened = Path.open

    def refuse(path: Path, mode: str = "r", **options: Any) -> IO[Any]:
        if path.name == "ada-finch.yml":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, mode, **options)

    monkeypatch.setattr(Path, "open", refuse)
    expected = "error[unreadable-file]: cannot be read: Permission denied"
    assert messages(root) == [f"entities/people/ada-finch.yml:1:1: {expected}"]


def test_hidden_files_and_back_ups_are_left_alone(tmp_path: Path) -> None:
    root = lay_out(None, tmp_path / "site")
    (root / "entities" / "people" / ".ada.yml.swp").write_bytes(b"\0")
    (root / "entities" / "people" / "ada-finch.yml~").write_bytes(b"\0")
    assert messages(root) == []


def test_the_guards_of_the_content_stand_beside_the_kinds(tmp_path: Path) -> None:
    root = lay_out(None, tmp_path / "site")
    sources = load(root, Report())
    assert [one.file for one in (*sources.assertions, *sources.ratchets)] == [
        "entities/_assertions.yml",
        "entities/_ratchets.yml",
    ]
    for name in ("_assertions.yml", "_ratchets.yml"):
        (root / "entities" / name).write_text("a: [\n")
    (root / "entities" / "_ratchets.yml~").write_text("a: [\n")
    assert [message.split(": ")[1] for message in messages(root)] == ["error[yaml-syntax]", "error[yaml-syntax]"]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    assert messages(tmp_path) == [
        "entities:1:1: error[missing-folder]: there is no folder 'entities'; expected it beside mkdocs.yml"
    ]


@given(st.text(max_size=200))
def test_no_text_makes_the_reader_raise(text: str) -> None:
    report = Report()
    table = read_yaml(text, "f.yml", report)
    assert (table is None) == report.failed


LETTERS = st.text(st.characters(categories=["L", "N", "P", "S"]), max_size=8)


@given(st.recursive(LETTERS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(LETTERS, inner, max_size=3)))
def test_what_json_says_the_reader_reads(value: object) -> None:
    table = read_yaml(json.dumps({"value": value}, ensure_ascii=False), "f.yml", Report())
    assert plain(table) == {"value": value}


@pytest.mark.parametrize("name", ["Thumbs.db", "desktop.ini", "~$notes.docx", "gull-point.yml~", "#gull-point.yml#"])
def test_what_editors_and_file_managers_leave_behind_is_passed_over(name: str, tmp_path: Path) -> None:
    root = lay_out(None, tmp_path / "site")
    for folder in ("articles", "entities", "entities/lighthouses"):
        (root / folder / name).write_text("x")
    assert messages(root) == []


def test_a_heading_that_is_underlined_is_no_mark_of_a_merge(tmp_path: Path) -> None:
    root = lay_out(None, tmp_path / "site")
    with (root / "articles/courier-1931.md").open("a") as file:
        file.write("\nA title\n=======\n")
    assert messages(root) == []


def test_a_text_under_another_name_is_led_to_its_article(tmp_path: Path) -> None:
    root = lay_out(None, tmp_path / "site")
    (root / "sources/courier-1931.md").rename(root / "sources/courier.md")
    assert messages(root) == [
        "sources/courier.md:1:1: warning[lone-text]: there is no article 'courier', so nothing is checked against its text; "
        "rename it to 'courier-1931.md', whose text it is"
    ]


@pytest.mark.parametrize("name", ["references", "sources", "templates"])
def test_a_file_in_the_place_of_a_folder_is_a_fault(name: str, tmp_path: Path) -> None:
    root = lay_out(None, tmp_path / "site")
    shutil.rmtree(root / name, ignore_errors=True)
    (root / name).write_text("x")
    assert messages(root) == [
        f"{name}:1:1: error[missing-folder]: '{name}' is no folder; expected one, or nothing of that name"
    ]
